"""The signing of a settlement agreement: who signs, on which day, and that it ends the mediation."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from mediation_cms.agreements.actions import sign_agreement
from mediation_cms.agreements.inputs import SigningIn
from mediation_cms.agreements.models import Agreement, Obligation, Signature, SigningMode
from mediation_cms.agreements.papers import agreement_facts
from mediation_cms.agreements.queries import signatories_of, signed_agreement_of
from mediation_cms.agreements.workflow import AGREEMENT, AgreementStatus
from mediation_cms.audit.models import Entry
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.errors import Invalid, Problem, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.inputs import RepresentativeIn
from mediation_cms.intake.models import Outcome, Request, Spell
from mediation_cms.intake.party_actions import add_representative
from tests import make
from tests.make import matters


def sign(session: Session, cast: matters.Cast, agreement: Agreement, **changed: Any) -> None:
    """Both sign on 14 June 2022, or as it is said."""
    signed = matters.signing(session, cast, agreement, **changed)
    sign_agreement(session, cast.mediator, agreement, signed, matters.scan(session, cast))


def case_of(session: Session, agreement: Agreement) -> Case:
    """The case of an agreement."""
    return session.get_one(Case, agreement.case_id)


# --- signing -------------------------------------------------------------------------------------------------------------


def test_a_signed_agreement_ends_the_mediation_on_that_day(session: Session, cast: matters.Cast) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))
    scan = matters.scan(session, cast)

    sign_agreement(session, cast.mediator, agreement, matters.signing(session, cast, agreement), scan)

    case = case_of(session, agreement)
    request = session.get_one(Request, case.request_id)
    assert (agreement.status, agreement.signed_on, agreement.signing) == (
        AgreementStatus.SIGNED, date(2022, 6, 14), SigningMode.PAPER,
    )  # fmt: skip
    assert (agreement.scan_id, agreement.scan_sha256) == (scan.id, scan.sha256)
    assert (case.status, case.outcome, case.ended_on) == (CaseStatus.ENDED, Outcome.AGREEMENT, date(2022, 6, 14))
    assert (request.outcome, request.ended_on) == (Outcome.AGREEMENT, date(2022, 6, 14))
    assert [(spell.ended_on, spell.outcome) for spell in session.exec(select(Spell))] == [
        (date(2022, 6, 14), Outcome.AGREEMENT)
    ]
    assert [party.side for _signature, party in signatories_of(session, agreement)] == ["applicant", "other"]
    assert signed_agreement_of(session, case) is agreement
    assert [entry.action for entry in session.exec(select(Entry).order_by(col(Entry.id)))][-3:] == [
        "agreement.drafted", "agreement.signed", "mediation.ended",
    ]  # fmt: skip


def test_copies_exchanged_by_email_are_a_signing_too(session: Session, cast: matters.Cast) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))

    sign(session, cast, agreement, signing="email_exchange")

    assert agreement.signing is SigningMode.EMAIL_EXCHANGE


def test_all_that_is_lacking_is_said_at_once(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    agreement = matters.drafted(
        session, cast, case, lawful="", terms=[matters.term_typed(session, case, due_on="01.06.2022")]
    )

    with pytest.raises(Refused) as refused:
        sign(session, cast, agreement, signed_by=[str(matters.parties(session, case)[0].id)])

    assert str(refused.value) == (
        "The agreement is not ready to sign: term 1: a due date that is not before the signing, the mediator's mark that no "
        "term is unlawful, the signature: Воробьёва Светлана Игоревна. Complete it and check again."
    )
    assert (agreement.status, case.status) == (AgreementStatus.DRAFT, CaseStatus.IN_MEDIATION)


def test_there_is_no_agreement_without_a_meeting(session: Session, cast: matters.Cast) -> None:
    agreement = matters.drafted(session, cast, matters.in_mediation(session, cast))

    with pytest.raises(Refused, match="a meeting that was held"):
        sign(session, cast, agreement)


def test_a_representative_signs_for_the_side(session: Session, cast: matters.Cast) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))
    case = case_of(session, agreement)
    applicant, other = matters.parties(session, case)
    speaks = {
        "person": {"given_name": "Дәулет"},
        "capacity": "power_of_attorney",
        "document_no": "17",
        "document_on": "01.06.2022",
    }
    request = session.get_one(Request, case.request_id)
    speaker = add_representative(session, cast.mediator, request, other, RepresentativeIn.checked(speaks))

    sign(session, cast, agreement, signed_by=[str(applicant.id), str(speaker.id)])

    assert {row.party_id for row in session.exec(select(Signature))} == {applicant.id, speaker.id}
    first, second = agreement_facts(session, agreement, (Language.KK,)).signatories
    assert (first.side, first.stands_for, second.side, second.name.kk) == (1, None, 2, "Дәулет")
    assert second.stands_for is not None
    assert second.stands_for.kk == "Воробьёва Светлана Игоревна"


def lines(session: Session, agreement: Agreement) -> list[tuple[int, bool]]:
    """Who has a line to sign on in the paper of the agreement: the side, and whether another signs for it."""
    facts = agreement_facts(session, agreement, (Language.KK,))
    return [(one.side, one.stands_for is not None) for one in facts.signatories]


def test_a_side_that_signs_itself_though_somebody_speaks_for_it_has_the_line(
    session: Session, cast: matters.Cast
) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))
    case = case_of(session, agreement)
    applicant, other = matters.parties(session, case)
    speaks = {"person": {"given_name": "Дәулет"}, "capacity": "guardian"}
    request = session.get_one(Request, case.request_id)
    add_representative(session, cast.mediator, request, other, RepresentativeIn.checked(speaks))
    assert lines(session, agreement) == [(1, False), (2, True)]

    sign(session, cast, agreement, signed_by=[str(applicant.id), str(other.id)])

    assert lines(session, agreement) == [(1, False), (2, False)]


def test_the_lines_on_which_the_sides_signed_are_those_of_the_signed_agreement(
    session: Session, cast: matters.Cast
) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))
    before = agreement_facts(session, agreement, (Language.KK,)).signatories

    sign(session, cast, agreement)

    assert agreement_facts(session, agreement, (Language.KK,)).signatories == before
    assert [one.side for one in before] == [1, 2]


def test_a_firm_signs_under_its_name_in_the_language_of_the_paper(session: Session, cast: matters.Cast) -> None:
    firm = {"name": "«Шығыс Құрылыс» ЖШС", "name_ru": "ТОО «Шығыс Құрылыс»", "bin": "990140000007", "address": "Абай 1"}
    reached = {"contact": {"channel": "phone", "value": "+7 701 123 45 67"}}
    case = matters.in_work(
        session, cast, others=[{"side": "other", "kind": "organisation", "organisation": firm | reached}]
    )
    matters.contract(session, cast, case)
    agreement = matters.drafted(session, cast, case)

    (_applicant, builds) = agreement_facts(session, agreement, (Language.RU,)).signatories
    assert (builds.name.kk, builds.name.ru) == ("«Шығыс Құрылыс» ЖШС", "ТОО «Шығыс Құрылыс»")


def test_a_side_that_does_not_sign_may_stay_outside(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast, others=_two_others(session, cast))
    matters.contract(session, cast, case)
    matters.meeting(session, cast, case)
    agreement = matters.drafted(session, cast, case, bound_sides=["applicant-1", "other-1"], partial="yes", terms=[
        matters.term_typed(session, case, debtor_sides=["other-1"]),
    ])  # fmt: skip

    sign(session, cast, agreement, signed_by=[str(party.id) for party in matters.parties(session, case)[:2]])

    assert (agreement.bound_sides, agreement.partial) == (["applicant-1", "other-1"], True)


def _two_others(session: Session, cast: matters.Cast) -> list[dict[str, Any]]:
    other = make.request_typed(cast.country.cabinet, matters.RECEIVED)["others"][0]
    return [other, other]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"signed_on": "02.06.2022"}, "signed_on: The signing is before the mediation contract. Check the dates."),
        (
            {"signed_by": []},
            (
                "The agreement is not ready to sign: the signature: Төлегенов Қайрат Мұхаметжанұлы, "
                "the signature: Воробьёва Светлана Игоревна. Complete it and check again."
            ),
        ),
    ],
)
def test_a_signing_is_refused(session: Session, cast: matters.Cast, typed: dict[str, Any], said: str) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))

    with pytest.raises(Problem) as refused:
        sign(session, cast, agreement, **typed)
    assert str(refused.value) == said


@pytest.mark.parametrize("field", ["signed_on", "place", "signing"])
def test_the_day_the_place_and_the_way_of_signing_are_asked(session: Session, cast: matters.Cast, field: str) -> None:
    typed = {"signed_on": "14.06.2022", "place": "Өскемен", "signing": "paper", "signed_by": []} | {field: ""}

    with pytest.raises(Invalid) as refused:
        SigningIn.checked(typed)
    assert list(refused.value.fields) == [field]


def test_the_signature_of_a_stranger_does_not_count(session: Session, cast: matters.Cast) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))
    stranger = matters.parties(session, matters.in_work(session, cast))[1]
    applicant = matters.parties(session, case_of(session, agreement))[0]

    with pytest.raises(Refused, match="the signature: Воробьёва"):
        sign(session, cast, agreement, signed_by=[str(applicant.id), str(stranger.id)])


def test_a_mediator_suspended_on_the_day_makes_no_agreement(session: Session, cast: matters.Cast) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))
    matters.suspended_since(session, cast, "10.06.2022", "01.07.2022")

    with pytest.raises(Refused, match=r"The mediator was suspended on 10 June 2022"):
        sign(session, cast, agreement)


def test_a_cabinet_of_ethnomediation_signs_no_agreement(session: Session, cast: matters.Cast) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))
    matters.ethnomediation_since(session, cast.country.cabinet, date(2022, 6, 10))

    with pytest.raises(
        Refused, match=r"concludes no mediation contracts and agreements since 10 June 2022.*Source: мәлімдеме"
    ):
        sign(session, cast, agreement)


def test_an_agreement_of_the_time_of_mediation_can_be_entered_later(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    matters.ethnomediation_since(session, cast.country.cabinet, date(2024, 1, 1))

    agreement = matters.drafted(session, cast, case)
    sign(session, cast, agreement)

    assert case.outcome is Outcome.AGREEMENT


def test_an_agreement_is_signed_once(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)

    with pytest.raises(Refused, match="This was changed meanwhile"):
        sign(session, cast, agreement)
    assert len(session.exec(select(Obligation)).all()) == 1


def test_every_state_of_an_agreement_is_reached() -> None:
    assert {AgreementStatus.DRAFT, *AGREEMENT.table.values()} == set(AgreementStatus)
