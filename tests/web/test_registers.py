"""Registers on pages: who stands in one on a day, and every step of an entry with its refusal."""

import re
from datetime import date

import pytest
from sqlmodel import col, select

from mediation_cms.law.models import Certainty, Rule
from mediation_cms.mediators.actions import add_mediator
from mediation_cms.mediators.inputs import PracticeIn
from mediation_cms.mediators.models import Mediator, RegisterEntry, Suspension
from mediation_cms.people.models import Person, Role
from mediation_cms.tasks.models import Task, TaskKind
from tests import make
from tests.make import matters
from tests.make.certification import course, learners
from tests.make.law import without_law
from tests.make.mediators import entry_in, law_of_mediators, mediator
from tests.web.counting import same_for_thirty


@pytest.fixture
def country(session):
    law_of_mediators(session)
    return make.small_country(session)


@pytest.fixture
def keeper(signed_in, country):
    return signed_in(Role.REGISTER_KEEPER, country.region)


def fields(country, **more):
    return {
        "place_id": str(country.district.id), "person__surname": "Төлегенов", "person__given_name": "Қайрат",
        "person__born_on": "01.02.1970", "person__no_iin_reason": "куәлігі ауыстырылуда", "practice__languages": ["kk", "ru"],
        "practice__cabinet_id": str(country.cabinet.id), "entry__register_kind": "ank", "entry__kind": "public",
        "entry__number": "63-1", "entry__since": "10.01.2020", "entry__ground_in": "№ 4 шешім",
    } | more  # fmt: skip


def refused(browser, address, **given):
    browser.get(address)
    answer = browser.send(address, **given)
    assert answer.status_code in {409, 422}, answer.status_code
    return answer.text


# --- in ----------------------------------------------------------------------------------------------------------------


def test_somebody_is_entered_and_shown_with_ground_and_languages(session, keeper, country):
    keeper.get("/registers/new")
    answer = keeper.send("/registers/new", **fields(country))
    (entry,) = session.exec(select(RegisterEntry)).all()

    assert answer.location == f"/registers/{entry.id}"
    page = keeper.get(answer.location).text
    for shown in (
        "Төлегенов Қайрат",
        "№ 63-1",
        "№ 4 шешім",
        "қазақша, русский",
        "01.02.1970",
        "Тізілімде, қызметін жүзеге асырады",
    ):
        assert shown in page
    assert session.get_one(Mediator, entry.mediator_id).cabinet_id == country.cabinet.id


def test_every_slip_of_a_new_entry_is_said_at_once_and_nothing_is_lost(session, keeper, country):
    wrong = fields(
        country, person__given_name="", person__no_iin_reason="", entry__number="", entry__since="32.01.2020", place_id="",
        entry__register_kind="organisation", entry__organisation="",
    )  # fmt: skip
    page = refused(keeper, "/registers/new", **wrong)

    assert len(keeper.errors) == 6
    for kept in ('value="Төлегенов"', 'value="32.01.2020"', 'value="№ 4 шешім"', 'value="01.02.1970"'):
        assert kept in page
    assert page.count(" checked") == 4
    assert session.exec(select(Person).where(Person.surname == "Төлегенов")).all() == []


def test_who_is_certainly_too_young_is_refused_with_the_article(session, keeper, country):
    young = fields(country, entry__kind="professional", person__born_on="01.02.2000", entry__certificate_no="77")
    page = refused(keeper, "/registers/new", **young)

    assert "art. 9" in page
    assert 'value="01.02.2000"' in page
    assert session.exec(select(RegisterEntry)).all() == []


def test_what_an_entry_does_not_show_is_ticked_and_explained_on_the_same_page(session, keeper, country):
    typed = fields(country, entry__kind="professional")
    page = refused(keeper, "/registers/new", **typed)
    assert [f'id="entry-in_spite_{name}-error"' in page for name in ("of", "ground")] == [True, True]
    assert "mediator.professional.requirements (art. 9)" in page
    assert session.exec(select(RegisterEntry)).all() == []

    ticked = typed | {"entry__in_spite_of": "certificate", "entry__in_spite_ground": "Қағаз тізілімнен көшірілді"}
    page = refused(keeper, "/registers/new", **(ticked | {"entry__number": ""}))
    assert re.findall(r'<input type="hidden" name="entry-in_spite_of" value="(\w+)">', page) == ["certificate"]
    answer = keeper.send("/registers/new", **ticked)
    history = keeper.get(f"{answer.location}/history").text
    assert "Қағаз тізілімнен көшірілді" in history


