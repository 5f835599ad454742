"""Keeping the hours of a mediator: a week from a day on and back, a day that differs, terms of booking, the video room."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.mediators.availability_actions import (
    drop_other_day,
    keep_other_day,
    keep_terms,
    keep_week,
    set_video_address,
    take_back_week,
)
from mediation_cms.mediators.availability_inputs import OtherDayIn, TermsIn, VideoIn, WeekIn
from mediation_cms.mediators.availability_models import Week
from mediation_cms.mediators.availability_queries import keeping_hours, mediators_in_sight
from mediation_cms.mediators.openings import openings, usual_terms
from mediation_cms.people.models import Role
from mediation_cms.places.queries import video_address
from tests import make
from tests.make import matters

NOW = datetime(2026, 11, 14, 8, 0, tzinfo=clock.ALMATY)
TODAY, MONDAY = date(2026, 11, 14), date(2026, 11, 16)
MORNING = {"opens": "09:00", "closes": "12:00", "modes": ["video", "phone"]}
AFTERNOON = {"opens": "14.00", "closes": "15.00", "modes": "in_person"}
EMPTY = {"opens": "", "closes": ""}


@pytest.fixture(autouse=True)
def morning():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def cast(session):
    return matters.cast(session)


@pytest.fixture
def mine(session, cast):
    return keeping_hours(session, cast.mediator, cast.entry.mediator_id)


def week_in(*days, since="14.11.2026"):
    return WeekIn.checked({"since": since, "days": [list(days)] + [[EMPTY, EMPTY]] * 6})


def hours(session, cast, day=MONDAY):
    found = openings(session, cast.country.cabinet.id, first=day, last=day, minutes=30, now=NOW)
    return [f"{clock.local(opening.starts_at):%H:%M}" for opening in found]


def test_a_week_is_kept_from_a_day_on_and_taken_back(session, cast, mine):
    cabinet = cast.country.cabinet.id
    keep_week(session, cast.mediator, mine, cabinet, week_in(MORNING, AFTERNOON))
    first = hours(session, cast)
    keep_week(session, cast.mediator, mine, cabinet, week_in(AFTERNOON, since="16.11.2026"))
    second = hours(session, cast)
    keep_week(session, cast.mediator, mine, cabinet, week_in(EMPTY, since="16.11.2026"))
    none = hours(session, cast)
    back = []
    for _time in range(3):
        take_back_week(session, cast.mediator, mine, cabinet)
        back.append(hours(session, cast))
    morning = ["09:00", "09:40", "10:20", "11:00"]
    assert (first, second, none, back) == ([*morning, "14:00"], ["14:00"], [], [["14:00"], [*morning, "14:00"], []])
    assert session.exec(select(Week)).all() == []
    with pytest.raises(Refused):
        take_back_week(session, cast.mediator, mine, cabinet)


def test_a_week_is_not_entered_before_one_that_is_to_come(session, cast, mine):
    keep_week(session, cast.mediator, mine, cast.country.cabinet.id, week_in(MORNING, since="20.11.2026"))
    with pytest.raises(Invalid) as problem:
        keep_week(session, cast.mediator, mine, cast.country.cabinet.id, week_in(MORNING, since="19.11.2026"))
    assert list(problem.value.fields) == ["since"]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([MORNING | {"closes": "08:00"}], "days-0-0-closes"),
        ([MORNING | {"closes": ""}], "days-0"),
        ([MORNING | {"modes": []}], "days-0"),
        ([MORNING, AFTERNOON | {"opens": "11:00"}], "days-0"),
        ([MORNING | {"opens": "25:00"}], "days-0-0-opens"),
    ],
)
def test_what_cannot_be_hours_is_said_beside_its_day(rows, field):
    with pytest.raises(Invalid) as problem:
        week_in(*rows)
    assert list(problem.value.fields) == [field]


def test_hours_of_the_past_are_not_changed():
    with pytest.raises(Invalid):
        week_in(MORNING, since="13.11.2026")
    with pytest.raises(Invalid):
        OtherDayIn.checked({"day": "13.11.2026"})


def test_a_day_differs_until_that_is_taken_out(session, cast, mine):
    cabinet = cast.country.cabinet.id
    keep_week(session, cast.mediator, mine, cabinet, week_in(MORNING))
    keep_other_day(session, cast.mediator, mine, cabinet, OtherDayIn.checked({"day": "16.11.2026"}))
    other = keep_other_day(
        session, cast.mediator, mine, cabinet, OtherDayIn.checked({"day": "16.11.2026", "hours": [AFTERNOON]})
    )
    during = hours(session, cast)
    drop_other_day(session, cast.mediator, mine, other)
    assert (during, len(hours(session, cast))) == (["14:00"], 4)


def test_terms_that_are_left_empty_are_as_usual(session, cast, mine):
    keep_terms(session, cast.mediator, mine, TermsIn.checked({"buffer_minutes": "0", "notice_hours": ""}))
    keep_week(session, cast.mediator, mine, cast.country.cabinet.id, week_in(AFTERNOON))
    assert (hours(session, cast), usual_terms(session, TODAY).buffer_minutes) == (["14:00", "14:30"], 10)


def test_only_the_mediator_and_the_coordinator_of_the_place_keep_hours(session, cast, mine):
    stranger = make.actor(session, Role.COORDINATOR, make.cabinet(session, make.district(
        session, make.region(session, cast.country.republic, "11", "Павлодар облысы"), "pavlodar", "Павлодар"), "11-PAV"
    ))  # fmt: skip
    for who in (cast.receptionist, stranger):
        with pytest.raises(NotFound):
            keeping_hours(session, who, mine.mediator_id)
        with pytest.raises(Forbidden):
            keep_week(session, who, mine, cast.country.cabinet.id, week_in(MORNING))
    assert [keeping_hours(session, who, mine.mediator_id) for who in (cast.mediator, cast.coordinator)] == [mine, mine]
    assert [one.id for one in mediators_in_sight(session, cast.coordinator)] == [mine.mediator_id]
    assert mediators_in_sight(session, stranger) == []


def test_hours_are_kept_at_a_cabinet_of_ones_own_places_alone(session, cast, mine):
    far = make.district(
        session, make.region(session, cast.country.republic, "11", "Павлодар облысы"), "pavlodar", "Павлодар"
    )
    with pytest.raises(Invalid):
        keep_week(session, cast.mediator, mine, make.cabinet(session, far, "11-PAV").id, week_in(MORNING))


def test_a_video_room_has_an_https_address_or_none(session, cast):
    cabinet = cast.country.cabinet
    with pytest.raises(Forbidden):
        set_video_address(session, cast.mediator, cabinet, VideoIn(video=""))
    set_video_address(
        session, cast.coordinator, cabinet, VideoIn.checked({"video": " https://meet.example.kz/room-1 "})
    )
    held = video_address(session, cabinet.id)
    set_video_address(session, cast.coordinator, cabinet, VideoIn.checked({"video": ""}))
    assert (held, video_address(session, cabinet.id)) == ("https://meet.example.kz/room-1", None)


@pytest.mark.parametrize(
    "typed",
    [
        "http://meet.example.kz",
        "javascript:alert(1)",
        "meet.example.kz",
        "https://",
        "https://a b.kz",
        "https://x:y@meet.kz/",
        "https://[bad",
    ],
)
def test_anything_else_is_refused_beside_the_field(typed):
    with pytest.raises(Invalid) as problem:
        VideoIn.checked({"video": typed})
    assert list(problem.value.fields) == ["video"]


def test_other_days_end_with_their_day(session, cast, mine):
    later = MONDAY + timedelta(days=1)
    with pytest.raises(NotFound):
        keeping_hours(session, cast.mediator, cast.country.cabinet.id)
    assert hours(session, cast, later) == []
