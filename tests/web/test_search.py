"""The one box: from what was typed to what the actor may open, and no IIN in any address."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Reading
from mediation_cms.people.models import Role
from tests import make
from tests.make import mediators
from tests.web.visitor import Visitor

DAY = date(2022, 3, 15)
IIN = "000229500008"
FIRM = {
    "side": "other",
    "kind": "organisation",
    "organisation": {
        "name": "ТОО «Көктем»",
        "kind": "company",
        "bin": "990140000007",
        "address": "Өскемен",
        "contact": {"channel": "phone", "value": "+7 7232 11 22 33", "language": "kk"},
    },
}
NUMBERS = re.compile(r"63-OSK-\d{4}-\d{6}")


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    make.law(session)
    return make.small_country(session)


@pytest.fixture
def coordinator(signed_in: Callable[..., Visitor], country: make.SmallCountry) -> Visitor:
    return signed_in(Role.COORDINATOR, country.region)


def asked(visitor: Visitor, typed: str) -> str:
    """The page to which the box leads, in English."""
    led = visitor.send("/search", q=typed)
    assert led.status_code == 303
    return visitor.get(f"{led.location}{'&' if '?' in led.location else '?'}lang=en").text


def test_what_is_found_stands_in_groups_with_why(
    coordinator: Visitor, session: Session, country: make.SmallCountry
) -> None:
    system = make.system(session)
    first = make.request(session, system, country.cabinet, DAY)
    second = make.request(session, system, country.cabinet, date(2021, 3, 15), others=[FIRM], subject="Төлем туралы")
    entry = mediators.mediator(session, country.district, "Төлеубаев Серік", number="ANK-5")

    page = asked(coordinator, "Tole")
    groups = re.findall(r"<h2 id=\"group-(\w+)\">", page)
    assert groups == ["people", "mediators"]
    assert NUMBERS.findall(page) == [second.number, first.number]
    assert "Төлегенов Қайрат Мұхаметжанұлы" in page
    assert f"/registers/{entry.id}" in page

    page = asked(coordinator, "төлем")
    assert re.findall(r"<h2 id=\"group-(\w+)\">", page) == ["matters"]
    assert "By the subject" in page

    page = asked(coordinator, "көктем")
    assert re.findall(r"<h2 id=\"group-(\w+)\">", page) == ["organisations"]
    assert NUMBERS.findall(page) == [second.number]

    page = asked(coordinator, "00-00-01")
    assert "+7 (7232) 00-00-01" in page
    assert {reading.page for reading in session.exec(select(Reading))} == {"search.index"}
    shown = [reading.shown for reading in session.exec(select(Reading).order_by(col(Reading.id)))]
    assert shown == [
        [second.number, first.number, "ANK-5"],
        [second.number],
        [second.number],
        [second.number, first.number],
    ]


def test_the_one_matter_that_a_number_means_is_opened_and_several_are_listed(
    coordinator: Visitor, session: Session, country: make.SmallCountry
) -> None:
    system = make.system(session)
    first, other = (make.request(session, system, country.cabinet, day) for day in (DAY, date(2021, 3, 15)))

    for number in ("63-osk-2022-1", "63OSK2022000001", "2022-1", f"{first.number}-C"):
        assert coordinator.get("/search?" + urlencode({"q": number})).location == f"/requests/{first.id}"
    assert NUMBERS.findall(coordinator.get("/search?q=1").text) == [other.number, first.number]
    assert (
        coordinator.get("/requests?q=2022-1").location
        == coordinator.get("/cases?q=2022-1").location
        == "/search?q=2022-1"
    )


def test_an_iin_comes_into_no_address_and_no_page(
    coordinator: Visitor, session: Session, country: make.SmallCountry
) -> None:
    request = make.request(session, make.system(session), country.cabinet, DAY)

    led = coordinator.send("/search", q=" 000229 500008 ")
    page = coordinator.get(led.location).text
    assert led.location == coordinator.get(f"/search?q={IIN}").location
    assert IIN not in led.location + page
    assert NUMBERS.findall(page) == [request.number]
    assert "Nobody was found by this IIN" in asked(coordinator, "000229500108")
    assert IIN not in str([reading.model_dump() for reading in session.exec(select(Reading))])


def test_who_may_not_see_a_matter_does_not_learn_of_it(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    request = make.request(session, make.system(session), country.cabinet, DAY)
    elsewhere = make.cabinet(session, country.district, "63-UKA", "Басқа кабинет")
    for role in Role:
        stranger = signed_in(role, elsewhere)
        for typed in ("төлегенов", request.number, IIN, "7232000001", "құдық"):
            page = asked(stranger, typed)
            assert (request.number in page, "Қайрат" in page, request.subject in page) == (
                typed == request.number,
                False,
                False,
            )


def test_fifty_stand_on_a_page_and_the_rest_on_the_next(
    coordinator: Visitor, session: Session, country: make.SmallCountry
) -> None:
    system = make.system(session)
    numbers = [make.request(session, system, country.cabinet, DAY).number for _each in range(52)][::-1]

    page = asked(coordinator, "төлегенов")
    assert NUMBERS.findall(page) == numbers[:50]
    assert "Add a word to narrow it" in page
    (following,) = re.findall(r'rel="next" href="([^"]+)"', page)
    assert NUMBERS.findall(coordinator.get(following.replace("&amp;", "&")).text) == numbers[50:]
    for nonsense in ("after=x", "after=-1", "after=99999999999999", "person=x", "after=1"):
        assert coordinator.get(f"/search?q=тө&{nonsense}").status_code == 200


@pytest.mark.parametrize("typed", ["", "ә", "%", "<b>", '"', "'", "\\", "*"])
def test_too_little_is_said_and_nothing_breaks(coordinator: Visitor, typed: str) -> None:
    page = asked(coordinator, typed)

    assert ("Too little to look for" in page) == bool(typed)
    assert "<b>" not in page.split("<main", 1)[1].split("</form>")[0].replace("<b>Bitim", "")
