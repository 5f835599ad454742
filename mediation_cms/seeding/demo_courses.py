"""Courses of the demo that nobody has finished yet: one to sign up for, one under way; both have more people than places."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from mediation_cms.accounts.queries import reserved
from mediation_cms.certification.actions import add_course
from mediation_cms.certification.attendance_actions import mark_attendance
from mediation_cms.certification.completion import sessions_of
from mediation_cms.certification.course_actions import add_session, set_trainers, take_step
from mediation_cms.certification.course_workflow import CourseStep
from mediation_cms.certification.enrolment_actions import sign_up
from mediation_cms.certification.enrolment_inputs import SessionIn, SignUpIn
from mediation_cms.certification.inputs import CourseIn
from mediation_cms.certification.models import Course, CourseKind
from mediation_cms.certification.queries import participations_of
from mediation_cms.core.clock import telling_of
from mediation_cms.core.languages import Language
from mediation_cms.people.models import AccountKind, Channel
from mediation_cms.places.queries import tree
from mediation_cms.seeding.demo_crew import morning
from mediation_cms.seeding.demo_lively import Lively

AT = "55-PAV"
TEACHES = "mediator"
TRAINER = "Төлегенов Қ. М."
AHEAD, DAYS, HOURS = timedelta(days=20), 3, 8
LEARNERS = (("Сейітова", "Әсел"), ("Ермеков", "Данияр"), ("Кузнецова", "Ирина"))
PLACES = 2
PHONES = 931
"""The last figures of the first phone of a learner; no exchange gives any of them."""

BEGAN, OPENED, OF_DAYS, OF_HOURS = 3, 20, 8, 9  # working days ago; days and academic hours of the course
UNDER_WAY = (
    ("Әбдірахманова", "Гүлнар"), ("Байжанов", "Нұрлан"), ("Волкова", "Светлана"), ("Дүйсенов", "Ерлан"),
    ("Жүнісова", "Айман"), ("Иванов", "Сергей"), ("Кенжебаева", "Сәния"), ("Мұқанов", "Азамат"), ("Шевченко", "Оксана"),
    ("Ысқақова", "Мадина"), ("Тасболатов", "Арман"), ("Юсупова", "Диляра"),
)  # fmt: skip
"""The general course takes ten: the last two wait."""
ABSENT = {1: {3}, 2: {3, 7}}
"""On which day who was not there, by their places on the list."""


def plan_course(live: Lively) -> None:
    """Two have a place, the third waits."""
    calendar = live.seed.world.calendar
    first = calendar.next_working(live.today + AHEAD)
    days = [calendar.after(first, number) for number in range(DAYS)]
    given = CourseIn(
        kind=CourseKind.ANK_SHORT, title_kk="Отбасы дауындағы медиация", title_ru="Медиация в семейных спорах", starts_on=first,
        ends_on=days[-1], academic_hours=DAYS * HOURS, trainer=TRAINER, capacity=PLACES,
        languages=[Language.KK, Language.RU], place_note="Павлодар",
    )  # fmt: skip
    course = _open(live, live.today, given, [_a_day(day, HOURS) for day in days])
    _sign_up(live, course, LEARNERS, [live.today] * len(LEARNERS), PHONES)


def run_course(live: Lively) -> Course:
    """The general course: ten learn since a few days, two wait; who was there is marked for every day that is over."""
    session, keeper, calendar = live.seed.session, live.crew.actors["keeper"], live.seed.world.calendar
    first = live.day(BEGAN)
    days = [calendar.after(first, number) for number in range(OF_DAYS)]
    given = CourseIn(
        kind=CourseKind.GENERAL, title_kk="Медиацияның жалпы курсы", title_ru="Общий курс медиации", starts_on=first,
        ends_on=days[-1], academic_hours=OF_DAYS * OF_HOURS, trainer=TRAINER, languages=[Language.KK, Language.RU],
        place_note="Достық үйі, 2-қабат / Дом дружбы, 2-й этаж", with_test=True,
    )  # fmt: skip
    with telling_of(morning(live.day(OPENED))):
        course = _open(live, live.day(OPENED), given, [_a_day(day, OF_HOURS) for day in days])
        set_trainers(session, keeper, course, {live.hand(TEACHES).id})
    came = [live.day(OPENED - 1 - number) for number in range(len(UNDER_WAY))]
    _sign_up(live, course, UNDER_WAY, came, PHONES + len(LEARNERS))
    with telling_of(morning(first)):
        take_step(session, keeper, course, CourseStep.START)
    _teach(live, course)
    return course


def _open(live: Lively, on: date, given: CourseIn, days: Sequence[SessionIn]) -> Course:
    session, keeper = live.seed.session, live.crew.actors["keeper"]
    with telling_of(morning(on)):
        course = add_course(session, keeper, tree(session).by_code(AT), given)
        for day in days:
            add_session(session, keeper, course, day)
        take_step(session, keeper, course, CourseStep.OPEN)
    return course


def _a_day(day: date, hours: int) -> SessionIn:
    return SessionIn(held_on=day, from_time=time(9, 0), to_time=time(8 + hours, 0), academic_hours=hours)


def _sign_up(
    live: Lively, course: Course, people: Sequence[tuple[str, str]], came: Sequence[date], phones: int
) -> None:
    session = live.seed.session
    visitor = reserved(session, AccountKind.VISITOR)
    for number, ((surname, given_name), day) in enumerate(zip(people, came, strict=True), start=phones):
        who = SignUpIn(surname=surname, given_name=given_name, phone=f"+77182{number:06d}", told_by=Channel.PHONE)
        with telling_of(morning(day)):
            sign_up(session, visitor, course, who, Language.KK)


def _teach(live: Lively, course: Course) -> None:
    session, teacher = live.seed.session, live.crew.actors[TEACHES]
    seats = {each.seat: each.id for each, _person in participations_of(session, course) if each.seat is not None}
    for number, day in enumerate(sessions_of(session, course)):
        if day.ends_at <= live.now:
            there = {key for seat, key in seats.items() if seat not in ABSENT.get(number, ())}
            with telling_of(day.ends_at):
                mark_attendance(session, teacher, course, day, there)
