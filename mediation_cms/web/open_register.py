"""The open data of the public register: the same as its pages say, entry by entry, for other programs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import g

from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.mediators.models import Standing
from mediation_cms.mediators.public_register import PublicEntry, Shown, Sought, find, removed_entries, shown
from mediation_cms.places.queries import tree
from mediation_cms.places.tree import Tree
from mediation_cms.statistics.exports import Book, Column, Sheet
from mediation_cms.statistics.exports import as_csv as table

AT_ONCE = 400
LICENCE = _(
    "Free to use, copy and publish. Name the source, the register of mediators of Bitim, and the day of the data."
)
FIELDS: tuple[tuple[str, Text, tuple[str, ...]], ...] = (
    ("number", _("Number in the register"), ()),
    ("register", _("Whose register"), ("ank", "akim", "organisation")),
    ("kind", _("Kind of mediator"), ("professional", "public")),
    ("status", _("State on the day of the data"), ("active", "suspended", "removed")),
    ("status_since", _("Since which day the state holds"), ()),
    ("entered_on", _("Since which day the entry is in the register; empty for who has left"), ()),
    ("name", _("Surname, given name, patronymic; empty for who has left"), ()),
    ("region", _("Region of the entry, in Kazakh"), ()),
    ("district", _("District or town of the entry, in Kazakh"), ()),
    ("languages", _("Languages of mediation, codes of ISO 639-1"), ()),
    ("fields", _("Kinds of dispute, codes of the catalogue; empty: every kind"), ()),
    ("modes", _("How one can talk"), ("in_person", "video", "phone")),
    ("mediates_since", _("Year since which the mediator works"), ()),
    ("phone", _("Public phone with the code of the country, in the CSV without its plus; empty while suspended"), ()),
    ("email", _("Public e-mail; empty while suspended"), ()),
    ("site", _("Public website; empty while suspended"), ()),
    ("page", _("Address of the mediator's own page; empty for who has left"), ()),
)
"""What a line of the data holds: name, in words, and the codes that it is one of."""
NAMES = tuple(name for name, _said, _codes in FIELDS)
SEVERAL = ("languages", "fields", "modes")


def as_csv(on: date) -> bytes:
    """Semicolons, UTF-8, days as day.month.year; several codes in one cell are parted by a space."""
    rows = ([_cell(line[name]) for name in NAMES] for line in _lines(on))
    about = (("generated_on", on.isoformat()), ("licence", LICENCE.in_(Language.EN)))
    book = Book("mediators", clock.now(), about, (Sheet("mediators", tuple(map(Column, NAMES)), rows),))
    return table(book)


def as_json(on: date) -> dict[str, Any]:
    """Days as year-month-day, several codes as lists."""
    mediators = [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in line.items()}
        for line in _lines(on)
    ]
    fields = {name: ": ".join(filter(None, (said.in_(Language.EN), ", ".join(codes)))) for name, said, codes in FIELDS}
    return {
        "generated_on": on.isoformat(), "licence": LICENCE.in_(Language.EN), "fields": fields, "mediators": mediators,
    }  # fmt: skip


def _lines(on: date) -> Iterator[dict[str, Any]]:
    """Entry by entry: who stands in a register, by the alphabet; then who has left, by number alone."""
    places = tree(g.session)
    keys = [row.id for row in find(g.session, Sought(on), limit=None)]
    for start in range(0, len(keys), AT_ONCE):
        for one in shown(g.session, keys[start : start + AT_ONCE], on).values():
            for entry in one.entries:
                yield _entry(entry) | _told(places, one, entry, on)
    for entry in sorted(removed_entries(g.session, on), key=lambda gone: (gone.register_kind, gone.number, gone.id)):
        yield _entry(entry)


def _entry(entry: PublicEntry) -> dict[str, Any]:
    nothing: dict[str, Any] = dict.fromkeys(NAMES, "") | {name: [] for name in SEVERAL}
    return nothing | {
        "number": entry.number, "register": entry.register_kind.value, "kind": entry.kind.value,
        "status": entry.standing.value, "status_since": entry.standing_since,
    }  # fmt: skip


def _told(places: Tree, one: Shown, entry: PublicEntry, on: date) -> dict[str, Any]:
    region = places.region_of(entry.district_id, on)
    contacts: dict[str, str] = {}
    if one.standing is Standing.ACTIVE:
        for contact in one.contacts:
            contacts.setdefault(contact.kind.value, contact.value)
    return {
        "entered_on": entry.entered_on, "name": one.name,
        "region": places.name(region, Language.KK, on) if region else "",
        "district": places.name(entry.district_id, Language.KK, on),
        "languages": list(one.languages), "fields": list(one.dispute_codes), "modes": [mode.value for mode in one.modes],
        "mediates_since": one.practising_since or "", **{name: contacts.get(name, "") for name in ("phone", "email", "site")},
        "page": f"/mediators/{one.id}",
    }  # fmt: skip


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return value.removeprefix("+") if value[1:].isdigit() else value  # a spreadsheet would count with it
    return " ".join(value) if isinstance(value, list) else value
