"""`make messages`: sentences are found where they stand, and the phrasebook fills what it knows."""

import pytest

from scripts.messages import Sentence, Translation, Unclear, in_code, in_template, read, sentences, update, write


def found_in(source):
    return [sentence for _line, sentence in in_code(source, "here")]


def test_sentences_are_found_in_code():
    source = """
_("Saved")
_("Two " "parts")
i = ngettext("%(n)s day", "%(n)s days", left)
pgettext("booking", "Held", when=when)
npgettext("of", "%(n)s event", "%(n)s events", n)
"""

    assert set(found_in(source)) == {
        Sentence("Saved"),
        Sentence("Two parts"),
        Sentence("%(n)s day", "", "%(n)s days"),
        Sentence("Held", "booking"),
        Sentence("%(n)s event", "of", "%(n)s events"),
    }


def test_the_labels_of_enums_are_found_under_their_context():
    source = '''
class Channel(Labelled, context="channel"):
    """How it came."""

    PHONE = "phone", "by phone"
    POST = "post", "in writing"
'''

    assert found_in(source) == [Sentence("by phone", "channel"), Sentence("in writing", "channel")]


@pytest.mark.parametrize(
    "source", ["_(name)", '_(f"Hello {name}")', 'ngettext("one", many, n)', "pgettext(context, 'Held')"]
)
def test_a_sentence_that_is_put_together_is_refused(source):
    with pytest.raises(Unclear, match="literal"):
        found_in(source)


def test_sentences_are_found_in_templates():
    source = b"""
{{ _("Saved") }} {{ pgettext("booking", "Held") }} {{ npgettext("of", "%(n)s event", "%(n)s events", 3) }}
{% trans name=name %}
  Hello {{ name }},
  welcome
{% endtrans %}
{% trans n=3 %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %}
"""

    assert {sentence for _line, sentence in in_template(source, "here")} == {
        Sentence("Saved"),
        Sentence("Held", "booking"),
        Sentence("%(n)s event", "of", "%(n)s events"),
        Sentence("Hello %(name)s, welcome"),
        Sentence("%(n)s day", "", "%(n)s days"),
    }


def test_a_template_that_cannot_be_read_is_named():
    with pytest.raises(Unclear, match="here"):
        list(in_template(b"{% if %}", "here"))


def test_one_sentence_cannot_stand_with_and_without_a_plural(tmp_path):
    package = tmp_path / "mediation_cms"
    package.mkdir()
    (package / "a.py").write_text('_("%(n)s day")\nngettext("%(n)s day", "%(n)s days", n)\n')

    with pytest.raises(Unclear, match="context"):
        sentences(tmp_path)


# --- the phrasebook ----------------------------------------------------------------------------------------------------


@pytest.fixture
def locale(tmp_path):
    """A locale with a phrasebook of a few Russian sentences."""
    book = {
        Sentence("other side"): Translation(("вторая сторона",)),
        Sentence("Held", "booking"): Translation(("Удерживается",), ("native reviewer",)),
        Sentence("Held", "consultation"): Translation(("Проведена",)),
        Sentence("Overdue", "obligation"): Translation(("Просрочено",)),
        Sentence("%(n)s day", "", "%(n)s days"): Translation(("%(n)s день", "%(n)s дня", "%(n)s дней")),
        Sentence("IIN"): Translation(("ИИН",)),
    }
    write(tmp_path / "phrasebook" / "ru.po", "ru", book)
    return tmp_path


def catalogue(locale):
    return read(locale / "ru" / "LC_MESSAGES" / "messages.po")


def test_a_known_sentence_is_translated_at_once(locale):
    days, held = Sentence("%(n)s day", "", "%(n)s days"), Sentence("Held", "booking")

    missing = update("ru", [days, held, Sentence("New")], locale)

    assert missing == [Sentence("New")]
    assert catalogue(locale) == {
        days: Translation(("%(n)s день", "%(n)s дня", "%(n)s дней")),
        held: Translation(("Удерживается",), ("native reviewer",)),
    }


@pytest.mark.parametrize(
    ("sentence", "forms"),
    [
        (Sentence("other side", "side"), ("вторая сторона",)),
        (Sentence("Other side"), ("Вторая сторона",)),
        (Sentence("Overdue"), ("Просрочено",)),
        (Sentence("overdue", "report"), ("просрочено",)),
    ],
)
def test_a_sentence_is_known_without_its_context_and_by_its_other_first_letter(locale, sentence, forms):
    assert update("ru", [sentence], locale) == []
    assert catalogue(locale) == {sentence: Translation(forms)}


@pytest.mark.parametrize("sentence", [Sentence("Held"), Sentence("Held", "case"), Sentence("iIN")])
def test_a_sentence_with_two_meanings_is_left_to_people(locale, sentence):
    assert update("ru", [sentence], locale) == [sentence]


def test_a_translation_that_is_no_longer_used_goes_back_to_the_phrasebook(locale):
    path, new = locale / "ru" / "LC_MESSAGES" / "messages.po", Sentence("New")
    update("ru", [new], locale)
    write(path, "ru", {new: Translation(("Новое",))})

    update("ru", [], locale)
    assert catalogue(locale) == {}
    assert update("ru", [new], locale) == []
    assert catalogue(locale) == {new: Translation(("Новое",))}


def test_a_translation_in_use_is_kept_though_the_phrasebook_says_otherwise(locale):
    side = Sentence("other side")
    write(locale / "ru" / "LC_MESSAGES" / "messages.po", "ru", {side: Translation(("другая сторона",))})

    update("ru", [side], locale)

    assert catalogue(locale) == {side: Translation(("другая сторона",))}


def test_the_same_sentences_make_the_same_files(locale):
    some = [
        Sentence("New"),
        Sentence("other side"),
        Sentence("%(n)s day", "", "%(n)s days"),
        Sentence("Held", "booking"),
    ]
    update("ru", some, locale)
    files = {path: path.read_bytes() for path in locale.rglob("*.po")}

    update("ru", reversed(some), locale)

    assert {path: path.read_bytes() for path in locale.rglob("*") if path.is_file()} == files
    assert not any(b"Date" in content or b"python-format" in content for content in files.values())
