"""The style sheet holds what pages use, and its colours can be read."""

import hashlib
import re
from collections.abc import Iterator

import pytest

from tests.web.looking import STATIC, TEMPLATES

SHEET = re.sub(r"/\*.*?\*/", "", (STATIC / "bitim.css").read_text("utf-8"), flags=re.DOTALL)
ICONS = (STATIC / "icons.svg").read_text("utf-8")


# --- classes and icons -------------------------------------------------------------------------------------------------


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield path.relative_to(TEMPLATES).as_posix(), re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)


def classes(template: str) -> set[str]:
    """The class names that a template writes out; those that it computes are its own affair."""
    written = re.findall(r'class="([^"]*)"', re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "\0", template))
    return {name for value in written for name in value.split() if "\0" not in name}


def test_every_class_of_a_page_stands_in_the_style_sheet():
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", " ".join(re.findall(r"([^{}]+)\{", SHEET))))

    unknown = {(name, one) for name, template in sources() for one in classes(template) - known}

    assert unknown == set()


def test_a_misspelt_class_is_noticed():
    assert classes('<p class="note lat{{ x }} {% if a %}wait{% endif %} late">') == {"note", "late"}


def test_every_icon_is_drawn_and_every_drawing_is_shown_in_the_styleguide():
    drawn = set(re.findall(r'id="i-([a-z]+)"', ICONS))
    used = {one for _, template in sources() for one in re.findall(r'(?:#i-|icon\(")([a-z]+)', template)}
    shown = set(
        re.findall(r'"([a-z]+)"', re.findall(r"for name in (\[.*?\])", (TEMPLATES / "styleguide.html").read_text())[0])
    )

    assert used <= drawn
    assert shown == drawn


def test_the_strip_of_signs_stands_in_the_order_that_the_style_sheet_counts():
    strip = re.findall(r'<use href="#i-([a-z]+)"(?: x="(\d+)")?', ICONS)
    signs = {name: int(place or 0) // 24 for name, place in strip}
    counted = dict(re.findall(r"^:?(?:where\()?\.([a-z]+)\)? \{.*--sign: (\d+);", SHEET, flags=re.MULTILINE))

    assert {state: int(place) for state, place in counted.items()} == {
        "note": signs["info"], "new": signs["write"], "draft": signs["write"], "wait": signs["wait"],
        "soon": signs["clock"], "part": signs["half"], "late": signs["alert"], "error": signs["alert"],
        "revoked": signs["cross"], "done": signs["check"], "verdict": signs["check"], "stopped": signs["stop"],
        "private": signs["lock"],
    }  # fmt: skip


def test_pictures_are_asked_for_by_their_content_as_the_application_names_them():
    asked = re.findall(r"url\(([a-z]+\.svg)\?v=([0-9a-f]+)\)", SHEET)

    assert len(asked) == SHEET.count("url(") > 0
    assert dict(asked) == {
        name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12] for name in ("icons.svg", "seam.svg")
    }


def test_one_light_style_sheet_serves_every_page():
    assert len((STATIC / "bitim.css").read_bytes()) < 45_000


# --- colours -----------------------------------------------------------------------------------------------------------

TEXT = 7.0  # WCAG 2.2, 1.4.6: what is read as a sentence
MARK = 3.0  # WCAG 2.2, 1.4.11: edges of controls, marks, the focus ring
GROUNDS = ("felt", "surface")
PAIRS = [
    *(("ink", ground, TEXT) for ground in (*GROUNDS, "sunken", "kok-soft", "qyzyl-soft")),
    *(("ink-2", ground, TEXT) for ground in (*GROUNDS, "sunken")),
    *((ink, ground, TEXT) for ink in ("kok", "sary", "qyzyl", "shop") for ground in (*GROUNDS, f"{ink}-soft")),
    *((ink, ground, MARK) for ink in ("edge", "sary-mark", "focus") for ground in GROUNDS),
    ("kok-deep", "kok-soft", TEXT), ("tun", "tun-soft", TEXT), ("on-kok", "kok", TEXT), ("on-kok", "kok-deep", TEXT),
    ("on-kok", "sary", TEXT), ("on-band", "band", TEXT),
]  # fmt: skip


def colours(mode: str) -> dict[str, str]:
    """The colours of one mode, over those of the light one."""
    light, dark, low = (
        dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", block))
        for block in (
            SHEET[: SHEET.index("@media")],
            SHEET[SHEET.index("prefers-color-scheme") : SHEET.index("prefers-contrast")],
            SHEET[SHEET.index(':root[data-vision="low"]') : SHEET.index("box-sizing")],
        )
    )
    return light | {"light": {}, "dark": dark, "low": low}[mode]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark", "low"])
def test_every_colour_can_be_read_on_every_ground_where_it_stands(mode):
    palette = colours(mode)

    faint = {
        f"{ink} on {ground}: {contrast(palette[ink], palette[ground]):.1f}"
        for ink, ground, least in PAIRS
        if contrast(palette[ink], palette[ground]) < least
    }

    assert faint == set()


def test_contrast_is_what_the_standard_says():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#fff"), 2) == 4.48
