"""Sentences: values that are put into a language where they are shown."""

import copy
import os
import pickle
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from mediation_cms.core import dates, formats, i18n
from mediation_cms.core.i18n import (
    Joined,
    Labelled,
    Language,
    Message,
    Phrase,
    Raised,
    Text,
    Words,
    _,
    labels,
    ngettext,
    npgettext,
    pgettext,
)  # fmt: skip
from scripts.messages import Sentence, Translation, write

KK, RU, EN = Language.KK, Language.RU, Language.EN


class Channel(Labelled, context="test channel"):
    PHONE = "phone", "by phone"
    POST = "post", "by post"


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    """Catalogues of our own: `catalogues("ru", {Sentence(…): (…)})`."""
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    i18n.forget()
    i18n.labels.cache_clear()

    def fill(language, book):
        translations = {sentence: Translation(forms) for sentence, forms in book.items()}
        write(tmp_path / language / "LC_MESSAGES" / "messages.po", language, translations)
        i18n.forget()

    for language in ("kk", "ru"):
        fill(language, {})
    yield fill
    i18n.forget()
    i18n.labels.cache_clear()


def test_a_sentence_is_said_in_each_language(catalogues):
    catalogues("kk", {Sentence("Saved"): ("Сақталды",)})
    catalogues("ru", {Sentence("Saved"): ("Сохранено",)})

    assert [_("Saved").in_(language) for language in Language] == ["Сақталды", "Сохранено", "Saved"]
    assert str(_("Saved")) == "Saved"


def test_the_context_tells_two_things_of_one_english_apart(catalogues):
    catalogues(
        "ru", {Sentence("Held", "booking"): ("Время удерживается",), Sentence("Held", "consultation"): ("Проведена",)}
    )

    assert pgettext("booking", "Held").in_(RU) == "Время удерживается"
    assert pgettext("consultation", "Held").in_(RU) == "Проведена"
    assert _("Held").in_(RU) == "Held"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 дней"), (1, "1 день"), (2, "2 дня"), (5, "5 дней"), (11, "11 дней"), (12, "12 дней"), (21, "21 день"),
        (22, "22 дня"), (25, "25 дней"), (101, "101 день"), (111, "111 дней"), (112, "112 дней"), (560, "560 дней"),
    ],
)  # fmt: skip
def test_a_number_chooses_the_form(catalogues, n, said):
    days = Sentence("%(n)s day", "", "%(n)s days")
    catalogues("ru", {days: ("%(n)s день", "%(n)s дня", "%(n)s дней")})
    catalogues("kk", {days: ("%(n)s күн", "%(n)s күн")})

    text = ngettext("%(n)s day", "%(n)s days", n)

    assert [text.in_(RU), text.in_(KK), text.in_(EN)] == [said, f"{n} күн", f"{n} day{'' if n == 1 else 's'}"]


def test_a_phrase_may_stand_for_the_number(catalogues):
    events = Sentence("%(n)s event", "of", "%(n)s events")
    catalogues("ru", {events: ("%(n)s мероприятия", "%(n)s мероприятий", "%(n)s мероприятий")})
    catalogues("kk", {events: ("%(n)s іс-шара", "%(n)s іс-шара")})

    def more_than(n):
        return npgettext("of", "%(n)s event", "%(n)s events", n, n=Phrase(formats.more_than, n))

    assert [more_than(16).in_(language) for language in Language] == [
        "16-дан астам іс-шара", "более 16 мероприятий", "more than 16 events",
    ]  # fmt: skip
    assert more_than(21).in_(RU) == "более 21 мероприятия"


def test_values_are_shown_in_the_form_of_the_house():
    text = _(
        "%(day)s, %(instant)s, %(hour)s, %(number)s, %(sum)s, %(name)s, %(year)s, %(place)s, %(channel)s",
        day=date(2026, 7, 3),
        instant=datetime(2026, 7, 3, 9, 30, tzinfo=UTC),
        hour=time(9, 5),
        number=1294,
        sum=Decimal("28.40"),
        name="Қайрат",
        year="2026",
        place=Words("Абай облысы", "область Абай", "Abai Region"),
        channel=Channel.PHONE,
    )

    assert text.in_(RU) == (
        "3 июля 2026 года, пятница, 3 июля 2026 года, 14:30, 09:05, 1\u00a0294, 28,40, Қайрат, 2026, область Абай, by phone"
    )


