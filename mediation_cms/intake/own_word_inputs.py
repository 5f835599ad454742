"""What an invited side is asked, one question to a page. Nothing has to be known; whoever passes a question over says nothing."""

from typing import Annotated, Any

from pydantic import ValidationInfo, field_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.parsing import Unreadable
from mediation_cms.core.validation import (
    NO_SUCH_CHOICE,
    AskedAnyway,
    Optional_,
    OptionalLine,
    Typed,
    line,
    words,
    wrong,
)
from mediation_cms.intake.own_word_rules import ABOUT, ALONE, LANGUAGE, REACH, TIMES, Unsure
from mediation_cms.intake.screening_rules import Said, Sign
from mediation_cms.people.inputs import NORMAL
from mediation_cms.people.models import PHONES, Channel

REACHED_BY = (Channel.PHONE, Channel.SMS, Channel.EMAIL)


class AboutIn(Typed):
    """What it is about for them, in their words."""

    about: Annotated[str, words(2000, needed=False)] = ""


class SignIn(Typed):
    """One question about safety."""

    answer: Said


class AloneIn(Typed):
    """Whether they want to talk with the mediator alone first."""

    alone: Unsure


class LanguageIn(Typed):
    """In which language they want to talk; None: in any of them."""

    language: Annotated[Language | None, Optional_] = None


class ReachIn(Typed):
    """How they are reached, and whether a message may be left there. Without a channel: as the cabinet reaches them already."""

    channel: Annotated[Channel | None, Optional_] = None
    value: Annotated[OptionalLine, AskedAnyway] = ""
    messages: Unsure = Unsure.UNKNOWN

    @field_validator("channel")
    @classmethod
    def _by_wire(cls, channel: Channel | None) -> Channel | None:
        if channel is not None and channel not in REACHED_BY:
            raise wrong(NO_SUCH_CHOICE)
        return channel

    @field_validator("value")
    @classmethod
    def _where(cls, value: str, above: ValidationInfo) -> str:
        """A number for a call or an SMS, an address for an e-mail; nothing where no way was chosen."""
        channel = above.data.get("channel")
        if channel is None:
            return ""
        if not value:
            said = _("Write the number.") if channel in PHONES else _("Write the address.")
            raise wrong(said)
        try:
            return NORMAL[channel](value)
        except Unreadable as problem:
            raise wrong(problem.sentence) from None


class TimesIn(Typed):
    """When it is convenient and safe to call."""

    times: Annotated[str, line(120, needed=False)] = ""


INPUTS: dict[str, type[Typed]] = {
    ABOUT: AboutIn, **dict.fromkeys((sign.value for sign in Sign), SignIn), ALONE: AloneIn, LANGUAGE: LanguageIn,
    REACH: ReachIn, TIMES: TimesIn,
}  # fmt: skip


def checked(step: str, typed: dict[str, Any]) -> dict[str, Any]:
    """What was answered to one question, as it is kept. Raises Invalid."""
    return INPUTS[step].checked(typed).model_dump(mode="json")
