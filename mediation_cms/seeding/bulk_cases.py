"""Cases in bulk: the rows of `cases.*actions` and `agreements.actions`."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from mediation_cms.agreements.drafting import HEADING, TERM
from mediation_cms.agreements.models import Agreement, Obligation, Performance, PerformanceState, Signature
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.declarations import LATEST
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind
from mediation_cms.cases.follow_ups import NOBODY_TO_ASK, due_after
from mediation_cms.cases.models import (
    Answer,
    Assignment,
    Case,
    Contract,
    Declaration,
    Extension,
    Interest,
    Meeting,
)
from mediation_cms.cases.rules import number_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.clock import local
from mediation_cms.intake.models import Outcome, Side
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.law.rules import Term
from mediation_cms.seeding.bulk_requests import Matter
from mediation_cms.seeding.sheaf import typed
from mediation_cms.seeding.story import (
    Accepted,
    Admitted,
    CaseClosed,
    Contracted,
    Drafted,
    Ended,
    Extended,
    Met,
    Offered,
    Performed,
    Signed,
    Step,
)

SETTLED = {PerformanceState.DONE, PerformanceState.LIFTED}


def admit(matter: Matter, step: Admitted) -> None:
    """The request becomes a case."""
    request = matter.request
    request["status"] = RequestStatus.ADMITTED
    matter.case = matter.sheaf.add(
        Case,
        step.at,
        request_id=request["id"],
        number=request["number"],
        cabinet_id=request["cabinet_id"],
        admitted_on=local(step.at).date(),
    )
    matter.record(step, "case.admitted", Case, matter.case, on=matter.case["admitted_on"])


def offer(matter: Matter, step: Offered) -> None:
    """The case is offered to a mediator."""
    today = local(step.at).date()
    days = matter.world.law("offer.answer_working_days", today)
    _give_to(matter, CaseStatus.OFFERED, step.to.id)
    matter.offer = matter.sheaf.add(
        Assignment,
        step.at,
        case_id=matter.case["id"],
        mediator_id=step.to.id,
        offered_by_id=step.by.account_id,
        offered_at=step.at,
        answer_by=matter.world.calendar.after(today, days),
    )
    matter.record(step, "case.offered", Case, matter.case, mediator=step.to.name, answer_by=matter.offer["answer_by"])


def accept(matter: Matter, step: Accepted) -> None:
    """The mediator takes the case, and declares that there is no conflict of interest."""
    declaration = matter.sheaf.add(
        Declaration,
        step.at,
        case_id=matter.case["id"],
        mediator_id=matter.case["mediator_id"],
        interest=Interest.NONE,
        wording=LATEST,
        told=False,
        at=step.at,
        entered_by_id=step.by.account_id,
    )
    matter.record(step, "declaration.made", Declaration, declaration, interest=Interest.NONE)
    matter.case["status"], matter.request["on_offer"] = CaseStatus.IN_WORK, False
    matter.offer |= {"answer": Answer.ACCEPTED, "answered_at": step.at}
    matter.record(step, "case.accepted", Case, matter.case)


def close_case(matter: Matter, step: CaseClosed) -> None:
    """The case ends before a contract; an offer that nobody has answered is taken back with it."""
    given = step.given
    if matter.case["status"] is CaseStatus.OFFERED:
        matter.offer |= {"answer": Answer.TAKEN_BACK, "answered_at": step.at, "reason": given.reason}
        _give_to(matter, CaseStatus.OFFERED, None)
    _end(matter, step, given.outcome, given.on, given.reason)
    matter.record(step, "case.ended", Case, matter.case, outcome=given.outcome, on=given.on, reason=given.reason)


def conclude(matter: Matter, step: Contracted) -> None:
    """The mediation contract, and the term that begins with it."""
    given, case = step.given, matter.case
    agreed = _term(matter, given.concluded_on, given.term_days)
    contract = matter.contract = matter.sheaf.add(
        Contract,
        step.at,
        case_id=case["id"],
        number=f"{case['number']}-C",
        district_id=matter.world.tree.district_of(case["cabinet_id"], given.concluded_on),
        mediator_id=case["mediator_id"],
        chosen_by_sides=given.chosen_by,
        signed_by=given.signed_by,
        ends_on=agreed.ends_on,
        **typed(given, without=("subject", "chosen_by", "signed_by")),
    )
    matter.sheaf.seal(Contract, contract, "subject_sealed", given.subject)
    case |= {"status": CaseStatus.IN_MEDIATION, "due_on": agreed.due_on}
    matter.record(step, "contract.concluded", Contract, contract, on=given.concluded_on, due_on=agreed.due_on)


def extend(matter: Matter, step: Extended) -> None:
    """The one extension of the term."""
    given, contract = step.given, matter.contract
    extended = _term(matter, contract["concluded_on"], contract["term_days"], given.days)
    extension = matter.sheaf.add(
        Extension,
        step.at,
        contract_id=contract["id"],
        days=given.days,
        agreed_on=given.agreed_on,
        reason=given.reason,
        ends_on=extended.ends_on,
    )
    matter.case["due_on"] = extended.due_on
    matter.record(step, "term.extended", Extension, extension, days=given.days, due_on=extended.due_on)


def meet(matter: Matter, step: Met) -> None:
    """A meeting, with its minutes."""
    given = step.given
    meeting = matter.sheaf.add(
        Meeting,
        step.at,
        case_id=matter.case["id"],
        account_id=step.by.account_id,
        **typed(given, without=("record",)),
    )
    matter.contacted(given.held_on)
    matter.sheaf.seal(Meeting, meeting, "record_sealed", given.record)
    matter.record(step, "meeting.held", Meeting, meeting, kind=given.kind, on=given.held_on, minutes=given.minutes)


def end(matter: Matter, step: Ended) -> None:
    """The mediation ends without agreement; an expiry takes effect on the last day of the term."""
    given = step.given
    on: date = matter.case["due_on"] if given.on is None else given.on
    matter.case["no_meeting_reason"] = given.no_meeting_reason
    _end(matter, step, given.ending, on, given.reason, given.refused_by)
    refused_by = [number_of(key) for key in given.refused_by]
    matter.record(step, "mediation.ended", Case, matter.case, outcome=given.ending, on=on, refused_by=refused_by)


# --- agreements --------------------------------------------------------------------------------------------------------


def draft(matter: Matter, step: Drafted) -> None:
    """The settlement agreement, not signed yet, with its terms."""
    given, case = step.given, matter.case
    agreement = matter.agreement = matter.sheaf.add(
        Agreement,
        step.at,
        case_id=case["id"],
        number=f"{case['number']}-A1",
        cabinet_id=case["cabinet_id"],
        district_id=matter.contract["district_id"],
        **typed(given, only=("language", "partial", "bound_sides", "lawful", "minors_considered")),
    )
    for name in HEADING:
        matter.sheaf.seal(Agreement, agreement, f"{name}_sealed", getattr(given, name))
    for position, term in enumerate(given.terms, start=1):
        obligation = matter.sheaf.add(
            Obligation,
            step.at,
            agreement_id=agreement["id"],
            position=position,
            **typed(term, only=("debtor_sides", "amount", "due_on")),
        )
        for name in TERM:
            matter.sheaf.seal(Obligation, obligation, f"{name}_sealed", getattr(term, name))
        matter.obligations.append(obligation)
    matter.record(step, "agreement.drafted", Agreement, agreement, number=agreement["number"])


def sign(matter: Matter, step: Signed) -> None:
    """The agreement is signed, and the mediation ends with it. The row itself may be signed only when its terms are written."""
    given, agreement = step.given, matter.agreement
    scan_id, sha256 = matter.world.scan(step.by, matter.request["id"], agreement["number"])
    for side in step.sides:
        matter.sheaf.add(
            Signature,
            step.at,
            agreement_id=agreement["id"],
            party_id=matter.parties[side]["id"],
            signed_on=given.signed_on,
        )
    matter.signed = matter.sheaf.amend(
        Agreement,
        agreement,
        status=AgreementStatus.SIGNED,
        signed_on=given.signed_on,
        signing=given.signing,
        place=given.place,
        scan_id=scan_id,
        scan_sha256=sha256,
        performed_on=None,
    )
    matter.record(step, "agreement.signed", Agreement, agreement, on=given.signed_on, sha256=sha256)
    _plan(matter, step, FollowUpKind.AGREEMENT, agreement["bound_sides"], given.signed_on, "follow_up.days")
    _end(matter, step, Outcome.AGREEMENT, given.signed_on)
    matter.record(step, "mediation.ended", Case, matter.case, outcome=Outcome.AGREEMENT, on=given.signed_on)


def perform(matter: Matter, step: Performed) -> None:
    """What was seen of an obligation; when all are settled the agreement is performed."""
    given, obligation = step.given, matter.obligations[step.position - 1]
    matter.sheaf.add(
        Performance,
        step.at,
        obligation_id=obligation["id"],
        account_id=step.by.account_id,
        at=step.at,
        **typed(given),
    )
    matter.seen[step.position] = (given.state, given.seen_on)
    if matter.signed is not None and len(matter.seen) == len(matter.obligations):
        settled = all(state in SETTLED for state, _on in matter.seen.values())
        matter.signed |= {
            "status": AgreementStatus.PERFORMED if settled else AgreementStatus.SIGNED,
            "performed_on": max(on for _state, on in matter.seen.values()) if settled else None,
        }
    matter.record(step, "obligation.seen", Obligation, obligation, state=given.state, on=given.seen_on)


# --- what they share ---------------------------------------------------------------------------------------------------


def _give_to(matter: Matter, status: CaseStatus, mediator_id: UUID | None) -> None:
    matter.case |= {"status": status, "mediator_id": mediator_id}
    matter.request |= {"mediator_id": mediator_id, "on_offer": mediator_id is not None}


def _end(
    matter: Matter, step: Step, outcome: Outcome, on: date, reason: str = "", refused_by: Sequence[str] = ()
) -> None:
    """The case ends when its meetings are written: an ended one takes no more. Its sides are asked later how they were served."""
    matter.sheaf.amend(
        Case,
        matter.case,
        status=CaseStatus.ENDED,
        outcome=outcome,
        ended_on=on,
        ended_reason=reason,
        refused_by=list(refused_by),
    )
    matter.finish(outcome, on, reason)
    if outcome not in NOBODY_TO_ASK:
        _plan(matter, step, FollowUpKind.OPINION, list(matter.parties), on, "opinion.days")


def _plan(matter: Matter, step: Step, kind: FollowUpKind, sides: Sequence[str], start: date, rule: str) -> None:
    """Who of these sides is asked, and when."""
    days = matter.world.law(rule, start)
    for side, party in matter.parties.items():
        named = party["person_id"] or party["organisation_id"]
        if side not in sides or party["side"] is Side.THIRD or not named:
            continue
        for after_days in days if isinstance(days, list) else [days]:
            due_on = due_after(matter.world.calendar, start, after_days)
            matter.sheaf.add(
                FollowUp,
                step.at,
                case_id=matter.case["id"],
                party_id=party["id"],
                cabinet_id=matter.case["cabinet_id"],
                kind=kind,
                after_days=after_days,
                due_on=due_on,
                next_on=due_on,
            )


def _term(matter: Matter, start: date, days: int, extension_days: int = 0) -> Term:
    return Term.of(start, days, extension_days, is_working=matter.world.calendar.is_working)
