"""Catalogues: codes stay, words, order and days change by the administrator of the republic."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from mediation_cms.administration.catalogue_actions import add_item, change_item, move_item, undo_change
from mediation_cms.administration.inputs import ItemIn, ItemWordsIn
from mediation_cms.administration.queries import item_with_code
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.order import top_of
from mediation_cms.disputes.queries import codes, items, labels
from mediation_cms.intake.models import Source
from mediation_cms.people.models import Role
from tests import make

DISPUTES, TODAY = Catalogue.DISPUTE_TYPE, date(2022, 5, 26)
PARKING = {
    "catalogue": DISPUTES, "code": "NEI.parking", "parent_code": "NEI", "position": "15",
    "kk": "көлік тұрағы", "ru": "парковка", "en": "parking",
}  # fmt: skip


@pytest.fixture
def inter_faith(session, catalogues):
    """The item REL."""
    return item_with_code(session, DISPUTES, "REL")


def test_a_new_item_stands_at_its_place_in_the_list(session, administrator, catalogues):
    add_item(session, administrator, ItemIn.checked(PARKING))

    found = [item.code for item in items(session, DISPUTES, date(2026, 1, 1)) if item.parent_code == "NEI"]
    assert found == ["NEI.noise", "NEI.parking", "NEI.animals", "NEI.repair", "NEI.water"]
    assert labels(session, DISPUTES, Language.RU)["NEI.parking"] == "парковка"


def test_words_and_days_change_and_the_code_stays(session, administrator, inter_faith):
    given = {"kk": "Дін", "ru": "Религиозные", "en": "Religion", "until": "2026-01-01"}
    change_item(session, administrator, inter_faith, ItemWordsIn.checked(given))

    assert labels(session, DISPUTES, Language.KK)["REL"] == "Дін"
    assert ["REL" in codes(session, DISPUTES, day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [True, False]
    line = history_of_thing(session, inter_faith.id)[0]
    assert (line.action, line.details["changed"]["kk"]) == ("catalogue.item_changed", ["Дінаралық", "Дін"])


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"code": "NEI.noise"}, "code"),  # taken
        ({"code": "parking"}, "code"),  # not under its parent
        ({"code": "не код"}, "code"),
        ({"parent_code": "ZZZ", "code": "ZZZ.parking"}, "parent_code"),
        ({"code": "NEI.a.b"}, "code"),  # a level left out
        ({"parent_code": "", "code": "N.EI"}, "code"),
        ({"code": "NEI." + "a" * 40}, "code"),
        ({"ru": "Шум"}, "ru"),  # what stands beside it is called so
        ({"kk": ""}, "kk"),
        ({"since": "2026-01-01", "until": "2025-01-01"}, "until"),
        ({"position": "10000"}, "position"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(session, administrator, catalogues, other, field):
    with pytest.raises(Invalid) as problem:
        add_item(session, administrator, ItemIn.checked(PARKING | other))
    assert list(problem.value.fields) == [field]


def test_a_third_layer_stands_under_the_second_and_there_is_no_fourth(session, administrator, catalogues):
    third = PARKING | {"parent_code": "NEI.noise", "code": "NEI.noise.cars"}
    add_item(session, administrator, ItemIn.checked(third))

    assert [item.code for item in items(session, DISPUTES, TODAY) if item.code.startswith("NEI.noise")] == [
        "NEI.noise", "NEI.noise.cars",
    ]  # fmt: skip
    with pytest.raises(Invalid) as problem:
        add_item(session, administrator, ItemIn.checked(PARKING | {"parent_code": "NEI.noise.cars", "code": ""}))
    assert list(problem.value.fields) == ["parent_code"]


def test_what_stands_under_an_item_is_offered_no_longer_than_the_item(session, administrator, inter_faith, catalogues):
    below = {"catalogue": DISPUTES, "parent_code": "REL", "kk": "мешіт", "ru": "мечеть", "en": "Mosque & court"}
    made = add_item(session, administrator, ItemIn.checked(below))
    words = {"kk": inter_faith.kk, "ru": inter_faith.ru, "en": inter_faith.en, "until": "2026-01-01"}
    change_item(session, administrator, inter_faith, ItemWordsIn.checked(words))

    assert made.code == "REL.mosque_court"  # nobody typed one
    assert made.code not in codes(session, DISPUTES, date(2026, 1, 1))


def test_a_source_under_another_acts_as_it_does(session, administrator, country, catalogues):
    make.law(session)
    added = {
        "catalogue": Catalogue.SOURCE,
        "parent_code": "court",
        "kk": "аудандық сот",
        "ru": "районный",
        "en": "district",
    }
    add_item(session, administrator, ItemIn.checked(added))
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    sent = {"source": "court.district", "source_organisation": "Сот", "court_case_no": "17"}

    found = make.request(session, receptionist, country.cabinet, TODAY, **sent)

    assert (Source.of(found.source), top_of(found.source), found.court_case_no) == (Source.COURT, "court", "17")
    with pytest.raises(Invalid) as problem:
        make.request(session, receptionist, country.cabinet, TODAY, source="court.regional", source_note="Сот")
    assert list(problem.value.fields) == ["source"]


def test_items_change_places_beside_each_other(session, administrator, catalogues):
    noise = item_with_code(session, DISPUTES, "NEI.noise")
    assert noise is not None

    for up in (True, False):  # the first goes no higher
        move_item(session, administrator, noise, up=up)

    found = [item.code for item in items(session, DISPUTES, TODAY) if item.parent_code == "NEI"]
    assert found == ["NEI.animals", "NEI.noise", "NEI.repair", "NEI.water"]


def test_the_last_change_is_taken_back(session, administrator, inter_faith):
    before = (inter_faith.kk, inter_faith.until)
    given = {"kk": "Дін", "ru": inter_faith.ru, "en": inter_faith.en, "until": "2026-01-01"}
    change_item(session, administrator, inter_faith, ItemWordsIn.checked(given))

    undo_change(session, administrator, inter_faith)

    assert (inter_faith.kk, inter_faith.until) == before


def test_an_item_is_taken_out_only_while_nothing_was_chosen_with_it(session, administrator, country, catalogues):
    make.law(session)
    fresh, used = (
        add_item(session, administrator, ItemIn.checked(PARKING | {"code": "", "kk": name, "ru": name, "en": name}))
        for name in ("yard", "roof")
    )
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    make.request(session, receptionist, country.cabinet, TODAY, dispute_code=used.code)

    of_the_seed = item_with_code(session, DISPUTES, "NEI")
    assert of_the_seed is not None

    undo_change(session, administrator, fresh)

    assert item_with_code(session, DISPUTES, "NEI.yard") is None
    with pytest.raises(Refused):
        undo_change(session, administrator, used)
    with pytest.raises(Refused):
        undo_change(session, administrator, of_the_seed)


@pytest.mark.parametrize(
    "by_hand",
    [
        "DELETE FROM catalogue_item WHERE code = 'NEI'",  # others stand under it
        "DELETE FROM catalogue_item WHERE code = 'self'",  # chosen in the request
        "UPDATE catalogue_item SET code = 'GOD' WHERE code = 'REL'",
    ],
)
def test_the_database_keeps_what_was_chosen(session, country, catalogues, by_hand):
    make.law(session)
    make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, TODAY)

    with pytest.raises(DBAPIError, match=r"stays|stand under|does not change"):
        session.connection().execute(sa.text(by_hand))


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_the_administrator_of_the_republic_changes_catalogues(session, country, inter_faith, role):
    somebody = make.actor(session, role, country.region if role is Role.ADMINISTRATOR else country.republic)
    given = ItemWordsIn.checked({"kk": "Дін", "ru": "Религиозные", "en": "Religion"})

    with pytest.raises(Forbidden):
        add_item(session, somebody, ItemIn.checked(PARKING))
    with pytest.raises(Forbidden):
        change_item(session, somebody, inter_faith, given)
