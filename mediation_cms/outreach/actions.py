"""What people do to events: enter, correct, remove. Invitations and attendance follow as a process of their own."""

from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes
from mediation_cms.outreach.inputs import EventIn
from mediation_cms.outreach.models import Event
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.spots import spot


def add_event(session: Session, actor: Actor, place: Place | Unit, given: EventIn) -> Event:
    """Enter an event held by a cabinet or in a district. A joint event is entered once, by one of them (E1, E2)."""
    authorize(actor, Can.KEEP_EVENTS, place)
    event = Event(**_fields(session, place, given))
    session.add(event)
    session.flush()
    record(
        session, actor, "event.added", event, kind=event.kind, title=event.title_kk, held_on=event.held_on,
        audience=event.audience, qualifier=event.qualifier,
    )  # fmt: skip
    return event


def correct_event(session: Session, actor: Actor, event: Event, place: Place | Unit, given: EventIn) -> None:
    """Correct an event, its place included."""
    authorize(actor, Can.KEEP_EVENTS, event)
    authorize(actor, Can.KEEP_EVENTS, place)
    changed = put(event, _fields(session, place, given))
    session.add(event)
    session.flush()
    record(session, actor, "event.corrected", event, changed=changed)


def remove_event(session: Session, actor: Actor, event: Event, given: ReasonIn) -> None:
    """Take out an event that was entered by mistake or twice. The history keeps what it was and why it went."""
    authorize(actor, Can.KEEP_EVENTS, event)
    session.delete(event)
    session.flush()
    record(
        session, actor, "event.removed", event, kind=event.kind, title=event.title_kk, held_on=event.held_on,
        audience=event.audience, reason=given.reason,
    )  # fmt: skip


def _fields(session: Session, place: Place | Unit, given: EventIn) -> dict[str, Any]:
    where = spot(session, place, given.held_on)
    if given.kind not in codes(session, Catalogue.EVENT_KIND, given.held_on):
        raise Invalid({"kind": NO_SUCH_CHOICE})
    held = {"cabinet_id": where.cabinet_id, "district_id": where.district_id}
    return held | given.titles | given.model_dump(exclude={"title_kk", "title_ru"})
