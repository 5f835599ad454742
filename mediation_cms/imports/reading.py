"""Which format a file is by its content, and its rows."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from mediation_cms.core.i18n import _
from mediation_cms.imports.sheets import LARGEST, MEGABYTES, MOST_COLUMNS, OLE, ZIP, Line, Shape, Sheet, wrong_file

FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"<", b"\xef\xbb\xbf<", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def look(content: bytes) -> Sheet:
    """The first look at a file. Raises Invalid beside `file`: empty, too large, another format, damaged, made to hurt."""
    if not content.strip():
        raise wrong_file(_("The file is empty. Attach another."))
    if len(content) > LARGEST:
        raise wrong_file(
            _("The file is too large: the limit is %(mb)s MB. Make it smaller or split it.", mb=str(MEGABYTES))
        )
    if content.startswith(FOREIGN):
        raise wrong_file(_("This is neither XLSX nor CSV. Save the list as XLSX or CSV and upload that."))
    sheet: Sheet = _reader("xlsx" if content.startswith((ZIP, OLE)) else "csv").look(content)
    if any(len(row) > MOST_COLUMNS for row in sheet.first):
        raise wrong_file(
            _("The file has more than %(most)s columns. Leave only those that are needed.", most=MOST_COLUMNS)
        )
    return sheet


def lines(content: bytes, shape: Shape) -> Iterator[Line]:
    """The rows below the headings, empty ones left out. Raises Invalid."""
    found: Iterator[Line] = _reader(shape.format).lines(content, shape)
    return found


def first_rows(content: bytes, shape: Shape) -> list[list[Any]]:
    """The first rows of the file in the shape that was chosen. Raises Invalid."""
    found: list[list[Any]] = _reader(shape.format).first_rows(content, shape)
    return found


def _reader(kind: str) -> Any:
    """What reads this format. The one for XLSX is large: a web process loads it when the first such file comes."""
    return import_module(f"mediation_cms.imports.{kind}_files")
