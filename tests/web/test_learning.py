"""Courses from sign-up to completion on pages: without an account and without a script, and the pages of who keeps them."""

import re

import pytest
from sqlmodel import col, select

from mediation_cms.certification.completion import sessions_of
from mediation_cms.certification.course_actions import add_session
from mediation_cms.certification.course_workflow import CourseState
from mediation_cms.certification.models import Attendance, Course, CourseSession, EnrolmentConsent, Participation
from mediation_cms.core import clock
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Role
from tests import make
from tests.make.certification import course as make_course
from tests.make.certification import learners
from tests.make.learning import NOW, a_day, opened, planned

pytestmark = pytest.mark.database("sqlite")
NAME = {"surname": "Сапарова", "given_name": "Гүлнар", "patronymic": ""}
REACH = {"phone": "8 701 000 00 01", "email": "", "told_by": "sms"}


@pytest.fixture(autouse=True)
def autumn():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def country(session):
    made = make.small_country(session)
    make.law(session)
    make.visitor(session)
    return made


@pytest.fixture
def keeper(signed_in, country):
    return signed_in(Role.REGISTER_KEEPER, country.region)


def test_somebody_signs_up_page_by_page_and_gives_the_place_up(session, visitor, country):
    held = opened(session, country.cabinet, capacity="1", place_note="Қабанбай батыр көшесі, 18")
    session.commit()

    assert f"/learn/{held.id}" in visitor.get("/learn").text
    assert "Қабанбай батыр көшесі, 18" in visitor.get(f"/learn/{held.id}").text
    address = f"/learn/{held.id}/enrolment"
    visitor.get(address)
    assert visitor.send(address, step="name", **NAME | {"surname": ""}).status_code == 422
    second = visitor.send(address, step="name", **NAME)
    assert 'name="surname" value="Сапарова"' in second.text
    assert visitor.send(address, step="reach", **NAME, **REACH | {"phone": ""}).status_code == 422
    checked = visitor.send(address, step="reach", **NAME, **REACH)
    assert "2. Субъект: Сапарова Гүлнар" in checked.text
    assert visitor.send(address, step="sign-up", **NAME, **REACH).status_code == 422
    assert session.exec(select(Participation)).all() == []
    done = visitor.send(address, step="sign-up", consent="yes", **NAME, **REACH)

    (place,) = session.exec(select(Participation)).all()
    assert (place.state, place.seat, done.status_code) == ("enrolled", 1, 303)
    assert [row.participation_id for row in session.exec(select(EnrolmentConsent))] == [place.id]
    assert [row.template for row in session.exec(select(Message))] == ["course_place"]
    assert visitor.get(done.location).status_code == 200
    assert b"BEGIN:VCALENDAR" in visitor.get(f"{done.location}/calendar.ics").data
    visitor.get(f"{done.location}/withdrawal")
    visitor.send(f"{done.location}/withdrawal")
    session.refresh(place)
    assert (place.state, place.seat) == ("withdrawn", None)
    assert visitor.get("/learn/own/nothing").status_code == 404


def test_a_course_that_is_not_open_is_not_there_for_everybody(session, visitor, country):
    held = planned(session, country.cabinet)
    session.commit()

    assert [visitor.get(f"/learn/{held.id}{more}").status_code for more in ("", "/enrolment")] == [404, 404]
    assert str(held.id) not in visitor.get("/learn").text


def test_a_course_is_planned_given_days_and_opened(session, keeper, country):
    keeper.get("/courses/new")
    keeper.send(
        "/courses/new", place_id=str(country.cabinet.id), kind="general", title_kk="Жалпы курс", starts_on="01.12.2026",
        ends_on="12.12.2026", academic_hours="72", capacity="", form="both", languages=["kk", "ru"], names="",
        sign_up_until="25.11.2026",
    )  # fmt: skip
    (held,) = session.exec(select(Course)).all()
    assert (held.state, held.capacity, held.languages) == (CourseState.PLANNED, 10, ["kk", "ru"])
    keeper.get(f"/courses/{held.id}")
    assert keeper.send(f"/courses/{held.id}/state", step="open").status_code == 409
    keeper.get(f"/courses/{held.id}/days")
    day = {"from_time": "9:00", "to_time": "16:00", "academic_hours": "8", "topic": "Кіріспе"}
    assert keeper.send(f"/courses/{held.id}/days", held_on="30.11.2026", **day).status_code == 422
    keeper.send(f"/courses/{held.id}/days", held_on="01.12.2026", **day)
    assert [each.topic for each in session.exec(select(CourseSession))] == ["Кіріспе"]
    keeper.get(f"/courses/{held.id}")
    keeper.send(f"/courses/{held.id}/state", step="open")
    session.refresh(held)
    assert held.state is CourseState.OPEN
    assert f"/learn/{held.id}" in keeper.get(f"/courses/{held.id}").text
    keeper.get(f"/courses/{held.id}/cancellation")
    keeper.send(f"/courses/{held.id}/cancellation", reason="жаттықтырушы ауырды")
    session.refresh(held)
    assert (held.state, held.cancelled_reason) == (CourseState.CANCELLED, "жаттықтырушы ауырды")


def test_attendance_is_ticked_and_what_is_missing_stands_beside_the_name(session, keeper, country):
    held = make_course(session, country.cabinet, learners("Аа Айгерім", "Бб Болат"), with_test="yes")
    add_session(session, make.system(session), held, a_day(held.starts_on))
    session.commit()
    (day,) = sessions_of(session, held)
    first, second = (row.id for row in session.exec(select(Participation).order_by(col(Participation.seat))))
    address = f"/courses/{held.id}/days/{day.id}"
    assert keeper.get(address).text.count(" checked") == 2
    keeper.send(address, there=str(first))
    assert [row.participation_id for row in session.exec(select(Attendance))] == [first]
    keeper.get(f"/courses/{held.id}/points")
    assert keeper.send(f"/courses/{held.id}/points", **{f"points-{first}": "101"}).status_code == 422
    keeper.send(f"/courses/{held.id}/points", **{f"points-{first}": "75", f"points-{second}": "90"})

    page = keeper.get(f"/courses/{held.id}?lang=en").text
    assert re.findall(r"Attended \d+ of \d+ academic hours", page) == ["Attended 0 of 8 academic hours"]
    refused = keeper.send(f"/courses/{held.id}/completion", completed=[str(first), str(second)])
    assert (refused.status_code, f'id="reason-{second}-error"' in refused.text) == (422, True)
    keeper.get(f"/courses/{held.id}")
    keeper.send(f"/courses/{held.id}/completion", completed=str(first), **{f"reason-{second}": "келмеді"})
    session.expire_all()
    assert [row.state.value for row in session.exec(select(Participation).order_by(col(Participation.seat)))] == [
        "completed", "not_completed",
    ]  # fmt: skip


def test_who_waits_is_looked_at_and_given_a_place(session, visitor, keeper, country):
    held = opened(session, country.cabinet, confirms="yes")
    session.commit()
    address = f"/learn/{held.id}/enrolment"
    visitor.get(address)
    visitor.send(address, step="sign-up", consent="yes", **NAME, **REACH)
    (place,) = session.exec(select(Participation)).all()
    assert "Сапарова Гүлнар" in keeper.get(f"/courses/{held.id}").text
    assert keeper.send(f"/courses/{held.id}/learners/{place.id}", step="decline", reason="").status_code == 422
    keeper.get(f"/courses/{held.id}/learners/{place.id}")
    keeper.send(f"/courses/{held.id}/learners/{place.id}", step="accept")
    session.refresh(place)
    assert (place.state, place.seat) == ("enrolled", 1)
