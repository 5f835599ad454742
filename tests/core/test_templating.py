"""Templates speak the reader's language; there is an environment for each."""

from datetime import date
from decimal import Decimal

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from mediation_cms.core import i18n
from mediation_cms.core.i18n import Language, _
from mediation_cms.core.templating import speak
from scripts.messages import Sentence, Translation, write


class Reader:
    """Who reads, and in which language."""

    def __init__(self):
        self.environments = {}
        for language in Language:
            self.environments[language] = Environment(autoescape=True, undefined=StrictUndefined)
            speak(self.environments[language], language)

    def reads(self, source, language, **values):
        return self.environments[language].from_string(source).render(**values)


@pytest.fixture
def reader(tmp_path, monkeypatch):
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    i18n.forget()
    days = Sentence("%(n)s day", "", "%(n)s days")
    for language, book in {
        "kk": {days: ("%(n)s күн", "%(n)s күн"), Sentence("Due %(due)s"): ("Соңғы күні – %(due)s",)},
        "ru": {
            days: ("%(n)s день", "%(n)s дня", "%(n)s дней"),
            Sentence("Due %(due)s"): ("Последний день – %(due)s",),
            Sentence("Held", "booking"): ("Удерживается",),
            Sentence("%(n)s event", "of", "%(n)s events"): (
                "%(n)s мероприятия",
                "%(n)s мероприятий",
                "%(n)s мероприятий",
            ),
        },
    }.items():
        write(
            tmp_path / language / "LC_MESSAGES" / "messages.po", language, {s: Translation(f) for s, f in book.items()}
        )
    yield Reader()
    i18n.forget()


@pytest.mark.parametrize(
    "source", ['{{ _("Due %(due)s", due=due) }}', "{% trans due=due %}Due {{ due }}{% endtrans %}"]
)
def test_every_reader_is_spoken_to_in_their_language(reader, source):
    read = [reader.reads(source, language, due=date(2026, 7, 3)) for language in Language]

    assert read == ["Соңғы күні – 2026 жылғы 3 шілде", "Последний день – 3 июля 2026 года", "Due 3 July 2026"]


@pytest.mark.parametrize(
    "source",
    [
        '{{ ngettext("%(n)s day", "%(n)s days", left) }}',
        "{% trans n=left %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %}",
    ],
)
def test_a_number_chooses_the_form(reader, source):
    assert [reader.reads(source, language, left=22) for language in Language] == ["22 күн", "22 дня", "22 days"]


def test_contexts_are_told_apart(reader):
    assert reader.reads('{{ pgettext("booking", "Held") }}, {{ _("Held") }}', Language.RU) == "Удерживается, Held"
    assert reader.reads('{{ npgettext("of", "%(n)s event", "%(n)s events", 21) }}', Language.RU) == "21 мероприятия"


def test_a_text_is_printed_in_the_language_of_the_reader(reader):
    read = [reader.reads("{{ text }}", language, text=_("Due %(due)s", due="<b>")) for language in Language]

    assert read == ["Соңғы күні – &lt;b&gt;", "Последний день – &lt;b&gt;", "Due &lt;b&gt;"]


def test_a_sentence_is_text_and_never_html(reader):
    source = """<p title="{{ _('Say "%(name)s" & <go>', name=name) }}">"""

    assert reader.reads(source, Language.EN, name='"><script>') == (
        '<p title="Say &#34;&#34;&gt;&lt;script&gt;&#34; &amp; &lt;go&gt;">'
    )


def test_a_link_may_stand_in_a_sentence(reader):
    read = reader.reads('{{ _("Due %(due)s", due=link) }}', Language.RU, link=Markup('<a href="/">3 июля</a>'))

    assert read == 'Последний день – <a href="/">3 июля</a>'


def test_what_is_not_there_is_an_error_not_a_gap(reader):
    with pytest.raises(UndefinedError):
        reader.reads('{{ _("Due %(due)s", due=due) }}', Language.RU)


def test_dates_and_sums_are_filters(reader):
    source = (
        "{{ due | since }}; {{ due | on(year=False) }}; {{ due | short_day }}; {{ sum | money }}; {{ 16 | more_than }}"
    )

    assert reader.reads(source, Language.RU, due=date(2026, 7, 2), sum=Decimal(1500)) == (
        "со 2 июля 2026 года; 2 июля; 02.07.2026; 1\u00a0500\u00a0₸; более 16"
    )


def test_constants_and_filters_speak_the_language_too(reader):
    read = [reader.reads('{{ 1234 | number }} {{ _("Due %(due)s", due="?") }}', language) for language in Language]

    assert read == ["1\u00a0234 Соңғы күні – ?", "1\u00a0234 Последний день – ?", "1,234 Due ?"]


def test_a_sentence_without_values_stands_in_the_compiled_template(reader):
    environment = reader.environments[Language.RU]

    code = environment.compile('<b title="{{ pgettext("booking", "Held") }}">{{ _("A & B %%") }}</b>', raw=True)

    assert '<b title="Удерживается">A &amp; B %</b>' in code


@pytest.mark.parametrize(
    "source", ['{{ pgettext("booking", "Held")|upper }}', '{{ [pgettext("booking", "Held")][0]|upper }}']
)
def test_a_sentence_is_a_string_like_any_other(reader, source):
    assert reader.reads(source, Language.RU) == "УДЕРЖИВАЕТСЯ"


def test_what_is_no_html_is_not_escaped():
    environment = Environment(autoescape=False)  # noqa: S701 - a plain-text mail
    speak(environment, Language.EN)

    assert environment.from_string('{{ _("A & %(b)s", b="<b>") }}').render() == "A & <b>"
