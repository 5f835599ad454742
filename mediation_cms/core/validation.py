"""Validated input: the types that forms, imports and the command line share, and their errors as sentences.

Every type takes what a person typed and gives a clean value, or says beside the field what to do.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Annotated, Any, Self, TypeVar, get_args
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.names import clean_line, clean_words
from mediation_cms.core.parsing import Unreadable, parse_amount, parse_day

EMPTY = _("This is empty. Fill it in.")
CHOOSE = _("Choose one.")
REASON = _("Give the reason: it stays in the history.")
NO_SUCH_CHOICE = _("There is no such choice. Choose from the list.")
UNREADABLE = _("This cannot be read. Type it again.")
NO_WHOLE_NUMBER = _("Type a whole number in figures.")
NOT_YET = _("This time has not come yet. Give the present hour or an earlier one.")
TICKED = ("on", "1", "yes", "true")
WHOLE = re.compile(r"[-\u2212]?[0-9]+")
MOST_FIGURES = 18
"""A number with more figures is above every limit of ours, and need not be read."""
NOTHING = {"missing", "none_required", "too_short", "string_too_short"}
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

    @model_validator(mode="after")
    def _hours_have_come(self) -> Self:
        """An hour (`held_at`) of today (`held_on`) that has not come yet is refused beside the hour."""
        fields = type(self).model_fields
        for name in fields:
            of_day = f"{name.removesuffix('_at')}_on"
            if of_day not in fields:  # asked of the object itself, what is not there costs more than all the rest
                continue
            hour, day = getattr(self, name), getattr(self, of_day)
            if isinstance(hour, time) and isinstance(day, date) and not has_come(day, hour):
                details = InitErrorDetails(type=wrong(NOT_YET), loc=(name,), input=hour)
                raise ValidationError.from_exception_data(type(self).__name__, [details])
        return self

    @classmethod
    def checked(cls: type[Input], typed: dict[str, Any], prefix: str = "") -> Input:
        """The input made of what was typed. Raises Invalid with a sentence for each wrong field.

        `prefix` stands before the names of the fields in the form that sent them: `party-person-surname`.
        """
        try:
            return cls.model_validate(typed)
        except ValidationError as error:
            found = sentences(error, cls)
            raise Invalid(
                {f"{prefix}-{name}" if prefix and name else prefix or name: said for name, said in found.items()}
            ) from None


def wrong(sentence: Text) -> PydanticCustomError:
    """The error that a validator raises to say a sentence beside its field."""
    return PydanticCustomError("said", "{sentence}", {"sentence": sentence})


def has_come(day: date, hour: time) -> bool:
    """Whether it is that hour of that day already, on the clock of Kazakhstan."""
    return datetime.combine(day, hour) <= clock.local(clock.now()).replace(tzinfo=None)


def sentences(error: ValidationError, model: type[BaseModel]) -> dict[str, Text]:
    """Each wrong field, named as in the form (`parties-0-surname`), with its sentence. The library's own English never shows."""
    found: dict[str, Text] = {}
    for problem in error.errors(include_url=False):
        name = "-".join(str(part) for part in problem["loc"])
        nothing = problem["type"] != "said" and isinstance(problem["input"], str) and not problem["input"].strip()
        if nothing or problem["type"] in NOTHING:
            found.setdefault(name, CHOOSE if _is_choice(model, problem["loc"]) else EMPTY)
        else:
            found.setdefault(name, _sentence(problem["type"], problem.get("ctx", {})))
    return found


def _is_choice(model: type[BaseModel], path: tuple[int | str, ...]) -> bool:
    """Whether the field at this path is chosen from a list instead of typed."""
    kinds: list[Any] = [model]
    for name in path:
        if isinstance(name, str):
            fields: dict[str, Any] = {}
            for kind in kinds:
                fields |= getattr(kind, "model_fields", {})
            kinds = _kinds(fields[name].annotation) if name in fields else []
    return any(isinstance(kind, type) and issubclass(kind, Enum | UUID) for kind in kinds)


def _kinds(annotation: Any) -> list[Any]:
    """The types that an annotation is made of."""
    return [annotation, *(kind for inner in get_args(annotation) for kind in _kinds(inner))]


def _sentence(kind: str, context: dict[str, Any]) -> Text:
    if kind == "said":
        sentence: Text = context["sentence"]
        return sentence
    if isinstance(unreadable := context.get("error"), Unreadable):
        return unreadable.sentence
    if kind in {"enum", "literal_error", "bool_parsing", "uuid_parsing", "uuid_type", "extra_forbidden"}:
        return NO_SUCH_CHOICE
    if kind in {"int_parsing", "int_type", "int_from_float"}:
        return NO_WHOLE_NUMBER
    return UNREADABLE


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _text(clean: Callable[[str], str], most: int, empty: Text | None, value: Any) -> str:
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise wrong(UNREADABLE)
    try:
        cleaned = clean(value)
    except Unreadable as problem:
        raise wrong(problem.sentence) from None
    if empty is not None and not cleaned:
        raise wrong(empty)
    if len(cleaned) > most:
        raise wrong(_("Too long: %(n)s characters, the limit is %(max)s. Shorten it.", n=len(cleaned), max=most))
    return cleaned


def line(most: int, *, needed: bool = True) -> BeforeValidator:
    """One line of text without control and invisible characters, at most so many characters."""
    return BeforeValidator(partial(_text, clean_line, most, EMPTY if needed else None))


def words(most: int, *, needed: bool = True) -> BeforeValidator:
    """Text of several lines, at most so many characters."""
    return BeforeValidator(partial(_text, clean_words, most, EMPTY if needed else None))


def code(most: int) -> BeforeValidator:
    """The code of something that is chosen from a list."""
    return BeforeValidator(partial(_text, clean_line, most, CHOOSE))


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
        if isinstance(typed, str) and not WHOLE.fullmatch(typed):
            raise wrong(NO_WHOLE_NUMBER if typed else EMPTY)
        number = None if len(str(typed)) > MOST_FIGURES else int(str(typed).replace("\u2212", "-"))
        if number is None or not least <= number <= most:
            raise wrong(_("Between %(min)s and %(max)s. Type a number in this range.", min=least, max=most))
        return number

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
