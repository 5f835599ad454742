"""Settings: the library of clauses from which mediators take the words of agreements."""

from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.administration.clause_actions import add_clause, change_clause, move_clause
from mediation_cms.administration.inputs import ClauseIn
from mediation_cms.administration.queries import get
from mediation_cms.audit.queries import history_of_kind, history_of_thing
from mediation_cms.core.dated import last_day
from mediation_cms.core.i18n import _, labels
from mediation_cms.disputes.clauses import all_clauses, is_related
from mediation_cms.disputes.models import Catalogue, Clause, ClausePurpose
from mediation_cms.disputes.placeholders import PLACEHOLDERS, filled
from mediation_cms.disputes.queries import labels as item_labels
from mediation_cms.web.choices import dispute_types, options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters
from mediation_cms.web.saying import say
from mediation_cms.web.typed import as_typed

settings_clauses = Blueprint("settings_clauses", __name__, url_prefix="/settings/clauses")
FIELDS = ("dispute_code", "purpose", "name_kk", "name_ru", "name_en", "kk", "ru", "since", "until")


@settings_clauses.get("")
def index() -> ResponseReturnValue:
    """The whole library, or what of it fits a dispute type or a purpose."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    filters = Filters(request.args, {"dispute_code", "purpose"}, set(), set())
    code, purpose = filters.values.get("dispute_code", ""), filters.values.get("purpose", "")
    found = [
        clause
        for clause in all_clauses(g.session)
        if (not code or is_related(clause.dispute_code, code)) and (not purpose or clause.purpose == purpose)
    ]
    return render_template(
        "settings/clauses.html",
        clauses=found,
        filters=filters,
        form=Form(filters.typed),
        dispute_types=dispute_types(),
        purposes=options(ClausePurpose),
        purpose_words=labels(ClausePurpose, g.language),
        types=item_labels(g.session, Catalogue.DISPUTE_TYPE, g.language),
        last_day=last_day,
        manages=may(g.actor, Can.MANAGE_CATALOGUES),
    )


@settings_clauses.get("/history")
def history() -> ResponseReturnValue:
    """Who changed the library."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return render_template("settings/clauses_history.html", lines=history_of_kind(g.session, Clause))


@settings_clauses.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new clause: first as it reads with sample values, if that is wanted, then for good."""
    authorize(g.actor, Can.MANAGE_CATALOGUES)
    form, preview = Form.sent() if request.method == "POST" else Form({"purpose": ClausePurpose.OBLIGATION.value}), None
    with form.catching():
        if request.method == "POST":
            given = ClauseIn.checked(form.tree())
            if "add" not in request.form:
                add_clause(g.session, g.actor, given)
                say(_("Saved"))
                return redirect(url_for(".index"), code=303)
            preview = _preview(given)
    return _page(form, preview, clause=None), form.status


@settings_clauses.route("/<uuid:clause_id>", methods=["GET", "POST"])
def clause(clause_id: UUID) -> ResponseReturnValue:
    """Other words, another dispute type, other days."""
    authorize(g.actor, Can.MANAGE_CATALOGUES)
    found, preview = get(g.session, Clause, clause_id), None
    form = Form.correcting(as_typed(found, *FIELDS))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            given = ClauseIn.checked(form.tree())
            if "add" not in request.form:
                change_clause(g.session, g.actor, found, given)
                say(_("Saved"))
                return redirect(url_for(".index", _anchor=found.code), code=303)
            preview = _preview(given)
    return _page(form, preview, clause=found, lines=history_of_thing(g.session, found.id)), form.status


@settings_clauses.post("/<uuid:clause_id>/place")
def place(clause_id: UUID) -> ResponseReturnValue:
    """One place up or down among the clauses of its dispute type."""
    found = get(g.session, Clause, clause_id)
    move_clause(g.session, g.actor, found, up=request.form.get("to") == "up")
    return redirect(url_for(".index", _anchor=found.code), code=303)


def _preview(given: ClauseIn) -> dict[str, str]:
    """The texts with sample values in them."""
    return {
        language: filled(text, {name: getattr(sample, language) for name, (_what, sample) in PLACEHOLDERS.items()})
        for language, text in (("kk", given.kk), ("ru", given.ru))
    }


def _page(form: Form, preview: dict[str, str] | None, clause: Clause | None, **facts: Any) -> str:
    return render_template(
        "settings/clause.html",
        form=form,
        preview=preview,
        clause=clause,
        dispute_types=dispute_types(clause.dispute_code if clause else ""),
        purposes=options(ClausePurpose),
        placeholders=PLACEHOLDERS,
        **facts,
    )
