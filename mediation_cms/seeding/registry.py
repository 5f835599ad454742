"""Every seed by its name: which others it stands on, and the function that plants it."""

from collections.abc import Mapping

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.seeding import almaty_region, demo, east_kazakhstan, reference, republic, volume
from mediation_cms.seeding.planting import Planted, Seed, Watch


def _reference(session: Session, actor: Actor, _watch: Watch) -> Planted:
    return Planted(reference.plant(session, actor))


SEEDS: Mapping[str, Seed] = {
    "reference": Seed(_reference),
    east_kazakhstan.NAME: Seed(east_kazakhstan.plant, needs=("reference",)),
    almaty_region.NAME: Seed(almaty_region.plant, needs=("reference",)),
    republic.NAME: Seed(republic.plant, needs=("reference",)),
    demo.NAME: Seed(demo.plant, needs=("reference",)),
    volume.NAME: Seed(volume.plant, needs=("reference",), options=("cases", "seed"), long=True),
}
