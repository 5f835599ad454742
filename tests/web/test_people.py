"""The people of a matter on pages: what is known stands in the form, and what was not touched stays."""

from collections.abc import Callable

from sqlmodel import Session, select

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
