"""The seed `reference`: planted once, quickly, and as the actions of administrators would have written it."""

import csv
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from mediation_cms.administration.catalogue_actions import add_item
from mediation_cms.administration.inputs import (
    AliasIn,
    ClosingIn,
    FromDayIn,
    ItemIn,
    NameIn,
    RuleIn,
    SpecialDayIn,
    UnitIn,
)  # fmt: skip
from mediation_cms.administration.law_actions import add_rule_version, add_special_day
from mediation_cms.administration.place_actions import (
    add_alias,
    add_successor,
    close_unit,
    move_unit,
    open_unit,
    rename_unit,
)  # fmt: skip
from mediation_cms.administration.queries import rule_versions, unit_with_code
from mediation_cms.audit.models import Entry
from mediation_cms.core.stamps import version_of
from mediation_cms.disputes.models import CatalogueItem, Clause
from mediation_cms.law.models import Rule, SpecialDay
from mediation_cms.places.models import Placing, Succession, Unit, UnitAlias, UnitName
from mediation_cms.seeding.reference import REFERENCE, plant
from mediation_cms.seeding.reference_catalogues import read_items
from mediation_cms.seeding.reference_law import read_days, read_rules
from mediation_cms.seeding.reference_places import plant_places, sourced
from tests import make
from tests.make.law import without_law

TABLES = (Unit, UnitName, UnitAlias, Placing, Succession, Rule, SpecialDay, CatalogueItem, Clause)


@pytest.fixture(autouse=True)
def nothing_planted(request):
    """Here the law is planted by the tests themselves."""
    if "session" in request.fixturenames:
        without_law(request.getfixturevalue("session"))


def counts(session) -> list[int]:
    return [len(session.exec(select(table.id)).all()) for table in TABLES]


def unit_called(session, code: str) -> Unit:
    found = unit_with_code(session, code)
    assert found is not None
    return found


def plain(row, *without: str) -> dict[str, Any]:
    return {name: value for name, value in row.model_dump().items() if name not in {"id", *without}}


def test_a_second_run_changes_nothing_and_says_so(session):
    actor = make.system(session)

    assert plant(session, actor) is True
    planted = counts(session), version_of(session, "places"), version_of(session, "law")
    assert plant(session, actor) is False
    assert (counts(session), version_of(session, "places"), version_of(session, "law")) == planted


def test_what_a_newer_release_brings_is_added_and_what_administrators_changed_stays(session):
    actor = make.system(session)
    plant(session, actor)
    session.delete(session.exec(select(Rule).where(Rule.code == "proposal.answer_days")).one())
    session.delete(session.exec(select(CatalogueItem).where(CatalogueItem.code == "LOC.cattle")).one())
    other = session.exec(select(CatalogueItem).where(CatalogueItem.code == "OTH")).one()
    other.kk = "Басқа"
    session.flush()

    assert plant(session, actor) is True

    assert [rule.value for rule in rule_versions(session, "proposal.answer_days")] == [10]
    assert session.exec(select(CatalogueItem.ru).where(CatalogueItem.code == "LOC.cattle")).one() == "скот"
    assert session.exec(select(CatalogueItem.kk).where(CatalogueItem.code == "OTH")).one() == "Басқа"


def test_planting_leaves_one_line_of_history(session):
    plant(session, make.system(session))

    (line,) = session.exec(select(Entry)).all()
    units, rules, days, items, clauses = (
        len(session.exec(select(table)).all()) for table in (Unit, Rule, SpecialDay, CatalogueItem, Clause)
    )
    expected = {"places": units, "rules": rules, "days": days, "items": items, "clauses": clauses}
    assert (line.action, line.details) == ("reference.planted", expected)


def test_planting_takes_less_than_two_seconds_of_work(session):
    actor = make.system(session)
    started = time.process_time()
    plant(session, actor)
    assert time.process_time() - started < 2


# --- the same rows by the actions --------------------------------------------------------------------------------------


