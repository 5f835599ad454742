"""Catalogues: codes stay, words, order and days change by the administrator of the republic."""

from datetime import date

import pytest

from mediation_cms.administration.catalogue_actions import add_item, change_item
from mediation_cms.administration.inputs import ItemIn, ItemWordsIn
from mediation_cms.administration.queries import item_with_code
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core.errors import Forbidden, Invalid
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes, items, labels
from mediation_cms.people.models import Role
from tests import make

DISPUTES = Catalogue.DISPUTE_TYPE
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
    given = {"kk": "Дін", "ru": "Религиозные", "en": "Religion", "position": 130, "until": "2026-01-01"}
    change_item(session, administrator, inter_faith, ItemWordsIn.checked(given))

    assert labels(session, DISPUTES, Language.KK)["REL"] == "Дін"
    assert ["REL" in codes(session, DISPUTES, day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [True, False]
    line = history_of_thing(session, inter_faith.id)[0]
    assert (line.action, line.details["before"], line.details["name"]) == (
        "catalogue.item_changed",
        "Дінаралық",
        "Дін",
    )


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"code": "NEI.noise"}, "code"),  # taken
        ({"code": "parking"}, "code"),  # not under its parent
        ({"code": "не код"}, "code"),
        ({"parent_code": "ZZZ", "code": "ZZZ.parking"}, "parent_code"),
        ({"parent_code": "NEI.noise", "code": "NEI.noise.cars"}, "parent_code"),  # two levels only
        ({"kk": ""}, "kk"),
        ({"since": "2026-01-01", "until": "2025-01-01"}, "until"),
        ({"position": "10000"}, "position"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(session, administrator, catalogues, other, field):
    with pytest.raises(Invalid) as problem:
        add_item(session, administrator, ItemIn.checked(PARKING | other))
    assert list(problem.value.fields) == [field]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_the_administrator_of_the_republic_changes_catalogues(session, country, inter_faith, role):
    somebody = make.actor(session, role, country.region if role is Role.ADMINISTRATOR else country.republic)
    given = ItemWordsIn.checked({"kk": "Дін", "ru": "Религиозные", "en": "Religion"})

    with pytest.raises(Forbidden):
        add_item(session, somebody, ItemIn.checked(PARKING))
    with pytest.raises(Forbidden):
        change_item(session, somebody, inter_faith, given)
