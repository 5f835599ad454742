"""What people do to requests: register, correct, finish, reopen, transfer."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NOT_YET, has_come
from mediation_cms.intake.barring import bar_the_sides
from mediation_cms.intake.cabinets import cabinet_on, known_cabinet
from mediation_cms.intake.entering import enter_request
from mediation_cms.intake.fields import PLAIN, put_fields
from mediation_cms.intake.inputs import ClosingIn, ReasonIn, RequestFields, RequestIn, TransferIn
from mediation_cms.intake.models import Opened, Outcome, Request
from mediation_cms.intake.preconditions import require_open
from mediation_cms.intake.recognising import recognise
from mediation_cms.intake.spells import begin_again, end_spell, finish, open_spell
from mediation_cms.intake.workflow import RequestStatus, RequestStep
from mediation_cms.places.queries import tree


def register_request(session: Session, actor: Actor, given: RequestIn) -> Request:
    """Register what somebody brought to a cabinet, give it its number and open its first spell.

    Raises Forbidden, or Invalid when the cabinet is unknown or was closed on the day, or the category is not offered.
    """
    authorize(actor, Can.REGISTER_REQUEST, known_cabinet(session, given.cabinet_id))
    request, parties = enter_request(session, actor, given)
    entered = list(zip(parties, (given.applicant, *given.others), strict=True))
    for number, (party, typed) in enumerate(entered):
        recognise(session, actor, party, typed.same_as, "applicant" if not number else f"others-{number - 1}")
    bar_the_sides(session, actor, request, *(party for party, typed in entered if typed.same_as))
    return request


def correct_request(session: Session, actor: Actor, request: Request, given: RequestFields) -> None:
    """Correct what is known of a request. The number, the cabinet and the day of receipt stay."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    require_open(request)
    if given.received_at and not has_come(request.received_on, given.received_at):
        raise Invalid({"received_at": NOT_YET})
    before = {name: getattr(request, name) for name in PLAIN}
    narrative = unseal(session, request, "narrative_sealed") or ""
    put_fields(session, request, given)
    changed: dict[str, list[str]] = {
        name: [str(old), str(getattr(request, name))] for name, old in before.items() if old != getattr(request, name)
    }
    if narrative != given.narrative:
        changed["narrative"] = []
    record(session, actor, "request.corrected", request, matter_id=request.id, changed=changed)


def close_request(session: Session, actor: Actor, request: Request, given: ClosingIn) -> None:
    """Finish a request that was not admitted to mediation."""
    authorize(actor, Can.CLOSE_REQUEST, request)
    finish(session, request, RequestStep.CLOSE, given.outcome, given.on, given.reason)
    record(
        session,
        actor,
        "request.ended",
        request,
        matter_id=request.id,
        outcome=given.outcome,
        on=given.on,
        reason=given.reason,
    )


def reopen_request(session: Session, actor: Actor, request: Request, given: ReasonIn) -> None:
    """Open a finished request again from a day on, with a reason. A request that had a case is reopened with its case."""
    authorize(actor, Can.REOPEN_REQUEST, request)
    if request.outcome is Outcome.MERGED:
        raise Refused(_("This request was joined to another. Go on with that one."))
    begin_again(session, request, RequestStep.REOPEN, given.on)
    record(session, actor, "request.reopened", request, matter_id=request.id, on=given.on, reason=given.reason)


def transfer_request(session: Session, actor: Actor, request: Request, given: TransferIn) -> None:
    """Hand an open request over to another cabinet. Its number stays; both cabinets' balances show it."""
    authorize(actor, Can.CLOSE_REQUEST, request)
    cabinet = cabinet_on(session, given.cabinet_id, given.on)
    if cabinet.id == request.cabinet_id:
        raise Invalid({"cabinet_id": _("The request is at this cabinet already. Choose another.")})
    if request.status is not RequestStatus.REGISTERED:
        raise Refused(_("Only a request that waits for admission can be transferred. End or reassign the case first."))
    before = tree(session).unit(request.cabinet_id)
    end_spell(session, request, None, given.on)
    request.cabinet_id, request.district_id = cabinet.id, cabinet.district_id
    request.mediator_id = None
    open_spell(session, request, Opened.TRANSFERRED_IN, given.on)
    session.add(request)
    record(
        session,
        actor,
        "request.transferred",
        request,
        matter_id=request.id,
        before=before.code,
        after=cabinet.code,
        reason=given.reason,
    )
