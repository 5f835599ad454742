"""The table of a mediation: proposals and counter-proposals, who accepts them, and what was struck."""

from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from mediation_cms.access import Can, authorize
from mediation_cms.agreements.inputs import AcceptanceIn, ProposalIn, StrikingIn
from mediation_cms.agreements.models import Obligation, Proposal
from mediation_cms.agreements.proposal_actions import (
    accept_proposal,
    change_proposal,
    counter_proposal,
    make_proposal,
    restore_proposal,
    strike_proposal,
    withdraw_acceptance,
)
from mediation_cms.agreements.queries import get_proposal
from mediation_cms.cases.endings import listed
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import get_case
from mediation_cms.core.i18n import _
from mediation_cms.web import clause_forms
from mediation_cms.web import proposal_forms as shown
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say

proposals = Blueprint("proposals", __name__, url_prefix="/cases/<uuid:case_id>/proposals")
ONE = "/<uuid:proposal_id>"


@proposals.get("")
def index(case_id: UUID) -> ResponseReturnValue:
    """What lies on the table, side by side."""
    return shown.index(get_case(g.session, g.actor, case_id))


@proposals.route("/new", methods=["GET", "POST"])
def new(case_id: UUID) -> ResponseReturnValue:
    """Note what a side proposes."""
    case = get_case(g.session, g.actor, case_id)
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    form = Form.sent() if request.method == "POST" else shown.fresh(case)
    with form.catching():
        if request.method == "POST" and not _clause_put_in(case, form):
            made = make_proposal(g.session, g.actor, case, ProposalIn.checked(form.tree()))
            say(_("The proposal is noted."))
            _say_what_is_open(made)
            return _back(case, made)
    return shown.form_page(case, form, "proposals.new")


@proposals.route(f"{ONE}/counter", methods=["GET", "POST"])
def counter(case_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """Note what a side proposes instead."""
    case, proposal, term = _found(case_id, proposal_id)
    form = Form.sent() if request.method == "POST" else shown.fresh(case, term)
    with form.catching():
        if request.method == "POST" and not _clause_put_in(case, form):
            made = counter_proposal(g.session, g.actor, proposal, term, ProposalIn.checked(form.tree()))
            say(_("The counter-proposal is noted."))
            _say_what_is_open(made)
            return _back(case, made)
    return shown.form_page(case, form, "proposals.counter", answers=term)


@proposals.route(ONE, methods=["GET", "POST"])
def correction(case_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """Word a proposal otherwise; whoever had accepted it is asked again."""
    case, proposal, term = _found(case_id, proposal_id)
    form = Form.correcting(shown.stored(proposal, term))
    with form.catching():
        if request.method == "POST" and not _clause_put_in(case, form):
            form.require_as_seen()
            change_proposal(g.session, g.actor, proposal, term, ProposalIn.checked(form.tree()))
            say(_("Saved"))
            _say_what_is_open(proposal)
            return _back(case, proposal)
    return shown.form_page(case, form, "proposals.correction", of=proposal)


@proposals.post(f"{ONE}/acceptance")
def acceptance(case_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """A side accepts the proposal as it is worded now."""
    case, proposal, _term = _found(case_id, proposal_id)
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    accept_proposal(g.session, g.actor, proposal, AcceptanceIn.checked(Form.sent().tree()))
    return _back(case, proposal)


@proposals.post(f"{ONE}/acceptance/removal")
def withdrawal(case_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """A side thinks otherwise."""
    case, proposal, term = _found(case_id, proposal_id)
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    withdraw_acceptance(g.session, g.actor, proposal, term, AcceptanceIn.checked(Form.sent().tree()))
    return _back(case, proposal)


@proposals.route(f"{ONE}/striking", methods=["GET", "POST"])
def striking(case_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """Strike a proposal, with the reason."""
    case, proposal, term = _found(case_id, proposal_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            strike_proposal(g.session, g.actor, proposal, term, StrikingIn.checked(form.tree()))
            say(_("The proposal is struck. It can be restored."))
            return _back(case, proposal)
    return shown.striking(case, proposal, term, form)


@proposals.post(f"{ONE}/restoration")
def restoration(case_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """Put a proposal on the table again."""
    case, proposal, _term = _found(case_id, proposal_id)
    restore_proposal(g.session, g.actor, proposal)
    say(_("The proposal lies on the table again."))
    return _back(case, proposal)


def _found(case_id: UUID, proposal_id: UUID) -> tuple[Case, Proposal, Obligation]:
    case = get_case(g.session, g.actor, case_id)
    return case, *get_proposal(g.session, g.actor, case, proposal_id)


def _clause_put_in(case: Case, form: Form) -> bool:
    """Whether only the words of a clause were to be put into the form, and nothing saved yet."""
    if request.form.get("add") != "clause":
        return False
    clause_forms.put_in(case, form)
    return True


def _say_what_is_open(proposal: Proposal) -> None:
    """What of a clause still stands in braces: it may, as long as it is a proposal."""
    if still := shown.open_places(proposal):
        say(_("Its words still hold braces: %(names)s. Write it in before the signing.", names=listed(still)), "wait")


def _back(case: Case, proposal: Proposal) -> Response:
    return redirect(url_for(".index", case_id=case.id, _anchor=f"proposal-{proposal.id}"), code=303)
