"""A request from home, without an account: one question to a page, who somebody is comes last, every answer once more, sent.

What is written opens only in the browser in which it was begun, which holds a personal link; for a week, until it is sent, or
until somebody says how the code was kept.
"""

from typing import NamedTuple

from flask import Blueprint, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import link_behind
from mediation_cms.accounts.queries import reserved
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import CHOOSE
from mediation_cms.documents.queries import printed
from mediation_cms.intake.access_code_models import CodeKept
from mediation_cms.intake.application_actions import (
    begin_application,
    draw_code_anew,
    drop_application,
    keep_code,
    send_application,
    write_application,
)
from mediation_cms.intake.application_inputs import ConsentsIn
from mediation_cms.intake.application_models import Application
from mediation_cms.intake.application_queries import application_behind, receipt_of, request_of, written_so_far
from mediation_cms.intake.models import Request
from mediation_cms.intake.one_by_one import CHECK
from mediation_cms.people.models import AccountKind
from mediation_cms.web import applying_pages as shown
from mediation_cms.web.advising import held_answers
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.limits import BEGUN, SENT, TYPED, count
from mediation_cms.web.saying import say
from mediation_cms.web.status_pass import give_pass

applying = Blueprint("applying", __name__, url_prefix="/apply")
HELD, CODE = "application", "application_code"
"""In the cookie of the session, which goes with the browser's window: the link to what is written; the code until it is kept."""


class Writing(NamedTuple):
    """What is written in this browser, and the request that it became once it was sent."""

    application: Application
    request: Request | None


@applying.route("", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """What is needed and what becomes of it; what was begun in this browser goes on."""
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            count(BEGUN)
            session.pop(CODE, None)
            session[HELD] = begin_application(g.session, _visitor(), held_answers().get("about", ""))
            return redirect(_url(_next_open()), code=303)
    found = _writing()
    if found is not None and found.request is not None:
        return redirect(url_for(".done"))
    return shown.start(form, _url(_next_open()) if found else "")


@applying.route("/questions/<step>", methods=["GET", "POST"])
def question(step: str) -> ResponseReturnValue:
    """One question. What was answered is kept at once, and comes back with "back"."""
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            count(TYPED)
    found = _writing()
    if found is None or found.request is not None:
        return redirect(url_for(".done" if found else ".show"))
    told = written_so_far(g.session, found.application)
    if step not in told.steps:
        return redirect(url_for(".check"))
    if request.method != "POST":
        form.values = dict(told.of(step))
    with form.catching():
        if request.method == "POST" and not form.errors:
            told = write_application(g.session, _visitor(), found.application, step, form.tree())
            going = told.missing or CHECK if request.args.get("then") == CHECK else told.after(step)
            return redirect(_url(going), code=303)
    back = told.before(step)
    return shown.question(step, told, form, _url(back) if back else url_for(".show"))


@applying.route("/check", methods=["GET", "POST"])
def check() -> ResponseReturnValue:
    """Every answer once more with its way back, the consents, and the one button that sends it."""
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            count(SENT)
    found = _writing()
    if found is None or found.request is not None:
        return redirect(url_for(".done" if found else ".show"))
    told = written_so_far(g.session, found.application)
    if told.missing:
        return redirect(_url(told.missing))
    with form.catching():
        if request.method == "POST" and not form.errors:
            given = ConsentsIn.checked(form.tree())
            sent = send_application(g.session, _visitor(), found.application, given, g.language)
            if sent.code:  # a twin of this form that was faster has it
                session[CODE] = sent.code
            return redirect(url_for(".done"), code=303)
    changes = {step: url_for(".question", step=step, then=CHECK) for step in told.steps}
    return shown.check(told, form, changes, _url(told.steps[-1]))


@applying.get("/consent")
def consent() -> ResponseReturnValue:
    """Every consent with its eight elements, to read and to print before anything is ticked."""
    found = _writing()
    if found is None or found.request is not None:
        return redirect(url_for(".done" if found else ".show"))
    return shown.consent(written_so_far(g.session, found.application), url_for(".check"))


@applying.route("/done", methods=["GET", "POST"])
def done() -> ResponseReturnValue:
    """The number and the secret code. Nobody passes who has not said how the code was kept."""
    found = _writing()
    if found is None or found.request is None:
        return redirect(url_for(".check" if found else ".show"))
    form, code = Form.sent() if request.method == "POST" else Form(), str(session.get(CODE) or "")
    with form.catching():
        if request.method == "POST" and not code:
            session[CODE] = draw_code_anew(g.session, _visitor(), found.application).code
            return redirect(url_for(".done"), code=303)
        if request.method == "POST":
            if form.text("kept") not in set(CodeKept):
                raise Invalid({"kept": CHOOSE})
            kept = keep_code(g.session, _visitor(), found.application, CodeKept(form.text("kept")), code)
            give_pass(kept)
            _forget()
            return redirect(url_for("status.show"), code=303)
    return shown.done(found.request, code, form)


@applying.get("/receipt")
def receipt() -> ResponseReturnValue:
    """The receipt: the number and the day, not a word about the dispute."""
    found = _writing()
    if found is None or found.request is None:
        return redirect(url_for(".show"))
    paper = receipt_of(g.session, found.request)
    if paper is None:
        raise NotFound
    return attachment(printed(g.session, paper))


@applying.post("/removal")
def removal() -> ResponseReturnValue:
    """All that was written and not sent is forgotten."""
    found = _writing()
    if found is not None and found.request is None:
        drop_application(g.session, _visitor(), found.application)
        say(_("Deleted. Nothing of what you wrote is left here."))
    _forget()
    return redirect(url_for("public.home"), code=303)


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _visitor() -> Actor:
    return reserved(g.session, AccountKind.VISITOR)


def _writing() -> Writing | None:
    token = session.get(HELD)
    if not isinstance(token, str):
        return None
    try:
        link = link_behind(g.session, Purpose.APPLICATION, token)
        application = application_behind(g.session, link.thing_id)
    except NotFound:
        return None
    return Writing(application, request_of(g.session, application))


def _next_open() -> str:
    found = _writing()
    return (written_so_far(g.session, found.application).missing if found else None) or CHECK


def _forget() -> None:
    session.pop(HELD, None)
    session.pop(CODE, None)


def _url(step: str) -> str:
    return url_for(".check") if step == CHECK else url_for(".question", step=step)