def test_a_number_is_given_once(session, keeper, country):
    mediator(session, country.district, number="63-1")
    session.commit()
    page = refused(keeper, "/registers/new", **fields(country))

    assert 'id="entry-number-error"' in page
    assert len(session.exec(select(RegisterEntry)).all()) == 1


def test_the_same_person_is_entered_in_another_register_too(session, keeper, country):
    entry = mediator(session, country.district)
    session.get_one(Person, entry.mediator_id).born_on = date(1970, 2, 1)
    session.commit()
    address = f"/registers/{entry.id}/entries/new"
    given = {
        "place_id": str(country.district.id), "entry__register_kind": "organisation", "entry__kind": "public",
        "entry__number": "12", "entry__since": "01.03.2021", "entry__organisation": "«Бітім» қоғамдық бірлестігі",
    }  # fmt: skip
    keeper.get(address)
    answer = keeper.send(address, **given)

    assert session.exec(select(Mediator)).all() == [session.get_one(Mediator, entry.mediator_id)]
    page = keeper.get(answer.location).text
    assert ("№ 12" in page, f"№ {entry.number}" in page, "«Бітім» қоғамдық бірлестігі" in page) == (True, True, True)
    refused_again = refused(keeper, address, **(given | {"entry__number": "13"}))
    assert "№ 12" in refused_again


# --- while in ----------------------------------------------------------------------------------------------------------


def test_an_entry_is_corrected_from_what_is_stored(session, keeper, country):
    entry = mediator(session, country.district, number="63-1")
    session.commit()
    address = f"/registers/{entry.id}/correction"
    page = keeper.get(address).text
    assert ('value="63-1"' in page, 'value="10.01.2020"' in page) == (True, True)
    given = {
        "place_id": str(country.district.id), "entry__register_kind": "ank", "entry__kind": "public",
        "entry__number": "63-2", "entry__since": "10.01.2020", "entry__until": "", "entry__ground_out": "",
    }  # fmt: skip
    keeper.send(address, **given)

    session.refresh(entry)
    assert entry.number == "63-2"
    assert "63-1 → 63-2" in keeper.get(f"/registers/{entry.id}/history").text
    refused(keeper, address, **(given | {"entry__until": "01.01.2019"}))


def test_the_card_is_corrected_and_what_is_encrypted_stays(session, keeper, country):
    entry = mediator(session, country.district, "Төлегенов Қайрат")
    session.commit()
    address = f"/registers/{entry.id}/person"
    assert 'value="Төлегенов"' in keeper.get(address).text
    keeper.send(address, person__surname="Төлеген", person__given_name="Қайрат", practice__languages="ru")

    person = session.get_one(Person, entry.mediator_id)
    session.refresh(person)
    assert person.name == "Төлеген Қайрат"
    mediates = session.get_one(Mediator, person.id)
    session.refresh(mediates)
    assert mediates.languages == ["ru"]
    assert "Төлегенов Қайрат → Төлеген Қайрат" in keeper.get(f"/registers/{entry.id}/history").text


