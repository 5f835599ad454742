"""What people do to preventive measures: enter, correct, remove. Signals and their course follow as a process of their own."""

from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.spots import spot
from mediation_cms.prevention.inputs import MeasureIn
from mediation_cms.prevention.models import PreventiveMeasure


def add_measure(session: Session, actor: Actor, place: Place | Unit, given: MeasureIn) -> PreventiveMeasure:
    """Enter a measure held by a cabinet or in a district (P1)."""
    authorize(actor, Can.KEEP_MEASURES, place)
    measure = PreventiveMeasure(**_fields(session, place, given))
    session.add(measure)
    session.flush()
    record(session, actor, "measure.added", measure, **_said(measure))
    return measure


def correct_measure(
    session: Session, actor: Actor, measure: PreventiveMeasure, place: Place | Unit, given: MeasureIn
) -> None:
    """Correct a measure, its place included."""
    authorize(actor, Can.KEEP_MEASURES, measure)
    authorize(actor, Can.KEEP_MEASURES, place)
    changed = put(measure, _fields(session, place, given))
    session.add(measure)
    session.flush()
    record(session, actor, "measure.corrected", measure, changed=changed)


def remove_measure(session: Session, actor: Actor, measure: PreventiveMeasure, given: ReasonIn) -> None:
    """Take out a measure that was entered by mistake or twice. The history keeps what it was and why it went."""
    authorize(actor, Can.KEEP_MEASURES, measure)
    session.delete(measure)
    session.flush()
    record(session, actor, "measure.removed", measure, **_said(measure), reason=given.reason)


def _fields(session: Session, place: Place | Unit, given: MeasureIn) -> dict[str, Any]:
    where = spot(session, place, given.held_on)
    return {"cabinet_id": where.cabinet_id, "district_id": where.district_id} | given.model_dump()


def _said(measure: PreventiveMeasure) -> dict[str, Any]:
    return {"kind": measure.kind, "held_on": measure.held_on, "participants": measure.participants}
