"""What is asked about an invitation: its words and channels, each try, each answer."""

from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    CHOOSE,
    NO_SUCH_CHOICE,
    AskedAnyway,
    ClockTime,
    OptionalLine,
    PastDay,
    Tick,
    Typed,
    between,
    line,
    optional,
    words,
    wrong,
)
from mediation_cms.intake.invitation_models import (
    HANDED_OVER,
    WRITTEN,
    AttemptResult,
    InvitationChannel,
    ReplyAnswer,
)
from mediation_cms.intake.invitation_rules import LONGEST_TERM
from mediation_cms.intake.models import IntakeChannel
from mediation_cms.people.inputs import OptionalPhone

HEARD = (
    IntakeChannel.IN_PERSON, IntakeChannel.PHONE, IntakeChannel.POST, IntakeChannel.EMAIL, IntakeChannel.VIDEO,
    IntakeChannel.FIELD_VISIT,
)  # fmt: skip
"""How people tell staff something; what comes by the short address is received, not typed in."""
REPLIES_BY_ADDRESS = (ReplyAnswer.AGREED, ReplyAnswer.CALL, ReplyAnswer.REFUSED)
SENT = (*WRITTEN, InvitationChannel.SMS)
"""What leaves and nobody sees arrive."""
MESSAGES = (InvitationChannel.SMS, InvitationChannel.EMAIL)
"""What is always a message."""
NOT_WITH_THIS = _("A letter and an e-mail are sent; a call and a visit reach somebody or do not. Choose what fits.")


def _heard(how: IntakeChannel) -> IntakeChannel:
    if how not in HEARD:
        raise wrong(NO_SUCH_CHOICE)
    return how


def _channels(value: object) -> object:
    return [value] if isinstance(value, str) else value or []


class InvitationIn(Typed):
    """How the invitation reads: in which language, with how many days for the answer, and what it may tell."""

    language: Language
    term_days: Annotated[int | None, optional(between(1, LONGEST_TERM))] = None
    tells_name: Tick = False
    tells_category: Tick = False


class PermissionIn(Typed):
    """The applicant's consent to the words and the channels: when and how they told it."""

    permitted_on: PastDay
    permitted_how: IntakeChannel
    channels: Annotated[list[InvitationChannel], BeforeValidator(_channels), Field(min_length=1)]
    despite_risk: Tick = False

    _how = field_validator("permitted_how")(_heard)


class AttemptIn(Typed):
    """One try: by which way, when, with what result. `handed_over`: a letter was left with the side itself."""

    channel: InvitationChannel
    tried_on: PastDay
    tried_at: ClockTime = None
    handed_over: Tick = False
    result: AttemptResult
    note: OptionalLine = ""

    @property
    def written(self) -> bool:
        """Whether it is a written proposal, from which the days run: sent, or handed over to somebody who was reached."""
        if self.channel in WRITTEN:
            return self.result is AttemptResult.SENT
        return self.handed_over and self.channel in HANDED_OVER

    @property
    def leaves_message(self) -> bool:
        """Whether something stays that others may read or hear before the side does; a letter is closed."""
        return self.result is AttemptResult.LEFT_MESSAGE or self.channel in MESSAGES

    @field_validator("result")
    @classmethod
    def _fits(cls, result: AttemptResult, above: ValidationInfo) -> AttemptResult:
        """A letter is sent, or comes back; whoever is called is reached or not; a letter is handed over to who is reached."""
        channel = above.data.get("channel")
        if (
            channel is not None
            and result is not AttemptResult.WRONG
            and (channel in SENT) != (result is AttemptResult.SENT)
        ):
            raise wrong(NOT_WITH_THIS)
        if above.data.get("handed_over") and channel in HANDED_OVER and result is not AttemptResult.REACHED:
            raise wrong(_("A letter is handed over to somebody who was reached."))
        return result


class ReplyIn(Typed):
    """An answer of the other side, as staff heard it."""

    answer: ReplyAnswer
    given_on: PastDay
    how: IntakeChannel
    language: Language
    interpreter: Tick = False
    separately: Tick = False
    phone: OptionalPhone = ""
    call_when: Annotated[str, line(120, needed=False)] = ""
    reason_code: Annotated[str, line(40, needed=False)] = ""
    said: Annotated[str, words(400, needed=False)] = ""

    _how = field_validator("how")(_heard)


class AddressReplyIn(Typed):
    """An answer that came by the short address. Only what is needed to call back; no free words about the matter."""

    answer: ReplyAnswer
    phone: Annotated[OptionalPhone, AskedAnyway] = ""
    call_when: Annotated[str, line(120, needed=False)] = ""

    @field_validator("answer")
    @classmethod
    def _one_of_three(cls, answer: ReplyAnswer) -> ReplyAnswer:
        if answer not in REPLIES_BY_ADDRESS:
            raise wrong(CHOOSE)
        return answer

    @field_validator("phone")
    @classmethod
    def _to_call(cls, phone: str, above: ValidationInfo) -> str:
        """Who wants a call says where."""
        if above.data.get("answer") is ReplyAnswer.CALL and not phone:
            raise wrong(_("Write the number on which you want to be called."))
        return phone


class WithdrawalIn(Typed):
    """The applicant takes the invitation back."""

    ended_on: PastDay
    ended_reason: Annotated[str, words(400, needed=False)] = ""
