"""The wing of follow-up: whom to call today about an agreement or about how we served, and what they said."""

from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.access.sight import require_dealing
from mediation_cms.agreements.follow_up_actions import record_reply, set_aside
from mediation_cms.cases.follow_up_actions import record_opinion
from mediation_cms.cases.follow_up_inputs import OpinionIn, ReplyIn, SettingAsideIn
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind
from mediation_cms.cases.follow_up_queries import answered_from_home, get_call, list_calls
from mediation_cms.cases.home_actions import ask_at_home
from mediation_cms.cases.models import Case
from mediation_cms.core.i18n import _
from mediation_cms.intake.queries import READERS
from mediation_cms.web import follow_up_pages as shown
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.saying import say

follow_ups = Blueprint("follow_ups", __name__, url_prefix="/follow-ups")


@follow_ups.get("")
def index() -> ResponseReturnValue:
    """Whom to call: today and overdue, or what the address asks for."""
    require_dealing(g.actor, READERS)
    filters = Filters(request.args, {"when", "kind"}, {"cabinet_id", "mediator_id"}, set())
    if filters.typed.get("when") == shown.FROM_HOME:
        rows = page_of(answered_from_home(g.session, g.actor, after=filters.after))
    else:
        rows = page_of(list_calls(g.session, g.actor, **filters.values, after=filters.after))
    transactions.reading("follow_ups.index", shown=[row.number for row in rows.items])
    return shown.index(rows, filters)


@follow_ups.route("/<uuid:call_id>", methods=["GET", "POST"])
def reply(call_id: UUID) -> ResponseReturnValue:
    """What came of a call."""
    call = get_call(g.session, g.actor, call_id)
    if call.kind is FollowUpKind.OPINION:
        return _opinion(call)
    authorize(g.actor, Can.ASK_SIDES, _case(call))
    form = shown.reply_form(call)
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            record_reply(g.session, g.actor, call, ReplyIn.checked(form.tree()))
            say(_("Recorded."))
            return redirect(url_for(".index"), code=303)
    return shown.reply(call, form)


@follow_ups.post("/<uuid:call_id>/message")
def message(call_id: UUID) -> ResponseReturnValue:
    """Send the question with a link instead of calling; `agreed` where the side has said that a message is safe."""
    call, form = get_call(g.session, g.actor, call_id), Form.sent()
    ask_at_home(g.session, g.actor, call, agreed=form.text("agreed") == "yes")
    say(_("The question is on its way. If no answer comes, the side stands in this list again in a few days."))
    return redirect(url_for(".index"), code=303)


@follow_ups.route("/<uuid:call_id>/setting-aside", methods=["GET", "POST"])
def setting_aside(call_id: UUID) -> ResponseReturnValue:
    """Leave a call out, with a reason, where the agreement is performed or was changed."""
    call, form = get_call(g.session, g.actor, call_id), Form.sent() if request.method == "POST" else Form()
    authorize(g.actor, Can.ASK_SIDES, _case(call))
    with form.catching():
        if request.method == "POST":
            set_aside(g.session, g.actor, call, SettingAsideIn.checked(form.tree()))
            say(_("The call is set aside."))
            return redirect(url_for(".index"), code=303)
    return shown.setting_aside(call, form)


def _opinion(call: FollowUp) -> ResponseReturnValue:
    authorize(g.actor, Can.ASK_OPINION, _case(call))
    form = shown.opinion_form(call)
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            record_opinion(g.session, g.actor, call, OpinionIn.checked(form.tree()))
            say(_("Recorded."))
            return redirect(url_for(".index"), code=303)
    return shown.opinion(call, form)


def _case(call: FollowUp) -> Case:
    case: Case = g.session.get_one(Case, call.case_id)
    return case
