"""The wing of registers: who stands in one on a day, and entering somebody."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize_somewhere, may_somewhere
from mediation_cms.access.sight import deals_with
from mediation_cms.audit.queries import history_of_things
from mediation_cms.core import clock
from mediation_cms.core.i18n import _, labels
from mediation_cms.mediators.actions import add_mediator, enter_in_register
from mediation_cms.mediators.application_queries import READERS
from mediation_cms.mediators.inaccuracy_queries import count_waiting
from mediation_cms.mediators.inputs import EntryIn
from mediation_cms.mediators.models import MediatorKind, RegisterKind, Standing
from mediation_cms.mediators.register_queries import Card, Wanted, card_of, list_entries
from mediation_cms.web import register_forms as shown
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, Page, page_of
from mediation_cms.web.placing import home_region, names_of_places, places_to_filter
from mediation_cms.web.register_borders import in_borders, known_borders
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

registers = Blueprint("registers", __name__, url_prefix="/registers")
ALL = "all"


@registers.get("")
def index() -> ResponseReturnValue:
    """Register entries as they stand on a day, by the alphabet; in the actor's own region unless asked otherwise."""
    filters = Filters(request.args, {"place", "borders", "register_kind", "kind", "standing", "q"}, set(), {"on"})
    typed = {"on": today_as_typed(), "place": home_region(), "borders": "then"} | filters.typed
    form, wanted, rows = Form(typed), _wanted(filters, None), Page([], more=False)
    with form.catching():
        wanted = _wanted(filters, in_borders(form.text("place"), form.text("borders"), wanted.on))
        rows = page_of(list_entries(g.session, g.actor, wanted, after=filters.after))
    page = render_template(
        "registers/index.html",
        rows=rows,
        filters=filters,
        form=form,
        borders=known_borders(form.text("borders")),
        reports=count_waiting(g.session, g.actor),
        on=wanted.on,
        names=names_of_places(row.district_id for row in rows.items),
        kind_words=shown.kind_words(wanted.on),
        register_words=labels(RegisterKind, g.language),
        standing_words=labels(Standing, g.language),
        registers=options(RegisterKind),
        kinds=options(MediatorKind),
        standings=[*options(Standing), (ALL, _("all, removed ones too").in_(g.language))],
        places=places_to_filter(everywhere=True),
        may_add=may_somewhere(g.actor, Can.KEEP_REGISTER),
        may_read_applications=deals_with(g.actor, READERS),
    )
    return page, form.status


@registers.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter somebody in a register."""
    authorize_somewhere(g.actor, Can.KEEP_REGISTER)
    form = shown.EntryForm.sent() if request.method == "POST" else shown.fresh()
    with form.catching():
        if request.method == "POST":
            place, who, practice, given = shown.given_anew(form)
            with form.beside():
                made = add_mediator(g.session, g.actor, place, who, practice, given)
            return _entered(card_of(g.session, g.actor, made.id, clock.today()), given)
    return shown.form_page("registers/new.html", form)


@registers.get("/<uuid:entry_id>")
def show(entry_id: UUID) -> ResponseReturnValue:
    """An entry and who stands behind it."""
    card = card_of(g.session, g.actor, entry_id, clock.today())
    transactions.reading("registers.show", shown=[card.stand.entry.number])
    return shown.card_page(card)


@registers.route("/<uuid:entry_id>/entries/new", methods=["GET", "POST"])
def further(entry_id: UUID) -> ResponseReturnValue:
    """Enter the same person in another register, or in this one again."""
    authorize_somewhere(g.actor, Can.KEEP_REGISTER)
    card = card_of(g.session, g.actor, entry_id, clock.today())
    form = shown.EntryForm.sent() if request.method == "POST" else shown.fresh()
    with form.catching():
        if request.method == "POST":
            place, given = shown.given_entry(form)
            with form.beside():
                made = enter_in_register(g.session, g.actor, place, card.mediator, given)
            return _entered(card_of(g.session, g.actor, made.id, clock.today()), given)
    return shown.form_page("registers/further.html", form, card)


@registers.get("/<uuid:entry_id>/history")
def history(entry_id: UUID) -> ResponseReturnValue:
    """Who entered, corrected and suspended, and what was corrected on the card."""
    card = card_of(g.session, g.actor, entry_id, clock.today())
    lines = history_of_things(g.session, [card.stand.entry.id, card.mediator.id])
    return render_template("registers/history.html", lines=lines, **shown.facts(card))


def _wanted(filters: Filters, districts: frozenset[UUID] | None) -> Wanted:
    """What the address asks for; a word that nobody knows asks for nothing."""
    asked = filters.values
    standing = asked.get("standing", "")
    return Wanted(
        on=asked.get("on", clock.today()),
        districts=districts,
        q=asked.get("q", ""),
        register_kind=RegisterKind(asked["register_kind"]) if asked.get("register_kind") in set(RegisterKind) else None,
        kind=MediatorKind(asked["kind"]) if asked.get("kind") in set(MediatorKind) else None,
        standing=Standing(standing) if standing in set(Standing) else None,
        removed=standing == ALL,
    )


def _entered(card: Card, given: EntryIn) -> ResponseReturnValue:
    say(_("%(name)s is entered in the register: No. %(number)s.", name=card.person.name, number=given.number))
    return redirect(url_for(".show", entry_id=card.stand.entry.id), code=303)
