"""The public register of mediators, without an account: looking for one, their own pages, open data, a word about a mistake."""

import json
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.accounts.queries import reserved
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import labels
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels as dispute_labels
from mediation_cms.mediators.card_queries import photo as photo_on
from mediation_cms.mediators.inaccuracy_actions import report_inaccuracy
from mediation_cms.mediators.inaccuracy_inputs import InaccuracyIn
from mediation_cms.mediators.models import MediatorKind, RegisterKind, Standing
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.public_register import (
    PAGE,
    Shown,
    Sought,
    entries_of,
    find,
    in_force_with_number,
    public_photo,
    removed_with_number,
    shown,
)
from mediation_cms.people.models import AccountKind
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.web import open_register
from mediation_cms.web.choices import dispute_types, options
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.limits import REPORTS, count, limit_tables, limit_visitors
from mediation_cms.web.lists import Filters, Page, as_key
from mediation_cms.web.register_borders import in_borders
from mediation_cms.web.register_forms import LANGUAGES, kind_words

mediators_public = Blueprint("mediators_public", __name__, url_prefix="/mediators")
mediators_public.before_request(limit_visitors)


@mediators_public.get("")
def index() -> ResponseReturnValue:
    """Who mediates: by name or number, language, place, kind of dispute, kind of mediator, way to talk."""
    filters = Filters(request.args, {"q", "place", "language", "field", "kind", "mode"}, set(), set())
    sought = _sought(filters)
    found = find(g.session, sought, after=filters.after)
    rows = Page(found[:PAGE], len(found) > PAGE)
    people = shown(g.session, [row.id for row in rows.items], sought.on)
    return render_template(
        "mediators/index.html",
        filters=filters,
        form=Form(filters.typed),
        rows=rows,
        people=list(people.values()),
        removed=removed_with_number(g.session, sought.q, sought.on) if sought.q and not filters.after else [],
        tongues=LANGUAGES,
        places=_places(),
        fields=[members[0] for _group, members in dispute_types()],
        kinds=options(MediatorKind),
        modes=options(Mode),
        **_words(list(people.values())),
    )


@mediators_public.get("/data")
def about_data() -> ResponseReturnValue:
    """What the open data hold, field by field, and how they may be used."""
    return render_template("mediators/data.html", fields=open_register.FIELDS, licence=open_register.LICENCE)


@mediators_public.get("/<path:ref>")
def show(ref: str) -> ResponseReturnValue:
    """A mediator by key, or by a number of a register; of who has left, the number, the state and the day."""
    today, key = clock.today(), as_key(ref)
    keys = [key] if key is not None else in_force_with_number(g.session, ref, today)
    people = shown(g.session, keys, today)
    if key is not None and key in people:
        one = people[key]
        return render_template("mediators/show.html", one=one, booking=_booking(one), **_words([one]))
    if key is None and len(people) == 1:
        return redirect(url_for(".show", ref=str(next(iter(people)))))
    if len(people) > 1:
        return redirect(url_for(".index", q=ref))
    gone = removed_with_number(g.session, ref, today) if key is None else entries_of(g.session, [key], today)[key]
    if not gone:
        raise NotFound
    return render_template("mediators/gone.html", entries=gone, **_words([]))


@mediators_public.get("/<uuid:mediator_id>/photo")
def photo(mediator_id: UUID) -> ResponseReturnValue:
    """The photo, where it is public."""
    return attachment(photo_on(g.session, public_photo(g.session, mediator_id, clock.today())))


@mediators_public.route("/<uuid:mediator_id>/inaccuracy", methods=["GET", "POST"])
def inaccuracy(mediator_id: UUID) -> ResponseReturnValue:
    """Something here is wrong: said to who keeps the register."""
    one = shown(g.session, [mediator_id], clock.today()).get(mediator_id)
    if one is None:
        raise NotFound
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            given = InaccuracyIn.checked(form.tree())
            count(REPORTS)
            visitor = reserved(g.session, AccountKind.VISITOR)
            report_inaccuracy(g.session, visitor, mediator_id, one.entries[0].district_id, given)
            return redirect(url_for(".thanks", mediator_id=mediator_id), code=303)
    return render_template("mediators/inaccuracy.html", one=one, form=form), form.status


