"""What administrators do to one cabinet: who keeps it and what it is there for, from a day on and with a source."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.administration.cabinets import keep_from
from mediation_cms.administration.following import follow, must_stand
from mediation_cms.administration.inputs import MandateIn, OwnerIn
from mediation_cms.audit import record
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.stamps import restamp
from mediation_cms.places.models import Level, Mandate, Ownership, Unit
from mediation_cms.places.queries import STAMP


def set_owner(session: Session, actor: Actor, cabinet: Unit, given: OwnerIn) -> Ownership:
    """Another owner from a day on; from that day the cabinet has the mandates of cabinets of such an owner."""
    authorize(actor, Can.MANAGE_PLACES, cabinet)
    _must_be_a_cabinet(cabinet)
    must_stand(cabinet, given.since)
    held = keep_from(session, cabinet, given.owner, given.owner_name, given.since, given.source)
    record(session, actor, "cabinet.owner_set", cabinet, code=cabinet.code, owner=given.owner, since=given.since)
    restamp(session, STAMP)
    return held


def set_mandate(session: Session, actor: Actor, cabinet: Unit, given: MandateIn) -> Mandate:
    """A mandate of this one cabinet from a day on, up to the next one that is entered (decision 7)."""
    authorize(actor, Can.MANAGE_PLACES, cabinet)
    _must_be_a_cabinet(cabinet)
    must_stand(cabinet, given.since)
    held = follow(session, Mandate, cabinet, given.since, given.source, mandate=given.mandate)
    record(session, actor, "cabinet.mandate_set", cabinet, code=cabinet.code, mandate=given.mandate, since=given.since)
    restamp(session, STAMP)
    return held


def _must_be_a_cabinet(unit: Unit) -> None:
    if unit.level is not Level.CABINET:
        raise Refused(_("Only a cabinet has an owner and a mandate."))
