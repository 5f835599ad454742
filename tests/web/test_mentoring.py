"""Observing a mediation on pages: a trainee behind the own link, a mentor signed in; the former reads nothing of a person."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from mediation_cms.core import clock
from mediation_cms.mentoring.models import Observation
from mediation_cms.mentoring.queries import sides_asked
from mediation_cms.people.models import Role
from tests import make
from tests.make import matters
from tests.make.learning import NOW, opened, signed_up

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture(autouse=True)
def autumn():
    with clock.telling_of(NOW):
        yield


def test_a_trainee_asks_a_mentor_offers_everybody_agrees_and_hours_count(session: Session, visitor, signed_in):
    make.visitor(session)
    cast = matters.cast(session)
    case = matters.in_work(session, cast)
    place = signed_up(session, opened(session, cast.country.cabinet))
    mentor = signed_in(Role.MEDIATOR, account=matters.account_of(session, cast.mediator))
    own = f"/learn/own/{place.code}/observation"
    assert visitor.get(own).status_code == 200

    assert visitor.send(own, step="ask", wish="Кешке").status_code == 303
    wish = session.exec(select(Observation)).one()
    listed = mentor.get("/mentoring")
    assert "Сапарова Гүлнар" in listed.text
    offer = f"/mentoring/{wish.id}/offer"
    assert mentor.get(offer).status_code == 200
    meeting = {"day": "20.11.2026", "hour": "10:00", "minutes": "90", "mode": "in_person"}
    assert mentor.send(offer, case_id="", **meeting).status_code == 422
    assert mentor.send(offer, case_id=str(case.id), **meeting).status_code == 303

    offered = visitor.get(own)
    names = [name.split()[0] for _party, name in sides_asked(session, case)]
    assert not [told for told in (*names, case.number) if told in offered.text]
    assert visitor.send(own, step="take").status_code == 422
    assert visitor.send(own, step="take", undertakes="yes").status_code == 303
    page = f"/mentoring/{wish.id}"
    for party, _name in sides_asked(session, case):
        mentor.get(page)
        assert mentor.send(f"{page}/consents", party=str(party.id), said="yes").status_code == 303
    assert mentor.get(page).status_code == 200
    assert mentor.send(f"{page}/confirmation").status_code == 422
    mentor.get(page)
    assert mentor.send(f"{page}/confirmation", no_ties="yes").status_code == 303

    with clock.telling_of(NOW + timedelta(days=5)):
        assert visitor.get(own).status_code == 200
        named = visitor.send(own, step="sheet", observed=f"{names[0]} үнсіз отырды.", learnt="Үзіліс.")
        assert named.status_code == 409
        visitor.get(own)
        assert visitor.send(own, step="sheet", observed="Бір тарап үнсіз отырды.", learnt="Үзіліс.").status_code == 303
        mentor = signed_in(Role.MEDIATOR, account=matters.account_of(session, cast.mediator))
        sheet = mentor.get(page)
        assert "Бір тарап үнсіз отырды." in sheet.text
        assert mentor.send(f"{page}/hours", hours="2").status_code == 303
        assert visitor.get(own).status_code == 200
    session.refresh(place.participation)
    assert place.participation.hours_observed == 2
