"""Lists: filters that live in the address, keyset paging, and never more rows than a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app
from markupsafe import Markup

from mediation_cms.core.db import Records
from mediation_cms.core.parsing import Unreadable, parse_day
from mediation_cms.web.languages import address

PAGE = 50
KEPT = 4000
"""How many lines of a list a process keeps as they were drawn: who works looks at the same ones again and again."""
NULL = "\0"  # PostgreSQL knows no text with it


class Filters:
    """The filters of a list as they stand in the address; what cannot be read is left out rather than refused."""

    def __init__(self, args: Mapping[str, str], words: set[str], keys: set[str], days: set[str]) -> None:
        typed = {name: value.strip()[:100] for name, value in args.items() if value.strip() and NULL not in value}
        self.typed = {name: value for name, value in typed.items() if name in words | keys | days}
        found: dict[str, Any] = {name: self.typed[name] for name in words & self.typed.keys()}
        found |= {name: as_key(self.typed[name]) for name in keys & self.typed.keys()}
        found |= {name: _day(self.typed[name]) for name in days & self.typed.keys()}
        self.values = {name: value for name, value in found.items() if value is not None}
        self.after = as_key(typed.get("after", ""))

    def __bool__(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    items: Records
    more: bool

    @property
    def next_url(self) -> str:
        """The address of the next page; empty on the last."""
        return address(after=str(self.items[-1].id)) if self.more else ""


def page_of(rows: Records, size: int = PAGE) -> Page:
    """The page, given one row more than it holds when another page follows."""
    return Page(rows[:size], len(rows) > size)


def drawn(template: str, **facts: Any) -> Markup:
    """One line of a list, drawn on its own, so that it can be kept by what it says."""
    return Markup(current_app.jinja_env.get_template(template).render(facts))  # noqa: S704 - drawn by a template that escapes


def as_key(text: str) -> UUID | None:
    """The key that the text is; None for any other text."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except Unreadable:
        return None
