"""Small numbers, without a database."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.statistics.rules import FEW, breakdown


def test_a_breakdown_of_many_is_shown_as_it_is():
    assert breakdown({"ethnomediation": 1380, "general": 5, "trainer": 0}) == {"ethnomediation": 1380, "general": 5}


def test_cells_of_a_few_people_are_hidden():
    assert breakdown({"ethnomediation": 1380, "general": 3, "trainer": 2}) == {
        "ethnomediation": 1380, "general": FEW, "trainer": FEW,
    }  # fmt: skip


def test_one_small_cell_would_be_found_by_subtraction_so_nothing_is_split():
    assert breakdown({"ethnomediation": 1380, "general": 3}) is None


def test_a_single_kind_is_the_figure_itself():
    assert breakdown({"general": 3, "trainer": 0}) == {"general": 3}
    assert breakdown({"general": 0}) == {}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=2))
def test_no_hidden_cell_can_be_worked_out_from_the_total(cells):
    shown = breakdown(cells)
    if shown is None or len(shown) < 2:
        return

    hidden = [kind for kind, cell in shown.items() if cell == FEW]
    rest = sum(cells.values()) - sum(cell for cell in shown.values() if cell != FEW)
    possible = [guess for guess in product(range(1, 5), repeat=len(hidden)) if sum(guess) == rest]
    assert all(len({guess[at] for guess in possible}) > 1 for at in range(len(hidden)))
    assert {kind for kind, cell in cells.items() if 0 < cell < 5} == set(hidden)
