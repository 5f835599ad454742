"""What staff of a matter and its applicant say to each other, the files between them, and the secret code that lets them in."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.audit.queries import names_of
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.documents.uploads import LARGEST
from mediation_cms.intake.access_codes import standing_code
from mediation_cms.intake.applicant_news import way_of_applicant
from mediation_cms.intake.code_actions import renew_code
from mediation_cms.intake.message_actions import lay_file, note_messages_read, show_file, write_to_applicant
from mediation_cms.intake.message_inputs import LONGEST_MESSAGE, CodeWay, IdentityCheck, MessageIn, RenewalIn
from mediation_cms.intake.message_queries import files_of, get_handed, handed_download, messages_of
from mediation_cms.intake.queries import get_request
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import matter
from mediation_cms.web.saying import say

correspondence = Blueprint("correspondence", __name__, url_prefix="/requests/<uuid:request_id>")


@correspondence.route("/messages", methods=["GET", "POST"])
def messages(request_id: UUID) -> ResponseReturnValue:
    """Messages both ways, and the answer of staff."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            told = write_to_applicant(g.session, g.actor, found, MessageIn.checked(form.tree()))
            _say_whether_told(told=told)
            return redirect(url_for(".messages", request_id=request_id), code=303)
    return _page(request_id, form, Form())


@correspondence.post("/messages/reading")
def reading(request_id: UUID) -> ResponseReturnValue:
    """Nothing of what the applicant wrote waits any more."""
    note_messages_read(g.session, g.actor, get_request(g.session, g.actor, request_id))
    return redirect(url_for(".messages", request_id=request_id), code=303)


@correspondence.post("/files")
def files(request_id: UUID) -> ResponseReturnValue:
    """Lay a file beside the messages; the applicant sees it only where that is ticked."""
    found, form, sent = get_request(g.session, g.actor, request_id), Form.sent(), request.files.get("file")
    with form.catching():
        authorize(g.actor, Can.WRITE_TO_APPLICANT, found)
        if sent is None or not sent.filename:
            raise Invalid({"file": _("Attach a file.")})
        content = BytesIO(sent.stream.read(LARGEST + 1))
        lay_file(g.session, g.actor, found, sent.filename, content, shown=form.text("shown") == "yes")
        say(_("The file is kept."))
        return redirect(url_for(".messages", request_id=request_id), code=303)
    return _page(request_id, Form(), form)


@correspondence.post("/files/<uuid:handed_id>/showing")
def showing(request_id: UUID, handed_id: UUID) -> ResponseReturnValue:
    """Show a file to the applicant, or take it out of sight."""
    found = get_request(g.session, g.actor, request_id)
    show_file(
        g.session, g.actor, found, get_handed(g.session, found, handed_id), shown=Form.sent().text("shown") == "yes"
    )
    return redirect(url_for(".messages", request_id=request_id), code=303)


@correspondence.get("/files/<uuid:handed_id>")
def file(request_id: UUID, handed_id: UUID) -> ResponseReturnValue:
    """A file that the applicant sent, or that staff laid beside the messages."""
    found = get_request(g.session, g.actor, request_id)
    content = handed_download(g.session, g.actor, found, handed_id)
    transactions.reading("correspondence.file", found.id)
    return attachment(content)


@correspondence.route("/code", methods=["GET", "POST"])
def code(request_id: UUID) -> ResponseReturnValue:
    """Give the applicant a secret code after checking who asks; it is shown once, or sent."""
    found = get_request(g.session, g.actor, request_id)
    authorize(g.actor, Can.RENEW_CODE, found)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            given = RenewalIn.checked(form.tree())
            made = renew_code(g.session, g.actor, found, given)
            if given.way is CodeWay.SHOWN:
                return _once(request_id, made)
            say(_("The code is on its way to the applicant. Nobody else sees it."))
            return redirect(url_for(".messages", request_id=request_id), code=303)
    return render_template(
        "requests/code.html",
        matter=matter(request_id, "correspondence.code"),
        form=form,
        is_lost=standing_code(g.session, found) is not None,
        checks=options(IdentityCheck),
        ways=options(CodeWay),
    ), form.status


def _once(request_id: UUID, made: str) -> ResponseReturnValue:
    """The code on the answer itself: no address leads to it, and the browser keeps no copy."""
    transactions.leads_to(url_for(".messages", request_id=request_id))
    return render_template("requests/code_once.html", matter=matter(request_id, "correspondence.code"), code=made)


def _say_whether_told(*, told: bool) -> None:
    if told:
        say(_("Sent. The applicant is told that there is a message."))
    else:
        say(_("Kept. No message reaches this person: call, or they see it when they come back."), "wait")


def _page(request_id: UUID, form: Form, file_form: Form) -> ResponseReturnValue:
    found = matter(request_id, "correspondence.messages")
    written = messages_of(g.session, g.actor, found.request)
    code = standing_code(g.session, found.request)
    return render_template(
        "requests/messages.html",
        matter=found,
        messages=written,
        names=names_of(g.session, {each.account_id for each in written if not each.from_applicant}),
        unread=sum(each.from_applicant and each.read_at is None for each in written),
        files=files_of(g.session, g.actor, found.request),
        code=code,
        is_reached=code is not None and way_of_applicant(g.session, found.request) is not None,
        longest=LONGEST_MESSAGE,
        form=form,
        file_form=file_form,
    ), max(form.status, file_form.status)
