"""What the papers say that follow an agreement: its calendar, and the way to court."""

import pytest

from mediation_cms.documents.facts import Proceedings, same
from tests.documents.reading import in_order
from tests.documents.samples import KK, RU, court_route, obligations


def test_the_calendar_says_who_does_what_by_when(read):
    facts = obligations(RU)

    said = read(facts)

    each = [f"{term.number} Сторона" if len(term.sides) == 1 else term.number for term in facts.terms]
    assert (
        in_order(said, "Календарь обязательств", facts.agreement_number, *each, "Календарь составлен для памяти") == []
    )


@pytest.mark.parametrize(
    ("proceedings", "way"),
    [
        (None, "иск подаётся в районный (городской) суд"),
        (Proceedings(body=same("суд"), case_number="2-17"), "заявление о выдаче исполнительного листа"),
        (Proceedings(body=same("полиция"), case_number="2-17", criminal=True), "Сообщите этому органу письменно"),
    ],
)
def test_the_way_to_court_depends_on_who_had_sent_the_sides(read, proceedings, way):
    said = read(court_route(RU, proceedings=proceedings))

    assert in_order(said, "пункт 4.1 (срок 01.07.2026), пункт 4.3 (срок 15.07.2026).", way, "по памяти") == []


def test_the_way_to_court_names_no_side_and_nothing_of_what_was_agreed(read):
    agreed = obligations(KK)
    said = read(court_route(KK))

    assert [side.name.kk for side in agreed.sides if side.name.kk in said] == []
    assert [term.what.kk for term in agreed.terms if term.what.kk[:20] in said] == []
