"""Templates hold no style, script or handler of their own: the content policy of the site forbids them all."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.code import files, none_of, read

FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "an address of another site": re.compile(r"(src|href|action)\s*=\s*[\"'](https?:)?//", re.IGNORECASE),
    "text that is not escaped": re.compile(r"\|\s*safe\b|autoescape\s+false"),
}


def faults(template: str) -> Iterator[tuple[int, str]]:
    """Line and name of everything that has no place in a template."""
    for name, pattern in FORBIDDEN.items():
        for found in pattern.finditer(template):
            yield template.count("\n", 0, found.start()) + 1, name


def faults_of(paths: list[Path], *allowed: str) -> list[str]:
    """The faults of these templates, one a line."""
    return [f"{path}:{line} {name}" for path in paths for line, name in faults(read(path)) if name not in allowed]


def test_no_page_has_a_style_a_script_or_a_handler_of_its_own():
    pages = files("templates/**/*.html")

    assert pages
    none_of(faults_of(pages))


def test_no_paper_fetches_or_runs_anything():
    none_of(faults_of(files("pdf_templates/**/*.html"), "an inline style", "a style element"))


def test_each_fault_is_noticed():
    page = """<p style="color: red">
<style>p {}</style>
<button type="submit" onclick="go()">
<script>go()</script>
<a href="javascript:go()">
<img src="//elsewhere.example/a.png">
{{ name|safe }}
<p class="a">{{ style }} <script src="{{ url_for('static') }}"></script> <a href="/cases">on = off</a>
"""
    assert sorted(faults(page)) == [
        (1, "an inline style"),
        (2, "a style element"),
        (3, "an inline handler"),
        (4, "an inline script"),
        (5, "a javascript: address"),
        (6, "an address of another site"),
        (7, "text that is not escaped"),
    ]
