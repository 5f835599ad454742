"""What is asked about a person or an organisation: one set of rules for form, import and command line."""

from typing import Annotated

from pydantic import model_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    EMPTY, Optional_, OptionalLine, OptionalPastDay, Tick, Typed, line, wrong,
)  # fmt: skip
from mediation_cms.people.models import Channel, DocumentKind, OrganisationKind
from mediation_cms.people.rules import born_on_of, checked_bin, checked_iin, normalise_email, normalise_phone

NamePart = Annotated[str, line(120, needed=False)]


class ContactIn(Typed):
    """A way to reach somebody. The value is normalised: E.164 for a phone, lower-case domain for e-mail."""

    channel: Channel = Channel.PHONE
    value: OptionalLine = ""
    language: Language = Language.KK
    safe_times: OptionalLine = ""
    may_leave_message: Tick = False

    @model_validator(mode="before")
    @classmethod
    def _normal(cls, typed: dict[str, object]) -> dict[str, object]:
        """Phones of all countries to E.164; e-mail as it must be."""
        value, channel = str(typed.get("value") or "").strip(), typed.get("channel", Channel.PHONE)
        if value and channel in {Channel.PHONE, Channel.SMS}:
            return typed | {"value": normalise_phone(value)}
        if value and channel == Channel.EMAIL:
            return typed | {"value": normalise_email(value)}
        return typed
