"""Which format a file is by its content, and its rows."""

from collections.abc import Iterator
from typing import Any

from mediation_cms.core.i18n import _
from mediation_cms.imports import csv_files, xlsx_files
from mediation_cms.imports.sheets import LARGEST, MEGABYTES, MOST_COLUMNS, Line, Shape, Sheet, wrong_file

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
    packed = content.startswith((xlsx_files.ZIP, xlsx_files.OLE))
    sheet = xlsx_files.look(content) if packed else csv_files.look(content)
    if any(len(row) > MOST_COLUMNS for row in sheet.first):
        raise wrong_file(
            _("The file has more than %(most)s columns. Leave only those that are needed.", most=MOST_COLUMNS)
        )
    return sheet


def lines(content: bytes, shape: Shape, width: int = MOST_COLUMNS) -> Iterator[Line]:
    """The rows below the headings as far as the columns go that are asked for, empty ones left out. Raises Invalid."""
    packed = shape.format == "xlsx"
    return xlsx_files.lines(content, shape, width) if packed else csv_files.lines(content, shape)


def first_rows(content: bytes, shape: Shape) -> list[list[Any]]:
    """The first rows of the file in the shape that was chosen. Raises Invalid."""
    return (
        xlsx_files.first_rows(content, shape.sheet) if shape.format == "xlsx" else csv_files.first_rows(content, shape)
    )
