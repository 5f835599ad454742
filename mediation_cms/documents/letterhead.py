"""What papers say of the house that issues them, under its names of the day."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core.i18n import Text, Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import Cabinet, as_written, same
from mediation_cms.law.queries import rule
from mediation_cms.people.rules import shown_phone
from mediation_cms.places.facts import Keeper
from mediation_cms.places.models import Owner
from mediation_cms.places.queries import tree


def in_both(text: Text) -> Words:
    """A text in the two languages of papers."""
    return Words(text.in_(Language.KK), text.in_(Language.RU))


def letterhead(session: Session, cabinet_id: UUID, on: date) -> Cabinet:
    """The cabinet as it was called, kept and placed on that day."""
    places = tree(session)
    cabinet = places.unit(cabinet_id)
    district_id = places.district_of(cabinet_id, on)
    address = as_written(cabinet.address.get("kk", ""), cabinet.address.get("ru", ""))
    return Cabinet(
        name=in_both(places.words(cabinet_id, on)),
        house=_house(session, places.owner(cabinet_id, on).value, on),
        address=address,
        phone=shown_phone(cabinet.phone) if cabinet.phone else "",
        place=in_both(places.words(district_id or cabinet_id, on)),
    )


def _house(session: Session, keeper: Keeper, on: date) -> Words:
    if keeper.name:
        return same(keeper.name)
    if keeper.kind is Owner.ANK:
        return in_both(rule(session, "name.house", on).words)
    return in_both(keeper.kind.label)
