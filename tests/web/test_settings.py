"""Settings on pages: places, law, the calendar, catalogues."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue, CatalogueItem
from mediation_cms.law.models import Certainty, Rule, SpecialDay
from mediation_cms.law.queries import value
from mediation_cms.people.models import Role
from mediation_cms.places.models import MandateKind, Unit, UnitAlias
from mediation_cms.places.queries import read_tree
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_catalogues import plant_catalogues
from mediation_cms.seeding.reference_law import plant_rules
from tests import make
from tests.make.statistics import matter
from tests.web.counting import asked_by

SAID = {"source__kk": "Жарлық", "source__ru": "Указ", "source__en": ""}


@pytest.fixture
def country(session):
    country = make.small_country(session)
    plant_rules(session, REFERENCE)
    plant_catalogues(session, REFERENCE)
    return country


@pytest.fixture
def administrator(signed_in, country):
    return signed_in(Role.ADMINISTRATOR, country.republic)


def wrong(browser, address, **given):
    browser.get(address)
    answer = browser.send(address, **given)
    assert answer.status_code in {409, 422}, answer.status_code
    return answer.text


def name_of(session, unit, on):
    return read_tree(session).name(unit.id, Language.KK, on)


# --- places ------------------------------------------------------------------------------------------------------------


def test_the_home_leads_to_everything_that_can_be_set(administrator):
    page = administrator.get("/settings").text

    for address in (
        "/settings/places",
        "/settings/law",
        "/settings/law/days",
        "/settings/catalogues",
        "/settings/accounts",
    ):
        assert f'href="{address}"' in page
        assert administrator.get(address).status_code == 200


def test_the_tree_is_read_and_searched_by_a_part_of_any_name(session, administrator, country):
    tree = administrator.get("/settings/places").text
    assert ("Өскемен қаласы" in tree, "63-OSK" in tree) == (True, True)

    found = administrator.get("/settings/places?q=oskem").text
    assert ("63-OSK" in found, f"/settings/places/{country.district.id}" in found) == (True, True)
    assert (
        f"/settings/places/{country.region.id}"
        not in found.split("<main")[1].split('class="card flush rows"')[1].split("</a>")[0]
    )
    assert "Мұндай атаулы аумақ жоқ" in administrator.get("/settings/places?q=nowhere").text


def test_a_place_gets_another_name_from_a_day_and_keeps_the_old_one_before(session, administrator, country):
    address = f"/settings/places/{country.district.id}/name"
    page = wrong(
        administrator,
        address,
        kk="",
        ru="Город",
        en="Town",
        since="32.01.2023",
        source__kk="",
        source__ru="",
        source__en="",
    )
    assert ('value="Город"' in page, 'value="32.01.2023"' in page, len(administrator.errors)) == (True, True, 2)
    answer = administrator.send(address, kk="Өскемен қ.", ru="Город", en="Town", since="01.01.2023", **SAID)

    assert answer.location == f"/settings/places/{country.district.id}"
    assert name_of(session, country.district, date(2022, 12, 31)) == "Өскемен қаласы"
    assert name_of(session, country.district, date(2023, 1, 1)) == "Өскемен қ."
    shown = administrator.get(answer.location).text
    assert ("01.01.2023" in shown, "Жарлық" in shown) == (True, True)
    assert "Аумақтың атауы өзгертілді" in administrator.get(f"{answer.location}/history").text


def test_a_name_is_corrected_with_its_forms_and_its_source(session, administrator, country):
    address = f"/settings/places/{country.district.id}/name"
    administrator.get(address)
    administrator.send(
        address, kk="Өскемен", ru="Усть", en="Oskemen", since="01.01.2023", forms__ru_in="в Усть-Каменогорске", **SAID
    )
    page = administrator.get(f"{address}?since=2023-01-01").text
    for kept in ('value="Усть"', 'value="в Усть-Каменогорске"', 'value="Указ"', 'value="01.01.2023"'):
        assert kept in page
    administrator.send(
        address,
        kk="Өскемен",
        ru="Усть-Каменогорск",
        en="Oskemen",
        since="01.01.2023",
        forms__ru_in="в Усть-Каменогорске",
        **SAID,
    )

    names = read_tree(session).names[country.district.id]
    assert [held.value.words.ru for held in names][1:] == ["Усть-Каменогорск"]
    assert names[1].value.known == {"ru_in": "в Усть-Каменогорске"}


def test_a_cabinet_is_opened_with_its_mandate_and_its_code(session, administrator, country):
    address = f"/settings/places/{country.district.id}/units/new"
    given = {
        "kk": "Екінші кабинет", "ru": "Второй кабинет", "en": "Second cabinet", "short": "os", "since": "01.02.2022",
        "owner": "ank", "owner_name": "", "phone": "", "email": "", "address__kk": "Тәуелсіздік 1", "address__ru": "",
        "physical": "yes",
    } | SAID  # fmt: skip
    assert 'value="Екінші кабинет"' in wrong(administrator, address, **given)
    answer = administrator.send(address, **(given | {"short": "OS2"}))

    unit = session.exec(select(Unit).where(Unit.code == "63-OS2")).one()
    assert (answer.location, unit.physical, unit.address) == (
        f"/settings/places/{unit.id}", True, {"kk": "Тәуелсіздік 1"},
    )  # fmt: skip
    assert read_tree(session).mandate(unit.id, date(2024, 1, 1)).value is MandateKind.ETHNOMEDIATION
    page = administrator.get(answer.location).text
    assert ("этномедиация" in page, "01.01.2024" in page, "Тәуелсіздік 1" in page) == (True, True, True)


def test_a_district_moves_with_a_source_only(session, administrator, country):
    abai = make.region(session, country.republic, "10", "Абай облысы", since=date(2022, 6, 8))
    session.commit()
    address = f"/settings/places/{country.district.id}/placing"
    page = wrong(
        administrator, address, parent_id=str(abai.id), since="08.06.2022", source__kk="", source__ru="", source__en=""
    )
    assert f'<option value="{abai.id}" selected>' in page
    administrator.send(address, parent_id=str(abai.id), since="08.06.2022", **SAID)

    tree = read_tree(session)
    assert tree.region_of(country.district.id, date(2022, 6, 7)) == country.region.id
    assert tree.region_of(country.district.id, date(2022, 6, 8)) == abai.id
    assert len(administrator.errors) == 0


def test_owner_mandate_reach_and_other_names_of_a_cabinet(session, administrator, country):
    address = f"/settings/places/{country.cabinet.id}"
    administrator.get(f"{address}/owner")
    administrator.send(f"{address}/owner", owner="akimat", owner_name="", since="01.03.2023", **SAID)
    administrator.get(f"{address}/mandate")
    administrator.send(f"{address}/mandate", mandate="ethnomediation", since="01.06.2023", **SAID)
    administrator.get(f"{address}/reach")
    administrator.send(
        f"{address}/reach", phone="+7 7232 11 22 33", email="", address__kk="", address__ru="", address__en=""
    )
    administrator.get(f"{address}/aliases/new")
    administrator.send(f"{address}/aliases/new", alias="Достық үйіндегі кабинет")

    tree = read_tree(session)
    assert tree.owner(country.cabinet.id, date(2023, 3, 1)).value.kind.value == "akimat"
    assert tree.mandate(country.cabinet.id, date(2023, 6, 1)).value is MandateKind.ETHNOMEDIATION
    session.refresh(country.cabinet)
    assert (country.cabinet.phone, country.cabinet.physical) == ("+7 7232 11 22 33", False)
    (alias,) = session.exec(select(UnitAlias)).all()
    assert "Достық үйіндегі кабинет" in administrator.get(address).text
    administrator.send(f"{address}/aliases/{alias.id}/removal")
    assert session.exec(select(UnitAlias)).all() == []


def test_a_cabinet_with_open_requests_is_not_closed(session, administrator, country):
    matter(session, country.cabinet, date(2022, 1, 10))
    session.commit()
    address = f"/settings/places/{country.cabinet.id}/closing"
    page = wrong(administrator, address, on="01.01.2025", **SAID)

    assert ('value="01.01.2025"' in page, 'value="Жарлық"' in page) == (True, True)
    session.refresh(country.cabinet)
    assert country.cabinet.closed_on is None


def test_a_successor_is_named(session, administrator, country):
    abai = make.region(session, country.republic, "10", "Абай облысы", since=date(2022, 6, 8))
    session.commit()
    address = f"/settings/places/{country.region.id}/successors/new"
    wrong(administrator, address, successor_id=str(country.region.id), since="08.06.2022", **SAID)
    administrator.send(address, successor_id=str(abai.id), since="08.06.2022", **SAID)

    assert [place.id for place in read_tree(session).successors(country.region.id)] == [abai.id]


def test_whoever_administers_a_region_changes_nothing_outside_it(session, signed_in, country):
    abai = make.region(session, country.republic, "10", "Абай облысы")
    session.commit()
    browser = signed_in(Role.ADMINISTRATOR, abai)
    steps = ("name", "placing", "owner", "mandate", "closing", "reach", "successors/new", "aliases/new", "units/new")

    page = browser.get(f"/settings/places/{country.cabinet.id}")
    assert (page.status_code, "/name" in page.text) == (200, False)
    assert [browser.get(f"/settings/places/{country.cabinet.id}/{step}").status_code for step in steps] == [403] * 9
    assert (
        browser.send(
            f"/settings/places/{country.cabinet.id}/name", kk="X", ru="X", en="X", since="01.01.2023", **SAID
        ).status_code
        == 403
    )
    assert browser.get(f"/settings/places/{abai.id}/name").status_code == 200
    assert browser.get("/settings/law/rules/mediation.term_days/versions/new").status_code == 403
    assert browser.get("/settings/catalogues/dispute_type/items/new").status_code == 403


def test_settings_are_closed_to_everybody_else_and_open_to_read_for_auditors(signed_in, country):
    pages = (
        "",
        "/places",
        f"/places/{country.cabinet.id}",
        "/law",
        "/law/rules/mediation.term_days",
        "/law/days",
        "/catalogues",
    )
    for role in (Role.COORDINATOR, Role.MEDIATOR, Role.RECEPTIONIST, Role.REGISTER_KEEPER, Role.MANAGER):
        browser = signed_in(role, country.republic)
        assert [browser.get(f"/settings{page}").status_code for page in pages] == [403] * 7
    auditor = signed_in(Role.AUDITOR, country.republic)
    assert [auditor.get(f"/settings{page}").status_code for page in pages] == [200] * 7
    assert auditor.get("/settings/accounts").status_code == 403
    assert auditor.get(f"/settings/places/{country.cabinet.id}/name").status_code == 403


# --- law ---------------------------------------------------------------------------------------------------------------


def test_the_rules_of_a_day_with_source_and_certainty(administrator):
    page = administrator.get("/settings/law").text
    assert ("23-бап" in page, "Бір бөлігі дереккөзден оқылды" in page) == (True, True)
    assert "этномедиация" in page

    before = administrator.get("/settings/law?on=31.12.2023").text
    assert "этномедиация" not in before
    assert "Бұл күні ешқандай ереже" in administrator.get("/settings/law?on=01.01.1990").text


def test_a_rule_reads_otherwise_from_a_day(session, administrator):
    address = "/settings/law/rules/mediation.term_days/versions/new"
    given = {
        "value": "отыз",
        "kk": "Мерзім",
        "ru": "Срок",
        "en": "Term",
        "certainty": "found",
        "since": "01.01.2030",
    } | SAID
    page = wrong(administrator, address, **given)
    assert ('value="отыз"' in page, 'value="Мерзім"' in page, len(administrator.errors)) == (True, True, 1)
    administrator.send(address, **(given | {"value": "45"}))

    session.info["memo"].clear()
    assert [
        value(session, "mediation.term_days", date(2029, 12, 31)),
        value(session, "mediation.term_days", date(2030, 1, 1)),
    ] == [30, 45]
    assert "45" in administrator.get("/settings/law/rules/mediation.term_days").text
    assert "2030 жылғы 1 қаңтар" in administrator.get(address.replace("versions/new", "history")).text


def test_a_label_is_corrected_field_by_field(session, administrator):
    rule = session.exec(select(Rule).where(Rule.code == "label.mediator.public.ank")).first()
    address = f"/settings/law/versions/{rule.id}/correction"
    page = administrator.get(address).text
    assert 'name="value-many-kk"' in page
    given = {
        "value__many__kk": "қоғам медиаторлары", "value__many__ru": "медиаторы", "value__many__en": "mediators", "kk": rule.kk,
        "ru": rule.ru, "en": rule.en, "certainty": "found",
    } | SAID  # fmt: skip
    administrator.send(address, **given)

    session.refresh(rule)
    assert rule.value == {"many": {"kk": "қоғам медиаторлары", "ru": "медиаторы", "en": "mediators"}}
    assert rule.source == {"kk": "Жарлық", "ru": "Указ"}
    del given["value__many__kk"]
    wrong(administrator, address, **given)


def test_an_unknown_rule_is_not_there(administrator):
    assert administrator.get("/settings/law/rules/no.such.rule").status_code == 404
    assert administrator.get("/settings/law/rules/no.such.rule/versions/new").status_code == 404


def test_a_special_day_is_entered_and_taken_out(session, administrator):
    assert "Бұл жылға ерекше күндер енгізілмеген" in administrator.get("/settings/law/days?year=2031").text
    given = {
        "day": "21.03.2031",
        "kind": "",
        "kk": "Наурыз",
        "ru": "Наурыз",
        "en": "Nauryz",
        "certainty": "found",
    } | SAID
    page = wrong(administrator, "/settings/law/days?year=2031", **given)
    assert ('value="21.03.2031"' in page, len(administrator.errors)) == (True, 1)
    answer = administrator.send("/settings/law/days", **(given | {"kind": "holiday"}))
    nauryz = select(SpecialDay).where(SpecialDay.day == date(2031, 3, 21))
    (day,) = session.exec(nauryz).all()
    assert answer.location == "/settings/law/days?year=2031"
    assert "21.03.2031" in administrator.get(answer.location).text
    wrong(administrator, "/settings/law/days", **(given | {"kind": "holiday"}))

    administrator.get(f"/settings/law/days/{day.id}/removal")
    administrator.send(f"/settings/law/days/{day.id}/removal")
    assert session.exec(nauryz).all() == []
    history = administrator.get("/settings/law/days/history").text
    assert history.count("Наурыз") == 2


# --- catalogues --------------------------------------------------------------------------------------------------------


def test_an_item_is_added_seen_beforehand_changed_moved_and_taken_back(session, administrator):
    address = "/settings/catalogues/dispute_type/items/new"
    given = {"parent_code": "FAM", "kk": "Немере", "ru": "Внуки", "en": "", "since": "", "until": ""}
    assert 'value="Немере"' in wrong(administrator, address, **given)
    preview = administrator.send(address, **given | {"en": "Grandchildren", "add": "preview", "preview_on": ""})
    assert "<strong>Внуки</strong>" in preview.text
    assert session.exec(select(CatalogueItem).where(CatalogueItem.code == "FAM.grandchildren")).first() is None
    administrator.send(address, **given | {"en": "Grandchildren"})
    item = session.exec(select(CatalogueItem).where(CatalogueItem.code == "FAM.grandchildren")).one()

    at, tomorrow = f"/settings/catalogues/items/{item.id}", clock.today() + timedelta(days=1)
    administrator.get(at)
    changed = {"kk": "Немерелер", "ru": "Внуки", "en": "Grandchildren", "until": f"{tomorrow:%d.%m.%Y}"}
    later = administrator.send(at, **changed, add="preview", preview_on=changed["until"])
    assert "Бұл тармақты ол күні таңдауға болмайды." in later.text
    assert "Немерелер</strong>" not in later.text  # on that day it is offered no more
    twice = administrator.send(at, **changed, add="preview", preview_on=[changed["until"], ""])
    assert twice.status_code == 200
    administrator.get(at)
    administrator.send(at, **changed)
    session.refresh(item)
    assert (item.kk, item.until) == ("Немерелер", tomorrow)
    assert "Немере → Немерелер" in administrator.get(at).text

    administrator.send(f"{at}/place", to="up")
    listed = administrator.get("/settings/catalogues/dispute_type").text
    assert listed.index("FAM.grandchildren") < listed.index("FAM.generations")
    administrator.send(f"{at}/last-change")
    session.refresh(item)
    assert (item.kk, item.until) == ("Немере", None)
    assert "Немерелер" in administrator.get("/settings/catalogues/history").text
    assert administrator.get("/settings/catalogues/nothing").status_code == 404


def test_settings_ask_no_more_for_many_than_for_few(session, administrator, country):
    few = [
        len(asked_by(administrator, session, f"/settings/{page}"))
        for page in ("places", "law", "catalogues/dispute_type")
    ]
    for number in range(20):
        make.district(session, country.region, f"town-{number}", f"{number} қаласы")
        session.add(
            CatalogueItem(catalogue=Catalogue.DISPUTE_TYPE, code=f"X{number}", position=900, kk="…", ru="…", en="…")
        )
        session.add(
            Rule(
                code=f"x.{number}",
                since=date(2020, 1, 1),
                value=1,
                kk="…",
                ru="…",
                en="…",
                source="…",
                certainty=Certainty.FOUND,
            )
        )
    session.commit()
    many = [
        len(asked_by(administrator, session, f"/settings/{page}"))
        for page in ("places", "law", "catalogues/dispute_type")
    ]

    assert few == many
