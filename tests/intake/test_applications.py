"""A request from home: written sealed by whoever holds the link, sent once, with consents that stand as they were read."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
import time_machine
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import link_behind
from mediation_cms.accounts.turns import seconds_until_turn, take_turn
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import to_json
from mediation_cms.intake.access_code_models import CodeKept
from mediation_cms.intake.access_codes import code_behind, standing_code
from mediation_cms.intake.application_actions import (
    begin_application,
    draw_code_anew,
    drop_application,
    keep_code,
    send_application,
    write_application,
)
from mediation_cms.intake.application_inputs import ConsentsIn
from mediation_cms.intake.application_models import Application, Consent, ConsentPurpose
from mediation_cms.intake.application_places import offered
from mediation_cms.intake.application_queries import application_behind, written_so_far
from mediation_cms.intake.application_rules import Written
from mediation_cms.intake.consents import consent_text, consents_of
from mediation_cms.intake.models import Party, Request, Spell
from mediation_cms.intake.papers import receipt_facts
from mediation_cms.intake.queries import get_request
from tests import make

ANSWERS = {
    "kind": {"kind": "FAM"}, "about": {"about": "Әкем қайтыс болды, үй даулы."}, "other": {}, "afraid": {"answer": "no"},
    "threatened": {"answer": "silent"}, "hurt": {"answer": "no"}, "followed": {"answer": "no"}, "weapon": {"answer": "no"},
    "children": {"answer": "no"}, "withheld": {"answer": "no"}, "order": {"answer": "no"}, "language": {"language": "ru"},
    "reach": {"channel": "sms", "value": "8 701 000 00 05", "messages": "yes"}, "times": {},
    "name": {"given_name": "Айгүл", "surname": "Сейітова"},
}  # fmt: skip
AGREED = ConsentsIn(case=True)


@pytest.fixture
def visitor(session):
    return make.visitor(session)


def begun(session, visitor) -> Application:
    link = link_behind(session, Purpose.APPLICATION, begin_application(session, visitor))
    return application_behind(session, link.thing_id)


def written(session, visitor, cast) -> Application:
    application = begun(session, visitor)
    here = {"place": {"place": str(cast.country.district.id)}, "cabinet": {}}
    for step, typed in (ANSWERS | here).items():
        write_application(session, visitor, application, step, typed)
    return application


def test_what_is_written_is_sealed_until_it_becomes_a_request_and_then_it_is_gone(session, visitor, cast):
    application = written(session, visitor, cast)
    sealed = bytes(application.said_sealed or b"")
    request, code = send_application(session, visitor, application, AGREED, Language.KK)

    assert "Айгүл".encode() not in sealed
    assert application.said_sealed is None
    assert (request.cabinet_id, request.district_id, request.language, request.received_on) == (
        cast.country.cabinet.id, cast.country.district.id, Language.RU, clock.today(),
    )  # fmt: skip
    assert code_behind(session, request.number, code).id == request.id
    assert get_request(session, cast.receptionist, request.id).id == request.id
    assert len(session.exec(select(Spell).where(Spell.request_id == request.id)).all()) == 1


def test_sent_twice_it_is_one_request_and_the_code_is_not_said_again(session, visitor, cast):
    application = written(session, visitor, cast)
    first = send_application(session, visitor, application, AGREED, Language.KK)
    second = send_application(session, visitor, application, ConsentsIn(case=True, statistics=True), Language.KK)

    assert (second.request.id, second.code, bool(first.code)) == (first.request.id, "", True)
    assert session.exec(select(Consent.purpose)).all() == [ConsentPurpose.CASE]
    with pytest.raises(Refused):
        write_application(session, visitor, application, "about", {"about": "тағы"})
    with pytest.raises(Refused):
        drop_application(session, visitor, application)


def test_nothing_is_sent_while_a_question_is_open_or_without_the_consent(session, visitor, cast):
    application = begun(session, visitor)

    with pytest.raises(Refused):
        send_application(session, visitor, application, AGREED, Language.KK)
    with pytest.raises(Invalid) as problem:
        ConsentsIn.checked({"messages": "yes"})
    assert list(problem.value.fields) == ["case"]


def test_only_a_visitor_applies(session, visitor, cast):
    with pytest.raises(Forbidden):
        begin_application(session, cast.receptionist)


def test_another_place_asks_for_the_cabinet_anew_and_a_cabinet_of_nowhere_is_refused(session, visitor, cast):
    application = written(session, visitor, cast)
    told = write_application(session, visitor, application, "place", {})

    assert told.missing == "cabinet"
    for typed in ({}, {"cabinet": str(UUID(int=7))}, {"cabinet": str(cast.country.district.id)}):
        with pytest.raises(Invalid) as problem:
            write_application(session, visitor, application, "cabinet", typed)
        assert list(problem.value.fields) == ["cabinet"]


def test_the_cabinets_of_the_district_come_first_then_those_of_its_region(session, cast):
    country = cast.country
    beside = make.cabinet(
        session, make.district(session, country.region, "ridder", "Риддер қаласы"), "63-RID", "Риддер"
    )
    here = Written({"place": {"place": str(country.district.id)}})
    found, around = offered(session, here, clock.today()), Written({"place": {"place": str(country.region.id)}})

    assert country.cabinet.id in {place.id for place in found.near}
    assert beside.id in {place.id for place in found.region}
    assert beside.id in {place.id for place in offered(session, around, clock.today()).region}
    assert offered(session, Written(), clock.today()).suggested is None


def test_a_consent_names_the_eight_elements_in_each_language_and_says_which_version(session, cast):
    texts = [
        consent_text(session, purpose, cast.country.cabinet.id, "Айгүл", language, clock.today())
        for purpose in ConsentPurpose
        for language in Language
    ]

    assert [[element[:2] for element in text.elements] for text in texts] == [[f"{no}." for no in range(1, 9)]] * len(
        texts
    )
    assert len({text.statement for text in texts}) == len(texts)
    assert {text.version.isoformat() for text in texts} == {"2026-01-01"}
    assert "not entered yet" in consent_text(
        session, ConsentPurpose.CASE, cast.country.cabinet.id, "Айгүл", Language.EN, clock.today()
    ).elements[0]  # fmt: skip


def test_what_was_agreed_to_stands_word_for_word(session, visitor, cast):
    given = ConsentsIn(case=True, questions=True)
    request, _code = send_application(session, visitor, written(session, visitor, cast), given, Language.RU)
    kept = consents_of(session, request)
    read = consent_text(session, ConsentPurpose.CASE, request.cabinet_id, "Сейітова Айгүл", Language.RU, clock.today())

    assert [each.consent.purpose for each in kept] == [ConsentPurpose.CASE, ConsentPurpose.QUESTIONS]
    assert kept[0].words == (read.statement, *read.elements)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(sa.update(Consent).values(version=clock.today() - timedelta(days=1)))
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(sa.update(Application).values(request_id=None, sent_at=None))


def test_how_a_code_was_kept_is_said_once_and_ends_the_way_in(session, visitor, cast):
    token = begin_application(session, visitor)
    application = application_behind(session, link_behind(session, Purpose.APPLICATION, token).thing_id)
    here = {"place": {"place": str(cast.country.district.id)}, "cabinet": {}}
    for step, typed in (ANSWERS | here).items():
        write_application(session, visitor, application, step, typed)
    request, first = send_application(session, visitor, application, AGREED, Language.KK)
    second = draw_code_anew(session, visitor, application).code
    with pytest.raises(Invalid):
        keep_code(session, visitor, application, CodeKept.SENT, second)  # nobody agreed to messages
    keep_code(session, visitor, application, CodeKept.PRINTED, second)

    with pytest.raises(NotFound):
        code_behind(session, request.number, first)
    with pytest.raises(NotFound):
        link_behind(session, Purpose.APPLICATION, token)
    with pytest.raises(Refused):
        draw_code_anew(session, visitor, application)
    standing = standing_code(session, request)
    assert standing is not None
    assert standing.kept is CodeKept.PRINTED


def test_the_receipt_of_a_request_from_home_says_nothing_of_the_dispute_and_no_hand_signs_it(session, visitor, cast):
    request, _code = send_application(session, visitor, written(session, visitor, cast), AGREED, Language.KK)
    facts = receipt_facts(session, request, (Language.KK,))

    assert (facts.received_by, facts.received_by_position.kk, facts.applicant) == ("", "", "Сейітова Айгүл")
    assert [word for word in ("Отбасы", "Семей", "қайтыс", "FAM") if word in to_json(facts)] == []


def test_one_network_has_its_turns_and_no_other_waits_for_it(session):
    hour = timedelta(hours=1)
    for _no in range(3):
        take_turn(session, "sent", "198.51.100.1")
    session.flush()

    waits = [
        seconds_until_turn(session, door, network, 3, hour)
        for door, network in (("sent", "198.51.100.1"), ("sent", "198.51.100.2"), ("begun", "198.51.100.1"))
    ]
    assert (0 < waits[0] <= 3601, waits[1:]) == (True, [0, 0])
    with time_machine.travel(clock.now() + hour + timedelta(seconds=1), tick=False):
        assert seconds_until_turn(session, "sent", "198.51.100.1", 3, hour) == 0


def test_the_sides_of_a_request_from_home_are_those_that_were_named(session, visitor, cast):
    application = written(session, visitor, cast)
    write_application(session, visitor, application, "other", {"who": "organisation", "name": "«Су» ЖШС", "phone": ""})
    request, _code = send_application(session, visitor, application, AGREED, Language.KK)
    parties = session.exec(select(Party).where(Party.request_id == request.id).order_by(col(Party.id))).all()

    assert [party.organisation_id is not None for party in parties] == [False, True]
    assert session.exec(select(Request.narrative_sealed)).one() is not None
    assert written_so_far(session, application) == Written()
