"""Words of people are words: they never become markup, never load a thing, never hang the press for good."""

import shutil
import socket
import subprocess
import sys
from dataclasses import replace

import pytest

from mediation_cms.core.i18n import Words
from mediation_cms.documents.engine import Unprintable
from mediation_cms.documents.rendering import Press
from tests.documents.conftest import TEMPLATES
from tests.documents.reading import opened, text
from tests.documents.samples import CABINET, FIRST, KK, MEDIATOR, PAYMENT, SECOND, agreement, receipt

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "style": "<style>*{display:none}</style>",
    "closing": "</span></p></td></tr></table></body></html>",
    "attachment": '<link rel="attachment" href="file:///etc/passwd"><a rel=attachment href="file:///etc/passwd">x</a>',
    "picture": '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png"><object data="data:text/html,x">',
    "attribute": '" style="background:url(http://127.0.0.1:9/x)" x="',
    "import": "@import url(file:///etc/passwd);",
    "template": "{{ 7 * 7 }} {% include 'base.html' %} {# hidden #} ${7*7}",
    "entities": "&lt;b&gt; &#60;i&#62; &amp;amp;",
    "nesting": "<table>" * 200,
    "size": "<div style='width:99999999px'>" * 40,
}


def everywhere(words: str) -> dict[str, object]:
    """The words in every place where people type words."""
    both = Words(words, words)
    return {
        "cabinet": replace(CABINET, name=both, address=both, phone=words),
        "sides": (replace(FIRST, name=both, address=both, phone=words, email=words, id_number=words), SECOND),
        "subject": both,
        "mediators": (replace(MEDIATOR, name=words, register=both, register_no=words, certificate_no=words),),
        "terms": (replace(PAYMENT, what=both, proof=both),),
        "performance": both,
        "consequences": both,
    }


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_markup_is_printed_as_it_was_typed(press, words):
    pdf = press.render(agreement(KK, **everywhere(words))).pdf

    assert text(pdf).replace(" ", "").count(words.replace(" ", "")[:60]) >= 10
    with opened(pdf) as paper:
        assert "/EmbeddedFiles" not in paper.Root.get("/Names", {})
        assert not [page for page in paper.pages if "/Annots" in page]
    assert b"root:" not in pdf


def test_marks_that_turn_the_order_round_are_left_out(press):
    said = text(press.render(receipt(KK, applicant="100\u202e000\u2066 a\u200fb\ufeff")).pdf)

    assert "100000 ab" in said


def test_control_characters_are_left_out(press):
    said = text(press.render(receipt(KK, applicant="Қай\x00\x07рат\x1b\x7f\ud800 Т\n\tӨ")).pdf)

    assert "Қайрат Т Ө" in said


ENDLESS = {"word": "Ә" * 5000, "words": "ұзын " * 1000, "accents": "а" + "\u0301" * 2000, "lines": "\n" * 3000}


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_endless_text_ends_on_paper(press, words):
    assert press.render(receipt(KK, applicant=words)).pages < 40


@pytest.mark.parametrize(
    "thing",
    [
        '<img src="file:///etc/hostname" alt="">',
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">',
        '<link rel="stylesheet" href="https://example.kz/a.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<p style="background: url(bitim:no-such-thing)">x</p>',
        '<style>@import "file:///etc/hostname";</style>',
        '<style>@font-face { font-family: x; src: url(file:///etc/hostname) }</style><p style="font-family: x">y</p>',
    ],
)
def test_a_template_that_asks_for_anything_else_prints_nothing(fonts, tmp_path, thing):
    with pytest.raises(Unprintable, match="papers load nothing from outside"):
        press_with(thing, fonts, tmp_path).render(receipt(KK))


def test_nobody_on_the_network_is_asked(fonts, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        thing = f'<img src="http://127.0.0.1:{listening.getsockname()[1]}/x.png" alt="">'
        with pytest.raises(Unprintable):
            press_with(thing, fonts, tmp_path).render(receipt(KK))
        with pytest.raises(TimeoutError):
            listening.accept()


def press_with(thing: str, fonts, tmp_path) -> Press:
    """A press whose receipt was written by somebody careless."""
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")
    (templates / "requests" / "receipt.html").write_text(
        f'<html lang="kk"><head><title>x</title></head><body data-paper="">{thing}</body></html>'
    )
    return Press(templates, fonts)


def test_a_fact_that_a_template_does_not_find_stops_the_paper(fonts, tmp_path):
    with pytest.raises(Exception, match="has no attribute 'nickname'"):
        press_with("{{ facts.nickname }}", fonts, tmp_path).render(receipt(KK))


def test_only_the_press_loads_the_engine():
    asked = (
        "import sys, mediation_cms.documents.facts, mediation_cms.documents.pressroom, mediation_cms.documents.engine\n"
        "print(sorted({'weasyprint', 'fontTools', 'segno'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
