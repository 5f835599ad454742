"""The life of a course, and of one person's place on its list."""

from datetime import date

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.workflow import Workflow


class CourseState(Labelled, context="state of a course"):
    """Where a course is. Only one that was held counts in reports."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open for sign-up"
    RUNNING = "running", "Under way"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class CourseStep(Labelled, context="step of a course"):
    """What can be done to a course."""

    OPEN = "open", "Open the sign-up"
    CLOSE = "close", "Close the sign-up"
    START = "start", "Note that it has begun"
    HOLD = "hold", "Note that it was held"
    CANCEL = "cancel", "Cancel the course"


AHEAD = (CourseState.PLANNED, CourseState.OPEN)
NOT_OVER = (*AHEAD, CourseState.RUNNING)

COURSE = Workflow(
    {
        (CourseState.PLANNED, CourseStep.OPEN): CourseState.OPEN,
        (CourseState.OPEN, CourseStep.CLOSE): CourseState.PLANNED,
        **{(state, CourseStep.START): CourseState.RUNNING for state in AHEAD},
        **{(state, CourseStep.HOLD): CourseState.HELD for state in NOT_OVER},
        **{(state, CourseStep.CANCEL): CourseState.CANCELLED for state in NOT_OVER},
    }
)


def steps_on(state: CourseState, starts_on: date, ends_on: date, day: date) -> list[CourseStep]:
    """What can be done to a course on that day: nothing that has to wait for its days, and no sign-up once it has begun."""
    wrong_day = {
        CourseStep.OPEN: starts_on < day,
        CourseStep.START: starts_on > day,
        CourseStep.HOLD: ends_on > day,
    }
    return [step for step in COURSE.steps(state) if not wrong_day.get(step)]


class EnrolmentState(Labelled, context="enrolment"):
    """Where one person is with a course."""

    APPLIED = "applied", "Signed up, to be confirmed"
    WAITING = "waiting", "On the waiting list"
    ENROLLED = "enrolled", "Has a place"
    DECLINED = "declined", "Not admitted"
    WITHDRAWN = "withdrawn", "Gave the place up"
    COMPLETED = "completed", "Completed the course"
    NOT_COMPLETED = "not_completed", "Did not complete the course"


SEATED = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED)
"""Who takes one of the places of a course."""
OPEN_WISHES = (EnrolmentState.APPLIED, EnrolmentState.WAITING)
STANDING = (*OPEN_WISHES, EnrolmentState.ENROLLED)
"""Who may still give up what they signed up for."""


class EnrolmentStep(Labelled, context="step of an enrolment"):
    """What can be done to an enrolment before it is known who completed the course."""

    ACCEPT = "accept", "Give a place"
    QUEUE = "queue", "Put on the waiting list"
    DECLINE = "decline", "Do not admit"
    WITHDRAW = "withdraw", "Give the place up"


ENROLMENT = Workflow(
    {
        **{(state, EnrolmentStep.ACCEPT): EnrolmentState.ENROLLED for state in OPEN_WISHES},
        (EnrolmentState.APPLIED, EnrolmentStep.QUEUE): EnrolmentState.WAITING,
        **{(state, EnrolmentStep.DECLINE): EnrolmentState.DECLINED for state in OPEN_WISHES},
        **{(state, EnrolmentStep.WITHDRAW): EnrolmentState.WITHDRAWN for state in STANDING},
    }
)
