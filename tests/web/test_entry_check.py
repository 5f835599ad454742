"""The check page: whoever is typed in and may be known is asked about once, and nothing that was typed or chosen is lost."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from urllib.parse import unquote_plus

import pytest
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Reading
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.queries import parties_of
from mediation_cms.people.models import Person, Role, SamePerson
from tests import make
from tests.make import matters
from tests.rights.fields import Fields
from tests.web.stage import words
from tests.web.visitor import Visitor

DAY = date(2022, 3, 15)
TYPED = {
    "received_on": "15.03.2022", "channel": "in_person", "source": "self", "language": "kk", "applicant-kind": "person",
    "applicant-person-given_name": "Svetlana", "applicant-person-surname": "Vorobyova",
    "applicant-person-contact-value": "8 7232 00 00 02", "others-0-kind": "person", "others-0-person-given_name": "Қайрат",
    "others-0-person-surname": "Төлегенов", "subject": "Дуал", "dispute_code": "NEI",
}  # fmt: skip


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    return matters.cast(session)


@pytest.fixture
def first(session: Session, cast: matters.Cast) -> Request:
    """Төлегенов has brought a matter against Воробьёва."""
    return make.request(session, cast.receptionist, cast.country.cabinet, DAY)


@pytest.fixture
def reception(signed_in: Callable[..., Visitor], cast: matters.Cast, first: Request) -> Visitor:
    visitor = signed_in(Role.RECEPTIONIST, cast.country.cabinet)
    visitor.get("/requests/new?lang=en")
    return visitor


def form_of(visitor: Visitor, cast: matters.Cast, **more: str) -> dict[str, str]:
    """What is sent: what was typed, and what is hidden in the page that is open."""
    assert visitor.page is not None
    typed = TYPED | {"cabinet_id": str(cast.country.cabinet.id)} | {k.replace("__", "-"): v for k, v in more.items()}
    marked = re.findall(r'name="checked" value="(\w+)"', visitor.page.text)
    return typed | visitor.hidden() | ({"checked": marked[0]} if marked else {})


def send(visitor: Visitor, cast: matters.Cast, **more: str) -> str:
    """Send the form; where it led, or nothing when it came back."""
    visitor.page = visitor.client.post("/requests/new", data=form_of(visitor, cast, **more))
    return visitor.page.location or ""


def person_of(session: Session, request: Request, place: int) -> Person:
    person = parties_of(session, request.id)[place][1]
    assert person is not None
    return person


def requests(session: Session) -> list[Request]:
    session.expire_all()
    return list(session.exec(select(Request).order_by(col(Request.id))))


def test_the_other_side_comes_is_recognised_and_her_request_is_joined(
    session: Session, cast: matters.Cast, reception: Visitor, first: Request
) -> None:
    assert send(reception, cast) == ""
    assert reception.page is not None
    assert (reception.page.status_code, len(requests(session))) == (200, 1)
    said = words(reception)
    assert (
        "the same person as Воробьёва Светлана Игоревна same name, same phone · born in 2000 · IIN 0002•••••909" in said
    )
    assert "1 person has the same name or phone, and nothing else in common" in said  # the other side: by name alone
    assert "Vorobyova Svetlana is the other side of a request that is still open." in said
    kept = Fields(reception.page.text).sent
    assert {name: kept.get(name, "") for name in TYPED} == TYPED
    reading = session.exec(select(Reading).order_by(col(Reading.id).desc())).first()
    assert reading is not None
    assert (reading.page, reading.shown) == ("people.index", [first.number])

    # Whoever is likely must be decided; a refusal elsewhere keeps what was decided.
    assert send(reception, cast) == ""
    assert reception.errors == ["Choose one."]
    known = str(person_of(session, first, 1).id)
    chosen = {"applicant__same_as": known, "others__0__same_as": "another", "join__to_id": str(first.id)}
    assert send(reception, cast, **chosen, received_on="31.02.2022") == ""
    kept = Fields(reception.page.text).sent
    assert [kept[name] for name in ("applicant-same_as", "others-0-same_as", "join-to_id")] == [
        known, "another", str(first.id),
    ]  # fmt: skip
    assert send(reception, cast, **chosen) == "", "a joining needs its reason"

    whole = form_of(reception, cast, **chosen, join__reason="Сол дуал туралы.", join__complete="yes")
    led, again = (reception.client.post("/requests/new", data=whole).location for _time in range(2))
    assert led == again

    _first, second = requests(session)
    assert led == f"/requests/{second.id}"
    assert (second.joined_to_id, second.outcome) == (first.id, Outcome.MERGED)
    link = session.exec(select(SamePerson)).one()
    assert {link.person_id, link.other_id} == {person_of(session, first, 1).id, person_of(session, second, 0).id}
    reception.get(f"{led}?lang=en")
    assert f"Joined to {first.number} : the matter goes on there." in words(reception)
    reception.get(f"/requests/{first.id}?lang=en")
    assert f"Joined to this request {second.number}" in words(reception)

    reception.get(f"{led}/parting")
    reception.send(f"{led}/parting", reason="Дау басқа екен.")
    assert [each.joined_to_id for each in requests(session)] == [None, None]
    reception.get(f"{led}/history?lang=en")
    assert "Joining undone: a matter of its own again" in words(reception)


def test_an_answer_speaks_only_of_whom_it_was_given_for(
    session: Session, cast: matters.Cast, reception: Visitor, first: Request
) -> None:
    """The name is typed anew after the choice was made: nobody is linked with a stranger."""
    send(reception, cast)
    known = str(person_of(session, first, 1).id)
    renamed = {"applicant__person__surname": "Ким", "applicant__person__contact__value": ""}

    assert send(reception, cast, **renamed, applicant__same_as=known, others__0__same_as="another") == ""
    assert send(reception, cast, **renamed, applicant__same_as=known, others__0__same_as="another") != ""

    assert (len(requests(session)), session.exec(select(SamePerson)).all()) == (2, [])


def test_whoever_is_new_or_gives_no_name_is_registered_on_one_screen(
    session: Session, cast: matters.Cast, reception: Visitor
) -> None:
    nobody = {"applicant__kind": "unnamed", "others__0__person__given_name": "", "others__0__person__surname": ""}

    assert send(reception, cast, **nobody) == f"/requests/{requests(session)[-1].id}"
    assert len(requests(session)) == 2


def test_a_party_is_asked_about_when_it_is_corrected_into_somebody_known_and_else_not(
    session: Session, cast: matters.Cast, reception: Visitor, first: Request
) -> None:
    second = make.request(
        session, cast.receptionist, cast.country.cabinet, DAY,
        applicant={"side": "applicant", "person": {"surname": "Ким", "given_name": "Алина"}}, others=[],
    )  # fmt: skip
    session.commit()
    at = f"/requests/{second.id}/parties/{parties_of(session, second.id)[0][0].id}"

    def sent(**changed: str) -> str:
        form = Fields(reception.get(at).text).sent | {k.replace("__", "-"): v for k, v in changed.items()}
        reception.page = reception.client.post(at, data=form | reception.hidden())
        if "same_as" in reception.page.text:
            marked = re.findall(r'name="checked" value="(\w+)"', reception.page.text)[0]
            known = {"party-same_as": str(person_of(session, first, 1).id), "checked": marked}
            return reception.client.post(at, data=form | reception.hidden() | known).location or ""
        return reception.page.location or ""

    assert sent(party__note="көршісі") == f"/requests/{second.id}/people"
    assert session.exec(select(SamePerson)).all() == []
    assert sent(party__person__surname="Воробьёва", party__person__given_name="Светлана") != ""
    session.expire_all()
    assert len(session.exec(select(SamePerson)).all()) == 1


def test_the_page_of_a_person_tells_all_that_is_in_sight_links_and_parts(
    session: Session, cast: matters.Cast, reception: Visitor, first: Request, signed_in: Callable[..., Visitor]
) -> None:
    second = make.request(session, cast.receptionist, cast.country.cabinet, DAY)
    session.commit()
    one, other = (person_of(session, request, 0) for request in (first, second))

    reception.get("/people?lang=en")
    assert "Whom are you looking for?" in words(reception)
    reception.get("/people?q=Kairat+Tolegenov&lang=en")
    assert words(reception).count("Төлегенов Қайрат Мұхаметжанұлы") == 2
    reception.get(f"/people/{one.id}/links?q={second.number}&lang=en")
    assert "same IIN, same name, same patronymic, same phone" in words(reception)
    assert reception.send(f"/people/{one.id}/links", other=str(other.id)).location == f"/people/{one.id}"
    assert reception.send(f"/people/{one.id}/links", other=str(one.id)).status_code == 409
    assert reception.send(f"/people/{one.id}/links", other=str(other.id)).status_code == 409
    assert reception.send(f"/people/{one.id}/links", other="00000000-0000-0000-0000-000000000000").status_code == 404

    reception.get(f"/people/{other.id}?lang=en")
    said = words(reception)
    assert "Known also as: Төлегенов Қайрат Мұхаметжанұлы" in said
    assert (first.number in said, second.number in said) == (True, True)
    assert "Two records linked as one person" in said

    stranger = signed_in(Role.RECEPTIONIST, make.cabinet(session, cast.country.district, "63-OS2", "Екінші"))
    assert stranger.get(f"/people/{one.id}").status_code == 404
    stranger.get("/people?q=Kairat+Tolegenov&lang=en")
    assert "Nobody was found" in words(stranger)

    at = f"/people/{one.id}/links/{session.exec(select(SamePerson.id)).one()}"
    reception.get(at)
    assert reception.send(at).location == f"/people/{one.id}"
    reception.get(f"/people/{one.id}?lang=en")
    assert "Known also as" not in words(reception)


def test_an_iin_finds_its_person_and_comes_into_no_address(
    session: Session, reception: Visitor, first: Request
) -> None:
    one, of = (person_of(session, first, place) for place in range(2))

    for beside, page in (("", "/people"), (str(of.id), f"/people/{of.id}/links")):
        reception.get(page)
        led = reception.send("/people", q="000229 500008", of=beside).location or ""
        by_hand = reception.client.get(f"{page}?q=000229500008").location or ""
        assert (led.partition("?")[0], "0002" in led, by_hand) == (page, False, led)
        assert str(one.id) in reception.get(led).text
    assert unquote_plus(reception.send("/people", q="Төлегенов Қайрат").location or "") == "/people?q=Төлегенов Қайрат"


def test_a_request_is_joined_from_its_own_page(
    session: Session, cast: matters.Cast, reception: Visitor, first: Request
) -> None:
    second = make.request(session, cast.receptionist, cast.country.cabinet, DAY)
    session.commit()
    at = f"/requests/{second.id}/joining"

    reception.get(f"{at}?lang=en")
    assert "Open matters of the same people" in words(reception)
    assert unescape(reception.page.text if reception.page else "").count(f"number={first.number}") == 1
    reception.get(f"{at}?number=999&lang=en")
    assert "Nothing was found by this number" in words(reception)
    reception.get(f"{at}?number=1&lang=en")
    answer = reception.send(at, number=first.number, kind="duplicate", side="", reason="")
    assert answer.status_code == 422
    reception.send(at, number=first.number, kind="duplicate", side="", reason="Екі рет түскен.")

    assert requests(session)[1].joined_to_id == first.id
