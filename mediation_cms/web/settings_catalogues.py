"""Settings: catalogues. Codes stay; words, order and days may change."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.administration.catalogue_actions import add_item, change_item
from mediation_cms.administration.inputs import ItemIn, ItemWordsIn
from mediation_cms.administration.queries import get, items_of
from mediation_cms.audit.queries import history_of_kind, history_of_thing
from mediation_cms.core.dated import last_day
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.disputes.models import Catalogue, CatalogueItem
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say
from mediation_cms.web.typed import as_typed

settings_catalogues = Blueprint("settings_catalogues", __name__, url_prefix="/settings/catalogues")
WORDS = ("kk", "ru", "en", "position", "since", "until")
STEP = 10  # between one place in the list and the next, so that something fits in between


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
        manages=may(g.actor, Can.MANAGE_CATALOGUES),
    )


@settings_catalogues.route("/<catalogue>/items/new", methods=["GET", "POST"])
def new(catalogue: str) -> ResponseReturnValue:
    """A new item."""
    authorize(g.actor, Can.MANAGE_CATALOGUES)
    found = _catalogue(catalogue)
    items = items_of(g.session, found)
    after_all = str(max((item.position for item in items), default=0) + STEP)
    form = Form.sent() if request.method == "POST" else Form({"position": after_all})
    with form.catching():
        if request.method == "POST":
            add_item(g.session, g.actor, ItemIn.checked(form.tree() | {"catalogue": found.value}))
            say(_("Saved"))
            return redirect(url_for(".show", catalogue=found.value), code=303)
    parents = [(item.code, f"{item.code} · {_own(item)}") for item in items if not item.parent_code]
    page = render_template("settings/item.html", form=form, catalogue=found, item=None, parents=parents)
    return page, form.status


@settings_catalogues.route("/items/<uuid:item_id>", methods=["GET", "POST"])
def item(item_id: UUID) -> ResponseReturnValue:
    """Other words, another place in the list, other days."""
    authorize(g.actor, Can.MANAGE_CATALOGUES)
    found = get(g.session, CatalogueItem, item_id)
    form = Form.correcting(as_typed(found, *WORDS))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            change_item(g.session, g.actor, found, ItemWordsIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".show", catalogue=found.catalogue.value), code=303)
    page = render_template(
        "settings/item.html",
        form=form,
        catalogue=found.catalogue,
        item=found,
        parents=[],
        lines=history_of_thing(g.session, found.id),
    )
    return page, form.status


def _own(item: CatalogueItem) -> str:
    said: str = getattr(item, g.language.value)
    return said


def _catalogue(value: str) -> Catalogue:
    if value not in set(Catalogue):
        raise NotFound
    return Catalogue(value)
