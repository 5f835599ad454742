"""The wing of the coordinator's queue: what waits, whom to propose, and marks that colleagues see."""

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from mediation_cms.access import Can, authorize_somewhere
from mediation_cms.cases.assignment_actions import remind_of_offer
from mediation_cms.cases.queries import case_of
from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.core.i18n import Text, _, ngettext
from mediation_cms.intake.glance_actions import mark_looked_at, unmark
from mediation_cms.intake.inputs import GlanceIn
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import get_request
from mediation_cms.web import queue_page as shown
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import as_key
from mediation_cms.web.saying import say

queue = Blueprint("queue", __name__, url_prefix="/queue")
MOST_AT_ONCE = 60


@queue.get("")
def index() -> ResponseReturnValue:
    """What waits, as the address asks for it; the matter that is open stands beside the list."""
    authorize_somewhere(g.actor, Can.ASSIGN_CASE)
    return _shown(Form())


@queue.post("")
def marks() -> ResponseReturnValue:
    """What is harmless is done to many at once: mark as looked at, take marks off, remind of offers."""
    authorize_somewhere(g.actor, Can.ASSIGN_CASE)
    form = Form.sent()
    with form.catching():
        chosen, done = _chosen(request.form), DONE.get(form.text("does"))
        if not chosen:
            raise Refused(_("Mark at least one line of the list first."))
        if done is None:
            raise NotFound
        say(done(chosen, form))
        return redirect(request.full_path.rstrip("?"), code=303)
    return _shown(form)


def _shown(form: Form) -> ResponseReturnValue:
    filters = shown.filters(request.args)
    rows = shown.page(filters)
    transactions.reading("queue.index", shown=[row.number for row in rows.items])
    return shown.index(rows, filters, form, frozenset(request.form.getlist("request")))


def _chosen(typed: MultiDict[str, str]) -> list[Request]:
    keys = [as_key(key) for key in typed.getlist("request")[:MOST_AT_ONCE]]
    if None in keys:
        raise NotFound
    return [get_request(g.session, g.actor, key) for key in keys if key is not None]


def _look(chosen: list[Request], form: Form) -> Text:
    given = GlanceIn.checked({name: form.text(name) for name in ("waits_for", "until")})
    for each in chosen:
        mark_looked_at(g.session, g.actor, each, given)
    return ngettext("%(n)s line is marked as looked at.", "%(n)s lines are marked as looked at.", len(chosen))


def _unmark(chosen: list[Request], _form: Form) -> Text:
    for each in chosen:
        unmark(g.session, g.actor, each)
    return ngettext("The mark of %(n)s line is taken off.", "The marks of %(n)s lines are taken off.", len(chosen))


def _remind(chosen: list[Request], _form: Form) -> Text:
    reminded = set()
    for each in chosen:
        case = case_of(g.session, g.actor, each)
        if case is None:
            raise NotFound
        remind_of_offer(g.session, g.actor, case)
        reminded.add(case.mediator_id)
    return ngettext("%(n)s mediator is reminded.", "%(n)s mediators are reminded.", len(reminded))


DONE = {"look": _look, "unmark": _unmark, "remind": _remind}
