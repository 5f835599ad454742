"""Courses with their learners are taken over: rows of one course make it together, and all of it can be undone."""

from datetime import date

from sqlmodel import col, func, select

from mediation_cms.certification.models import Course, CourseKind, Participation
from mediation_cms.imports.models import ImportKind, ImportState
from mediation_cms.people.models import Person
from tests.imports.conftest import xlsx
from tests.imports.test_registers import outcomes

HEADINGS = ("ФИО", "Дата рождения", "Вид курса", "Название курса", "Дата начала", "Дата окончания", "Часы", "Завершил")
COURSE = ("Общий курс", "Основы медиации", "14.03.2022", "18.03.2022", 48)
ROWS = [("Ахметов Болат", "02.03.1970", *COURSE, "да"), ("Серікова Гүлнар", "12.05.1984", *COURSE, "нет")]


def on_lists(session):
    return sorted(
        session.exec(select(Person.surname, Participation.completed).where(Person.id == Participation.person_id)).all()
    )


def test_rows_of_one_course_make_it_once_with_its_list_and_again_change_nothing(session, upload, confirmed):
    whole = confirmed(upload(xlsx(HEADINGS, *ROWS), ImportKind.COURSES))
    (course,) = session.exec(select(Course)).all()
    assert (course.title_ru, course.academic_hours, outcomes(whole)) == ("Основы медиации", 48, {"make": 2})
    assert on_lists(session) == [("Ахметов", True), ("Серікова", False)]

    assert outcomes(upload(xlsx(HEADINGS, *ROWS), ImportKind.COURSES)) == {"same": 2}
    later = confirmed(upload(xlsx(HEADINGS, (*ROWS[1][:-1], "да")), ImportKind.COURSES))
    assert (outcomes(later), on_lists(session)) == ({"update": 1}, [("Ахметов", True), ("Серікова", True)])


def test_a_list_of_names_is_one_cohort_when_the_course_is_said_once_for_the_whole_file(session, upload, confirmed):
    said = {
        "title_kk": "Медиация негіздері", "title_ru": "Основы медиации", "course_kind": "seminar", "academic_hours": "16",
        "starts_on": "14.03.2022", "ends_on": "15.03.2022", "trainer": "Төлегенов Қ.",
    }  # fmt: skip
    names = xlsx(("Тегі", "Аты", "Әкесінің аты"), ("Серікова", "Гүлнар", ""), ("Ахметов", "Болат", ""))
    confirmed(upload(names, ImportKind.COURSES, **said))

    course = session.exec(select(Course)).one()
    assert (course.kind, course.title_ru, course.ends_on, course.academic_hours) == (
        CourseKind.SEMINAR, "Основы медиации", date(2022, 3, 15), 16,
    )  # fmt: skip
    assert on_lists(session) == [("Ахметов", False), ("Серікова", False)]


def test_an_undone_course_is_gone_with_its_list_unless_it_was_changed_since(session, upload, confirmed, undone):
    people = session.exec(select(func.count(col(Person.id)))).one()
    whole = undone(confirmed(upload(xlsx(HEADINGS, *ROWS), ImportKind.COURSES)))

    assert (whole.state, session.exec(select(Course)).all()) == (ImportState.UNDONE, [])
    assert session.exec(select(func.count(col(Person.id)))).one() == people


def test_a_completion_before_the_end_and_somebody_twice_are_refused(upload, said):
    whole = upload(
        xlsx(HEADINGS, ROWS[0], ROWS[0], (*ROWS[1][:4], "18.03.2022", "14.03.2022", 48, "")), ImportKind.COURSES
    )

    assert [(number, column) for number, column, _sentence in said(whole)] == [(3, "full_name"), (4, "ends_on")]
