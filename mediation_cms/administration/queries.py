"""What an administrator is about to change: the rows behind the tree, the law and the catalogues, and their history."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.audit.queries import Line, history_of_things
from mediation_cms.core.db import Row
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.disputes.models import Catalogue, CatalogueItem
from mediation_cms.disputes.order import arranged
from mediation_cms.law.models import Rule, SpecialDay
from mediation_cms.places.models import Mandate, Ownership, Placing, Unit, UnitAlias, UnitName

Found = TypeVar("Found", bound=Row)
DatedOfUnit = TypeVar("DatedOfUnit", UnitName, Placing, Ownership, Mandate)


def get(session: Session, kind: type[Found], key: UUID) -> Found:
    """The row with this key: `get(session, Unit, unit_id)`. Raises NotFound."""
    found = session.get(kind, key)
    if found is None:
        raise NotFound(_("There is no such entry. Go back to the list."))
    return found


def unit_with_code(session: Session, code: str) -> Unit | None:
    """The unit with this code, if there is one."""
    return session.exec(select(Unit).where(Unit.code == code)).first()


def dated(session: Session, kind: type[DatedOfUnit], unit: Unit) -> list[DatedOfUnit]:
    """The dated entries of one kind of a unit, earliest first: `dated(session, UnitName, unit)`."""
    return list(session.exec(select(kind).where(kind.unit_id == unit.id).order_by(col(kind.since))))


def aliases(session: Session, unit: Unit) -> list[UnitAlias]:
    """The other names of a unit."""
    return list(session.exec(select(UnitAlias).where(UnitAlias.unit_id == unit.id).order_by(col(UnitAlias.alias))))


def rule_versions(session: Session, code: str) -> list[Rule]:
    """The rows of a rule, earliest first."""
    return list(session.exec(select(Rule).where(Rule.code == code).order_by(col(Rule.since))))


def special_day_on(session: Session, day: date) -> SpecialDay | None:
    """The entry of that day, if there is one."""
    return session.exec(select(SpecialDay).where(SpecialDay.day == day)).first()


def item_with_code(session: Session, catalogue: Catalogue, code: str) -> CatalogueItem | None:
    """The item of a catalogue with this code, if there is one."""
    same = select(CatalogueItem).where(CatalogueItem.catalogue == catalogue, CatalogueItem.code == code)
    return session.exec(same).first()


def items_of(session: Session, catalogue: Catalogue) -> list[CatalogueItem]:
    """Every item of a catalogue, ended ones too, in order: each item followed by its sub-items."""
    in_order = select(CatalogueItem).where(CatalogueItem.catalogue == catalogue)
    rows = session.exec(in_order.order_by(col(CatalogueItem.position), col(CatalogueItem.code))).all()
    return arranged(rows)


def beside(session: Session, catalogue: Catalogue, parent_code: str) -> list[CatalogueItem]:
    """The items that stand under one parent (none: at the top), ended ones too, in order."""
    return [item for item in items_of(session, catalogue) if item.parent_code == parent_code]


def history_of_rule(session: Session, code: str) -> list[Line]:
    """What was done to a rule in all its versions, newest first."""
    return history_of_things(session, [rule.id for rule in rule_versions(session, code)])
