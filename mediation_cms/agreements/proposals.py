"""How proposals become terms: one rule, asked after everything that may change its answer."""

from datetime import date

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.agreements.drafting import another_version
from mediation_cms.agreements.models import Acceptance, Agreement, Obligation, Proposal
from mediation_cms.agreements.queries import acceptances_of, draft_of, obligations_of, proposals_of
from mediation_cms.agreements.rules import is_agreed
from mediation_cms.agreements.workflow import PROPOSAL, ProposalState, ProposalStep
from mediation_cms.cases.models import Case
from mediation_cms.cases.sides import sides_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.issuing import outdate

OPEN = (ProposalState.PROPOSED, ProposalState.ACCEPTED)


def settle(session: Session, case: Case) -> None:
    """Let what every bound side has accepted be a term of the draft, and ask again what a newly bound side has not accepted.

    What was on the table when the mediation ended stays as it was. So no supplement, which is drafted afterwards, takes it up.
    """
    session.flush()
    if case.status is not CaseStatus.IN_MEDIATION:
        return
    draft = draft_of(session, case)
    bound = bound_sides(session, case, draft)
    rows = [row for row in proposals_of(session, case) if row[0].state in OPEN and not _is_signed(session, row[1])]
    accepted = acceptances_of(session, [proposal for proposal, _term in rows])
    for proposal, term in rows:
        agreed = is_agreed(bound, accepted[proposal.id])
        if agreed and proposal.state is ProposalState.PROPOSED:
            proposal.state = PROPOSAL.after(proposal.state, ProposalStep.AGREE)
        elif not agreed and proposal.state is ProposalState.ACCEPTED:
            proposal.state = PROPOSAL.after(proposal.state, ProposalStep.ASK_AGAIN)
        session.add(proposal)
        if agreed and draft is not None and term.agreement_id is None:
            _put_in(session, draft, term)
    session.flush()


def bound_sides(session: Session, case: Case, draft: Agreement | None) -> list[str]:
    """The sides whose acceptance makes a term: those that the draft binds; every side while there is no draft."""
    return draft.bound_sides if draft is not None else [side.key for side in sides_of(session, case.request_id)]


def accept(session: Session, actor: Actor, proposal: Proposal, side: str, on: date) -> None:
    """Note that a side accepts the proposal as it is worded now. A second time changes nothing."""
    if side not in acceptances_of(session, [proposal])[proposal.id]:
        session.add(Acceptance(proposal_id=proposal.id, side=side, accepted_on=on, account_id=actor.account_id))
        session.flush()


def leave_draft(session: Session, term: Obligation) -> None:
    """Take the words of a proposal out of the draft in which they stand, if they stand in one."""
    if term.agreement_id is None:
        return
    draft = session.get_one(Agreement, term.agreement_id)
    if draft.signed_on is not None:
        raise Refused(_("A signed agreement cannot be changed. Draw up a supplementary one."))
    term.agreement_id = term.position = None
    session.add(term)
    session.flush()
    _close_up(session, draft)


def changed_in(session: Session, draft: Agreement) -> None:
    """The draft reads otherwise: whoever has it open is told, and what was printed of it is outdated."""
    another_version(session, draft)
    outdate(session, draft.id)


def _put_in(session: Session, draft: Agreement, term: Obligation) -> None:
    term.agreement_id, term.position = draft.id, len(obligations_of(session, draft)) + 1
    session.add(term)
    session.flush()
    changed_in(session, draft)


def _close_up(session: Session, draft: Agreement) -> None:
    for position, term in enumerate(obligations_of(session, draft), start=1):
        if term.position != position:
            term.position = position
            session.add(term)
            session.flush()  # one after the other: no two stand at one place
    changed_in(session, draft)


def _is_signed(session: Session, term: Obligation) -> bool:
    return term.agreement_id is not None and session.get_one(Agreement, term.agreement_id).signed_on is not None
