"""Dated entries of a unit, written so that they follow each other."""

from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session

from mediation_cms.administration.queries import dated
from mediation_cms.administration.rules import fit_in
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.wording import Wording
from mediation_cms.places.models import Mandate, Ownership, Placing, Unit, UnitName

DatedOfUnit = TypeVar("DatedOfUnit", UnitName, Placing, Ownership, Mandate)


def follow(
    session: Session, kind: type[DatedOfUnit], unit: Unit, since: date, source: Wording, **facts: Any
) -> DatedOfUnit:
    """The entry of the unit from a day on: a correction of the one that begins on that day, else a new one in its place."""
    entries = dated(session, kind, unit)
    for entry in entries:
        if entry.since == since:
            for name, fact in (facts | {"source": source}).items():
                setattr(entry, name, fact)
            session.flush()
            return entry
    fresh = kind(unit_id=unit.id, since=since, source=source, **facts)
    fit_in(entries, fresh)
    session.flush()  # the entry before it ends first: only one may be open
    session.add(fresh)
    session.flush()
    return fresh


def must_stand(unit: Unit, on: date, field: str = "since") -> None:
    """Raise Invalid beside the field when the unit does not exist on that day."""
    if not unit.is_open(on):
        raise Invalid({field: _("%(code)s does not exist on that day. Choose another day.", code=unit.code)})
