"""What the papers on the way of a mediation say is what was recorded, and nothing that was typed freely."""

from datetime import date
from typing import Any

import pytest
import time_machine
from sqlmodel import Session

from mediation_cms.agreements.closing_papers import case_report_facts, termination_facts
from mediation_cms.agreements.paper_actions import make_case_report
from mediation_cms.cases.models import Case, Contract
from mediation_cms.cases.paper_actions import make_court_notice, make_extension
from mediation_cms.cases.papers import court_notice_facts, extension_facts
from mediation_cms.cases.terms import the_contract_of
from mediation_cms.core.errors import Forbidden, Refused
from mediation_cms.documents.facts import CaseReportFacts, Talk, to_json
from mediation_cms.documents.models import Paper
from tests.documents.samples import BOTH, RU
from tests.make import matters

SENT = {
    "source": "court", "source_organisation": "Өскемен қалалық соты", "court_referral": "yes",
    "court_case_no": "6310-26-2/1234",
}  # fmt: skip
JUNE = "2022-06-20T05:00:00+00:00"


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    """The people of a cabinet."""
    return matters.cast(session)


def begun(session: Session, cast: matters.Cast, **changed: Any) -> tuple[Case, Contract]:
    """A mediation that has begun."""
    case = matters.in_work(session, cast, matters.RECEIVED, **changed)
    return case, matters.contract(session, cast, case)


def test_an_extension_says_the_old_and_the_new_last_day_as_they_are_shown(session: Session, cast: matters.Cast) -> None:
    case, contract = begun(session, cast)
    with pytest.raises(Refused, match="not extended"):
        make_extension(session, cast.mediator, case)
    matters.extended(session, cast, case)
    facts = extension_facts(session, contract, BOTH)

    assert (facts.number, facts.days, facts.made_on) == (f"{case.number}-E", 20, date(2022, 6, 30))
    assert (facts.counted_from, facts.ended_before, facts.ends_on) == (
        date(2022, 7, 3), date(2022, 7, 4), date(2022, 7, 25),
    )  # fmt: skip
    assert facts.reason.kk == "Жер актісі"
    assert make_extension(session, cast.mediator, case, RU).languages == "ru"


def test_a_court_is_told_that_the_mediation_has_begun_and_anew_when_the_last_day_moves(
    session: Session, cast: matters.Cast
) -> None:
    case, _contract = begun(session, cast, **SENT)
    with time_machine.travel(JUNE):
        first = make_court_notice(session, cast.mediator, case)
        ends_on = court_notice_facts(session, case, None).ends_on
    matters.extended(session, cast, case)
    with time_machine.travel(JUNE):
        second = make_court_notice(session, cast.mediator, case)

    assert (ends_on, court_notice_facts(session, case, RU).ends_on) == (date(2022, 7, 4), date(2022, 7, 25))
    assert (session.get_one(Paper, first.id).replaced_by_id, second.replaced_by_id) == (second.id, None)


def test_no_court_is_told_of_what_none_has_sent_or_of_what_is_over(session: Session, cast: matters.Cast) -> None:
    unsent, _contract = begun(session, cast)
    over = session.get_one(Case, matters.signed(session, cast).case_id)

    for case, why in ((unsent, "No court sent the sides"), (over, "notice of termination instead")):
        with pytest.raises(Refused, match=why):
            make_court_notice(session, cast.mediator, case)


def test_the_notice_of_the_end_names_the_signed_agreement(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    facts = termination_facts(session, session.get_one(Case, agreement.case_id), None)

    assert (facts.ground, facts.agreement_number, facts.agreement_on) == (
        "agreement",
        agreement.number,
        date(2022, 6, 14),
    )


def test_a_report_holds_the_facts_of_a_case_and_no_word_that_was_typed(session: Session, cast: matters.Cast) -> None:
    case = session.get_one(Case, matters.signed(session, cast).case_id)
    facts = case_report_facts(session, case, None)

    assert isinstance(facts, CaseReportFacts)
    assert (facts.talks, facts.ends_on, facts.ended_on) == (
        (Talk(held_on=matters.MET_ON, joint=True, minutes=60),), date(2022, 7, 4), date(2022, 6, 14),
    )  # fmt: skip
    assert (facts.agreement_number, facts.mediators) == (f"{case.number}-A1", ("Байжанова Сәуле",))
    typed = (*matters.meeting_typed(session, case).values(), *matters.agreement_typed(session, case).values())
    contract = the_contract_of(session, case)
    said = to_json(facts)
    typed = (*typed, contract.confidentiality, contract.procedure, "Құдық суын")
    assert [word for word in typed if isinstance(word, str) and len(word) > len("kk+ru") and word in said] == []


def test_a_report_is_for_who_reads_the_minutes(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)

    assert make_case_report(session, cast.coordinator, case).number == f"{case.number}-S"
    with pytest.raises(Forbidden):
        make_case_report(session, cast.receptionist, case)
