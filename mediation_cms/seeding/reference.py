"""The seed `reference`: what every installation needs before its first day. The data stand in `seed/reference/`.

Rows are written in bulk; a test shows that the actions of `administration` give the same ones. A second run adds only
what a newer release has brought (rules and catalogue items that are not there yet), and nothing where nothing is new.
"""

from pathlib import Path

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.bundled import bundled
from mediation_cms.seeding.reference_catalogues import plant_catalogues
from mediation_cms.seeding.reference_law import plant_days, plant_rules
from mediation_cms.seeding.reference_places import plant_places

REFERENCE = bundled("seed") / "reference"
PARTS = (plant_places, plant_rules, plant_days, plant_catalogues)


def plant(session: Session, actor: Actor, folder: Path = REFERENCE) -> bool:
    """Load the tree of places, the dated rules, the calendar and the catalogues; whether anything was new."""
    planted = [part(session, actor, folder) for part in PARTS]  # every part, whatever the first ones found
    return any(planted)
