"""Tests that share what is dear to make go to one process; the library that shares them out has stopped listening before."""

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.together import Together, group_of

DEAR = {"new_field", "walks"}  # what plants seeds, and what walks over every page
ALONE = "tests/cases/test_offers.py::test_one[sqlite]"


def test_seeds_and_walks_are_shared_on_each_database_and_other_tests_stand_alone() -> None:
    seeds, walks = "tests/seeding/test_people.py::test_{}[{}]", "tests/rights/test_links.py::test_it[{}-head]"

    assert {group_of(seeds.format(name, "sqlite")) for name in "ab"} == {"seeds on sqlite"}
    assert group_of(seeds.format("a", "postgresql")) == "seeds on postgresql"
    assert group_of(walks.format("sqlite")) == "walks on sqlite"
    assert group_of(ALONE) == ALONE


def test_the_scheduler_asks_for_the_group() -> None:
    assert "_split_scope" in vars(LoadScopeScheduling)
    assert Together._split_scope(Together.__new__(Together), ALONE) == ALONE


def test_whoever_asks_for_something_dear_is_in_a_group(request: pytest.FixtureRequest) -> None:
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]

    assert [item.nodeid for item in items if DEAR & {*item.fixturenames} and group_of(item.nodeid) == item.nodeid] == []
