"""The published figures come out of the rows, seed by seed and all together, and follow when rows go."""

from collections import Counter
from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import col

from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.intake.models import Outcome, Request, Spell
from mediation_cms.statistics.report import records

EAST, ALMATY, REPUBLIC, DEMO = "east-kazakhstan-2022-h1", "almaty-region-2017", "republic-2023", "demo"
# What the sources say (interface.md, "Seeds"): place, period, figures.
PUBLISHED: dict[str, list[tuple[str, str, dict[str, int | str]]]] = {
    EAST: [("63", "2022-H1", {"A1": 560, "M2": 159, "C2": 20, "K1": 17, "R1": 42, "R2": 591, "E1": 16, "E2": 400,
                              "T1": 4, "T2": 142})],
    ALMATY: [("19", "2017", {"K1": 67, "R1": 22, "R2": 272, "T3": 110}), ("19", "2016", {"T3": 190})],
    REPUBLIC: [("KZ", "2023", {"M2": 2621, "T2": 1380}), ("KZ", "2024-H1", {"M2": "not_applicable"})],
}  # fmt: skip
ALL = (REPUBLIC, DEMO, ALMATY, EAST)


def agree(look, name):
    for place, period, expected in PUBLISHED[name]:
        found = look.figures(place, period)
        assert {code: found[code] for code in expected} == expected, (place, period)
        assert look.report(place, period).balance.balanced


def the_register_of_2023(look):
    found = look.figures("KZ", "2023")
    return found["R1"] + found["R2"]


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("name", PUBLISHED)
def test_alone_each_seed_gives_the_published_figures(field, name):
    with field(name).look() as look:
        agree(look, name)


def test_together_they_give_every_published_figure(field):
    with field(*ALL).look() as look:
        for name in PUBLISHED:
            agree(look, name)
        assert the_register_of_2023(look) == 1294
        region = look.report("55", f"2024-01-01..{clock.today()}")
        assert region.balance.balanced
        assert region.by_code["M2"].number > 20


@pytest.mark.database("sqlite")
def test_the_republic_of_2023_has_so_many_mediators_and_trains_them_in_ethnomediation(field):
    with field(REPUBLIC).look() as look:
        assert the_register_of_2023(look) == 1294
        assert look.report("KZ", "2023").by_code["T2"].by == {"ethnomediation": 1380}
        assert look.figures("KZ", "2022")["K1"] == look.figures("KZ", "2022")["R2"] == 0  # nothing before 2023


def test_the_half_year_of_east_kazakhstan_balances_and_says_what_the_source_leaves_open(field):
    with field(EAST).look() as look:
        books = look.report("63", "2022-H1").balance

        ended = {outcome: number for outcome, number in books.finished.items() if number}
        assert ended == {Outcome.AGREEMENT: 159, Outcome.SETTLED_AT_CONSULTATION: 20, Outcome.NOT_STATED: 381}
        assert (books.open_at_start, books.received, books.open_at_end) == (0, 560, 0)
        days = look.all(sa.select(col(Request.ended_on)).where(col(Request.outcome) == Outcome.NOT_STATED).distinct())
        assert days == [(date(2022, 6, 30),)]


def test_the_old_region_is_the_sum_of_the_regions_that_it_became(field):
    with field(EAST).look() as look:
        old, left, abai = (
            look.figures(place, "2022-H1", borders) for place, borders in (("63", "then"), ("63", "now"), ("10", "now"))
        )

        for code in ("A1", "C1", "C2", "M2", "R1", "R2", "K1", "E1", "E2", "T1", "T2"):
            assert old[code] == left[code] + abai[code], code
            assert min(left[code], abai[code]) > 0, code


def test_a_second_run_changes_nothing_and_says_so(field):
    planted = field(*ALL)
    before = planted.rows()

    said = planted.plant(*PUBLISHED)

    assert ([each.new for each in said], planted.rows()) == ([False] * len(PUBLISHED), before)


def test_figures_and_the_lists_behind_them_follow_when_ten_requests_are_deleted(field):
    with field(EAST).look() as look:
        request = table_of(Request)
        lines = ("A1", "M2", "C2", "finished.not_stated", "C1", "M1")
        report = look.report("63", "2022-H1")
        before = {code: behind(look, report, code) for code in lines}
        assert (before["A1"], before["M2"]) == (560, 159)
        gone = [row.id for row in look.session.connection().execute(ten_of_all_kinds())]
        kinds = Counter(
            look.session.connection().execute(sa.select(request.c.outcome).where(request.c.id.in_(gone))).scalars()
        )
        talks = count(look, "consultation", gone)

        look.session.connection().execute(sa.delete(request).where(request.c.id.in_(gone)))

        report = look.report("63", "2022-H1")
        after = {code: behind(look, report, code) for code in lines}
        assert {code: before[code] - after[code] for code in lines} == {
            "A1": 10, "M2": kinds["agreement"], "C2": kinds["settled_at_consultation"],
            "finished.not_stated": kinds["not_stated"], "C1": talks, "M1": kinds["agreement"],
        }  # fmt: skip
        assert kinds == {"agreement": 4, "settled_at_consultation": 2, "not_stated": 4}
        assert report.balance.balanced
        assert [report.lines[report.line_of(code)] for code in lines] == list(after.values())


@pytest.mark.database("sqlite")
def test_they_follow_a_hand_on_the_database_that_has_not_switched_foreign_keys_on(new_field):
    planted = new_field(EAST)
    engine = planted.database.bind
    with engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            gone = [row.id.hex for row in connection.execute(ten_of_all_kinds())]
            connection.exec_driver_sql(f"DELETE FROM request WHERE id IN ({','.join('?' * len(gone))})", tuple(gone))
            left = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        connection.connection.cursor().execute("PRAGMA foreign_keys=ON")

    assert left == []
    with planted.look() as look:
        found = look.report("63", "2022-H1")
        assert {code: found.by_code[code].value for code in ("A1", "M2", "C2")} == {"A1": 550, "M2": 155, "C2": 18}
        assert found.balance.balanced


TEN = {Outcome.AGREEMENT: 4, Outcome.SETTLED_AT_CONSULTATION: 2, Outcome.NOT_STATED: 4}


def ten_of_all_kinds():
    """Four that ended in an agreement, two that were settled, four that were left unstated."""
    spell = table_of(Spell).c
    parts = [
        sa.select(spell.request_id.label("id"))
        .where(spell.outcome == outcome)
        .order_by(spell.id)
        .limit(number)
        .subquery()
        for outcome, number in TEN.items()
    ]
    return sa.union_all(*(sa.select(part.c.id) for part in parts))


def behind(look, report, code: str) -> int:
    """How many records open behind a figure."""
    found, after = 0, None
    while True:
        page = records(look.session, look.actor, report, code, after, limit=1000)
        found, after = found + len(page.records), page.after
        if after is None:
            return found


def count(look, table: str, requests):
    found = sa.table(table, sa.column("request_id", sa.Uuid()))
    statement = sa.select(sa.func.count()).select_from(found).where(found.c.request_id.in_(requests))
    return look.session.connection().execute(statement).scalar_one()
