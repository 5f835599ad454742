"""Whom it concerns when a mediator is away or a cabinet is closed: talks that are booked, meetings whose day is fixed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.cases.date_models import DateFinding, DateOption, FindingState
from mediation_cms.cases.models import Case
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.intake.models import Request
from mediation_cms.mediators.availability_models import CabinetClosing
from mediation_cms.mediators.modes import Mode

FINDING, OPTION, CASE = table_of(DateFinding), table_of(DateOption), table_of(Case)
REQUEST = table_of(Request)
FIXED = (
    sa.select(
        FINDING.c.id, CASE.c.id, REQUEST.c.id, REQUEST.c.cabinet_id, CASE.c.mediator_id, OPTION.c.day, OPTION.c.hour,
        FINDING.c.minutes, OPTION.c.mode, REQUEST.c.number, REQUEST.c.subject,
    )
    .join(OPTION, OPTION.c.id == FINDING.c.fixed_id)
    .join(CASE, CASE.c.id == FINDING.c.case_id)
    .join(REQUEST, REQUEST.c.id == CASE.c.request_id)
    .where(FINDING.c.state == FindingState.FIXED)
    .order_by(OPTION.c.day, OPTION.c.hour, FINDING.c.id)
)  # fmt: skip


class FixedMeeting(NamedTuple):
    """A meeting of a case whose day is fixed."""

    finding_id: UUID
    case_id: UUID
    request_id: UUID
    cabinet_id: UUID
    mediator_id: UUID | None
    day: date
    hour: time
    minutes: int
    mode: Mode
    number: str
    subject: str

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return datetime.combine(self.day, self.hour, clock.ALMATY)

    @property
    def ends_at(self) -> datetime:
        """When it is to end."""
        return self.starts_at + timedelta(minutes=self.minutes)


def talks_ahead(
    session: Session, first: datetime, last: datetime, *, cabinet_id: UUID | None = None,
    mediator_id: UUID | None = None,
) -> list[Booking]:  # fmt: skip
    """The talks that are booked between two instants and have not begun, of a cabinet or a mediator. The caller has looked."""
    wanted: list[sa.ColumnElement[bool] | bool] = [
        Booking.state == BookingState.CONFIRMED, col(Booking.starts_at) > clock.now()
    ]  # fmt: skip
    wanted += [col(Booking.starts_at) < last, col(Booking.ends_at) > first]
    if cabinet_id is not None:
        wanted.append(Booking.cabinet_id == cabinet_id)
    if mediator_id is not None:
        wanted.append(Booking.mediator_id == mediator_id)
    return list(session.exec(select(Booking).where(*wanted).order_by(col(Booking.starts_at), col(Booking.id))))


def called_off_on(session: Session, closing: CabinetClosing) -> list[Booking]:
    """The talks that were called off for this very closing of the cabinet."""
    ordered = col(Booking.starts_at), col(Booking.id)
    return list(session.exec(select(Booking).where(Booking.closing_id == closing.id).order_by(*ordered)))


def meetings_between(
    session: Session, first: date, last: date, *, cabinet_id: UUID | None = None, mediator_id: UUID | None = None,
    seen: Sequence[sa.ColumnElement[bool]] = (),
) -> list[FixedMeeting]:  # fmt: skip
    """The meetings fixed for these days, of a cabinet or a mediator; `seen`: only those of requests that are in sight."""
    statement = FIXED.where(OPTION.c.day.between(first, last), *seen)
    if cabinet_id is not None:
        statement = statement.where(REQUEST.c.cabinet_id == cabinet_id)
    if mediator_id is not None:
        statement = statement.where(CASE.c.mediator_id == mediator_id)
    return [FixedMeeting(*row) for row in session.connection().execute(statement)]


def closed_between(session: Session, cabinet_id: UUID, first: date, last: date) -> bool:
    """Whether the cabinet is closed on one of the days."""
    meets = (CabinetClosing.cabinet_id == cabinet_id, CabinetClosing.since <= last, CabinetClosing.until > first)
    return session.exec(select(CabinetClosing.id).where(*meets)).first() is not None
