"""The people of a matter on pages: what is known stands in the form, and what was not touched stays."""

import re
from collections.abc import Callable

from sqlmodel import Session, select

from mediation_cms.intake.inputs import PartyIn
from mediation_cms.intake.models import Request
from mediation_cms.intake.papers import paper_sides
from mediation_cms.intake.party_actions import add_party, remove_party
from mediation_cms.intake.queries import parties_of
from mediation_cms.people.models import Contact, Role
from tests import make
from tests.make import matters
from tests.rights.fields import Fields
from tests.web.conftest import Visitor


def test_a_form_sent_back_as_it_came_changes_nothing_that_is_known_of_somebody(
    signed_in: Callable[..., Visitor], session: Session
) -> None:
    cast = matters.cast(session)
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
    party, person, _organisation = parties_of(session, request.id)[0]
    assert person is not None
    receptionist = signed_in(Role.RECEPTIONIST, cast.country.cabinet)
    at, of = f"/requests/{request.id}/parties/{party.id}", select(Contact).where(Contact.person_id == person.id)
    before = [contact.model_dump() for contact in session.exec(of)]

    form = Fields(receptionist.get(at).text).sent
    answer = receptionist.client.post(at, data=form | receptionist.hidden())

    session.expire_all()
    assert answer.status_code == 303
    assert form["party-person-contact-value"] == "+7 (7232) 00-00-01"
    assert [contact.model_dump() for contact in session.exec(of)] == before != []
    assert (person.name, person.iin_index is not None) == ("Төлегенов Қайрат Мұхаметжанұлы", True)


def test_a_side_keeps_on_pages_the_number_that_papers_call_it_by(
    signed_in: Callable[..., Visitor], session: Session
) -> None:
    cast = matters.cast(session)
    request = session.get_one(Request, matters.with_three_sides(session, cast).request_id)
    witness = PartyIn.checked({"side": "third", "person": {"given_name": "Асқар"}})
    add_party(session, cast.receptionist, request, witness)
    gone = next(
        party for party, *_who in parties_of(session, request.id) if (party.side, party.side_no) == ("other", 1)
    )
    remove_party(session, cast.receptionist, request, gone)
    receptionist = signed_in(Role.RECEPTIONIST, cast.country.cabinet)

    receptionist.get(f"/requests/{request.id}/people?lang=en")

    assert receptionist.page is not None
    assert re.findall(r'class="who" data-side="(\d)">([^<]+)<', receptionist.page.text) == [
        ("1", "Side 1, applicant"),
        ("3", "Side 3"),
        ("4", "third person"),
    ]
    assert [side.number for side in paper_sides(session, request.id)] == [1, 3]
