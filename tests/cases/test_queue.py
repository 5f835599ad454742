"""The coordinator's queue: what waits, in which order, narrowed by what the address asks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from mediation_cms.cases.assignment_actions import (
    accept_offer,
    assign_mediator,
    decline_offer,
    give_more_time,
    remind_of_offer,
)
from mediation_cms.cases.inputs import DeclineIn, MoreTimeIn
from mediation_cms.cases.queries import assignments_of
from mediation_cms.cases.queue import Asked, Mark, Waiting, how_many, queue
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.intake.glance_actions import mark_looked_at, unmark
from mediation_cms.intake.inputs import GlanceIn
from mediation_cms.intake.models import Request
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Role
from tests import make
from tests.make import matters
from tests.make.paging import pages

ASKED = Asked(Waiting.UNASSIGNED, today=clock.today(), near=clock.today() + timedelta(days=7), silent=30)


def numbers(session, cast, asked=ASKED, **narrowed):
    return [row.number for row in queue(session, cast.coordinator, replace(asked, **narrowed))]


def test_the_most_urgent_then_the_longest_waiting_come_first(session, cast):
    young = matters.admitted(session, cast, date(2022, 6, 2))
    old = matters.admitted(session, cast, date(2022, 5, 20))
    urgent = matters.admitted(session, cast, date(2022, 6, 1), urgent="yes")

    assert numbers(session, cast) == [urgent.number, old.number, young.number]
    assert numbers(session, cast, urgent=True) == [urgent.number]
    assert how_many(session, cast.coordinator, ASKED, 2)[ASKED.waiting] == 2
    page = [row.id for row in queue(session, cast.coordinator, ASKED, limit=1)]
    after = queue(session, cast.coordinator, ASKED, after=page[0])
    assert [row.number for row in after] == [old.number, young.number]


def test_the_next_page_goes_on_after_a_matter_that_was_seen_to_meanwhile(session, cast):
    days = (date(2022, 5, 20), date(2022, 6, 1), date(2022, 6, 2), date(2022, 6, 3))
    first, second, third, last = (matters.admitted(session, cast, day) for day in days)
    shown = queue(session, cast.coordinator, ASKED, limit=2)[:2]
    assert [row.number for row in shown] == [first.number, second.number]

    assign_mediator(session, cast.coordinator, second, matters.mediator_of(session, cast))

    following = queue(session, cast.coordinator, ASKED, after=shown[-1].id, limit=2)
    assert [row.number for row in following] == [third.number, last.number]


def test_pages_are_full_of_what_was_asked_for(session, cast):
    cases = [matters.admitted(session, cast, urgent="yes" if number % 2 else "") for number in range(6)]

    def urgent(**page):
        return queue(session, cast.coordinator, replace(ASKED, urgent=True), **page)

    assert [[row.number for row in page] for page in pages(urgent)] == [
        [cases[1].number, cases[3].number], [cases[5].number],
    ]  # fmt: skip


def test_the_queue_is_of_the_places_where_one_is_a_coordinator(session, cast):
    away = make.cabinet(
        session, make.district(session, cast.country.region, "semey", "Семей қаласы"), "63-SEM", "Семей"
    )
    elsewhere = make.actor(session, Role.COORDINATOR, away)
    mediates_here = replace(cast.mediator, covers={**cast.mediator.covers, **elsewhere.covers})
    matters.contract(session, cast, matters.in_work(session, cast))
    late = replace(ASKED, waiting=Waiting.OVERDUE)

    assert queue(session, mediates_here, late) == []
    assert how_many(session, mediates_here, late, 9)[late.waiting] == 0
    assert how_many(session, cast.coordinator, late, 9)[late.waiting] == 1


def test_each_kind_of_work_waits_in_its_list(session, cast):
    offered, declined = matters.offered(session, cast), matters.offered(session, cast)
    decline_offer(session, cast.mediator, declined, DeclineIn(reason="Танысым."))
    running = matters.in_work(session, cast)
    matters.contract(session, cast, running)

    lists = {each: numbers(session, cast, waiting=each) for each in Waiting}

    assert lists[Waiting.UNANSWERED] == [offered.number]
    assert lists[Waiting.UNASSIGNED] == lists[Waiting.DECLINED] == [declined.number]
    assert lists[Waiting.OVERDUE] == [running.number]
    assert (lists[Waiting.NEW], lists[Waiting.ENDING]) == ([], [])
    assert sorted(lists[Waiting.SILENT]) == sorted([offered.number, declined.number, running.number])


def test_looked_at_is_told_from_untouched(session, cast):
    case = matters.admitted(session, cast)
    request = session.get_one(Request, case.request_id)
    with pytest.raises(Forbidden):
        mark_looked_at(session, cast.receptionist, request, GlanceIn())

    mark_looked_at(session, cast.coordinator, request, GlanceIn(waits_for="соттың қағаздары"))

    assert numbers(session, cast, mark=Mark.LOOKED_AT) == [case.number]
    assert numbers(session, cast, mark=Mark.UNTOUCHED) == []
    (row,) = queue(session, cast.coordinator, ASKED)
    assert (row.waits_for, row.looker_surname) == ("соттың қағаздары", "Оспанов")
    unmark(session, cast.coordinator, request)
    assert numbers(session, cast, mark=Mark.UNTOUCHED) == [case.number]


def test_an_offer_has_a_term_and_lapses_until_more_time_is_given(session, cast):
    today, case, mediator = clock.today(), matters.admitted(session, cast), matters.mediator_of(session, cast)
    with pytest.raises(Invalid):
        assign_mediator(session, cast.coordinator, case, mediator, answer_by=today - timedelta(days=1))
    offer = assign_mediator(session, cast.coordinator, case, mediator, answer_by=today)
    offer.answer_by = today - timedelta(days=2)
    session.flush()

    with pytest.raises(Refused, match="lapsed"):
        accept_offer(session, cast.mediator, case, matters.NO_INTEREST)

    give_more_time(session, cast.coordinator, case, MoreTimeIn(answer_by=today + timedelta(days=3)))
    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)
    assert [each.answer_by for each, _who in assignments_of(session, case)] == [today + timedelta(days=3)]


def test_a_mediator_is_reminded_once_a_day(session, cast):
    matters.account_of(session, cast.mediator).email = "saule@example.com"
    case = matters.offered(session, cast)

    remind_of_offer(session, cast.coordinator, case)

    assert session.exec(select(Message.template).order_by(col(Message.id))).all() == ["case_offered", "offer_reminder"]
    with pytest.raises(Refused):
        remind_of_offer(session, cast.coordinator, case)
