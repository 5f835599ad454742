"""Recording consultations and contacts. A result that ends the matter ends the request in the same transaction."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.consultations.holders import held_by
from mediation_cms.consultations.inputs import ConsultationIn, ContactIn, WalkInIn
from mediation_cms.consultations.models import Consultation, ContactLog, Result
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.actions import close_request, register_request
from mediation_cms.intake.cabinets import known_cabinet
from mediation_cms.intake.contacting import note_contact
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.intake.join_actions import join_request
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.parties import require_sides
from mediation_cms.intake.preconditions import require_open
from mediation_cms.intake.queries import get_request
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
    require_open(request)
    if given.held_on < request.received_on:
        raise Invalid({"held_on": _("The consultation is before the request came in. Check the dates.")})
    if request.status is RequestStatus.ADMITTED and given.result in ENDS:
        raise Refused(_("The request has been admitted to mediation. Finish the case instead."))
    require_sides(session, request.id, side=[given.side] if given.side else [])
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
    note_contact(session, request, given.held_on)
    if given.result in ENDS:
        closing = ClosingIn.checked({"outcome": ENDS[given.result], "on": given.held_on, "reason": given.reason})
        close_request(session, actor, request, closing)
    return consultation


def walk_in(session: Session, actor: Actor, given: WalkInIn) -> Request:
    """Somebody came in: the request, the consultation with its outcome when it was held at once, in one transaction.

    A request that was recognised as part of another matter in sight is joined to it at the end.
    """
    authorize(actor, Can.REGISTER_REQUEST, known_cabinet(session, given.cabinet_id))
    request = register_request(session, actor, given)
    if given.talk is not None:
        try:
            record_consultation(session, actor, request, given.talk)
        except Invalid as problem:
            raise Invalid({f"talk-{name}": said for name, said in problem.fields.items()}) from None
    if given.join is not None:
        try:
            join_request(session, actor, request, get_request(session, actor, given.join.to_id), given.join)
        except Invalid as problem:
            raise Invalid({"join-to_id": next(iter(problem.fields.values()))}) from None
    return request


def record_contact(session: Session, actor: Actor, request: Request, given: ContactIn) -> ContactLog:
    """Write down a call, a message, a letter or a visit, also after the matter has ended: somebody asks how it is performed.

    Raises Invalid when it lies before the request, or names a side that is not of this matter.
    """
    authorize(actor, Can.LOG_CONTACT, request)
    if given.held_on < request.received_on:
        raise Invalid({"held_on": _("This is before the request came in. Check the dates.")})
    require_sides(session, request.id, sides=given.sides)
    contact = ContactLog(
        request_id=request.id,
        cabinet_id=request.cabinet_id,
        account_id=actor.account_id,
        **given.model_dump(exclude={"notes"}),
    )
    seal(session, contact, "notes_sealed", given.notes or None)
    session.add(contact)
    record(
        session,
        actor,
        "contact.logged",
        contact,
        matter_id=request.id,
        kind=given.kind,
        outcome=given.outcome,
        held_on=given.held_on,
    )
    note_contact(session, request, given.held_on)
    return contact
