"""What people do to requests: register, correct, finish, reopen, transfer."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NOT_YET, has_come
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes
from mediation_cms.intake.cabinets import cabinet_on, known_cabinet
from mediation_cms.intake.inputs import ClosingIn, ReasonIn, RequestFields, RequestIn, TransferIn
from mediation_cms.intake.models import Opened, Outcome, Request, Source
from mediation_cms.intake.numbers import next_number
from mediation_cms.intake.parties import put_parties
from mediation_cms.intake.spells import begin_again, end_spell, finish, open_spell
from mediation_cms.intake.workflow import RequestStatus, RequestStep
from mediation_cms.people.models import OrganisationKind, Role
from mediation_cms.people.records import organisation_named
from mediation_cms.places.queries import tree

PLAIN = (
    "channel", "source", "source_note", "external_registration_no", "received_at", "language", "subject", "dispute_code",
    "inter_ethnic", "minor_involved", "safety_risk", "court_referral", "urgent", "court_case_no",
)  # fmt: skip
SOURCE_KINDS = {
    Source.COURT: OrganisationKind.COURT,
    Source.POLICE: OrganisationKind.POLICE,
    Source.COUNCIL: OrganisationKind.COUNCIL,
}


def register_request(session: Session, actor: Actor, given: RequestIn) -> Request:
    """Register what somebody brought to a cabinet, give it its number and open its first spell.

    Raises Forbidden, or Invalid when the cabinet is unknown or was closed on the day, or the category is not offered.
    """
    authorize(actor, Can.REGISTER_REQUEST, known_cabinet(session, given.cabinet_id))
    cabinet = cabinet_on(session, given.cabinet_id, given.received_on)
    request = Request(
        number=next_number(session, cabinet, given.received_on.year),
        cabinet_id=cabinet.id,
        district_id=cabinet.district_id,
        received_on=given.received_on,
        mediator_id=actor.mediator_id if actor.holds(Role.MEDIATOR, cabinet.id) else None,
        registered_by_id=actor.account_id,
        registered_at=clock.now(),
        subject=given.subject,
        dispute_code=given.dispute_code,
    )
    _put_fields(session, request, given)
    session.flush()
    put_parties(session, request, (given.applicant, *given.others))
    open_spell(session, request, Opened.RECEIVED, request.received_on)
    record(
        session,
        actor,
        "request.registered",
        request,
        matter_id=request.id,
        number=request.number,
        channel=request.channel,
    )
    return request


def correct_request(session: Session, actor: Actor, request: Request, given: RequestFields) -> None:
    """Correct what is known of a request. The number, the cabinet and the day of receipt stay."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    if request.status is RequestStatus.ENDED:
        raise Refused(_("A finished request is not corrected. Reopen it with a reason first."))
    if given.received_at and not has_come(request.received_on, given.received_at):
        raise Invalid({"received_at": NOT_YET})
    before = {name: getattr(request, name) for name in PLAIN}
    narrative = unseal(session, request, "narrative_sealed") or ""
    _put_fields(session, request, given)
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


def _put_fields(session: Session, request: Request, given: RequestFields) -> None:
    if given.dispute_code not in codes(session, Catalogue.DISPUTE_TYPE, request.received_on):
        raise Invalid({"dispute_code": _("There is no such choice. Choose from the list.")})
    for name in PLAIN:
        setattr(request, name, getattr(given, name))
    seal(session, request, "narrative_sealed", given.narrative or None)
    if given.source_organisation:
        kind = SOURCE_KINDS.get(given.source, OrganisationKind.OTHER)
        request.source_organisation_id = organisation_named(session, given.source_organisation, kind).id
    else:
        request.source_organisation_id = None
    session.add(request)
