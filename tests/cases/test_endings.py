"""How a mediation ends: article 26, each ground with its day; nothing closes by itself; reopening with a reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Entry
from mediation_cms.cases.actions import close_case, end_mediation, reopen_case
from mediation_cms.cases.assignment_actions import accept_offer, assign_mediator
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CASE, CaseStatus
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from mediation_cms.core.errors import Forbidden, Invalid, Problem, Refused
from mediation_cms.intake.inputs import ClosingIn, ReasonIn
from mediation_cms.intake.models import OUTCOMES_BEFORE_CONTRACT, Opened, Outcome, Request, Spell
from mediation_cms.intake.workflow import RequestStatus
from tests.make import matters


def end(session: Session, cast: matters.Cast, case: Case, ending: str, on: str = "20.06.2022", **more: Any) -> None:
    """End the mediation on 20 June 2022, because of a few words; where one side refused, it is the other one."""
    refused_by = ["other-1"] if ending == "one_refused" else []
    typed = {"ending": ending, "on": on, "reason": "Тарап жазбаша бас тартты.", "refused_by": refused_by} | more
    end_mediation(session, cast.mediator, case, EndingIn.checked(typed))


def reopen(session: Session, cast: matters.Cast, case: Case, on: str = "01.08.2022") -> None:
    """Reopen the case on 1 August 2022."""
    reopen_case(session, cast.coordinator, case, ReasonIn.checked({"on": on, "reason": "Тараптар қайта келісті."}))


def spells(session: Session) -> list[tuple[Opened, date, date | None, Outcome | None]]:
    """All spells, oldest first."""
    return [
        (spell.opened, spell.opened_on, spell.ended_on, spell.outcome)
        for spell in session.exec(select(Spell).order_by(col(Spell.id)))
    ]


@pytest.mark.parametrize("ending", ["excluded", "both_refused", "one_refused"])
def test_a_mediation_ends_on_the_day_of_its_ground(session: Session, cast: matters.Cast, ending: str) -> None:
    case = matters.met(session, cast)

    end(session, cast, case, ending)

    request = session.get_one(Request, case.request_id)
    assert (case.status, case.outcome, case.ended_on) == (CaseStatus.ENDED, ending, date(2022, 6, 20))
    assert (request.status, request.outcome, request.ended_on) == (RequestStatus.ENDED, ending, date(2022, 6, 20))
    assert spells(session) == [(Opened.RECEIVED, matters.RECEIVED, date(2022, 6, 20), ending)]


def test_an_expiry_takes_effect_on_the_last_day_as_shown(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)

    end(session, cast, case, "term_expired", on="")

    assert (case.outcome, case.ended_on) == (Outcome.TERM_EXPIRED, date(2022, 7, 4))


def test_a_term_has_not_expired_on_its_last_day(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)

    with time_machine.travel(date(2022, 7, 4), tick=False), pytest.raises(Invalid) as refused:
        end(session, cast, case, "term_expired", on="")
    assert str(refused.value) == "ending: The term runs until 4 July 2022: it has not expired yet."
    with time_machine.travel(date(2022, 7, 5), tick=False):
        end(session, cast, case, "term_expired", on="")


def test_nothing_closes_by_itself(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)  # its term was over years ago

    session.refresh(case)
    assert (case.status, case.outcome, case.ended_on) == (CaseStatus.IN_MEDIATION, None, None)
    matters.meeting(session, cast, case)


def test_what_is_missing_for_an_ending_is_said(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)

    with pytest.raises(Invalid) as refused:
        end(session, cast, case, "one_refused", on="", reason="", refused_by=[])

    assert {field: str(said) for field, said in refused.value.fields.items()} == {
        "on": "This is empty. Fill it in.",
        "refused_by": "Mark which side refused.",
        "reason": "This is empty. Fill it in.",
        "no_meeting_reason": "No meeting is recorded. Record it first, or write why none took place.",
    }
    end(session, cast, case, "one_refused", no_meeting_reason="Екінші тарап кездесуден бас тартты.")
    assert case.no_meeting_reason == "Екінші тарап кездесуден бас тартты."


def test_who_refused_is_kept_with_the_case_until_it_is_reopened(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    end(session, cast, case, "one_refused", refused_by="other-1")

    assert case.refused_by == ["other-1"]
    ended = session.exec(select(Entry).where(Entry.action == "mediation.ended")).one()
    assert ended.details == {"outcome": "one_refused", "on": "2022-06-20", "refused_by": [2]}
    reopen(session, cast, case)
    assert case.refused_by == []


def test_of_three_sides_two_may_refuse(session: Session, cast: matters.Cast) -> None:
    case = matters.with_three_sides(session, cast)
    matters.contract(session, cast, case)
    matters.meeting(session, cast, case)

    with pytest.raises(Invalid, match=r"^refused_by: All sides refused: choose that ground instead\.$"):
        end(session, cast, case, "one_refused", refused_by=["applicant-1", "other-1", "other-2"])
    end(session, cast, case, "one_refused", refused_by=["applicant-1", "other-2"])

    assert case.refused_by == ["applicant-1", "other-2"]


def test_no_side_is_marked_for_another_ground(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)

    end(session, cast, case, "excluded", refused_by=["other-1"])

    assert case.refused_by == []


def test_the_database_takes_no_refusal_of_a_side_for_another_ground(session: Session, cast: matters.Cast) -> None:
    matters.met(session, cast)

    with pytest.raises(DatabaseError, match="refused_by"), session.begin_nested():
        session.connection().exec_driver_sql('UPDATE "case" SET refused_by = \'["other-1"]\'')


BEFORE_THE_CONTRACT = (
    "on: Contract: 3 June 2022, end: 2 June 2022. The end cannot be before the contract. Check the dates."
)


@pytest.mark.parametrize(
    ("ending", "on", "said"),
    [
        ("one_refused", "", "on: This is empty. Fill it in."),
        ("one_refused", "02.06.2022", BEFORE_THE_CONTRACT),
        ("one_refused", "01.01.2090", "on: This date is in the future. Give today or an earlier day."),
        ("one_refused", "20.06.2022", "refused_by: There is no such choice. Choose from the list."),
        ("agreement", "20.06.2022", "ending: There is no such choice. Choose from the list."),
        ("withdrawn", "20.06.2022", "ending: There is no such choice. Choose from the list."),
        ("not_stated", "20.06.2022", "ending: There is no such choice. Choose from the list."),
    ],
)
def test_an_ending_is_refused(session: Session, cast: matters.Cast, ending: str, on: str, said: str) -> None:
    case = matters.met(session, cast)

    with pytest.raises(Problem) as refused:
        end(session, cast, case, ending, on, **({"refused_by": ["other-9"]} if "refused_by" in said else {}))
    assert str(refused.value) == said
    assert case.status is CaseStatus.IN_MEDIATION


def test_only_the_mediator_ends_a_mediation(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)

    with pytest.raises(Forbidden):
        end_mediation(
            session, cast.coordinator, case, EndingIn.checked({"ending": "excluded", "on": "20.06.2022", "reason": "…"})
        )


# --- before a contract ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", OUTCOMES_BEFORE_CONTRACT)
def test_a_case_without_a_contract_is_finished_with_an_outcome(
    session: Session, cast: matters.Cast, outcome: Outcome
) -> None:
    case = matters.in_work(session, cast)

    close_case(session, cast.mediator, case, ClosingIn.checked({"outcome": outcome, "on": "01.06.2022", "reason": "…"}))

    assert (case.status, case.outcome, case.ended_on) == (CaseStatus.ENDED, outcome, date(2022, 6, 1))
    assert spells(session) == [(Opened.RECEIVED, matters.RECEIVED, date(2022, 6, 1), outcome)]


def test_a_running_mediation_is_not_finished_as_if_it_had_no_contract(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)

    with pytest.raises(Refused, match="This was changed meanwhile"):
        close_case(session, cast.mediator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "20.06.2022"}))


def test_who_is_sent_away_learns_why(session: Session, cast: matters.Cast) -> None:
    with pytest.raises(Invalid, match="reason: Give the reason: it stays in the history"):
        ClosingIn.checked({"outcome": "not_mediable", "on": "01.06.2022"})


# --- reopening -----------------------------------------------------------------------------------------------------------


def test_a_reopened_mediation_goes_on(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    end(session, cast, case, "one_refused", no_meeting_reason="Келмеді.")

    reopen(session, cast, case, "25.06.2022")

    request = session.get_one(Request, case.request_id)
    assert (case.status, case.outcome, case.ended_on, case.no_meeting_reason) == (
        CaseStatus.IN_MEDIATION,
        None,
        None,
        "",
    )
    assert request.status is RequestStatus.ADMITTED
    assert spells(session) == [
        (Opened.RECEIVED, matters.RECEIVED, date(2022, 6, 20), Outcome.ONE_REFUSED),
        (Opened.REOPENED, date(2022, 6, 25), None, None),
    ]
    assert session.exec(select(Entry).where(Entry.action == "case.reopened")).one().details == {
        "on": "2022-06-25", "reason": "Тараптар қайта келісті.",
    }  # fmt: skip


def test_a_mediation_reopened_after_its_term_can_end_by_expiry(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    end(session, cast, case, "one_refused")
    reopen(session, cast, case, "01.08.2022")

    end(session, cast, case, "term_expired", on="")

    assert case.ended_on == date(2022, 8, 1)


def test_a_case_finished_before_its_contract_goes_back_to_its_mediator(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    close_case(session, cast.mediator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "01.06.2022"}))

    reopen(session, cast, case)

    assert (case.status, case.mediator_id) == (CaseStatus.IN_WORK, cast.mediator.person_id)


def test_a_case_that_nobody_had_accepted_waits_for_a_mediator_again(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)
    close_case(session, cast.coordinator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "01.06.2022"}))

    reopen(session, cast, case)
    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)
    assert case.status is CaseStatus.IN_WORK


def test_why_no_meeting_took_place_is_not_said_beside_a_meeting(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    end(session, cast, case, "one_refused", no_meeting_reason="Келмеді.")

    assert case.no_meeting_reason == ""


def test_a_case_is_not_reopened_before_its_end(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    end(session, cast, case, "one_refused")

    with pytest.raises(Invalid, match="on: It ended on 20 June 2022: it cannot be open again before that day"):
        reopen(session, cast, case, "19.06.2022")


def test_a_mediator_does_not_reopen(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    end(session, cast, case, "one_refused")

    with pytest.raises(Forbidden):
        reopen_case(session, cast.mediator, case, ReasonIn.checked({"on": "01.08.2022", "reason": "…"}))


def test_an_agreement_is_not_undone_by_reopening(session: Session, cast: matters.Cast) -> None:
    case = session.get_one(Case, matters.signed(session, cast).case_id)

    with pytest.raises(Refused, match=r"A signed agreement cannot be changed\. Draw up a supplementary one\."):
        reopen(session, cast, case)


# --- two at once ---------------------------------------------------------------------------------------------------------


def test_of_two_who_act_on_one_case_the_slower_is_refused(own_engine: Engine, keyring: Keyring, tmp_path: Path) -> None:
    database = Database(own_engine, keyring, tmp_path)
    with database.transaction() as session:
        cast = matters.cast(session)
        case_id = matters.met(session, cast).id
    with database.session() as slower:
        seen_before = slower.get_one(Case, case_id)
        slower.commit()
        with database.transaction() as faster:
            end(faster, cast, faster.get_one(Case, case_id), "one_refused")

        with pytest.raises(StaleDataError):
            end(slower, cast, seen_before, "excluded")
    with database.session() as session:
        assert session.get_one(Case, case_id).outcome is Outcome.ONE_REFUSED
        assert [spell.outcome for spell in session.exec(select(Spell))] == [Outcome.ONE_REFUSED]


def test_every_state_is_reached_and_left() -> None:
    states = set(CaseStatus)

    assert set(CASE.table.values()) == states
    assert {before for before, _step in CASE.table} == states
