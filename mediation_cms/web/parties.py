"""The people of a matter: its parties and who speaks for them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.cases.matter_actions import amend_party, take_out_party
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.inputs import PartyIn, RepresentativeIn
from mediation_cms.intake.models import Request, Side
from mediation_cms.intake.party_actions import add_party, add_representative, correct_representative
from mediation_cms.intake.queries import get_party, get_request
from mediation_cms.people.models import PHONES, Person
from mediation_cms.people.rules import masked, shown_phone
from mediation_cms.web import entry_check
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import Matter, SideShown, matter
from mediation_cms.web.request_forms import by_phone, choices, reached_by_phone
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
    form = Form.sent() if request.method == "POST" else fresh()
    check = entry_check.of_party(form, None) if request.method == "POST" else None
    with form.catching():
        if check is not None:
            given = PartyIn.checked(form.part("party") | {"side": form.values.get("side", "")}, "party")
            if check.is_answered():
                add_party(g.session, g.actor, found, given)
                say(_("Saved"))
                return redirect(url_for(".people", request_id=request_id), code=303)
    return _page("requests/party.html", found, form, check=check, sides=options(Side, Side.OTHER, Side.THIRD))


@parties.route("/parties/<uuid:party_id>", methods=["GET", "POST"])
def correction(request_id: UUID, party_id: UUID) -> ResponseReturnValue:
    """Correct or complete what is known of a party."""
    found = get_request(g.session, g.actor, request_id)
    side = _among(_sides(found), party_id)
    form = Form.correcting(as_typed(side), reached_by_phone("party"))
    check = entry_check.of_party(form, side.party.side, side.person) if request.method == "POST" else None
    with form.catching():
        if check is not None:
            form.require_as_seen()
            given = PartyIn.checked(form.part("party") | {"side": side.party.side.value}, "party")
            if check.is_answered():
                amend_party(g.session, g.actor, found, side.party, given)
                say(_("Saved"))
                return redirect(url_for(".people", request_id=request_id), code=303)
    return _page("requests/party.html", found, form, check=check, side=side)


@parties.route("/parties/<uuid:party_id>/representatives/new", methods=["GET", "POST"])
def representative(request_id: UUID, party_id: UUID) -> ResponseReturnValue:
    """Add somebody who speaks for a party."""
    found = get_request(g.session, g.actor, request_id)
    side = _among(_sides(found), party_id)
    form = Form.sent() if request.method == "POST" else Form(by_phone("person"))
    check = entry_check.of_speaker(form) if request.method == "POST" else None
    with form.catching():
        if check is not None:
            given = RepresentativeIn.checked(form.tree())
            if check.is_answered():
                add_representative(g.session, g.actor, found, side.party, given)
                say(_("Saved"))
                return redirect(url_for(".people", request_id=request_id), code=303)
    return _page("requests/representative.html", found, form, check=check, side=side)


@parties.route("/parties/<uuid:party_id>/representatives/<uuid:representative_id>", methods=["GET", "POST"])
def representative_correction(request_id: UUID, party_id: UUID, representative_id: UUID) -> ResponseReturnValue:
    """Correct or complete what is known of somebody who speaks for a party."""
    found = get_request(g.session, g.actor, request_id)
    side = _among(_sides(found), party_id)
    speaker = _among(side.representatives, representative_id)
    form = Form.correcting(speaker_as_typed(speaker), by_phone("person"))
    check = entry_check.of_speaker(form, speaker.person) if request.method == "POST" else None
    with form.catching():
        if check is not None:
            form.require_as_seen()
            given = RepresentativeIn.checked(form.tree())
            if check.is_answered():
                correct_representative(g.session, g.actor, found, speaker.party, given)
                say(_("Saved"))
                return redirect(url_for(".people", request_id=request_id), code=303)
    return _page("requests/representative.html", found, form, check=check, side=side, speaker=speaker)


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


def fresh() -> Form:
    """One more other side, a person who is reached by phone."""
    return Form({"party-kind": "person", "side": Side.OTHER.value} | reached_by_phone("party"))


def cards(found: Matter) -> dict[str, dict[str, Text | str]]:
    """For each party the masked IIN, the document and the address, by key."""
    return {str(side.party.id): _card(side) for side in found.sides}


def _card(side: SideShown) -> dict[str, Text | str]:
    person = side.person
    if person is None:
        return {"address": side.organisation.address, "bin": side.organisation.bin or ""} if side.organisation else {}
    iin = unseal(g.session, person, "iin_sealed")
    return {
        "iin": masked(iin) if iin else "",
        "document": person.document_kind.label if person.document_kind else "",
        "reason": person.no_iin_reason,
        "address": unseal(g.session, person, "address_sealed") or "",
    }


def as_typed(side: SideShown) -> dict[str, str]:
    """A party as the fields of its form. What is encrypted is not shown again: an empty field leaves it as it is."""
    values = {"party-kind": "unnamed", "party-minor": "yes" if side.party.minor else "", "party-note": side.party.note}
    person, organisation = side.person, side.organisation
    if person is not None:
        values |= {
            "party-kind": "person",
            "party-person-born_on": _typed_day(person.born_on),
            "party-person-no_iin_reason": person.no_iin_reason,
        }
        values |= _called("party-person", person) | _reached("party-person", side)
    if organisation is not None:
        values |= {"party-kind": "organisation", "party-organisation-kind": organisation.kind.value}
        values |= {
            f"party-organisation-{name}": getattr(organisation, name) or "" for name in ("name", "bin", "address")
        }
        values |= _reached("party-organisation", side)
    return values


def speaker_as_typed(speaker: SideShown) -> dict[str, str]:
    """A representative as the fields of the form, the document that was shown included."""
    party = speaker.party
    values = {
        "capacity": party.capacity.value,
        "document_no": party.document_no,
        "document_on": _typed_day(party.document_on),
        "document_seen": "yes" if party.document_seen_on else "",
    }
    return values | _called("person", speaker.person) | _reached("person", speaker)


def _called(prefix: str, person: Person | None) -> dict[str, str]:
    return {f"{prefix}-{name}": getattr(person, name, "") for name in ("surname", "given_name", "patronymic")}


def _typed_day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _reached(prefix: str, side: SideShown) -> dict[str, str]:
    """How somebody is reached best, as the form has it; nothing while nothing is known."""
    if not side.contacts:
        return {}
    best = side.contacts[0]
    return {
        f"{prefix}-contact-channel": best.channel.value,
        f"{prefix}-contact-value": shown_phone(best.value) if best.channel in PHONES else best.value,
        f"{prefix}-contact-language": best.language.value,
        f"{prefix}-contact-safe_times": best.safe_times,
        f"{prefix}-contact-may_leave_message": "yes" if best.may_leave_message else "",
    }


def _sides(found: Request) -> list[SideShown]:
    return matter(found.id, "parties.correction").sides


def _among(sides: Iterable[SideShown], party_id: UUID) -> SideShown:
    """The one of these with this key. Raises NotFound."""
    for side in sides:
        if side.party.id == party_id:
            return side
    raise NotFound


def _page(template: str, found: Request, form: Form, **facts: object) -> ResponseReturnValue:
    authorize(g.actor, Can.CHANGE_REQUEST, found)
    return render_template(
        template, form=form, matter=matter(found.id, "parties.correction"), **choices(), **facts
    ), form.status
