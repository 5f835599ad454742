"""Stories are told by the actions, each step at its own hour; nobody else may tell of another time."""

from collections.abc import Iterator
from datetime import UTC, datetime

from mediation_cms.core import clock
from tests.house.code import Module, all_keep, caught


def other_times(module: Module) -> Iterator[tuple[int, str]]:
    if module.part not in {"seeding", "core"}:
        for line, name in module.imports():
            if name.endswith("clock.telling_of"):
                yield line, "only seeds tell of another time"
        for line, name in module.calls():
            if name.rpartition(".")[2] == "telling_of":
                yield line, "only seeds tell of another time"


def test_nothing_but_seeds_tells_of_another_time():
    all_keep(other_times)
    assert caught(other_times, "from mediation_cms.core.clock import telling_of\ntelling_of(1)") == [1, 2]


def test_while_a_story_is_told_it_is_that_instant_and_afterwards_it_is_now():
    before = clock.now()
    with clock.telling_of(datetime(2022, 6, 7, 19, 30, tzinfo=UTC)):
        assert (clock.now().isoformat(), clock.today().isoformat()) == ("2022-06-07T19:30:00+00:00", "2022-06-08")
        with clock.telling_of(datetime(2020, 1, 1, tzinfo=UTC)):
            assert clock.now().year == 2020
        assert clock.now().year == 2022
    assert clock.now() >= before
