"""Courses and the people who learn there."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.models import Entry
from mediation_cms.certification.actions import (
    add_course,
    add_participants,
    correct_course,
    remove_course,
    remove_participant,
    set_completed,
)
from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.certificate_inputs import CertificateIn
from mediation_cms.certification.course_workflow import CourseState, steps_on
from mediation_cms.certification.hours import too_few_hours
from mediation_cms.certification.inputs import ParticipantsIn
from mediation_cms.certification.models import Course, Participation
from mediation_cms.certification.queries import get_course, learners_of, list_courses, participations_of
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.people.models import Role
from tests import make
from tests.make.certification import course as make_course
from tests.make.certification import course_in, learners
from tests.make.counting import statements
from tests.make.paging import pages


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(session, country):
    return make.actor(session, Role.REGISTER_KEEPER, country.region)


def names(session, course):
    return [person.name for _place, person in participations_of(session, course)]


def wrong_fields(**typed):
    with pytest.raises(Invalid) as refused:
        course_in(**typed)
    return list(refused.value.fields)


# --- entered -----------------------------------------------------------------------------------------------------------


def test_a_course_is_entered_with_its_learners(session, country, keeper):
    people = learners("Оспанова Дана", "Әлиев Ерлан", completed=True)

    course = add_course(session, keeper, country.cabinet, course_in(), people)

    assert (course.cabinet_id, course.district_id) == (country.cabinet.id, country.district.id)
    assert (course.ends_on, course.academic_hours) == (date(2022, 3, 16), 24)
    assert names(session, course) == ["Әлиев Ерлан", "Оспанова Дана"]
    assert sorted(entry.action for entry in session.exec(select(Entry))) == ["course.added", "course.learners_added"]


def test_one_title_stands_for_both_languages(session, country, keeper):
    course = add_course(session, keeper, country.district, course_in(title_kk="", title_ru="Основы"))

    assert (course.title_kk, course.title_ru, course.cabinet_id) == ("Основы", "Основы", None)


def test_what_cannot_be_is_answered_beside_its_field():
    assert wrong_fields(title_kk="", title_ru=" ") == ["title_ru"]
    assert wrong_fields(ends_on="13.03.2022") == ["ends_on"]
    assert wrong_fields(ends_on="16.03.2202") == ["ends_on"]
    assert wrong_fields(academic_hours="0") == ["academic_hours"]
    assert wrong_fields(starts_on="14.03.2122", ends_on="16.03.2122") == ["starts_on"]
    assert wrong_fields(kind="webinar") == ["kind"]


def test_only_who_keeps_the_lists_enters_courses(session, country):
    for role in set(Role) - {Role.REGISTER_KEEPER, Role.COORDINATOR}:
        with pytest.raises(Forbidden):
            add_course(session, make.actor(session, role, country.region), country.cabinet, course_in())


def test_a_course_is_held_at_a_cabinet_or_in_a_district_not_in_a_region(session, country, keeper):
    with pytest.raises(Invalid) as refused:
        add_course(session, keeper, country.region, course_in())

    assert list(refused.value.fields) == ["place_id"]


# --- learners ----------------------------------------------------------------------------------------------------------


def test_a_list_is_pasted_with_its_numbers_and_empty_lines():
    pasted = "1. Оспанова Дана Маратқызы\r\n2)\tӘлиев Ерлан\n\n 3 Әсел\n"

    people = [learner.person for learner in ParticipantsIn.checked({"names": pasted}).participants()]

    assert [(who.surname, who.given_name, who.patronymic) for who in people] == [
        ("Оспанова", "Дана", "Маратқызы"),
        ("Әлиев", "Ерлан", ""),
        ("", "Әсел", ""),
    ]


def test_a_line_that_needs_a_look_is_named_by_its_row():
    with pytest.raises(Invalid) as refused:
        ParticipantsIn.checked({"names": "Оспанова Дана\nCмaғұлов Ерлан"}).participants()

    assert str(refused.value.fields["names"]) == (
        "Row 2: The name mixes Cyrillic and Latin letters. Type it in Cyrillic."
    )


def test_a_name_stands_once_on_a_list_and_nobody_is_added_by_half(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Оспанова Дана"))
    session.commit()

    with pytest.raises(Invalid) as refused:
        add_participants(session, keeper, course, learners("Әлиев Ерлан", "ОСПАНОВА Дана"))
    session.rollback()

    assert list(refused.value.fields) == ["names"]
    assert names(session, course) == ["Оспанова Дана"]


def test_exactly_the_ticked_learners_have_completed(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", "Бб Бб", "Вв Вв"))
    first, second, third = (place for place, _person in participations_of(session, course))

    set_completed(session, keeper, course, {first.id, second.id})
    set_completed(session, keeper, course, {second.id, third.id})

    assert [place.completed for place in (first, second, third)] == [False, True, True]


def test_nobody_completes_a_course_before_its_last_day(session, country, keeper):
    today = clock.today()
    running = {"starts_on": f"{today:%d.%m.%Y}", "ends_on": f"{today + timedelta(1):%d.%m.%Y}"}
    course = make_course(session, country.cabinet, learners("Аа Аа"), **running)
    ((place, _person),) = participations_of(session, course)

    with pytest.raises(Refused):
        set_completed(session, keeper, course, {place.id})
    with pytest.raises(Refused):
        add_participants(session, keeper, course, learners("Бб Бб", completed=True))
    assert session.exec(select(Participation.completed)).all() == [False]


def test_who_has_the_certificate_stays_on_the_list_as_completed(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    issue_certificates(session, keeper, course, CertificateIn(issued_on=date(2022, 3, 16)))
    ((place, _person),) = participations_of(session, course)

    with pytest.raises(Refused):
        set_completed(session, keeper, course, set())
    with pytest.raises(Refused):
        remove_participant(session, keeper, course, place, ReasonIn(reason="left"))


def test_a_learner_is_taken_off_the_list_with_a_reason(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", "Бб Бб"))
    (place, _person), _other = participations_of(session, course)

    remove_participant(session, keeper, course, place, ReasonIn(reason="did not come"))

    assert names(session, course) == ["Бб Бб"]
    trace = session.exec(select(Entry).where(Entry.action == "course.learner_removed")).one()
    assert trace.details == {"name": "Аа Аа", "reason": "did not come"}


# --- corrected, removed ------------------------------------------------------------------------------------------------


def test_a_correction_moves_the_course_and_says_so(session, country, keeper):
    semey = make.district(session, country.region, "semey", "Семей қаласы")
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.region)
    course = make_course(session, country.cabinet)

    correct_course(session, keeper, course, semey, course_in(academic_hours="50"))

    assert (course.cabinet_id, course.district_id, course.academic_hours) == (None, semey.id, 50)
    trace = session.exec(select(Entry).where(Entry.action == "course.corrected")).one()
    assert trace.details["changed"]["academic_hours"] == ["24", "50"]
    assert sorted(trace.details["changed"]) == ["academic_hours", "cabinet_id", "district_id"]


def test_a_course_is_not_moved_to_where_the_keeper_has_no_say(session, country, keeper):
    other = make.district(session, make.region(session, country.republic, "19", "Алматы облысы"), "talgar", "Талғар")
    course = make_course(session, country.cabinet)

    with pytest.raises(Forbidden):
        correct_course(session, keeper, course, other, course_in())


def test_a_course_does_not_end_after_its_certificates(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    issue_certificates(session, keeper, course, CertificateIn(issued_on=date(2022, 3, 16)))

    with pytest.raises(Invalid) as refused:
        correct_course(session, keeper, course, country.cabinet, course_in(ends_on="17.03.2022"))

    assert list(refused.value.fields) == ["ends_on"]


def test_a_course_entered_by_mistake_goes_with_its_list_and_its_trace_stays(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа"))

    remove_course(session, keeper, course, ReasonIn(reason="entered twice"))

    assert (session.exec(select(Course)).all(), session.exec(select(Participation)).all()) == ([], [])
    trace = session.exec(select(Entry).where(Entry.action == "course.removed")).one()
    assert (trace.details["title"], trace.details["reason"]) == ("Медиация негіздері", "entered twice")


def test_a_course_with_certificates_stays(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    issue_certificates(session, keeper, course, CertificateIn(issued_on=date(2022, 3, 16)))

    with pytest.raises(Refused):
        remove_course(session, keeper, course, ReasonIn(reason="entered twice"))


# --- seen --------------------------------------------------------------------------------------------------------------


def test_the_list_counts_learners_and_goes_by_place_kind_and_day(session, country, keeper):
    semey = make.district(session, country.region, "semey", "Семей қаласы")
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.region)
    first = make_course(session, country.cabinet, [*learners("Аа Аа"), *learners("Бб Бб", completed=True)])
    second = make_course(session, semey, kind="general", ends_on="01.07.2022")

    def shown(**wanted):
        return [row.id for row in list_courses(session, keeper, **wanted)]

    assert [(row.learners, row.completed) for row in list_courses(session, keeper)] == [(0, 0), (2, 1)]
    assert shown() == [second.id, first.id]
    assert shown(after=second.id) == [first.id]
    assert shown(districts=[semey.id]) == [second.id]
    assert shown(kind="ank_short") == [first.id]
    assert shown(ended_to=date(2022, 6, 30)) == [first.id]
    assert shown(ended_from=date(2022, 7, 1)) == [second.id]
    assert shown(limit=1) == [second.id, first.id]


def test_the_list_goes_by_the_last_day_over_its_pages_whenever_each_was_entered(session, country, keeper):
    days = ("16.03.2022", "01.07.2022", "16.03.2022", "14.03.2022", "16.03.2022")
    march, july, also_march, earlier, march_too = (
        make_course(session, country.cabinet, ends_on=day).id for day in days
    )

    def listed(**asked):
        return list_courses(session, keeper, **asked)

    assert [[row.id for row in page] for page in pages(listed)] == [[july, march_too], [also_march, march], [earlier]]


def test_names_are_for_those_who_keep_the_lists(session, country):
    course = make_course(session, country.cabinet, learners("Аа Аа"))
    seen = {}
    for role in Role:
        actor = make.actor(session, role, country.region)
        seen[role] = ([row.id for row in list_courses(session, actor)], len(learners_of(session, actor, course)))

    keepers = {Role.REGISTER_KEEPER, Role.COORDINATOR, Role.AUDITOR}
    assert seen == {role: ([course.id], 1 if role in keepers else 0) for role in Role}


def test_a_receptionist_sees_the_courses_of_the_own_cabinet_and_not_of_another_region(session, country):
    course = make_course(session, country.cabinet)
    at_desk = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    far = make.actor(session, Role.RECEPTIONIST, make.region(session, country.republic, "19", "Алматы облысы"))

    assert get_course(session, at_desk, course.id) == course
    with pytest.raises(NotFound):
        get_course(session, far, course.id)


def test_lists_ask_as_much_for_one_row_as_for_thirty(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа"))
    with statements(session) as for_one:
        list_courses(session, keeper)
        learners_of(session, keeper, course)
    for number in range(29):
        make_course(session, country.cabinet)
        add_participants(session, keeper, course, learners(f"Бб Бб{'в' * (number + 1)}г"))
    with statements(session) as for_thirty:
        shown = list_courses(session, keeper), learners_of(session, keeper, course)

    assert ([len(rows) for rows in shown], len(for_one), len(for_thirty)) == ([30, 30], 2, 2)


# --- hours ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "began", "hours", "least"),
    [
        ("general", "12.12.2025", 47, 48),
        ("general", "12.12.2025", 48, None),
        ("general", "12.01.2026", 48, 72),  # the training rules of 30 December 2025
        ("general", "12.01.2026", 72, None),
        ("specialised", "12.01.2026", 49, 50),
        ("trainer", "12.01.2026", 31, 32),
        ("trainer", "12.01.2026", 32, None),
        ("ank_short", "12.01.2026", 1, None),  # no rule says how long it is
    ],
)
def test_a_course_that_is_shorter_than_the_rules_of_its_first_day_ask_is_told(
    session, country, kind, began, hours, least
):
    make.law(session)
    given = {"kind": kind, "starts_on": began, "ends_on": began, "academic_hours": str(hours)}
    said = too_few_hours(session, make_course(session, country.cabinet, **given))

    begins = f"Academic hours entered: {hours}; by the rules such a course has at least {least} ("
    assert (str(said).startswith(begins) if said else None) == (True if least else None)


# --- steps -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "day", "offered"),
    [
        ("planned", date(2026, 11, 30), ["open", "cancel"]),
        ("planned", date(2026, 12, 1), ["open", "start", "cancel"]),
        ("planned", date(2026, 12, 2), ["start", "cancel"]),
        ("open", date(2026, 11, 30), ["close", "cancel"]),
        ("running", date(2026, 12, 2), ["cancel"]),
        ("running", date(2026, 12, 3), ["cancel", "hold"]),
        ("held", date(2026, 12, 3), []),
    ],
)
def test_a_step_is_offered_on_its_day_and_not_before(state, day, offered):
    found = steps_on(CourseState(state), date(2026, 12, 1), date(2026, 12, 3), day)
    assert sorted(step.value for step in found) == sorted(offered)
