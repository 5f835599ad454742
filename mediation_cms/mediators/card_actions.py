"""What is done to a mediator's card: kept, a photo put on it and taken off. By the mediator, or who keeps the register.

The history says what changed of what everybody may read; of contacts and words about oneself only that they changed.
"""

from typing import Any, BinaryIO

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes
from mediation_cms.documents.models import StoredFile
from mediation_cms.documents.uploads import accept_picture
from mediation_cms.mediators.card_inputs import CardIn
from mediation_cms.mediators.card_models import MediatorCard, MediatorContact, ServedDistrict
from mediation_cms.mediators.card_queries import contacts_of, served_by
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.tie_queries import Whose
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree

TOLD = ("modes", "practising_since", "about_kk", "about_ru")


def keep_card(session: Session, actor: Actor, of: Whose, given: CardIn) -> MediatorCard:
    """The card as it shall read. Invalid for a district or a kind of dispute that is not there."""
    authorize(actor, Can.KEEP_CARD, of)
    mediator = session.get_one(Mediator, of.mediator_id)
    session.refresh(mediator, with_for_update=True)
    card = session.get(MediatorCard, mediator.id) or MediatorCard(id=mediator.id)
    _must_be_there(session, mediator, given)
    changed = put(mediator, {"languages": given.languages, "dispute_codes": given.dispute_codes})
    session.add(mediator)
    told = {name: getattr(given, name) for name in TOLD} | {"modes": [mode.value for mode in given.modes]}
    changed |= put(card, told | {"photo_public": given.photo_public and card.photo_id is not None})
    session.add(card)
    session.flush()
    if _serve(session, of, given):
        changed["districts"] = []
    if _reach(session, of, given):
        changed["contacts"] = []
    _said(session, actor, of, card, "card.kept", changed=_plain(changed))
    return card


def put_photo(session: Session, actor: Actor, of: Whose, name: str, stream: BinaryIO) -> StoredFile:
    """Put a photo on the card instead of the one that was there: staff see it, everybody else once it is ticked so.

    Raises Invalid beside `photo` for what is no photo.
    """
    authorize(actor, Can.KEEP_CARD, of)
    file = accept_picture(session, actor, name, stream, "photo")
    card = session.get(MediatorCard, of.mediator_id) or MediatorCard(id=of.mediator_id)
    before, card.photo_id = card.photo_id, file.id
    session.add(card)
    session.flush()
    _drop(session, before)
    _said(session, actor, of, card, "card.photo_put")
    return file


def remove_photo(session: Session, actor: Actor, of: Whose) -> None:
    """Take the photo off the card; it is not kept anywhere else."""
    authorize(actor, Can.KEEP_CARD, of)
    card = session.get(MediatorCard, of.mediator_id)
    if card is None or card.photo_id is None:
        return
    before, card.photo_id, card.photo_public = card.photo_id, None, False
    session.add(card)
    session.flush()
    _drop(session, before)
    _said(session, actor, of, card, "card.photo_removed")


def _must_be_there(session: Session, mediator: Mediator, given: CardIn) -> None:
    """What was chosen before stays, though it may not be offered any more."""
    offered = codes(session, Catalogue.DISPUTE_TYPE, clock.today()) | set(mediator.dispute_codes)
    if not set(given.dispute_codes) <= offered:
        raise Invalid({"dispute_codes": NO_SUCH_CHOICE})
    places = tree(session).places
    for district_id in given.districts:
        place = places.get(district_id)
        if place is None or place.level is not Level.DISTRICT:
            raise Invalid({"districts": NO_SUCH_CHOICE})


def _serve(session: Session, of: Whose, given: CardIn) -> bool:
    """Whether the districts are others now."""
    before, wanted = served_by(session, [of.mediator_id])[of.mediator_id], set(given.districts)
    if set(before) == wanted:
        return False
    rows = session.exec(select(ServedDistrict).where(ServedDistrict.mediator_id == of.mediator_id))
    for row in rows:
        if row.district_id not in wanted:
            session.delete(row)
    for district_id in wanted.difference(before):
        session.add(ServedDistrict(mediator_id=of.mediator_id, district_id=district_id))
    session.flush()
    return True


def _reach(session: Session, of: Whose, given: CardIn) -> bool:
    """Whether the contacts are others now."""
    before = contacts_of(session, [of.mediator_id])[of.mediator_id]
    if [(row.kind, row.value, row.public) for row in before] == [
        (row.kind, row.value, row.public) for row in given.contacts
    ]:
        return False
    for row in before:
        session.delete(row)
    session.flush()
    for position, contact in enumerate(given.contacts):
        session.add(MediatorContact(mediator_id=of.mediator_id, position=position, **contact.model_dump()))
    session.flush()
    return True


def _drop(session: Session, file_id: Any) -> None:
    for file in session.exec(select(StoredFile).where(col(StoredFile.id) == file_id)):
        session.delete(file)
    session.flush()


def _plain(changed: dict[str, list[str]]) -> dict[str, list[str]]:
    """What stands on the card in words or codes the history need not repeat: that it changed is enough."""
    return {name: [] if name.startswith("about_") or name == "modes" else values for name, values in changed.items()}


def _said(session: Session, actor: Actor, of: Whose, card: MediatorCard, action: str, **details: Any) -> None:
    session.flush()
    mediator = session.get_one(Mediator, card.id)
    record(session, actor, action, mediator, place_id=mediator.cabinet_id or min(of.unit_ids, default=None), **details)
