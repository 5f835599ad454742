"""What becomes of a request that does not go to mediation: finished, reopened, handed over, corrected."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Entry
from mediation_cms.consultations.actions import record_consultation
from mediation_cms.consultations.inputs import ConsultationIn
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.actions import close_request, correct_request, reopen_request, transfer_request
from mediation_cms.intake.inputs import ClosingIn, PartyIn, ReasonIn, RepresentativeIn, RequestFields, TransferIn
from mediation_cms.intake.models import Opened, Outcome, Party, Request, Spell
from mediation_cms.intake.party_actions import add_party, add_representative, correct_representative, remove_party
from mediation_cms.intake.queries import get_request, list_requests
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Role
from tests import make

DAY, LATER, LAST = date(2022, 3, 15), date(2022, 3, 20), date(2022, 4, 1)


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


def spells(session: Session) -> list[tuple[Opened, date, date | None, Outcome | None]]:
    """All spells, oldest first."""
    return [
        (spell.opened, spell.opened_on, spell.ended_on, spell.outcome)
        for spell in session.exec(select(Spell).order_by(col(Spell.id)))
    ]


def closing(outcome: Outcome, on: date = LATER, reason: str = "") -> ClosingIn:
    """How a request ends."""
    return ClosingIn.checked({"outcome": outcome.value, "on": on.isoformat(), "reason": reason})


def test_a_request_settled_at_a_consultation_is_finished_on_that_day(
    session: Session, country: make.SmallCountry
) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    talk = {"held_on": "20.03.2022", "mode": "in_person", "language": "kk", "result": "settled"}

    record_consultation(session, receptionist, request, ConsultationIn.checked(talk))

    assert (request.status, request.outcome, request.ended_on) == (
        RequestStatus.ENDED,
        Outcome.SETTLED_AT_CONSULTATION,
        LATER,
    )
    assert spells(session) == [(Opened.RECEIVED, DAY, LATER, Outcome.SETTLED_AT_CONSULTATION)]


def test_a_consultation_before_the_request_is_refused(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    talk = {"held_on": "14.03.2022", "mode": "in_person", "language": "kk", "result": "continues"}

    with pytest.raises(Invalid, match="held_on"):
        record_consultation(session, receptionist, request, ConsultationIn.checked(talk))


def test_a_reopened_request_begins_a_new_spell_and_the_old_one_stays(
    session: Session, country: make.SmallCountry
) -> None:
    coordinator = make.actor(session, Role.COORDINATOR, country.cabinet)
    request = make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)
    close_request(session, coordinator, request, closing(Outcome.WITHDRAWN))

    reopen_request(session, coordinator, request, ReasonIn(on=LAST, reason="Өтініш беруші қайта келді"))

    assert spells(session) == [(Opened.RECEIVED, DAY, LATER, Outcome.WITHDRAWN), (Opened.REOPENED, LAST, None, None)]
    assert (request.status, request.outcome) == (RequestStatus.REGISTERED, None)


def test_nothing_reopens_before_it_ended(session: Session, country: make.SmallCountry) -> None:
    coordinator = make.actor(session, Role.COORDINATOR, country.cabinet)
    request = make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)
    close_request(session, coordinator, request, closing(Outcome.WITHDRAWN))

    with pytest.raises(Invalid):
        reopen_request(session, coordinator, request, ReasonIn(on=DAY, reason="Қате"))


def test_a_receptionist_does_not_reopen(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    close_request(session, receptionist, request, closing(Outcome.ADVICE_ONLY))

    with pytest.raises(Forbidden):
        reopen_request(session, receptionist, request, ReasonIn(on=LAST, reason="Қайта келді"))


@pytest.mark.parametrize("outcome", [Outcome.NOT_STATED, Outcome.AGREEMENT, Outcome.TERM_EXPIRED, Outcome.MERGED])
def test_a_form_gives_only_outcomes_that_come_before_a_contract(outcome: Outcome) -> None:
    with pytest.raises(Invalid, match="outcome"):
        closing(outcome)


def test_who_is_sent_away_learns_why() -> None:
    with pytest.raises(Invalid) as problem:
        closing(Outcome.NOT_MEDIABLE)

    assert problem.value.fields["reason"].in_(Language.RU) == "Укажите причину: она останется в истории."


def test_a_finished_request_is_not_finished_twice(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    close_request(session, receptionist, request, closing(Outcome.ADVICE_ONLY))

    with pytest.raises(Refused):
        close_request(session, receptionist, request, closing(Outcome.WITHDRAWN))


def test_a_transfer_leaves_one_cabinet_and_enters_another_under_the_same_number(
    session: Session, country: make.SmallCountry
) -> None:
    other = make.cabinet(
        session, make.district(session, country.region, "ridder", "Риддер қаласы"), "63-RID", "Риддер кабинеті"
    )
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)

    transfer_request(
        session, receptionist, request, TransferIn(cabinet_id=other.id, on=LATER, reason="Сол жерде тұрады")
    )

    assert (request.number, request.cabinet_id) == ("63-OSK-2022-000001", other.id)
    rows = session.exec(select(Spell).order_by(col(Spell.id))).all()
    assert [(row.cabinet_id, row.opened, row.transferred) for row in rows] == [
        (country.cabinet.id, Opened.RECEIVED, True),
        (other.id, Opened.TRANSFERRED_IN, False),
    ]
    with pytest.raises(NotFound):
        get_request(session, receptionist, request.id)


def test_a_corrected_hour_of_today_has_come(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    with clock.telling_of(datetime(2026, 11, 22, 4, 0, tzinfo=UTC)):
        request = make.request(session, receptionist, country.cabinet, clock.today())
        fields = make.request_typed(country.cabinet, clock.today(), received_at="09:01")
        for name in ("cabinet_id", "received_on", "applicant", "others"):
            del fields[name]
        with pytest.raises(Invalid, match="received_at: This time has not come yet"):
            correct_request(session, receptionist, request, RequestFields.checked(fields))


def test_a_correction_keeps_what_was_there_in_the_history(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    fields = {
        "channel": "phone",
        "language": "kk",
        "subject": "Дуал",
        "dispute_code": "LAN",
        "narrative": "Басқаша болған",
    }

    correct_request(session, receptionist, request, RequestFields.checked(fields))

    entry = session.exec(select(Entry).where(Entry.action == "request.corrected")).one()
    assert entry.details["changed"]["subject"] == ["Құдық суы мен шекара", "Дуал"]
    assert entry.details["changed"]["narrative"] == []
    assert (request.subject, request.dispute_code) == ("Дуал", "LAN")


def test_two_hands_on_one_request_the_second_is_told(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    session.flush()
    session.connection().exec_driver_sql("UPDATE request SET version = version + 1")

    with pytest.raises(StaleDataError):
        close_request(session, receptionist, request, closing(Outcome.ADVICE_ONLY))


def test_a_representative_under_power_of_attorney_shows_its_number_and_date() -> None:
    typed = {"person": {"given_name": "Дәулет"}, "capacity": "power_of_attorney"}

    with pytest.raises(Invalid) as problem:
        RepresentativeIn.checked(typed)

    assert set(problem.value.fields) == {"document_no"}


def test_a_representative_is_noted_as_seen_by_whom_and_when(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    party = session.exec(select(Party).where(Party.request_id == request.id).order_by(col(Party.id)).limit(1)).one()
    given = {"person": {"given_name": "Дәулет"}, "capacity": "guardian", "document_seen": "yes"}

    representative = add_representative(session, receptionist, request, party, RepresentativeIn.checked(given))

    assert (representative.represents_id, representative.document_seen_by_id) == (party.id, receptionist.account_id)


def test_a_parent_speaks_for_a_child_and_for_nobody_of_age(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    party = session.exec(select(Party).where(Party.request_id == request.id).order_by(col(Party.id)).limit(1)).one()
    given = RepresentativeIn.checked({"person": {"given_name": "Дәулет"}, "capacity": "parent"})

    with pytest.raises(Invalid, match="capacity: A parent speaks for somebody under age only"):
        add_representative(session, receptionist, request, party, given)
    party.minor = True
    representative = add_representative(session, receptionist, request, party, given)

    party.minor = False
    with pytest.raises(Invalid, match="capacity: A parent speaks for somebody under age only"):
        correct_representative(session, receptionist, request, representative, given)


def test_more_than_two_sides_are_normal_and_one_can_be_taken_out_again(
    session: Session, country: make.SmallCountry
) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)

    third = add_party(
        session, receptionist, request, PartyIn.checked({"side": "other", "person": {"given_name": "Ким"}})
    )
    assert third.side_no == 2
    remove_party(session, receptionist, request, third)

    assert len(session.exec(select(Party)).all()) == 2


def test_the_applicant_is_not_taken_out(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    request = make.request(session, receptionist, country.cabinet, DAY)
    applicant = session.exec(select(Party).where(Party.side == "applicant")).one()

    with pytest.raises(Refused):
        remove_party(session, receptionist, request, applicant)


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [
        (Role.RECEPTIONIST, 1, 0),
        (Role.COORDINATOR, 1, 0),
        (Role.AUDITOR, 1, 0),
        (Role.MEDIATOR, 0, 0),
        (Role.MANAGER, 0, 0),
        (Role.REGISTER_KEEPER, 0, 0),
        (Role.ADMINISTRATOR, 0, 0),
    ],
)
def test_who_sees_a_request(session: Session, country: make.SmallCountry, role: Role, own: int, other: int) -> None:
    elsewhere = make.cabinet(
        session, make.district(session, country.region, "ridder", "Риддер қаласы"), "63-RID", "Риддер кабинеті"
    )
    make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)

    seen = [len(list_requests(session, make.actor(session, role, place))) for place in (country.cabinet, elsewhere)]

    assert seen == [own, other]
    assert len(session.exec(select(Request)).all()) == 1
