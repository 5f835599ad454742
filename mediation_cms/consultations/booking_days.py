"""The times among which somebody chooses: by day, at one cabinet or at whichever has one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from mediation_cms.consultations.booking_inputs import SlotIn
from mediation_cms.consultations.booking_models import TalkKind
from mediation_cms.consultations.booking_placing import minutes_of
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, pgettext
from mediation_cms.core.languages import Language
from mediation_cms.mediators.opening_rules import each_day
from mediation_cms.mediators.openings import Opening, Timetable, Wanted, timetable

SATURDAY = 5
NEAR, FAR = timedelta(days=7), timedelta(days=28)
ALTERNATIVES = 3
DAY_OFF, CLOSED, NONE_FREE = pgettext("day", "day off"), pgettext("day", "closed"), pgettext("day", "no free time")


@dataclass(frozen=True)
class Sought:
    """Which talk is looked for, and at which cabinets; `but`: a booking of one's own, whose time counts as free."""

    kind: TalkKind
    mode: Mode
    language: Language
    cabinets: tuple[UUID, ...]
    mediator_id: UUID | None = None
    but: UUID | None = None


@dataclass(frozen=True)
class Day:
    """A day with its free times, each hour once; `why` there is none."""

    day: date
    openings: list[Opening]
    why: Text | None = None


def days_of(session: Session, sought: Sought, first: date, last: date) -> list[Day]:
    """The days from the first to the last, those of the past and weekends without a free time left out."""
    first = max(first, clock.today())
    table = _timetable(session, sought, first, last)
    free = _free(table, sought, first, last)
    return [
        Day(day, free.get(day, []), None if day in free else _why(table, sought, day))
        for day in each_day(first, last)
        if day in free or day.weekday() < SATURDAY
    ]


def nearest_to(session: Session, sought: Sought, instant: datetime) -> list[Opening]:
    """The three free times that are nearest to an instant, in order: for who has lost a time."""
    wanted, found = clock.local(instant).date(), list[Opening]()
    for span in (NEAR, FAR):
        first, last = max(wanted - span, clock.today()), wanted + span
        free = _free(_timetable(session, sought, first, last), sought, first, last)
        found = [opening for openings in free.values() for opening in openings if opening.starts_at != instant]
        if len(found) >= ALTERNATIVES:
            break
    near = sorted(found, key=lambda each: (abs(each.starts_at - instant), each.starts_at))[:ALTERNATIVES]
    return sorted(near, key=lambda each: each.starts_at)


def slots_at(session: Session, sought: Sought, starts_at: datetime) -> list[SlotIn]:
    """What may be asked for at this instant, one for each cabinet that may have it; which is free is said on asking."""
    cabinets = sought.cabinets
    if len(cabinets) > 1:
        day = clock.local(starts_at).date()
        table = _timetable(session, sought, day, day)
        found = (each for one in cabinets for _day, on in table.by_day(one, day, day) for each in on)
        cabinets = tuple(dict.fromkeys(each.cabinet_id for each in found if each.starts_at == starts_at))
    return [
        SlotIn(
            cabinet_id=cabinet_id, kind=sought.kind, mode=sought.mode, language=sought.language,
            mediator_id=sought.mediator_id, starts_at=starts_at,
        )
        for cabinet_id in cabinets
    ]  # fmt: skip


def _timetable(session: Session, sought: Sought, first: date, last: date) -> Timetable:
    wanted = Wanted(
        minutes_of(session, sought.kind, first), sought.mode, sought.language, sought.mediator_id, sought.but
    )
    return timetable(session, sought.cabinets, first, last, wanted, clock.now())


def _free(table: Timetable, sought: Sought, first: date, last: date) -> dict[date, list[Opening]]:
    """Each hour once, whoever has it."""
    hours: dict[date, dict[datetime, Opening]] = {}
    for cabinet_id in sought.cabinets:
        for day, openings in table.by_day(cabinet_id, first, last):
            of_day = hours.setdefault(day, {})
            for opening in openings:
                of_day.setdefault(opening.starts_at, opening)
    return {day: [of_day[hour] for hour in sorted(of_day)] for day, of_day in sorted(hours.items())}


def _why(table: Timetable, sought: Sought, day: date) -> Text:
    if day in table.holidays:
        return DAY_OFF
    closed = (
        any(closing.since <= day < closing.until for closing in table.closings.get(one, ())) for one in sought.cabinets
    )
    return CLOSED if all(closed) else NONE_FREE
