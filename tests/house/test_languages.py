"""Kazakh first, Russian equal, English complete: every sentence is there in each language, and fits."""

import re
from collections import Counter

import pytest

from scripts.messages import LANGUAGES, LOCALE, Sentence, read, sentences
from tests.house.code import none_of

PLACEHOLDER = re.compile(r"%\((\w+)\)\w|%%|<[^<>]+>")


def placeholders(words: str) -> Counter[str]:
    """What must come through a translation: `%(name)s`, `%%` and tags."""
    return Counter(found.group() for found in PLACEHOLDER.finditer(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language):
    found, translated = sentences(), read(LOCALE / language / "LC_MESSAGES" / "messages.po")

    assert found
    none_of(f"{place}: {sentence.msgid}" for sentence, place in found.items() if sentence not in translated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_is_of_a_sentence_that_is_still_said(language):
    none_of(
        sentence.msgid for sentence in set(read(LOCALE / language / "LC_MESSAGES" / "messages.po")) - set(sentences())
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_machine_s_guess(language):
    assert "#, fuzzy" not in (LOCALE / language / "LC_MESSAGES" / "messages.po").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_its_placeholders(language):
    translated = read(LOCALE / language / "LC_MESSAGES" / "messages.po")

    none_of(
        f"{sentence.msgid} → {form}"
        for sentence, said in translated.items()
        for form in said.forms
        if lost(sentence, form)
    )


def lost(sentence: Sentence, form: str) -> bool:
    """Whether the translation loses or adds a placeholder. A form for a fixed number may leave the number out."""
    wanted = [placeholders(sentence.msgid), placeholders(sentence.plural or sentence.msgid)]
    return placeholders(form) not in wanted


def test_a_lost_placeholder_is_noticed():
    assert lost(Sentence("Case %(number)s"), "Іс")
    assert lost(Sentence("Case %(number)s"), "Іс %(nomer)s")
    assert lost(Sentence("100%%"), "100%")
    assert not lost(Sentence("Case %(number)s"), "%(number)s іс")
    assert not lost(Sentence("One day", "", "%(n)s days"), "%(n)s күн")
