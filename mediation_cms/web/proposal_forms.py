"""What the pages of proposals show: cards beside each other, one side a column, and the form of one proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.agreements.drafting import TermWords, words_of_term
from mediation_cms.agreements.models import Obligation, Proposal
from mediation_cms.agreements.proposals import OPEN, bound_sides
from mediation_cms.agreements.queries import acceptances_of, draft_of, proposals_of, term_of
from mediation_cms.agreements.workflow import ProposalState
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import meetings_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.dates import short_day
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import Text
from mediation_cms.disputes.placeholders import still_open
from mediation_cms.intake.models import Side
from mediation_cms.web import clause_forms
from mediation_cms.web.case_forms import side_options
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import SideShown, matter
from mediation_cms.web.typed import as_typed

BADGES = {
    ProposalState.PROPOSED: "wait",
    ProposalState.ACCEPTED: "done",
    ProposalState.COUNTERED: "part",
    ProposalState.STRUCK: "stopped",
}


@dataclass(frozen=True)
class Card:
    """One proposal: its number at the table, its words, who accepts it since when, and whom it still waits for."""

    number: int
    proposal: Proposal
    term: TermWords
    badge: str
    accepted: list[tuple[SideShown, date]]
    waits_for: list[SideShown]
    answers: int | None
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether it lies on the table."""
        return self.proposal.state in OPEN


def index(case: Case) -> ResponseReturnValue:
    """What lies on the table, side by side, and below it what was answered or struck."""
    authorize(g.actor, Can.READ_MINUTES, case)
    found = matter(case.request_id, "proposals.index")
    cards = _cards(case, found.sides)
    return render_template(
        "proposals/index.html",
        matter=found,
        case=case,
        columns=[
            (side, [card for card in cards if card.is_open and card.proposal.side == side.key])
            for side in found.sides
            if side.party.side is not Side.THIRD
        ],
        past=[card for card in cards if not card.is_open],
        by_key={side.key: side for side in found.sides},
        draft=draft_of(g.session, case),
        notes=may(g.actor, Can.CONDUCT_MEDIATION, case) and case.status is CaseStatus.IN_MEDIATION,
    )


def form_page(
    case: Case, form: Form, endpoint: str, answers: Obligation | None = None, of: Proposal | None = None
) -> ResponseReturnValue:
    """The form of a proposal, of its correction (`of`) or of an answer to another (`answers`)."""
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    found = matter(case.request_id, endpoint)
    met = [
        (str(each.id), f"{short_day(each.held_on)}, {each.kind.label.in_(g.language)}")
        for each in meetings_of(g.session, case)
    ]
    return render_template(
        "proposals/form.html",
        form=form,
        matter=found,
        case=case,
        sides=side_options(found),
        meetings=met,
        clauses=clause_forms.offered(case),
        answers=words_of_term(g.session, answers) if answers else None,
        of=of,
    ), form.status


def fresh(case: Case, answers: Obligation | None = None) -> Form:
    """An empty proposal at the newest meeting; a counter-proposal begins with the words that it answers."""
    newest = next(iter(meetings_of(g.session, case)), None)
    values = typed(answers) if answers else {}
    return Form(values | {"meeting_id": str(newest.id) if newest else ""})


def typed(term: Obligation) -> dict[str, Any]:
    """The words of a proposal as the fields of its form."""
    amount = "" if term.amount is None else f"{term.amount:f}".removesuffix(".00")
    return as_typed(term, "debtor_sides", "due_on") | {"amount": amount} | words_of_term(g.session, term).words


def open_places(proposal: Proposal) -> list[Text]:
    """What of a clause still stands in braces in the words of a proposal."""
    return still_open(list(words_of_term(g.session, term_of(g.session, proposal)).words.values()))


def stored(proposal: Proposal, term: Obligation) -> dict[str, Any]:
    """A stored proposal as the fields of its form."""
    return typed(term) | as_typed(proposal, "side", "meeting_id")


def striking(case: Case, proposal: Proposal, term: Obligation, form: Form) -> ResponseReturnValue:
    """The page before a proposal is struck."""
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    found = matter(case.request_id, "proposals.striking")
    return render_template(
        "proposals/striking.html",
        form=form,
        matter=found,
        case=case,
        proposal=proposal,
        words=words_of_term(g.session, term).words,
    ), form.status


def _cards(case: Case, sides: Sequence[SideShown]) -> list[Card]:
    rows = proposals_of(g.session, case)
    numbers = {proposal.id: number for number, (proposal, _term) in enumerate(rows, start=1)}
    accepted = acceptances_of(g.session, [proposal for proposal, _term in rows])
    bound, by_key = bound_sides(g.session, case, draft_of(g.session, case)), {side.key: side for side in sides}
    return [
        Card(
            number=numbers[proposal.id],
            proposal=proposal,
            term=words_of_term(g.session, term),
            badge=BADGES[proposal.state],
            accepted=[(by_key[key], day) for key, day in accepted[proposal.id].items() if key in by_key],
            waits_for=[by_key[key] for key in bound if key in by_key and key not in accepted[proposal.id]],
            answers=numbers.get(proposal.replaces_id) if proposal.replaces_id else None,
            reason=unseal(g.session, proposal, "struck_because_sealed") or "",
        )
        for proposal, term in rows
    ]
