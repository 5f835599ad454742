"""Taking lists over from spreadsheets, each step on its own address: upload, columns, preview, confirmation, result, undoing."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import authorize
from mediation_cms.access.sight import require_dealing
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _, labels
from mediation_cms.imports.actions import (
    RIGHTS,
    accept_proposals,
    choose_all,
    choose_person,
    confirm,
    discard,
    judge_again,
    look_again,
    map_columns,
    undo,
)
from mediation_cms.imports.carrying import carry_out
from mediation_cms.imports.examples import example
from mediation_cms.imports.inputs import AcceptedIn, ConfirmationIn
from mediation_cms.imports.kinds import KINDS
from mediation_cms.imports.models import AT_WORK, Import, ImportKind, ImportState
from mediation_cms.imports.queries import DOOR, get_import, get_row, list_imports
from mediation_cms.imports.staging import is_short
from mediation_cms.web import import_forms as shown
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.saying import say

imports = Blueprint("imports", __name__, url_prefix="/imports")


@imports.get("")
def index() -> ResponseReturnValue:
    """Imports, the newest first."""
    require_dealing(g.actor, DOOR)
    filters = Filters(request.args, set(), set(), set())
    rows = page_of(list_imports(g.session, g.actor, after=filters.after))
    return render_template(
        "imports/index.html",
        rows=rows,
        names=names_of_places(row.unit_id for row in rows.items),
        kind_words=labels(ImportKind, g.language),
        state_words=labels(ImportState, g.language),
    )


@imports.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Upload a spreadsheet."""
    require_dealing(g.actor, DOOR)
    form = Form.sent() if request.method == "POST" else shown.fresh()
    with form.catching():
        if request.method == "POST":
            return redirect(url_for(".mapping", import_id=shown.uploaded(form).id), code=303)
    return shown.upload_page(form)


@imports.get("/examples/<kind>")
def example_of(kind: str) -> ResponseReturnValue:
    """An empty spreadsheet with the headings that we know, in the reader's language."""
    require_dealing(g.actor, DOOR)
    if kind not in set(KINDS):
        raise NotFound
    name = f"{kind}.xlsx"
    return send_file(BytesIO(example(ImportKind(kind), g.language)), as_attachment=True, download_name=name, etag=False)


@imports.get("/<uuid:import_id>")
def show(import_id: UUID) -> ResponseReturnValue:
    """How far it is: at work, to be looked through, or written."""
    whole = get_import(g.session, g.actor, import_id)
    if whole.state is ImportState.MAPPING:
        return redirect(url_for(".mapping", import_id=import_id))
    if whole.state in AT_WORK:
        return render_template("imports/at_work.html", **shown.facts(whole))
    return shown.rows_page(whole, Form())


@imports.route("/<uuid:import_id>/mapping", methods=["GET", "POST"])
def mapping(import_id: UUID) -> ResponseReturnValue:
    """Which column tells what."""
    whole = _kept(import_id)
    form = Form.sent() if request.method == "POST" else shown.mapped(whole)
    with form.catching():
        if request.method == "POST":
            map_columns(g.session, g.actor, whole, shown.given_mapping(form))
            return _on(whole)
    return shown.mapping_page(_kept(import_id), form)


@imports.post("/<uuid:import_id>/headings")
def headings(import_id: UUID) -> ResponseReturnValue:
    """Read the headings elsewhere, another sheet, or the letters otherwise."""
    whole = _kept(import_id)
    form = Form.sent()
    with form.catching():
        look_again(g.session, g.actor, whole, shown.given_mapping(form))
        return redirect(url_for(".mapping", import_id=import_id), code=303)
    return shown.mapping_page(_kept(import_id), form)


@imports.post("/<uuid:import_id>/proposals")
def proposals(import_id: UUID) -> ResponseReturnValue:
    """Take every proposal of a kind."""
    whole = _kept(import_id)
    accept_proposals(g.session, g.actor, whole, AcceptedIn.checked({"kind": request.form.get("kind", "")}))
    return _on(whole)


@imports.post("/<uuid:import_id>/choices")
def choices(import_id: UUID) -> ResponseReturnValue:
    """Say whom rows are about: each by itself, or all at once."""
    whole = _kept(import_id)
    form = Form.sent()
    with form.catching():
        if every := form.text("every"):
            choose_all(g.session, g.actor, whole, new=every == "new")
        for number, chosen in shown.chosen(form):
            choose_person(g.session, g.actor, whole, get_row(g.session, whole, number), chosen)
        judge_again(g.session, g.actor, whole)
        return _on(whole)
    return shown.rows_page(_kept(import_id), form)


@imports.post("/<uuid:import_id>/confirmation")
def confirmation(import_id: UUID) -> ResponseReturnValue:
    """Have it written."""
    whole = _kept(import_id)
    form = Form.sent()
    with form.catching():
        confirm(g.session, g.actor, whole, ConfirmationIn.checked(form.tree()))
        return _on(whole)
    return shown.rows_page(_kept(import_id), form)


@imports.post("/<uuid:import_id>/undoing")
def undoing(import_id: UUID) -> ResponseReturnValue:
    """Have it undone."""
    whole = _kept(import_id)
    form = Form.sent()
    with form.catching():
        undo(g.session, g.actor, whole)
        return _on(whole)
    return shown.rows_page(_kept(import_id), form)


@imports.post("/<uuid:import_id>/removal")
def removal(import_id: UUID) -> ResponseReturnValue:
    """Discard it before it is written."""
    whole = _kept(import_id)
    form = Form.sent()
    with form.catching():
        discard(g.session, g.actor, whole)
        say(_("Discarded. Nothing of it was written."))
        return redirect(url_for(".index"), code=303)
    return shown.rows_page(_kept(import_id), form)


def _kept(import_id: UUID) -> Import:
    """An import that the actor may carry on. What its pages show of people is noted."""
    whole = get_import(g.session, g.actor, import_id)
    authorize(g.actor, RIGHTS[ImportKind(whole.kind)], whole)
    transactions.reading("imports.show")
    return whole


def _on(whole: Import) -> ResponseReturnValue:
    """Short lists are carried out before the answer leaves, longer ones by the jobs."""
    if is_short(g.session, whole):
        import_id = whole.id
        transactions.afterwards(lambda database: carry_out(database, import_id))
    return redirect(url_for(".show", import_id=whole.id), code=303)
