"""The public register on pages, and the registers on other days: what each says, and never a phone of who is suspended."""

import csv
import io
import json
import re
from datetime import date
from html import unescape

import pytest
from PIL import Image
from sqlmodel import select

from mediation_cms.core import clock
from mediation_cms.mediators.actions import leave_register, suspend
from mediation_cms.mediators.card_actions import keep_card
from mediation_cms.mediators.card_inputs import CardIn
from mediation_cms.mediators.card_models import MediatorCard
from mediation_cms.mediators.card_queries import contacts_of, keeping_card
from mediation_cms.mediators.inaccuracy_models import Inaccuracy
from mediation_cms.mediators.inputs import PracticeIn
from mediation_cms.mediators.models import Mediator, Standing
from mediation_cms.mediators.public_register import shown
from mediation_cms.people.models import Role
from tests import make
from tests.make.availability import week
from tests.make.certification import qualified_until
from tests.make.mediators import left, mediator, suspended

PHONE, SHOWN = "+77182000911", "+7 (7182) 00-09-11"


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(signed_in, country):
    return signed_in(Role.REGISTER_KEEPER, country.region)


@pytest.fixture
def entry(session, country):
    return mediator(session, country.district, "Төлегенов Қайрат", number="63-1")


@pytest.fixture
def told(session, country, entry):
    """The mediator's card: Kazakh, by video, a public phone and an e-mail for staff alone."""
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.region)
    contacts = [
        {"kind": "phone", "value": PHONE, "public": "yes"},
        {"kind": "email", "value": "qairat@bitim.example", "public": ""},
    ]
    given = CardIn.checked({"languages": ["kk"], "modes": ["video"], "practising_since": "2012", "contacts": contacts})
    keep_card(session, keeper, keeping_card(session, keeper, entry.mediator_id), given)
    return keeper


def table(browser):
    return list(csv.DictReader(io.StringIO(browser.get("/mediators.csv").data.decode("utf-8-sig")), delimiter=";"))


def lines(browser):
    return json.loads(browser.get("/mediators.json").data)["mediators"]


def picture(**save):
    held = io.BytesIO()
    Image.new("RGB", (900, 1200), "teal").save(held, "JPEG", **save)
    return io.BytesIO(held.getvalue())


def test_everybody_finds_a_mediator_and_reads_what_is_public(visitor, entry, told):
    page = visitor.get("/mediators?q=Tolegenov").text
    own = visitor.get(f"/mediators/{entry.mediator_id}").text

    assert f'/mediators/{entry.mediator_id}"' in page
    assert SHOWN in own
    assert "qairat@bitim.example" not in own
    assert (table(visitor)[0]["phone"], table(visitor)[0]["email"]) == (PHONE[1:], "")
    assert [(line["number"], line["status"], line["phone"]) for line in lines(visitor)] == [("63-1", "active", PHONE)]


def test_the_phone_of_who_is_suspended_is_nowhere(session, visitor, entry, told):
    suspend(session, told, entry, suspended())

    shown = [
        visitor.get(address).text for address in ("/mediators", f"/mediators/{entry.mediator_id}", "/mediators/63-1")
    ]
    shown += [visitor.get(f"/mediators.{ending}").data.decode() for ending in ("csv", "json")]

    assert [PHONE[1:] in text or SHOWN in text for text in shown] == [False] * 5
    assert [(line["status"], line["status_since"]) for line in lines(visitor)] == [("suspended", "2022-02-01")]


def test_of_who_has_left_there_is_a_number_a_state_and_a_day(session, visitor, entry, told):
    leave_register(session, told, entry, left())

    answers = [visitor.get(f"/mediators/{ref}") for ref in (entry.mediator_id, "63-1")]

    assert ["Төлегенов" in answer.text for answer in answers] == [False, False]
    assert ["63-1" in answer.text for answer in answers] == [True, True]
    assert "Төлегенов" not in visitor.get("/mediators?q=Tolegenov").text.partition("<main")[2].replace("Tolegenov", "")
    assert [{name: value for name, value in line.items() if value} for line in lines(visitor)] == [
        {"number": "63-1", "register": "ank", "kind": "public", "status": "removed", "status_since": "2022-03-01"}
    ]
    assert visitor.get(f"/mediators/{entry.mediator_id}/inaccuracy").status_code == 404


