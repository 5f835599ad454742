"""Who was there, the test, and who has completed a course by the rules of its time."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from mediation_cms.certification.actions import add_participants, set_completed
from mediation_cms.certification.attendance_actions import mark_attendance, note_points
from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.certificate_inputs import CertificateIn
from mediation_cms.certification.completion import entitled, judged, sessions_of
from mediation_cms.certification.course_actions import add_session, remove_session, set_trainers, take_step
from mediation_cms.certification.course_workflow import CourseState, CourseStep
from mediation_cms.certification.enrolment_inputs import PointsIn
from mediation_cms.certification.models import Participation
from mediation_cms.certification.queries import get_course, learners_of
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Role
from tests import make
from tests.make.certification import course as make_course
from tests.make.certification import learners
from tests.make.learning import FIRST, LAST, NOW, a_day, planned

AFTER = NOW.replace(month=12, day=3)


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
def course(session, country, keeper):
    """Айгерім was there on both days, Болат on the first alone."""
    made = planned(session, country.cabinet, with_test="yes")
    add_participants(session, keeper, made, learners("Аа Айгерім", "Бб Болат"))
    keys = keys_of(session, made)
    with clock.telling_of(AFTER):
        first, last = sessions_of(session, made)
        mark_attendance(session, keeper, made, first, keys)
        mark_attendance(session, keeper, made, last, keys[:1])
    return made


def keys_of(session, course):
    return [row.id for row in learners_of(session, make.system(session), course)]


def test_hours_are_added_up_and_what_is_missing_is_said_with_its_source(session, keeper, course):
    with clock.telling_of(AFTER):
        note_points(session, keeper, course, {key: PointsIn(points=60) for key in keys_of(session, course)})
    first, second = judged(session, course)

    assert (first.hours, first.of_hours, first.missing) == (16, 16, ())
    assert (second.hours, second.of_hours) == (8, 16)
    (said,) = second.missing
    assert said.in_(Language.EN) == (
        "Attended 8 of 16 academic hours, which is less than 80 % (Our assumption: not found in the training rules). "
        "Check the attendance."
    )


def test_without_the_points_of_the_test_nobody_completes_a_course_that_has_one(session, keeper, course):
    key = keys_of(session, course)[0]
    with clock.telling_of(AFTER):
        for points, missing in ((None, 1), (59, 1), (60, 0)):
            note_points(session, keeper, course, {key: PointsIn(points=points)})
            assert len(judged(session, course)[0].missing) == missing


def test_who_lacks_hours_is_refused_beside_the_name_and_completes_nothing(session, keeper, course):
    keys = keys_of(session, course)
    with clock.telling_of(AFTER):
        note_points(session, keeper, course, {key: PointsIn(points=90) for key in keys})
        with pytest.raises(Invalid) as refused:
            set_completed(session, keeper, course, keys)
        assert list(refused.value.fields) == [f"reason-{keys[1]}"]
        set_completed(session, keeper, course, keys[:1], {keys[1]: "екінші күні келмеді"})

    states = {row.state.value: row.reason for row in session.exec(select(Participation))}
    assert states == {"completed": "", "not_completed": "екінші күні келмеді"}
    assert course.state is CourseState.HELD


def test_a_certificate_is_refused_to_who_was_too_seldom_there_even_if_marked(session, keeper, course):
    keys = keys_of(session, course)
    first, last = sessions_of(session, course)
    with clock.telling_of(AFTER):
        note_points(session, keeper, course, {key: PointsIn(points=90) for key in keys})
        mark_attendance(session, keeper, course, last, keys)
        set_completed(session, keeper, course, keys)
        mark_attendance(session, keeper, course, last, keys[:1])
        assert [person.given_name for _place, person in entitled(session, course).people] == ["Айгерім"]
        with pytest.raises(Invalid) as refused:
            issue_certificates(session, keeper, course, CertificateIn(issued_on=AFTER.date()))
        assert list(refused.value.fields) == [f"reason-{keys[1]}"]
        issued = issue_certificates(session, keeper, course, CertificateIn(issued_on=AFTER.date()), {keys[0]})
        assert len(issued) == 1
        with pytest.raises(Refused):
            mark_attendance(session, keeper, course, first, keys[:1])
        with pytest.raises(Refused):
            remove_session(session, keeper, course, first)


def test_nobody_is_marked_before_the_day_has_begun(session, country, keeper):
    course = planned(session, country.cabinet)
    with pytest.raises(Refused):
        mark_attendance(session, keeper, course, sessions_of(session, course)[0], [])


def test_days_lie_within_the_course_and_never_over_each_other(session, country, keeper):
    course = planned(session, country.cabinet)
    for given in (a_day(LAST + timedelta(days=1)), a_day(FIRST, from_time="15:00", to_time="17:00")):
        with pytest.raises(Invalid):
            add_session(session, keeper, course, given)
    with pytest.raises(Invalid):
        a_day(FIRST, from_time="15:00", to_time="14:00")
    add_session(session, keeper, course, a_day(FIRST, from_time="16:00", to_time="18:00", academic_hours="2"))

    assert [day.academic_hours for day in sessions_of(session, course)] == [8, 2, 8]


def test_a_course_is_held_only_after_its_last_day(session, country, keeper):
    course = planned(session, country.cabinet)
    for step in (CourseStep.START, CourseStep.HOLD):
        with pytest.raises(Refused):
            take_step(session, keeper, course, step)
    with clock.telling_of(AFTER):
        take_step(session, keeper, course, CourseStep.HOLD)
    assert course.state is CourseState.HELD


def test_who_teaches_a_course_keeps_its_attendance_and_nothing_else(session, country, keeper):
    course = planned(session, country.cabinet)
    abai = make.region(session, country.republic, "10", "Абай облысы")
    trainer = make.actor(session, Role.MEDIATOR, abai)
    assert trainer.person_id is not None
    day = sessions_of(session, course)[0]
    with pytest.raises(NotFound):
        get_course(session, trainer, course.id)
    set_trainers(session, keeper, course, [trainer.person_id])

    assert get_course(session, trainer, course.id) is course
    with clock.telling_of(AFTER):
        mark_attendance(session, trainer, course, day, [])
        with pytest.raises(Forbidden):
            set_completed(session, trainer, course, [])
    set_trainers(session, keeper, course, [])
    with clock.telling_of(AFTER), pytest.raises(Forbidden):
        mark_attendance(session, trainer, course, day, [])


def test_a_list_that_was_brought_along_needs_no_days(session, country, keeper):
    held = make_course(session, country.cabinet, learners("Аа Айгерім", completed=True))

    assert entitled(session, held).refused == {}
    assert len(issue_certificates(session, keeper, held, CertificateIn(issued_on=date(2022, 4, 1)))) == 1
