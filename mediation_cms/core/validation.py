"""Validated input: the types that forms, imports and the command line share, and their errors as sentences.

Every type takes what a person typed and gives a clean value, or says beside the field what to do.
"""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.names import clean_line, clean_words
from mediation_cms.core.parsing import Unreadable, parse_amount, parse_day

EMPTY = _('This is empty. Fill it in or choose "I do not know".')
REASON = _("Give the reason: it stays in the history.")
NO_SUCH_CHOICE = _("There is no such choice. Choose from the list.")
UNREADABLE = _("This cannot be read. Type it again.")
TICKED = ("on", "1", "yes", "true")
Input = TypeVar("Input", bound="Typed")


class Typed(BaseModel):
    """Base of every input: unknown fields are refused, and nothing is guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _left_empty(cls, typed: Any) -> Any:
        """A field that was left empty is as good as not sent, where it has a default."""
        if not isinstance(typed, dict):
            return typed
        fields = cls.model_fields
        return {
            name: value for name, value in typed.items()
            if not (isinstance(value, str) and not value.strip() and name in fields and not fields[name].is_required())
        }  # fmt: skip

    @classmethod
    def checked(cls: type[Input], typed: dict[str, Any], prefix: str = "") -> Input:
        """The input made of what was typed. Raises Invalid with a sentence for each wrong field.

        `prefix` stands before the names of the fields in the form that sent them: `party-person-surname`.
        """
        try:
            return cls.model_validate(typed)
        except ValidationError as error:
            found = sentences(error)
            raise Invalid(
                {f"{prefix}-{name}" if prefix and name else prefix or name: said for name, said in found.items()}
            ) from None


def wrong(sentence: Text) -> PydanticCustomError:
    """The error that a validator raises to say a sentence beside its field."""
    return PydanticCustomError("said", "{sentence}", {"sentence": sentence})


def sentences(error: ValidationError) -> dict[str, Text]:
    """Each wrong field, named as in the form (`parties-0-surname`), with its sentence. The library's own English never shows."""
    found: dict[str, Text] = {}
    for problem in error.errors(include_url=False):
        name = "-".join(str(part) for part in problem["loc"])
        nothing = problem["type"] != "said" and isinstance(problem["input"], str) and not problem["input"].strip()
        found.setdefault(name, EMPTY if nothing else _sentence(problem["type"], problem.get("ctx", {})))
    return found


def _sentence(kind: str, context: dict[str, Any]) -> Text:
    if kind == "said":
        sentence: Text = context["sentence"]
        return sentence
    if isinstance(unreadable := context.get("error"), Unreadable):
        return unreadable.sentence
    if kind in {"missing", "none_required", "too_short", "string_too_short"}:
        return EMPTY
    if kind in {"enum", "literal_error", "bool_parsing", "uuid_parsing", "uuid_type", "extra_forbidden"}:
        return NO_SUCH_CHOICE
    if kind in {"int_parsing", "int_type", "int_from_float"}:
        return _("Type a whole number in figures.")
    return UNREADABLE


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _text(clean: Callable[[str], str], most: int, needed: bool, value: Any) -> str:  # noqa: FBT001 - bound by partial
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise wrong(UNREADABLE)
    try:
        cleaned = clean(value)
    except Unreadable as problem:
        raise wrong(problem.sentence) from None
    if needed and not cleaned:
        raise wrong(EMPTY)
    if len(cleaned) > most:
        raise wrong(
            _(
                "Too long: %(n)s characters, the limit is %(max)s. Shorten it or attach a file.",
                n=len(cleaned),
                max=most,
            )
        )
    return cleaned


def line(most: int, *, needed: bool = True) -> BeforeValidator:
    """One line of text without control and invisible characters, at most so many characters."""
    return BeforeValidator(partial(_text, clean_line, most, needed))


def words(most: int, *, needed: bool = True) -> BeforeValidator:
    """Text of several lines, at most so many characters."""
    return BeforeValidator(partial(_text, clean_words, most, needed))


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise wrong(UNREADABLE)
    if not value.strip():
        raise wrong(EMPTY)
    try:
        return parse_day(value)
    except Unreadable as problem:
        raise wrong(problem.sentence) from None


def _not_future(value: date | None) -> date | None:
    if value is not None and value > clock.today():
        raise wrong(_("This date is in the future. Give today or an earlier day."))
    return value


def _optional_day(value: Any) -> Any:
    value = _blank_is_none(value)
    return None if value is None else _not_future(_day(value))


def _clock_time(value: Any) -> Any:
    value = _blank_is_none(value)
    if not isinstance(value, str):
        return value
    try:
        typed = time.fromisoformat(value.strip().replace(".", ":").rjust(5, "0"))
    except ValueError:
        typed = None
    if typed is None or typed.tzinfo is not None:
        raise wrong(_("There is no such time. Type hours and minutes, for example 14:30."))
    return typed


def _amount(value: Any) -> Any:
    value = _blank_is_none(value)
    if not isinstance(value, str):
        return value
    try:
        return parse_amount(value)
    except Unreadable as problem:
        raise wrong(problem.sentence) from None


def _ticked(value: Any) -> Any:
    return value if isinstance(value, bool) else value in TICKED


def between(least: int, most: int) -> BeforeValidator:
    """A whole number in these limits."""

    def check(value: Any) -> Any:
        typed = value.replace(" ", "").replace("\u00a0", "") if isinstance(value, str) else value
        if not isinstance(typed, str | int):
            raise wrong(UNREADABLE)
        if isinstance(typed, str) and not (typed.isdecimal() and len(typed) <= len(str(most)) + 2):
            raise wrong(EMPTY if not typed else _("Type a whole number in figures."))
        if not least <= int(typed) <= most:
            raise wrong(_("Between %(min)s and %(max)s. Type a number in this range.", min=least, max=most))
        return int(typed)

    return BeforeValidator(check)


def optional(validator: BeforeValidator) -> BeforeValidator:
    """The same, but an empty field is None."""

    def check(value: Any) -> Any:
        value = _blank_is_none(value)
        return None if value is None else validator.func(value)  # type: ignore[call-arg]  # our validators take the value alone

    return BeforeValidator(check)


Line = Annotated[str, line(120)]
OptionalLine = Annotated[str, line(200, needed=False)]
Words = Annotated[str, words(4000)]
OptionalWords = Annotated[str, words(4000, needed=False)]
Day = Annotated[date, BeforeValidator(_day)]
PastDay = Annotated[date, BeforeValidator(lambda value: _not_future(_day(value)))]
OptionalDay = Annotated[
    date | None, BeforeValidator(lambda value: None if _blank_is_none(value) is None else _day(value))
]
OptionalPastDay = Annotated[date | None, BeforeValidator(_optional_day)]
ClockTime = Annotated[time | None, BeforeValidator(_clock_time)]
Amount = Annotated[Decimal | None, BeforeValidator(_amount)]
Tick = Annotated[bool, BeforeValidator(_ticked)]
Optional_ = BeforeValidator(_blank_is_none)
# Ticks of one name: none, one or several come from a form.
Several = Annotated[list[str], BeforeValidator(lambda value: [value] if isinstance(value, str) else value or [])]
# Asked even when the form does not send it: whether it may be missing depends on other fields.
AskedAnyway = Field(validate_default=True)
