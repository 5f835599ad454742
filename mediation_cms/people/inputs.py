"""What is asked about a person or an organisation: one set of rules for form, import and command line.

A validator of a field sees the fields that stand above it: so each sentence comes beside the field that needs a look.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, field_validator

from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.names import clean_name
from mediation_cms.core.parsing import Unreadable
from mediation_cms.core.validation import (
    EMPTY,
    AskedAnyway,
    Optional_,
    OptionalLine,
    OptionalPastDay,
    Tick,
    Typed,
    line,
    wrong,
)
from mediation_cms.people.models import Channel, DocumentKind, OrganisationKind
from mediation_cms.people.rules import (
    NO_SUCH_BIRTH,
    OLDEST,
    born_on_of,
    check_birth_date,
    checked_bin,
    checked_iin,
    may_live,
    normalise_email,
    normalise_phone,
)

Value = TypeVar("Value")
NORMAL: dict[Channel, Callable[[str], str]] = {
    Channel.PHONE: normalise_phone,
    Channel.SMS: normalise_phone,
    Channel.EMAIL: normalise_email,
}


def _read(reading: Callable[..., Value], *typed: Any) -> Value:
    """What the reading makes of it; what it says of a slip stands beside the field."""
    try:
        return reading(*typed)
    except Unreadable as problem:
        raise wrong(problem.sentence) from None


def _number(checked: Callable[[str], str]) -> BeforeValidator:
    """An IIN or BIN that may be left empty."""

    def check(value: Any) -> str | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        return _read(checked, str(value))

    return BeforeValidator(check)


def _in_one_script(name: str) -> str:
    return _read(clean_name, name)


Name = Annotated[str, line(120), AfterValidator(_in_one_script)]
NamePart = Annotated[str, line(120, needed=False), AfterValidator(_in_one_script)]
Address = Annotated[str, line(300, needed=False)]
OptionalEmail = Annotated[OptionalLine, AfterValidator(lambda typed: _read(normalise_email, typed) if typed else typed)]
OptionalPhone = Annotated[OptionalLine, AfterValidator(lambda typed: _read(normalise_phone, typed) if typed else typed)]
Iin = Annotated[str | None, _number(checked_iin)]
Bin = Annotated[str | None, _number(checked_bin)]


class ContactIn(Typed):
    """A way to reach somebody. The value is normalised: E.164 for a phone, lower-case domain for e-mail."""

    channel: Channel = Channel.PHONE
    value: OptionalLine = ""
    language: Language = Language.KK
    safe_times: OptionalLine = ""
    may_leave_message: Tick = False

    @field_validator("value")
    @classmethod
    def _normal(cls, value: str, above: ValidationInfo) -> str:
        """Phones of all countries to E.164; e-mail as it must be."""
        normal = NORMAL.get(above.data.get("channel"))  # type: ignore[arg-type]  # no channel when that was wrong itself
        return _read(normal, value) if value and normal else value


class PersonIn(Typed):
    """A person as known so far. Who has a single name has a given name. A document instead of the IIN needs a reason.

    The address, the IIN and the number of the document are kept encrypted.
    """

    must_be_identified: ClassVar[bool] = False

    surname: NamePart = ""
    given_name: Name
    patronymic: NamePart = ""
    born_on: OptionalPastDay = None
    iin: Iin = None
    document_kind: Annotated[DocumentKind | None, Optional_] = None
    document_no: Annotated[str, line(80, needed=False), AskedAnyway] = ""
    no_iin_reason: Annotated[OptionalLine, AskedAnyway] = ""
    address: Address = ""
    contact: ContactIn | None = None

    @field_validator("born_on")
    @classmethod
    def _alive(cls, born_on: date | None) -> date | None:
        """Nobody is older than people become."""
        if born_on and not may_live(born_on, clock.today()):
            raise wrong(_("Nobody is older than %(n)s years. Check the year of birth.", n=OLDEST))
        return born_on

    @field_validator("iin")
    @classmethod
    def _of_this_birth_date(cls, iin: str | None, above: ValidationInfo) -> str | None:
        """An IIN holds the birth date of somebody alive; the one that was typed must be the same."""
        born_on: date | None = above.data.get("born_on")
        if iin and born_on:
            _read(check_birth_date, iin, born_on)
        held = born_on_of(iin) if iin else None
        if held and not may_live(held, clock.today()):
            raise wrong(NO_SUCH_BIRTH)
        return iin

    @field_validator("document_no")
    @classmethod
    def _of_a_kind(cls, number: str, above: ValidationInfo) -> str:
        """A document has a kind and a number."""
        kind = above.data.get("document_kind")
        if kind and not number:
            raise wrong(EMPTY)
        if number and not kind and "document_kind" in above.data:
            raise wrong(_("Choose the kind of the document as well."))
        return number

    @field_validator("no_iin_reason")
    @classmethod
    def _why_without_iin(cls, reason: str, above: ValidationInfo) -> str:
        """Another document instead of the IIN needs a reason; where people must be identified, a missing IIN does."""
        if above.data.get("iin") or reason or "iin" not in above.data:
            return reason
        if above.data.get("document_no") or cls.must_be_identified:
            raise wrong(_("Type the IIN, or write why there is none."))
        return reason


class IdentifiedPersonIn(PersonIn):
    """A person who must show who they are: by IIN, by another document and the reason, or by the reason alone."""

    must_be_identified: ClassVar[bool] = True


class OrganisationIn(Typed):
    """An organisation. The name in the other language may be missing."""

    name: Annotated[str, line(300)]
    name_ru: Annotated[str, line(300, needed=False)] = ""
    kind: OrganisationKind = OrganisationKind.COMPANY
    bin: Bin = None
    address: Address = ""
    contact: ContactIn | None = None
