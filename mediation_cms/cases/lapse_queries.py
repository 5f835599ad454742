"""Whom it concerns when a mediator may no longer act: open cases, and talks that are booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.cases.lapse_models import LapseWarning
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.mediators.allowed_papers import Lapse

WITH_MEDIATOR = (CaseStatus.OFFERED, CaseStatus.IN_WORK, CaseStatus.IN_MEDIATION)


@dataclass(frozen=True)
class Concerned:
    """What waits for a mediator: open cases, and booked talks ahead."""

    cases: Sequence[Case]
    talks: Sequence[Booking]


def concerned(session: Session, mediator_id: UUID, lapse: Lapse | None = None) -> Concerned:
    """What waits for the mediator; of the talks, those within the lapse. Whoever asks answers for the right to it."""
    open_cases = select(Case).where(Case.mediator_id == mediator_id, col(Case.status).in_(WITH_MEDIATOR))
    ahead: list[sa.ColumnElement[bool] | bool] = [
        Booking.mediator_id == mediator_id, Booking.state == BookingState.CONFIRMED, col(Booking.starts_at) > clock.now(),
    ]  # fmt: skip
    if lapse is not None:
        ahead.append(col(Booking.starts_at) >= _begins(lapse.since))
        if lapse.until is not None:
            ahead.append(col(Booking.starts_at) < _begins(lapse.until))
    talks = select(Booking).where(*ahead).order_by(col(Booking.starts_at), col(Booking.id))
    return Concerned(list(session.exec(open_cases.order_by(col(Case.id)))), list(session.exec(talks)))


def with_work(session: Session) -> list[UUID]:
    """The mediators who have an open case or a booked talk ahead."""
    cases = sa.select(col(Case.mediator_id)).where(
        col(Case.status).in_(WITH_MEDIATOR), col(Case.mediator_id).is_not(None)
    )
    talks = sa.select(col(Booking.mediator_id)).where(
        col(Booking.state) == BookingState.CONFIRMED, col(Booking.starts_at) > clock.now()
    )
    return [key for (key,) in session.connection().execute(cases.union(talks)) if key is not None]


def warned_of(session: Session, mediator_id: UUID, lapse: Lapse) -> set[UUID]:
    """The cases and talks of which this lapse was told already."""
    told = select(LapseWarning.thing_id).where(
        LapseWarning.mediator_id == mediator_id, LapseWarning.since == lapse.since
    )
    return set(session.exec(told))


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ALMATY)
