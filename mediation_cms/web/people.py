"""The wing of people: who is known, in which matters, and which records are about one human."""

from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.access.sight import require_dealing
from mediation_cms.audit.queries import history_of_things, names_of
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import CHOOSE
from mediation_cms.intake.known_people import (
    Human,
    SeenMatter,
    all_matters,
    get_known,
    get_link,
    human,
    humans,
    links_of,
)
from mediation_cms.intake.matching import Match, looked_for, matches, stored_as
from mediation_cms.intake.queries import READERS
from mediation_cms.intake.same_person_actions import link_people, part_people
from mediation_cms.people.models import Person, SamePerson
from mediation_cms.people.queries import contacts_of_all
from mediation_cms.search.asking import iin_in
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import PAGE, Filters, as_key, page_of
from mediation_cms.web.saying import say
from mediation_cms.web.search import of_box

people = Blueprint("people", __name__, url_prefix="/people")


@people.before_request
def _for_who_deals_with_matters() -> None:
    if g.actor is not None:
        require_dealing(g.actor, READERS)


@people.post("")
def ask() -> ResponseReturnValue:
    """Lead to who was looked for, in the list or beside the record `of`. An IIN comes no further than this (ADR 0008)."""
    asked, of = of_box(request.form.get("q", "")), as_key(request.form.get("of", ""))
    return redirect(url_for(".links", person_id=of, **asked) if of else url_for(".index", **asked), code=303)


@people.get("")
def index() -> ResponseReturnValue:
    """People looked for by name, phone, IIN or the number of a matter; nobody is listed without a question."""
    filters = _asked()
    typed, indexed = filters.values.get("q", ""), filters.values.get("person", "")
    if iin_in(typed):
        return redirect(url_for(".index", **of_box(typed)), code=303)
    rows = page_of(
        looked_for(g.session, g.actor, typed, filters.after, PAGE, indexed=indexed) if typed or indexed else []
    )
    found = humans(g.session, g.actor, rows.items) if rows.items else []
    if typed or indexed:
        transactions.reading("people.index", shown=_numbers(found))
    return render_template("people/index.html", filters=filters, humans=found, next_url=rows.next_url)


@people.get("/<uuid:person_id>")
def show(person_id: UUID) -> ResponseReturnValue:
    """Who somebody is: ways to reach, matters in sight, other records of the same human."""
    found = human(g.session, g.actor, person_id)
    matters = all_matters(g.session, g.actor, found.records)
    links = links_of(g.session, g.actor, found.records)
    records = _records(links, found)
    in_matters = {seen.party.person_id for seen in matters}
    reached = contacts_of_all(g.session, [row for row in records.values() if row.id in in_matters & found.records])
    transactions.reading("people.show", shown=_numbers([found]))
    return render_template(
        "people/show.html",
        human=found,
        matters=matters,
        contacts=list({(each.channel, each.value): each for row in reached.values() for each in row}.values()),
        others=[row for row in records.values() if row.id in found.records and row.id != person_id],
        links=[link for link in links if link.undone_at is None],
        records=records,
        who=names_of(g.session, {link.linked_by_id for link in links}),
        lines=history_of_things(g.session, [link.id for link in links]),
        may_link=_may_link(matters),
    )


@people.route("/<uuid:person_id>/links", methods=["GET", "POST"])
def links(person_id: UUID) -> ResponseReturnValue:
    """Link another record of the same human: one that is alike, or one that is looked for."""
    found = human(g.session, g.actor, person_id)
    authorize(g.actor, Can.LINK_PEOPLE, _matter_for(found))
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            other = as_key(form.text("other"))
            if other is None:
                raise Invalid({"other": CHOOSE})
            link_people(g.session, g.actor, found.person, get_known(g.session, g.actor, other))
            say(_("The two records are linked as one person."))
            return redirect(url_for(".show", person_id=person_id), code=303)
    asked = _asked()
    if iin_in(asked.values.get("q", "")):
        return redirect(url_for(".links", person_id=person_id, **of_box(asked.values["q"])), code=303)
    offered = _offered(found, asked.values.get("q", ""), asked.values.get("person", ""))
    transactions.reading("people.links", shown=_numbers([found, *(match.human for match in offered)]))
    return render_template("people/links.html", human=found, form=form, filters=asked, matches=offered), form.status


@people.route("/<uuid:person_id>/links/<uuid:link_id>", methods=["GET", "POST"])
def parting(person_id: UUID, link_id: UUID) -> ResponseReturnValue:
    """Undo a link."""
    person = get_known(g.session, g.actor, person_id)
    link = get_link(g.session, g.actor, person, link_id)
    authorize(g.actor, Can.LINK_PEOPLE, _matter_for(human(g.session, g.actor, person_id)))
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            part_people(g.session, g.actor, link)
            say(_("The link is undone: the records stand each for itself."))
            return redirect(url_for(".show", person_id=person_id), code=303)
    both = [get_known(g.session, g.actor, key) for key in (link.person_id, link.other_id)]
    return render_template("people/parting.html", person=person, both=both, form=form), form.status


def _records(links: list[SamePerson], found: Human) -> dict[UUID, Person]:
    """Every record that the page names, by key."""
    keys = {found.person.id, *found.records, *(key for link in links for key in (link.person_id, link.other_id))}
    return {key: get_known(g.session, g.actor, key) for key in sorted(keys)}


def _asked() -> Filters:
    """What the address asks for: `q` as it was typed, or `person`, the keyed index of an IIN."""
    return Filters(request.args, {"q", "person"}, set(), set())


def _offered(found: Human, typed: str, indexed: str) -> list[Match]:
    """Whom this person may be: the records that are alike, or those that were asked for; none that is linked already."""
    who = stored_as(g.session, found.person)
    if not typed and not indexed:
        return matches(g.session, g.actor, who, found.records)
    rows = [row for row in looked_for(g.session, g.actor, typed, indexed=indexed) if row.id not in found.records]
    return [Match.of(g.session, who, one) for one in humans(g.session, g.actor, rows)] if rows else []


def _may_link(matters: list[SeenMatter]) -> bool:
    return any(may(g.actor, Can.LINK_PEOPLE, seen.request) for seen in matters)


def _matter_for(found: Human) -> Any:
    """The matter by which the actor knows somebody. Raises NotFound for who is known from a register alone."""
    matters = [seen.request for seen in all_matters(g.session, g.actor, found.records)]
    if not matters:
        raise NotFound
    return next((matter for matter in matters if may(g.actor, Can.LINK_PEOPLE, matter)), matters[0])


def _numbers(found: list[Human]) -> list[str]:
    return list(dict.fromkeys(matter.request.number for one in found for matter in one.matters))
