"""The term: thirty days, one extension, and a last day that is worked."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from mediation_cms.cases.actions import extend_term
from mediation_cms.cases.inputs import ExtensionIn
from mediation_cms.cases.models import Case, Extension
from mediation_cms.cases.terms import contract_of, term_of
from mediation_cms.core.errors import Forbidden, Problem, Refused
from tests.make import matters


def extend(session: Session, cast: matters.Cast, case: Case, **changed: object) -> Extension:
    """Extend by 20 days, agreed by everybody on 30 June 2022."""
    typed = {
        "days": "20", "agreed_on": "30.06.2022", "reason": "Жер актісі керек.", "consents": matters.keys(session, case),
        "mediator_consents": "yes",
    } | changed  # fmt: skip
    return extend_term(session, cast.mediator, case, ExtensionIn.checked(typed))


def sentence(session: Session, case: Case) -> str:
    """The term as a sentence."""
    contract = contract_of(session, case)
    assert contract is not None
    return str(term_of(session, contract).sentence())


def test_the_day_of_the_contract_is_day_0_and_the_last_day_rolls_to_a_working_one(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.in_mediation(session, cast)  # 3 July 2022 is a Sunday

    assert case.due_on == date(2022, 7, 4)
    assert sentence(session, case) == "30 days from 3 June 2022, due 4 July"


def test_the_extension_is_counted_from_the_unrolled_end(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)

    extension = extend(session, cast, case)

    assert (extension.ends_on, case.due_on) == (date(2022, 7, 23), date(2022, 7, 25))  # the 23rd is a Saturday
    assert sentence(session, case) == "30 days from 3 June 2022, due 4 July; extended by 20 days, due 25 July"


def test_the_term_is_extended_once(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    extend(session, cast, case)

    with pytest.raises(Refused, match="The term may be extended once and has been"):
        extend(session, cast, case)
    assert case.due_on == date(2022, 7, 25)


def test_no_hand_on_the_database_extends_it_again(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    first = extend(session, cast, case)

    session.add(Extension(**first.model_dump(exclude={"id"})))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"days": "31"}, "days: The extension may not exceed 30 days. Give fewer."),
        ({"agreed_on": "05.07.2022"}, "agreed_on: The extension is agreed while the term runs. Check the date."),
        ({"agreed_on": "02.06.2022"}, "agreed_on: The extension is agreed while the term runs. Check the date."),
        ({"consents": ["applicant-1"]}, "Both sides and the mediator must agree. Mark what is missing."),
        ({"mediator_consents": ""}, "Both sides and the mediator must agree. Mark what is missing."),
        (
            {"consents": ["applicant-1", "other-1", "other-7"]},
            "consents: There is no such choice. Choose from the list.",
        ),
    ],
)
def test_an_extension_is_refused(session: Session, cast: matters.Cast, typed: dict[str, object], said: str) -> None:
    case = matters.in_mediation(session, cast)

    with pytest.raises(Problem) as refused:
        extend(session, cast, case, **typed)
    assert str(refused.value) == said


def test_on_the_rolled_last_day_the_term_can_still_be_extended(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)

    assert extend(session, cast, case, agreed_on="04.07.2022").ends_on == date(2022, 7, 23)


def test_without_a_contract_there_is_no_term_to_extend(session: Session, cast: matters.Cast) -> None:
    with pytest.raises(Refused, match="Mediation cannot start without a contract"):
        extend(session, cast, matters.in_work(session, cast))


def test_a_coordinator_does_not_extend(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    typed = {"days": "5", "agreed_on": "30.06.2022", "reason": "…", "consents": matters.keys(session, case)}

    with pytest.raises(Forbidden):
        extend_term(session, cast.coordinator, case, ExtensionIn.checked(typed))
