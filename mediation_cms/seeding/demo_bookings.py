"""The demo's calendar: hours of the mediators who sign in, talks that took place or did not, talks to come, a video room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import reserved
from mediation_cms.consultations.booking_actions import (
    book_for,
    call_off,
    cancel_own,
    confirm,
    hold,
    move,
    note_outcome,
)
from mediation_cms.consultations.booking_inputs import CalledOffIn, NewTimeIn, SlotIn, WhoIn
from mediation_cms.consultations.booking_models import Booking, TalkKind
from mediation_cms.consultations.booking_workflow import BookingStep
from mediation_cms.core.clock import telling_of
from mediation_cms.core.languages import Language
from mediation_cms.mediators.availability_actions import keep_week, set_video_address
from mediation_cms.mediators.availability_inputs import HoursIn, VideoIn, WeekIn
from mediation_cms.mediators.availability_queries import keeping_hours
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.opening_rules import Opening
from mediation_cms.mediators.openings import openings
from mediation_cms.people.models import AccountKind, Channel
from mediation_cms.places.models import Unit
from mediation_cms.seeding.demo_crew import Crew

AT = "55-PAV"
BEGAN, A_WEEK, TWO_DAYS, A_DAY = timedelta(days=60), timedelta(days=7), timedelta(days=2), timedelta(days=1)
MORNING, AFTERNOON = ("09:00", "13:00"), ("14:30", "18:00")
FIRST_TALK = 30
VIDEO = "https://meet.bitim.example/pavlodar"
REASON = "Медиатор ауырып қалды / Медиатор заболел"
PAST = (
    ("Сейітқали Айнұр", BookingStep.TAKE_PLACE),
    ("Петренко Оксана", BookingStep.TAKE_PLACE),
    ("Жанболатов Ерік", BookingStep.MISS),
)


@dataclass(frozen=True)
class Story:
    """Where it is told, by whom, and who books from home."""

    session: Session
    cabinet: Unit
    desk: Actor
    visitor: Actor


def fill_the_calendar(session: Session, crew: Crew, now: datetime) -> None:
    """Keep hours, let talks be booked and end as they do, by the product's own actions."""
    cabinet = crew.cabinets[AT].unit
    told = Story(session, cabinet, crew.actors["coordinator"], reserved(session, AccountKind.VISITOR))
    for login, hand in crew.hands.items():
        _keeps_hours(session, hand.actor, crew.cabinets[crew.places[login]].unit, now - BEGAN)
    with telling_of(now - BEGAN):
        set_video_address(session, crew.actors["coordinator"], cabinet, VideoIn.checked({"video": VIDEO}))
    for number, (name, step) in enumerate(PAST):
        booking = _booked(told, now - A_WEEK - number * A_DAY, name, number)
        with telling_of(booking.ends_at):
            note_outcome(session, told.desk, booking, step)
    _lie_ahead(told, now)


def _keeps_hours(session: Session, mediator: Actor, cabinet: Unit, since: datetime) -> None:
    hours = [
        HoursIn.checked({"opens": one, "closes": other, "modes": list(Mode)}) for one, other in (MORNING, AFTERNOON)
    ]
    with telling_of(since):
        of = keeping_hours(session, mediator, mediator.mediator_id or cabinet.id)
        week = WeekIn(since=since.date(), days=[*([hours] * 5), [], []])
        keep_week(session, mediator, of, cabinet.id, week)


def _lie_ahead(told: Story, now: datetime) -> None:
    """One is booked, one moved, one cancelled by the person, one by the cabinet; one was booked at the desk."""
    _booked(told, now - TWO_DAYS, "Қалиева Мадина", 10, ahead=TWO_DAYS + A_DAY)
    moved = _booked(told, now - TWO_DAYS, "Ким Андрей", 11, ahead=TWO_DAYS + A_DAY)
    given_up = _booked(told, now - TWO_DAYS, "Бекова Шолпан", 12, ahead=TWO_DAYS + A_DAY)
    called_off = _booked(told, now - TWO_DAYS, "Гончарова Лидия", 13, ahead=TWO_DAYS + A_DAY)
    with telling_of(now - A_DAY):
        later = _free(told, A_DAY + TWO_DAYS, now - A_DAY)[-1]
        move(told.session, told.desk, moved, NewTimeIn(starts_at=later.starts_at, any_mediator=True))
        cancel_own(told.session, told.visitor, given_up)
        call_off(told.session, told.desk, called_off, CalledOffIn(reason=REASON))
        book_for(
            told.session,
            told.desk,
            _slot(told, _free(told, A_DAY + TWO_DAYS, now - A_DAY)[0]),
            _who("Әбдіров Нұрлан", 14),
        )


def _booked(told: Story, made_at: datetime, name: str, number: int, ahead: timedelta = A_DAY) -> Booking:
    """A talk that somebody booked from home."""
    with telling_of(made_at):
        opening = _free(told, ahead, made_at)[0]
        held = hold(told.session, told.visitor, _slot(told, opening))
        return confirm(told.session, told.visitor, held.booking, _who(name, number)).booking


def _free(told: Story, ahead: timedelta, now: datetime) -> Sequence[Opening]:
    """The times that are free on the first day from then on that has some."""
    first = (now + ahead).date()
    found = openings(told.session, told.cabinet.id, first=first, last=first + A_WEEK, minutes=FIRST_TALK, now=now)
    day = found[0].starts_at.date()
    return [each for each in found if each.starts_at.date() == day]


def _slot(told: Story, opening: Opening) -> SlotIn:
    return SlotIn(
        cabinet_id=told.cabinet.id, kind=TalkKind.FIRST, mode=Mode.VIDEO, language=Language.KK,
        starts_at=opening.starts_at,
    )  # fmt: skip


def _who(name: str, number: int) -> WhoIn:
    return WhoIn.checked({"name": name, "phone": f"+7 7182 00 55 {number:02d}", "told_by": Channel.PHONE.value})
