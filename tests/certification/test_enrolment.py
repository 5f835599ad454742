"""Signing up for a course: places, the waiting list, who is told; and that nobody gets a place that is not there."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mediation_cms.accounts.link_models import PersonalLink
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.certification.actions import add_participants, correct_course, remove_course
from mediation_cms.certification.course_actions import cancel_course, take_step
from mediation_cms.certification.course_workflow import CourseState, CourseStep
from mediation_cms.certification.day_queries import open_courses
from mediation_cms.certification.enrolling import consent_of
from mediation_cms.certification.enrolment_actions import accept, decline, sign_up, withdraw_for, withdraw_own
from mediation_cms.certification.enrolment_inputs import CancelIn, DeclineIn
from mediation_cms.certification.models import Course, Participation
from mediation_cms.certification.places_on_course import waiting
from mediation_cms.core import clock
from mediation_cms.core.db import Database
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.languages import Language
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person, Role
from mediation_cms.people.records import people_from
from tests import make
from tests.make.certification import course as make_course
from tests.make.certification import course_in, learners
from tests.make.learning import NOW, opened, planned, signed_up, who


@pytest.fixture(autouse=True)
def autumn():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def country(session):
    made = make.small_country(session)
    make.law(session)
    return made


@pytest.fixture
def keeper(session, country):
    return make.actor(session, Role.REGISTER_KEEPER, country.region)


@pytest.fixture
def visitor(session):
    return make.visitor(session)


def standing(session, course):
    """Everybody in the order of signing up: name, state, place."""
    rows = session.exec(
        select(Person.given_name, Participation.state, Participation.seat)
        .join(Participation, col(Participation.person_id) == Person.id)
        .where(Participation.course_id == course.id)
        .order_by(col(Participation.asked_at), col(Participation.id))
    )
    return [(name, state.value, seat) for name, state, seat in rows]


def told(session):
    return [(row.template, row.status) for row in session.exec(select(Message).order_by(col(Message.id)))]


def test_a_course_to_come_is_planned_and_one_that_was_held_is_held(session, country):
    states = [
        make_course(session, country.cabinet, starts_on=first, ends_on=last).state
        for first, last in (("01.12.2026", "02.12.2026"), ("16.11.2026", "20.11.2026"), ("14.03.2022", "16.03.2022"))
    ]

    assert states == [CourseState.PLANNED, CourseState.RUNNING, CourseState.HELD]
    with pytest.raises(Invalid):
        course_in(starts_on="01.12.2029", ends_on="02.12.2029")


def test_a_general_course_to_come_has_the_places_that_the_rules_allow(session, country):
    sizes = [
        make_course(session, country.cabinet, kind=kind, starts_on=day, ends_on=day, capacity=given).capacity
        for kind, day, given in (
            ("general", "01.12.2026", ""), ("general", "01.12.2026", "8"), ("seminar", "01.12.2026", ""),
            ("general", "14.03.2022", ""),
        )
    ]  # fmt: skip

    assert sizes == [10, 8, None, None]


def test_places_go_to_the_first_who_sign_up_and_the_others_wait_in_their_order(session, country, visitor):
    course = opened(session, country.cabinet)

    made = [signed_up(session, course, name) for name in ("Аа Айгерім", "Бб Болат", "Вв Сая", "Гг Дана")]
    assert standing(session, course) == [
        ("Айгерім", "enrolled", 1), ("Болат", "enrolled", 2), ("Сая", "waiting", None), ("Дана", "waiting", None),
    ]  # fmt: skip
    assert told(session) == [("course_place", Delivery.WAITING)] * 2 + [("course_waiting", Delivery.WAITING)] * 2

    withdraw_own(session, visitor, course, made[0].participation)
    assert standing(session, course) == [
        ("Айгерім", "withdrawn", None), ("Болат", "enrolled", 2), ("Сая", "enrolled", 1), ("Дана", "waiting", None),
    ]  # fmt: skip
    assert told(session) == [
        ("course_place", Delivery.WITHDRAWN), ("course_place", Delivery.WAITING), ("course_waiting", Delivery.WITHDRAWN),
        ("course_waiting", Delivery.WAITING), ("course_place", Delivery.WAITING),
    ]  # fmt: skip


def test_more_places_go_to_who_waits_and_a_smaller_course_keeps_who_has_one(session, country, keeper):
    course = opened(session, country.cabinet)
    given = {"starts_on": "01.12.2026", "ends_on": "02.12.2026", "academic_hours": "16"}
    first, _second, _third = (signed_up(session, course, name) for name in ("Аа Айгерім", "Бб Болат", "Вв Сая"))

    correct_course(session, keeper, course, country.cabinet, course_in(**given, capacity="3"))
    assert [seat for *_, seat in standing(session, course)] == [1, 2, 3]
    with pytest.raises(Refused):
        correct_course(session, keeper, course, country.cabinet, course_in(**given, capacity="2"))
    withdraw_for(session, keeper, course, first.participation)
    correct_course(session, keeper, course, country.cabinet, course_in(**given, capacity="2"))
    assert [seat for *_, seat in standing(session, course)] == [None, 2, 1]


def test_nobody_signs_up_twice_or_for_what_is_closed(session, country, keeper):
    course = opened(session, country.cabinet, sign_up_from="16.11.2026", sign_up_until="20.11.2026")
    first = signed_up(session, course)
    with pytest.raises(Refused):
        signed_up(session, course)
    withdraw_for(session, keeper, course, first.participation)
    assert signed_up(session, course).participation.seat == 1

    for day in (-1, 5):
        with clock.telling_of(NOW + timedelta(days=day)), pytest.raises(Refused):
            signed_up(session, course, "Бб Болат")
    take_step(session, keeper, course, CourseStep.CLOSE)
    with pytest.raises(Refused):
        signed_up(session, course, "Бб Болат")
    assert open_courses(session) == []


def test_the_consent_is_kept_as_it_was_read(session, country):
    course = opened(session, country.cabinet)
    found = consent_of(session, signed_up(session, course).participation)
    assert found is not None
    kept, lines = found

    assert (kept.language, lines[2]) == (Language.KK, "2. Субъект: Сапарова Гүлнар")
    kept.version = kept.version - timedelta(days=1)
    session.add(kept)
    with pytest.raises(IntegrityError):
        session.flush()


def test_where_the_cabinet_confirms_it_admits_or_not_and_says_why(session, country, keeper):
    course = opened(session, country.cabinet, confirms="yes", capacity="1")
    first, second, third = (signed_up(session, course, name).participation for name in ("Аа Ая", "Бб Бек", "Вв Сая"))
    accept(session, keeper, course, first)
    accept(session, keeper, course, second)
    decline(session, keeper, course, third, DeclineIn(reason="курс басқа аудандікі"))

    assert standing(session, course) == [("Ая", "enrolled", 1), ("Бек", "waiting", None), ("Сая", "declined", None)]
    assert third.reason == "курс басқа аудандікі"
    with pytest.raises(Refused):
        accept(session, keeper, course, second)
    with pytest.raises(Forbidden):
        accept(session, make.actor(session, Role.MANAGER, country.region), course, second)
    assert [row.state for row in waiting(session, course.id)] == ["waiting"]


def test_a_cancelled_course_tells_everybody_and_says_whom_to_call(session, country, keeper):
    course = opened(session, country.cabinet)
    signed_up(session, course, "Аа Айгерім")
    signed_up(session, course, "Бб Болат", told_by="phone")
    signed_up(session, course, "Вв Сая")
    with pytest.raises(Refused):
        remove_course(session, keeper, course, ReasonIn(reason="қате"))

    assert cancel_course(session, keeper, course, CancelIn(reason="жаттықтырушы ауырып қалды")) == 1
    assert told(session)[-2:] == [("course_cancelled", Delivery.WAITING)] * 2
    assert course.cancelled_reason == "жаттықтырушы ауырып қалды"
    with pytest.raises(Refused):
        take_step(session, keeper, course, CourseStep.OPEN)


def test_the_sign_up_opens_at_a_cabinet_with_days_before_the_course_begins(session, country, keeper):
    at_no_cabinet = planned(session, country.district)
    without_days = make_course(session, country.cabinet, starts_on="01.12.2026", ends_on="02.12.2026")
    for course in (at_no_cabinet, without_days):
        with pytest.raises(Refused):
            take_step(session, keeper, course, CourseStep.OPEN)


def test_a_list_longer_than_the_places_is_refused_whole(session, country, keeper):
    course = planned(session, country.cabinet)
    with pytest.raises(Refused):
        add_participants(session, keeper, course, learners("Аа Ая", "Бб Бек", "Вв Сая"))
    add_participants(session, keeper, course, learners("Аа Ая", "Бб Бек"))

    assert [seat for *_, seat in standing(session, course)] == [1, 2]


def test_the_database_itself_gives_no_place_beyond_the_last(session, country):
    course = planned(session, country.cabinet, capacity="1")
    (person,) = people_from(session, [PersonIn(given_name="Айгерім")])
    session.add(Participation(course_id=course.id, person_id=person.id, seat=2))
    with pytest.raises(IntegrityError):
        session.flush()


def test_ten_who_sign_up_at_once_for_the_last_place_leave_nine_waiting(own_engine, keyring, tmp_path):
    database = Database(own_engine, keyring, tmp_path)
    with database.transaction() as session:
        country = make.small_country(session)
        make.law(session)
        visitor = make.visitor(session)
        course_id = opened(session, country.cabinet, capacity="1").id

    def one(number):
        with clock.telling_of(NOW), database.transaction() as session:
            course = session.get_one(Course, course_id)
            return sign_up(session, visitor, course, who(f"Аа {'б' * (number + 1)}"), Language.KK).participation.seat

    with ThreadPoolExecutor(5) as pool:
        seats = list(pool.map(one, range(10)))

    assert sorted(seats, key=str) == [1] + [None] * 9
    with database.session(writes=False) as session:
        assert len(waiting(session, course_id)) == 9
        assert len(session.exec(select(PersonalLink)).all()) == 10
