"""Sentences for people, in Kazakh, Russian and English.

A sentence is written once, in English, where it is needed: `_("Request number: %(number)s", number=…)`. It is a value
that is put into a language only where it is shown. A literal percent sign is always `%%`. How the Kazakh and the Russian
come about: `docs/translation.md`.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Self

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from mediation_cms.core.dates import clock_time, day, when
from mediation_cms.core.formats import number, raised
from mediation_cms.core.languages import Language as Language

LOCALE = Path(__file__).parent.parent / "locale"


class Text:
    """Something that can be said in each language. Values, not strings: they compare, hash and travel in errors."""

    def in_(self, language: Language) -> str:
        """The words in this language."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.in_(Language.EN)


Param = Text | str | int | Decimal | date | time


def said(value: Param, language: Language) -> str:
    """One value as it stands in a sentence: a date in words, an instant with weekday and hour, a number in house figures.

    Strings stay as they are: years, numbers of papers and IINs are therefore passed as strings.
    """
    words = ""
    match value:
        case Text():
            words = value.in_(language)
        case Labelled():
            words = value.label.in_(language)
        case str():
            words = value
        case int() | Decimal():
            words = number(value, language)
        case datetime():
            words = when(value, language)
        case date():
            words = day(value, language)
        case time():
            words = clock_time(value)
    return words


@dataclass(frozen=True)
class Message(Text):
    """A sentence of the catalogue: English `msgid`, and with `n` the English `plural`; `context` parts equal English."""

    msgid: str
    context: str = ""
    plural: str = ""
    n: int | None = None
    params: tuple[tuple[str, Param], ...] = ()

    def in_(self, language: Language) -> str:
        """The sentence in this language; in English where the translation is missing or its placeholders are broken."""
        if not self.params:
            return _without_values(self, language)
        return self.filled(language, {name: said(value, language) for name, value in self.params})

    def filled(self, language: Language, values: Mapping[str, object], written: Callable[[str], str] = str) -> str:
        """The sentence with these values. `written` turns it into what is written: text, or escaped HTML (Markup)."""
        try:
            return written(self._form(catalogue(language)) or self._form(catalogue(Language.EN))) % values
        except (KeyError, TypeError, ValueError):
            return written(self._form(catalogue(Language.EN))) % values

    def _form(self, words: NullTranslations) -> str:
        match self.context, self.n:
            case "", None:
                return words.gettext(self.msgid)
            case _, None:
                return words.pgettext(self.context, self.msgid)
            case "", int(n):
                return words.ngettext(self.msgid, self.plural, n)
            case _, n:
                return words.npgettext(self.context, self.msgid, self.plural, n or 0)


@lru_cache(10_000)
def _without_values(text: Message, language: Language) -> str:
    return text.filled(language, {})


@dataclass(frozen=True)
class Phrase(Text):
    """What one of our functions says: `Phrase(since, day)` is «с 3 июня 2026 года». Its last argument is the language."""

    function: Callable[..., str]
    args: tuple[object, ...]
    options: tuple[tuple[str, object], ...]

    def __init__(self, function: Callable[..., str], *args: object, **options: object) -> None:
        object.__setattr__(self, "function", function)
        object.__setattr__(self, "args", args)
        object.__setattr__(self, "options", tuple(sorted(options.items())))

    def in_(self, language: Language) -> str:
        """The phrase in this language."""
        return self.function(*self.args, language, **dict(self.options))


@dataclass(frozen=True)
class Words(Text):
    """Words that people entered in each language, such as the name of a place. Without English the Kazakh is shown."""

    kk: str
    ru: str
    en: str = ""

    def in_(self, language: Language) -> str:
        """The words as they were entered."""
        return {Language.KK: self.kk, Language.RU: self.ru, Language.EN: self.en or self.kk}[language]


@dataclass(frozen=True)
class Joined(Text):
    """Several texts, one after the other."""

    parts: tuple[Text | str, ...]
    between: str = " "

    def in_(self, language: Language) -> str:
        """The parts in this language."""
        return self.between.join(said(part, language) for part in self.parts)


