"""A consultation says which mediator held it, whoever typed it in."""

from typing import Any

import pytest
from sqlmodel import Session

from mediation_cms.consultations.actions import record_consultation, walk_in
from mediation_cms.consultations.inputs import ConsultationIn, WalkInIn
from mediation_cms.core.errors import Invalid
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import get_request
from tests import make
from tests.make import matters
from tests.make import mediators as registers

DAY = matters.RECEIVED


@pytest.fixture
def request_(session: Session, cast: matters.Cast) -> Request:
    """A request that nobody deals with yet."""
    return make.request(session, cast.receptionist, cast.country.cabinet, DAY)


def talk(mediator: object = "", **changed: Any) -> ConsultationIn:
    """A talk of the day of the request."""
    given = {"held_on": f"{DAY:%d.%m.%Y}", "mode": "phone", "language": "kk", "result": "continues"}
    return ConsultationIn.checked(given | {"mediator_id": str(mediator)} | changed)


def test_a_receptionist_names_the_mediator_who_held_the_talk_and_the_mediator_sees_the_matter(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    held = record_consultation(session, cast.receptionist, request_, talk(cast.entry.mediator_id))

    assert (held.mediator_id, held.account_id) == (cast.mediator.person_id, cast.receptionist.account_id)
    assert get_request(session, cast.mediator, request_.id) is request_


def test_a_talk_with_the_staff_names_no_mediator(session: Session, cast: matters.Cast, request_: Request) -> None:
    assert record_consultation(session, cast.receptionist, request_, talk()).mediator_id is None
    assert request_.mediator_id is None


def test_a_mediator_need_not_name_oneself_but_may_name_a_colleague(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    colleague, _entry = matters.mediator_at_work(session, cast.country, "Виктор Ким")

    own = record_consultation(session, cast.mediator, request_, talk())
    other = record_consultation(session, cast.mediator, request_, talk(colleague.person_id))

    assert [own.mediator_id, other.mediator_id] == [cast.mediator.person_id, colleague.person_id]
    assert request_.mediator_id == cast.mediator.person_id


def test_who_was_suspended_on_that_day_did_not_hold_it(session: Session, cast: matters.Cast, request_: Request) -> None:
    matters.suspended_since(session, cast, "01.02.2022")

    with pytest.raises(Invalid) as refused:
        record_consultation(session, cast.receptionist, request_, talk(cast.entry.mediator_id))

    assert {name: said.in_(Language.EN) for name, said in refused.value.fields.items()} == {
        "mediator_id": "The mediator was suspended on 1 February 2022. Assign another."
    }


def test_a_suspension_of_later_days_changes_nothing_of_an_earlier_talk(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    matters.suspended_since(session, cast, "01.07.2022")

    held = record_consultation(session, cast.receptionist, request_, talk(cast.entry.mediator_id))

    assert held.mediator_id == cast.entry.mediator_id


def test_a_mediator_of_another_region_did_not_hold_it(session: Session, cast: matters.Cast, request_: Request) -> None:
    region = make.region(session, cast.country.republic, "10", "Абай облысы")
    entry = registers.mediator(session, make.district(session, region, "semey", "Семей қаласы"), "Ким Виктор")

    with pytest.raises(Invalid, match="mediator_id"):
        record_consultation(session, cast.receptionist, request_, talk(entry.mediator_id))


def test_a_forged_key_is_no_mediator(session: Session, cast: matters.Cast, request_: Request) -> None:
    with pytest.raises(Invalid, match="mediator_id"):
        record_consultation(session, cast.receptionist, request_, talk(request_.id))


def test_at_the_door_the_refusal_stands_beside_the_field_of_the_talk(session: Session, cast: matters.Cast) -> None:
    matters.suspended_since(session, cast, "01.02.2022")
    typed = make.request_typed(cast.country.cabinet, DAY, talk=talk(cast.entry.mediator_id).model_dump())

    with pytest.raises(Invalid) as refused:
        walk_in(session, cast.receptionist, WalkInIn.checked(typed))

    assert list(refused.value.fields) == ["talk-mediator_id"]
