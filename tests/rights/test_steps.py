"""Steps taken out of order, with keys from elsewhere, and sides that are pulled from under a matter."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from mediation_cms.agreements.actions import change_draft, draft_agreement
from mediation_cms.agreements.inputs import AgreementIn
from mediation_cms.cases.actions import close_case
from mediation_cms.cases.assignment_actions import assign_mediator
from mediation_cms.cases.matter_actions import reopen_matter, take_out_party
from mediation_cms.cases.models import Case
from mediation_cms.cases.sides import sides_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.errors import Invalid, Problem, Refused
from mediation_cms.intake.inputs import ClosingIn, PartyIn, ReasonIn
from mediation_cms.intake.models import Party, Request, Spell
from mediation_cms.intake.party_actions import add_party, remove_party
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.mediators.models import Mediator
from tests.make import matters
from tests.rights.elsewhere import Elsewhere

REOPENING = ReasonIn(on=date(2022, 8, 1), reason="Тарап қайта келді.")


def party_in(name: str) -> PartyIn:
    return PartyIn.checked({"side": "other", "person": {"given_name": name}})


def request_of(session: Session, case: Case) -> Request:
    return session.get_one(Request, case.request_id)


# --- sides ---------------------------------------------------------------------------------------------------------------


def test_a_side_that_was_taken_out_leaves_its_number_to_nobody(session: Session, cast: matters.Cast) -> None:
    request = request_of(session, matters.admitted(session, cast))
    add_party(session, cast.receptionist, request, party_in("Айдос"))
    first = session.exec(select(Party).where(Party.request_id == request.id, Party.side_no == 1, Party.side == "other"))
    remove_party(session, cast.receptionist, request, first.one())

    add_party(session, cast.receptionist, request, party_in("Болат"))

    assert [(side.key, side.name) for side in sides_of(session, request.id)] == [
        ("applicant-1", "Төлегенов Қайрат Мұхаметжанұлы"), ("other-2", "Айдос"), ("other-3", "Болат"),
    ]  # fmt: skip


def test_a_side_that_signed_the_contract_is_not_taken_out(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    other = next(party for party in matters.parties(session, case) if party.side == "other")

    with pytest.raises(Refused):
        take_out_party(session, cast.receptionist, request_of(session, case), other)

    assert [side.key for side in sides_of(session, case.request_id)] == ["applicant-1", "other-1"]


# --- states --------------------------------------------------------------------------------------------------------------


def test_a_matter_with_a_signed_agreement_is_not_reopened_by_its_request(session: Session, cast: matters.Cast) -> None:
    case = session.get_one(Case, matters.signed(session, cast).case_id)

    with pytest.raises(Refused):
        reopen_matter(session, cast.coordinator, request_of(session, case), REOPENING)


def test_a_request_is_open_again_together_with_its_case(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    close_case(session, cast.coordinator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "10.06.2022"}))

    reopen_matter(session, cast.coordinator, request_of(session, case), REOPENING)

    assert (case.status, request_of(session, case).status) == (CaseStatus.IN_WORK, RequestStatus.ADMITTED)
    assert len(session.exec(select(Spell)).all()) == 2


# --- keys from elsewhere -------------------------------------------------------------------------------------------------


def test_a_case_is_not_offered_to_a_mediator_of_another_region(
    session: Session, cast: matters.Cast, elsewhere: Elsewhere
) -> None:
    case = matters.admitted(session, cast)
    stranger = session.get_one(Mediator, elsewhere.entry.mediator_id)

    with pytest.raises(Problem):
        assign_mediator(session, cast.coordinator, case, stranger)

    assert case.mediator_id is None


@pytest.mark.parametrize("changed", [{"bound_sides": ["applicant-1", "other-9"]}, {"bound_sides": ["x"]}])
def test_an_agreement_binds_only_sides_of_this_very_matter(
    session: Session, cast: matters.Cast, changed: dict[str, Any]
) -> None:
    case = matters.met(session, cast)
    given = AgreementIn.checked(matters.agreement_typed(session, case, **changed))

    with pytest.raises(Invalid) as refused:
        draft_agreement(session, cast.mediator, case, given)

    assert list(refused.value.fields) == ["bound_sides"]


def test_a_term_is_performed_only_by_sides_of_this_very_matter(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    agreement = matters.drafted(session, cast, case)
    terms = [matters.term_typed(session, case), matters.term_typed(session, case, debtor_sides=["other-7"])]
    given = AgreementIn.checked(matters.agreement_typed(session, case, terms=terms))

    with pytest.raises(Invalid) as refused:
        change_draft(session, cast.mediator, agreement, given)

    assert list(refused.value.fields) == ["terms-1-debtor_sides"]
