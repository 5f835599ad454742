"""The history on pages: what was done where the actor answers, and what was refused."""

from datetime import date

import pytest

from mediation_cms.audit import record
from mediation_cms.people.models import Role
from tests import make
from tests.make.statistics import matter
from tests.web.counting import same_for_thirty


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(session, country):
    return make.actor(session, Role.REGISTER_KEEPER, country.region, name="Ахметова Әсел")


def done(session, actor, unit, action="unit.renamed", **details):
    record(session, actor, action, unit, **details)
    session.commit()


def test_the_newest_lines_say_who_did_what_where(session, signed_in, keeper, country):
    done(session, keeper, country.cabinet, name="Жаңа атау", since=date(2026, 1, 5))
    page = signed_in(Role.COORDINATOR, country.region).get("/history").text

    for shown in (
        "Аумақтың атауы өзгертілді",
        "Ахметова Әсел",
        "Жаңа атау",
        "2026 жылғы 5 қаңтар",
        "Өскемен қаласының медиация кабинеті",
    ):
        assert shown in page


def test_a_matter_is_open_from_its_line_for_who_may_read_it(session, signed_in, keeper, country):
    request = matter(session, country.cabinet, date(2022, 1, 10))
    record(session, keeper, "request.registered", request, matter_id=request.id)
    session.commit()

    assert f'href="/requests/{request.id}"' in signed_in(Role.COORDINATOR, country.region).get("/history").text
    assert "Өтініш тіркелді" not in signed_in(Role.ADMINISTRATOR, country.region).get("/history").text


def test_the_history_is_filtered_by_day_and_person(session, signed_in, keeper, country):
    other = make.actor(session, Role.ADMINISTRATOR, country.region, name="Ахметов Серік")
    done(session, keeper, country.cabinet, name="Бірінші")
    done(session, other, country.cabinet, name="Екінші")
    browser = signed_in(Role.COORDINATOR, country.region)

    def names(query):
        page = browser.get(f"/history?{query}").text
        return [name for name in ("Бірінші", "Екінші") if name in page]

    assert names("") == ["Бірінші", "Екінші"]
    assert names(f"account_id={other.account_id}") == ["Екінші"]
    assert names("on=01.01.2020") == []
    assert names("on=yesterday&account_id=nobody") == ["Бірінші", "Екінші"]
    assert f'<option value="{keeper.account_id}"' in browser.get("/history").text


def test_what_was_refused_is_seen_by_those_who_answer(session, signed_in, country):
    signed_in(Role.MEDIATOR, country.cabinet, account=make.account_for(session, "Ли Александр")).get("/history")
    page = signed_in(Role.COORDINATOR, country.region).get("/history/refusals").text

    assert ("Ли Александр" in page.split("<main")[1].split("rows")[1], "Өзгерістер тарихы" in page) == (True, True)


def test_a_refused_page_is_told_by_its_wing(session, signed_in, country):
    signed_in(Role.MEDIATOR, country.cabinet).get("/events/new")
    page = signed_in(Role.COORDINATOR, country.region).get("/history/refusals").text

    assert ("<strong>Іс-шаралар</strong>" in page, "events.new" in page) == (True, False)


def test_the_history_goes_on_where_a_page_ends(session, signed_in, keeper, country):
    for number in range(51):
        record(session, keeper, "unit.renamed", country.cabinet, name=f"Атау {number};")
    session.commit()
    browser = signed_in(Role.COORDINATOR, country.region)
    page = browser.get("/history").text
    assert page.count("Атау ") == 50
    (following,) = {part.split('"')[0] for part in page.split('rel="next" href="')[1:]}
    assert "Атау 0;" in browser.get(following.replace("&amp;", "&")).text


def test_thirty_lines_ask_no_more_than_one(session, signed_in, keeper, country):
    browser = signed_in(Role.COORDINATOR, country.region)
    same_for_thirty(browser, session, "/history", lambda: done(session, keeper, country.cabinet))


def test_who_does_not_answer_for_a_place_reads_no_history(session, signed_in, keeper, country):
    done(session, keeper, country.cabinet, name="Жаңа атау")
    for role in (Role.MEDIATOR, Role.RECEPTIONIST, Role.MANAGER, Role.REGISTER_KEEPER):
        browser = signed_in(role, country.republic)
        assert [browser.get(path).status_code for path in ("/history", "/history/refusals")] == [403, 403]
    abai = make.region(session, country.republic, "10", "Абай облысы")
    assert "Жаңа атау" not in signed_in(Role.COORDINATOR, abai).get("/history").text
