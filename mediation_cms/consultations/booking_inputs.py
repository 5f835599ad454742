"""What is asked to book a talk: which time, who comes, and how they want to be told."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, field_validator

from mediation_cms.consultations.booking_models import TalkKind
from mediation_cms.consultations.models import Mode
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    REASON,
    UNREADABLE,
    AskedAnyway,
    Optional_,
    Tick,
    Typed,
    line,
    words,
    wrong,
)
from mediation_cms.people.inputs import OptionalEmail, OptionalPhone
from mediation_cms.people.models import Channel


def _instant(value: Any) -> Any:
    """An instant with its zone, as it stands in a button: `2026-12-01T05:00:00+00:00`."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().replace(" ", "+"))
        except ValueError:
            raise wrong(UNREADABLE) from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise wrong(UNREADABLE)
    return value.astimezone(UTC)


Instant = Annotated[datetime, BeforeValidator(_instant)]


class TalkIn(Typed):
    """Which talk is looked for: at which cabinet, what for, how, in which language; `mediator_id` when it must be this one."""

    cabinet_id: UUID
    kind: TalkKind = TalkKind.FIRST
    mode: Mode
    language: Language
    mediator_id: Annotated[UUID | None, Optional_] = None


class SlotIn(TalkIn):
    """A time that was chosen. Without `mediator_id` any mediator who is free then will do."""

    starts_at: Instant


class NewTimeIn(Typed):
    """Another time for a booking, with the same mediator unless another is named or `any_mediator` is ticked."""

    starts_at: Instant
    mediator_id: Annotated[UUID | None, Optional_] = None
    any_mediator: Tick = False


def _one_of_three(channel: Channel) -> Channel:
    if channel not in {Channel.SMS, Channel.EMAIL, Channel.PHONE}:
        raise wrong(_("Choose how we tell you: by SMS, by e-mail, or by a call."))
    return channel


class WhoIn(Typed):
    """Who comes: a name, a phone or an e-mail, and how we tell (`told_by`): by SMS, by e-mail, or by a call alone."""

    name: Annotated[str, line(200)]
    phone: OptionalPhone = ""
    email: OptionalEmail = ""
    told_by: Annotated[Channel, AfterValidator(_one_of_three), AskedAnyway] = Channel.SMS
    note: Annotated[str, words(1000, needed=False)] = ""

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


class BeforehandIn(Typed):
    """What is written beforehand by who is known already."""

    note: Annotated[str, words(1000, needed=False)] = ""


class OverrideIn(Typed):
    """Why somebody may have a second first consultation at the same time; empty: they may not."""

    override_reason: Annotated[str, words(400, needed=False)] = ""


class CalledOffIn(Typed):
    """Why the cabinet cancels: it is told to the person and stays in the history."""

    reason: Annotated[str, line(300, needed=False), AskedAnyway] = ""

    @field_validator("reason")
    @classmethod
    def _why(cls, reason: str) -> str:
        if not reason:
            raise wrong(REASON)
        return reason


class WishIn(TalkIn):
    """That somebody who found no time wants to be told when one frees up, until a day."""

    until: date
