"""Matters that follow one another: what goes over from one to the next, and which there are."""

from operator import attrgetter
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.parties import is_minor
from mediation_cms.intake.queries import IN_SIGHT, REQUEST, sight
from mediation_cms.people.models import Person
from mediation_cms.people.records import record_like
from mediation_cms.people.same import put_link


def copy_parties(session: Session, actor: Actor, before: Request, request: Request) -> None:
    """The same people on the same sides, representatives included. Who was under age may have come of age since.

    Each gets a record of their own, linked to the one before: what is corrected in one matter changes nothing in the other.
    """
    rows = session.exec(select(Party).where(Party.request_id == before.id).order_by(col(Party.id))).all()
    made: dict[UUID, UUID] = {}
    for row in sorted(rows, key=lambda party: party.represents_id is not None):
        told = session.get(Person, row.person_id) if row.person_id else None
        person = record_like(session, told) if told else None
        if told and person:
            put_link(session, told.id, person.id, actor.account_id)
        born_on = person.born_on if person else None
        party = Party(
            **row.model_dump(
                include={"side", "side_no", "position", "capacity", "organisation_id", "note", "document_no", "document_on"}
            ),
            person_id=person.id if person else None,
            request_id=request.id,
            represents_id=made[row.represents_id] if row.represents_id else None,
            minor=is_minor(session, born_on, request.received_on) if born_on else row.minor,
        )  # fmt: skip
        made[row.id] = party.id
        session.add(party)
        session.flush()


# One by its key, the others by the index of what they follow.
LINKED = IN_SIGHT.where(
    sa.or_(REQUEST.c.follows_id == sa.bindparam("of"), REQUEST.c.id == sa.bindparam("before", type_=sa.Uuid))
)


def linked_to(session: Session, actor: Actor, request: Request) -> list[Request]:
    """The matters that the actor may see of those that this one follows and that follow it, the earliest first."""
    found = session.exec(LINKED, params={"of": request.id, "before": request.follows_id, **sight(actor)})
    return sorted(found, key=attrgetter("id"))  # by hand: in that order SQLite would walk through all of them
