"""Invented people: names of `seed/names.toml`, no IIN, and phones that cannot belong to anybody.

No number of a subscriber in Kazakhstan begins with 0, and those of the cast all do: +7 (7232) 00-12-34.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from random import Random
from typing import Any, Self

from mediation_cms.core.bundled import bundled
from mediation_cms.core.languages import Language
from mediation_cms.people.inputs import ContactIn, IdentifiedPersonIn, PersonIn
from mediation_cms.people.models import Channel
from mediation_cms.seeding.chance import Bag

INVENTED = "Ойдан шығарылған адам, ЖСН жоқ / Вымышленное лицо, ИИН нет"
FEMININE = {"ов": "ова", "ев": "ева", "ёв": "ёва", "ин": "ина", "ский": "ская"}
KAZAKH = "kazakh"
KAZAKH_SPEAKERS = {
    KAZAKH: 0.8
}  # how many of the bearers of such names write in Kazakh; of the others one in twenty-five
OTHERS = 0.04
WOMEN, FLATS = 0.54, 0.5  # of the people, of the addresses
YEAR = 365.25  # days
LAST_PHONE = 10_000


class Sex(Enum):
    """Which forms of a name are taken."""

    MAN = 0
    WOMAN = 1


@dataclass(frozen=True)
class Naming:
    """One way of naming people."""

    surnames: Sequence[str]
    given: tuple[Sequence[str], Sequence[str]]
    fathers: Sequence[Sequence[str]]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """As the file tells it."""
        return cls(told["surnames"], (told["men"], told["women"]), told["fathers"])


@cache
def namings() -> dict[str, Naming]:
    """Every way of naming, as it is called in the file."""
    told = tomllib.loads((bundled("seed") / "names.toml").read_text(encoding="utf-8"))
    return {name: Naming.of(lists) for name, lists in told.items()}


def feminine(surname: str) -> str:
    """The surname as a woman bears it; many stay as they are."""
    for ending, changed in FEMININE.items():
        if surname.endswith(ending):
            return surname.removesuffix(ending) + changed
    return surname


class Cast:
    """People for the stories of one region: which namings are met there, and the codes of its towns."""

    def __init__(self, chance: Random, mix: Mapping[str, float], town_codes: Sequence[str]) -> None:
        self._chance = chance
        self._namings = Bag(mix)
        self._towns = town_codes
        self._phone = -1
        self._known: set[tuple[str, str, str]] = set()

    def person(
        self, on: date, *, ages: tuple[int, int] = (21, 76), sex: Sex | None = None
    ) -> tuple[PersonIn, Language]:
        """Somebody of an age in these years on the day, and the language that they write in."""
        naming, named = self._name(sex)
        born_on = self._born(on, ages)
        language = self.language(naming)
        contact = ContactIn.model_construct(channel=Channel.PHONE, value=self.phone(), language=language)
        person = PersonIn.model_construct(
            **named, born_on=born_on, no_iin_reason=INVENTED, address=self._address(), contact=contact
        )
        return person, language

    def mediator(self, on: date, *, ages: tuple[int, int]) -> IdentifiedPersonIn:
        """Somebody for a register: no two of a cast have one name."""
        while True:
            _naming, named = self._name()
            name = (named["surname"], named["given_name"], named["patronymic"])
            if name not in self._known:
                self._known.add(name)
                return IdentifiedPersonIn.model_construct(**named, born_on=self._born(on, ages), no_iin_reason=INVENTED)

    def learner(self) -> PersonIn:
        """Somebody on the list of a course, known by name alone: no two of a cast have one name."""
        who = self.mediator(date(2000, 1, 1), ages=(20, 40))
        return PersonIn.model_construct(
            surname=who.surname, given_name=who.given_name, patronymic=who.patronymic, no_iin_reason=INVENTED
        )

    def language(self, naming: str) -> Language:
        """In which language the bearer of such a name writes."""
        in_kazakh = self._chance.random() < KAZAKH_SPEAKERS.get(naming, OTHERS)
        return Language.KK if in_kazakh else Language.RU

    def phone(self) -> str:
        """The next number of the region's towns that no exchange can give."""
        self._phone += 1
        town = self._towns[self._phone // LAST_PHONE % len(self._towns)]
        return f"+7{town}{self._phone % LAST_PHONE:0{10 - len(town)}d}"

    def _name(self, sex: Sex | None = None) -> tuple[str, dict[str, Any]]:
        chance = self._chance
        called = self._namings.draw(chance)
        naming = namings()[called]
        sex = sex or (Sex.WOMAN if chance.random() < WOMEN else Sex.MAN)
        surname = chance.choice(naming.surnames)
        return called, {
            "surname": feminine(surname) if sex is Sex.WOMAN else surname,
            "given_name": chance.choice(naming.given[sex.value]),
            "patronymic": chance.choice(naming.fathers)[sex.value],
        }

    def _born(self, on: date, ages: tuple[int, int]) -> date:
        youngest, oldest = ages
        return on - timedelta(days=self._chance.randint(int(youngest * YEAR) + 2, int(oldest * YEAR)))

    def _address(self) -> str:
        house = f"Достық көшесі, {self._chance.randint(1, 140)}"
        return f"{house}-{self._chance.randint(1, 90)}" if self._chance.random() < FLATS else house
