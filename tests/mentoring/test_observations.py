"""An observation from the wish to counted hours; who consents, who may not look on, and what the database forbids."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mediation_cms.audit.models import Entry
from mediation_cms.certification.completion import judged
from mediation_cms.certification.models import Course, Participation
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.stamps import restamp
from mediation_cms.law.models import Rule
from mediation_cms.mentoring.actions import (
    call_off_observation,
    confirm_observation,
    count_hours,
    note_consent,
    offer_meeting,
    withdraw_consent,
)
from mediation_cms.mentoring.inputs import CallingOffIn, HoursIn, NoTiesIn, OfferIn, SheetIn, WishIn
from mediation_cms.mentoring.queries import consents_of, get_observation, sides_asked, taken_up, wishes
from mediation_cms.mentoring.trainee_actions import ask_to_observe, give_up, hand_in, take_meeting
from mediation_cms.mentoring.workflow import ObservationState
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Person
from mediation_cms.people.same import put_link
from tests import make
from tests.make import matters
from tests.make.learning import NOW, opened, signed_up

WRITTEN = SheetIn(observed="Бір тарап ұзақ үнсіз отырды.", learnt="Үзіліс көмектеседі.")
ASKED_THEM = NoTiesIn(no_ties=True)


@pytest.fixture(autouse=True)
def autumn():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def cast(session):
    return matters.cast(session)


@pytest.fixture
def case(session, cast):
    return matters.in_work(session, cast)


@pytest.fixture
def visitor(session):
    return make.visitor(session)


@pytest.fixture
def place(session, cast):
    """A trainee's place on a course of the same cabinet."""
    return signed_up(session, opened(session, cast.country.cabinet)).participation


@pytest.fixture
def wish(session, visitor, place):
    return ask_to_observe(session, visitor, place, WishIn(wish="Кешке, қазақша"))


def meeting(case, **more):
    given = {"case_id": str(case.id), "day": "20.11.2026", "hour": "10:00", "minutes": "90"}
    return OfferIn.checked(given | more)


def agreed(session, cast, visitor, case, wish):
    """Offered, taken by the trainee, and every side consents."""
    offer_meeting(session, cast.mediator, wish, case, meeting(case))
    take_meeting(session, visitor, wish)
    for party, _name in sides_asked(session, case):
        note_consent(session, cast.mediator, wish, case, party.id)


def confirmed(session, cast, visitor, case, wish):
    agreed(session, cast, visitor, case, wish)
    confirm_observation(session, cast.mediator, wish, case, ASKED_THEM)


def told(session):
    return [
        line.template
        for line in session.exec(select(Message).order_by(col(Message.id)))
        if "observation" in line.template
    ]


def test_a_wish_becomes_counted_hours_and_the_trainee_is_told_of_each_step(session, cast, visitor, case, place, wish):
    assert [one.trainee.surname for one in wishes(session, cast.mediator)] == ["Сапарова"]
    confirmed(session, cast, visitor, case, wish)
    assert wishes(session, cast.mediator) == []
    assert [one.observation.id for one in taken_up(session, cast.coordinator)] == [wish.id]
    with clock.telling_of(NOW + timedelta(days=5)):
        hand_in(session, visitor, wish, WRITTEN)
        count_hours(session, cast.mediator, wish, case, HoursIn(hours=2))
    assert (wish.state, wish.hours, place.hours_observed) == (ObservationState.COUNTED, 2, 2)
    assert "үнсіз" in (unseal(session, wish, "sheet_sealed") or "")
    assert told(session) == ["observation_offered", "observation_confirmed"]
    history = session.exec(select(Entry.action).where(Entry.thing_id == wish.id).order_by(col(Entry.id))).all()
    assert [each.partition(".")[2] for each in history] == [
        "asked", "offered", "undertaken", "consented", "consented", "confirmed", "written", "counted"
    ]  # fmt: skip


def test_nothing_is_confirmed_without_the_consent_of_every_side_the_undertaking_and_the_mentors_word(
    session, cast, visitor, case, wish
):
    offer_meeting(session, cast.mediator, wish, case, meeting(case))
    first, second = (party.id for party, _name in sides_asked(session, case))
    note_consent(session, cast.mediator, wish, case, first)
    take_meeting(session, visitor, wish)
    with pytest.raises(Refused):
        confirm_observation(session, cast.mediator, wish, case, ASKED_THEM)
    note_consent(session, cast.coordinator, wish, case, second)
    with pytest.raises(Invalid) as without_word:
        confirm_observation(session, cast.mediator, wish, case, NoTiesIn())
    assert list(without_word.value.fields) == ["no_ties"]
    confirm_observation(session, cast.mediator, wish, case, ASKED_THEM)
    assert wish.state is ObservationState.CONFIRMED


def test_a_side_takes_its_consent_back_until_it_begins_and_the_observation_ends(session, cast, visitor, case, wish):
    confirmed(session, cast, visitor, case, wish)
    party, _name = sides_asked(session, case)[1]
    withdraw_consent(session, cast.coordinator, wish, case, party.id)
    assert wish.state is ObservationState.CALLED_OFF
    assert [said.withdrawn_at is not None for said in consents_of(session, wish)] == [False, True]
    assert told(session)[-1] == "observation_called_off"
    again = ask_to_observe(session, visitor, session.get_one(Participation, wish.participation_id), WishIn())
    assert again.state is ObservationState.ASKED


