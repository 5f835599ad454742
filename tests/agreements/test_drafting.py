"""The draft of a settlement agreement: its terms, who writes it, and what it lacks before it can be signed."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from mediation_cms.agreements.actions import change_draft, draft_agreement, drop_draft, sign_agreement
from mediation_cms.agreements.drafting import missing_for_signing, words_of
from mediation_cms.agreements.fitness import flags_of
from mediation_cms.agreements.inputs import AgreementIn
from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.queries import draft_of
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.actions import end_mediation
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.core.dates import day
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.languages import Language
from tests.make import matters


def missing(session: Session, agreement: Agreement, signed_on: date | None = None) -> list[str]:
    """What the draft lacks, in English."""
    return [str(each) for each in missing_for_signing(session, agreement, signed_on)]


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
    signed = matters.signing(session, cast, agreement)
    scan = matters.scan(session, cast)
    with pytest.raises(Refused, match="This was changed meanwhile"):
        sign_agreement(session, cast.mediator, agreement, signed, scan)


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


# --- what of a clause still stands in braces -----------------------------------------------------------------------------


def test_only_the_languages_of_the_agreement_are_looked_at(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    term = matters.term_typed(
        session, case, what_ru="Постарается отдать {thing} по адресу {place}.", due_on="20.07.2100"
    )

    agreement = matters.drafted(session, cast, case, terms=[term], language="kk")
    assert (missing(session, agreement), flags_of(session, agreement)) == ([], [])

    given = AgreementIn.checked(matters.agreement_typed(session, case, terms=[term], language="ru"))
    change_draft(session, cast.mediator, agreement, given)
    assert missing(session, agreement) == [
        "term 1: what stands in braces: which thing, where: an address, a plot, a flat"
    ]
    assert flags_of(session, agreement) != []


def test_what_the_term_says_itself_is_filled_in_also_when_it_was_typed_later(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.met(session, cast)
    term = matters.term_typed(session, case, what_ru="{amount} не позднее {due}: {thing}", amount="5000")

    agreement = matters.drafted(session, cast, case, terms=[term])

    (written,) = words_of(session, agreement).terms
    assert written.words["what_ru"] == f"5\xa0000\xa0₸ не позднее {day(date(2022, 7, 20), Language.RU)}: {{thing}}"
