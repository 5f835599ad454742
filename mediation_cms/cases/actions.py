"""Mediation itself: contract, extension, meetings, notes, ending, reopening."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.declarations import require_declared, require_declared_beside
from mediation_cms.cases.endings import end_case, meetings_held, open_since
from mediation_cms.cases.follow_ups import call_off
from mediation_cms.cases.inputs import ContractIn, EndingIn, ExtensionIn, MeetingIn, NoteIn
from mediation_cms.cases.mandates import require_mediation
from mediation_cms.cases.models import Answer, Case, Contract, Extension, Meeting, MeetingKind, PrivateNote
from mediation_cms.cases.offers import answer_offer, give_matter_to
from mediation_cms.cases.overriding import BARRED
from mediation_cms.cases.rules import (
    effective_on,
    missing_for_ending,
    missing_for_extension,
    no_such_day,
    number_of,
    unmarked,
)
from mediation_cms.cases.sides import missing_of, sides_of
from mediation_cms.cases.terms import contract_of, extension_of, term, term_of
from mediation_cms.cases.workflow import CASE, CaseStatus, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import Raised, _
from mediation_cms.documents.issuing import outdate
from mediation_cms.intake.barring import is_barred
from mediation_cms.intake.cabinets import cabinet_on
from mediation_cms.intake.contacting import note_contact
from mediation_cms.intake.inputs import ClosingIn, ReasonIn
from mediation_cms.intake.invitation_settling import settle_who_came
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, Outcome, Request
from mediation_cms.intake.parties import require_sides
from mediation_cms.intake.safety import why_no_joint_meeting
from mediation_cms.intake.spells import begin_again
from mediation_cms.intake.workflow import RequestStep
from mediation_cms.law.queries import value
from mediation_cms.mediators.models import Mediator, MediatorKind
from mediation_cms.mediators.queries import require_entitled

BEFORE_CONTRACT = _("The meeting is before the contract. Check the dates, or record a consultation.")


def conclude_contract(session: Session, actor: Actor, case: Case, given: ContractIn) -> Contract:
    """Conclude the mediation contract; the day of it is day 0 of the term (Law on Mediation, articles 20 (5), 21, 23).

    Refused unless the mediator and each co-mediator declared that there is no conflict of interest (article 7).
    Invalid with a sentence for everything that is missing (`requisites-0`, … of the sides, in the order of `missing_of`), or
    when the term is longer than the law's. Refused when the cabinet has no mandate for mediation on that day, the
    register entry of a mediator whom it names is not in force, or a co-mediator is barred from the matter.
    """
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    status = CASE.after(case.status, CaseStep.CONTRACT)
    on = given.concluded_on
    if on < case.admitted_on:
        raise Invalid({"concluded_on": _("The contract is before the admission of the case. Check the dates.")})
    require_mediation(session, case.cabinet_id, on)
    require_declared(session, case)
    mediator = session.get_one(Mediator, case.mediator_id)
    entry = require_entitled(session, mediator, on)
    beside = [session.get_one(Mediator, key) for key in sorted(case.co_mediators)]
    for each in beside:
        require_entitled(session, each, on)
        if is_barred(session, case.request_id, each.id):
            raise Refused(BARRED)
    require_declared_beside(session, case)
    longest = value(session, "mediation.term_days", on)
    if given.term_days > longest:
        raise Invalid({"term_days": _("Between %(min)s and %(max)s. Type a number in this range.", min=1, max=longest)})
    if given.fee and entry.kind is MediatorKind.PUBLIC:
        raise Invalid({"fee": _("A public mediator acts free of charge: leave the fee empty.")})
    sides = sides_of(session, case.request_id)
    require_sides(session, case.request_id, chosen_by=given.chosen_by, signed_by=given.signed_by)
    missing = unmarked("chosen_by", sides, given.chosen_by)
    missing |= {f"requisites-{no}": Raised(each) for no, each in enumerate(missing_of(session, case.request_id))}
    missing |= unmarked("signed_by", sides, given.signed_by)
    if missing:
        raise Invalid(missing)
    agreed = term(session, on, given.term_days)
    contract = Contract(
        case_id=case.id,
        number=f"{case.number}-C",
        district_id=cabinet_on(session, case.cabinet_id, on).district_id,
        mediator_id=mediator.id,
        co_mediators=[str(each.id) for each in beside],
        chosen_by_sides=given.chosen_by,
        signed_by=given.signed_by,
        ends_on=agreed.ends_on,
        **given.model_dump(exclude={"subject", "chosen_by", "signed_by"}),
    )
    seal(session, contract, "subject_sealed", given.subject)
    case.status, case.due_on = status, agreed.due_on
    session.add_all([case, contract])
    session.flush()
    settle_who_came(session, actor, case.request_id, given.signed_by, on)
    record(session, actor, "contract.concluded", contract, matter_id=case.request_id, on=on, due_on=case.due_on)
    return contract


def extend_term(session: Session, actor: Actor, case: Case, given: ExtensionIn) -> Extension:
    """Extend the term once, by consent of the sides and the mediator, counted from its unrolled end (article 23, recalled)."""
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    contract = _running_contract(session, case)
    if extension_of(session, contract):
        raise Refused(_("The term may be extended once and has been. End the mediation."))
    longest = value(session, "mediation.extension_days", contract.concluded_on)
    if given.days > longest:
        raise Invalid({"days": _("The extension may not exceed %(max)s days. Give fewer.", max=longest)})
    if not contract.concluded_on <= given.agreed_on <= term_of(session, contract).due_on:
        raise Invalid({"agreed_on": _("The extension is agreed while the term runs. Check the date.")})
    sides = sides_of(session, case.request_id)
    require_sides(session, case.request_id, consents=given.consents)
    if missing_for_extension(sides, given.consents, mediator=given.mediator_consents):
        raise Refused(_("Both sides and the mediator must agree. Mark what is missing."))
    extended = term(session, contract.concluded_on, contract.term_days, given.days)
    extension = Extension(
        contract_id=contract.id,
        days=given.days,
        agreed_on=given.agreed_on,
        reason=given.reason,
        ends_on=extended.ends_on,
    )
    case.due_on = extended.due_on
    session.add_all([case, extension])
    session.flush()
    outdate(session, case.id)  # the notice to the court named another last day
    record(session, actor, "term.extended", extension, matter_id=case.request_id, days=given.days, due_on=case.due_on)
    return extension


def hold_meeting(session: Session, actor: Actor, case: Case, given: MeetingIn) -> Meeting:
    """Record a meeting that was held, joint or private, while the mediation runs.

    A joint one is refused where the sides are kept apart, unless the coordinator had decided otherwise by its day.
    """
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    contract = _running_contract(session, case)
    if given.held_on < contract.concluded_on:
        raise Invalid({"held_on": BEFORE_CONTRACT})
    if given.held_on == contract.concluded_on and given.held_at and given.held_at < contract.concluded_at:
        raise Invalid({"held_at": BEFORE_CONTRACT})
    require_sides(session, case.request_id, present=given.present)
    if given.kind is MeetingKind.JOINT:
        apart = why_no_joint_meeting(session, session.get_one(Request, case.request_id), given.held_on)
        if apart is not None:
            raise Refused(apart)
    meeting = Meeting(case_id=case.id, account_id=actor.account_id, **given.model_dump(exclude={"record"}))
    seal(session, meeting, "record_sealed", given.record or None)
    session.add(meeting)
    record(
        session,
        actor,
        "meeting.held",
        meeting,
        matter_id=case.request_id,
        kind=given.kind,
        on=given.held_on,
        minutes=given.minutes,
    )
    note_contact(session, session.get_one(Request, case.request_id), given.held_on)
    return meeting


def write_private_note(session: Session, actor: Actor, case: Case, given: NoteIn) -> PrivateNote:
    """Write a note that only the author can read."""
    authorize(actor, Can.WRITE_PRIVATE_NOTE, case)
    note = PrivateNote(case_id=case.id, author_id=actor.account_id, at=clock.now())
    seal(session, note, "text_sealed", given.text)
    session.add(note)
    record(session, actor, "note.written", note, matter_id=case.request_id)
    session.flush()
    return note


def close_case(session: Session, actor: Actor, case: Case, given: ClosingIn) -> None:
    """Finish a case that has no contract yet. An offer that nobody has answered is taken back with it.

    A mediator closes a case that was accepted; one that is only offered is closed by who offered it.
    """
    authorize(actor, Can.CLOSE_CASE, case)
    if case.status is CaseStatus.OFFERED:
        authorize(actor, Can.ASSIGN_CASE, case)
        answer_offer(session, case, Answer.TAKEN_BACK, given.reason)
        give_matter_to(session, case, None)
    end_case(session, case, CaseStep.CLOSE, given.outcome, given.on, given.reason)
    record(
        session,
        actor,
        "case.ended",
        case,
        matter_id=case.request_id,
        outcome=given.outcome,
        on=given.on,
        reason=given.reason,
    )


def end_mediation(session: Session, actor: Actor, case: Case, given: EndingIn) -> None:
    """End a mediation without agreement on one of the grounds 2 to 5 of article 26. Refused with what is missing.

    Which side refused, and the sentence why no meeting took place, are kept. An expiry takes effect on the last day of the
    term as shown, or on the day of the reopening when the matter was reopened after it.
    """
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    contract = _running_contract(session, case)
    due_on = term_of(session, contract).due_on
    on = effective_on(given.ending, given.on, due_on, clock.today())
    sides = sides_of(session, case.request_id)
    require_sides(session, case.request_id, refused_by=given.refused_by)
    refused_by = given.refused_by if given.ending is Outcome.ONE_REFUSED else []
    meetings = meetings_held(session, case)
    no_meeting_reason = "" if meetings else given.no_meeting_reason
    missing = missing_for_ending(
        given.ending,
        sides=len(sides),
        refused=len(refused_by),
        reason=given.reason,
        meetings=meetings,
        no_meeting_reason=no_meeting_reason,
    )
    if on is None or on < contract.concluded_on:
        raise Invalid(no_such_day(given.ending, contract.concluded_on, on, due_on) | missing)
    if missing:
        raise Invalid(missing)
    if given.ending is Outcome.TERM_EXPIRED:
        on = max(on, open_since(session, case.request_id))
    case.no_meeting_reason, case.refused_by = no_meeting_reason, refused_by
    end_case(session, case, CaseStep.END, given.ending, on, given.reason)
    record(
        session,
        actor,
        "mediation.ended",
        case,
        matter_id=case.request_id,
        outcome=given.ending,
        on=on,
        refused_by=[number_of(key) for key in refused_by],
    )


def reopen_case(session: Session, actor: Actor, case: Case, given: ReasonIn) -> None:
    """Reopen a case that ended without agreement, with a reason: a mediation goes on, anything else goes back to work.

    A signed agreement stands: it is changed by a supplementary agreement, never by reopening.
    """
    authorize(actor, Can.REOPEN_REQUEST, case)
    if case.outcome is Outcome.AGREEMENT:
        raise Refused(_("A signed agreement cannot be changed. Draw up a supplementary one."))
    step = CaseStep.RESUME if case.outcome in ENDINGS_OF_MEDIATION else CaseStep.REOPEN
    if step is CaseStep.REOPEN and case.mediator_id is None:
        step = CaseStep.READMIT
    case.status = CASE.after(case.status, step)
    case.outcome, case.ended_on, case.ended_reason, case.no_meeting_reason = None, None, "", ""
    case.refused_by = []
    request = session.get_one(Request, case.request_id)
    session.add(case)
    call_off(session, case)
    begin_again(session, request, RequestStep.REOPEN_CASE, given.on)
    outdate(session, case.id)  # the notice of its end
    record(session, actor, "case.reopened", case, matter_id=case.request_id, on=given.on, reason=given.reason)


def _running_contract(session: Session, case: Case) -> Contract:
    contract = contract_of(session, case)
    if case.status is not CaseStatus.IN_MEDIATION or contract is None:
        raise Refused(_("Mediation cannot start without a contract. Sign it first."))
    return contract
