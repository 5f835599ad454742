"""From a booked talk to the request of who came: carried over, checked by hand, and linked both ways."""

import re
from collections.abc import Iterator

import pytest
from sqlmodel import Session, select

from mediation_cms.audit.models import Entry
from mediation_cms.consultations.booking_actions import note_outcome
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_workflow import BookingStep
from mediation_cms.consultations.models import Consultation
from mediation_cms.core import clock
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Role
from tests import make
from tests.make import bookings, matters
from tests.make.availability import week
from tests.make.bookings import NOW, Desk, at
from tests.rights.fields import Fields
from tests.web.stage import Stage
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def desk(session: Session, stage: Stage) -> Desk:
    """The cabinet of the cast, at which talks can be booked."""
    week(session, stage.cast.entry, stage.cast.country.cabinet, bookings.EVERY_DAY)
    visitor = make.visitor(session)
    cast = stage.cast
    return Desk(cast.country, [cast.entry.mediator_id], visitor, cast.receptionist, cast.coordinator)


@pytest.fixture
def talk(session: Session, desk: Desk) -> Iterator[Booking]:
    """A talk that took place on Monday at nine; it is Monday noon."""
    with clock.telling_of(NOW):
        booking = bookings.booked(session, desk, at(9), name="Ахметова Сәуле").booking
    with clock.telling_of(at(12)):
        note_outcome(session, desk.receptionist, booking, BookingStep.TAKE_PLACE)
        session.commit()
        yield booking


def registered(page: Visitor, **more: str) -> int:
    """Send the form that is open, with the subject that is not known yet."""
    typed = (
        Fields(page.shown).sent | {"subject": "Отбасы ісі", "dispute_code": "FAM", "talk-result": "advice_only"} | more
    )
    return page.send("/requests/new", **{name.replace("-", "__"): value for name, value in typed.items()}).status_code


def test_who_came_and_the_talk_stand_in_the_form_and_the_talk_leads_to_the_request_and_back(
    stage: Stage, talk: Booking
) -> None:
    page = stage.receptionist
    link = re.search(r'href="(/requests/new\?booking=[^"]+)"', page.get(f"/bookings/{talk.id}").text)
    assert link is not None
    page.get(link[1])
    values = Fields(page.shown).sent
    status = registered(page)
    stage.session.expire_all()
    request, consultation = stage.session.exec(select(Request)).one(), stage.session.exec(select(Consultation)).one()
    noted = stage.session.exec(select(Entry).where(Entry.action == "booking.registered")).one()

    assert (values["applicant-person-surname"], values["applicant-person-given_name"]) == ("Ахметова", "Сәуле")
    assert (values["applicant-person-contact-channel"], values["received_on"]) == ("sms", "16.11.2026")
    assert values["applicant-person-contact-value"].startswith("+7701")
    assert status == 303, page.errors
    assert (talk.request_id, talk.consultation_id) == (request.id, consultation.id)
    assert (consultation.mediator_id, consultation.minutes, f"{consultation.held_at:%H:%M}") == (
        talk.mediator_id, 30, "09:00",
    )  # fmt: skip
    assert noted.matter_id == request.id
    assert f'href="/requests/{request.id}"' in page.get(f"/bookings/{talk.id}").text
    assert f'href="/bookings/{talk.id}"' in page.get(f"/requests/{request.id}/consultations").text


def test_from_one_talk_one_request_is_registered(stage: Stage, talk: Booking) -> None:
    page, twin = stage.receptionist, stage.receptionist
    for each in (page, twin):
        each.get(f"/requests/new?booking={talk.id}&lang=en")
    another = {"applicant-person-surname": "Басқа", "applicant-person-contact-value": "8 701 555 00 55"}
    statuses = [registered(page), registered(twin, **another)]
    stage.session.expire_all()

    assert statuses == [303, 409]
    assert "A request was registered from this talk already." in twin.shown
    assert len(stage.session.exec(select(Request)).all()) == 1


def test_a_talk_out_of_sight_fills_no_form(stage: Stage, talk: Booking) -> None:
    colleague, _entry = matters.mediator_at_work(stage.session, stage.cast.country, "Болат Жұмабаев")
    page = stage.at_the_desk_of(colleague, Role.MEDIATOR)

    assert page.get(f"/requests/new?booking={talk.id}").status_code == 404
    assert page.get("/requests/new?booking=none").status_code == 200
