"""The guides inside the program: one page for each role, in Kazakh and Russian."""

import re
from functools import cache
from pathlib import Path

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from markdown_it import MarkdownIt
from markupsafe import Markup

from mediation_cms.core.bundled import bundled
from mediation_cms.core.errors import NotFound
from mediation_cms.core.languages import Language

help_pages = Blueprint("help", __name__, url_prefix="/help")
FIRST = "README"
WRITTEN_IN = (Language.KK, Language.RU)
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
TO_A_PAGE = re.compile(r"\((\.\./)*(?:(?:kk|ru)/)?([a-z-]+|README)\.md\)")
HEADING = re.compile(r"^# (.+)\n", re.MULTILINE)


@help_pages.get("")
def index() -> ResponseReturnValue:
    """What is common to all, and the way to the page of each role."""
    return _page(FIRST)


@help_pages.get("/<name>")
def show(name: str) -> ResponseReturnValue:
    """The page of a role. Raises NotFound for a page that nobody wrote."""
    if name == FIRST or not (_folder(Language.KK) / f"{name}.md").is_file():
        raise NotFound
    return _page(name)


def _page(name: str) -> ResponseReturnValue:
    written_in = g.language if g.language in WRITTEN_IN else Language.RU
    title, body = _drawn(written_in, name)
    return render_template(
        "help.html",
        title=title,
        body=body,
        written_in=written_in,
        is_first=name == FIRST,
        translated=g.language is written_in,
    )


@cache
def _drawn(language: Language, name: str) -> tuple[str, Markup]:
    """The heading and the rest of a page; its links lead to the other pages here."""
    text = (_folder(language) / f"{name}.md").read_text(encoding="utf-8")
    heading = HEADING.search(text)
    linked = TO_A_PAGE.sub(
        lambda link: "(/help)" if link[2] == FIRST else f"(/help/{link[2]})", HEADING.sub("", text, count=1)
    )
    return heading[1] if heading else name, Markup(MARKDOWN.render(linked))  # noqa: S704 - our own text, HTML in it is escaped


def _folder(language: Language) -> Path:
    return bundled("docs/guide") / language.value
