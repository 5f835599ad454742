"""The people whom somebody may know: parties and representatives of the matters in sight, and mediators of the public registers.

One human may have been entered many times. Records that staff linked are shown as one, as far as the actor sees them; who is
out of sight is neither shown nor hinted at.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.queries import REQUEST, visible_to
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.people.models import Contact, Person, SamePerson
from mediation_cms.people.queries import contacts_of_all, iin_of, phones_of
from mediation_cms.people.rules import masked, masked_phone
from mediation_cms.people.same import LINK, Seen, same_as

PERSON, PARTY, CONTACT, ENTRY = table_of(Person), table_of(Party), table_of(Contact), table_of(RegisterEntry)
LATEST = 5
"""So many matters of one record are read: open ones first, then the latest."""


@dataclass(frozen=True)
class SeenMatter:
    """A matter in sight in which somebody stands on a side, or speaks for one."""

    request: Request
    party: Party

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.request.outcome is None

    @property
    def is_applicant(self) -> bool:
        """Whether that somebody brought it: who speaks for the applicant did not."""
        return self.party.side is Side.APPLICANT and self.party.represents_id is None

    @property
    def is_other_side(self) -> bool:
        """Whether it was brought against that somebody."""
        return self.party.side is Side.OTHER and self.party.represents_id is None


@dataclass(frozen=True)
class Human:
    """What tells somebody apart, as far as the actor may see: `person` is one record, `records` are all that are linked to it.

    Of somebody who is known from a register alone (`entry_id`) no more is told than the register does.
    """

    person: Person
    records: frozenset[UUID]
    matters: Sequence[SeenMatter]
    year: int | None = None
    iin: str = ""
    phones: tuple[str, ...] = ()
    entry_id: UUID | None = None

    @property
    def open_matters(self) -> list[SeenMatter]:
        """The matters of this human that have not ended."""
        return [matter for matter in self.matters if matter.is_open]


# --- in sight ----------------------------------------------------------------------------------------------------------


def seen_by(actor: Actor) -> Seen:
    """Whom the actor may know, as a condition on the keys of people."""

    def seen(key: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
        takes_part = sa.select(PARTY.c.id).join(REQUEST, REQUEST.c.id == PARTY.c.request_id)
        in_a_matter = takes_part.where(PARTY.c.person_id == key, visible_to(actor)).exists()
        return sa.or_(in_a_matter, sa.select(ENTRY.c.id).where(ENTRY.c.mediator_id == key).exists())

    return seen


def get_known(session: Session, actor: Actor, person_id: UUID) -> Person:
    """A person whom the actor may know. Raises NotFound."""
    found = session.exec(select(Person).where(Person.id == person_id, seen_by(actor)(PERSON.c.id))).first()
    if found is None:
        raise NotFound
    return found


def human(session: Session, actor: Actor, person_id: UUID) -> Human:
    """Who this is, over all linked records that the actor may know. Raises NotFound."""
    person = get_known(session, actor, person_id)
    return humans(session, actor, [person])[0]


def links_of(session: Session, actor: Actor, records: Collection[UUID]) -> list[SamePerson]:
    """The links of these records to one another and to others, those undone included, newest first; both ends in sight."""
    seen, touches = seen_by(actor), sa.or_(LINK.c.person_id.in_(records), LINK.c.other_id.in_(records))
    statement = select(SamePerson).where(touches, seen(LINK.c.person_id), seen(LINK.c.other_id))
    return list(session.exec(statement.order_by(col(SamePerson.id).desc())))


def get_link(session: Session, actor: Actor, person: Person, link_id: UUID) -> SamePerson:
    """A link of this person with both ends in sight. Raises NotFound."""
    found = next(
        (link for link in links_of(session, actor, human(session, actor, person.id).records) if link.id == link_id),
        None,
    )
    if found is None:
        raise NotFound
    return found


# --- who they are ------------------------------------------------------------------------------------------------------


def humans(session: Session, actor: Actor, people: Sequence[Person], most: int | None = None) -> list[Human]:
    """Who these are, in their order, linked records as one; with their matters in sight, in a constant number of statements."""
    circles = same_as(session, [person.id for person in people], seen_by(actor))
    first: dict[frozenset[UUID], Person] = {}
    for person in people:
        first.setdefault(circles[person.id], person)
    shown = list(first.items())[:most]
    keys = [key for circle, _person in shown for key in circle]
    matters, entries = _matters_of(session, actor, keys), _entries_of(session, keys)
    records = {row.id: row for row in session.exec(select(Person).where(col(Person.id).in_(keys)))}
    reached = contacts_of_all(session, records.values())
    return [_human(session, person, circle, records, matters, reached, entries) for circle, person in shown]


def _human(
    session: Session,
    person: Person,
    circle: frozenset[UUID],
    records: dict[UUID, Person],
    matters: dict[UUID, list[SeenMatter]],
    reached: dict[UUID, list[Contact]],
    entries: dict[UUID, UUID],
) -> Human:
    entry_id = next((entries[key] for key in circle if key in entries), None)
    # What was said in a matter is told of the records of matters alone: a register is silent on numbers and phones.
    told = sorted((records[key] for key in circle if key in matters), key=lambda row: (row.id != person.id, row.id))
    born = next((row.born_on for row in told if row.born_on), None)
    numbered = next((row for row in told if row.iin_sealed), None)
    iin = iin_of(session, numbered) if numbered else None
    phones = sorted({phone for row in told for phone in phones_of(reached.get(row.id, []))})
    seen = sorted((matter for row in told for matter in matters[row.id]), key=_open_and_latest, reverse=True)
    return Human(
        person, circle, seen,
        year=born.year if born else None,
        iin=masked(iin) if iin else "",
        phones=tuple(map(masked_phone, phones)),
        entry_id=entry_id,
    )  # fmt: skip


def _open_and_latest(matter: SeenMatter) -> tuple[bool, UUID]:
    return matter.is_open, matter.request.id


def _matters_of(session: Session, actor: Actor, keys: Collection[UUID]) -> dict[UUID, list[SeenMatter]]:
    """The matters in sight of each of these records: open ones first, then the latest, a few of each record."""
    place = sa.func.row_number().over(
        partition_by=PARTY.c.person_id, order_by=(REQUEST.c.outcome.is_not(None), REQUEST.c.id.desc())
    )
    ranked = (
        sa.select(PARTY.c.id, place.label("place"))
        .join(REQUEST, REQUEST.c.id == PARTY.c.request_id)
        .where(PARTY.c.person_id.in_(keys), visible_to(actor))
        .subquery()
    )
    statement = (
        select(Request, Party)
        .join(Party, col(Party.request_id) == Request.id)
        .join(ranked, ranked.c.id == col(Party.id))
        .where(ranked.c.place <= LATEST)
        .order_by(ranked.c.place)
    )
    found: dict[UUID, list[SeenMatter]] = defaultdict(list)
    for request, party in session.exec(statement):
        if party.person_id is not None:
            found[party.person_id].append(SeenMatter(request, party))
    return dict(found)


def _entries_of(session: Session, keys: Collection[UUID]) -> dict[UUID, UUID]:
    """An entry in a register of each of these who has one."""
    statement = sa.select(ENTRY.c.mediator_id, ENTRY.c.id).where(ENTRY.c.mediator_id.in_(keys)).order_by(ENTRY.c.id)
    return {row.mediator_id: row.id for row in session.connection().execute(statement)}


def all_matters(session: Session, actor: Actor, records: Iterable[UUID], most: int = 200) -> list[SeenMatter]:
    """The matters in sight of one human over all these records, newest first, so many at most."""
    statement = (
        select(Request, Party)
        .join(Party, col(Party.request_id) == Request.id)
        .where(col(Party.person_id).in_(list(records)), visible_to(actor))
        .order_by(col(Request.id).desc(), col(Party.id))
        .limit(most)
    )
    return [SeenMatter(request, party) for request, party in session.exec(statement)]


def matter_between(session: Session, actor: Actor, people: Iterable[UUID]) -> Request:
    """The newest matter in sight of these people, one where the actor may link them if there is any.

    Raises NotFound when one of them is out of sight, or none is known from a matter.
    """
    keys = [get_known(session, actor, key).id for key in people]
    matters = [seen.request for seen in all_matters(session, actor, keys)]
    allowed = next((matter for matter in matters if may(actor, Can.LINK_PEOPLE, matter)), None)
    if not matters:
        raise NotFound
    return allowed or matters[0]
