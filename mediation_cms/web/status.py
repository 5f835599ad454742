"""Coming back to a request by number and secret code, without an account. The code stands in no address, only in what is sent."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.accounts.sessions import TooManyTries
from mediation_cms.cases.consent_actions import withdraw_own_consent
from mediation_cms.cases.withdrawal_actions import withdraw_from_home
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.documents.queries import printed
from mediation_cms.documents.uploads import LARGEST
from mediation_cms.intake.access_codes import code_behind
from mediation_cms.intake.application_queries import receipt_of
from mediation_cms.intake.message_actions import hand_in_file, write_to_cabinet
from mediation_cms.intake.message_inputs import ComingBackIn, MessageIn
from mediation_cms.intake.message_queries import handed_download
from mediation_cms.web import status_pages as pages
from mediation_cms.web import transactions
from mediation_cms.web.consent_words import purpose_named
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say
from mediation_cms.web.status_pass import end_pass, end_pass_on_leaving, give_pass, held_pass
from mediation_cms.web.talk_for_request import begin_talk
from mediation_cms.web.ways_in import let_in

status = Blueprint("status", __name__, url_prefix="/status")
NOT_FOUND = 404
ENDED = _(
    "Nobody was here for a while, so the page was closed. Type the number and the code again: what you wrote is kept."
)
NOT_SENT = _(
    "Nobody was here for a while, so the page was closed, and the file was not sent. "
    "Type the number and the code, and send it again."
)
NOT_WITHDRAWN = _(
    "Nobody was here for a while, so the page was closed, and the request is not withdrawn. "
    "Type the number and the code again."
)
ENDED_FOR_TALK = _(
    "Nobody was here for a while, so the page was closed. Type the number and the code again, then book the talk."
)
NOT_TAKEN_BACK = _(
    "Nobody was here for a while, so the page was closed, and the consent is not taken back. "
    "Type the number and the code again."
)
WITHDRAW = _("I withdraw my request.")


@status.before_app_request
def forget() -> None:
    """Whoever finishes at the cabinet's own computer leaves no pass behind."""
    if request.endpoint == "kiosk.end" and g.kiosk:
        end_pass_on_leaving()


@status.route("", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """How the request stands, for the browser that was let in; the form of number and code for any other."""
    if request.method != "POST":
        found = held_pass()
        return pages.shown(found) if found else pages.asked(Form())
    form = Form.sent()
    kept = str(form.values.pop("kept", ""))
    with form.catching():
        given = ComingBackIn.checked(form.tree())
    if form.errors:
        return pages.asked(form, kept)
    try:
        found_request = let_in("/status", lambda: code_behind(g.session, given.number, given.code))
    except TooManyTries as problem:
        return _refused(form, problem, kept, **{"Retry-After": str(problem.seconds)})
    except NotFound as problem:
        return _refused(form, problem, kept)
    give_pass(found_request)
    found = held_pass()
    return pages.shown(found, Form({"body": kept})) if kept and found else redirect(url_for(".show"), code=303)


@status.post("/messages")
def messages() -> ResponseReturnValue:
    """The applicant writes to the cabinet."""
    found, form = held_pass(), Form.sent()
    if found is None:
        say(ENDED, "wait")
        return pages.asked(Form(), form.text("body"))
    with form.catching():
        write_to_cabinet(g.session, found.reader, found.request, MessageIn.checked(form.tree()), form.key)
        say(_("Sent. The cabinet answers here."))
        return redirect(url_for(".show"), code=303)
    return pages.shown(found, form)


@status.post("/files")
def files() -> ResponseReturnValue:
    """The applicant sends a file."""
    found, form = held_pass(), Form.sent()
    if found is None:
        say(NOT_SENT, "late")
        return redirect(url_for(".show"), code=303)
    sent = request.files.get("file")
    with form.catching():
        if sent is None or not sent.filename:
            raise Invalid({"file": _("Attach a file.")})
        content = BytesIO(sent.stream.read(LARGEST + 1))
        hand_in_file(g.session, found.reader, found.request, sent.filename, content)
        say(_("Sent. The cabinet sees the file."))
        return redirect(url_for(".show"), code=303)
    return pages.shown(found, None, form)


@status.get("/files/<uuid:handed_id>")
def file(handed_id: UUID) -> ResponseReturnValue:
    """A file that the applicant sent, or that staff show."""
    found = held_pass()
    if found is None:
        return redirect(url_for(".show"))
    return attachment(handed_download(g.session, found.reader, found.request, handed_id))


@status.get("/receipt")
def receipt() -> ResponseReturnValue:
    """The receipt of a request from home, as it was given when it was sent."""
    found = held_pass()
    if found is None:
        return redirect(url_for(".show"))
    paper = receipt_of(g.session, found.request)
    if paper is None:
        raise NotFound
    return attachment(printed(g.session, paper))


@status.route("/withdrawal", methods=["GET", "POST"])
def withdrawal() -> ResponseReturnValue:
    """Take the request back, after a page that says what it means."""
    found = held_pass()
    if found is None:
        if request.method == "POST":
            say(NOT_WITHDRAWN, "late")
        return redirect(url_for(".show"), code=303)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            said = form.text("body").strip() or WITHDRAW.in_(g.language)
            withdraw_from_home(g.session, found.reader, found.request, MessageIn.checked({"body": said}))
            say(_("The request is withdrawn."))
            return redirect(url_for(".show"), code=303)
    return pages.withdrawal(found, form)


@status.post("/talk")
def talk() -> ResponseReturnValue:
    """On to the times of the cabinet; what is booked now in this browser is for this request."""
    found = held_pass()
    if found is None:
        say(ENDED_FOR_TALK, "wait")
    return redirect(begin_talk(found) if found else url_for(".show"), code=303)


@status.get("/consents")
def consents() -> ResponseReturnValue:
    """What the applicant agreed to, in their words, and what of it may be taken back."""
    found = held_pass()
    return pages.consents(found) if found else redirect(url_for(".show"), code=303)


@status.route("/consents/<purpose>", methods=["GET", "POST"])
def consent(purpose: str) -> ResponseReturnValue:
    """Take one consent back, after a page that says what it means."""
    found = held_pass()
    if found is None:
        if request.method == "POST":
            say(NOT_TAKEN_BACK, "late")
        return redirect(url_for(".show"), code=303)
    form, use = Form.sent() if request.method == "POST" else Form(), purpose_named(purpose)
    with form.catching():
        if request.method == "POST":
            withdraw_own_consent(g.session, found.reader, found.request, use)
            say(_("The consent is taken back."))
            return redirect(url_for(".consents"), code=303)
    return pages.consent(found, use, form)


@status.post("/leaving")
def leaving() -> ResponseReturnValue:
    """The reader is done: this browser is let in no more."""
    end_pass()
    say(_("The page is closed. To come back, type the number and the code."))
    return redirect(url_for(".show"), code=303)


def _refused(form: Form, problem: TooManyTries | NotFound, kept: str, **headers: str) -> ResponseReturnValue:
    transactions.forget()
    form.errors, form.status = {"": problem.sentence}, problem.status
    return pages.asked(form, kept, **headers)
