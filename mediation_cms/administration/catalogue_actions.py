"""What administrators of the republic do to catalogues: codes stay, words, order and days may change."""

from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.administration.catalogues import ADDED, CHANGED, UNDONE, drawn_up, moved, require_sound, undoable
from mediation_cms.administration.inputs import ItemIn, ItemWordsIn
from mediation_cms.administration.queries import beside
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.stamps import restamp
from mediation_cms.disputes.models import CatalogueItem
from mediation_cms.disputes.queries import STAMP
from mediation_cms.disputes.uses import is_used


def add_item(session: Session, actor: Actor, given: ItemIn) -> CatalogueItem:
    """A new item; a sub-item belongs to another item and its code begins with that one's. It comes last unless told otherwise."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    item = drawn_up(session, given)
    session.add(item)
    session.flush()
    record(session, actor, ADDED, item, catalogue=item.catalogue, code=item.code, name=item.kk)
    restamp(session, STAMP)
    return item


def change_item(session: Session, actor: Actor, item: CatalogueItem, given: ItemWordsIn) -> None:
    """Other words, other days. What was chosen before keeps its code; the history keeps the old words."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    require_sound(session, item, given)
    changed = put(item, given.model_dump())
    session.add(item)
    record(session, actor, CHANGED, item, code=item.code, name=item.kk, changed=changed)
    restamp(session, STAMP)


def move_item(session: Session, actor: Actor, item: CatalogueItem, *, up: bool) -> None:
    """One place up or down among the items that stand beside it. At the end of its list it stays where it is."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    place = moved(session, beside(session, item.catalogue, item.parent_code), item, up=up)
    if place is None:
        return
    record(session, actor, "catalogue.item_moved", item, code=item.code, name=item.kk, position=place)
    restamp(session, STAMP)


def undo_change(session: Session, actor: Actor, item: CatalogueItem) -> None:
    """Take back the last change of an item: its words and days are as before; one that was added goes, unless it was used."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    last = undoable(session, item)
    if last is None:
        raise Refused(_("There is nothing to take back: the item came with the catalogue."))
    if last.action == ADDED:
        if is_used(session, item):
            raise Refused(
                _("The code %(code)s is in use, so it stays. Give the item a last day instead.", code=item.code)
            )
        session.delete(item)
        session.flush()
        record(session, actor, "catalogue.item_removed", item, code=item.code, name=item.kk)
    else:
        before = {name: old for name, (old, _new) in last.details["changed"].items()}
        given = ItemWordsIn.checked(_words(item) | before)
        require_sound(session, item, given)
        changed = put(item, given.model_dump())
        session.add(item)
        record(session, actor, UNDONE, item, code=item.code, name=item.kk, changed=changed)
    restamp(session, STAMP)


def _words(item: CatalogueItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ItemWordsIn.model_fields}
