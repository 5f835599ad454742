"""What the mediator notes at the table: proposals, counter-proposals, who accepts them, and what was struck."""

from sqlmodel import Session, col, delete

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.agreements.drafting import ask_again, put_term
from mediation_cms.agreements.inputs import AcceptanceIn, ProposalIn, StrikingIn
from mediation_cms.agreements.models import Acceptance, Obligation, Proposal
from mediation_cms.agreements.proposals import OPEN, accept, changed_in, leave_draft, settle
from mediation_cms.agreements.queries import draft_of, proposals_of
from mediation_cms.agreements.workflow import PROPOSAL, ProposalState, ProposalStep
from mediation_cms.audit import record
from mediation_cms.cases.models import Case, Meeting
from mediation_cms.cases.rules import number_of
from mediation_cms.cases.sides import sides_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.parties import require_sides


def make_proposal(session: Session, actor: Actor, case: Case, given: ProposalIn) -> Proposal:
    """Note what a side proposes. Whoever proposes accepts it; it is a term once every other bound side does."""
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    return _noted(session, actor, case, given, answers=None)


def counter_proposal(
    session: Session, actor: Actor, proposal: Proposal, term: Obligation, given: ProposalIn
) -> Proposal:
    """Note what a side proposes instead. What it answers stays to be seen and can be restored."""
    case = session.get_one(Case, proposal.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    _require_running(case)
    proposal.state = PROPOSAL.after(proposal.state, ProposalStep.COUNTER)
    leave_draft(session, term)
    session.add(proposal)
    return _noted(session, actor, case, given, answers=proposal)


def change_proposal(session: Session, actor: Actor, proposal: Proposal, term: Obligation, given: ProposalIn) -> None:
    """Word a proposal otherwise. Other words ask for the acceptance of every side again, also where it is a term already."""
    case = session.get_one(Case, proposal.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    _require_running(case)
    if proposal.state not in OPEN:
        raise stale()
    _require_own(session, case, given)
    proposal.side, proposal.meeting_id = given.side, given.meeting_id
    session.add(proposal)
    if put_term(session, term, given, sides_of(session, case.request_id)):
        ask_again(session, proposal)
        if term.agreement_id and (draft := draft_of(session, case)):
            changed_in(session, draft)
    settle(session, case)
    record(session, actor, "proposal.changed", proposal, matter_id=case.request_id, no=number_of(proposal.side))


def accept_proposal(session: Session, actor: Actor, proposal: Proposal, given: AcceptanceIn) -> None:
    """Note that a side accepts. By the acceptance of every bound side the proposal is a term of the draft."""
    case = session.get_one(Case, proposal.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    _require_running(case)
    if proposal.state is not ProposalState.PROPOSED:
        raise stale()
    require_sides(session, case.request_id, side=[given.side])
    on = given.accepted_on or clock.today()
    if on < proposal.made_on:
        raise Invalid({"accepted_on": _("This is before the proposal was made. Check the dates.")})
    accept(session, actor, proposal, given.side, on)
    settle(session, case)
    record(session, actor, "proposal.accepted", proposal, matter_id=case.request_id, no=number_of(given.side))


def withdraw_acceptance(
    session: Session, actor: Actor, proposal: Proposal, term: Obligation, given: AcceptanceIn
) -> None:
    """A side thinks otherwise before anything is signed: the proposal is a term no longer."""
    case = session.get_one(Case, proposal.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    _require_running(case)
    if proposal.state not in OPEN:
        raise stale()
    require_sides(session, case.request_id, side=[given.side])
    of_side = (col(Acceptance.proposal_id) == proposal.id, col(Acceptance.side) == given.side)
    session.exec(delete(Acceptance).where(*of_side))
    settle(session, case)
    if proposal.state is ProposalState.PROPOSED:
        leave_draft(session, term)
    record(session, actor, "proposal.not_accepted", proposal, matter_id=case.request_id, no=number_of(given.side))


def strike_proposal(session: Session, actor: Actor, proposal: Proposal, term: Obligation, given: StrikingIn) -> None:
    """Strike a proposal, with the reason. It stays to be seen and can be restored."""
    case = session.get_one(Case, proposal.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    _require_running(case)
    proposal.state = PROPOSAL.after(proposal.state, ProposalStep.STRIKE)
    seal(session, proposal, "struck_because_sealed", given.reason)
    leave_draft(session, term)
    session.add(proposal)
    record(session, actor, "proposal.struck", proposal, matter_id=case.request_id, no=number_of(proposal.side))


def restore_proposal(session: Session, actor: Actor, proposal: Proposal) -> None:
    """Put a struck proposal, or one whose answer was struck, on the table again, with the acceptances that it had."""
    case = session.get_one(Case, proposal.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    _require_running(case)
    for other, _term in proposals_of(session, case):
        answers_it = other.replaces_id == proposal.id and other.state is not ProposalState.STRUCK
        if answers_it or (other.id == proposal.replaces_id and other.state in OPEN) or _is_rival(other, proposal):
            raise Refused(_("Another proposal stands in its place. Strike that one first."))
    proposal.state = PROPOSAL.after(proposal.state, ProposalStep.RESTORE)
    seal(session, proposal, "struck_because_sealed", None)
    session.add(proposal)
    settle(session, case)
    record(session, actor, "proposal.restored", proposal, matter_id=case.request_id, no=number_of(proposal.side))


def _is_rival(other: Proposal, proposal: Proposal) -> bool:
    """Whether both answer the same proposal and the other one was not struck."""
    same = proposal.replaces_id is not None and other.replaces_id == proposal.replaces_id
    return same and other.id != proposal.id and other.state is not ProposalState.STRUCK


def _noted(session: Session, actor: Actor, case: Case, given: ProposalIn, answers: Proposal | None) -> Proposal:
    _require_running(case)
    _require_own(session, case, given)
    meeting = session.get(Meeting, given.meeting_id) if given.meeting_id else None
    made_on = meeting.held_on if meeting else clock.today()
    if given.due_on is not None and given.due_on < made_on:
        raise Invalid({"due_on": _("This day was past when it was proposed. Check the date.")})
    proposal = Proposal(
        case_id=case.id,
        side=given.side,
        made_on=made_on,
        meeting_id=given.meeting_id,
        replaces_id=answers.id if answers else None,
    )
    session.add(proposal)
    session.flush()
    put_term(session, Obligation(proposal_id=proposal.id), given, sides_of(session, case.request_id))
    accept(session, actor, proposal, given.side, proposal.made_on)
    settle(session, case)
    action = "proposal.countered" if answers else "proposal.made"
    record(session, actor, action, proposal, matter_id=case.request_id, no=number_of(given.side))
    return proposal


def _require_running(case: Case) -> None:
    if case.status is not CaseStatus.IN_MEDIATION:
        raise Refused(_("Proposals are noted while the mediation runs. Reopen the case first."))


def _require_own(session: Session, case: Case, given: ProposalIn) -> None:
    """Sides and meetings of this very matter only."""
    require_sides(session, case.request_id, side=[given.side], debtor_sides=given.debtor_sides)
    if given.meeting_id:
        meeting = session.get(Meeting, given.meeting_id)
        if meeting is None or meeting.case_id != case.id:
            raise Invalid({"meeting_id": NO_SUCH_CHOICE})
