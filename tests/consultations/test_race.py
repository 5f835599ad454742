"""Many hands want the same times at once, over several server processes: each time is booked once, and nothing is lost."""

import pytest

from tests.racing.clients import MOSTLY_BOOK, WAYS, ground, race, race_under_kills, serving
from tests.racing.clients import found as found_in

SLOTS, CLIENTS, PROCESSES, KILLS = 50, 16, 4, 10


@pytest.fixture
def empty(own_engine):
    """The address of an empty database, and its engine."""
    return own_engine, own_engine.url.render_as_string(hide_password=False)


def test_every_time_is_booked_once_whichever_way_it_is_wanted(empty):
    engine, url = empty
    where = ground(engine, url, SLOTS, mediators=2)
    with serving(where, PROCESSES):
        race(where, CLIENTS, MOSTLY_BOOK)
    found = found_in(engine, where)
    assert (found.booked, found.doubled, found.differing, found.lost, where.errors) == (SLOTS, 0, 0, [], [])
    assert {way for way in where.answers if way.endswith("done")} >= {f"{way}: done" for way in WAYS}


def test_nothing_that_was_acknowledged_is_lost_when_servers_are_killed(empty):
    engine, url = empty
    where = ground(engine, url, 300, mediators=2)
    with serving(where, PROCESSES) as server:
        race_under_kills(where, CLIENTS, server, KILLS, pause=0.1)
    found = found_in(engine, where)
    assert (found.doubled, found.differing, found.lost, where.errors) == (0, 0, [], [])
    assert len(where.acknowledged) >= KILLS
