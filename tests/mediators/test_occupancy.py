"""Overlap means overlap: no two things of one mediator at one time, whatever way they come in."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlmodel import col, select

from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.keys import new_key
from mediation_cms.mediators.occupancy import Taken, Time, busy_between, free, retake, take
from mediation_cms.mediators.occupancy_models import Busy, Occupancy
from tests.make.mediators import mediator as make_mediator

MIDNIGHT = datetime(2026, 11, 16, 0, 0, tzinfo=clock.ALMATY)
OCCUPANCY = table_of(Occupancy)


@pytest.fixture
def mediators(session, country):
    return [make_mediator(session, country.district, name).mediator_id for name in ("Төлегенов Қайрат", "Асанова Дина")]


def at(minutes):
    return MIDNIGHT + timedelta(minutes=minutes)


def takes(session, mediator_id, first, last):
    """Whether the time could be taken."""
    try:
        take(session, mediator_id, at(first), at(last), Busy.BOOKED, new_key())
    except Taken:
        return False
    return True


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ((600, 660), (630, 690), False), ((600, 660), (660, 720), True), ((600, 660), (540, 600), True),
        ((600, 660), (600, 660), False), ((600, 660), (610, 620), False), ((610, 620), (600, 660), False),
        ((-30, 30), (0, 60), False), ((-30, 0), (0, 30), True), ((-30, 30), (-60, -30), True),
    ],
    ids=[
        "overlap", "after", "before", "the same", "inside", "around", "over midnight", "touching midnight", "before it",
    ],
)  # fmt: skip
def test_times_overlap_or_touch(session, mediators, first, second, both):
    assert takes(session, mediators[0], *first)
    assert takes(session, mediators[0], *second) is both
    assert takes(session, mediators[1], *second)


Spans = some.lists(
    some.tuples(some.integers(0, 1), some.integers(-90, 90), some.integers(1, 60)), min_size=2, max_size=8
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=Spans)
def test_what_is_taken_never_overlaps_and_only_what_overlaps_is_refused(session, mediators, spans):
    with session.begin_nested() as tried:
        stands: list[tuple[int, int, int]] = []
        for which, first, minutes in spans:
            span = (which, first, first + minutes)
            meets = any(
                which == other and first < last and other_first < span[2] for other, other_first, last in stands
            )
            assert takes(session, mediators[which], *span[1:]) is not meets
            if not meets:
                stands.append(span)
        assert len(session.exec(select(Occupancy)).all()) == len(stands)
        tried.rollback()


def test_two_that_change_places_meet_nobody_but_a_third(session, mediators):
    one, other, third = (new_key() for _each in range(3))
    first, second = Time(mediators[0], at(600), at(660)), Time(mediators[0], at(660), at(720))
    take(session, *first, Busy.BOOKED, one)
    take(session, *second, Busy.BOOKED, other)
    take(session, mediators[1], at(600), at(660), Busy.LEAVE, third)
    retake(session, {one: second, other: first}, Busy.BOOKED)
    with pytest.raises(Taken):
        retake(session, {one: first, other: Time(mediators[1], at(630), at(690))}, Busy.BOOKED)
    found = session.exec(select(Occupancy).order_by(col(Occupancy.starts_at), col(Occupancy.busy))).all()
    assert [row.thing_id for row in found] == [other, third, one]


def test_what_was_only_held_stands_in_nobodys_way_after_its_time(session, mediators):
    with clock.telling_of(at(0)):
        take(session, mediators[0], at(600), at(660), Busy.HELD, new_key(), at(10))
        assert not takes(session, mediators[0], 630, 690)
    with clock.telling_of(at(10)):
        assert busy_between(session, mediators, at(0), at(1440)) == {}
        assert takes(session, mediators[0], 630, 690)


def test_what_is_freed_is_free(session, mediators):
    thing = new_key()
    take(session, mediators[0], at(600), at(660), Busy.LEAVE, thing)
    free(session, thing)
    assert takes(session, mediators[0], 600, 660)


def test_the_database_itself_refuses_whatever_hand_writes(session, mediators):
    row = {"mediator_id": mediators[0], "busy": Busy.LEAVE, "until": None}
    hours = [(at(600), at(660)), (at(720), at(780))]
    for first, last in hours:
        session.connection().execute(
            sa.insert(OCCUPANCY), row | {"id": new_key(), "thing_id": new_key(), "starts_at": first, "ends_at": last}
        )
    for statement in (
        sa.insert(OCCUPANCY).values(
            row | {"id": new_key(), "thing_id": new_key(), "starts_at": at(630), "ends_at": at(640)}
        ),
        sa.update(OCCUPANCY).where(OCCUPANCY.c.starts_at == at(600)).values(ends_at=at(721)),
        sa.update(OCCUPANCY).values(ends_at=datetime(2020, 1, 1, tzinfo=UTC)),
    ):
        with pytest.raises(sa.exc.IntegrityError), session.begin_nested():
            session.connection().execute(statement)
