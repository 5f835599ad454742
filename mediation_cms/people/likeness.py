"""Whether two records may be about one human: pure rules over what is known of each. Staff decide; nothing here decides for them.

Not a rule of the law: names are written in three scripts and with or without a patronymic, phones are shared in a family.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.names import search_key


class Likeness(IntEnum):
    """How much speaks for one human. The higher, the more."""

    NONE = 0
    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3


class Shared(Labelled, context="likeness"):
    """What two records have in common, in words; what tells most stands first."""

    IIN = "iin", "same IIN"
    NAME = "name", "same name"
    PATRONYMIC = "patronymic", "same patronymic"
    BIRTH_DATE = "birth_date", "same birth date"
    PHONE = "phone", "same phone"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a human: the name in its parts, the birth date, the keyed index of the IIN, phones in E.164.

    `key` is the name without patronymic as it is searched, `patronymic` likewise; both are empty for somebody unnamed.
    """

    key: str
    patronymic: str = ""
    born_on: date | None = None
    iin_index: str | None = None
    phones: frozenset[str] = field(default_factory=frozenset)

    @property
    def whole(self) -> str:
        """The whole name as it is searched: the same whether its parts stand each in its field or all in one."""
        return " ".join(sorted(f"{self.key} {self.patronymic}".split()))


def known(surname: str, given_name: str, patronymic: str = "", **more: object) -> Known:
    """What is known of somebody whose name is written so."""
    return Known(key_without_patronymic(surname, given_name), search_key(patronymic), **more)  # type: ignore[arg-type]  # as in Known


def key_without_patronymic(surname: str, given_name: str) -> str:
    """The name by which somebody is found whether or not the patronymic was written: folded, in one order of the words."""
    return search_key(f"{surname} {given_name}")


def shared(one: Known, other: Known) -> tuple[Shared, ...]:
    """What the two have in common; the birth date goes without saying where the IIN is the same, for it stands in there."""
    same_iin = one.iin_index is not None and one.iin_index == other.iin_index
    found = (
        (Shared.IIN, same_iin),
        (Shared.NAME, _called_alike(one, other)),
        (Shared.PATRONYMIC, bool(one.patronymic) and one.patronymic == other.patronymic),
        (Shared.BIRTH_DATE, not same_iin and one.born_on is not None and one.born_on == other.born_on),
        (Shared.PHONE, bool(one.phones & other.phones)),
    )
    return tuple(what for what, is_so in found if is_so)


def likeness(one: Known, other: Known) -> Likeness:
    """How much speaks for the two being one human.

    Certain: the same IIN. None: another IIN, another birth date, another patronymic, or nothing in common. Likely: the same
    name with the same birth date, phone or patronymic. Possible: the same name and nothing to hold against it, or the same phone.
    """
    alike = shared(one, other)
    if Shared.IIN in alike:
        return Likeness.CERTAIN
    if (one.iin_index and other.iin_index) or _differ(one.born_on, other.born_on):
        return Likeness.NONE
    if Shared.NAME not in alike:
        return Likeness.POSSIBLE if Shared.PHONE in alike else Likeness.NONE
    in_one_field = one.whole == other.whole and one.key != other.key
    if _differ(one.patronymic, other.patronymic) and not in_one_field:
        return Likeness.NONE
    return Likeness.LIKELY if len(alike) > 1 or in_one_field else Likeness.POSSIBLE


def _called_alike(one: Known, other: Known) -> bool:
    """Whether the names are the same, the patronymic left out or, where one wrote everything into one field, with it."""
    return bool(one.key) and bool(other.key) and (one.key == other.key or one.whole == other.whole)


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other
