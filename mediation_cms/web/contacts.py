"""Writing down who was spoken to: one contact in under a minute, or everybody who came on a day of open doors."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize_somewhere
from mediation_cms.access.sight import require_dealing
from mediation_cms.cases.contact_actions import log_contact, log_walk_in
from mediation_cms.cases.contact_inputs import LogIn
from mediation_cms.cases.models import Meeting
from mediation_cms.consultations.brief_actions import record_open_day
from mediation_cms.consultations.brief_inputs import QuickListIn
from mediation_cms.core.i18n import _, ngettext
from mediation_cms.intake.numbers import following
from mediation_cms.intake.queries import READERS, get_request, list_numbered
from mediation_cms.web import contact_forms as shown
from mediation_cms.web import transactions
from mediation_cms.web.drafts import going_on
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import together
from mediation_cms.web.saying import say

contacts = Blueprint("contacts", __name__, url_prefix="/contacts")
MOST_LISTED = 20


@contacts.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Log a contact: in a matter of one's own or in sight, or with somebody who came without an appointment."""
    authorize_somewhere(g.actor, Can.REGISTER_REQUEST)
    if request.method != "POST":
        return shown.new(going_on(shown.fresh()))
    form = Form.sent()
    if "add" in request.form:
        return shown.new(form)
    with form.catching():
        return redirect(_walk_in(form) if form.text("matter") == shown.NEWCOMER else _in_a_matter(form), code=303)
    return shown.new(form)


@contacts.route("/list", methods=["GET", "POST"])
def open_day() -> ResponseReturnValue:
    """Everybody who was heard on a day of open doors, on one screen and in one transaction."""
    authorize_somewhere(g.actor, Can.REGISTER_REQUEST)
    if request.method != "POST":
        return shown.open_day(going_on(shown.fresh_list()))
    form = shown.without_empty_rows(Form.sent())
    if "add" in request.form:
        return shown.open_day(form, more=request.form["add"] == "rows")
    with form.catching():
        made = record_open_day(g.session, g.actor, QuickListIn.checked(shown.list_typed(form)))
        say(ngettext("%(n)s consultation is recorded.", "%(n)s consultations are recorded.", len(made)))
        return redirect(url_for(".listed", first=made[0].number, count=len(made)), code=303)
    return shown.open_day(form)


@contacts.get("/list/<first>")
def listed(first: str) -> ResponseReturnValue:
    """What was entered by a list, with the numbers that it got: to print and to hand out."""
    require_dealing(g.actor, READERS)
    count = request.args.get("count", default=1, type=int)
    rows = list_numbered(g.session, g.actor, following(first, min(max(count, 1), MOST_LISTED)))[::-1]
    transactions.reading("contacts.listed", shown=[row.number for row in rows])
    return render_template("contacts/listed.html", rows=rows, **shown.words_of_list(rows))


# --- inner parts -------------------------------------------------------------------------------------------------------


def _in_a_matter(form: Form) -> str:
    """Log it; where it is shown then."""
    given, key = together(lambda: LogIn.checked(shown.log_typed(form)), lambda: shown.chosen(form))
    found = get_request(g.session, g.actor, key)
    made = log_contact(g.session, g.actor, found, given)
    say(_("The conversation is logged."))
    if isinstance(made, Meeting):
        return url_for("cases.show", case_id=made.case_id)
    return url_for("requests.consultations", request_id=found.id)


def _walk_in(form: Form) -> str:
    """Register who came; where it is shown then."""
    given, brief, at = together(
        lambda: LogIn.checked(shown.log_typed(form, newcomer=True)),
        lambda: shown.brief(form),
        lambda: shown.cabinet(form),
    )
    with shown.beside_newcomer():
        made = log_walk_in(g.session, g.actor, at, brief, given)
    say(_("Registered under the number %(number)s.", number=made.number))
    return url_for("requests.consultations", request_id=made.id)
