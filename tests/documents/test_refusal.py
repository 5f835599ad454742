"""What the notice of refusal and the referral note say, and what neither says."""

import re
from dataclasses import fields

from tests.documents.reading import in_order
from tests.documents.samples import KK, RU, referral, refusal


def test_a_refusal_gives_ground_article_and_where_to_turn(read):
    said = read(refusal(RU))

    assert (
        in_order(
            said,
            "Уведомление об отказе в принятии обращения к медиации",
            "Обращение не принято к медиации.",
            "Основание: Спор затрагивает интересы лиц, не участвующих в медиации (Закон «О медиации», пункт 2 статьи 1).",
            "Вы можете обратиться",
            "Гарантированная государством юридическая помощь",
            "Право обратиться в суд остаётся за вами.",
            "обратитесь к областному координатору: +7 (7232) 00-00-10",
        )
        == []
    )


def test_a_ground_that_no_law_names_stands_alone_and_nowhere_to_turn_makes_no_list(read):
    said = read(refusal(KK, source=None, where=(), objections_to=""))

    assert "Негізі: Дау медиацияға қатыспайтын адамдардың мүддесіне қатысты." in said
    assert [word for word in ("жүгіне аласыз", "үйлестіруші") if word in said] == []


def test_the_referral_note_does_not_say_that_there_was_a_dispute(read):
    said = read(referral(RU)).lower()

    assert "государством юридическая помощь" in said
    assert [word for word in ("спор", "конфликт", "отказ") if re.search(rf"\b{word}", said)] == []


def test_neither_paper_has_room_for_what_a_side_said_of_its_safety():
    assert {field.name for field in fields(referral())} - {field.name for field in fields(refusal())} == set()
    assert {"narrative", "reason", "risk", "answers"} & {field.name for field in fields(refusal())} == set()
