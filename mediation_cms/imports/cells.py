"""What a cell says, as if it had been typed into a form. Pure.

Spreadsheets keep dates as numbers, swallow leading zeros, and people type Latin letters that look like Cyrillic ones.
"""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from mediation_cms.core.i18n import _
from mediation_cms.core.names import MIXED
from mediation_cms.core.parsing import Unreadable
from mediation_cms.imports.fields import Column, Holds
from mediation_cms.imports.problems import Found, Problem
from mediation_cms.imports.sheets import FORMULA, LONGEST_CELL, Line, Shape
from mediation_cms.people.rules import LENGTH, checked_iin

FIRST_SERIAL, LAST_SERIAL = 367, 73_050
"""1 January 1901 and 31 December 2099 as Excel counts days."""
SERIAL = re.compile(r"[0-9]{3,5}(?:\.[0-9]+)?")
EPOCH = date(1899, 12, 30)
MIDNIGHT = re.compile(r"[T ]00:00(:00)?(\.0+)?$")
ESCAPED = re.compile(r"_x00[01][0-9A-Fa-f]_")
LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|\ufffd")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""All that is no letter, sign or space; tabs and ends of lines are spaces."""
FEWEST_DIGITS = 8
LATIN = "AaBCcEeHIiKkMOoPpTXxYyh"
CYRILLIC = "АаВСсЕеНІіКкМОоРрТХхУуһ"
TO_CYRILLIC, TO_LATIN = str.maketrans(LATIN, CYRILLIC), str.maketrans(CYRILLIC, LATIN)
HAS_CYRILLIC, HAS_LATIN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[A-Za-z]")


def read_cell(  # noqa: PLR0911 - one answer for each thing that may be wrong
    line: Line, place: int, column: Column, shape: Shape, accepted: Collection[str]
) -> tuple[str, list[Found]]:
    """What a cell says of this column, as typed text, and what is wrong with it. `accepted` kinds of proposals are taken."""
    if place in line.merged:
        return "", [
            _found(
                column, Problem.MERGED, _("This cell is merged with others. Undo the merging and fill in every row.")
            )
        ]
    value = line.cells[place] if place < len(line.cells) else None
    if value is FORMULA:
        sentence = _("Here stands a formula. Copy the column, insert it as values, and upload the file again.")
        return "", [_found(column, Problem.FORMULA, sentence)]
    text = _day(value) if column.holds is Holds.DAY else _text(value)
    if _is_hidden(text):
        shown = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in ESCAPED.sub(" ", text))
        return " ".join(shown.split())[:LONGEST_CELL], [
            _found(column, Problem.HIDDEN, _("The text has invisible characters. Type it again."))
        ]
    text = " ".join(text.split())[: LONGEST_CELL + 1]
    if shape.encoding == "cp1251" and LOST.search(text):
        sentence = _(
            "A letter was lost when the file was saved (?). Save it as “CSV UTF-8” or XLSX and upload it again."
        )
        return text, [_found(column, Problem.LOST, sentence)]
    if column.holds is Holds.NAME:
        return _name(text, column, accepted)
    if column.holds is Holds.IIN:
        return _iin(text, column, accepted)
    return text, []


def sample(value: Any) -> str:
    """A cell as it is shown beside its heading."""
    return "=…" if value is FORMULA else " ".join(_text(value).split())


def _found(column: Column, kind: Problem, sentence: Any, proposal: str = "") -> Found:
    return Found(column.code, kind, sentence, proposal=proposal)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return value.strftime("%d.%m.%Y")
        case time():
            return value.strftime("%H:%M")
    return str(value)


def _day(value: Any) -> str:
    """A date however it stands there: as one, as text, or as the number of its day."""
    if isinstance(value, str):
        typed = MIDNIGHT.sub("", value.strip())
        return (
            _of_serial(float(typed)) or typed
            if SERIAL.fullmatch(typed)
            else typed.rstrip("г. ")
            if typed.endswith("г.")
            else typed
        )
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_serial(value) or _text(value)
    return _text(value)


def _of_serial(number: float) -> str:
    return (EPOCH + timedelta(days=int(number))).strftime("%d.%m.%Y") if FIRST_SERIAL <= number <= LAST_SERIAL else ""


def _is_hidden(text: str) -> bool:
    return bool(CONTROLS.search(text) or ESCAPED.search(text))


# --- proposals ---------------------------------------------------------------------------------------------------------


def _name(text: str, column: Column, accepted: Collection[str]) -> tuple[str, list[Found]]:
    proposal = in_one_script(text)
    if proposal == text:
        return text, []
    if proposal and Problem.MIXED in accepted:
        return proposal, []
    if proposal:
        sentence = _("Latin letters stand among Cyrillic ones here. Proposed: %(name)s", name=proposal)
        return text, [_found(column, Problem.MIXED, sentence, proposal)]
    return text, [_found(column, Problem.MIXED, _("The name mixes Cyrillic and Latin letters. Type it in Cyrillic."))]


def in_one_script(name: str) -> str:
    """The name with letters of one script that look alike; empty where letters remain that do not."""
    words = [_word(word, among_cyrillic=bool(HAS_CYRILLIC.search(name))) for word in name.split()]
    return "" if any(MIXED.search(word) for word in words) else " ".join(words)


def _word(word: str, *, among_cyrillic: bool) -> str:
    if MIXED.search(word):
        changed = word.translate(TO_CYRILLIC)
        return (
            word.translate(TO_LATIN)
            if HAS_LATIN.search(changed) and not HAS_CYRILLIC.search(word.translate(TO_LATIN))
            else changed
        )
    if among_cyrillic and HAS_LATIN.search(word) and len(word) > 1:  # OPECT among Cyrillic words
        changed = word.translate(TO_CYRILLIC)
        return word if HAS_LATIN.search(changed) else changed
    return word


def _iin(text: str, column: Column, accepted: Collection[str]) -> tuple[str, list[Found]]:
    typed = text.replace(" ", "").removesuffix(".0")
    if not (typed.isascii() and typed.isdigit() and FEWEST_DIGITS <= len(typed) < LENGTH):
        return text, []
    proposal = typed.rjust(LENGTH, "0")
    try:
        checked_iin(proposal)
    except Unreadable:
        return text, []
    if Problem.ZEROS in accepted:
        return proposal, []
    sentence = _("This IIN has lost its zeros in front, as spreadsheets do. Proposed: %(iin)s", iin=proposal)
    return text, [_found(column, Problem.ZEROS, sentence, proposal)]