@dataclass(frozen=True)
class Raised(Text):
    """A text that opens a sentence: its first letter is a capital."""

    text: Text

    def in_(self, language: Language) -> str:
        """The text with its first letter raised."""
        return raised(self.text.in_(language))


def _(msgid: str, /, **params: Param) -> Text:
    """A sentence: `_("Saved")`, `_("Progress: %(state)s", state=request.status)`."""
    return Message(msgid, params=_frozen(params))


def ngettext(one: str, many: str, n: int, /, **params: Param) -> Text:
    """A sentence that depends on a number, which is `%(n)s` in it unless another `n` is given."""
    return Message(one, plural=many, n=n, params=_frozen({"n": n} | params))


def pgettext(context: str, msgid: str, /, **params: Param) -> Text:
    """A sentence whose English has another translation elsewhere: `pgettext("booking", "Held")`."""
    return Message(msgid, context, params=_frozen(params))


def npgettext(context: str, one: str, many: str, n: int, /, **params: Param) -> Text:
    """A sentence with a context that depends on a number."""
    return Message(one, context, many, n, _frozen({"n": n} | params))


def _frozen(params: dict[str, Param]) -> tuple[tuple[str, Param], ...]:
    for value in params.values():
        if not isinstance(value, Param):
            raise TypeError(f"a parameter is a Text, str, int, Decimal, date or time, not {type(value).__name__}")
    return tuple(sorted(params.items()))


BY_CONTEXT: dict[str, type["Labelled"]] = {}


class Labelled(StrEnum):
    """An enum whose members carry an English label, translated under the context of the enum.

    >>> class Channel(Labelled, context="channel"):
    ...     PHONE = "phone", "by phone"
    >>> Channel.PHONE.value, str(Channel.PHONE.label)
    ('phone', 'by phone')
    """

    _value_: str
    english: str
    context: str

    def __new__(cls, value: str, english: str = "") -> Self:
        """A member: what is stored, and what is read. `Channel("phone")` looks one up, and needs no label."""
        if not english:
            raise TypeError(f"{cls.__name__}: {value} has no label")
        member = str.__new__(cls, value)
        member._value_ = value
        member.english = english
        return member

    def __init_subclass__(cls, *, context: str, **options: object) -> None:
        """Every labelled enum names its context; without one two enums would share a word by accident."""
        super().__init_subclass__(**options)
        cls.context = context
        BY_CONTEXT[context] = cls

    @property
    def label(self) -> Text:
        """What people read for this member."""
        return pgettext(self.context, self.english)


def label_of(context: str, value: str) -> Text | str:
    """What people read for a value that was stored long ago, by the context of its enum; the value itself when nobody knows it.

    For the history, which stands below the concepts that it tells of.
    """
    enum = BY_CONTEXT.get(context)
    return enum(value).label if enum is not None and value in set(enum) else value


@cache
def labels(enum: type[Labelled], language: Language) -> dict[str, str]:
    """Every label of the enum by stored value, made once: for lists, where no row should be translated anew."""
    return {member.value: member.label.in_(language) for member in enum}


@cache
def catalogue(language: Language) -> NullTranslations:
    """The translations of one language, read once per process. English is what the code says."""
    if language is Language.EN:
        return NullTranslations()
    po = LOCALE / language / "LC_MESSAGES" / "messages.po"
    mo = po.with_suffix(".mo")
    if mo.exists() and (not po.exists() or mo.stat().st_mtime_ns >= po.stat().st_mtime_ns):
        return GNUTranslations(BytesIO(mo.read_bytes()))
    return GNUTranslations(BytesIO(compiled(po)))


def mark(language: Language) -> str:
    """Changes with the translations of the language: for what is kept with sentences in it."""
    books = sorted((LOCALE / language / "LC_MESSAGES").glob("messages.*o"))
    return hashlib.sha256(b"".join(book.read_bytes() for book in books)).hexdigest()


def forget() -> None:
    """Read the catalogues anew with the next sentence: after they were changed."""
    for known in (catalogue, labels, _without_values):
        known.cache_clear()


def compiled(po: Path) -> bytes:
    """What a .mo file of it holds: for a checkout where nobody has compiled the catalogue yet."""
    with po.open("rb") as source, BytesIO() as target:
        write_mo(target, read_po(source))
        return target.getvalue()
