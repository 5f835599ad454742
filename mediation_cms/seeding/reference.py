"""The seed `reference`: what every installation needs before its first day. The data stand in `seed/reference/`.

Rows are written in bulk; a test shows that the actions of `administration` give the same ones. A second run adds only
what a newer release has brought (rules and catalogue items that are not there yet), and nothing where nothing is new.
"""

from pathlib import Path

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.administration.queries import unit_with_code
from mediation_cms.audit import record
from mediation_cms.core.bundled import bundled
from mediation_cms.seeding.reference_catalogues import plant_catalogues, plant_clauses
from mediation_cms.seeding.reference_law import plant_days, plant_rules
from mediation_cms.seeding.reference_places import REPUBLIC, plant_places

REFERENCE = bundled("seed") / "reference"


def plant(session: Session, actor: Actor, folder: Path = REFERENCE) -> bool:
    """Load the tree of places, the dated rules, the calendar, catalogues and clauses; whether anything was new."""
    places, rules = plant_places(session, folder), plant_rules(session, folder)
    days, items = plant_days(session, folder), plant_catalogues(session, folder)
    clauses = plant_clauses(session, folder)
    republic = unit_with_code(session, REPUBLIC)
    if republic is None or not places + rules + days + items + clauses:
        return False
    record(
        session, actor, "reference.planted", republic, places=places, rules=rules, days=days, items=items, clauses=clauses,
    )  # fmt: skip
    return True
