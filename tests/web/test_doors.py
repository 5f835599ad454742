"""The sheet for the door of a cabinet: what it says in both languages, and where its code leads."""

from datetime import timedelta

import pytest
from sqlmodel import select

from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import restamp
from mediation_cms.documents.qr import qr
from mediation_cms.mediators.actions import suspend
from mediation_cms.mediators.inputs import SuspensionIn
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.mediators.week_of_cabinet import hours_of_cabinet
from mediation_cms.places.queries import STAMP as PLACES
from mediation_cms.places.queries import tree
from tests import make
from tests.make import bookings
from tests.make.bookings import NOW
from tests.web.settings import settings_for_tests

MORNING, NOON, AFTERNOON = (0, 540, 720), (0, 660, 780), (0, 840, 1080)
TUESDAY = ((1, 540, 780), (1, 840, 1080))
SATURDAY = (5, 600, 690)


@pytest.fixture
def desk(session):
    with clock.telling_of(NOW):
        yield bookings.desk(session, 2, (MORNING, NOON, AFTERNOON, *TUESDAY, SATURDAY))


def test_the_hours_of_all_mediators_are_told_together_by_days(session, desk):
    hours = hours_of_cabinet(session, desk.cabinet.id, clock.today())
    assert hours == [(0, [(540, 780), (840, 1080)]), (1, [(540, 780), (840, 1080)]), (5, [(600, 690)])]
    assert hours_of_cabinet(session, desk.cabinet.id, clock.today() - timedelta(days=3650)) == []


def test_the_hours_of_who_may_not_act_are_not_told(session, desk):
    for entry in session.exec(select(RegisterEntry)).all():
        suspend(
            session,
            make.system(session),
            entry,
            SuspensionIn.checked({"since": f"{clock.today():%d.%m.%Y}", "ground": "x"}),
        )
    assert hours_of_cabinet(session, desk.cabinet.id, clock.today()) == []


def test_the_sheet_says_in_both_languages_whose_door_it_is_and_when_somebody_is_there(session, visitor, desk):
    cabinet = desk.cabinet
    cabinet.phone, cabinet.address = "+77232000000", {"kk": "Бейбітшілік көшесі, 1", "ru": "улица Мира, 1"}
    restamp(session, PLACES)
    session.commit()

    page = visitor.get(f"/cabinets/{cabinet.code}/door?lang=en").text
    for said in (
        "Дау туды ма?", "Возник спор?", "Бейбітшілік көшесі, 1", "улица Мира, 1", "Дүйсенбі–сейсенбі",
        "Понедельник–вторник", "Сенбі", "Суббота", "09:00–13:00, 14:00–18:00", "10:00–11:30", "+7 (7232) 00-00-00",
    ):  # fmt: skip
        assert said in page


def test_the_code_leads_to_booking_at_this_very_cabinet(session, visitor, desk, tmp_path):
    cabinet = desk.cabinet
    address = f"{settings_for_tests(tmp_path).base_url}/at/{cabinet.code}"
    page = visitor.get(f"/cabinets/{cabinet.code}/door").text
    assert str(qr(address, f"QR: {address}")) in page
    assert address.partition("://")[2] in page

    there = visitor.get(f"/at/{cabinet.code.lower()}")
    assert there.location == f"/book?cabinet={cabinet.code}"
    first = visitor.get(there.location).text
    assert tree(session).words(cabinet.id, clock.today()).in_(Language.KK) in first
    assert f"/book?cabinet={cabinet.code}&amp;kind=first" in first


def test_a_cabinet_without_hours_and_phone_leaves_them_out(session, visitor):
    cabinet = make.small_country(session).cabinet
    cabinet.phone = ""
    restamp(session, PLACES)
    session.commit()
    page = visitor.get(f"/cabinets/{cabinet.code}/door").text
    assert "Возник спор?" in page
    assert "Когда принимает медиатор" not in page
    assert "i-phone" not in page.partition('class="sheet"')[2].partition("</article>")[0]


def test_there_is_no_sheet_for_a_cabinet_that_is_closed_nor_for_a_district(session, visitor):
    country = make.small_country(session)
    assert visitor.get(f"/cabinets/{country.district.code}/door").status_code == 404
    country.cabinet.closed_on = clock.today()
    restamp(session, PLACES)
    session.commit()
    assert visitor.get(f"/cabinets/{country.cabinet.code}/door").status_code == 404
    assert visitor.get(f"/at/{country.cabinet.code}").status_code == 404
