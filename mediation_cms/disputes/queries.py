"""Reads of the catalogues: what may be chosen on a day, and what a code is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import all_rows, memo
from mediation_cms.disputes.models import Catalogue, CatalogueItem
from mediation_cms.disputes.order import arranged, offered

STAMP = "catalogues"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a catalogue. `parent_code` is empty at the top level."""

    code: str
    parent_code: str
    words: Words
    since: date | None
    until: date | None


def items(session: Session, catalogue: Catalogue, on: date) -> list[Item]:
    """What may be chosen for something of that day, in order: each item followed by its sub-items."""
    return offered(_all(session)[catalogue], on)


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


def path(session: Session, catalogue: Catalogue, code: str) -> tuple[Words, ...]:
    """What a code is called from the top of the catalogue down to itself: a category, then the type under it."""
    parts = code.split(".")
    above = [".".join(parts[:depth]) for depth in range(1, len(parts))]
    return tuple(words(session, catalogue, each) for each in (*above, code))


def full_name(session: Session, catalogue: Catalogue, code: str, language: Language) -> str:
    """What a code is called together with what stands above it: "Family: alimony"."""
    return ": ".join(each.in_(language) for each in path(session, catalogue, code))


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
    return {
        catalogue: arranged([as_item(row) for row in rows if row.catalogue == catalogue]) for catalogue in Catalogue
    }


def as_item(row: CatalogueItem) -> Item:
    """What is read of a row."""
    return Item(row.code, row.parent_code, Words(row.kk, row.ru, row.en), row.since, row.until)
