"""Recording consultations. A result that ends the matter ends the request in the same transaction."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.consultations.holders import held_by
from mediation_cms.consultations.inputs import ConsultationIn, WalkInIn
from mediation_cms.consultations.models import Consultation, Result
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.actions import close_request, register_request
from mediation_cms.intake.cabinets import known_cabinet
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.workflow import RequestStatus

ENDS: dict[Result, Outcome] = {
    Result.SETTLED: Outcome.SETTLED_AT_CONSULTATION,
    Result.ADVICE_ONLY: Outcome.ADVICE_ONLY,
    Result.NOT_MEDIABLE: Outcome.NOT_MEDIABLE,
    Result.PASSED_ON: Outcome.PASSED_ON,
}


def record_consultation(session: Session, actor: Actor, request: Request, given: ConsultationIn) -> Consultation:
    """Record a consultation held on an open request; end the request where the result says so.

    Who held it deals with the request from now on, when nobody did. Raises Invalid when it lies before the request or who
    held it might not mediate on that day, Refused when the request has ended or the result would end a case.
    """
    authorize(actor, Can.HOLD_CONSULTATION, request)
    if request.status is RequestStatus.ENDED:
        raise Refused(_("The request is finished. Reopen it with a reason first."))
    if given.held_on < request.received_on:
        raise Invalid({"held_on": _("The consultation is before the request came in. Check the dates.")})
    if request.status is RequestStatus.ADMITTED and given.result in ENDS:
        raise Refused(_("The request has been admitted to mediation. Finish the case instead."))
    consultation = Consultation(
        request_id=request.id,
        cabinet_id=request.cabinet_id,
        district_id=request.district_id,
        mediator_id=held_by(session, actor, request, given),
        account_id=actor.account_id,
        **given.model_dump(exclude={"mediator_id", "notes", "reason"}),
    )
    seal(session, consultation, "notes_sealed", given.notes or None)
    if request.status is RequestStatus.REGISTERED:
        request.mediator_id = request.mediator_id or consultation.mediator_id
    session.add_all([request, consultation])
    record(
        session,
        actor,
        "consultation.recorded",
        consultation,
        matter_id=request.id,
        result=given.result,
        held_on=given.held_on,
    )
    session.flush()
    if given.result in ENDS:
        closing = ClosingIn.checked({"outcome": ENDS[given.result], "on": given.held_on, "reason": given.reason})
        close_request(session, actor, request, closing)
    return consultation


def walk_in(session: Session, actor: Actor, given: WalkInIn) -> Request:
    """Somebody came in: the request, and the consultation with its outcome when it was held at once, in one transaction."""
    authorize(actor, Can.REGISTER_REQUEST, known_cabinet(session, given.cabinet_id))
    request = register_request(session, actor, given)
    if given.talk is not None:
        try:
            record_consultation(session, actor, request, given.talk)
        except Invalid as problem:
            raise Invalid({f"talk-{name}": said for name, said in problem.fields.items()}) from None
    return request
