"""The people of a matter on pages: what is known stands in the form, and what was not touched stays."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from mediation_cms.intake.inputs import PartyIn, RepresentativeIn
from mediation_cms.intake.models import Request
from mediation_cms.intake.papers import paper_sides
from mediation_cms.intake.party_actions import add_party, add_representative, remove_party
from mediation_cms.intake.queries import parties_of
from mediation_cms.people.models import Contact, Role
from tests import make
from tests.make import matters
from tests.rights.fields import Fields
from tests.web.stage import words
from tests.web.visitor import Visitor


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    """The people of a cabinet."""
    return matters.cast(session)


@pytest.fixture
def matter(session: Session, cast: matters.Cast) -> Request:
    """A request between two neighbours."""
    return make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)


@pytest.fixture
def receptionist(signed_in: Callable[..., Visitor], cast: matters.Cast) -> Visitor:
    """The browser of the reception."""
    return signed_in(Role.RECEPTIONIST, cast.country.cabinet)


@pytest.fixture
def speaker_at(session: Session, cast: matters.Cast, matter: Request) -> str:
    """The address of somebody who speaks for the applicant."""
    side = parties_of(session, matter.id)[0][0]
    person = {
        "surname": "Сейітов", "given_name": "Дәулет",
        "contact": {"value": "8 701 000 00 03", "language": "ru", "safe_times": "кешке", "may_leave_message": "yes"},
    }  # fmt: skip
    powers = {"capacity": "power_of_attorney", "document_no": "17", "document_on": "20.05.2022", "document_seen": "yes"}
    given = RepresentativeIn.checked({"person": person} | powers)
    speaker = add_representative(session, cast.receptionist, matter, side, given)
    session.commit()
    return f"/requests/{matter.id}/parties/{side.id}/representatives/{speaker.id}"


def test_a_form_sent_back_as_it_came_changes_nothing_that_is_known_of_somebody(
    session: Session, matter: Request, receptionist: Visitor
) -> None:
    party, person, _organisation = parties_of(session, matter.id)[0]
    assert person is not None
    at, of = f"/requests/{matter.id}/parties/{party.id}", select(Contact).where(Contact.person_id == person.id)
    before = [contact.model_dump() for contact in session.exec(of)]

    form = Fields(receptionist.get(at).text).sent
    answer = receptionist.client.post(at, data=form | receptionist.hidden())

    session.expire_all()
    assert answer.status_code == 303
    assert form["party-person-contact-value"] == "+7 (7232) 00-00-01"
    assert [contact.model_dump() for contact in session.exec(of)] == before != []
    assert (person.name, person.iin_index is not None) == ("Төлегенов Қайрат Мұхаметжанұлы", True)


def test_somebody_who_is_reached_by_letter_is_corrected_like_anybody(
    session: Session, cast: matters.Cast, matter: Request, receptionist: Visitor
) -> None:
    contact = {"channel": "post", "value": "Меновное ауылы, 16", "language": "kk"}
    person = {"given_name": "Айдос", "contact": contact}
    party = add_party(session, cast.receptionist, matter, PartyIn.checked({"side": "other", "person": person}))
    session.commit()

    form = Fields(receptionist.get(f"/requests/{matter.id}/parties/{party.id}").text)

    assert form.sent["party-person-contact-value"] == "Меновное ауылы, 16"


# --- who speaks for a side -----------------------------------------------------------------------------------------------


def test_the_page_says_how_a_representative_is_reached(matter: Request, receptionist: Visitor, speaker_at: str) -> None:
    receptionist.get(f"/requests/{matter.id}/people?lang=en")

    assert "call: +7 (701) 000-00-03 · Русский · кешке · A message may be left" in words(receptionist)


def test_a_representative_sent_back_as_it_came_stays_as_it_was(
    session: Session, matter: Request, receptionist: Visitor, speaker_at: str
) -> None:
    def known() -> list[object]:
        session.expire_all()
        rows = [row for row in parties_of(session, matter.id) if row[0].represents_id]
        reached = session.exec(select(Contact).where(Contact.person_id == rows[0][0].person_id)).all()
        return [part.model_dump() for part in (rows[0][0], rows[0][1], *reached) if part]

    before = known()
    form = Fields(receptionist.get(speaker_at).text).sent
    answer = receptionist.client.post(speaker_at, data=form | receptionist.hidden())

    assert answer.status_code == 303
    assert known() == before


def test_a_representative_is_corrected_and_the_history_says_how(
    matter: Request, receptionist: Visitor, speaker_at: str
) -> None:
    form = Fields(receptionist.get(speaker_at).text).sent
    changed = {"capacity": "guardian", "person-surname": "Сейтов", "person-contact-value": "8 702 000 00 04"}
    receptionist.client.post(speaker_at, data=form | receptionist.hidden() | changed)

    receptionist.get(f"/requests/{matter.id}/people?lang=en")
    assert "Сейтов Дәулет , guardian · № 17, 20.05.2022" in words(receptionist)
    assert "call: +7 (702) 000-00-04" in words(receptionist)
    receptionist.get(f"/requests/{matter.id}/history?lang=en")
    said = words(receptionist)
    assert "Representative corrected" in said
    assert "representative under power of attorney → guardian" in said
    assert "Сейітов Дәулет → Сейтов Дәулет" in said
    assert "000-00-0" not in said


# --- in whose language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_whoever_is_added_is_reached_in_the_language_of_the_page_unless_said_otherwise(
    session: Session, cast: matters.Cast, matter: Request, receptionist: Visitor, language: str
) -> None:
    unnamed = add_party(session, cast.receptionist, matter, PartyIn.checked({"kind": "unnamed", "side": "other"}))
    session.commit()
    forms = {
        "new": ("party-person", "party-organisation"),
        f"{unnamed.id}": ("party-person", "party-organisation"),
        f"{unnamed.id}/representatives/new": ("person",),
    }

    for at, whose in forms.items():
        form = Fields(receptionist.get(f"/requests/{matter.id}/parties/{at}?lang={language}").text).sent
        for who in whose:
            assert (form[f"{who}-contact-channel"], form[f"{who}-contact-language"]) == ("phone", language)


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


# --- two at the same form ------------------------------------------------------------------------------------------------


def test_who_corrects_what_a_colleague_has_just_corrected_is_told_and_wipes_nothing(
    session: Session, matter: Request, receptionist: Visitor, speaker_at: str
) -> None:
    party = parties_of(session, matter.id)[0][0]
    forms = (
        (f"/requests/{matter.id}/parties/{party.id}", "party-person", "+7 (702) 000-00-09"),
        (speaker_at, "person", "+7 (702) 000-00-10"),
    )
    for at, prefix, safe in forms:
        phone, hours = f"{prefix}-contact-value", f"{prefix}-contact-safe_times"
        stale = Fields(receptionist.get(at).text).sent | receptionist.hidden()
        fresh = Fields(receptionist.get(at).text).sent | receptionist.hidden()

        receptionist.client.post(at, data=fresh | {phone: safe, hours: "тек түсте"})
        answers = [
            receptionist.client.post(at, data=stale | {phone: "", hours: "", f"{prefix}-patronymic": "Ұлы"})
            for _time in range(2)
        ]

        now = Fields(receptionist.get(at).text).sent
        assert [answer.status_code for answer in answers] == [409, 409]
        assert all('value="Ұлы"' in answer.text for answer in answers)
        assert (now[phone], now[hours]) == (safe, "тек түсте")
