"""What is typed after a call: what came of it, when, how, who spoke."""

from typing import Annotated
from uuid import UUID

from pydantic import ValidationInfo, field_validator

from mediation_cms.cases.follow_up_models import RESULTS, Reply
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    NO_SUCH_CHOICE,
    Optional_,
    PastDay,
    Tick,
    Typed,
    between,
    words,
    wrong,
)
from mediation_cms.people.models import Channel

CAME_TO_NOTHING = (Reply.UNREACHED, Reply.UNWILLING)
OF_AGREEMENTS = (*RESULTS, *CAME_TO_NOTHING)
OF_OPINIONS = (Reply.ANSWERED, *CAME_TO_NOTHING)
QUESTIONS = ("heard", "again", "reach")
NOT_SAID = 0
Score = Annotated[int, between(NOT_SAID, 5)]


class CallIn(Typed):
    """What every call leaves."""

    reply: Reply
    asked_on: PastDay
    channel: Channel
    no_more: Tick = False

    @field_validator("no_more")
    @classmethod
    def _said_so(cls, no_more: bool, above: ValidationInfo) -> bool:  # noqa: FBT001 - as pydantic calls it
        """Whoever wants to be asked no more has said so to somebody."""
        if no_more and above.data.get("reply") is Reply.UNREACHED:
            raise wrong(_("Nobody was reached, so nobody said this. Take the tick off, or choose another answer."))
        return no_more


class ReplyIn(CallIn):
    """Whether an agreement is kept, in the words of one side or of who speaks for it."""

    answered_by: Annotated[UUID | None, Optional_] = None
    note: Annotated[str, words(1000, needed=False)] = ""

    @field_validator("reply")
    @classmethod
    def _of_an_agreement(cls, reply: Reply) -> Reply:
        """How it is kept, or that nobody said."""
        if reply not in OF_AGREEMENTS:
            raise wrong(NO_SUCH_CHOICE)
        return reply


class OpinionIn(CallIn):
    """How a side was served: three answers from 1 to 5; 0 is "I do not want to answer"."""

    heard: Score = NOT_SAID
    again: Score = NOT_SAID
    reach: Score = NOT_SAID

    @field_validator("reply")
    @classmethod
    def _of_a_side(cls, reply: Reply) -> Reply:
        """That it answered, or not."""
        if reply not in OF_OPINIONS:
            raise wrong(NO_SUCH_CHOICE)
        return reply

    @property
    def scores(self) -> dict[str, int | None]:
        """The answers by question; None where none was given."""
        given = self.reply is Reply.ANSWERED
        return {name: getattr(self, name) or None if given else None for name in QUESTIONS}


class SettingAsideIn(Typed):
    """Why a side is not asked."""

    reason: Annotated[str, words(400)]
