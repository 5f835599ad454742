"""From the draft to the signed agreement: what it lacks is said, what is signed ends the mediation."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, col, select

from mediation_cms.agreements.actions import change_draft, draft_agreement, drop_draft, sign_agreement
from mediation_cms.agreements.drafting import missing_for_signing, words_of
from mediation_cms.agreements.inputs import AgreementIn, SigningIn
from mediation_cms.agreements.models import Agreement, Obligation, Signature, SigningMode
from mediation_cms.agreements.queries import draft_of, signatories_of, signed_agreement_of
from mediation_cms.agreements.workflow import AGREEMENT, AgreementStatus
from mediation_cms.audit.models import Entry
from mediation_cms.cases.actions import end_mediation
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.errors import Forbidden, Invalid, Problem, Refused
from mediation_cms.intake.inputs import RepresentativeIn
from mediation_cms.intake.models import Outcome, Request, Spell
from mediation_cms.intake.party_actions import add_representative
from tests import make
from tests.make import matters


def missing(session: Session, agreement: Agreement, signed_on: date | None = None) -> list[str]:
    """What the draft lacks, in English."""
    return [str(each) for each in missing_for_signing(session, agreement, signed_on)]


def sign(session: Session, cast: matters.Cast, agreement: Agreement, **changed: Any) -> None:
    """Both sign on 14 June 2022, or as it is said."""
    signed = matters.signing(session, cast, agreement, **changed)
    sign_agreement(session, cast.mediator, agreement, signed, matters.scan(session, cast))


def case_of(session: Session, agreement: Agreement) -> Case:
    """The case of an agreement."""
    return session.get_one(Case, agreement.case_id)


# --- draft ---------------------------------------------------------------------------------------------------------------


def test_a_draft_holds_its_terms_in_both_languages_and_sealed(session: Session, cast: matters.Cast) -> None:
    agreement = matters.drafted(session, cast, matters.met(session, cast))

    written = words_of(session, agreement)
    assert agreement.number.endswith("-000001-A1")
    assert written.heading["subject_ru"] == "Вода из колодца и граница."
    assert [term.words for term in written.terms] == [{
        "what_kk": "Дуалды бұрынғы орнына жылжытады.", "what_ru": "Переносит забор на прежнее место.",
        "proof_kk": "Бірге өлшеу", "proof_ru": "Совместный замер",
    }]  # fmt: skip
    assert "забор".encode() not in (written.terms[0].obligation.what_ru_sealed or b"")


def test_empty_rows_of_the_form_are_left_out(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    rows = [
        matters.term_typed(session, case),
        {"debtor_sides": ["other-1"]},
        matters.term_typed(session, case, amount="85 000"),
    ]

    agreement = matters.drafted(session, cast, case, terms=rows)

    assert [(term.obligation.position, term.obligation.amount) for term in words_of(session, agreement).terms] == [
        (1, None),
        (2, 85_000),
    ]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"amount": "0"}, "A sum is more than zero. Leave it empty if nothing is paid."),
        ({"due_on": "31.02.2023"}, "There is no such date. Use day.month.year, for example 21.11.2026."),
        ({"what_kk": "а" * 2001}, "Too long: 2,001 characters, the limit is 2,000. Shorten it."),
    ],
)
def test_what_cannot_be_a_term_is_refused_beside_its_field(
    session: Session, cast: matters.Cast, term: dict[str, str], said: str
) -> None:
    case = matters.met(session, cast)
    typed = matters.agreement_typed(session, case, terms=[matters.term_typed(session, case, **term)])

    with pytest.raises(Invalid) as refused:
        AgreementIn.checked(typed)

    assert {name: str(sentence) for name, sentence in refused.value.fields.items()} == {
        f"terms-0-{next(iter(term))}": said
    }


def test_there_is_one_draft_at_a_time(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    matters.drafted(session, cast, case)

    with pytest.raises(Refused, match="There is a draft already"):
        matters.drafted(session, cast, case)


def test_a_draft_that_was_given_up_keeps_its_number(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    first = matters.drafted(session, cast, case)
    drop_draft(session, cast.mediator, first)

    second = matters.drafted(session, cast, case)

    assert (first.status, second.number[-3:]) == (AgreementStatus.DROPPED, "-A2")
    assert draft_of(session, case) is second
    with pytest.raises(Refused, match="This draft was given up"):
        change_draft(session, cast.mediator, first, AgreementIn.checked(matters.agreement_typed(session, case)))


def test_there_is_no_agreement_without_a_contract(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)

    with pytest.raises(Refused, match="Mediation cannot start without a contract"):
        matters.drafted(session, cast, case)


def test_a_draft_is_the_mediators_alone(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)

    for actor in (cast.coordinator, cast.receptionist):
        with pytest.raises(Forbidden):
            draft_agreement(session, actor, case, AgreementIn.checked(matters.agreement_typed(session, case)))


def test_of_two_who_change_one_draft_the_slower_is_told(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    agreement = matters.drafted(session, cast, case)
    session.connection().exec_driver_sql("UPDATE agreement SET version = version + 1")

    with pytest.raises(StaleDataError):
        change_draft(
            session,
            cast.mediator,
            agreement,
            AgreementIn.checked(matters.agreement_typed(session, case, partial="yes")),
        )


def test_a_change_of_the_terms_alone_is_a_change_of_the_draft(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    bare = dict.fromkeys(("subject_kk", "subject_ru", "consequences_kk", "consequences_ru"), "")
    typed = matters.agreement_typed(session, case, **bare)
    agreement = draft_agreement(session, cast.mediator, case, AgreementIn.checked(typed))
    before = agreement.version
    change_draft(session, cast.mediator, agreement, AgreementIn.checked(typed | {"terms": typed["terms"] * 2}))
    assert agreement.version > before
    assert len(words_of(session, agreement).terms) == 2


def test_a_draft_of_a_mediation_that_ended_otherwise_is_not_changed(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    agreement = matters.drafted(session, cast, case)
    ending = {"ending": "excluded", "on": "20.06.2022", "reason": "…"}
    end_mediation(session, cast.mediator, case, EndingIn.checked(ending))

    with pytest.raises(Refused, match="This draft was given up"):
        change_draft(session, cast.mediator, agreement, AgreementIn.checked(matters.agreement_typed(session, case)))
    with pytest.raises(Refused, match="This was changed meanwhile"):
        sign(session, cast, agreement)


# --- fitness -------------------------------------------------------------------------------------------------------------


def test_a_whole_draft_lacks_nothing(session: Session, cast: matters.Cast) -> None:
    assert missing(session, matters.drafted(session, cast, matters.met(session, cast)), matters.SIGNED_ON) == []


def test_everything_that_an_empty_draft_lacks_is_named(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    agreement = draft_agreement(session, cast.mediator, case, AgreementIn.checked({"language": "kk+ru"}))

    assert missing(session, agreement) == [
        "a meeting that was held",
        "at least two sides that the agreement binds",
        "the subject of the dispute in each language of the agreement",
        "the consequences of non-performance in each language of the agreement",
        "at least one obligation",
        "the mediator's mark that no term is unlawful",
    ]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"what_ru": ""}, "term 1: the words in each language of the agreement"),
        ({"debtor_sides": []}, "term 1: who performs it, of the sides that the agreement binds"),
        ({"due_on": ""}, "term 1: by when"),
        ({"due_on": "13.06.2022"}, "term 1: a due date that is not before the signing"),
    ],
)
def test_what_a_term_lacks_is_named(session: Session, cast: matters.Cast, term: dict[str, Any], said: str) -> None:
    case = matters.met(session, cast)
    agreement = matters.drafted(session, cast, case, terms=[matters.term_typed(session, case, **term)])

    assert missing(session, agreement, matters.SIGNED_ON) == [said]


def test_an_agreement_in_one_language_needs_no_other(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    term = matters.term_typed(session, case, what_ru="", proof_ru="")

    agreement = matters.drafted(session, cast, case, language="kk", subject_ru="", consequences_ru="", terms=[term])

    assert missing(session, agreement, matters.SIGNED_ON) == []


def test_the_interests_of_a_minor_are_considered_and_a_representative_speaks(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.met(session, cast)
    party = matters.parties(session, case)[1]
    party.minor = True
    session.add(party)
    agreement = matters.drafted(session, cast, case)

    assert missing(session, agreement) == [
        "a legal representative: Воробьёва Светлана Игоревна", "the mark that the minor's interests were considered",
    ]  # fmt: skip


def test_a_due_date_on_the_day_of_signing_is_fine(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    agreement = matters.drafted(session, cast, case, terms=[matters.term_typed(session, case, due_on="14.06.2022")])

    assert missing(session, agreement, matters.SIGNED_ON) == []


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
