"""What administrators type about places, law and catalogues."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    Day,
    OptionalDay,
    OptionalLine,
    Tick,
    Typed,
    between,
    line,
    optional,
    words,
    wrong,
)
from mediation_cms.core.wording import Wording
from mediation_cms.disputes.models import Catalogue, ClausePurpose
from mediation_cms.disputes.placeholders import is_broken, named, unknown
from mediation_cms.law.models import Certainty, DayKind
from mediation_cms.places.models import MandateKind, Owner

CODE = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
SAID = line(400)
MOST_SIGNS = 40
"""Of the code of a catalogue item."""


def _source(value: Any) -> Any:
    """One source for every language, or one for each: `{"kk": …, "ru": …, "en": …}`."""
    if isinstance(value, dict):
        return {language: _source(said) for language, said in value.items()}
    return SAID.func(value)  # type: ignore[call-arg]  # our validators take the value alone


def _code(value: Any) -> str:
    code = str(value or "").strip()
    if not CODE.fullmatch(code):
        raise wrong(_("A code has Latin letters and figures, parted by a dot or a hyphen."))
    return code


def _item_code(value: Any) -> str:
    code = _code(value) if value else ""
    if len(code) > MOST_SIGNS:
        raise wrong(_("Too long: %(n)s characters, the limit is %(max)s. Shorten it.", n=len(code), max=MOST_SIGNS))
    return code


Source = Annotated[Wording, BeforeValidator(_source)]
Code = Annotated[str, BeforeValidator(_code)]
ItemCode = Annotated[str, BeforeValidator(_item_code)]
OptionalCode = Annotated[str, BeforeValidator(lambda value: _code(value) if value else "")]
PlaceName = Annotated[str, line(160)]


# --- places ------------------------------------------------------------------------------------------------------------


class NameIn(Typed):
    """A name in three languages from a day on, with the forms that no rule gives (`ru_in`, `en_by`)."""

    kk: PlaceName
    ru: PlaceName
    en: PlaceName
    forms: dict[str, str] = Field(default_factory=dict)
    since: Day
    source: Source = ""


class ReachIn(Typed):
    """How a unit is reached, and whether it is a room or a channel."""

    physical: Tick = True
    phone: Annotated[str, line(40, needed=False)] = ""
    email: Annotated[str, line(120, needed=False)] = ""
    address: dict[str, OptionalLine] = Field(default_factory=dict)


class UnitIn(NameIn, ReachIn):
    """A new unit from a day on. A cabinet is named by `short` (OSK), its code is made of it; others have a code."""

    code: OptionalCode = ""
    short: OptionalCode = ""
    owner: Owner = Owner.ANK
    owner_name: OptionalLine = ""


class AliasIn(Typed):
    """Another name that people use."""

    alias: PlaceName


class FromDayIn(Typed):
    """From which day something holds, and who says so."""

    since: Day
    source: Source


class ClosingIn(Typed):
    """The first day on which the unit is no more, and who says so."""

    on: Day
    source: Source


class OwnerIn(FromDayIn):
    """Who keeps a cabinet from a day on."""

    owner: Owner
    owner_name: OptionalLine = ""


class MandateIn(FromDayIn):
    """What a cabinet is there for from a day on."""

    mandate: MandateKind


# --- law ---------------------------------------------------------------------------------------------------------------


class RuleWordsIn(Typed):
    """What a version of a rule says. Labels and names: kk, ru and en are the words themselves."""

    value: Any
    kk: Annotated[str, line(300)]
    ru: Annotated[str, line(300)]
    en: Annotated[str, line(300)]
    source: Source
    certainty: Certainty


class RuleIn(RuleWordsIn):
    """A new version of a rule from a day on."""

    code: Code
    since: Day


class SpecialDayIn(Typed):
    """A day that differs from what its weekday says."""

    day: Day
    kind: DayKind
    kk: PlaceName
    ru: PlaceName
    en: PlaceName
    source: Source
    certainty: Certainty


# --- catalogues --------------------------------------------------------------------------------------------------------


class ItemWordsIn(Typed):
    """What an item is called, and on which days it may be chosen."""

    kk: Annotated[str, line(200)]
    ru: Annotated[str, line(200)]
    en: Annotated[str, line(200)]
    since: OptionalDay = None
    until: OptionalDay = None


class ClauseIn(Typed):
    """A clause of the library in both languages of agreements, for disputes of a type (empty: for all)."""

    dispute_code: OptionalCode = ""
    purpose: ClausePurpose
    name_kk: Annotated[str, line(120)]
    name_ru: Annotated[str, line(120)]
    name_en: Annotated[str, line(120)]
    kk: Annotated[str, words(2000)]
    ru: Annotated[str, words(2000)]
    since: OptionalDay = None
    until: OptionalDay = None

    @field_validator("kk", "ru")
    @classmethod
    def _of_the_list(cls, text: str) -> str:
        """What stands in braces is one of the closed list, and every brace has its other."""
        if is_broken(text):
            raise wrong(_("A brace stands alone. Write a placeholder as {amount}, or take the brace out."))
        if found := unknown(text):
            raise wrong(_("There is no placeholder {%(name)s}. Choose from the list below.", name=found[0]))
        return text

    @field_validator("ru")
    @classmethod
    def _as_in_kazakh(cls, text: str, above: ValidationInfo) -> str:
        """Both languages say the same, so they use the same placeholders."""
        if "kk" in above.data:
            here, there = set(named(text)), set(named(above.data["kk"]))
            if here != there:
                odd = ", ".join(f"{{{name}}}" for name in sorted(here ^ there))
                raise wrong(_("Only one of the languages has %(names)s. Use the same placeholders in both.", names=odd))
        return text


class ItemIn(ItemWordsIn):
    """A new item. Its code never changes; a sub-item's begins with that of its parent and a dot.

    Without a code it gets one made of its English words; without a place in the list it comes last beside its like.
    """

    catalogue: Catalogue
    code: ItemCode = ""
    parent_code: OptionalCode = ""
    position: Annotated[int | None, optional(between(0, 9999))] = None
