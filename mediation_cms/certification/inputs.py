"""What is asked about a course, its learners and their certificates."""

import re
from datetime import date
from typing import Annotated

from pydantic import ValidationInfo, field_validator

from mediation_cms.certification.models import CourseKind
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.titles import TitledIn
from mediation_cms.core.validation import Day, OptionalLine, PastDay, Tick, Typed, between, words, wrong
from mediation_cms.people.inputs import PersonIn

MOST_LEARNERS = 500
LONGEST_COURSE = 366  # days
ROW_NUMBER = re.compile(r"^[0-9]{1,3}(?:[.)] ?| )")  # left over from a list that was numbered


class CourseIn(TitledIn):
    """A course that has begun: what it trains for, its days and hours, who taught."""

    kind: CourseKind
    starts_on: PastDay
    ends_on: Day
    academic_hours: Annotated[int, between(1, 1000)]
    trainer: OptionalLine = ""

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
