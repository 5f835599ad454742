"""What somebody who applies from home is asked, one question to a page. All but how they are reached may stay open."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import InitErrorDetails

from mediation_cms.core.i18n import Labelled, _
from mediation_cms.core.parsing import Unreadable
from mediation_cms.core.validation import (
    AskedAnyway,
    Optional_,
    OptionalLine,
    Tick,
    Typed,
    line,
    words,
    wrong,
)
from mediation_cms.intake.application_models import OF_A_REQUEST, ConsentPurpose
from mediation_cms.intake.application_rules import ABOUT, CABINET, KIND, LANGUAGE, NAME, OTHER, PLACE, REACH, TIMES
from mediation_cms.intake.own_word_inputs import LanguageIn, SignIn
from mediation_cms.intake.own_word_rules import Unsure
from mediation_cms.intake.screening_rules import Sign
from mediation_cms.people.inputs import NORMAL, Name, NamePart, OptionalPhone
from mediation_cms.people.models import PHONES, Channel

CONSENT = _("Tick the consent. Without it we cannot handle the request; we can help by phone.")


class OtherKind(Labelled, context="other side"):
    """What the other side is, as far as the applicant knows."""

    PERSON = "person", "A person"
    ORGANISATION = "organisation", "A firm or an organisation"


class KindIn(Typed):
    """What kind of dispute it is: a code of the catalogue; empty where it is not known."""

    kind: Annotated[str, line(40, needed=False)] = ""


class AboutIn(Typed):
    """What happened, in their words."""

    about: Annotated[str, words(4000, needed=False)] = ""


class OtherIn(Typed):
    """The other side, as far as it is known."""

    who: Annotated[OtherKind | None, Optional_] = None
    name: Annotated[NamePart, AskedAnyway] = ""
    phone: OptionalPhone = ""

    @field_validator("name")
    @classmethod
    def _called(cls, name: str, above: ValidationInfo) -> str:
        """Who says what the other side is, says how it is called; a first name is enough."""
        if above.data.get("who") is not None and not name:
            raise wrong(_("Write the name as you know it, or choose that you do not know."))
        return name


class PlaceIn(Typed):
    """Where the applicant lives: a district, or a region."""

    place: Annotated[UUID | None, Optional_] = None


class CabinetIn(Typed):
    """Which cabinet is to handle the request; None: that of the place."""

    cabinet: Annotated[UUID | None, Optional_] = None


class ReachIn(Typed):
    """How the applicant is reached, and whether a message may be left there."""

    channel: Channel
    value: Annotated[Annotated[str, line(300, needed=False)], AskedAnyway] = ""
    messages: Unsure = Unsure.UNKNOWN

    @field_validator("value")
    @classmethod
    def _where(cls, value: str, above: ValidationInfo) -> str:
        """A number, an address of mail, a postal address; who comes by needs none."""
        channel = above.data.get("channel")
        if channel is None or channel is Channel.VISIT:
            return ""
        if not value:
            said = _("Write the number.") if channel in PHONES else _("Write the address.")
            raise wrong(said)
        try:
            return NORMAL[channel](value) if channel in NORMAL else value
        except Unreadable as problem:
            raise wrong(problem.sentence) from None


class TimesIn(Typed):
    """When it is convenient and safe to be reached."""

    times: OptionalLine = ""


class NameIn(Typed):
    """Who applies. A given name is enough to begin."""

    surname: NamePart = ""
    given_name: Name
    patronymic: NamePart = ""


class ConsentsIn(Typed):
    """To which uses of their data the applicant agrees: each by itself, none ticked beforehand."""

    case: Tick = False
    messages: Tick = False
    questions: Tick = False
    statistics: Tick = False

    @model_validator(mode="after")
    def _needed(self) -> Self:
        """Without the first nobody may read the request."""
        if not self.case:
            details = InitErrorDetails(type=wrong(CONSENT), loc=("case",), input=False)
            raise ValidationError.from_exception_data(type(self).__name__, [details])
        return self

    @property
    def purposes(self) -> tuple[ConsentPurpose, ...]:
        """What was ticked."""
        return tuple(purpose for purpose in OF_A_REQUEST if getattr(self, purpose.value))


INPUTS: dict[str, type[Typed]] = {
    KIND: KindIn, ABOUT: AboutIn, OTHER: OtherIn, **dict.fromkeys((sign.value for sign in Sign), SignIn),
    PLACE: PlaceIn, CABINET: CabinetIn, LANGUAGE: LanguageIn, REACH: ReachIn, TIMES: TimesIn, NAME: NameIn,
}  # fmt: skip


def checked(step: str, typed: dict[str, Any]) -> dict[str, Any]:
    """What was answered to one question, as it is kept. Raises Invalid."""
    return INPUTS[step].checked(typed).model_dump(mode="json")
