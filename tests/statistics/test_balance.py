"""The balance holds for every place, period and border day, whatever happened to requests; regions add up to the republic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from mediation_cms.intake.models import Opened, Outcome, Spell
from mediation_cms.places.models import Unit
from mediation_cms.statistics.counting import page
from tests.make import statistics as made

BEGINNING, DAYS = date(2022, 4, 1), 130
TOWNS = ("oskemen", "ridder", "semey", "temirtau")
OUTCOMES = (Outcome.SETTLED_AT_CONSULTATION, Outcome.WITHDRAWN, Outcome.NOT_STATED, Outcome.ONE_REFUSED, Outcome.MERGED)

# A life: where and when it begins, whether it counts, then days to wait and what happens next.
steps = st.tuples(st.integers(0, 40), st.sampled_from([*TOWNS, *OUTCOMES, "agreed"]))
lives = st.tuples(
    st.sampled_from(TOWNS), st.integers(0, DAYS), st.booleans() | st.just(True), st.lists(steps, max_size=6)
)
days = st.integers(-10, DAYS + 30).map(lambda offset: BEGINNING + timedelta(days=offset))


Steps = list[tuple[int, str]]


def live(session: Session, country: made.SplitCountry, town: str, offset: int, counted: bool, then: Steps) -> None:
    """Play one life. A step that makes no sense at its point opens the request again, or is left out."""
    on = BEGINNING + timedelta(days=offset)
    request = made.matter(session, country.cabinets[town], on, counted=counted)
    finished = agreed = False
    for wait, step in then:
        on += timedelta(days=wait)
        if agreed:
            return  # a signed agreement stands
        if finished:
            made.reopened(session, request, on, counted=counted)
            finished = False
        elif step == "agreed":
            if counted:
                made.agreed(session, request, on)
                agreed = True
        elif isinstance(step, Outcome):
            made.ended(session, request, step, on)
            finished = True
        elif country.cabinets[step].id != request.cabinet_id:
            made.transferred(session, request, country.cabinets[step], on, counted=counted)


@dataclass(frozen=True)
class Recount:
    """The same balance, counted slowly over plain rows: request by request, day by day."""

    chains: list[list[Spell]]
    inside: frozenset[UUID]

    def of(self, first: date, last: date) -> dict[str, int]:
        spells = [spell for chain in self.chains for spell in chain if self.holds(spell)]
        came = [spell for spell in spells if first <= spell.opened_on <= last]
        went = [spell for spell in spells if spell.ended_on and first <= spell.ended_on <= last]
        return {
            "open_at_start": sum(self.is_open(spell, first - timedelta(days=1)) for spell in spells),
            "received": sum(spell.opened is Opened.RECEIVED for spell in came),
            "reopened": sum(spell.opened is Opened.REOPENED for spell in came),
            "transferred_in": sum(not self.holds(before) for before, spell in self.transfers() if spell in came),
            "transferred_out": sum(not self.holds(after) for spell, after in self.transfers() if spell in went),
            "open_at_end": sum(self.is_open(spell, last) for spell in spells),
        } | {f"finished.{outcome.value}": sum(spell.outcome is outcome for spell in went) for outcome in Outcome}

    def holds(self, spell: Spell) -> bool:
        return spell.counted and spell.district_id in self.inside

    @staticmethod
    def is_open(spell: Spell, on: date) -> bool:
        return spell.opened_on <= on and (spell.ended_on is None or spell.ended_on > on)

    def transfers(self) -> Iterator[tuple[Spell, Spell]]:
        for chain in self.chains:
            for before, after in pairwise(chain):
                if before.transferred:
                    yield before, after


def recount(session: Session, country: made.SplitCountry, place: Unit, borders: date) -> Recount:
    chains: dict[UUID, list[Spell]] = {}
    for spell in session.exec(select(Spell).order_by(col(Spell.id))):
        chains.setdefault(spell.request_id, []).append(spell)
    inside = {
        unit.id
        for town, unit in country.towns.items()
        if place in (country.republic, country.placed_in(town, borders), unit)
    }
    return Recount(list(chains.values()), frozenset(inside))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lives, max_size=8), days, st.integers(0, 90), st.sampled_from([date(2022, 1, 1), date(2022, 6, 8)]))
def test_the_balance_holds_and_equals_a_recount_by_hand(
    session, country, reports, random_lives, first, length, borders
):
    with session.begin_nested() as undo:
        for life in random_lives:
            live(session, country, *life)
        last = first + timedelta(days=length)

        total = {}
        for place in (country.republic, country.vko, country.abai, country.karaganda, *country.towns.values()):
            if place is country.abai and borders < made.SPLIT:
                continue
            report = reports(place.code, f"{first}..{last}", borders.isoformat())
            total[place.code] = report.balance

            slow = recount(session, country, place, borders).of(first, last)
            assert {name: report.lines[name] for name in slow} == slow
            assert report.balance.complaints == ()

        regions = [total[code] for code in ("63", "10", "35") if code in total]
        assert sum(region.received for region in regions) == total["KZ"].received
        assert sum(region.open_at_end for region in regions) == total["KZ"].open_at_end
        assert sum(sum(region.finished.values()) for region in regions) == sum(total["KZ"].finished.values())
        undo.rollback()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lives, max_size=8), days, st.integers(0, 90))
def test_every_figure_opens_exactly_its_records(session, country, reports, random_lives, first, length):
    with session.begin_nested() as undo:
        for life in random_lives:
            live(session, country, *life)
        made.event(session, country.cabinets["oskemen"], first, audience=40)
        made.event(session, country.cabinets["oskemen"], first, audience=2)

        for place in ("KZ", "63", "oskemen", "63-OSK"):
            report = reports(place, f"{first}..{first + timedelta(days=length)}")
            for line, figure in report.lines.items():
                found = page(session, report.scope, report.span, line, limit=1000).records
                assert (line, sum(record.amount for record in found)) == (line, figure)
        undo.rollback()


def test_a_transfer_inside_a_place_is_none(session, country, reports):
    request = made.matter(session, country.cabinets["oskemen"], date(2022, 2, 1))
    made.transferred(session, request, country.cabinets["semey"], date(2022, 3, 1))
    made.transferred(session, request, country.cabinets["temirtau"], date(2022, 3, 1))

    def moved(place: str, borders: str = "then") -> tuple[int, int]:
        balance = reports(place, borders=borders).balance
        assert balance.balanced
        return balance.transferred_in, balance.transferred_out

    assert moved("KZ") == (0, 0)
    assert moved("63") == (0, 1)
    assert (moved("63", "now"), moved("10", "now")) == ((0, 1), (1, 1))
    assert moved("35") == (1, 0)
    assert (moved("63-OSK"), moved("63-SEM")) == ((0, 1), (1, 1))


def test_a_request_that_ends_on_the_day_it_came_is_never_open(session, country, reports):
    made.ended(
        session,
        made.matter(session, country.cabinets["oskemen"], date(2022, 2, 1)),
        Outcome.ADVICE_ONLY,
        date(2022, 2, 1),
    )

    balance = reports("63", "2022-02-01..2022-02-01").balance

    assert (balance.open_at_start, balance.received, balance.finished[Outcome.ADVICE_ONLY], balance.open_at_end) == (
        0,
        1,
        1,
        0,
    )


@pytest.mark.parametrize(("period", "expected"), [("2021", (0, 1, 1)), ("2022-H1", (1, 0, 0)), ("2022-H2", (0, 0, 0))])
def test_what_stays_open_over_the_turn_of_a_period_is_carried_over(session, country, reports, period, expected):
    request = made.matter(session, country.cabinets["oskemen"], date(2021, 12, 31))
    made.ended(session, request, Outcome.WITHDRAWN, date(2022, 6, 30))

    balance = reports("63", period).balance

    assert (balance.open_at_start, balance.received, balance.open_at_end) == expected
