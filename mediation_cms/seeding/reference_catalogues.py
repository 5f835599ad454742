"""The catalogues of the seed `reference`: `catalogues.toml`, in the order in which they are shown."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from sqlmodel import Session, select

from mediation_cms.core.stamps import restamp
from mediation_cms.disputes.models import Catalogue, CatalogueItem
from mediation_cms.disputes.queries import STAMP

STEP = 10  # room between two items for one that an administrator puts there


def plant_catalogues(session: Session, folder: Path) -> int:
    """Plant the items whose codes are not there yet; how many were planted."""
    known = set(session.exec(select(CatalogueItem.catalogue, CatalogueItem.code)))
    fresh = [item for item in read_items(folder) if (item.catalogue, item.code) not in known]
    if fresh:
        session.add_all(fresh)
        session.flush()
        restamp(session, STAMP)
    return len(fresh)


def read_items(folder: Path) -> Iterable[CatalogueItem]:
    """Every item of the file, each followed by its sub-items."""
    told = tomllib.loads((folder / "catalogues.toml").read_text(encoding="utf-8"))
    for catalogue in Catalogue:
        for place, item in enumerate(told[catalogue.value], start=1):
            yield _item(catalogue, item, place, parent="")
            for beneath, sub in enumerate(item.get("items", ()), start=1):
                yield _item(catalogue, sub, beneath, parent=item["code"])


def _item(catalogue: Catalogue, told: dict[str, str], place: int, parent: str) -> CatalogueItem:
    return CatalogueItem(
        catalogue=catalogue,
        code=f"{parent}.{told['code']}" if parent else told["code"],
        parent_code=parent,
        position=place * STEP,
        kk=told["kk"],
        ru=told["ru"],
        en=told["en"],
    )
