"""Reading reports of inaccuracies: those of the districts whose register the actor keeps."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.access.sight import in_sight
from mediation_cms.core.db import table_of, unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.mediators.inaccuracy_models import Inaccuracy
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.people.models import Person, Role

MOST = 100
KEEPERS = frozenset({Role.REGISTER_KEEPER})
INACCURACY = table_of(Inaccuracy)


@dataclass(frozen=True)
class Reported:
    """A report that waits: of whom, what, when; `entry_id` leads to the mediator's latest entry."""

    id: UUID
    name: str
    entry_id: UUID | None
    district_id: UUID
    reported_at: datetime
    words: str
    reply_to: str


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Whoever keeps the register of the district."""
    return in_sight(actor, KEEPERS, INACCURACY.c.district_id)


def waiting_reports(session: Session, actor: Actor) -> list[Reported]:
    """The reports in sight that nobody has seen to, the oldest first; no more than a hundred at once."""
    asked = select(Inaccuracy, Person).join(Person, col(Person.id) == Inaccuracy.mediator_id)
    asked = asked.where(visible_to(actor), INACCURACY.c.done_at.is_(None)).order_by(INACCURACY.c.id).limit(MOST)
    found = session.exec(asked).all()
    latest = select(RegisterEntry.mediator_id, RegisterEntry.id).order_by(col(RegisterEntry.since))
    of_them = latest.where(col(RegisterEntry.mediator_id).in_([report.mediator_id for report, _person in found]))
    entries: dict[UUID, UUID] = dict(session.exec(of_them).all())
    return [
        Reported(
            report.id, person.name, entries.get(report.mediator_id), report.district_id, report.reported_at,
            unseal(session, report, "words_sealed") or "", unseal(session, report, "reply_to_sealed") or "",
        )
        for report, person in found
    ]  # fmt: skip


def waiting_with(session: Session, mediator_id: UUID, words_index: str) -> Inaccuracy | None:
    """The report in these very words that nobody has seen to. Whoever asks answers for the right to it."""
    same = select(Inaccuracy).where(Inaccuracy.mediator_id == mediator_id, Inaccuracy.words_index == words_index)
    return session.exec(same.where(col(Inaccuracy.done_at).is_(None))).first()


def count_waiting(session: Session, actor: Actor) -> int:
    """How many reports in sight wait."""
    waiting = (
        sa.select(sa.func.count()).select_from(INACCURACY).where(visible_to(actor), INACCURACY.c.done_at.is_(None))
    )
    return int(session.connection().scalar(waiting) or 0)


def get_report(session: Session, actor: Actor, report_id: UUID) -> Inaccuracy:
    """One report in sight. Raises NotFound."""
    found = session.exec(select(Inaccuracy).where(INACCURACY.c.id == report_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found
