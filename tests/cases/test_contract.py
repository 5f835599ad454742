"""The mediation contract: article 21 asks for eleven things, and each missing one is named."""

from datetime import date

import pytest
from sqlmodel import Session, select

from mediation_cms.cases.actions import conclude_contract
from mediation_cms.cases.assignment_actions import accept_offer, admit, assign_mediator
from mediation_cms.cases.inputs import AdmissionIn, ContractIn
from mediation_cms.cases.models import Contract
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Forbidden, Invalid, Problem, Refused
from mediation_cms.people.models import Contact, Person
from tests.make import matters
from tests.make.intake import request

EMPTY = "This is empty. Fill it in."


def refusal(session: Session, cast: matters.Cast, **changed: object) -> str:
    """What is said when a contract is typed so, for a case in work."""
    case = matters.in_work(session, cast)
    with pytest.raises(Problem) as refused:
        matters.contract(session, cast, case, **changed)
    assert case.status is CaseStatus.IN_WORK
    return str(refused.value)


def test_the_contract_starts_the_mediation_and_its_term(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)

    contract = matters.contract(session, cast, case)

    assert (case.status, case.due_on) == (CaseStatus.IN_MEDIATION, date(2022, 7, 4))
    assert (contract.number, contract.concluded_on, contract.ends_on) == (
        f"{case.number}-C", date(2022, 6, 3), date(2022, 7, 3),
    )  # fmt: skip
    assert contract.district_id == cast.country.district.id
    assert unseal(session, contract, "subject_sealed") == "Құдық суын пайдалану және учаскелердің шекарасы."


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("concluded_on", EMPTY),
        ("concluded_at", "Give the hour at which the contract was drawn up."),
        ("place", EMPTY),
        ("language", "Choose one."),
        ("mediation_language", EMPTY),
        ("subject", EMPTY),
        ("expenses", EMPTY),
        ("confidentiality", EMPTY),
        ("liability", EMPTY),
        ("procedure", EMPTY),
        ("term_days", EMPTY),
    ],
)
def test_each_missing_field_is_refused_by_name(session: Session, cast: matters.Cast, field: str, sentence: str) -> None:
    typed = matters.contract_typed(session, matters.in_work(session, cast), **{field: ""})

    with pytest.raises(Invalid) as refused:
        ContractIn.checked(typed)

    assert {name: str(said) for name, said in refused.value.fields.items()} == {field: sentence}


