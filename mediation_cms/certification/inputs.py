"""What is asked about a course, its learners and their certificates."""

import re
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.certification.models import CourseForm, CourseKind
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.core.titles import TitledIn
from mediation_cms.core.validation import (
    Day,
    Optional_,
    OptionalDay,
    OptionalLine,
    Several,
    Tick,
    Typed,
    between,
    line,
    words,
    wrong,
)
from mediation_cms.people.inputs import PersonIn

MOST_LEARNERS = 500
LONGEST_COURSE = 366  # days
FARTHEST_AHEAD = timedelta(days=731)
ROW_NUMBER = re.compile(r"^[0-9]{1,3}(?:[.)] ?| )")  # left over from a list that was numbered


class CourseIn(TitledIn):
    """A course that was held or is planned: what it trains for, its days and hours, who teaches, how many find a place, where."""

    kind: CourseKind
    starts_on: Day
    ends_on: Day
    academic_hours: Annotated[int, between(1, 1000)]
    trainer: OptionalLine = ""
    capacity: Annotated[Annotated[int, between(1, MOST_LEARNERS)] | None, Optional_] = None
    form: CourseForm = CourseForm.IN_PERSON
    languages: Annotated[list[Language], Several] = Field(default_factory=list)
    place_note: Annotated[str, line(300, needed=False)] = ""
    confirms: Tick = False
    with_test: Tick = False
    sign_up_from: OptionalDay = None
    sign_up_until: OptionalDay = None

    @field_validator("starts_on")
    @classmethod
    def _not_far_ahead(cls, starts_on: date) -> date:
        """A slip in the year is more likely than a plan for later."""
        if starts_on > clock.today() + FARTHEST_AHEAD:
            raise wrong(_("More than two years ahead? Check the date."))
        return starts_on

    @field_validator("ends_on")
    @classmethod
    def _after_the_start(cls, ends_on: date, above: ValidationInfo) -> date:
        """A course ends on the day it starts or later, within a year."""
        starts_on = above.data.get("starts_on", ends_on)
        if ends_on < starts_on:
            raise wrong(_("The end is before the start. Check the dates."))
        if (ends_on - starts_on).days > LONGEST_COURSE:
            raise wrong(_("A course of more than a year? Check the dates."))
        return ends_on

    @field_validator("sign_up_until")
    @classmethod
    def _while_signed_up(cls, until: date | None, above: ValidationInfo) -> date | None:
        """The sign-up ends after it has begun, and not after the course."""
        begins, ends_on = above.data.get("sign_up_from"), above.data.get("ends_on")
        if until and ((begins and until < begins) or (ends_on and until > ends_on)):
            raise wrong(_("The sign-up ends after it has begun, and not after the course. Check the dates."))
        return until


class ParticipantIn(Typed):
    """A learner, and whether the course was completed."""

    person: PersonIn
    completed: Tick = False


class ParticipantsIn(Typed):
    """Learners as a list is pasted: a line for each, surname first; numbers in front are left out."""

    names: Annotated[str, words(60_000)]
    completed: Tick = False

    def participants(self) -> list[ParticipantIn]:
        """Each line as a learner. Raises Invalid with the number of the first line that needs a look."""
        lines = [ROW_NUMBER.sub("", line) for line in self.names.splitlines()]
        named = [(row, line.split(maxsplit=2)) for row, line in enumerate(lines, start=1) if line]
        if len(named) > MOST_LEARNERS:
            raise _wrong_row(MOST_LEARNERS + 1, _("At most %(max)s people at once.", max=MOST_LEARNERS))
        return [ParticipantIn(person=_person(row, parts), completed=self.completed) for row, parts in named]


def _person(row: int, parts: list[str]) -> PersonIn:
    fields = dict(zip(("surname", "given_name", "patronymic"), parts, strict=False))
    if len(parts) == 1:  # who has a single name has a given name
        fields = {"given_name": parts[0]}
    try:
        return PersonIn.checked(fields)
    except Invalid as problem:
        raise _wrong_row(row, next(iter(problem.fields.values()))) from None


def _wrong_row(row: int, what: Text) -> Invalid:
    return Invalid({"names": _("Row %(row)s: %(what)s", row=row, what=what)})
