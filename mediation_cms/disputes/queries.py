"""Reads of the catalogues: what may be chosen on a day, and what a code is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import all_rows, memo
from mediation_cms.disputes.models import Catalogue, CatalogueItem

STAMP = "catalogues"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a catalogue. `parent_code` is empty at the top level."""

    code: str
    parent_code: str
    words: Words
    since: date | None
    until: date | None

    def is_valid(self, on: date) -> bool:
        """Whether the item may be chosen for something of that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


def items(session: Session, catalogue: Catalogue, on: date) -> list[Item]:
    """What may be chosen for something of that day, in order: each item followed by its sub-items."""
    return [item for item in _all(session)[catalogue] if item.is_valid(on)]


def codes(session: Session, catalogue: Catalogue, on: date) -> frozenset[str]:
    """The codes that may be chosen for something of that day, sub-items included."""
    return frozenset(item.code for item in items(session, catalogue, on))


def labels(session: Session, catalogue: Catalogue, language: Language) -> Mapping[str, str]:
    """What each code is called, whatever its days: for lists of what was chosen long ago."""
    return _labels(session)[catalogue, language]


def words(session: Session, catalogue: Catalogue, code: str) -> Words:
    """What the code is called in all languages; the code itself when nobody knows it any more."""
    found = next((item.words for item in _all(session)[catalogue] if item.code == code), None)
    return found or Words(code, code, code)


def _all(session: Session) -> Mapping[Catalogue, Sequence[Item]]:
    return memo(session, STAMP, lambda: _Catalogues(_read(session))).items


def _labels(session: Session) -> Mapping[tuple[Catalogue, Language], Mapping[str, str]]:
    return memo(session, STAMP, lambda: _Catalogues(_read(session))).labels


class _Catalogues:
    def __init__(self, items: Mapping[Catalogue, Sequence[Item]]) -> None:
        self.items = items
        self.labels = {
            (catalogue, language): {item.code: item.words.in_(language) for item in items[catalogue]}
            for catalogue in Catalogue
            for language in Language
        }


def _read(session: Session) -> dict[Catalogue, list[Item]]:
    rows = all_rows(session, CatalogueItem, "position", "code")
    found: dict[Catalogue, list[Item]] = {catalogue: [] for catalogue in Catalogue}
    for row in rows:
        if not row.parent_code:
            beneath = [sub for sub in rows if (sub.catalogue, sub.parent_code) == (row.catalogue, row.code)]
            found[row.catalogue] += [_item(each) for each in (row, *beneath)]
    return found


def _item(row: CatalogueItem) -> Item:
    return Item(row.code, row.parent_code, Words(row.kk, row.ru, row.en), row.since, row.until)
