"""Logging a contact: whatever was typed into the one short form becomes the row that it is, by the action of that row."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.cases.actions import hold_meeting
from mediation_cms.cases.contact_inputs import MEETINGS, Contacted, LogIn
from mediation_cms.cases.inputs import MeetingIn
from mediation_cms.cases.models import Case, Meeting, MeetingKind
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.consultations.actions import record_consultation, record_contact
from mediation_cms.consultations.brief_actions import brief_walk_in
from mediation_cms.consultations.brief_inputs import BriefIn
from mediation_cms.consultations.briefly import called, walk_in_of
from mediation_cms.consultations.inputs import ConsultationIn, ContactIn
from mediation_cms.consultations.models import Consultation, ContactKind, ContactLog, Reached, Result
from mediation_cms.consultations.twice import require_new_contact, require_new_talk
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.intake.contacting import About, asked_once_more
from mediation_cms.intake.models import Request

NO_CONTRACT = _("A meeting needs a mediation contract. Choose a talk with one side, or conclude the contract first.")
FIELDS = {"present": "sides", "side": "sides", "record": "notes", "result": "outcome"}
"""What the actions call a field, and what the short form calls it."""


def log_contact(session: Session, actor: Actor, request: Request, given: LogIn) -> Consultation | Meeting | ContactLog:
    """Write down who was spoken to in a matter: a consultation, a meeting, or a call, message, letter or visit.

    Raises Invalid, with `again` where the actor has such a talk of that day already, with `kind` where there is no contract.
    """
    authorize(actor, Can.LOG_CONTACT, request)
    try:
        if given.kind in MEETINGS:
            return _meeting(session, actor, request, given)
        if given.kind is Contacted.TALK:
            return _talk(session, actor, request, given)
        return _contact(session, actor, request, given)
    except Invalid as problem:
        raise Invalid({FIELDS.get(name, name): said for name, said in problem.fields.items()}) from None


def log_walk_in(session: Session, actor: Actor, cabinet_id: UUID, brief: BriefIn, given: LogIn) -> Request:
    """Somebody came without an appointment and was heard. Raises Invalid beside the fields of `brief`, by their names."""
    walk_in = walk_in_of(
        brief,
        called(session, brief.dispute_code, given.language),
        cabinet_id=cabinet_id,
        on=given.held_on,
        language=given.language,
        talk={"held_at": given.held_at, "notes": given.notes},
    )
    return brief_walk_in(session, actor, brief, walk_in)


# --- inner parts -------------------------------------------------------------------------------------------------------


def _talk(session: Session, actor: Actor, request: Request, given: LogIn) -> Consultation:
    if not given.again:
        require_new_talk(session, actor, given.held_on, About.of(session, request))
    talk = {
        "held_on": given.held_on, "held_at": given.held_at, "minutes": given.minutes, "mode": given.mode,
        "side": given.sides[0], "language": given.language, "result": Result(given.outcome or Result.CONTINUES),
        "notes": given.notes, "reason": given.reason,
    }  # fmt: skip
    return record_consultation(session, actor, request, ConsultationIn.checked(talk))


def _contact(session: Session, actor: Actor, request: Request, given: LogIn) -> ContactLog:
    kind = ContactKind(given.kind)
    if not given.again:
        require_new_contact(session, actor, kind, given.held_on, About.of(session, request))
    contact = given.model_dump(include={"held_on", "sides", "minutes", "notes"})
    outcome = Reached(given.outcome or Reached.REACHED)
    return record_contact(session, actor, request, ContactIn.checked(contact | {"kind": kind, "outcome": outcome}))


def _meeting(session: Session, actor: Actor, request: Request, given: LogIn) -> Meeting:
    case = session.exec(select(Case).where(Case.request_id == request.id)).first()
    if case is None or case.status is not CaseStatus.IN_MEDIATION:
        raise Invalid({"kind": NO_CONTRACT})
    kind = MeetingKind(given.kind)
    if not given.again:
        _require_new_meeting(session, actor, kind, given.held_on, About.of(session, request))
    meeting = given.model_dump(include={"held_on", "held_at", "minutes", "venue"})
    more = {"kind": kind, "present": given.sides, "record": given.notes}
    return hold_meeting(session, actor, case, MeetingIn.checked(meeting | more))


def _require_new_meeting(session: Session, actor: Actor, kind: MeetingKind, on: date, about: About) -> None:
    held = (
        select(Case.number)
        .join(Meeting, col(Meeting.case_id) == Case.id)
        .where(Meeting.account_id == actor.account_id, Meeting.held_on == on, Meeting.kind == kind)
        .where(about.among(col(Case.request_id)))
    )
    numbers = session.exec(held).all()
    if numbers:
        raise Invalid({"again": asked_once_more(on, numbers)})