@pytest.mark.parametrize("broken", ["№ %(nomer)s", "№ %(number)d", "№ %(number)", "100% %(number)s"])
def test_a_broken_translation_never_breaks_a_page(catalogues, broken):
    catalogues("ru", {Sentence("Request number: %(number)s"): (broken,)})

    assert _("Request number: %(number)s", number="63-OSK-2022-000123").in_(RU) == "Request number: 63-OSK-2022-000123"


def test_a_literal_percent_is_doubled():
    assert _("Done: %(p)s%%", p=30).in_(EN) == "Done: 30%"


def test_a_value_that_has_no_words_is_refused_at_once():
    with pytest.raises(TypeError, match="not float"):
        _("Share: %(p)s", p=28.4)  # type: ignore[arg-type]  # what is tested


def test_texts_are_values():
    text = _("Case %(number)s on %(day)s", day=date(2026, 7, 3), number="63-OSK-2022-000123")
    same = _("Case %(number)s on %(day)s", number="63-OSK-2022-000123", day=date(2026, 7, 3))

    assert text == same
    assert len({text, same, _("Case")}) == 2
    assert pickle.loads(pickle.dumps(text)) == text  # noqa: S301 - our own bytes
    assert Phrase(dates.since, date(2026, 7, 2)) == Phrase(dates.since, date(2026, 7, 2))


def test_texts_are_joined_and_raised():
    since = Phrase(dates.since, date(2026, 7, 2))

    assert Joined((_("Term"), since), between=": ").in_(RU) == "Term: со 2 июля 2026 года"
    assert Raised(since).in_(RU) == "Со 2 июля 2026 года"


def test_words_without_english_are_shown_in_kazakh():
    assert Words("Қайрат", "Кайрат").in_(EN) == "Қайрат"


def test_a_text_says_itself():
    with pytest.raises(NotImplementedError):
        Text().in_(KK)


def test_a_labelled_enum_stores_its_value_and_reads_its_label(catalogues):
    catalogues("kk", {Sentence("by phone", "test channel"): ("телефон арқылы",)})

    assert str(Channel.PHONE) == Channel.PHONE.value == "phone"
    assert Channel("phone") is Channel.PHONE
    assert f"{Channel.PHONE}" == "phone"
    assert Channel.PHONE.label == Message("by phone", "test channel")
    assert Channel.PHONE.label.in_(KK) == "телефон арқылы"
    assert labels(Channel, KK) == {"phone": "телефон арқылы", "post": "by post"}
    assert copy.deepcopy(Channel.POST) is Channel.POST
    assert pickle.loads(pickle.dumps(Channel.POST)) is Channel.POST  # noqa: S301 - our own bytes


def test_a_labelled_enum_names_its_context():
    with pytest.raises(TypeError, match="context"):

        class Nameless(Labelled):
            PHONE = "phone", "by phone"


def test_a_member_without_a_label_is_refused():
    with pytest.raises(TypeError, match="phone has no label"):

        class Silent(Labelled, context="test channel"):
            PHONE = "phone"


def test_the_compiled_catalogue_is_read_when_it_is_up_to_date(catalogues, tmp_path):
    source = tmp_path / "ru" / "LC_MESSAGES" / "messages.po"
    catalogues("ru", {Sentence("Saved"): ("Сохранено",)})
    compiled = source.with_suffix(".mo")
    compiled.write_bytes(i18n.compiled(source))
    write(source, "ru", {Sentence("Saved"): Translation(("Записано",))})

    os.utime(compiled, ns=(2, source.stat().st_mtime_ns))
    i18n.forget()
    assert _("Saved").in_(RU) == "Сохранено"

    os.utime(compiled, ns=(2, source.stat().st_mtime_ns - 1))
    i18n.forget()
    assert _("Saved").in_(RU) == "Записано"

    source.unlink()
    i18n.forget()
    assert _("Saved").in_(RU) == "Сохранено"
