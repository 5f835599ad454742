"""The wing of tasks: what a coordinator has to see to, and what was done about it."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.access.sight import require_dealing
from mediation_cms.audit.queries import names_of
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import case_of
from mediation_cms.core.i18n import Text, _, labels
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import get_request
from mediation_cms.tasks.actions import finish_task
from mediation_cms.tasks.inputs import DoneIn
from mediation_cms.tasks.models import Task, TaskKind, TaskState
from mediation_cms.tasks.queries import READERS, get_task, list_tasks, note_of
from mediation_cms.web import transactions
from mediation_cms.web.choices import cabinets_covered, options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.saying import say

tasks = Blueprint("tasks", __name__, url_prefix="/tasks")
OF_TALKS = {TaskKind.TALK_CALLED_OFF, TaskKind.TALK_WITHOUT_MEDIATOR}
Ways = list[tuple[str, Text]]


@tasks.get("")
def index() -> ResponseReturnValue:
    """Tasks that are to be done, the most urgent first; with `?state=done` those that are."""
    require_dealing(g.actor, READERS)
    filters = Filters(request.args, {"state"}, {"cabinet_id"}, set())
    state = TaskState.DONE if filters.typed.get("state") == TaskState.DONE else TaskState.OPEN
    found = list_tasks(
        g.session, g.actor, state=state, cabinet_id=filters.values.get("cabinet_id"), after=filters.after
    )
    rows = page_of(found)
    transactions.reading("tasks.index", shown=[row.number for row in rows.items if row.number])
    return render_template(
        "tasks/index.html",
        rows=rows.items,
        next_url=rows.next_url,
        filters=filters,
        form=Form(filters.typed),
        states=options(TaskState),
        kind_words=labels(TaskKind, g.language),
        cabinets=cabinets_covered(READERS),
        names=names_of_places(row.cabinet_id for row in rows.items),
    )


@tasks.route("/<uuid:task_id>", methods=["GET", "POST"])
def show(task_id: UUID) -> ResponseReturnValue:
    """One task: what it is about, where to see to it, and what was done."""
    task = get_task(g.session, g.actor, task_id)
    form = Form()
    if request.method == "POST":
        authorize(g.actor, Can.FINISH_TASK, task)
        form = Form.sent()
    with form.catching():
        if request.method == "POST":
            finish_task(g.session, g.actor, task, DoneIn.checked(form.tree()))
            say(_("The task is done."))
            return redirect(url_for(".index"), code=303)
    matter = get_request(g.session, g.actor, task.request_id) if task.request_id else None
    transactions.reading("tasks.show", task.request_id)
    done_by = names_of(g.session, {task.done_by_id})[task.done_by_id] if task.done_by_id else ""
    return render_template(
        "tasks/show.html",
        task=task,
        form=form,
        request=matter,
        ways=_ways_of(task, matter),
        done_by=done_by,
        note=note_of(g.session, g.actor, task),
    ), form.status


def _ways_of(task: Task, matter: Request | None) -> Ways:
    """Where the task is seen to, also one that belongs to no matter."""
    talk: Ways = [(url_for("bookings.show", booking_id=task.thing_id), _("Booked talk"))]
    return (talk if task.kind in OF_TALKS else []) + (_ways(task, matter) if matter else [])


def _ways(task: Task, matter: Request) -> Ways:
    """Where the task is seen to."""
    case = case_of(g.session, g.actor, matter)
    if task.kind is TaskKind.DECISION:
        return [(url_for("screening.show", request_id=matter.id), _("Open scope and safety"))]
    if case is None:
        return [(url_for("requests.show", request_id=matter.id), _("Go to the matter"))]
    return [(f"{url_for('cases.show', case_id=case.id)}#follow-up", _("Go to the mediation")), *_of_kind(task, case)]


def _of_kind(task: Task, case: Case) -> Ways:
    """The ways that are open to this very reader."""
    ways: Ways = []
    reads = may(g.actor, Can.READ_MINUTES, case)
    if task.kind is TaskKind.MEETING_CLASHES:
        ways.append((url_for("dates.show", case_id=case.id), _("Finding a date")))
    if task.kind is TaskKind.CHANGED_BY_CONSENT and reads:
        ways.append((url_for("agreements.of_case", case_id=case.id), _("Draw up a supplementary agreement")))
    if task.kind is TaskKind.NOT_KEPT and may(g.actor, Can.REGISTER_REQUEST, case):
        ways.append((url_for("requests.follow_on", request_id=case.request_id), _("Begin a follow-on request")))
    if task.kind is TaskKind.NOT_KEPT and reads and may(g.actor, Can.MAKE_PAPER, case):
        ways.append(
            (url_for("papers.of_request", request_id=case.request_id, what="court_route"), _("Print the way to court"))
        )
    return ways
