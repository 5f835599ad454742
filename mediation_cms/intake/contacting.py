"""When somebody of a cabinet last turned to a side of a matter, and whether the same talk is being written down twice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.companion_models import Part
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.queries import COLUMNS, deals_with, visible_to
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Person

REQUEST = table_of(Request)
SILENT_SINCE = sa.func.coalesce(REQUEST.c.last_contact_on, REQUEST.c.received_on)
LATER = (
    sa.update(REQUEST)
    .where(REQUEST.c.id == sa.bindparam("of"))
    .where(sa.or_(REQUEST.c.last_contact_on.is_(None), REQUEST.c.last_contact_on < sa.bindparam("day")))
    .values(last_contact_on=sa.bindparam("day"))
)


def note_contact(session: Session, request: Request, on: date) -> None:
    """Note that somebody turned to a side of the matter on that day, reached or not. It never goes back to an earlier day.

    One statement, so that of two who note at once the later day stands; the version of the request is not touched.
    """
    session.flush()
    session.connection().execute(LATER, {"of": request.id, "day": on})
    session.expire(request, ["last_contact_on"])


def silent_before(day: date | sa.BindParameter[date]) -> sa.ColumnElement[bool]:
    """That nobody was turned to since that day: said of each column by itself, so that the index of both can answer."""
    return sa.or_(
        REQUEST.c.last_contact_on < day,
        sa.and_(REQUEST.c.last_contact_on.is_(None), REQUEST.c.received_on < day),
    )


def quiet(session: Session, actor: Actor, before: date, limit: int, *, mediator_id: UUID | None = None) -> Records:
    """Open requests in sight in which nobody was turned to since that day, the longest silent first.

    With `mediator_id` those that this mediator conducts, alone or with others.
    """
    statement = sa.select(*COLUMNS, SILENT_SINCE.label("silent_since")).where(
        visible_to(actor), silent_before(before), REQUEST.c.status != RequestStatus.ENDED.value
    )
    if mediator_id is not None:
        statement = statement.where(deals_with(REQUEST, mediator_id, Part.CO_MEDIATOR))
    return session.connection().execute(statement.order_by(SILENT_SINCE, REQUEST.c.id).limit(limit)).all()


# --- twice -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class About:
    """With whom a talk was: in this matter, or with people of these names (`Person.short_key`), wherever they are a party."""

    request_id: UUID | None
    names: frozenset[str]

    @classmethod
    def of(cls, session: Session, request: Request) -> Self:
        """The matter and everybody in it."""
        found = session.exec(
            select(Person.short_key)
            .join(Party, col(Party.person_id) == Person.id)
            .where(Party.request_id == request.id)
        )
        return cls(request.id, frozenset(found))

    def among(self, request_id: Any) -> sa.ColumnElement[bool]:
        """Whether the matter in this column is the same, or somebody of it bears one of the names."""
        named = sa.exists().where(
            col(Party.request_id) == request_id,
            col(Party.person_id) == Person.id,
            col(Person.short_key).in_(self.names),
        )
        if self.request_id is None:
            return named
        return sa.or_(request_id == self.request_id, named)


def asked_once_more(on: date, numbers: Collection[str]) -> Text:
    """The question to whoever writes down what may stand there already."""
    return _(
        "On %(day)s you have already logged such a talk: %(number)s. If this is another one, mark it below.",
        day=on,
        number=next(iter(numbers)),
    )
