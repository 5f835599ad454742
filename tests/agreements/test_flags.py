"""Red flags before the signing: each on a term that raises it and on one that does not."""

from datetime import date
from typing import Any

import pytest

from mediation_cms.agreements.fitness import flags_of
from mediation_cms.agreements.flags import AgreementText, TermText, WordLists, bare_sum, met, red_flags
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_law import read_rules
from tests.make import matters

TODAY = date(2026, 11, 22)
RULES = {rule.code: rule.value for rule in read_rules(REFERENCE)}
WORDS = WordLists(
    *(RULES[f"agreement.words.{name}"] for name in ("weak", "third_persons", "guardianship", "beyond_scope"))
)


def flags(text, /, due_on=TODAY, **changed):
    """What is said of an agreement with one term of these words."""
    whole: dict[str, Any] = {"outsiders": ["Ким Виктор"], "minors": False, "minors_considered": False} | changed
    return red_flags(AgreementText([TermText(1, [text], due_on)], **whole), WORDS, TODAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Постарается вернуть долг.", "Постарается"),
        ("Тарап берешекті қайтаруға тырысады.", "тырысады"),
        ("Мүмкіндігінше көмектеседі.", "Мүмкіндігінше"),
        ("Платит по мере возможности.", "по мере возможности"),
        ("Обязуется за третьих лиц.", "третьих лиц"),
        ("Ким Виктор платит за ремонт.", "Ким Виктор"),
        ("Просит прекратить уголовное дело.", "прекратить уголовное"),
        ("Выплачивает 150 000 до весны.", "150 000"),
        ("Выплачивает 25000.", "25000"),
    ],
)
def test_words_that_will_not_hold_are_pointed_at(text, said):
    (flag,) = flags(text)
    assert said in str(flag.why)


@pytest.mark.parametrize(
    "text",
    [
        "Переносит забор до 20 июля 2027 года.",
        "Платит 150 000 (сто пятьдесят тысяч) тенге.",
        "150 000 (бір жүз елу мың) теңге төлейді.",
        "Чистит старый колодец.",  # an adjective, no attempt
        "Договор № 12345 остаётся в силе.",
    ],
)
def test_words_that_hold_are_left_alone(text):
    assert flags(text) == []


def test_a_day_that_has_passed_is_pointed_at():
    assert [flag.position for flag in flags("Платит.", due_on=date(2026, 11, 21))] == [1]


@pytest.mark.parametrize(
    ("text", "considered", "count"),
    [
        ("Встречается с ребёнком.", False, 2),
        ("Встречается с ребёнком.", True, 1),
        ("С согласия органа опеки.", True, 0),
    ],
)
def test_where_a_minor_is_concerned_both_interests_and_guardianship_are_asked(text, considered, count):
    assert len(flags(text, minors=True, minors_considered=considered)) == count


def test_a_stem_meets_every_ending_and_no_middle_of_a_word():
    assert (met("стремится", ["стреми"]), met("устремится", ["стреми"]), bare_sum("2027 жылы")) == ("стремится", "", "")


def test_the_flags_of_a_draft_are_read_from_its_rows(session, cast):
    case = matters.met(session, cast)
    term = matters.term_typed(session, case, what_ru="Постарается перенести забор.", due_on="20.07.2100")
    draft = matters.drafted(session, cast, case, terms=[term])

    assert [flag.position for flag in flags_of(session, draft)] == [1]
