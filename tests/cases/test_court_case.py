"""A court that sent the sides waits for the outcome: it and its case stand in the papers (Law on Mediation, articles 23, 24)."""

from typing import Any

import pytest
from sqlmodel import Session

from mediation_cms.agreements.closing_papers import termination_facts
from mediation_cms.agreements.papers import agreement_facts
from mediation_cms.cases.actions import end_mediation
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.papers import contract_facts
from mediation_cms.cases.terms import contract_of
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import Proceedings
from mediation_cms.intake.actions import correct_request
from mediation_cms.intake.inputs import RequestFields
from mediation_cms.intake.models import Request
from tests import make
from tests.make import matters

BOTH = (Language.KK, Language.RU)
COURT = {"source": "court", "source_organisation": "Өскемен қалалық соты"}
SENT = COURT | {"court_referral": "yes", "court_case_no": "6310-26-2/1234"}
ITS_CASE = Proceedings(body=Words("Өскемен қалалық соты", "Өскемен қалалық соты"), case_number="6310-26-2/1234")


def sent_by_court(session: Session, cast: matters.Cast, **changed: Any) -> Case:
    """A case in work that a court sent."""
    return matters.in_work(session, cast, matters.RECEIVED, **SENT | changed)


def test_the_contract_and_the_notice_name_the_court_and_its_case(session: Session, cast: matters.Cast) -> None:
    case = sent_by_court(session, cast)
    contract = matters.contract(session, cast, case)
    ending = {
        "ending": "one_refused",
        "refused_by": ["other-1"],
        "on": "20.06.2022",
        "reason": "Бас тартты.",
        "no_meeting_reason": "Келмеді.",
    }
    end_mediation(session, cast.mediator, case, EndingIn.checked(ending))

    assert contract_facts(session, contract, BOTH).proceedings == ITS_CASE
    assert termination_facts(session, case, None).proceedings == ITS_CASE


def test_the_agreement_names_them_too_and_a_criminal_case_is_called_so(session: Session, cast: matters.Cast) -> None:
    case = sent_by_court(session, cast, dispute_code="CRM")
    matters.contract(session, cast, case)
    matters.meeting(session, cast, case)

    named = agreement_facts(session, matters.drafted(session, cast, case), BOTH).proceedings

    assert named is not None
    assert (named.case_number, named.criminal) == ("6310-26-2/1234", True)


def test_a_police_department_is_no_court(session: Session, cast: matters.Cast) -> None:
    told = {"source": "police", "source_organisation": "Өскемен полиция бөлімі", "court_referral": ""}
    case = sent_by_court(session, cast, **told)

    named = contract_facts(session, matters.contract(session, cast, case), BOTH).proceedings

    assert named is not None
    assert (named.body.kk, named.criminal) == ("Өскемен полиция бөлімі", True)


def test_before_the_contract_the_number_is_asked_for_where_a_court_sent_the_sides(
    session: Session, cast: matters.Cast
) -> None:
    case = sent_by_court(session, cast, court_case_no="")

    with pytest.raises(Invalid, match=r"^requisites-0: The number of the case in court$"):
        matters.contract(session, cast, case)

    typed = {"channel": "in_person", "language": "kk", "subject": "Құдық", "dispute_code": "NEI"} | SENT
    correct_request(session, cast.mediator, session.get_one(Request, case.request_id), RequestFields.checked(typed))
    assert matters.contract(session, cast, case).number == f"{case.number}-C"


def test_the_court_itself_is_asked_for(session: Session, cast: matters.Cast) -> None:
    case = sent_by_court(session, cast, source="self", source_organisation="")

    with pytest.raises(Invalid, match=r"^requisites-0: The court that sent the sides$"):
        matters.contract(session, cast, case)


def test_who_came_by_the_advice_of_a_court_needs_no_number(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast, matters.RECEIVED, **COURT)
    matters.contract(session, cast, case)
    contract = contract_of(session, case)

    assert contract is not None
    assert contract_facts(session, contract, BOTH).proceedings is None


def test_a_number_that_nobody_sent_is_not_kept(session: Session, cast: matters.Cast) -> None:
    hand, cabinet = cast.receptionist, cast.country.cabinet

    numbers = [
        make.request(session, hand, cabinet, matters.RECEIVED, court_case_no="6310-26-2/1234", **told).court_case_no
        for told in ({}, COURT, {"source": "police", "source_note": "учаскелік инспектор"}, {"court_referral": "yes"})
    ]

    assert numbers == ["", "6310-26-2/1234", "6310-26-2/1234", "6310-26-2/1234"]
