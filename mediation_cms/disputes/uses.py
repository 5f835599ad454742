"""Where codes of catalogues are kept. A table says it beside its model; the database then never lets a used code go.

    chosen_in(Catalogue.SOURCE, table_of(Request), "source")

Rows that hold codes lie in packages above the catalogues: they come to us, so that nothing here imports them.
"""

from collections import defaultdict

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.core.db import table_of
from mediation_cms.core.guards import refuse
from mediation_cms.disputes.models import Catalogue, CatalogueItem, Clause

_SAYS = "a code that was used stays"
_CHOSEN: dict[Catalogue, list[str]] = defaultdict(list)


def chosen_in(catalogue: Catalogue, table: sa.Table, column: str, *, several: bool = False) -> None:
    """Declare that a column holds a code of the catalogue, or (`several`) a JSON list of codes."""
    kept = f'"{table.name}".{column}'
    is_it = (
        f"""CAST({kept} AS TEXT) LIKE '%"' || REPLACE({{code}}, '_', '!_') || '"%' ESCAPE '!'"""
        if several
        else f"{kept} = {{code}}"
    )
    condition = f'EXISTS (SELECT 1 FROM "{table.name}" WHERE {is_it})'  # noqa: S608 - names of our own tables
    _CHOSEN[catalogue].append(condition.format(code=":code"))
    refuse(
        table_of(CatalogueItem), f"catalogue_item_chosen_in_{table.name}_{column}_stays", "DELETE",
        f"OLD.catalogue = '{catalogue.value}' AND {condition.format(code='OLD.code')}", _SAYS,
    )  # fmt: skip


def is_used(session: Session, item: CatalogueItem) -> bool:
    """Whether anything was ever chosen with this code, or another item stands under it."""
    session.flush()
    under = "EXISTS (SELECT 1 FROM catalogue_item AS sub WHERE sub.catalogue = :catalogue AND sub.parent_code = :code)"
    asked = " OR ".join((under, *_CHOSEN[item.catalogue]))
    given = {"catalogue": item.catalogue.value, "code": item.code}
    return bool(session.connection().scalar(sa.text(f"SELECT CASE WHEN {asked} THEN 1 ELSE 0 END"), given))


chosen_in(Catalogue.DISPUTE_TYPE, table_of(Clause), "dispute_code")
