"""What an item of a catalogue must be, how its list would look with it, and which change of it can be taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from sqlmodel import Session

from mediation_cms.administration.inputs import MOST_SIGNS, ItemIn, ItemWordsIn
from mediation_cms.administration.queries import beside, item_with_code, items_of
from mediation_cms.administration.rules import code_of, same_words
from mediation_cms.audit.queries import Line, history_of_thing
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Words, _
from mediation_cms.disputes.models import CatalogueItem
from mediation_cms.disputes.order import MOST_LEVELS, arranged, level, offered
from mediation_cms.disputes.queries import Item, as_item

STEP = 10  # room between two items for one that a newer release puts there
ADDED, CHANGED, UNDONE = "catalogue.item_added", "catalogue.item_changed", "catalogue.change_undone"


class Placed(Protocol):
    """Whatever has a place in a list that administrators keep."""

    position: int


One = TypeVar("One", bound=Placed)


def moved(session: Session, row: Sequence[One], one: One, *, up: bool) -> int | None:
    """Move one of the row a place up or down, and tell its new place, the first being 1; None where it stands at that end."""
    ordered = list(row)
    place = ordered.index(one)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(ordered):
        return None
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for number, each in enumerate(ordered, start=1):
        each.position = number * STEP
        session.add(each)
    session.flush()
    return other + 1


def undoable(session: Session, item: CatalogueItem) -> Line | None:
    """The line of the history that would be taken back: the newest change, or the adding; None for an item of the seed."""
    lines = (line for line in history_of_thing(session, item.id) if line.action in {ADDED, CHANGED, UNDONE})
    return next((line for line in lines if line.action == ADDED or line.details.get("changed")), None)


def drawn_up(session: Session, given: ItemIn) -> CatalogueItem:
    """The item as it would be added, not stored yet. Raises Invalid beside the field that is wrong."""
    _must_fit_parent(session, given)
    if item_with_code(session, given.catalogue, given.code):
        raise Invalid({"code": _("The code %(code)s is taken. Choose another.", code=given.code)})
    code, position = given.code, given.position
    if not code:
        taken = {item.code for item in items_of(session, given.catalogue)}
        code = code_of(given.en, given.parent_code, taken, MOST_SIGNS)
    if position is None:
        position = (
            max((each.position for each in beside(session, given.catalogue, given.parent_code)), default=0) + STEP
        )
    item = CatalogueItem(**given.model_dump() | {"code": code, "position": position})
    require_sound(session, item, given)
    return item


def require_sound(session: Session, item: CatalogueItem, given: ItemWordsIn) -> None:
    """Refuse days in the wrong order, and words that another item beside it has on some of the same days."""
    if given.since and given.until and given.until <= given.since:
        raise Invalid({"until": _("The last day is before the first. Correct one of them.")})
    for other in beside(session, item.catalogue, item.parent_code):
        if other.id != item.id and (languages := same_words(given, other)):
            sentence = _("The item %(code)s is called so already. Choose other words.", code=other.code)
            raise Invalid(dict.fromkeys(languages, sentence))


def with_words(item: CatalogueItem, given: ItemWordsIn) -> Item:
    """The item as it would read, nothing stored yet."""
    return Item(item.code, item.parent_code, Words(given.kk, given.ru, given.en), given.since, given.until)


def previewed(session: Session, row: CatalogueItem, item: Item, on: date) -> list[Item]:
    """What the list of a form would offer on that day beside this item, were it stored as it is given: in order."""
    rows = {each.code: (each.position, as_item(each)) for each in items_of(session, row.catalogue)}
    rows[item.code] = (row.position, item)
    ordered = [rows[code][1] for code in sorted(rows, key=lambda code: (rows[code][0], code))]
    return [each for each in offered(arranged(ordered), on) if each.parent_code == item.parent_code]


def _must_fit_parent(session: Session, given: ItemIn) -> None:
    parent_code = given.parent_code
    if not parent_code:
        if "." in given.code:
            raise Invalid({"code": _("The code of an item at the top has no dot. Choose what it stands under.")})
        return
    if item_with_code(session, given.catalogue, parent_code) is None:
        raise Invalid({"parent_code": _("There is no such choice. Choose from the list.")})
    if level(parent_code) >= MOST_LEVELS:
        raise Invalid({"parent_code": _("A catalogue has three levels at most. Choose an item above this one.")})
    before, word = f"{parent_code}.", given.code.removeprefix(f"{parent_code}.")
    if given.code and (not given.code.startswith(before) or "." in word):
        raise Invalid(
            {"code": _("The code of a sub-item begins with %(code)s, a dot and one more word.", code=parent_code)}
        )
    if not given.code and len(before) >= MOST_SIGNS:
        raise Invalid({"parent_code": _("The code above is too long for one under it. Choose another.")})
