"""Scope and safety of a request: one page a topic, one page a side; and its refusal with where else to turn."""

from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.cases.joint_meeting_actions import ask_for_joint_meeting, decide_joint_meeting
from mediation_cms.cases.matter_actions import note_ground, refuse_matter
from mediation_cms.core.i18n import _
from mediation_cms.intake.queries import get_request
from mediation_cms.intake.safety import precaution_of
from mediation_cms.intake.screening_actions import answer_scope, ask_side, note_word, set_risk
from mediation_cms.intake.screening_inputs import GroundIn, JointIn, RefusalIn, RiskIn, SafetyIn, ScopeIn, WordIn
from mediation_cms.intake.screening_queries import get_side, questions, told_by
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.web import screening_forms as shown
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import matter
from mediation_cms.web.saying import say

screening = Blueprint("screening", __name__, url_prefix="/requests/<uuid:request_id>")


@screening.get("/screening")
def show(request_id: UUID) -> ResponseReturnValue:
    """What is known of scope and safety, what is open, and what is decided. Not a word of what a side said."""
    return shown.overview(matter(request_id, "screening.show"))


@screening.route("/screening/scope", methods=["GET", "POST"])
def scope(request_id: UUID) -> ResponseReturnValue:
    """The questions of scope."""
    found = get_request(g.session, g.actor, request_id)
    authorize(g.actor, Can.SCREEN_REQUEST, found)
    asked = questions(g.session, found)
    form = Form.correcting(shown.scope_typed(asked))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            answer_scope(g.session, g.actor, found, ScopeIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".show", request_id=request_id), code=303)
    return shown.page("screening/scope.html", found, form, questions=asked)


@screening.route("/screening/sides/<uuid:party_id>", methods=["GET", "POST"])
def safety(request_id: UUID, party_id: UUID) -> ResponseReturnValue:
    """What one side says of its safety: this side alone, and only for who may read it."""
    found = get_request(g.session, g.actor, request_id)
    side = get_side(g.session, found, party_id)
    form = shown.safety_form(side, told_by(g.session, g.actor, found, side))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            ask_side(g.session, g.actor, found, side, SafetyIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".show", request_id=request_id), code=303)
    return shown.safety(found, form, side)


@screening.route("/screening/risk", methods=["GET", "POST"])
def risk(request_id: UUID) -> ResponseReturnValue:
    """The level of risk as staff see it."""
    found = get_request(g.session, g.actor, request_id)
    authorize(g.actor, Can.READ_SAFETY, found)
    form = Form.correcting(shown.risk_typed(found, precaution_of(g.session, found.id)))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            set_risk(g.session, g.actor, found, RiskIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".show", request_id=request_id), code=303)
    return shown.page("screening/risk.html", found, form)


@screening.route("/screening/meeting", methods=["GET", "POST"])
def meeting(request_id: UUID) -> ResponseReturnValue:
    """The coordinator's decision that a joint meeting may be held in spite of the risk."""
    found = get_request(g.session, g.actor, request_id)
    authorize(g.actor, Can.ALLOW_JOINT_MEETING, found)
    form = Form.sent() if request.method == "POST" else shown.today("joint_from")
    with form.catching():
        if request.method == "POST":
            decide_joint_meeting(g.session, g.actor, found, JointIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".show", request_id=request_id), code=303)
    return shown.page("screening/meeting.html", found, form)


@screening.post("/screening/meeting/question")
def question(request_id: UUID) -> ResponseReturnValue:
    """The mediator asks the coordinator to decide on a joint meeting."""
    found = get_request(g.session, g.actor, request_id)
    task = ask_for_joint_meeting(g.session, g.actor, found)
    say(_("The coordinator has your question and answers it by %(day)s.", day=task.due_on))
    return redirect(url_for(".show", request_id=request_id), code=303)


@screening.route("/screening/word", methods=["GET", "POST"])
def word(request_id: UUID) -> ResponseReturnValue:
    """That the applicant agreed that the other side is invited."""
    found = get_request(g.session, g.actor, request_id)
    authorize(g.actor, Can.READ_SAFETY, found)
    form = Form.sent() if request.method == "POST" else shown.today("word_on")
    with form.catching():
        if request.method == "POST":
            note_word(g.session, g.actor, found, WordIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".show", request_id=request_id), code=303)
    return shown.page("screening/word.html", found, form)


@screening.route("/refusal", methods=["GET", "POST"])
def refusal(request_id: UUID) -> ResponseReturnValue:
    """Refuse the request, and say where else to turn; or note both of one that ended so at the consultation."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else shown.fresh_refusal()
    with form.catching():
        if request.method == "POST":
            if found.status is RequestStatus.ENDED:
                note_ground(g.session, g.actor, found, GroundIn.checked(form.tree()))
            else:
                refuse_matter(g.session, g.actor, found, RefusalIn.checked(form.tree()))
            say(_("Saved. The papers can be printed now."))
            return redirect(url_for("papers.of_request", request_id=request_id), code=303)
    return shown.refusal(found, form)
