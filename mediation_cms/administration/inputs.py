"""What administrators type about places, law and catalogues."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from mediation_cms.core.i18n import _
from mediation_cms.core.validation import Day, OptionalDay, OptionalLine, Tick, Typed, between, line, wrong
from mediation_cms.core.wording import Wording
from mediation_cms.disputes.models import Catalogue
from mediation_cms.law.models import Certainty, DayKind
from mediation_cms.places.models import MandateKind, Owner

CODE = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
SAID = line(400)


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


Source = Annotated[Wording, BeforeValidator(_source)]
Code = Annotated[str, BeforeValidator(_code)]
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
    """What an item is called, where it stands in its list, and on which days it may be chosen."""

    kk: Annotated[str, line(200)]
    ru: Annotated[str, line(200)]
    en: Annotated[str, line(200)]
    position: Annotated[int, between(0, 9999)] = 0
    since: OptionalDay = None
    until: OptionalDay = None


class ItemIn(ItemWordsIn):
    """A new item. Its code never changes; a sub-item's begins with that of its parent and a dot."""

    catalogue: Catalogue
    code: Code
    parent_code: OptionalCode = ""
