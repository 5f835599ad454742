"""Reading mediators' cards: of one for who keeps it, of many for lists."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.core.errors import NotFound
from mediation_cms.documents.files import content_of
from mediation_cms.documents.models import StoredFile
from mediation_cms.documents.queries import Download
from mediation_cms.mediators.card_models import MediatorCard, MediatorContact, ServedDistrict
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import visible_to
from mediation_cms.mediators.tie_queries import Whose, whose


@dataclass(frozen=True)
class Told:
    """What a mediator's card says; the empty card of who has told nothing."""

    mediator: Mediator
    card: MediatorCard
    districts: list[UUID]
    contacts: list[MediatorContact]


def keeping_card(session: Session, actor: Actor, mediator_id: UUID) -> Whose:
    """The mediator whose card the actor may keep. Raises NotFound."""
    found = whose(session, [mediator_id]).get(mediator_id)
    if found is None or not may(actor, Can.KEEP_CARD, found):
        raise NotFound
    return found


def told_of(session: Session, actor: Actor, mediator_id: UUID) -> Told:
    """What the card says, to staff. Raises NotFound."""
    mediator = session.exec(select(Mediator).where(Mediator.id == mediator_id, visible_to(actor))).first()
    if mediator is None:
        raise NotFound
    return told(session, [mediator])[mediator_id]


def told(session: Session, mediators: Collection[Mediator]) -> dict[UUID, Told]:
    """What the cards of these mediators say. Whoever asks answers for what of it is shown."""
    keys = [mediator.id for mediator in mediators]
    cards = {card.id: card for card in session.exec(select(MediatorCard).where(col(MediatorCard.id).in_(keys)))}
    districts, contacts = served_by(session, keys), contacts_of(session, keys)
    return {
        one.id: Told(one, cards.get(one.id) or MediatorCard(id=one.id), districts[one.id], contacts[one.id])
        for one in mediators
    }


def served_by(session: Session, mediators: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """The districts that each of these mediators also goes to."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = select(ServedDistrict).where(col(ServedDistrict.mediator_id).in_(mediators))
    for row in session.exec(rows.order_by(col(ServedDistrict.id))):
        found[row.mediator_id].append(row.district_id)
    return found


def contacts_of(session: Session, mediators: Collection[UUID]) -> dict[UUID, list[MediatorContact]]:
    """The contacts of each of these mediators, in their order."""
    found: dict[UUID, list[MediatorContact]] = defaultdict(list)
    rows = select(MediatorContact).where(col(MediatorContact.mediator_id).in_(mediators))
    for row in session.exec(rows.order_by(col(MediatorContact.position), col(MediatorContact.id))):
        found[row.mediator_id].append(row)
    return found


def photo(session: Session, card: MediatorCard) -> Download:
    """The photo on a card. Raises NotFound where there is none. Whoever asks answers for whether it may be seen."""
    file = session.get(StoredFile, card.photo_id) if card.photo_id else None
    if file is None:
        raise NotFound
    return Download(file.name, file.media_type, content_of(session, file))