@pytest.fixture
def part_of_the_country(tmp_path: Path) -> Path:
    """The files of the seed, but of the units of South and East Kazakhstan only: one unit made, renamed, moved and ended."""
    regions = {"KZ", "51", "63"}
    told = (REFERENCE / "regions.toml").read_text(encoding="utf-8")
    head, *units = told.split("[[unit]]")
    kept = [unit for unit in units if tomllib.loads(unit)["code"] in regions]
    (tmp_path / "regions.toml").write_text("[[unit]]".join([head, *kept]), encoding="utf-8")
    rows = csv.reader((REFERENCE / "districts.csv").read_text(encoding="utf-8").splitlines())
    with (tmp_path / "districts.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(row for row in rows if row[1] in {"region", *regions})
    head, *changes = (REFERENCE / "changes.toml").read_text(encoding="utf-8").split("[[change]]")
    own = {"2018-06-06", "2018-06-19", "2021-03-15", "2022-06-07", "2024-01-01"}
    kept = [change for change in changes if str(tomllib.loads(change)["on"]) in own]
    text = "[[change]]".join([head, *kept, CHANGE_OF_2022, CHANGE_OF_NAME])
    (tmp_path / "changes.toml").write_text(text, encoding="utf-8")
    return tmp_path


CHANGE_OF_2022 = """
on = 2022-06-08
source.kk = "Жарлық"
source.ru = "Указ"
source.en = "Decree"
certainty = "found"
born = [{ code = "10", of = ["63"], under = "KZ", kk = "Абай облысы", ru = "область Абай", en = "Abai Region" }]
[change.moved]
10 = ["semey", "kurchatov", "kokpekti"]
"""
CHANGE_OF_NAME = """
on = 2018-12-27
source.kk = "Жарлық"
source.ru = "Указ"
source.en = "Decree"
certainty = "recalled"
renamed = [{ code = "altay", kk = "Алтай ауданы", ru = "район Алтай", en = "Altay District" }]
"""


def by_actions(session, actor, folder: Path) -> None:
    """The same history, told by what administrators do."""
    began = tomllib.loads((folder / "regions.toml").read_text(encoding="utf-8"))
    day = {"since": began["since"], "source": sourced(began)}
    for region in began["unit"]:
        aliases = region.pop("aliases", ())
        parent = None if region["code"] == "KZ" else unit_called(session, "KZ")
        unit = open_unit(session, actor, parent, UnitIn.checked(region | day))
        for alias in aliases:
            add_alias(session, actor, unit, AliasIn(alias=alias))
    for district in csv.DictReader((folder / "districts.csv").read_text(encoding="utf-8").splitlines()):
        aliases, region = district.pop("aliases"), unit_called(session, district.pop("region"))
        unit = open_unit(session, actor, region, UnitIn.checked(district | day))
        for alias in filter(None, aliases.split("; ")):
            add_alias(session, actor, unit, AliasIn(alias=alias))
    for change in tomllib.loads((folder / "changes.toml").read_text(encoding="utf-8"))["change"]:
        replay(session, actor, change)


def replay(session, actor, change) -> None:
    day = {"since": change["on"], "source": sourced(change)}
    for born in change.get("born", ()):
        before = [unit_called(session, code) for code in born.pop("of")]
        above = born.pop("under", None)
        if above is None:
            placing = select(Placing).where(Placing.unit_id == before[0].id).order_by(col(Placing.since).desc())
            parent = session.get_one(Unit, session.exec(placing).first().parent_id)
        else:
            parent = unit_called(session, above)
        unit = open_unit(session, actor, parent, UnitIn.checked(born | day))
        for predecessor in before:
            add_successor(session, actor, predecessor, unit, FromDayIn(**day))
    for renamed in change.get("renamed", ()):
        rename_unit(session, actor, unit_called(session, renamed.pop("code")), NameIn.checked(renamed | day))
    for region, units in change.get("moved", {}).items():
        for code in units:
            parent = unit_called(session, region)
            move_unit(session, actor, unit_called(session, code), parent, FromDayIn(**day))
    for code in change.get("ended", ()):
        ending = ClosingIn(on=change["on"], source=day["source"])
        close_unit(session, actor, unit_called(session, code), ending, open_matters=0)


def tree_rows(session) -> dict[str, list[str]]:
    """The rows of the tree, with codes for keys."""
    session.flush()
    code = dict(session.exec(select(Unit.id, Unit.code)).all())

    def told(row) -> dict[str, Any]:
        return {
            name: code.get(value, value) if isinstance(value, UUID) else value for name, value in plain(row).items()
        }

    tables = (Unit, UnitName, UnitAlias, Placing, Succession)
    return {table.__name__: sorted(map(str, map(told, session.exec(select(table))))) for table in tables}


def test_the_bulk_path_writes_the_same_tree_as_the_actions(session, part_of_the_country):
    actor = make.system(session)
    with session.begin_nested() as planted:
        assert plant_places(session, part_of_the_country)
        in_bulk = tree_rows(session)
        planted.rollback()
    session.expire_all()

    by_actions(session, actor, part_of_the_country)

    assert in_bulk["Succession"]
    assert tree_rows(session) == in_bulk


def test_the_bulk_path_writes_the_same_versions_of_a_rule_as_the_actions(session):
    first, second = [rule for rule in read_rules(REFERENCE) if rule.code == "course.general.hours"]
    words = plain(second, "until")
    first.until = None
    session.add(first)
    session.flush()

    add_rule_version(session, make.system(session), RuleIn.checked(words))

    expected = [plain(rule) for rule in read_rules(REFERENCE) if rule.code == "course.general.hours"]
    assert [plain(rule) for rule in rule_versions(session, "course.general.hours")] == expected
    assert expected[0]["until"] == expected[1]["since"] == date(2026, 1, 1)


def test_the_bulk_path_writes_the_same_days_and_items_as_the_actions(session):
    actor = make.system(session)
    days = [day for day in read_days(REFERENCE) if day.day.year == 2022]
    items = list(read_items(REFERENCE))

    by_hand = [add_special_day(session, actor, SpecialDayIn.checked(plain(day))) for day in days]
    typed = [add_item(session, actor, ItemIn.checked(plain(item))) for item in items]

    assert [plain(day) for day in by_hand] == [plain(day) for day in days]
    assert [plain(item) for item in typed] == [plain(item) for item in items]
