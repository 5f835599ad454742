"""A request comes to be: under its number, with its sides, open from the day of its receipt. Staff and applicants do it alike."""

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.intake.fields import begin_request
from mediation_cms.intake.inputs import RequestIn
from mediation_cms.intake.models import Opened, Party, Request
from mediation_cms.intake.parties import put_parties
from mediation_cms.intake.spells import open_spell


def enter_request(session: Session, actor: Actor, given: RequestIn) -> tuple[Request, list[Party]]:
    """The new request and its sides, the applicant first. Part of a use-case, which authorizes.

    Raises Invalid when the cabinet is unknown or was closed on the day, or the category is not offered.
    """
    request = begin_request(session, actor, given.cabinet_id, given.received_on, given, risk=given.risk_seen)
    parties = put_parties(session, request, (given.applicant, *given.others))
    open_spell(session, request, Opened.RECEIVED, request.received_on)
    record(
        session, actor, "request.registered", request,
        matter_id=request.id, number=request.number, channel=request.channel,
    )  # fmt: skip
    return request, parties
