"""The catalogues and the library of clauses of the seed `reference`: two TOML files, in the order in which they are shown."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from mediation_cms.administration.catalogues import STEP
from mediation_cms.core.stamps import restamp
from mediation_cms.disputes.models import Catalogue, CatalogueItem, Clause, ClausePurpose
from mediation_cms.disputes.queries import STAMP


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
            yield from _with_items(catalogue, item, place, parent="")


def plant_clauses(session: Session, folder: Path) -> int:
    """Plant the clauses whose codes are not there yet; how many were planted."""
    known = set(session.exec(select(Clause.code)))
    fresh = [clause for clause in read_clauses(folder) if clause.code not in known]
    session.add_all(fresh)
    session.flush()
    return len(fresh)


def read_clauses(folder: Path) -> Iterable[Clause]:
    """Every clause of the file, each list of one dispute type in its order."""
    places: Counter[str] = Counter()
    for told in tomllib.loads((folder / "clauses.toml").read_text(encoding="utf-8"))["clause"]:
        dispute_code, names = told.get("for", ""), told["name"]
        places[dispute_code] += STEP
        yield Clause(
            code=told["code"],
            dispute_code=dispute_code,
            purpose=ClausePurpose(told["purpose"]),
            position=places[dispute_code],
            name_kk=names["kk"],
            name_ru=names["ru"],
            name_en=names["en"],
            kk=told["kk"],
            ru=told["ru"],
        )


def _with_items(catalogue: Catalogue, told: dict[str, Any], place: int, parent: str) -> Iterable[CatalogueItem]:
    item = _item(catalogue, told, place, parent)
    yield item
    for beneath, sub in enumerate(told.get("items", ()), start=1):
        yield from _with_items(catalogue, sub, beneath, parent=item.code)


def _item(catalogue: Catalogue, told: dict[str, Any], place: int, parent: str) -> CatalogueItem:
    return CatalogueItem(
        catalogue=catalogue,
        code=f"{parent}.{told['code']}" if parent else told["code"],
        parent_code=parent,
        position=place * STEP,
        kk=told["kk"],
        ru=told["ru"],
        en=told["en"],
    )
