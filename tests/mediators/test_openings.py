"""Which times are free at a cabinet, and why none is."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from mediation_cms.core import clock
from mediation_cms.core.keys import new_key
from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import restamp
from mediation_cms.law.models import Certainty, DayKind, SpecialDay
from mediation_cms.law.queries import STAMP
from mediation_cms.mediators.actions import suspend
from mediation_cms.mediators.availability_models import BookingTerms, CabinetClosing, OtherDay
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.occupancy import take
from mediation_cms.mediators.occupancy_models import Busy
from mediation_cms.mediators.openings import Elsewhere, Why, openings, why_none
from tests import make
from tests.make.availability import EVERY_WAY, week
from tests.make.certification import qualified_until
from tests.make.mediators import mediator as make_mediator
from tests.make.mediators import suspended

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 14, 8, 0, tzinfo=clock.ALMATY)
BY_DEFAULT = ["09:00", "09:40", "10:20", "11:00"]
"""30 minutes each with 10 between, from 9 to 12."""


@pytest.fixture(autouse=True)
def law(session):
    make.law(session)


@pytest.fixture
def kept(session, country, entry):
    return week(session, entry, country.cabinet)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.ALMATY)


def times(session, country, day=MONDAY, last=None, now=NOW, minutes=30, **more):
    found = openings(session, country.cabinet.id, first=day, last=last or day, minutes=minutes, now=now, **more)
    return [clock.local(opening.starts_at).strftime("%H:%M" if last is None else "%d %H:%M") for opening in found]


def reason(session, country, first, last=None, now=NOW, **more):
    return why_none(session, country.cabinet.id, first=first, last=last or first, minutes=30, now=now, **more)


def test_hours_of_the_week_are_offered_with_the_usual_minutes_between(session, country, kept):
    assert times(session, country) == BY_DEFAULT


def test_nothing_is_offered_at_the_weekend(session, country, kept):
    assert times(session, country, MONDAY + timedelta(5), MONDAY + timedelta(6)) == []


def test_what_is_taken_is_not_offered_nor_what_lies_too_near_to_it(session, country, entry, kept):
    take(session, entry.mediator_id, at(MONDAY, 9, 30), at(MONDAY, 9, 35), Busy.BOOKED, new_key())
    assert times(session, country) == ["10:20", "11:00"]


def test_a_hold_that_has_lapsed_takes_no_time(session, country, entry, kept):
    take(
        session,
        entry.mediator_id,
        at(MONDAY, 9),
        at(MONDAY, 9, 30),
        Busy.HELD,
        new_key(),
        clock.now() - timedelta(minutes=1),
    )
    assert times(session, country) == BY_DEFAULT


def test_a_booking_that_is_moved_does_not_stand_in_its_own_way(session, country, entry, kept):
    booking = new_key()
    take(session, entry.mediator_id, at(MONDAY, 9), at(MONDAY, 9, 30), Busy.BOOKED, booking)
    assert (times(session, country), times(session, country, but=booking)) == (BY_DEFAULT[1:], BY_DEFAULT)


def test_a_mediator_chooses_minutes_between_days_ahead_and_hours_before(session, country, entry, kept):
    session.add(BookingTerms(mediator_id=entry.mediator_id, buffer_minutes=0, horizon_days=3, notice_hours=49))
    session.flush()
    after_nine = NOW + timedelta(minutes=90)
    assert times(session, country, MONDAY, MONDAY + timedelta(7), after_nine) == [
        *(f"16 {time}" for time in ("10:30", "11:00", "11:30")),
        *(f"17 {time}" for time in ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30")),
    ]  # fmt: skip


def test_a_day_with_other_hours_goes_before_the_week(session, country, entry, kept):
    keys = {"mediator_id": entry.mediator_id, "cabinet_id": country.cabinet.id, "entered_by_id": kept.entered_by_id}
    session.add(OtherDay(**keys, day=MONDAY, hours=[], entered_at=NOW))
    sunday = MONDAY + timedelta(6)
    session.add(OtherDay(**keys, day=sunday, hours=[[6, 840, 870, EVERY_WAY]], entered_at=NOW))
    session.flush()
    assert (times(session, country), times(session, country, sunday)) == ([], ["14:00"])


def test_only_ways_and_languages_that_a_mediator_offers(session, country, entry):
    week(session, entry, country.cabinet, modes=["phone"], languages=("kk",))
    found = [
        bool(times(session, country, mode=mode, language=language))
        for mode in (Mode.PHONE, Mode.VIDEO)
        for language in (Language.KK, Language.RU)
    ]  # fmt: skip
    assert found == [True, False, False, False]


def test_nobody_who_is_suspended_on_the_day_is_offered(session, country, keeper, entry, kept):
    suspend(session, keeper, entry, suspended("01.11.2026", "17.11.2026"))
    assert (times(session, country), times(session, country, MONDAY + timedelta(1))) == ([], BY_DEFAULT)


def test_nobody_whose_certificate_has_expired_by_the_day_is_offered(session, country, entry, kept):
    qualified_until(session, entry, MONDAY)
    assert (times(session, country), times(session, country, MONDAY + timedelta(1))) == (BY_DEFAULT, [])


def test_a_holiday_has_no_hours_and_a_moved_working_day_those_of_the_day_off_it_stands_for(session, country, entry):
    week(session, entry, country.cabinet, ((0, 540, 570),))
    saturday = MONDAY + timedelta(5)
    for day, kind in ((MONDAY, DayKind.DAY_OFF), (saturday, DayKind.WORKING_DAY)):
        session.add(SpecialDay(day=day, kind=kind, kk="к", ru="р", en="moved", source={}, certainty=Certainty.ASSUMED))
    session.flush()
    restamp(session, STAMP)
    assert (times(session, country), times(session, country, saturday)) == ([], ["09:00"])


def test_why_there_is_no_time(session, country, entry, kept):
    tuesday, cabinet = MONDAY + timedelta(1), country.cabinet.id
    said = kept.entered_by_id
    until = tuesday + timedelta(1)
    closing = CabinetClosing(
        cabinet_id=cabinet, since=tuesday, until=until, reason="Repairs", entered_by_id=said, entered_at=NOW
    )
    session.add(closing)
    session.flush()
    take(session, entry.mediator_id, at(MONDAY, 0), at(tuesday, 0), Busy.LEAVE, new_key())
    found = [
        (empty.why, str(empty.sentence), empty.next_free)
        for empty in (
            reason(session, country, MONDAY),
            reason(session, country, tuesday),
            reason(session, country, MONDAY + timedelta(5), MONDAY + timedelta(6)),
            reason(session, country, MONDAY + timedelta(60)),
            reason(session, country, date(2026, 12, 16)),
            reason(session, country, MONDAY, now=at(MONDAY, 8)),
            reason(session, country, date(2026, 1, 1)),
        )
    ]
    wednesday = MONDAY + timedelta(2)
    assert found == [
        (Why.FULL, "Everything is booked on these days.", wednesday),
        (Why.CLOSED, "The cabinet is closed: Repairs.", wednesday),
        (Why.NOBODY, "Nobody keeps hours on these days for what you look for.", wednesday),
        (Why.TOO_FAR, "Times can be booked up to 28 days ahead. Choose an earlier day.", wednesday),
        (Why.HOLIDAY, "16 December 2026 is a day off: Independence Day.", wednesday),
        (Why.NOTICE, "A talk is booked at least 4 hours before. Choose a later day.", wednesday),
        (Why.PAST, "These days are over. Choose a later one.", wednesday),
    ]


def test_other_cabinets_of_the_region_are_named_with_their_first_day(session, country, entry):
    other = make.cabinet(session, country.district, code="63-TWO", name="Екінші кабинет")
    week(session, entry, other)
    empty = reason(session, country, MONDAY)
    assert (empty.why, empty.next_free, empty.elsewhere) == (Why.NOBODY, None, (Elsewhere(other.id, MONDAY),))


def test_a_month_of_thirty_mediators_is_read_in_as_many_statements_as_one(session, country, entry, kept):
    def statements():
        count = []
        sa.event.listen(session.connection(), "before_cursor_execute", lambda *_args: count.append(1))
        found = times(session, country, MONDAY, MONDAY + timedelta(27))
        return len(count), len(found)

    times(session, country)
    first, _found = statements()
    for number in range(29):
        week(session, make_mediator(session, country.district, number=f"63-{number + 2}"), country.cabinet)
    more, found = statements()
    assert (more, found) == (first, 30 * 20 * 4)