def test_an_entry_is_suspended_and_active_again(session, keeper, country):
    entry = mediator(session, country.district)
    session.commit()
    address = f"/registers/{entry.id}"
    page = refused(keeper, f"{address}/suspension", since="01.02.2024", until="01.01.2024", ground="")
    assert ('value="01.02.2024"' in page, len(keeper.errors)) == (True, 2)
    keeper.send(f"{address}/suspension", since="01.02.2024", until="", ground="өз өтініші")
    assert "Қызметі тоқтатыла тұрды" in keeper.get(address).text
    assert "2024 жылғы 1 ақпан" in refused(keeper, f"{address}/suspension", since="01.03.2024", until="", ground="тағы")
    keeper.get(f"{address}/resumption")
    keeper.send(f"{address}/resumption", on="01.04.2024")

    (held,) = session.exec(select(Suspension)).all()
    session.refresh(held)
    assert (held.since, held.until) == (date(2024, 2, 1), date(2024, 4, 1))
    assert "2024 жылғы 1 сәуірден бастап қызметін қайта жүзеге асырады" in keeper.get(address).text
    refused(keeper, f"{address}/resumption", on="01.05.2024")


# --- out ---------------------------------------------------------------------------------------------------------------


def test_somebody_is_removed_from_the_register_once_and_with_a_ground(session, keeper, country):
    entry = mediator(session, country.district)
    session.commit()
    address = f"/registers/{entry.id}/leaving"
    refused(keeper, address, until="01.01.2025", ground=" ")
    keeper.send(address, until="01.01.2025", ground="өз өтініші бойынша")

    page = keeper.get(f"/registers/{entry.id}").text
    assert ("Тізілімнен шығарылды" in page, "өз өтініші бойынша" in page, "/leaving" in page) == (True, True, False)
    assert "2025 жылғы 1 қаңтар" in refused(keeper, address, until="02.01.2025", ground="тағы")


def test_an_entry_by_mistake_goes_with_a_reason(session, keeper, country):
    entry = mediator(session, country.district)
    session.commit()
    refused(keeper, f"/registers/{entry.id}/removal", reason="")
    assert keeper.send(f"/registers/{entry.id}/removal", reason="екі рет енгізілді").location == "/registers"

    assert session.exec(select(RegisterEntry)).all() == []


def test_taking_out_an_entry_warns_of_the_case_that_is_left_without_a_mediator(session, keeper, country):
    without_law(session)
    make.law(session)
    conducts, entry = matters.mediator_at_work(session, country)
    cast = matters.Cast(
        country, make.actor(session, Role.RECEPTIONIST, country.cabinet),
        make.actor(session, Role.COORDINATOR, country.region), conducts, entry,
    )  # fmt: skip
    case = matters.in_mediation(session, cast)
    session.commit()
    assert 'class="note late"' in keeper.get(f"/registers/{entry.id}/removal").text
    keeper.send(f"/registers/{entry.id}/removal", reason="екі рет енгізілді")

    assert [(task.kind, task.thing_id) for task in session.exec(select(Task))] == [
        (TaskKind.CASE_WITHOUT_MEDIATOR, case.id)
    ]


# --- the list ----------------------------------------------------------------------------------------------------------


def test_the_list_shows_a_day_and_opens_with_the_actor_s_region(session, keeper, country):
    abai = make.region(session, country.republic, "10", "Абай облысы")
    semey = make.district(session, abai, "semey", "Семей қаласы")
    mediator(session, country.district, "Аа Алдымен", since="10.01.2020")
    mediator(session, country.district, "Бб Бүгін", since="10.01.2024", kind="professional", certificate_no="1")
    mediator(session, semey, "Вв Семейде", since="10.01.2020")
    session.commit()

    def names(query):
        page = keeper.get(f"/registers?{query}").text
        return [name for name in ("Аа Алдымен", "Бб Бүгін", "Вв Семейде") if name in page]

    assert names("") == ["Аа Алдымен", "Бб Бүгін"]
    assert names("place=KZ") == ["Аа Алдымен", "Бб Бүгін", "Вв Семейде"]
    assert names("place=semey") == ["Вв Семейде"]
    assert names("on=31.12.2023") == ["Аа Алдымен"]
    assert names("kind=professional") == ["Бб Бүгін"]
    assert names("register_kind=akim") == []
    assert names("kind=unheard&register_kind=of&standing=either&on=never") == ["Аа Алдымен", "Бб Бүгін"]


