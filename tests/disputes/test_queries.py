"""Catalogues: what may be chosen on a day, and what a code is called."""

from datetime import date

import pytest
from sqlmodel import select

from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import restamp
from mediation_cms.disputes.models import Catalogue, CatalogueItem
from mediation_cms.disputes.queries import codes, items, labels, words
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_catalogues import plant_catalogues

ON = date(2022, 6, 30)


@pytest.fixture
def catalogues(session):
    """The catalogues of the seed."""
    plant_catalogues(session, REFERENCE)
    return session


def test_the_list_of_disputes_stands_in_the_order_of_the_phrasebook(catalogues):
    found = items(catalogues, Catalogue.DISPUTE_TYPE, ON)

    assert [item.code for item in found if not item.parent_code] == [
        "FAM", "INH", "LAB", "HOU", "LAN", "DEB", "CON", "NEI", "BUS", "DAM", "SCH", "ETH", "REL", "ADM", "CRM", "ENF",
        "LOC", "OTH",
    ]  # fmt: skip
    assert [item.code for item in found[:7]] == [
        "FAM", "FAM.divorce", "FAM.alimony", "FAM.child", "FAM.property", "FAM.generations", "INH",
    ]  # fmt: skip


def test_a_code_is_called_in_each_language(catalogues):
    said = [labels(catalogues, Catalogue.DISPUTE_TYPE, language)["NEI.water"] for language in Language]

    assert said == ["су басу", "затопление", "water"]
    assert labels(catalogues, Catalogue.EVENT_KIND, Language.RU)["open_day"] == "День открытых дверей"
    assert words(catalogues, Catalogue.DISPUTE_TYPE, "FAM").in_(Language.KK) == "Отбасылық"
    assert words(catalogues, Catalogue.DISPUTE_TYPE, "ZZZ").in_(Language.KK) == "ZZZ"


def test_an_item_is_offered_on_its_days_only_and_keeps_its_name_for_what_was_chosen(catalogues):
    item = catalogues.exec(select(CatalogueItem).where(CatalogueItem.code == "REL")).one()
    item.since, item.until = date(2016, 1, 1), date(2022, 6, 30)
    catalogues.flush()
    restamp(catalogues, "catalogues")

    offered = [day for day in (date(2015, 12, 31), date(2016, 1, 1), date(2022, 6, 29), ON)
               if "REL" in codes(catalogues, Catalogue.DISPUTE_TYPE, day)]  # fmt: skip

    assert offered == [date(2016, 1, 1), date(2022, 6, 29)]
    assert labels(catalogues, Catalogue.DISPUTE_TYPE, Language.EN)["REL"] == "Inter-faith"


def test_administrators_order_the_list(catalogues):
    first = catalogues.exec(select(CatalogueItem).where(CatalogueItem.code == "OTH")).one()
    first.position = 1
    catalogues.flush()
    restamp(catalogues, "catalogues")

    assert [item.code for item in items(catalogues, Catalogue.DISPUTE_TYPE, ON)][:2] == ["OTH", "FAM"]