def test_what_is_not_known_of_a_side_is_named(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    other = session.get_one(Person, matters.parties(session, case)[1].person_id)
    other.iin_sealed = other.address_sealed = None
    session.delete(session.exec(select(Contact).where(Contact.person_id == other.id)).one())
    session.add(other)
    session.flush()

    with pytest.raises(Invalid) as refused:
        matters.contract(session, cast, case, chosen_by=["applicant-1"], signed_by=["applicant-1"])

    name = "Воробьёва Светлана Игоревна"
    assert {field: str(said) for field, said in refused.value.fields.items()} == {
        "chosen_by": f"Mark every side. Missing: {name}.",
        "requisites-0": f"Identity data: {name}",
        "requisites-1": f"Place of residence: {name}",
        "requisites-2": f"Contact phone: {name}",
        "signed_by": f"Mark every side. Missing: {name}.",
    }


def test_a_mediation_needs_two_sides_with_names(session: Session, cast: matters.Cast) -> None:
    alone = matters.in_work(session, cast, others=[])
    with pytest.raises(Invalid, match=r"^requisites-0: A second side$"):
        matters.contract(session, cast, alone)

    unnamed = matters.in_work(session, cast, others=[{"side": "other", "kind": "unnamed"}])
    with pytest.raises(Invalid, match=r"^requisites-0: The name of side 2$"):
        matters.contract(session, cast, unnamed)


def test_a_minor_needs_a_representative(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    party = matters.parties(session, case)[1]
    party.minor = True
    session.add(party)

    with pytest.raises(Invalid, match=r"^requisites-0: A legal representative: Воробьёва Светлана Игоревна"):
        matters.contract(session, cast, case)


def test_every_one_of_three_sides_signs(session: Session, cast: matters.Cast) -> None:
    case = matters.with_three_sides(session, cast)

    with pytest.raises(Invalid, match=r"^signed_by: Mark every side\. Missing: Ерік\.$"):
        matters.contract(session, cast, case, signed_by=["applicant-1", "other-1"])
    assert matters.contract(session, cast, case).signed_by == ["applicant-1", "other-1", "other-2"]


def test_only_sides_of_the_matter_sign(session: Session, cast: matters.Cast) -> None:
    said = refusal(session, cast, signed_by=["applicant-1", "other-1", "other-9"])

    assert said == "signed_by: There is no such choice. Choose from the list."


def test_a_public_mediator_takes_no_fee(session: Session, cast: matters.Cast) -> None:
    assert refusal(session, cast, fee="50 000") == "fee: A public mediator acts free of charge: leave the fee empty."


def test_a_professional_mediator_may_take_a_fee(session: Session, cast: matters.Cast) -> None:
    conducts, entry = matters.mediator_at_work(
        session, cast.country, "Виктор Ким", kind="professional", certificate_no="0117"
    )
    cast = matters.Cast(cast.country, cast.receptionist, cast.coordinator, conducts, entry)

    assert matters.contract(session, cast, matters.in_work(session, cast), fee="50 000").fee == 50_000


def test_a_mediator_suspended_on_the_day_concludes_no_contract(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    matters.suspended_since(session, cast, "01.06.2022", "10.06.2022")

    with pytest.raises(Refused, match=r"The mediator was suspended on 1 June 2022\. Assign another\."):
        matters.contract(session, cast, case)
    assert matters.contract(session, cast, case, concluded_on="10.06.2022").ends_on == date(2022, 7, 10)


def test_a_cabinet_of_ethnomediation_concludes_no_contract_and_names_the_source(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.in_work(session, cast)
    matters.ethnomediation_since(session, cast.country.cabinet, date(2024, 1, 1))

    with pytest.raises(Refused) as refused:
        matters.contract(session, cast, case, concluded_on="15.01.2024")

    assert str(refused.value) == (
        "This cabinet concludes no mediation contracts and agreements since 1 January 2024: its work is ethnomediation. "
        "Source: мәлімдеме. Open a prevention record."
    )
    assert matters.contract(session, cast, case, concluded_on="31.12.2023").concluded_on == date(2023, 12, 31)


def test_the_term_is_not_longer_than_the_law_allows(session: Session, cast: matters.Cast) -> None:
    assert refusal(session, cast, term_days="31") == "term_days: Between 1 and 30. Type a number in this range."


def test_the_contract_is_not_before_the_admission(session: Session, cast: matters.Cast) -> None:
    came = request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26))
    case = admit(session, cast.receptionist, came, AdmissionIn(on=date(2022, 5, 30)))
    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)

    with pytest.raises(Invalid) as refused:
        matters.contract(session, cast, case, concluded_on="28.05.2022")

    said = "concluded_on: The contract is before the admission of the case. Check the dates."
    assert str(refused.value) == said
    assert matters.contract(session, cast, case, concluded_on="30.05.2022").concluded_on == case.admitted_on


def test_a_contract_is_concluded_once(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)

    with pytest.raises(Refused, match="This was changed meanwhile"):
        matters.contract(session, cast, case)
    assert len(session.exec(select(Contract)).all()) == 1


def test_only_the_mediator_concludes_the_contract(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    given = ContractIn.checked(matters.contract_typed(session, case))

    for actor in (cast.coordinator, cast.receptionist):
        with pytest.raises(Forbidden):
            conclude_contract(session, actor, case, given)


def test_there_is_no_contract_before_the_mediator_accepts(session: Session, cast: matters.Cast) -> None:
    with pytest.raises(Forbidden):
        matters.contract(session, cast, matters.offered(session, cast))
