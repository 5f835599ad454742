"""Two requests that are one matter: joined, so that the matter is counted once, and parted again as they were."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from mediation_cms.access import Actor
from mediation_cms.audit.models import Entry
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.intake.actions import close_request, reopen_request, transfer_request
from mediation_cms.intake.inputs import ClosingIn, JoinIn, PartingIn, PartyIn, ReasonIn, TransferIn
from mediation_cms.intake.join_actions import join_request, part_request
from mediation_cms.intake.models import Outcome, Request, Spell
from mediation_cms.intake.party_actions import add_party
from mediation_cms.intake.queries import parties_of
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Person, Role
from mediation_cms.people.queries import contacts_of
from mediation_cms.people.same import same_as
from mediation_cms.statistics.breaches import breaches
from mediation_cms.statistics.report import asked, half_year
from tests import make
from tests.make import matters
from tests.rights.elsewhere import another_region

DAY = date(2022, 5, 26)
DUPLICATE = JoinIn.checked({"kind": "duplicate", "reason": "Сол өтініш телефон арқылы да түскен."})
PARTING = PartingIn.checked({"reason": "Дау басқа екен."})
Brought = Callable[..., Request]


@pytest.fixture
def brought(session: Session, cast: matters.Cast) -> Brought:
    return lambda **typed: make.request(session, cast.receptionist, cast.country.cabinet, DAY, **typed)


def person_on(session: Session, request: Request, place: int) -> Person:
    person = parties_of(session, request.id)[place][1]
    assert person is not None
    return person


def deeds(session: Session, request: Request) -> list[str]:
    statement = select(Entry.action).where(Entry.matter_id == request.id).order_by(col(Entry.id))
    return list(session.exec(statement))[1:]


# --- joined and parted ---------------------------------------------------------------------------------------------------


def test_a_duplicate_becomes_part_of_the_first_and_comes_back_as_it_was(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    first, second = brought(), brought()
    was = second.model_dump(exclude={"version"}), session.exec(_spells(second)).one().model_dump()

    join_request(session, cast.receptionist, second, first, DUPLICATE)

    assert (second.joined_to_id, second.outcome, second.status) == (first.id, Outcome.MERGED, RequestStatus.ENDED)
    assert [spell.counted for spell in session.exec(_spells(second))] == [False]
    assert deeds(session, second) == ["request.joined"]
    assert deeds(session, first) == ["request.took_in"]
    told = session.exec(select(Entry).where(Entry.action == "request.took_in")).one().details
    assert second.number not in str(told), "who sees the one need not see the other"

    part_request(session, cast.coordinator, second, PARTING)

    assert (second.model_dump(exclude={"version"}), session.exec(_spells(second)).one().model_dump()) == was
    assert deeds(session, first) == ["request.took_in", "request.let_go"]


def _spells(request: Request) -> SelectOfScalar[Spell]:
    return select(Spell).where(Spell.request_id == request.id).order_by(col(Spell.id))


def test_the_other_side_s_own_request_completes_what_was_not_known_of_that_side(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    known_little = {"side": "other", "person": {"surname": "Григорьев", "given_name": "Максим"}}
    first = brought(others=[known_little])
    told = {
        "surname": "Григорьев", "given_name": "Максим", "patronymic": "Олегович", "iin": "061211600012",
        "address": "Меновное, 16", "contact": {"value": "8 701 000 00 09"},
    }  # fmt: skip
    second = brought(applicant={"side": "applicant", "person": told}, others=[])
    side, person, _firm = parties_of(session, first.id)[1]
    assert person is not None
    given = {"kind": "other_side", "side": str(side.id), "complete": "yes", "reason": "Сол дау."}

    join_request(session, cast.receptionist, second, first, JoinIn.checked(given))

    applicant = person_on(session, second, 0)
    assert same_as(session, [person.id])[person.id] == {person.id, applicant.id}
    assert (person.name, person.iin_index, person.born_on) == (
        "Григорьев Максим Олегович", applicant.iin_index, date(2006, 12, 11),
    )  # fmt: skip
    assert [contact.value for contact in contacts_of(session, person)] == ["+77010000009"]
    assert side.minor is True
    assert deeds(session, first) == ["request.took_in", "party.corrected"]
    assert deeds(session, second) == ["request.joined", "people.linked"]


def test_an_unnamed_side_is_left_as_it_is(session: Session, cast: matters.Cast, brought: Brought) -> None:
    first, second = brought(others=[]), brought()
    side = add_party(session, cast.receptionist, first, PartyIn.checked({"kind": "unnamed", "side": "other"}))
    given = JoinIn.checked({"kind": "other_side", "side": str(side.id), "complete": "yes", "reason": "Сол дау."})

    join_request(session, cast.receptionist, second, first, given)

    assert (second.joined_to_id, side.person_id) == (first.id, None)


# --- refused -------------------------------------------------------------------------------------------------------------


def test_what_is_joined_stands_alone_and_what_it_is_joined_to_is_open(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    def why(request: Request, to: Request) -> str:
        with pytest.raises((Refused, Invalid)) as refused:
            join_request(session, cast.coordinator, request, to, DUPLICATE)
        return str(refused.value)

    first, second, third, ended = (brought() for _time in range(4))
    close_request(session, cast.receptionist, ended, ClosingIn.checked({"outcome": "withdrawn", "on": "30.05.2022"}))
    admitted = session.get_one(Request, matters.in_mediation(session, cast).request_id)
    join_request(session, cast.receptionist, second, first, DUPLICATE)

    assert "same request" in why(third, third)
    assert "was joined to another" in why(second, third)
    assert "itself joined" in why(third, second)
    assert "were joined to this one" in why(first, third)
    assert "That request is finished" in why(third, ended)
    assert "finished request is not joined" in why(ended, third)
    assert "admitted to mediation" in why(admitted, third)
    given = {"kind": "other_side", "side": str(parties_of(session, ended.id)[1][0].id), "reason": "Сол дау."}
    with pytest.raises(Invalid) as refused:
        join_request(session, cast.receptionist, third, first, JoinIn.checked(given))
    assert list(refused.value.fields) == ["side"]
    with pytest.raises(Refused, match="not joined"):
        part_request(session, cast.receptionist, third, PARTING)
    with pytest.raises(Refused, match="was joined to another"):
        reopen_request(session, cast.coordinator, second, ReasonIn(on=DAY, reason="Қате."))


def test_a_duplicate_may_be_joined_to_a_matter_under_mediation(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    under_way, late = session.get_one(Request, matters.in_mediation(session, cast).request_id), brought()

    join_request(session, cast.receptionist, late, under_way, DUPLICATE)

    assert late.joined_to_id == under_way.id


def test_no_hand_on_the_database_makes_a_chain(session: Session, cast: matters.Cast, brought: Brought) -> None:
    first, second, third = (brought() for _time in range(3))
    join_request(session, cast.receptionist, second, first, DUPLICATE)
    third.status, third.outcome, third.ended_on = RequestStatus.ENDED, Outcome.MERGED, DAY
    third.joined_as = second.joined_as
    session.flush()

    def by_hand(request: Request, to: Request) -> None:
        with session.begin_nested():
            request.joined_to_id = to.id
            session.flush()

    for request, to in ((third, second), (first, third), (third, third)):
        with pytest.raises(IntegrityError):
            by_hand(request, to)
        session.refresh(request)


def test_only_who_works_on_both_joins_them(session: Session, cast: matters.Cast, brought: Brought) -> None:
    first, second = brought(), brought()
    there = another_region(session, cast.country)
    stranger = make.actor(session, Role.RECEPTIONIST, there.cabinet)
    auditor = make.actor(session, Role.AUDITOR, cast.country.region)

    def refused(actor: Actor) -> None:
        with pytest.raises(Forbidden):
            join_request(session, actor, second, first, DUPLICATE)

    refused(stranger)
    refused(auditor)
    refused(cast.mediator)
    elsewhere = make.request(session, stranger, there.cabinet, DAY)
    with pytest.raises(Forbidden):
        join_request(session, stranger, elsewhere, first, DUPLICATE)


# --- counted -------------------------------------------------------------------------------------------------------------


def test_what_is_joined_is_counted_by_no_report_of_any_day_until_it_is_parted(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    """The duplicate was handed over once: both its spells are of the past, and both leave the balance and come back."""
    first, twin = brought(), brought()
    second = make.cabinet(session, cast.country.district, "63-OS2", "Екінші кабинет")
    coordinator = matters.actor_again(session, cast.coordinator)
    transfer_request(
        session, coordinator, twin, TransferIn(cabinet_id=second.id, on=date(2022, 6, 2), reason="Жақынырақ.")
    )

    def counted(place: str, period: str) -> tuple[int, int, int, bool]:
        session.flush()
        question = asked(session, place, period, "then")
        report = half_year(session, reader, question.place, question.period, question.borders)
        found = report.balance
        assert breaches(session, report.scope, report.span) == []
        return report.by_code["A1"].number or 0, found.open_at_end, found.transferred_in, found.balanced

    reader = make.system(session)
    periods = [("63", "2022-05"), ("63-OS2", "2022-06"), ("63", "2022-H1"), ("63", "2022-11")]
    with time_machine.travel("2022-11-21T08:00:00Z", tick=False):
        before = [counted(*each) for each in periods]
        join_request(session, coordinator, twin, first, DUPLICATE)
        joined = [counted(*each) for each in periods]
        part_request(session, coordinator, twin, PARTING)
        after = [counted(*each) for each in periods]

    assert before == after == [(2, 2, 0, True), (0, 1, 1, True), (2, 2, 0, True), (0, 2, 0, True)]
    assert joined == [(1, 1, 0, True), (0, 0, 0, True), (1, 1, 0, True), (0, 1, 0, True)]
