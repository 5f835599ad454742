"""Facts become a PDF: the one place that knows WeasyPrint, and the only one that may import it.

Only processes that print papers import this module (see `pressroom`): WeasyPrint costs half a second and 50 MB.

Nothing can be loaded here but what the press itself brings: no network, no file, no `data:`. All text of the facts is
escaped, so words of people never become HTML; a reference to anything else is a fault of our template and stops the paper.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mediation_cms.core.formats import NBSP, fewer_than
from mediation_cms.core.languages import Language
from mediation_cms.core.money_in_words import money_in_words
from mediation_cms.core.russian import form
from mediation_cms.core.templating import SAME_IN_ALL, SPOKEN
from mediation_cms.documents.engine import PdfEngineMissing, Rendered, Unprintable
from mediation_cms.documents.facts import Facts
from mediation_cms.documents.fonts import faces
from mediation_cms.documents.qr import qr

try:
    from weasyprint import CSS, HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
except (ImportError, OSError) as missing:  # OSError: the system has no Pango
    raise PdfEngineMissing from missing

OPTIONS = {"pdf_variant": "pdf/a-3a"}
"""Tagged for screen readers and self-contained for the archive: docs/papers.md says why this variant."""


class Press:
    """Prints papers: one Jinja environment, one set of fonts and one parsed style sheet for all of them."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        """`templates`: the folder `pdf_templates`. `fonts`: where the faces are kept, or made at the first start."""
        self._shelf = Shelf(faces(fonts) | {drawing.stem: drawing.read_bytes() for drawing in templates.glob("*.svg")})
        self._fonts = FontConfiguration()
        self._style = CSS(
            string=(templates / "paper.css").read_text(encoding="utf-8"),
            font_config=self._fonts,
            url_fetcher=self._shelf,
        )
        self._drawings: dict[str, object] = {}
        self._jinja = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=printable,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._jinja.filters |= SPOKEN | SAME_IN_ALL | OURS
        self._jinja.globals["qr"] = qr

    def render(self, facts: Facts) -> Rendered:
        """The paper that states these facts. Raises `Unprintable` when a template asks for what the press does not bring."""
        try:
            document = HTML(string=self.html(facts), url_fetcher=self._shelf).render(
                font_config=self._fonts, stylesheets=[self._style], cache=self._drawings, **OPTIONS
            )
            pdf = document.write_pdf(finisher=_say_languages, **OPTIONS)
        except FatalURLFetchingError as foreign:
            raise Unprintable(str(foreign)) from foreign
        return Rendered(pdf, len(document.pages), hashlib.sha256(pdf).hexdigest())

    def html(self, facts: Facts) -> str:
        """The paper before it is laid out on pages."""
        return unbroken(self._jinja.get_template(facts.template).render(facts=facts, languages=facts.languages))


class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint is published without types
    """Hands out the fonts and drawings of the press by their names, as `bitim:<name>`, and nothing else in the world."""

    def __init__(self, things: dict[str, bytes]) -> None:
        super().__init__()
        self._things = {f"bitim:{name}": content for name, content in things.items()}

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the signature is WeasyPrint's
        """The thing of this name. Any other address stops the rendering: only our own templates can name one."""
        if url not in self._things:
            raise FatalURLFetchingError(f"papers load nothing from outside: {url[:80]}")
        return URLFetcherResponse(url, self._things[url], {"Content-Type": "application/octet-stream"})


def printable(value: object) -> object:
    """A value as it goes into a template: text without control characters and without marks that nobody sees.

    Among the latter are U+202E and its kin, which could show a sum or a name on paper other than it is stored.
    """
    if type(value) is not str:
        return value
    return "".join(letter for letter in value if letter in "\n\t" or unicodedata.category(letter) not in UNSEEN)


UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def unbroken(html: str) -> str:
    """The paper with «3 маусым», «+7 701 …», «27-бап», «63-OSK-2026» each kept on one line. Text of people holds no `<` here.

    Not for looks alone: who copies or searches a text loses a hyphen at the end of a line. The word joiner holds a line
    together and is gone from what is copied; an element around the word would upset the line breaks of WeasyPrint.
    """
    head, start, body = html.partition("<body")
    return head + start + TEXT.sub(lambda text: JOINT.sub(WORD_JOINER, GAP.sub(NBSP, text[0])), body)


TEXT = re.compile(r">[^<]+<(?!/title|/style)")
GAP = re.compile(r"(?<=\d) (?=\d)|(?<=\b\d) (?=[а-яёәғқңөұүһі])|(?<=\b\d\d) (?=[а-яёәғқңөұүһі])")
JOINT = re.compile(r"(?<=\w[-/])(?=\w)")
WORD_JOINER = "\N{WORD JOINER}"


def calendar_days(n: int, language: Language) -> str:
    """«30 күнтізбелік күн», «30 календарных дней»."""
    days = (
        "күнтізбелік күн"
        if language is Language.KK
        else form(n, "календарный день", "календарных дня", "календарных дней")
    )
    return f"{n} {days}"


def within_calendar_days(n: int) -> str:
    """«10 календарных дней», as Russian says it after «в течение»; Kazakh needs no other form."""
    return f"{n} {form(n, 'календарного дня', 'календарных дней', 'календарных дней')}"


def bare_address(site: str) -> str:
    """The site as people type it: «bitim.kz»."""
    return re.sub(r"^https?://", "", site)


def ended(sentence: str) -> str:
    """The sentence with a full stop, where whoever typed it left it out."""
    return sentence if sentence.endswith((".", "!", "?", "…", ":", ";")) else f"{sentence}."


OURS = {
    "bare_address": bare_address,
    "calendar_days": calendar_days,
    "ended": ended,
    "fewer_than": fewer_than,
    "money_in_words": money_in_words,
    "within_calendar_days": within_calendar_days,
}


def _say_languages(document: Document, _pdf: object) -> None:
    """Tells screen readers which cells are in the second language: WeasyPrint notes the language of the whole alone."""
    for page in document.pages:
        for cell in _cells(page._page_box):  # noqa: SLF001 - there is no public way
            if cell.style["lang"] != document.metadata.lang:
                cell.mark["Lang"] = f"({cell.style['lang']})"  # a string, as PDF writes it


def _cells(box: Any) -> Iterator[Any]:
    """The cells of tables: the boxes that keep their place in the structure of the PDF, as `mark`."""
    if hasattr(box, "mark"):
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _cells(child)
