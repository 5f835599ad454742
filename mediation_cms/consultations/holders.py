"""Who held a consultation: a mediator who might mediate at the cabinet on that day, or somebody of its staff."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.consultations.inputs import ConsultationIn
from mediation_cms.consultations.models import Consultation
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.models import Request
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import assignable, require_entitled
from mediation_cms.people.models import Role
from mediation_cms.people.queries import names_of


def own_key(actor: Actor, cabinet_id: UUID, deals_with_it: UUID | None = None) -> UUID | None:
    """The key of the actor as a mediator, where the actor is one: of this cabinet, or the one who deals with the matter."""
    if actor.holds(Role.MEDIATOR, cabinet_id) or actor.mediator_id == deals_with_it:
        return actor.mediator_id
    return None


def held_by(session: Session, actor: Actor, request: Request, given: ConsultationIn) -> UUID | None:
    """The mediator who held the consultation: the one who was chosen, else the actor who is a mediator; None for staff.

    Raises Invalid beside `mediator_id` for who was not entitled on that day, or is no mediator of the region.
    """
    own = own_key(actor, request.cabinet_id, request.mediator_id)
    chosen = given.mediator_id or own
    mediator = session.get(Mediator, chosen) if chosen else None
    if mediator is None:
        if given.mediator_id is not None:
            raise Invalid({"mediator_id": NO_SUCH_CHOICE})
        return None
    try:
        require_entitled(session, mediator, given.held_on)
    except Refused as refusal:
        raise Invalid({"mediator_id": refusal.sentence}) from None
    if mediator.id not in {own, request.mediator_id} and mediator.id not in {
        who.mediator_id for who in assignable(session, request.cabinet_id, given.held_on)
    }:
        raise Invalid({"mediator_id": NO_SUCH_CHOICE})
    return mediator.id


def may_hold(
    session: Session, actor: Actor, cabinet_id: UUID, on: date, deals_with_it: UUID | None = None
) -> list[tuple[UUID, str]]:
    """The mediators to choose from besides the actor: of the cabinet and its district, else of the region.

    Who deals with the matter already is among them, wherever in the region that is.
    """
    everybody = assignable(session, cabinet_id, on)
    near = [who for who in everybody if who.at_cabinet or who.in_district or who.mediator_id == deals_with_it]
    own = own_key(actor, cabinet_id, deals_with_it)
    return [(who.mediator_id, who.name) for who in near or everybody if who.mediator_id != own]


def holders(session: Session, talks: list[Consultation]) -> dict[UUID, str]:
    """The names of the mediators who held these consultations, by their keys."""
    return names_of(session, [talk.mediator_id for talk in talks if talk.mediator_id])
