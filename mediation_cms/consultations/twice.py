"""Whether the same talk is written down a second time: the same day, matter or person, kind and hand."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.consultations.models import Consultation, ContactKind, ContactLog
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Invalid
from mediation_cms.intake.contacting import REQUEST, About, asked_once_more

CONSULTATION, CONTACT = table_of(Consultation), table_of(ContactLog)


def require_new_talk(session: Session, actor: Actor, on: date, about: About, field: str = "again") -> None:
    """Raises Invalid beside `field` when the actor has a consultation of that day with the same matter or person."""
    mine = sa.or_(CONSULTATION.c.account_id == actor.account_id, CONSULTATION.c.mediator_id == actor.mediator_id)
    _refuse(session, CONSULTATION, sa.and_(mine, CONSULTATION.c.held_on == on), on, about, field)


def require_new_contact(session: Session, actor: Actor, kind: ContactKind, on: date, about: About) -> None:
    """The same of a call, a message, a letter or a visit."""
    mine = sa.and_(CONTACT.c.account_id == actor.account_id, CONTACT.c.held_on == on, CONTACT.c.kind == kind.value)
    _refuse(session, CONTACT, mine, on, about, "again")


def _refuse(
    session: Session, table: sa.Table, mine: sa.ColumnElement[bool], on: date, about: About, field: str
) -> None:
    of = table.c.request_id
    found = sa.select(REQUEST.c.number).join(table, of == REQUEST.c.id).where(mine, about.among(of)).limit(1)
    numbers = session.connection().execute(found).scalars().all()
    if numbers:
        raise Invalid({field: asked_once_more(on, numbers)})
