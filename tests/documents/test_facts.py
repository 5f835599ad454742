"""Facts of a paper wait, sealed, until the jobs process prints them."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import AgreementFacts, as_written, from_json, to_json
from tests.documents.every_sample import all_samples
from tests.documents.samples import PAYMENT, agreement, receipt


@pytest.mark.parametrize("facts", all_samples(), ids=lambda facts: f"{facts.kind}-{'-'.join(facts.languages)}")
def test_facts_come_out_of_storage_as_they_went_in(facts):
    assert from_json(to_json(facts)) == facts
    assert to_json(from_json(to_json(facts))) == to_json(facts)


def test_sums_stay_exact_and_dates_stay_dates():
    stored = from_json(to_json(agreement(terms=(PAYMENT,))))

    assert isinstance(stored, AgreementFacts)
    assert (stored.terms[0].amount, stored.terms[0].due_on) == (Decimal(85000), date(2026, 8, 10))
    assert '"amount":"85000","due_on":"2026-08-10"' in to_json(agreement(terms=(PAYMENT,)))


def test_a_fact_of_a_wrong_kind_is_noticed_when_the_paper_is_asked_for():
    with pytest.raises(ValueError, match="Expected `date`"):
        to_json(receipt(answer_by="ертең"))


def test_what_is_no_paper_is_refused():
    for text in ("{}", '{"kind": "love letter"}', "[]", to_json(receipt()).replace('"received_by"', '"other"')):
        with pytest.raises(ValidationError):
            from_json(text)


@pytest.mark.parametrize("languages", [(), (Language.EN,), (Language.RU, Language.KK), (Language.KK, Language.EN)])
def test_papers_are_made_in_kazakh_in_russian_or_in_both(languages):
    with pytest.raises(ValueError, match="a paper is made in one of"):
        agreement(languages)


def test_words_of_people_stand_as_they_were_written():
    assert as_written("құдық", "") == Words("құдық", "құдық")
    assert as_written("", "колодец") == Words("колодец", "колодец")
    assert as_written("құдық", "колодец") == Words("құдық", "колодец")
