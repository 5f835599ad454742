"""Which times are free at a cabinet, and why none is: read in a fixed number of statements, however many mediators there are.

Who counts: mediators who keep hours at the cabinet and on the day itself stand in a register of its region, not suspended.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.i18n import Labelled, Text, Words, _, ngettext
from mediation_cms.core.languages import Language
from mediation_cms.law.models import DayKind
from mediation_cms.law.queries import special_days, value
from mediation_cms.mediators.availability_models import BookingTerms, CabinetClosing, OtherDay, Week
from mediation_cms.mediators.models import RegisterKind
from mediation_cms.mediators.modes import Mode as Mode
from mediation_cms.mediators.occupancy import busy_between
from mediation_cms.mediators.opening_rules import (
    Asked,
    Between,
    Days,
    Plan,
    Register,
    Stretch,
    Terms,
    by_day,
    each_day,
    instant_of,
    is_entitled,
    moved_days,
)
from mediation_cms.mediators.opening_rules import Opening as Opening
from mediation_cms.mediators.qualification import lapses
from mediation_cms.mediators.queries import ENTRY, MEDIATOR, SUSPENSION
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree

ONE_DAY, TWO_WEEKS = timedelta(days=1), timedelta(days=14)
LONGEST_HORIZON = 366
MOST_ELSEWHERE = 3
WEEK, OTHER_DAY = table_of(Week), table_of(OtherDay)


@dataclass(frozen=True)
class Wanted:
    """What is looked for: how long, how, in which language, with whom; `but`: a booking that is to be moved takes no time.

    `notice`: whether the hours of notice count, which bind whoever books alone, not staff who can ask the mediator.
    """

    minutes: int
    mode: Mode | None = None
    language: Language | None = None
    mediator_id: UUID | None = None
    but: UUID | None = None
    notice: bool = True


@dataclass(frozen=True)
class Timetable:
    """Everything that decides which times of some cabinets are free on some days."""

    plans: Mapping[UUID, list[Plan]]
    days: Mapping[UUID, Days]
    districts: Mapping[UUID, frozenset[UUID]]
    closings: Mapping[UUID, list[CabinetClosing]]
    holidays: Mapping[date, Words]
    asked: Asked

    def by_day(self, cabinet_id: UUID, first: date, last: date) -> Iterator[tuple[date, list[Opening]]]:
        """Each day on which somebody is free there, with the times in order."""
        entitled = partial(self._is_entitled, self.districts.get(cabinet_id, frozenset()), {})
        plans, days = self.plans.get(cabinet_id, []), self.days[cabinet_id]
        return by_day(plans, first, last, self.asked, days, entitled)

    def next_free(self, cabinet_id: UUID, first: date, last: date) -> date | None:
        """The first day on which somebody is free there."""
        return next((day for day, _openings in self.by_day(cabinet_id, first, last)), None)

    @staticmethod
    def _is_entitled(districts: frozenset[UUID], known: dict[tuple[UUID, date], bool], plan: Plan, day: date) -> bool:
        key = plan.mediator_id, day
        if key not in known:
            known[key] = is_entitled(plan.entries, day, districts)
        return known[key]


def openings(  # noqa: PLR0913 - each is a choice of whoever books
    session: Session, cabinet_id: UUID, *, first: date, last: date, minutes: int, mode: Mode | None = None,
    language: Language | None = None, mediator_id: UUID | None = None, now: datetime | None = None,
    but: UUID | None = None, notice: bool = True,
) -> list[Opening]:  # fmt: skip
    """The free times at a cabinet from the first day to the last, in order; `but`: a booking whose own time counts as free."""
    now = now or clock.now()
    first = max(first, clock.local(now).date())
    wanted = Wanted(minutes, mode, language, mediator_id, but, notice)
    found = timetable(session, [cabinet_id], first, last, wanted, now)
    return [opening for _day, on_day in found.by_day(cabinet_id, first, last) for opening in on_day]


def timetable(
    session: Session, cabinets: Collection[UUID], first: date, last: date, wanted: Wanted, now: datetime
) -> Timetable:
    """What decides which times of these cabinets are free from the first day to the last."""
    today, places = clock.local(now).date(), tree(session)
    asked = Asked(wanted.minutes, now, value(session, "booking.step_minutes", today), wanted.mode, wanted.notice)
    special = special_days(session, first - TWO_WEEKS, last + TWO_WEEKS)
    moved = moved_days(
        [day.day for day in special if day.kind is DayKind.DAY_OFF],
        [day.day for day in special if day.kind is DayKind.WORKING_DAY],
    )
    off = {day.day: Words(day.kk, day.ru, day.en) for day in special if day.kind is not DayKind.WORKING_DAY}
    closings: dict[UUID, list[CabinetClosing]] = defaultdict(list)
    shut = select(CabinetClosing).where(
        col(CabinetClosing.cabinet_id).in_(cabinets), CabinetClosing.since <= last, CabinetClosing.until > first
    )
    for closing in session.exec(shut.order_by(col(CabinetClosing.since))):
        closings[closing.cabinet_id].append(closing)
    regions = {cabinet_id: places.region_of(cabinet_id, today) for cabinet_id in cabinets}
    return Timetable(
        plans=_plans(session, cabinets, first, last, wanted, today),
        days={
            cabinet_id: Days(
                frozenset(off), moved, [Between(closing.since, closing.until) for closing in closings[cabinet_id]]
            )
            for cabinet_id in cabinets
        },
        districts={
            cabinet_id: places.districts_in(region, today) for cabinet_id, region in regions.items() if region is not None
        },
        closings=closings,
        holidays=off,
        asked=asked,
    )  # fmt: skip


def _plans(
    session: Session, cabinets: Collection[UUID], first: date, last: date, wanted: Wanted, today: date
) -> dict[UUID, list[Plan]]:
    """What each mediator keeps at each of these cabinets in the days, whoever is wanted."""
    connection = session.connection()
    kept = (
        sa.select(WEEK.c.mediator_id, WEEK.c.cabinet_id, WEEK.c.hours, WEEK.c.since, WEEK.c.until, MEDIATOR.c.languages)
        .join(MEDIATOR, MEDIATOR.c.id == WEEK.c.mediator_id)
        .where(
            WEEK.c.cabinet_id.in_(cabinets), WEEK.c.since <= last, sa.or_(WEEK.c.until.is_(None), WEEK.c.until > first)
        )
    )
    others = (
        sa.select(
            OTHER_DAY.c.mediator_id, OTHER_DAY.c.cabinet_id, OTHER_DAY.c.hours, OTHER_DAY.c.day, MEDIATOR.c.languages
        )
        .join(MEDIATOR, MEDIATOR.c.id == OTHER_DAY.c.mediator_id)
        .where(OTHER_DAY.c.cabinet_id.in_(cabinets), OTHER_DAY.c.day.between(first, last))
    )
    weeks: dict[tuple[UUID, UUID], list[tuple[Between, tuple[Stretch, ...]]]] = defaultdict(list)
    days: dict[tuple[UUID, UUID], dict[date, tuple[Stretch, ...]]] = defaultdict(dict)
    for mediator_id, cabinet_id, hours, since, until, languages in connection.execute(kept):
        if _is_wanted(wanted, mediator_id, languages):
            weeks[mediator_id, cabinet_id].append((Between(since, until), Stretch.read(hours)))
    for mediator_id, cabinet_id, hours, day, languages in connection.execute(others):
        if _is_wanted(wanted, mediator_id, languages):
            days[mediator_id, cabinet_id][day] = Stretch.read(hours)
    keys = sorted(weeks.keys() | days.keys())
    mediators = {mediator_id for mediator_id, _cabinet in keys}
    terms, entries = terms_of(session, mediators, today), _entries(session, mediators, first, last)
    busy = busy_between(session, mediators, instant_of(first, 0) - ONE_DAY, instant_of(last, 0) + 2 * ONE_DAY)
    found: dict[UUID, list[Plan]] = defaultdict(list)
    for mediator_id, cabinet_id in keys:
        key, spans = (mediator_id, cabinet_id), [
            span for span in busy.get(mediator_id, []) if span.thing_id != wanted.but
        ]  # fmt: skip
        found[cabinet_id].append(
            Plan(
                mediator_id, cabinet_id, weeks.get(key, ()), days.get(key, {}), terms[mediator_id],
                entries.get(mediator_id, ()), [span.starts_at for span in spans], [span.ends_at for span in spans],
            )
        )  # fmt: skip
    return found


def _is_wanted(wanted: Wanted, mediator_id: UUID, languages: list[str]) -> bool:
    return wanted.mediator_id in {None, mediator_id} and (wanted.language is None or wanted.language in languages)


def terms_of(session: Session, mediators: Collection[UUID], on: date) -> dict[UUID, Terms]:
    """What each of these mediators asks of bookings: their own choice, else the dated rules."""
    usual = usual_terms(session, on)
    own = select(BookingTerms).where(col(BookingTerms.mediator_id).in_(mediators))
    chosen = {
        row.mediator_id: Terms(
            *(
                one if one is not None else other
                for one, other in (
                    (row.buffer_minutes, usual.buffer_minutes),
                    (row.horizon_days, usual.horizon_days),
                    (row.notice_hours, usual.notice_hours),
                )
            )
        )
        for row in session.exec(own)
    }
    return {mediator_id: chosen.get(mediator_id, usual) for mediator_id in mediators}


def usual_terms(session: Session, on: date) -> Terms:
    """What is asked of bookings where a mediator chose nothing else."""
    return Terms(
        *(value(session, f"booking.{name}", on) for name in ("buffer_minutes", "horizon_days", "notice_hours"))
    )


def _entries(session: Session, mediators: Collection[UUID], first: date, last: date) -> dict[UUID, list[Register]]:
    """The register entries of these mediators on any of the days, with their suspensions; those of who lapses likewise."""
    statement = (
        sa.select(
            ENTRY.c.mediator_id, ENTRY.c.id, ENTRY.c.register_kind, ENTRY.c.district_id, ENTRY.c.since, ENTRY.c.until,
            SUSPENSION.c.since, SUSPENSION.c.until,
        )
        .select_from(ENTRY.outerjoin(SUSPENSION, SUSPENSION.c.entry_id == ENTRY.c.id))
        .where(
            ENTRY.c.mediator_id.in_(mediators), ENTRY.c.since <= last,
            sa.or_(ENTRY.c.until.is_(None), ENTRY.c.until > first),
        )
    )  # fmt: skip
    suspended: dict[tuple[UUID, UUID, RegisterKind, UUID, date, date | None], list[Between]] = defaultdict(list)
    for *entry, since, until in session.connection().execute(statement):
        spans = suspended[tuple(entry)]
        if since is not None:
            spans.append(Between(since, until))
    found: dict[UUID, list[Register]] = defaultdict(list)
    lapsed = lapses(session, mediators, first, last)
    for (mediator_id, key, kind, district_id, since, until), spans in suspended.items():
        spans.extend(Between(*days) for days in lapsed.get(key, ()))
        found[mediator_id].append(Register(kind is RegisterKind.ANK, district_id, Between(since, until), spans))
    return found


# --- why there is none -------------------------------------------------------------------------------------------------


class Why(Labelled, context="no time"):
    """Why no time is free."""

    PAST = "past", "These days are over"
    HOLIDAY = "holiday", "Holiday or day off"
    CLOSED = "closed", "The cabinet is closed"
    NOBODY = "nobody", "Nobody keeps hours then"
    NOTICE = "notice", "Too soon"
    TOO_FAR = "too_far", "Too far ahead"
    FULL = "full", "Everything is booked"


@dataclass(frozen=True)
class Elsewhere:
    """Another cabinet with a free time, and the first day of it."""

    cabinet_id: UUID
    day: date


@dataclass(frozen=True)
class NoTime:
    """Why no time is free on some days, the next day with one, and other cabinets: those of the region first."""

    why: Why
    sentence: Text
    next_free: date | None
    elsewhere: tuple[Elsewhere, ...]


def why_none(  # noqa: PLR0913 - as `openings`
    session: Session, cabinet_id: UUID, *, first: date, last: date, minutes: int, mode: Mode | None = None,
    language: Language | None = None, mediator_id: UUID | None = None, now: datetime | None = None,
    notice: bool = True,
) -> NoTime:  # fmt: skip
    """Why no time is free at the cabinet from the first day to the last, which nobody asks unless `openings` found none."""
    now = now or clock.now()
    today, wanted = clock.local(now).date(), Wanted(minutes, mode, language, mediator_id, notice=notice)
    far = today + timedelta(days=LONGEST_HORIZON)
    table = timetable(session, [cabinet_id], min(first, today), far, wanted, now)
    why, sentence = _reason(table, cabinet_id, first, last, today)
    return NoTime(why, sentence, table.next_free(cabinet_id, today, far), _elsewhere(session, cabinet_id, wanted, now))


def _reason(table: Timetable, cabinet_id: UUID, first: date, last: date, today: date) -> tuple[Why, Text]:
    """The reason that is nearest to what one can do about it: of several days, that of the first day on which it can be said."""
    plans, days = table.plans.get(cabinet_id, []), table.days[cabinet_id]
    shown = [day for day in each_day(first, last) if day >= today]
    if not shown:
        return Why.PAST, _("These days are over. Choose a later one.")
    kept = [(plan, day) for day in shown for plan in plans if plan.keeps(day, days) and not days.is_closed(day)]
    if not kept:
        return _nobody(table, cabinet_id, shown)
    near = [(plan, day) for plan, day in kept if (day - today).days <= plan.terms.horizon_days]
    if not near:
        most = max(plan.terms.horizon_days for plan, _day in kept)
        return Why.TOO_FAR, ngettext(
            "Times can be booked up to %(n)s day ahead. Choose an earlier day.",
            "Times can be booked up to %(n)s days ahead. Choose an earlier day.",
            most,
        )
    late = [
        plan.terms.notice_hours for plan, day in near
        if instant_of(day, max(stretch.closes for stretch in plan.keeps(day, days)))
        < table.asked.now + timedelta(hours=plan.terms.notice_hours, minutes=table.asked.minutes)
    ]  # fmt: skip
    if len(late) == len(near):
        return Why.NOTICE, ngettext(
            "A talk is booked at least %(n)s hour before. Choose a later day.",
            "A talk is booked at least %(n)s hours before. Choose a later day.",
            min(late),
        )
    return Why.FULL, _("Everything is booked on these days.")


def _nobody(table: Timetable, cabinet_id: UUID, shown: list[date]) -> tuple[Why, Text]:
    for day in shown:
        for closing in table.closings.get(cabinet_id, []):
            if closing.since <= day < closing.until:
                return Why.CLOSED, _("The cabinet is closed: %(reason)s.", reason=closing.reason.rstrip("."))
    holidays = [day for day in shown if day in table.holidays]
    if holidays and table.plans.get(cabinet_id):  # where nobody keeps hours at all, no day off is the reason
        name = table.holidays[holidays[0]]
        return Why.HOLIDAY, _("%(day)s is a day off: %(name)s.", day=holidays[0], name=name)
    return Why.NOBODY, _("Nobody keeps hours on these days for what you look for.")


def _elsewhere(session: Session, cabinet_id: UUID, wanted: Wanted, now: datetime) -> tuple[Elsewhere, ...]:
    """Other cabinets with a free time in the usual horizon: those of the region, and only if none has one, all others."""
    if wanted.mediator_id is not None:
        return ()
    today, places = clock.local(now).date(), tree(session)
    last = today + timedelta(days=usual_terms(session, today).horizon_days)
    region = places.region_of(cabinet_id, today)
    others = [place.id for place in places.at_level(Level.CABINET, today) if place.id != cabinet_id]
    near = [other for other in others if region is not None and places.region_of(other, today) == region]
    for cabinets in (near, [other for other in others if other not in set(near)]):
        table = timetable(session, cabinets, today, last, wanted, now)
        free = ((other, table.next_free(other, today, last)) for other in cabinets)
        found = sorted((Elsewhere(other, day) for other, day in free if day), key=lambda one: one.day)
        if found:
            return tuple(found[:MOST_ELSEWHERE])
    return ()
