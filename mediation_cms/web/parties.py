"""The people of a matter: its parties and who speaks for them."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.cases.matter_actions import amend_party, take_out_party
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import _
from mediation_cms.intake.inputs import PartyIn, RepresentativeIn
from mediation_cms.intake.models import Request, Side
from mediation_cms.intake.party_actions import add_party, add_representative
from mediation_cms.intake.queries import get_party, get_request
from mediation_cms.people.models import Channel
from mediation_cms.people.rules import masked, shown_phone
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import Matter, SideShown, matter
from mediation_cms.web.request_forms import choices
from mediation_cms.web.saying import say

parties = Blueprint("parties", __name__, url_prefix="/requests/<uuid:request_id>")


@parties.get("/people")
def people(request_id: UUID) -> ResponseReturnValue:
    """Who takes part, and what is known of each."""
    found = matter(request_id, "parties.people")
    return render_template("requests/people.html", matter=found, cards=cards(found))


@parties.route("/parties/new", methods=["GET", "POST"])
def new(request_id: UUID) -> ResponseReturnValue:
    """Add another side or a third person."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else Form({"party-kind": "person", "side": Side.OTHER.value})
    with form.catching():
        if request.method == "POST":
            given = form.part("party") | {"side": form.values.get("side", "")}
            add_party(g.session, g.actor, found, PartyIn.checked(given, "party"))
            say(_("Saved"))
            return redirect(url_for(".people", request_id=request_id), code=303)
    return _page("requests/party.html", found, form, sides=options(Side, Side.OTHER, Side.THIRD))


@parties.route("/parties/<uuid:party_id>", methods=["GET", "POST"])
def correction(request_id: UUID, party_id: UUID) -> ResponseReturnValue:
    """Correct or complete what is known of a party."""
    found = get_request(g.session, g.actor, request_id)
    party = get_party(g.session, found, party_id)
    side = next(side for side in matter(found.id, "parties.correction").sides if side.party.id == party.id)
    form = Form.correcting(as_typed(side))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            given = form.part("party") | {"side": party.side.value}
            amend_party(g.session, g.actor, found, party, PartyIn.checked(given, "party"))
            say(_("Saved"))
            return redirect(url_for(".people", request_id=request_id), code=303)
    return _page("requests/party.html", found, form, side=side)


@parties.route("/parties/<uuid:party_id>/representatives/new", methods=["GET", "POST"])
def representative(request_id: UUID, party_id: UUID) -> ResponseReturnValue:
    """Add somebody who speaks for a party."""
    found = get_request(g.session, g.actor, request_id)
    party = get_party(g.session, found, party_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            add_representative(g.session, g.actor, found, party, RepresentativeIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".people", request_id=request_id), code=303)
    return _page("requests/representative.html", found, form)


@parties.route("/parties/<uuid:party_id>/removal", methods=["GET", "POST"])
def removal(request_id: UUID, party_id: UUID) -> ResponseReturnValue:
    """Take a party out."""
    found = get_request(g.session, g.actor, request_id)
    party = get_party(g.session, found, party_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            take_out_party(g.session, g.actor, found, party)
            say(_("Removed."))
            return redirect(url_for(".people", request_id=request_id), code=303)
    return _page("requests/removal.html", found, form)


def cards(found: Matter) -> dict[str, dict[str, str]]:
    """For each party the masked IIN, the document and the address, by key."""
    return {str(side.party.id): _card(side) for side in found.sides}


def _card(side: SideShown) -> dict[str, str]:
    person = side.person
    if person is None:
        return {"address": side.organisation.address, "bin": side.organisation.bin or ""} if side.organisation else {}
    iin = unseal(g.session, person, "iin_sealed")
    return {
        "iin": masked(iin) if iin else "",
        "document": f"{person.document_kind.label}" if person.document_kind else "",
        "reason": person.no_iin_reason,
        "address": unseal(g.session, person, "address_sealed") or "",
    }


def as_typed(side: SideShown) -> dict[str, str]:
    """A party as the fields of its form. What is encrypted is not shown again: an empty field leaves it as it is."""
    values = {"party-kind": "unnamed", "party-minor": "yes" if side.party.minor else "", "party-note": side.party.note}
    person, organisation = side.person, side.organisation
    if person is not None:
        born_on = f"{person.born_on:%d.%m.%Y}" if person.born_on else ""
        values |= {
            "party-kind": "person",
            "party-person-born_on": born_on,
            "party-person-no_iin_reason": person.no_iin_reason,
        }
        values |= {f"party-person-{name}": getattr(person, name) for name in ("surname", "given_name", "patronymic")}
        values |= _reached("party-person", side)
    if organisation is not None:
        values |= {"party-kind": "organisation", "party-organisation-kind": organisation.kind.value}
        values |= {
            f"party-organisation-{name}": getattr(organisation, name) or "" for name in ("name", "bin", "address")
        }
        values |= _reached("party-organisation", side)
    return values


def _reached(prefix: str, side: SideShown) -> dict[str, str]:
    """How a party is reached best, as the form has it; while nothing is known, by phone in the language of the page."""
    if not side.contacts:
        return {f"{prefix}-contact-channel": Channel.PHONE.value, f"{prefix}-contact-language": g.language}
    best = side.contacts[0]
    return {
        f"{prefix}-contact-channel": best.channel.value,
        f"{prefix}-contact-value": shown_phone(best.value) if best.channel is not Channel.EMAIL else best.value,
        f"{prefix}-contact-language": best.language.value,
        f"{prefix}-contact-safe_times": best.safe_times,
        f"{prefix}-contact-may_leave_message": "yes" if best.may_leave_message else "",
    }


def _page(template: str, found: Request, form: Form, **facts: object) -> ResponseReturnValue:
    authorize(g.actor, Can.CHANGE_REQUEST, found)
    return render_template(
        template, form=form, matter=matter(found.id, "parties.correction"), **choices(), **facts
    ), form.status
