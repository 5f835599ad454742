"""Cabinets of a seed, opened by the action of administrators."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.administration.inputs import UnitIn
from mediation_cms.administration.place_actions import open_unit
from mediation_cms.administration.queries import unit_with_code
from mediation_cms.core.errors import NotFound
from mediation_cms.core.languages import Language
from mediation_cms.places.models import Unit
from mediation_cms.places.queries import tree

YES = "yes"


@dataclass(frozen=True)
class Cabinet:
    """A cabinet of a seed: where it lies, its share of the stories, and what its contracts call their place."""

    unit: Unit
    district: str
    weight: int
    town: Mapping[Language, str]


def district(session: Session, code: str) -> Unit:
    """The district with this slug. Raises NotFound."""
    found = unit_with_code(session, code)
    if found is None:
        raise NotFound
    return found


def open_cabinet(
    session: Session, actor: Actor, told: Mapping[str, str], source: Mapping[str, str], **more: Any
) -> Cabinet:
    """The cabinet that a line of `cabinets.csv` tells of: short, district, since, kk, ru, en, and perhaps physical, weight."""
    parent, since = district(session, told["district"]), date.fromisoformat(told["since"])
    given = UnitIn.checked(
        {
            "short": told["short"],
            "since": since,
            "source": dict(source),
            "physical": told.get("physical", YES) == YES,
            **{language: told[language] for language in ("kk", "ru", "en")},
            **more,
        }
    )
    unit = open_unit(session, actor, parent, given)
    return Cabinet(unit, parent.code, int(told.get("weight", 1)), town_of(session, parent, since))


def town_of(session: Session, unit: Unit, on: date) -> dict[Language, str]:
    """What the district is called on that day, in the languages of contracts."""
    words = tree(session).words(unit.id, on)
    return {language: words.in_(language) for language in (Language.KK, Language.RU)}
