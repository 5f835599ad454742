"""Settings: catalogues. Codes stay; words, order and days may change."""

from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.administration.catalogue_actions import add_item, change_item, move_item, undo_change
from mediation_cms.administration.catalogues import drawn_up, previewed, require_sound, undoable, with_words
from mediation_cms.administration.inputs import ItemIn, ItemWordsIn
from mediation_cms.administration.queries import get, items_of
from mediation_cms.audit.queries import history_of_kind, history_of_thing
from mediation_cms.core import clock
from mediation_cms.core.dated import last_day
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.core.parsing import Unreadable, parse_day
from mediation_cms.disputes.models import Catalogue, CatalogueItem
from mediation_cms.disputes.order import MOST_LEVELS, level
from mediation_cms.disputes.queries import Item, as_item
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say
from mediation_cms.web.typed import as_typed

settings_catalogues = Blueprint("settings_catalogues", __name__, url_prefix="/settings/catalogues")
WORDS = ("kk", "ru", "en", "since", "until")


@settings_catalogues.get("")
def index() -> ResponseReturnValue:
    """Which catalogues there are."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return render_template("settings/catalogues.html", catalogues=list(Catalogue))


@settings_catalogues.get("/history")
def history() -> ResponseReturnValue:
    """Who changed the catalogues."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return render_template("settings/catalogues_history.html", lines=history_of_kind(g.session, CatalogueItem))


@settings_catalogues.get("/<catalogue>")
def show(catalogue: str) -> ResponseReturnValue:
    """One catalogue, ended items too, in order."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    found = _catalogue(catalogue)
    return render_template(
        "settings/catalogue.html",
        catalogue=found,
        items=items_of(g.session, found),
        last_day=last_day,
        level=level,
        manages=may(g.actor, Can.MANAGE_CATALOGUES),
    )


@settings_catalogues.route("/<catalogue>/items/new", methods=["GET", "POST"])
def new(catalogue: str) -> ResponseReturnValue:
    """A new item: first how the form will look with it, if that is wanted, then for good."""
    authorize(g.actor, Can.MANAGE_CATALOGUES)
    found = _catalogue(catalogue)
    form = Form.sent() if request.method == "POST" else Form({"parent_code": request.args.get("under", "")})
    on, preview = _preview_on(form), None
    with form.catching():
        if request.method == "POST":
            given = ItemIn.checked(form.tree() | {"catalogue": found.value})
            if "add" not in request.form:
                add_item(g.session, g.actor, given)
                say(_("Saved"))
                return redirect(url_for(".show", catalogue=found.value), code=303)
            fresh = drawn_up(g.session, given)
            preview = _preview(fresh, as_item(fresh), on)
    above = [item for item in items_of(g.session, found) if level(item.code) < MOST_LEVELS]
    parents = [(item.code, f"{item.code} · {_own(item)}") for item in above]
    return _page(form, found, on, preview, item=None, parents=parents), form.status


@settings_catalogues.route("/items/<uuid:item_id>", methods=["GET", "POST"])
def item(item_id: UUID) -> ResponseReturnValue:
    """Other words, other days: first how the form will look, if that is wanted, then for good."""
    authorize(g.actor, Can.MANAGE_CATALOGUES)
    found = get(g.session, CatalogueItem, item_id)
    form = Form.correcting(as_typed(found, *WORDS))
    on, preview = _preview_on(form), None
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            given = ItemWordsIn.checked(form.tree())
            if "add" not in request.form:
                change_item(g.session, g.actor, found, given)
                say(_("Saved"))
                return redirect(url_for(".show", catalogue=found.catalogue.value), code=303)
            require_sound(g.session, found, given)
            preview = _preview(found, with_words(found, given), on)
    lines = history_of_thing(g.session, found.id)
    last = undoable(g.session, found)
    return _page(form, found.catalogue, on, preview, item=found, lines=lines, undoable=last), form.status


@settings_catalogues.post("/items/<uuid:item_id>/place")
def place(item_id: UUID) -> ResponseReturnValue:
    """One place up or down in its list."""
    found = get(g.session, CatalogueItem, item_id)
    move_item(g.session, g.actor, found, up=request.form.get("to") == "up")
    return redirect(url_for(".show", catalogue=found.catalogue.value, _anchor=found.code), code=303)


@settings_catalogues.post("/items/<uuid:item_id>/last-change")
def last_change(item_id: UUID) -> ResponseReturnValue:
    """Take back the last change; an item that was never used goes as it came."""
    found = get(g.session, CatalogueItem, item_id)
    catalogue = found.catalogue
    undo_change(g.session, g.actor, found)
    say(_("The last change is taken back."))
    return redirect(url_for(".show", catalogue=catalogue.value), code=303)


def _preview(row: CatalogueItem, given: Item, typed: str) -> dict[str, Any]:
    """The list of the form on a day, today unless another was typed, in every language."""
    try:
        on = parse_day(typed) if typed.strip() else clock.today()
    except Unreadable as problem:
        raise Invalid({"preview_on": problem.sentence}) from None
    return {"on": on, "code": given.code, "items": previewed(g.session, row, given, on)}


def _preview_on(form: Form) -> str:
    """The day of the preview, taken out of the form: it is none of the item."""
    on = form.text("preview_on")
    form.values.pop("preview_on", None)
    return on


def _page(form: Form, catalogue: Catalogue, on: str, preview: dict[str, Any] | None, **facts: Any) -> str:
    form.values["preview_on"] = on
    return render_template("settings/item.html", form=form, catalogue=catalogue, preview=preview, **facts)


def _own(item: CatalogueItem) -> str:
    said: str = getattr(item, g.language.value)
    return said


def _catalogue(value: str) -> Catalogue:
    if value not in set(Catalogue):
        raise NotFound
    return Catalogue(value)
