"""A course of the demo that is still to come: open for sign-up, with one person more than it has places."""

from datetime import date, time, timedelta

from mediation_cms.accounts.queries import reserved
from mediation_cms.certification.actions import add_course
from mediation_cms.certification.course_actions import add_session, take_step
from mediation_cms.certification.course_workflow import CourseStep
from mediation_cms.certification.enrolment_actions import sign_up
from mediation_cms.certification.enrolment_inputs import SessionIn, SignUpIn
from mediation_cms.certification.inputs import CourseIn
from mediation_cms.certification.models import CourseKind
from mediation_cms.core.clock import telling_of
from mediation_cms.core.languages import Language
from mediation_cms.people.models import AccountKind, Channel
from mediation_cms.places.queries import tree
from mediation_cms.seeding.demo_crew import morning
from mediation_cms.seeding.demo_lively import Lively

AT = "55-PAV"
AHEAD, DAYS, HOURS = timedelta(days=20), 3, 8
LEARNERS = (
    ("Сейітова", "Әсел", "+77182000031"), ("Ермеков", "Данияр", "+77182000032"), ("Кузнецова", "Ирина", "+77182000033"),
)  # fmt: skip
PLACES = 2


def plan_course(live: Lively) -> None:
    """Two have a place, the third waits."""
    session, keeper = live.seed.session, live.crew.actors["keeper"]
    first = live.today + AHEAD
    given = CourseIn(
        kind=CourseKind.ANK_SHORT, title_kk="Отбасы дауындағы медиация", title_ru="Медиация в семейных спорах", starts_on=first,
        ends_on=first + timedelta(days=DAYS - 1), academic_hours=DAYS * HOURS, trainer="Төлегенов Қ. М.", capacity=PLACES,
        languages=[Language.KK, Language.RU], place_note="Павлодар",
    )  # fmt: skip
    with telling_of(morning(live.today)):
        course = add_course(session, keeper, tree(session).by_code(AT), given)
        for number in range(DAYS):
            add_session(session, keeper, course, _a_day(first + timedelta(days=number)))
        take_step(session, keeper, course, CourseStep.OPEN)
        visitor = reserved(session, AccountKind.VISITOR)
        for surname, given_name, phone in LEARNERS:
            who = SignUpIn(surname=surname, given_name=given_name, phone=phone, told_by=Channel.PHONE)
            sign_up(session, visitor, course, who, Language.KK)


def _a_day(day: date) -> SessionIn:
    return SessionIn(held_on=day, from_time=time(9, 0), to_time=time(16, 0), academic_hours=HOURS)