def test_a_name_that_several_districts_have_comes_with_its_region(session, signed_in, country):
    other = make.region(session, country.republic, "55", "Павлодар облысы")
    make.district(session, country.region, "zhambyl-1", "Жамбыл ауданы")
    make.district(session, other, "zhambyl-2", "Жамбыл ауданы")
    session.commit()

    options = re.findall(
        r'<option value="[^"]+">([^<]+)</option>', signed_in(Role.MANAGER, country.republic).get("/registers").text
    )

    assert [name for name in options if name.startswith(("Жамбыл", "Өскемен"))] == [
        "Жамбыл ауданы, Павлодар облысы",
        "Жамбыл ауданы, Шығыс Қазақстан облысы",
        "Өскемен қаласы",
    ]


def test_who_left_is_shown_when_asked_for(session, keeper, country):
    entry = mediator(session, country.district, "Аа Алдымен")
    session.commit()
    keeper.get(f"/registers/{entry.id}/leaving")
    keeper.send(f"/registers/{entry.id}/leaving", until="01.01.2025", ground="өз өтініші")

    assert "Аа Алдымен" not in keeper.get("/registers").text
    assert "Аа Алдымен" in keeper.get("/registers?on=31.12.2024").text
    assert "Аа Алдымен" in keeper.get("/registers?standing=removed").text
    assert "Аа Алдымен" in keeper.get("/registers?standing=all").text


def test_a_mediator_is_called_as_the_label_of_the_day_says(session, keeper, country):
    mediator(session, country.district)
    for since, until, kk in (
        (date(2011, 8, 5), date(2023, 1, 1), "кәсіби емес медиатор"), (date(2023, 1, 1), None, "қоғамдық медиатор"),
    ):  # fmt: skip
        session.add(Rule(
            code="label.mediator.public.ank", since=since, until=until, value={}, kk=kk, ru=kk, en=kk, source="…",
            certainty=Certainty.ASSUMED,
        ))  # fmt: skip
    session.commit()
    session.info["memo"].clear()

    assert "кәсіби емес медиатор" in keeper.get("/registers?on=31.12.2022").text
    assert "қоғамдық медиатор" in keeper.get("/registers?on=01.01.2023").text


def test_thirty_entries_ask_no_more_than_one(session, keeper, country):
    same_for_thirty(keeper, session, "/registers", lambda: mediator(session, country.district))


def test_courses_stand_on_the_card_for_who_keeps_lists(session, keeper, signed_in, country):
    held = course(session, country.cabinet, learners("Аа Айгерім", completed=True))
    learner = session.exec(select(Person).where(col(Person.given_name) == "Айгерім")).one()
    entry = add_mediator(session, make.system(session), country.district, learner, PracticeIn(), entry_in())
    session.commit()

    assert held.title_kk in keeper.get(f"/registers/{entry.id}").text
    manager = signed_in(Role.MANAGER, country.region)
    assert held.title_kk not in manager.get(f"/registers/{entry.id}").text


# --- rights ------------------------------------------------------------------------------------------------------------


def test_everybody_reads_a_register_and_only_its_keeper_changes_it(session, signed_in, country):
    entry = mediator(session, country.district)
    session.commit()
    steps = ("correction", "person", "suspension", "resumption", "leaving", "removal", "entries/new")
    abai = make.region(session, country.republic, "10", "Абай облысы")
    for browser in (signed_in(Role.COORDINATOR, country.region), signed_in(Role.MEDIATOR, country.cabinet)):
        page = browser.get(f"/registers/{entry.id}")
        assert (page.status_code, "/correction" in page.text) == (200, False)
        assert [browser.get(f"/registers/{entry.id}/{step}").status_code for step in steps] == [403] * 7
        assert browser.get("/registers/new").status_code == 403
        assert browser.send(f"/registers/{entry.id}/leaving", until="01.01.2025", ground="…").status_code == 403
    other_keeper = signed_in(Role.REGISTER_KEEPER, abai)
    assert [other_keeper.get(f"/registers/{entry.id}/{step}").status_code for step in steps[:6]] == [403] * 6
    other_keeper.get("/registers/new")
    assert other_keeper.send("/registers/new", **fields(country)).status_code == 403
    session.refresh(entry)
    assert entry.until is None
