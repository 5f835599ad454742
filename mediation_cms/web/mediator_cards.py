"""A mediator's card: what people are told of them. For the mediator, and who keeps the register."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.documents.uploads import LARGEST
from mediation_cms.mediators.card_actions import keep_card, put_photo, remove_photo
from mediation_cms.mediators.card_inputs import MOST_CONTACTS, CardIn
from mediation_cms.mediators.card_models import ContactKind
from mediation_cms.mediators.card_queries import Told, keeping_card, photo, told_of
from mediation_cms.mediators.modes import Mode
from mediation_cms.people.models import Person
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.web import transactions
from mediation_cms.web.choices import Options, dispute_types, options
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import several
from mediation_cms.web.register_forms import LANGUAGES
from mediation_cms.web.saying import say

mediator_cards = Blueprint("mediator_cards", __name__, url_prefix="/cards/<uuid:mediator_id>")
LISTS = ("languages", "dispute_codes", "districts", "modes")
LINES = ("practising_since", "about_kk", "about_ru", "photo_public")


@mediator_cards.route("", methods=["GET", "POST"])
def of(mediator_id: UUID) -> ResponseReturnValue:
    """The card as a form."""
    whose = keeping_card(g.session, g.actor, mediator_id)
    told = told_of(g.session, g.actor, mediator_id)
    form = Form.correcting(_stored(told))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            keep_card(g.session, g.actor, whose, CardIn.checked(_typed(form)))
            say(_("Saved"))
            return redirect(url_for(".of", mediator_id=mediator_id), code=303)
    transactions.reading("mediator_cards.of")
    return _page(mediator_id, told, form)


@mediator_cards.route("/photo", methods=["GET", "POST"])
def picture(mediator_id: UUID) -> ResponseReturnValue:
    """The photo; another one put in its place."""
    told = told_of(g.session, g.actor, mediator_id)
    if request.method != "POST":
        return attachment(photo(g.session, told.card))
    whose = keeping_card(g.session, g.actor, mediator_id)
    form = Form(_stored(told))
    with form.catching():
        sent = request.files.get("photo")
        if sent is None or not sent.filename:
            raise Invalid({"photo": _("Attach a file.")})
        put_photo(g.session, g.actor, whose, sent.filename, BytesIO(sent.stream.read(LARGEST + 1)))
        say(_("Saved"))
        return redirect(url_for(".of", mediator_id=mediator_id), code=303)
    return _page(mediator_id, told_of(g.session, g.actor, mediator_id), form)


@mediator_cards.post("/photo/removal")
def photo_removal(mediator_id: UUID) -> ResponseReturnValue:
    """Take the photo off."""
    remove_photo(g.session, g.actor, keeping_card(g.session, g.actor, mediator_id))
    say(_("Removed."))
    return redirect(url_for(".of", mediator_id=mediator_id), code=303)


def _page(mediator_id: UUID, told: Told, form: Form) -> ResponseReturnValue:
    known = dict(LANGUAGES)
    page = render_template(
        "mediators/card.html",
        form=form,
        told=told,
        mediator=g.session.get_one(Person, mediator_id),
        own=mediator_id == g.actor.mediator_id,
        languages_to_choose=LANGUAGES + [(code, code) for code in told.mediator.languages if code not in known],
        dispute_types=[members[0] for _group, members in dispute_types()],
        modes=options(Mode),
        districts=_districts(told),
        contact_kinds=options(ContactKind),
        rows=range(min(len(told.contacts) + 2, MOST_CONTACTS)),
    )
    return page, form.status


def _districts(told: Told) -> Options:
    """The districts of the region where the mediator stands, and those that are chosen already."""
    places, today = tree(g.session), clock.today()
    regions = {places.region_of(unit, today) for unit in keeping_card(g.session, g.actor, told.mediator.id).unit_ids}
    return [
        (str(place.id), name)
        for place, name in places.by_name(Level.DISTRICT, g.language, today)
        if places.region_of(place.id, today) in regions or place.id in told.districts
    ]


def _stored(told: Told) -> dict[str, Any]:
    values: dict[str, Any] = {
        "languages": list(told.mediator.languages),
        "dispute_codes": list(told.mediator.dispute_codes),
        "districts": [str(district_id) for district_id in told.districts],
        "modes": list(told.card.modes),
        "practising_since": str(told.card.practising_since or ""),
        "about_kk": told.card.about_kk,
        "about_ru": told.card.about_ru,
        "photo_public": "yes" if told.card.photo_public else "",
    }
    for position, contact in enumerate(told.contacts):
        row = {"kind": contact.kind.value, "value": contact.value, "public": "yes" if contact.public else ""}
        values |= {f"contacts-{position}-{name}": value for name, value in row.items()}
    return values


def _typed(form: Form) -> dict[str, Any]:
    typed = form.tree()
    given = {name: several(typed.get(name)) for name in LISTS} | {name: typed[name] for name in LINES if name in typed}
    contacts = typed.get("contacts")
    if isinstance(contacts, list):
        given["contacts"] = [row for row in contacts if not isinstance(row, dict) or str(row.get("value", "")).strip()]
    return given
