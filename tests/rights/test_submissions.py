"""The same form sent twice, by one hand or by two, as it was or with other words in it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, col, select

from mediation_cms.intake.models import NumberSeries, Request, Spell
from mediation_cms.people.models import Role
from tests import make
from tests.web.visitor import Visitor

DAY = "01.06.2022"
FORM_KEY = re.compile(r'name="form_key" value="([^"]+)"')


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


def typed(country: make.SmallCountry, **changed: str) -> dict[str, str]:
    """A request in its fewest words."""
    fields = {
        "cabinet_id": str(country.cabinet.id), "received_on": DAY, "channel": "phone", "source": "self", "language": "kk",
        "subject": "Құдық суы", "dispute_code": "NEI", "applicant-kind": "unnamed", "others-0-kind": "unnamed",
    }  # fmt: skip
    return fields | changed


def sent(browser: Visitor, hidden: dict[str, str], fields: dict[str, Any]) -> str:
    """Where the form leads."""
    answer = browser.client.post("/requests/new", data=hidden | fields)
    assert answer.status_code == 303, answer.text
    location: str = answer.location
    return location


def subjects(session: Session) -> list[str]:
    """What was registered, in order."""
    return list(session.exec(select(Request.subject).order_by(col(Request.id))))


def test_a_form_that_was_sent_twice_is_taken_once(
    session: Session, signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    browser = signed_in(Role.RECEPTIONIST, country.cabinet)
    browser.get("/requests/new")
    hidden = browser.hidden()
    led = [sent(browser, hidden, typed(country)) for _time in range(3)]

    assert len(set(led)) == 1
    assert len(subjects(session)) == len(session.exec(select(Spell)).all()) == 1
    assert session.exec(select(NumberSeries.last)).one() == 1


def test_who_goes_back_and_changes_the_words_may_send_them_as_a_new_form(
    session: Session, signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    browser = signed_in(Role.RECEPTIONIST, country.cabinet)
    browser.get("/requests/new")
    hidden = browser.hidden()
    first = sent(browser, hidden, typed(country))
    other = browser.client.post(
        "/requests/new", data=hidden | typed(country, subject="Шекара"), headers={"Sec-Fetch-Site": "same-origin"}
    )
    anew = hidden | {"form_key": FORM_KEY.findall(other.text)[0]}

    assert (other.status_code, "Шекара" in other.text, subjects(session)) == (422, True, ["Құдық суы"])
    assert sent(browser, anew, typed(country, subject="Шекара")) != first == sent(browser, hidden, typed(country))
    assert subjects(session) == ["Құдық суы", "Шекара"]


def test_the_key_of_another_leads_nobody_to_anothers_page(
    session: Session, signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    first, second = (signed_in(Role.RECEPTIONIST, country.cabinet) for _desk in range(2))
    for browser in (first, second):
        browser.get("/requests/new")
    stolen = second.hidden() | {"form_key": first.hidden()["form_key"]}
    led = [sent(first, first.hidden(), typed(country)), sent(second, stolen, typed(country))]

    assert len(set(led)) == 2
    assert len(subjects(session)) == 2


def test_one_key_at_two_addresses_is_two_forms(
    session: Session, signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    browser = signed_in(Role.COORDINATOR, country.region)
    browser.get("/requests/new")
    hidden = browser.hidden()
    at = sent(browser, hidden, typed(country))
    closing = browser.client.post(f"{at}/closure", data=hidden | {"outcome": "withdrawn", "on": DAY, "reason": "…"})

    assert (closing.status_code, closing.location) == (303, at)
    assert [request.outcome for request in session.exec(select(Request))] == ["withdrawn"]


def test_a_refused_form_may_be_sent_again(
    session: Session, signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    browser = signed_in(Role.RECEPTIONIST, country.cabinet)
    browser.get("/requests/new")
    hidden = browser.hidden()
    refused = browser.client.post("/requests/new", data=hidden | typed(country, received_on="31.02.2022"))
    sent(browser, hidden, typed(country))

    assert refused.status_code == 422
    assert len(subjects(session)) == 1