def test_once_the_meeting_has_begun_a_consent_is_not_taken_back(session, cast, visitor, case, wish):
    confirmed(session, cast, visitor, case, wish)
    party, _name = sides_asked(session, case)[0]
    with clock.telling_of(NOW + timedelta(days=4)), pytest.raises(Refused):
        withdraw_consent(session, cast.mediator, wish, case, party.id)
    assert wish.state is ObservationState.CONFIRMED


def test_a_sheet_is_not_taken_before_the_meeting_nor_with_a_name(session, cast, visitor, case, wish):
    confirmed(session, cast, visitor, case, wish)
    with pytest.raises(Refused):
        hand_in(session, visitor, wish, WRITTEN)
    surname = sides_asked(session, case)[0][1].split()[0]
    with clock.telling_of(NOW + timedelta(days=5)):
        with pytest.raises(Refused):
            hand_in(session, visitor, wish, SheetIn(observed=f"{surname} үнсіз отырды.", learnt="Үзіліс."))
        assert wish.state is ObservationState.CONFIRMED


def test_who_is_one_of_the_people_of_a_matter_is_offered_no_meeting_of_it(session, cast, visitor, case, wish):
    trainee = session.get_one(Person, session.get_one(Participation, wish.participation_id).person_id)
    side = session.get_one(Person, sides_asked(session, case)[0][0].person_id)
    put_link(session, trainee.id, side.id, cast.coordinator.account_id)
    with pytest.raises(Refused):
        offer_meeting(session, cast.mediator, wish, case, meeting(case))
    assert wish.state is ObservationState.ASKED


def test_a_mentor_has_stood_in_a_register_as_long_as_the_rule_of_the_day_asks(session, cast, case, wish):
    _set(session, "mentoring.years_in_register", 50)
    with pytest.raises(Refused):
        offer_meeting(session, cast.mediator, wish, case, meeting(case))
    _set(session, "mentoring.years_in_register", 0)
    offer_meeting(session, cast.mediator, wish, case, meeting(case))
    assert wish.state is ObservationState.OFFERED


def test_only_the_mediator_of_the_case_offers_it_and_who_does_not_see_the_case_sees_no_observation(
    session, cast, case, wish
):
    colleague, _entry = matters.mediator_at_work(session, cast.country, "Ахметова Дана", number="77")
    for other in (cast.coordinator, cast.receptionist, colleague):
        with pytest.raises(Forbidden):
            offer_meeting(session, other, wish, case, meeting(case))
    assert get_observation(session, colleague, wish.id).observation == wish
    offer_meeting(session, cast.mediator, wish, case, meeting(case))
    with pytest.raises(NotFound):
        get_observation(session, colleague, wish.id)


def test_one_observation_ahead_and_one_trainee_at_a_meeting(session, cast, visitor, case, place, wish):
    with pytest.raises(Refused):
        ask_to_observe(session, visitor, place, WishIn())
    offer_meeting(session, cast.mediator, wish, case, meeting(case))
    other = signed_up(
        session, session.get_one(Course, place.course_id), "Ким Анна", phone="8 701 000 00 02"
    ).participation
    second = ask_to_observe(session, visitor, other, WishIn())
    with pytest.raises(Refused):
        offer_meeting(session, cast.mediator, second, case, meeting(case))
    offer_meeting(session, cast.mediator, second, case, meeting(case, hour="15:00"))


def test_either_gives_it_up_with_a_reason_and_what_is_over_stays(session, cast, visitor, case, place, wish):
    offer_meeting(session, cast.mediator, wish, case, meeting(case))
    give_up(session, visitor, wish)
    assert wish.state is ObservationState.CALLED_OFF
    with pytest.raises(Refused):
        take_meeting(session, visitor, wish)
    again = ask_to_observe(session, visitor, place, WishIn())
    offer_meeting(session, cast.mediator, again, case, meeting(case))
    call_off_observation(session, cast.coordinator, again, case, CallingOffIn(reason="Медиатор ауырып қалды"))
    assert (again.state, again.reason) == (ObservationState.CALLED_OFF, "Медиатор ауырып қалды")


def test_hours_stand_in_the_way_of_a_certificate_only_where_the_rule_says_so(session, place):
    course = session.get_one(Course, place.course_id)
    before = [each.missing for each in judged(session, course)]
    _set(session, "course.hours_observed", 4)
    after = [each.missing for each in judged(session, course)]
    assert [len(now) - len(then) for then, now in zip(before, after, strict=True)] == [1]


@pytest.mark.parametrize("state", ["confirmed", "written", "counted"])
def test_the_database_lets_nobody_look_on_without_every_consent(session, cast, visitor, case, wish, state):
    agreed(session, cast, visitor, case, wish)
    party, _name = sides_asked(session, case)[0]
    withdraw_consent(session, cast.mediator, wish, case, party.id)
    session.commit()
    sheet = ", sheet_sealed = 'x'" if state != "confirmed" else ""
    hours = ", hours = 2" if state == "counted" else ""
    by_hand = sa.text(f"UPDATE observation SET no_ties = true, state = '{state}'{sheet}{hours}")
    with pytest.raises(IntegrityError):
        session.execute(by_hand)


def test_the_database_keeps_a_consent_under_what_is_confirmed(session, cast, visitor, case, wish):
    confirmed(session, cast, visitor, case, wish)
    said = consents_of(session, wish)[0]
    said.withdrawn_at, said.withdrawal_noted_by_id = clock.now(), cast.mediator.account_id
    session.add(said)
    with pytest.raises(IntegrityError):
        session.flush()


def _set(session, code, value):
    found = session.exec(select(Rule).where(Rule.code == code)).one()
    found.value = value
    session.add(found)
    session.flush()
    restamp(session, "law")
