"""Events on pages: entered, corrected, taken out, listed, and closed to whoever has no right."""

from datetime import date

import pytest
from sqlmodel import select

from mediation_cms.outreach.models import CountMethod, Event, Qualifier
from mediation_cms.people.models import Role
from tests import make
from tests.make.outreach import event
from tests.web.counting import same_for_thirty


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def coordinator(signed_in, country):
    return signed_in(Role.COORDINATOR, country.region)


def fields(country, **more):
    return {
        "place_id": str(country.cabinet.id), "kind": "open_day", "title_kk": "Ашық есік күні", "title_ru": "",
        "held_on": "05.05.2022", "venue": "Достық үйі", "partners": "", "audience": "400", "method": "count",
        "qualifier": "gt", "note": "",
    } | more  # fmt: skip


def test_an_event_is_entered_and_shown_as_exactly_as_it_is_known(session, coordinator, country):
    coordinator.get("/events/new")
    answer = coordinator.send("/events/new", **fields(country))
    (held,) = session.exec(select(Event)).all()

    assert (answer.status_code, answer.location) == (303, f"/events/{held.id}")
    assert (held.audience, held.qualifier, held.method) == (400, Qualifier.MORE_THAN, CountMethod.COUNT)
    shown = coordinator.get(answer.location).text
    assert "400-ден астам" in shown
    assert "Іс-шара енгізілді." in shown
    assert "более 400" in coordinator.get("/events?lang=ru").text


def test_nothing_that_was_typed_is_lost_and_every_slip_is_said_at_once(session, coordinator, country):
    coordinator.get("/events/new")
    typed = fields(country, place_id="", held_on="31.02.2022", audience="many", venue="Достық үйі, <b>2</b>")
    answer = coordinator.send("/events/new", **typed)

    assert answer.status_code == 422
    assert len(coordinator.errors) == 3
    for kept in ('value="31.02.2022"', 'value="many"', "Достық үйі, &lt;b&gt;2&lt;/b&gt;", 'value="Ашық есік күні"'):
        assert kept in answer.text
    assert session.exec(select(Event)).all() == []


@pytest.mark.parametrize("title", ["а" * 5000, "Ашық\x07 есік", "Ашық\u202eесік", "\u3164"])
def test_a_title_that_cannot_stand_in_a_list_is_refused_and_kept(session, coordinator, country, title):
    coordinator.get("/events/new")
    answer = coordinator.send("/events/new", **fields(country, title_kk=title, audience="1"))

    assert (answer.status_code, len(coordinator.errors)) == (422, 1)
    assert 'value="1"' in answer.text
    assert session.exec(select(Event)).all() == []


def test_html_in_a_title_stays_text(session, coordinator, country):
    coordinator.get("/events/new")
    answer = coordinator.send("/events/new", **fields(country, title_kk="<script>alert(1)</script>"))

    page = coordinator.get(answer.location).text
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)&lt;/script&gt;" in page) == (False, True)


def test_an_event_is_corrected_from_what_is_stored(session, coordinator, country):
    held = event(session, country.cabinet)
    session.commit()

    page = coordinator.get(f"/events/{held.id}/correction").text
    assert f'<option value="{country.cabinet.id}" selected>' in page
    assert 'value="05.05.2022"' in page
    answer = coordinator.send(f"/events/{held.id}/correction", **fields(country, audience="25", qualifier="eq"))

    assert answer.location == f"/events/{held.id}"
    session.refresh(held)
    assert held.audience == 25
    assert "Түзетілді" not in coordinator.get("/events").text
    history = coordinator.get(f"/events/{held.id}/history").text
    assert "Достық үйі" in history


def test_the_place_of_an_event_stays_though_it_is_closed_now(session, coordinator, country):
    held = event(session, country.cabinet)
    country.cabinet.closed_on = date(2023, 1, 1)
    session.add(country.cabinet)
    session.commit()

    page = coordinator.get(f"/events/{held.id}/correction").text

    assert f'<option value="{country.cabinet.id}" selected>' in page


def test_an_event_is_taken_out_with_a_reason_only(session, coordinator, country):
    held = event(session, country.cabinet)
    session.commit()
    coordinator.get(f"/events/{held.id}/removal")

    assert coordinator.send(f"/events/{held.id}/removal", reason=" ").status_code == 422
    assert coordinator.send(f"/events/{held.id}/removal", reason="екі рет енгізілді").location == "/events"
    assert session.exec(select(Event)).all() == []


def test_the_list_is_filtered_by_its_address(session, coordinator, country):
    ridder = make.district(session, country.region, "ridder", "Риддер қаласы")
    event(session, country.cabinet, title_kk="Мамырда", held_on="05.05.2022")
    event(session, ridder, title_kk="Маусымда", held_on="05.06.2022", kind="seminar")
    session.commit()

    def titles(address):
        page = coordinator.get(address).text
        return [title for title in ("Мамырда", "Маусымда") if title in page]

    assert titles("/events") == ["Мамырда", "Маусымда"]
    assert titles("/events?place=ridder") == ["Маусымда"]
    assert titles("/events?kind=open_day") == ["Мамырда"]
    assert titles("/events?held_from=01.06.2022") == ["Маусымда"]
    assert titles("/events?held_to=2022-05-31") == ["Мамырда"]
    assert titles("/events?place=nowhere&held_from=tomorrow&kind=") == ["Мамырда", "Маусымда"]


def test_an_empty_list_says_what_to_do_next(coordinator):
    assert 'href="/events/new"' in coordinator.get("/events").text
    assert "Сүзгіге сай ештеңе табылмады" in coordinator.get("/events?held_from=01.01.2030").text


def test_thirty_events_ask_no_more_than_one(session, coordinator, country):
    same_for_thirty(coordinator, session, "/events", lambda: event(session, country.cabinet))


def test_the_list_goes_on_where_a_page_ends(session, coordinator, country):
    for number in range(51):
        event(session, country.cabinet, title_kk=f"Кездесу {number}")
    session.commit()

    page = coordinator.get("/events").text
    assert page.count("Кездесу ") == 50
    (following,) = {part.split('"')[0] for part in page.split('rel="next" href="')[1:]}
    assert "Кездесу 0" in coordinator.get(following.replace("&amp;", "&")).text


def test_whoever_may_not_keep_events_reads_them_at_most(session, signed_in, country):
    held = event(session, country.cabinet)
    session.commit()
    manager = signed_in(Role.MANAGER, country.region)

    shown = manager.get(f"/events/{held.id}")
    assert (shown.status_code, "/correction" in shown.text) == (200, False)
    assert [manager.get(f"/events/{path}").status_code for path in ("new", f"{held.id}/correction", f"{held.id}/removal")] == [
        403, 403, 403,
    ]  # fmt: skip
    assert manager.send(f"/events/{held.id}/removal", reason="…").status_code == 403


def test_an_event_of_another_place_is_not_there(session, signed_in, country):
    abai = make.region(session, country.republic, "10", "Абай облысы")
    held = event(session, country.cabinet)
    session.commit()
    stranger = signed_in(Role.COORDINATOR, abai)

    assert stranger.get(f"/events/{held.id}").status_code == 404
    assert held.title_kk not in stranger.get("/events").text
    stranger.get("/events/new")
    assert stranger.send("/events/new", **fields(country)).status_code == 403
