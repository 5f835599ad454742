"""A talk that an applicant who has come back books for the request: nobody is asked twice, and nobody barred gets it."""

import pytest
from sqlmodel import Session, select

from mediation_cms.access import Can, may
from mediation_cms.consultations.booking_actions import hold
from mediation_cms.consultations.booking_consents import consent_of
from mediation_cms.consultations.booking_inputs import BeforehandIn
from mediation_cms.consultations.booking_queries import talks_ahead_of
from mediation_cms.consultations.booking_request_actions import confirm_for_request
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Forbidden, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.barring import bar
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.mediators.occupancy import Taken
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact, Person
from tests import make
from tests.make import bookings
from tests.make.bookings import NOW, at, slot

NOTHING = BeforehandIn()


@pytest.fixture(autouse=True)
def morning():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def desk(session):
    return bookings.desk(session)


@pytest.fixture
def request_(session, desk):
    """A request of today whose applicant has a phone for SMS at which a message may be left."""
    request = make.request(session, desk.receptionist, desk.cabinet, clock.today())
    way = session.exec(select(Contact).where(Contact.person_id == applicant(session, request).id)).first()
    way = way or Contact(person_id=applicant(session, request).id, value="+77010000077", language=Language.KK)
    way.channel, way.value, way.may_leave_message = Channel.SMS, "+77010000077", True
    session.add(way)
    session.flush()
    return request


def applicant(session: Session, request: Request) -> Person:
    sides = select(Party).where(Party.request_id == request.id, Party.side == Side.APPLICANT)
    return session.get_one(Person, session.exec(sides).one().person_id)


def test_the_talk_is_of_the_request_and_of_the_very_person_with_the_ways_that_are_known(session, desk, request_):
    people = len(session.exec(select(Person)).all())
    held = hold(session, desk.visitor, slot(desk, at(9)), request_).booking
    before = list(talks_ahead_of(session, request_))
    booking = confirm_for_request(
        session, desk.visitor, held, request_, BeforehandIn(note="Баспалдақ жоқ па?"), Language.KK
    ).booking
    told = session.exec(select(Message).where(Message.template == "meeting_booked")).one()
    consent = consent_of(session, booking)

    assert before == []
    assert talks_ahead_of(session, request_) == [booking]
    assert (booking.state, booking.request_id) == (BookingState.CONFIRMED, request_.id)
    assert booking.person_id == applicant(session, request_).id
    assert len(session.exec(select(Person)).all()) == people
    assert (told.person_id, told.address, told.matter_id) == (booking.person_id, "+77010000077", request_.id)
    assert unseal(session, booking, "note_sealed") == "Баспалдақ жоқ па?"
    assert consent is not None
    assert applicant(session, request_).name in "".join(consent[1])


def test_a_request_has_one_talk_ahead_and_none_once_it_is_finished(session, desk, request_):
    first, second = (hold(session, desk.visitor, slot(desk, at(hour)), request_).booking for hour in (9, 11))
    confirm_for_request(session, desk.visitor, first, request_, NOTHING, Language.KK)
    with pytest.raises(Refused, match="A talk is booked for this request already"):
        confirm_for_request(session, desk.visitor, second, request_, NOTHING, Language.KK)
    other = make.request(session, desk.receptionist, desk.cabinet, clock.today())
    held = hold(session, desk.visitor, slot(desk, at(15)), other).booking
    ending = {"outcome": "withdrawn", "on": f"{clock.today():%d.%m.%Y}"}
    close_request(session, desk.receptionist, other, ClosingIn.checked(ending))
    with pytest.raises(Refused, match="finished"):
        confirm_for_request(session, desk.visitor, held, other, NOTHING, Language.KK)


def test_a_time_that_was_held_for_another_request_or_for_none_is_not_taken_for_this_one(session, desk, request_):
    other = make.request(session, desk.receptionist, desk.cabinet, clock.today())
    for of in (None, other):
        held = hold(session, desk.visitor, slot(desk, at(11 if of else 9)), of).booking
        with pytest.raises(Refused, match="changed meanwhile"):
            confirm_for_request(session, desk.visitor, held, request_, NOTHING, Language.KK)


def test_nobody_barred_from_the_matter_is_given_the_talk(session, desk, request_):
    barred, free = desk.mediators
    bar(session, make.system(session), request_, barred, BarGround.RECORDED)
    with pytest.raises(Taken, match="not open"):
        hold(session, desk.visitor, slot(desk, at(9), barred), request_)
    assert hold(session, desk.visitor, slot(desk, at(9)), request_).booking.mediator_id == free
    assert hold(session, desk.visitor, slot(desk, at(9), barred)).booking.mediator_id == barred


def test_only_who_has_come_back_books_for_a_request(session, desk, request_):
    with pytest.raises(Forbidden):
        hold(session, desk.receptionist, slot(desk, at(9)), request_)
    assert not may(desk.receptionist, Can.COME_BACK, request_)
