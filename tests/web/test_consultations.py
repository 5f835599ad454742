"""Who held a consultation, on the pages where it is typed in and shown."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from mediation_cms.consultations.models import Consultation
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Role
from tests import make
from tests.make import matters
from tests.web.visitor import Visitor

DAY = matters.RECEIVED


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    """The people of a cabinet."""
    return matters.cast(session)


@pytest.fixture
def request_(session: Session, cast: matters.Cast) -> Request:
    """A request that nobody deals with yet."""
    return make.request(session, cast.receptionist, cast.country.cabinet, DAY)


def test_the_form_offers_the_mediators_of_the_cabinet_and_the_tab_says_who_held_it(
    signed_in: Callable[..., Visitor], session: Session, cast: matters.Cast, request_: Request
) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, cast.country.cabinet)
    at = f"/requests/{request_.id}/consultations"

    form = receptionist.get(f"{at}/new").text
    answer = receptionist.send(
        f"{at}/new", held_on="26.05.2022", mode="phone", language="kk", result="continues",
        mediator_id=str(cast.entry.mediator_id),
    )  # fmt: skip

    assert f'<option value="{cast.entry.mediator_id}">Байжанова Сәуле</option>' in form
    assert answer.status_code == 303
    assert "Байжанова Сәуле" in receptionist.get(at).text
    assert session.exec(select(Consultation)).one().mediator_id == cast.entry.mediator_id


def test_at_the_door_a_coordinator_of_several_cabinets_asks_for_the_mediators_of_the_chosen_one(
    signed_in: Callable[..., Visitor], session: Session, cast: matters.Cast
) -> None:
    make.cabinet(session, cast.country.district, "63-OS2", "Екінші кабинет")
    coordinator = signed_in(Role.COORDINATOR, cast.country.region)
    coordinator.get("/requests/new")

    page = coordinator.send(
        "/requests/new", add="mediators", cabinet_id=str(cast.country.cabinet.id), received_on="26.05.2022"
    ).text

    assert f'<option value="{cast.entry.mediator_id}">Байжанова Сәуле</option>' in page
    assert "others-1-person" not in page
    assert session.exec(select(Request)).all() == []


def test_who_wants_a_mediation_is_led_to_it(
    signed_in: Callable[..., Visitor], session: Session, cast: matters.Cast, request_: Request
) -> None:
    coordinator, receptionist = (
        signed_in(Role.COORDINATOR, cast.country.cabinet),
        signed_in(Role.RECEPTIONIST, cast.country.cabinet),
    )
    first = '<a class="button small" href="/requests/{}/{}">'
    before = coordinator.get(f"/requests/{request_.id}").text

    receptionist.get(f"/requests/{request_.id}/consultations/new")
    receptionist.send(
        f"/requests/{request_.id}/consultations/new",
        held_on="26.05.2022",
        mode="phone",
        language="kk",
        result="to_mediation",
    )

    assert first.format(request_.id, "case") not in before
    assert first.format(request_.id, "case") in coordinator.get(f"/requests/{request_.id}").text
