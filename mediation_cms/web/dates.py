"""Finding a date: the mediator proposes times and fixes one, sides tick by their link, staff for who cannot be written to."""

from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import note_use
from mediation_cms.accounts.queries import reserved
from mediation_cms.cases.date_actions import fix_date, give_up_dates, propose_dates, tick_for_side, tick_from_home
from mediation_cms.cases.date_inputs import DatesIn, TicksIn
from mediation_cms.cases.date_queries import Finding, finding_of, finding_with
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import get_case
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import CHOOSE
from mediation_cms.people.models import AccountKind
from mediation_cms.web import date_pages as shown
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import as_key
from mediation_cms.web.saying import say
from mediation_cms.web.ways_in import by_link, nowhere

dates = Blueprint("dates", __name__)
OF_CASE = "/cases/<uuid:case_id>/dates"


@dates.get(OF_CASE)
def show(case_id: UUID) -> ResponseReturnValue:
    """Which times suit whom, and the soonest that suits everybody."""
    case = get_case(g.session, g.actor, case_id)
    return shown.show(case, finding_of(g.session, case))


@dates.route(f"{OF_CASE}/new", methods=["GET", "POST"])
def new(case_id: UUID) -> ResponseReturnValue:
    """Propose up to ten times."""
    case = get_case(g.session, g.actor, case_id)
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    form = Form.sent() if request.method == "POST" else shown.fresh()
    with form.catching():
        if request.method == "POST":
            propose_dates(g.session, g.actor, case, DatesIn.checked(form.tree()))
            say(_("The sides are asked. Their answers come here."))
            return redirect(url_for(".show", case_id=case_id), code=303)
    return shown.new(case, form)


@dates.post(f"{OF_CASE}/fixing")
def fixing(case_id: UUID) -> ResponseReturnValue:
    """Fix one of the times, and tell everybody."""
    case = get_case(g.session, g.actor, case_id)
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    finding, key = _finding(case), as_key(Form.sent().text("time"))
    if key is None:
        raise Invalid({"time": CHOOSE})
    fix_date(g.session, g.actor, case, finding, finding.time(key))
    say(_("The day is fixed. Whoever can be written to is told; call the others."))
    return redirect(url_for(".show", case_id=case_id), code=303)


@dates.post(f"{OF_CASE}/ending")
def ending(case_id: UUID) -> ResponseReturnValue:
    """Ask nobody any more."""
    case = get_case(g.session, g.actor, case_id)
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    give_up_dates(g.session, g.actor, case, _finding(case))
    say(_("Nobody is asked any more."))
    return redirect(url_for(".show", case_id=case_id), code=303)


@dates.route(f"{OF_CASE}/<uuid:reply_id>", methods=["GET", "POST"])
def ticks(case_id: UUID, reply_id: UUID) -> ResponseReturnValue:
    """Tick for a side what it told."""
    case = get_case(g.session, g.actor, case_id)
    finding = _finding(case)
    reply = finding.reply(reply_id)
    authorize(g.actor, Can.MARK_READINESS, case)
    form = Form.correcting({"suits": list(reply.suits)})
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            tick_for_side(g.session, g.actor, case, finding, reply, TicksIn.checked(form.tree()).keys)
            say(_("Noted."))
            return redirect(url_for(".show", case_id=case_id), code=303)
    return shown.ticks(case, finding, reply, form)


@dates.route("/d/<code>", methods=["GET", "POST"])
def mine(code: str) -> ResponseReturnValue:
    """The times behind a link: a side ticks what suits it, and reads which one was fixed. Of the others it learns nothing."""
    try:
        link = by_link(Purpose.DATES, code)
        finding, reply = finding_with(g.session, link.thing_id)
    except NotFound:
        return nowhere()
    form = Form.sent() if request.method == "POST" else Form({"suits": list(reply.suits)})
    with form.catching():
        if request.method == "POST" and finding.takes_answers:
            visitor = reserved(g.session, AccountKind.VISITOR)
            tick_from_home(g.session, visitor, finding, reply, TicksIn.checked(form.tree()).keys)
            note_use(g.session, link)
            return redirect(url_for(".mine", code=code), code=303)
    return shown.mine(finding, reply, form)


def _finding(case: Case) -> Finding:
    found = finding_of(g.session, case)
    if found is None:
        raise NotFound
    return found
