"""Where the short address on a letter leads: what the invitation means, three ways to answer, and questions for who agrees.

All without an account. What is being written opens only in the browser in which it was begun: that browser holds a personal link.
"""

from typing import NamedTuple

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import link_behind
from mediation_cms.accounts.queries import reserved
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.invitation_inputs import AddressReplyIn
from mediation_cms.intake.invitation_models import Invitation, ReplyAnswer
from mediation_cms.intake.invitation_queries import by_code, replies_of
from mediation_cms.intake.models import Request
from mediation_cms.intake.one_by_one import CHECK
from mediation_cms.intake.own_word_actions import begin_own_word, send_own_word, write_own_word
from mediation_cms.intake.own_word_models import OwnWord
from mediation_cms.intake.own_word_queries import being_written, told_so_far
from mediation_cms.intake.reply_actions import receive_reply
from mediation_cms.people.models import AccountKind
from mediation_cms.web import own_word_pages as shown
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say
from mediation_cms.web.ways_in import let_in

answering = Blueprint("answering", __name__)
LONGEST = 80
NOT_FOUND = 404
HELD = "own_word"
"""Under this name the cookie of the session holds the link to what is being written; it goes with the browser's window."""


class Writing(NamedTuple):
    """An invitation whose side writes in this browser, and what it writes."""

    invitation: Invitation
    word: OwnWord


@answering.route("/i", methods=["GET"])
@answering.route("/i/", methods=["GET"])
@answering.route("/i/<code>", methods=["GET", "POST"])
def show(code: str = "") -> ResponseReturnValue:
    """The invitation and its answer. Before and after it names nobody; a code that does not answer says always the same."""
    typed = request.args.get("code", "").strip()
    if typed and not code:
        return redirect(url_for(".show", code=typed[:LONGEST]))
    if not code:
        return _page("ask")
    try:
        invitation, takes = _found(code)
    except NotFound:
        return _page("unknown", status=NOT_FOUND)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST" and takes:
            visitor = _visitor()
            reply = receive_reply(g.session, visitor, invitation, AddressReplyIn.checked(form.tree()), g.language)
            if reply.answer is ReplyAnswer.AGREED:
                session[HELD] = begin_own_word(g.session, visitor, invitation, reply)
            return redirect(url_for(".show", code=code), code=303)
        if request.method == "POST" and form.text("answer") not in {
            reply.answer for reply in replies_of(g.session, invitation)
        }:
            say(_("Another answer had come in before: yours was not taken. To change it, call the cabinet."), "late")
    return _page("open" if takes else "received", invitation, form, status=form.status)


@answering.route("/i/<code>/questions/<step>", methods=["GET", "POST"])
def question(code: str, step: str) -> ResponseReturnValue:
    """One question to a side that has agreed. Every one may be left open; what was answered comes back with "back"."""
    writing = _writing(code)
    if writing is None:
        return redirect(url_for(".show", code=code[:LONGEST]))
    told = told_so_far(g.session, writing.word)
    if step not in told.steps:
        return redirect(url_for(".check", code=code))
    form = Form.sent() if request.method == "POST" else Form(told.of(step))
    with form.catching():
        if request.method == "POST":
            told = write_own_word(g.session, _visitor(), writing.invitation, writing.word, step, form.tree())
            going = CHECK if request.args.get("then") == CHECK and told.missing is None else told.after(step)
            return redirect(_step_url(code, going), code=303)
    back = told.before(step)
    return shown.question(step, told, form, _step_url(code, back) if back else url_for(".show", code=code))


@answering.route("/i/<code>/check", methods=["GET", "POST"])
def check(code: str) -> ResponseReturnValue:
    """Every answer once more; then it is sent."""
    writing = _writing(code)
    if writing is None:
        return redirect(url_for(".show", code=code[:LONGEST]))
    told, form = told_so_far(g.session, writing.word), Form()
    missing = told.missing
    if missing:
        return redirect(_step_url(code, missing))
    if request.method == "POST":
        send_own_word(g.session, _visitor(), writing.invitation, writing.word)
        session.pop(HELD, None)
        say(_("Sent. Thank you. The cabinet will call back."))
        return redirect(url_for(".show", code=code), code=303)
    changes = {step: url_for(".question", code=code, step=step, then=CHECK) for step in told.steps}
    return shown.check(told, form, changes, _step_url(code, told.steps[-1]))


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _found(code: str) -> tuple[Invitation, bool]:
    return let_in("/i/", lambda: by_code(g.session, code[:LONGEST]))


def _visitor() -> Actor:
    return reserved(g.session, AccountKind.VISITOR)


def _writing(code: str) -> Writing | None:
    """The invitation and what its side writes here; None in any other browser, once it is sent, and for a code that is none."""
    try:
        invitation = _found(code)[0]
    except NotFound:
        return None
    return _held(invitation)


def _held(invitation: Invitation) -> Writing | None:
    token = session.get(HELD)
    if not isinstance(token, str):
        return None
    try:
        link = link_behind(g.session, Purpose.OWN_WORD, token)
        return Writing(invitation, being_written(g.session, invitation, link.thing_id))
    except NotFound:
        return None


def _step_url(code: str, step: str) -> str:
    return url_for(".check", code=code) if step == CHECK else url_for(".question", code=code, step=step)


def _page(
    state: str, invitation: Invitation | None = None, form: Form | None = None, status: int = 200
) -> ResponseReturnValue:
    house = cabinet_id = go_on = None
    if invitation is not None:
        cabinet_id = g.session.get_one(Request, invitation.request_id).cabinet_id
        house = letterhead(g.session, cabinet_id, clock.today())
        writing = _held(invitation) if state == "received" else None
        if writing is not None and request.view_args:
            told = told_so_far(g.session, writing.word)
            open_ = told.missing or CHECK
            go_on = _step_url(request.view_args["code"], open_)
    return render_template(
        "invitations/answer.html",
        state=state,
        invitation=invitation,
        house=house,
        cabinet_id=cabinet_id,
        go_on=go_on,
        form=form or Form(),
    ), status
