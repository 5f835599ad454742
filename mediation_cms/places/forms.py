"""How the name of a place stands in a sentence: «Абай облысында», «в Акмолинской области», "in Abai Region".

In Kazakh the common noun at the end of the name takes the ending; in Russian the adjectives and the noun before the
proper name are declined, and the proper name of a town with them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mediation_cms.core.kazakh import Case, inflected
from mediation_cms.core.languages import Language


@dataclass(frozen=True, slots=True)
class Forms:
    """One name: as it is, in the place, of the place, to the place, and by the place (report by …)."""

    name: str
    in_: str
    of: str
    to: str
    by: str


def forms(name: str, language: Language, known: Mapping[str, str]) -> Forms:
    """The forms of a name. `known` holds those that no rule gives, by language and form: `ru_in`, `en_by`."""
    derived = DERIVE[language](name)
    return Forms(name, *(known.get(f"{language}_{form}", said) for form, said in zip(FORMS, derived, strict=True)))


FORMS = ("in", "of", "to", "by")
Derived = tuple[str, str, str, str]

# --- Kazakh ------------------------------------------------------------------------------------------------------------

# Nouns that already carry the ending of possession; «Алматы» looks the same and does not.
POSSESSED = ("облысы", "қаласы", "ауданы", "республикасы", "округі", "ауылы", "кабинеті", "үйі", "орталығы", "кеңсесі")


def _kazakh(name: str) -> Derived:
    possessed = name.lower().endswith(POSSESSED)
    in_, of, to = (inflected(name, case, possessed=possessed) for case in (Case.IN, Case.OF, Case.TO))
    return in_, of, to, f"{name} бойынша"


# --- Russian -----------------------------------------------------------------------------------------------------------

# Each noun: after «в» where, of, after «в» whither, after «по».
NOUNS = {
    "область": ("области", "области", "область", "области"),
    "республика": ("республике", "республики", "республику", "республике"),
    "район": ("районе", "района", "район", "району"),
    "город": ("городе", "города", "город", "городу"),
    "кабинет": ("кабинете", "кабинета", "кабинет", "кабинету"),
    "дом": ("доме", "дома", "дом", "дому"),
    "центр": ("центре", "центра", "центр", "центру"),
}
FEMININE = {"область", "республика"}
# The end of an adjective or of the name of a town, and its four forms.
ADJECTIVES = {"ая": ("ой", "ой", "ую", "ой"), "ий": ("ом", "ого", "ий", "ому"), "ый": ("ом", "ого", "ый", "ому")}
TOWNS = (
    (re.compile(r"(?<=н)ый$"), ("ом", "ого", "ый", "ому")),  # Рудный
    (re.compile(r"й$"), ("е", "я", "й", "ю")),  # Семей
    (re.compile(r"ь$"), ("и", "и", "ь", "и")),  # Сарань
    (re.compile(r"(?<=[гкхжшчщ])а$"), ("е", "и", "у", "е")),
    (re.compile(r"а$"), ("е", "ы", "у", "е")),  # Астана
    (re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])$"), ("е", "а", "", "у")),  # Шымкент; Алматы and Актау stay as they are
)


def _russian(name: str) -> Derived:
    words = name.split()
    place = next((at for at, word in enumerate(words) if word.lower() in NOUNS), None)
    if place is None:
        return f"в месте «{name}»", f"места «{name}»", f"в место «{name}»", f"по месту «{name}»"
    noun = words[place].lower()
    in_, of, to, by = (" ".join(_declined(words, place, noun, case)) for case in range(4))
    return f"в {in_}", of, f"в {to}", f"по {by}"


def _declined(words: list[str], place: int, noun: str, case: int) -> list[str]:
    before = [_ended(word, ADJECTIVES.get(word[-2:]), case) for word in words[:place]]
    middle = NOUNS[noun][case]
    after = words[place + 1 :]
    if noun == "город" and len(after) == 1:
        after = [_town(after[0], case)]
    return [*before, middle.capitalize() if words[place][0].isupper() else middle, *after]


def _ended(adjective: str, endings: tuple[str, ...] | None, case: int) -> str:
    return adjective if endings is None else adjective[:-2] + endings[case]


def _town(name: str, case: int) -> str:
    for end, endings in TOWNS:
        if end.search(name):
            return end.sub(endings[case], name)
    return name


# --- English -----------------------------------------------------------------------------------------------------------


def _english(name: str) -> Derived:
    return f"in {name}", f"of {name}", f"to {name}", f"for {name}"


DERIVE = {Language.KK: _kazakh, Language.RU: _russian, Language.EN: _english}
