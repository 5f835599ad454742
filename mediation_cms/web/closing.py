"""A mediation is ended on a guided way: one step to the address, kept as a draft, and no end while something is missing."""

from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can
from mediation_cms.audit.drafts import keep_draft
from mediation_cms.cases.actions import end_mediation
from mediation_cms.cases.closing import ASKED, Step
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import get_case
from mediation_cms.cases.workflow import CASE, CaseStep
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.web import closing_pages as pages
from mediation_cms.web.case_forms import require
from mediation_cms.web.drafts import LATER, TOO_LARGE, saved_words
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say

closing = Blueprint("closing", __name__, url_prefix="/cases/<uuid:case_id>/closing")


@closing.route("", methods=["GET", "POST"])
def summary(case_id: UUID) -> ResponseReturnValue:
    """Each hole named, with the way to it; without any, the button that ends the mediation. Before a contract: its own form."""
    case = get_case(g.session, g.actor, case_id)
    if CASE.allows(case.status, CaseStep.CLOSE):
        return redirect(url_for("cases.closure", case_id=case_id), code=303)
    require(case, CaseStep.END, Can.CONDUCT_MEDIATION)
    form = pages.kept(case)
    with form.catching():
        if request.method == "POST":
            form.key = Form.sent().key
            end_mediation(g.session, g.actor, case, EndingIn.checked(form.tree()))
            day = case.ended_on or ""
            say(_("The mediation has ended on %(day)s. The notice of termination is under Papers.", day=day))
            return redirect(url_for("cases.show", case_id=case_id), code=303)
    return pages.summary(case, form) if form.text("ending") or form.errors else pages.step(case, Step.OUTCOME, form)


@closing.route("/<name>", methods=["GET", "POST"])
def step(case_id: UUID, name: str) -> ResponseReturnValue:
    """One step. What is typed is kept as a draft; going on asks for what the step needs, saving for later does not."""
    case, at = get_case(g.session, g.actor, case_id), _step(name)
    require(case, CaseStep.END, Can.CONDUCT_MEDIATION)
    form = pages.kept(case)
    if request.method != "POST":
        return pages.step(case, at, form)
    sent = Form.sent()
    typed = {field: value for field, value in form.values.items() if field not in ASKED[at]}
    form = Form(typed | {field: sent.values[field] for field in ASKED[at] if field in sent.values}, sent.key)
    later = LATER in request.form
    form.errors = {} if later else pages.wrong_here(case, at, form)
    if form.errors:
        form.status = 422
        return pages.step(case, at, form)
    return _kept(case, at, form, later=later)


def _kept(case: Case, at: Step, form: Form, *, later: bool) -> ResponseReturnValue:
    """What was typed so far, kept for whoever typed it; then to the next step, or to the case."""
    saved_at = keep_draft(
        g.session, g.actor.account_id, pages.address(case), {"values": form.values, "seen": "", "version": ""}
    )
    if saved_at is None:
        say(TOO_LARGE, "late")
        return redirect(pages.address_of(case, at), code=303)
    if later:
        say(saved_words(saved_at))
        return redirect(url_for("cases.show", case_id=case.id), code=303)
    return redirect(pages.after(case, at), code=303)


def _step(name: str) -> Step:
    """The step of this name. Raises NotFound."""
    try:
        return Step(name)
    except ValueError:
        raise NotFound from None