def test_the_search_narrows_by_language_place_field_kind_and_way(session, visitor, country, entry, told):
    def found(query):
        return "Төлегенов" in visitor.get(f"/mediators?{query}").text

    asked = {
        "language=kk": True, "language=de": False, "place=63": True, "mode=video": True, "mode=in_person": False,
        "kind=public": True, "kind=professional": False, "field=family": True, "q=63-1": True, "q=63-2": False,
    }  # fmt: skip
    assert {query: found(query) for query in asked} == asked


def test_a_cell_that_a_spreadsheet_would_run_is_text(session, visitor, country, told):
    mediator(session, country.district, "Әлиев Арман", number="=1+1")

    assert sorted(line["number"] for line in table(visitor)) == ["'=1+1", "63-1"]


def test_the_table_is_sent_again_only_when_it_is_another(visitor, told):
    first = visitor.get("/mediators.json")

    again = visitor.client.get("/mediators.json", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


def test_a_photo_is_kept_small_and_without_what_the_camera_noted_and_shown_once_it_is_ticked(
    session, keeper, visitor, entry
):
    exif = Image.Exif()
    exif[0x010F] = "a camera that noted"
    keeper.get(f"/cards/{entry.mediator_id}")
    answer = keeper.send(f"/cards/{entry.mediator_id}/photo", photo=(picture(exif=exif), "me.jpg"))
    assert answer.status_code == 303
    assert visitor.get(f"/mediators/{entry.mediator_id}/photo").status_code == 404

    keeper.get(f"/cards/{entry.mediator_id}")
    assert keeper.send(f"/cards/{entry.mediator_id}", photo_public="yes", languages=["ru"]).status_code == 303
    shown = visitor.get(f"/mediators/{entry.mediator_id}/photo").data

    image = Image.open(io.BytesIO(shown))
    assert (max(image.size), len(image.getexif()), b"camera" in shown) == (640, 0, False)
    assert session.get_one(Mediator, entry.mediator_id).languages == ["ru"]

    keeper.send(f"/cards/{entry.mediator_id}/photo/removal")
    card = session.get_one(MediatorCard, entry.mediator_id)
    assert (card.photo_id, card.photo_public) == (None, False)


def test_what_is_no_photo_is_refused_beside_the_field(keeper, entry):
    keeper.get(f"/cards/{entry.mediator_id}")
    answer = keeper.send(f"/cards/{entry.mediator_id}/photo", photo=(io.BytesIO(b"%PDF-1.7 a paper"), "me.pdf"))

    assert (answer.status_code, len(keeper.errors)) == (422, 1)


def test_a_card_is_corrected_as_it_is_shown_and_a_wrong_phone_is_said(session, keeper, entry):
    address = f"/cards/{entry.mediator_id}"
    keeper.get(address)
    wrong = keeper.send(address, contacts__0__kind="phone", contacts__0__value="12", contacts__0__public="yes")
    assert (wrong.status_code, len(keeper.errors)) == (422, 1)

    right = keeper.send(
        address, contacts__0__kind="phone", contacts__0__value="8 7182 000911", contacts__0__public="yes", about_kk="Отбасы",
        contacts__1__kind="", contacts__1__value="", practising_since="2010", modes=["phone", "video"],
    )  # fmt: skip
    assert right.status_code == 303
    (contact,) = contacts_of(session, [entry.mediator_id])[entry.mediator_id]
    assert (contact.kind, contact.value, contact.public) == ("phone", PHONE, True)
    assert "8 7182" not in keeper.get(f"/registers/{entry.id}/history").text


def test_a_report_of_an_inaccuracy_comes_to_the_keeper_once_and_is_seen_to(session, visitor, keeper, entry):
    make.visitor(session)
    address = f"/mediators/{entry.mediator_id}/inaccuracy"
    visitor.get(address)
    sent = visitor.hidden() | {"words": "Тілі дұрыс емес", "reply_to": "87182000912"}
    answers = [visitor.client.post(address, data=sent) for _time in range(2)]

    assert [answer.location for answer in answers] == [f"/mediators/{entry.mediator_id}/thanks"] * 2
    assert "Тілі" not in visitor.get(answers[0].location).text
    (report,) = session.exec(select(Inaccuracy)).all()
    page = keeper.get("/registers/inaccuracies").text
    assert ("Тілі дұрыс емес" in page, "87182000912" in page) == (True, True)

    assert keeper.send(f"/registers/inaccuracies/{report.id}").status_code == 303
    assert "Тілі дұрыс емес" not in keeper.get("/registers/inaccuracies").text
    assert keeper.send(f"/registers/inaccuracies/{report.id}").status_code == 409


def test_an_empty_report_is_said_to_be_empty(visitor, entry):
    address = f"/mediators/{entry.mediator_id}/inaccuracy"
    visitor.get(address)

    assert visitor.send(address, words="  ").status_code == 422


def test_the_pages_of_other_days_open_with_what_they_answer(session, keeper, country, entry):
    page = keeper.get("/registers/entitled?on=12.03.2023&place=63&paper=contract").text
    assert "63-1" in page
    of_a_fee = keeper.get("/registers/entitled?on=12.03.2023&place=63&paper=fee").text.split("<h2>")
    assert ["63-1" in part for part in of_a_fee[-2:]] == [False, True]
    assert keeper.get("/registers/entitled?on=12.03.2023&paper=nonsense").status_code == 422
    assert keeper.get("/registers/entitled?on=12.03.2023&borders=nonsense").status_code == 422
    assert "63-1" in keeper.get("/registers/entitled.csv?on=12.03.2023&place=63").data.decode()
    assert "63-1" in keeper.get("/registers/changes?since=01.01.2020&until=31.12.2020").text
    assert "63-1" in keeper.get("/registers/changes.csv?since=01.01.2020").data.decode()
    assert keeper.get("/registers/changes?since=01.01.2020&until=31.12.2019").status_code == 422
    assert re.search("63-1", keeper.get("/registers?on=12.03.2023&borders=2022-01-01").text)
    assert date(2023, 3, 12) < clock.today()


def test_a_talk_is_booked_with_the_very_mediator_and_with_nobody_who_keeps_no_hours_there(session, visitor, country):
    chosen, other = (
        mediator(
            session, country.district, name, PracticeIn(cabinet_id=country.cabinet.id, languages=["kk"]), number=number
        )
        for name, number in (("Төлегенов Қайрат", "63-1"), ("Әлиев Арман", "63-2"))
    )
    week(session, chosen, country.cabinet)
    own = visitor.get(f"/mediators/{chosen.mediator_id}").text
    (address,) = {unescape(found) for found in re.findall(r'href="(/book[^"]*mediator=[^"]*)"', own)}

    def shown(address):
        return "Төлегенов" in visitor.get(f"{address}&kind=first&language=kk&mode=video").text

    assert shown(address)
    assert not shown(address.replace(str(chosen.mediator_id), str(other.mediator_id)))
    assert "mediator=" not in visitor.get(f"/mediators/{other.mediator_id}").text


def test_with_whom_the_certificate_has_expired_nobody_books(session, country, entry):
    week(session, entry, country.cabinet)
    qualified_until(session, entry, date(2026, 11, 16))
    seen = {}
    for day in (date(2026, 11, 16), date(2026, 11, 17)):
        one = shown(session, [entry.mediator_id], day)[entry.mediator_id]
        seen[day.day] = (one.standing, one.cabinets)

    assert seen == {16: (Standing.ACTIVE, [country.cabinet.id]), 17: (Standing.ACTIVE, [])}
