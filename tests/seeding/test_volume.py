"""The seed volume: as many cases as asked, the same every time, in an empty database alone."""

from datetime import date

import pytest
import sqlalchemy as sa

from mediation_cms.core.errors import Refused
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.schema import metadata
from mediation_cms.statistics.breaches import breaches

NAME = "volume"
CASES = 400
COMPARED = ("person", "contact", "register_entry", "request", "party", "spell", "consultation", "case", "assignment", "contract",
            "meeting", "agreement", "obligation", "signature", "performance")  # fmt: skip
ANEW = {"unit", "account", "stored_file"}  # their keys are drawn by the product's own actions


@pytest.fixture(scope="session")
def volume(new_field):
    return new_field(NAME, cases=CASES)


def test_it_has_so_many_cases_and_a_tenth_more_requests_in_all_regions_over_ten_years(volume):
    with volume.look() as look:
        assert look.all(sa.text('SELECT count(*) FROM "case"')) == [(CASES,)]
        assert look.all(sa.text("SELECT count(*) FROM request")) == [(CASES * 11 // 10,)]
        years = look.all(sa.text("SELECT DISTINCT number FROM request"))
        assert {number.split("-")[2] for (number,) in years} == {str(year) for year in range(2016, 2026)}
        places, on = tree(look.session), date(2025, 12, 31)
        cabinets = {unit.id for unit in places.at_level(Level.CABINET, on)}
        regions = {places.region_of(cabinet, on) for cabinet in cabinets}
        assert regions == {unit.id for unit in places.at_level(Level.REGION, on)}


def test_every_year_balances_and_no_record_breaks_it(volume):
    with volume.look() as look:
        for year in range(2016, 2026):
            assert look.report("KZ", str(year)).balance.balanced, year
        report = look.report("KZ", "2016-01-01..2025-12-31")
        assert breaches(look.session, report.scope, report.span) == []
        assert report.by_code["A1"].value == CASES * 11 // 10
        assert 0 < report.balance.open_at_end < CASES // 3


@pytest.mark.database("sqlite")
def test_afterwards_every_index_is_there_again(volume):
    with volume.look() as look:
        found = sa.inspect(look.session.connection())
        for table in metadata.sorted_tables:
            expected = {index.name for index in table.indexes}
            assert {index["name"] for index in found.get_indexes(table.name)} >= expected, table.name


@pytest.mark.database("sqlite")
def test_the_same_command_makes_the_same_rows(volume, new_field):
    again, other = new_field(NAME, cases=CASES), new_field(NAME, cases=CASES, seed=2)

    assert open_words(again) == open_words(volume)
    assert open_words(other)["person"] != open_words(volume)["person"]


def test_a_second_run_changes_nothing_and_says_so(volume):
    before = volume.rows()
    (said,) = volume.plant(NAME, cases=CASES)
    assert (said.new, volume.rows()) == (False, before)


def test_where_there_is_anything_else_it_is_refused(field):
    planted = field("almaty-region-2017")
    before = planted.rows()
    with pytest.raises(Refused, match="database that holds nothing but the seed reference"):
        planted.plant(NAME, cases=1)
    assert planted.rows() == before


def open_words(planted) -> dict[str, list[tuple[object, ...]]]:
    """What stands in the tables, keys and all, but for keys of places and accounts and for encrypted cells."""
    said = {}
    with planted.look() as look:
        for name in COMPARED:
            table = metadata.tables[name]
            drawn = {column.name for column in table.c for key in column.foreign_keys if key.column.table.name in ANEW}
            shown = [each for each in table.c if each.name not in drawn and not isinstance(each.type, sa.LargeBinary)]
            said[name] = look.all(sa.select(*shown).order_by(table.c.id))
    return said
