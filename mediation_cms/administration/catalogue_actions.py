"""What administrators of the republic do to catalogues: codes stay, words, order and days may change."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.administration.inputs import ItemIn, ItemWordsIn
from mediation_cms.administration.queries import item_with_code
from mediation_cms.audit import record
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.stamps import restamp
from mediation_cms.disputes.models import CatalogueItem
from mediation_cms.disputes.queries import STAMP


def add_item(session: Session, actor: Actor, given: ItemIn) -> CatalogueItem:
    """A new item; a sub-item belongs to an item of the top level and begins with its code."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    if item_with_code(session, given.catalogue, given.code):
        raise Invalid({"code": _("The code %(code)s is taken. Choose another.", code=given.code)})
    _must_fit_parent(session, given)
    _must_have_order(given)
    item = CatalogueItem(**given.model_dump())
    session.add(item)
    session.flush()
    record(session, actor, "catalogue.item_added", item, catalogue=item.catalogue, code=item.code, name=item.kk)
    restamp(session, STAMP)
    return item


def change_item(session: Session, actor: Actor, item: CatalogueItem, given: ItemWordsIn) -> None:
    """Other words, another place in the list, other days. What was chosen before keeps its code."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    _must_have_order(given)
    before = item.kk
    for name, value in given.model_dump().items():
        setattr(item, name, value)
    session.add(item)
    record(
        session, actor, "catalogue.item_changed", item, code=item.code, before=before, name=item.kk, until=item.until
    )
    restamp(session, STAMP)


def _must_fit_parent(session: Session, given: ItemIn) -> None:
    if not given.parent_code:
        return
    parent = item_with_code(session, given.catalogue, given.parent_code)
    if parent is None or parent.parent_code:
        raise Invalid({"parent_code": _("There is no such choice. Choose from the list.")})
    if not given.code.startswith(f"{given.parent_code}."):
        raise Invalid({"code": _("The code of a sub-item begins with %(code)s and a dot.", code=given.parent_code)})


def _must_have_order(given: ItemWordsIn) -> None:
    if given.since and given.until and given.until <= given.since:
        raise Invalid({"until": _("The last day is before the first. Correct one of them.")})
