"""Keys sort by time, in a story of the past too."""

from datetime import UTC, datetime

from mediation_cms.core import clock
from mediation_cms.core.keys import new_key

THEN = datetime(2022, 6, 7, 4, 0, tzinfo=UTC)
LATER = datetime(2022, 6, 8, 4, 0, tzinfo=UTC)


def test_keys_of_now_go_up():
    keys = [new_key() for _ in range(1000)]

    assert keys == sorted(keys)
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}


def test_what_is_told_later_of_an_earlier_day_stands_before():
    now = new_key()
    with clock.telling_of(LATER):
        later = [new_key() for _ in range(1000)]
    with clock.telling_of(THEN):
        then = [new_key() for _ in range(1000)]

    assert sorted([now, *later, *then]) == [*then, *later, now]
    assert len({*later, *then}) == 2000


def test_a_told_key_says_its_instant():
    with clock.telling_of(THEN):
        key = new_key()

    assert (key.version, key.variant) == (7, "specified in RFC 4122")
    assert datetime.fromtimestamp((key.int >> 80) / 1000, UTC) == THEN
