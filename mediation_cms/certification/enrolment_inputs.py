"""What is asked of who signs up for a course, one question to a page, and of the staff who keep its list and its days."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationInfo, field_validator

from mediation_cms.audit.inputs import Reason
from mediation_cms.core import clock
from mediation_cms.core.answered import Answered
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    AskedAnyway,
    ClockTime,
    Day,
    Optional_,
    OptionalLine,
    Typed,
    between,
    line,
    wrong,
)
from mediation_cms.people.inputs import OptionalEmail, OptionalPhone
from mediation_cms.people.models import Channel

NAME, REACH = "name", "reach"
LATEST = 24
"""Academic hours of one day."""


def _one_of_three(channel: Channel) -> Channel:
    if channel not in {Channel.SMS, Channel.EMAIL, Channel.PHONE}:
        raise wrong(_("Choose how we tell you: by SMS, by e-mail, or by a call."))
    return channel


class LearnerNameIn(Typed):
    """Who wants to learn: as it is to stand on the certificate."""

    surname: Annotated[str, line(120)]
    given_name: Annotated[str, line(120)]
    patronymic: Annotated[str, line(120, needed=False)] = ""


class LearnerReachIn(Typed):
    """How who signs up is told: a phone or an e-mail, and which of them (`told_by`)."""

    phone: OptionalPhone = ""
    email: OptionalEmail = ""
    told_by: Annotated[Channel, AfterValidator(_one_of_three), AskedAnyway] = Channel.SMS

    @field_validator("told_by")
    @classmethod
    def _can_be(cls, told_by: Channel, above: ValidationInfo) -> Channel:
        """What we tell needs a phone or an e-mail."""
        phone, email = above.data.get("phone"), above.data.get("email")
        if phone is None or email is None:
            return told_by  # one of them is wrong itself
        if not phone and not email:
            raise wrong(_("Give a phone or an e-mail: else we cannot reach you if something changes."))
        if told_by is Channel.EMAIL and not email:
            raise wrong(_("Give the e-mail as well, or choose another way."))
        if told_by is not Channel.EMAIL and not phone:
            raise wrong(_("Give the phone as well, or choose e-mail."))
        return told_by


QUESTIONS: dict[str, type[Typed]] = {NAME: LearnerNameIn, REACH: LearnerReachIn}
FIELDS: dict[str, tuple[str, ...]] = {step: tuple(asked.model_fields) for step, asked in QUESTIONS.items()}


class SigningUp(Answered):
    """What somebody answered so far who signs up."""

    @property
    def steps(self) -> list[str]:
        """Who, and how to tell."""
        return list(QUESTIONS)


class SignUpIn(LearnerNameIn, LearnerReachIn):
    """All that who signs up has answered."""


class SessionIn(Typed):
    """A day of a course, or a part of it: from one hour to another, and how many academic hours that is."""

    held_on: Day
    from_time: Annotated[ClockTime, AskedAnyway] = None
    to_time: Annotated[ClockTime, AskedAnyway] = None
    academic_hours: Annotated[int, between(1, LATEST)]
    topic: OptionalLine = ""

    @field_validator("from_time", "to_time")
    @classmethod
    def _asked(cls, hour: Any, above: ValidationInfo) -> Any:
        """Both hours are needed, in their order."""
        if hour is None:
            raise wrong(_("Type hours and minutes, for example 14:30."))
        begins = above.data.get("from_time")
        if above.field_name == "to_time" and begins is not None and hour <= begins:
            raise wrong(_("The end is before the start. Check the hours."))
        return hour

    def instants(self) -> tuple[datetime, datetime]:
        """From when until when."""
        return _at(self.held_on, self.from_time), _at(self.held_on, self.to_time)


class CancelIn(Typed):
    """Why a course is cancelled: everybody on its list reads it."""

    reason: Reason


class DeclineIn(Typed):
    """Why somebody is not admitted: they read it."""

    reason: Reason


class PointsIn(Typed):
    """The result of the test, out of a hundred; nothing where it was not taken."""

    points: Annotated[Annotated[int, between(0, 100)] | None, Optional_] = None


def _at(day: date, hour: Any) -> datetime:
    return datetime.combine(day, hour, clock.ALMATY)