@mediators_public.get("/<uuid:mediator_id>/thanks")
def thanks(mediator_id: UUID) -> ResponseReturnValue:
    """It has come to the keeper. The page says no more, whatever was sent."""
    return render_template("mediators/thanks.html", back=url_for(".show", ref=str(mediator_id)))


# --- open data ---------------------------------------------------------------------------------------------------------

tables = Blueprint("mediators_tables", __name__)
tables.before_request(limit_tables)


@tables.get("/mediators.csv")
def as_csv() -> ResponseReturnValue:
    """The public register as a table."""
    return _table(open_register.as_csv(clock.today()), "text/csv; charset=utf-8", "csv")


@tables.get("/mediators.json")
def as_json() -> ResponseReturnValue:
    """The public register for programs."""
    told = open_register.as_json(clock.today())
    return _table(json.dumps(told, ensure_ascii=False).encode(), "application/json", "json")


def _table(content: bytes, kind: str, ending: str) -> Response:
    name = f"mediators-{clock.today()}.{ending}"
    answer = Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    answer.headers["Link"] = f'<{url_for("mediators_public.about_data")}>; rel="license"'
    answer.add_etag()
    return answer.make_conditional(request)  # type: ignore[return-value]  # Flask types it as werkzeug's


# --- inner parts -------------------------------------------------------------------------------------------------------


def _sought(filters: Filters) -> Sought:
    """What the address asks for; a word that nobody knows asks for nothing."""
    asked, today = filters.values, clock.today()
    return Sought(
        on=today,
        q=asked.get("q", ""),
        districts=in_borders(asked.get("place", ""), "now", today),
        language=asked.get("language", "") if asked.get("language") in dict(LANGUAGES) else "",
        dispute_code=asked.get("field", ""),
        kind=MediatorKind(asked["kind"]) if asked.get("kind") in set(MediatorKind) else None,
        mode=Mode(asked["mode"]) if asked.get("mode") in set(Mode) else None,
    )


def _places() -> list[tuple[str, list[tuple[str, str]]]]:
    """Regions with their districts, by the alphabet."""
    places, today = tree(g.session), clock.today()
    districts = places.by_name(Level.DISTRICT, g.language, today)
    groups = []
    for region, name in places.by_name(Level.REGION, g.language, today):
        inside = places.under(region.id, today)
        members = [(place.code, called) for place, called in districts if place.id in inside]
        groups.append((name, [(region.code, name), *members]))
    return groups


def _words(people: list[Shown]) -> dict[str, object]:
    """What codes and places are called."""
    places, today = tree(g.session), clock.today()
    units = {entry.district_id for one in people for entry in one.entries} | {
        key for one in people for key in one.districts
    }
    return {
        "today": today,
        "names": {key: places.name_and_region(key, g.language, today) for key in units},
        "kind_words": kind_words(today),
        "register_words": labels(RegisterKind, g.language),
        "standing_words": labels(Standing, g.language),
        "mode_words": labels(Mode, g.language),
        "language_words": dict(LANGUAGES),
        "field_words": dispute_labels(g.session, Catalogue.DISPUTE_TYPE, g.language),
        "badges": {"active": "done", "suspended": "stopped", "removed": "revoked"},
    }


def _booking(one: Shown) -> list[tuple[str, str]]:
    """Where one books a talk with this mediator: the way into booking, and the cabinet's name."""
    places, today = tree(g.session), clock.today()
    return [
        (
            url_for("booking.start", cabinet=places.unit(key).code, mediator=str(one.id)),
            places.name(key, g.language, today),
        )
        for key in one.cabinets
    ]
