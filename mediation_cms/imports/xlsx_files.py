"""Reading XLSX: the archive is looked through before anything of it is unpacked, and then read row by row.

An XLSX is a ZIP of XML. What is refused unread: another format, a program in it, a password, and an archive that unpacks into
more than a list of people ever needs.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from mediation_cms.core.i18n import _
from mediation_cms.imports.headings import found_in
from mediation_cms.imports.sheets import (
    FORMULA,
    MOST_COLUMNS,
    MOST_ROWS,
    OLE,
    ZIP,
    Line,
    Shape,
    Sheet,
    is_empty,
    letters,
    too_many_rows,
    wrong_file,
)

MOST_PARTS = 500
LARGEST_UNPACKED = 200_000_000
LARGEST_PART = 150_000_000
HIGHEST_RATIO = 150
"""A sheet of the same cells over and over packs forty times, a bomb a thousand times."""
SMALL = 1_000_000
AT_ONCE = 1 << 20
FIRST = 30
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)"')
MOST_MERGED = 5_000
NOT_READABLE = _(
    "The file could not be opened. Open it in the spreadsheet program, save it as XLSX and upload it again."
)
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ParseError, DefusedXmlException, KeyError, ValueError, TypeError,
          AttributeError, IndexError, EOFError, NotImplementedError, RuntimeError, OSError)  # fmt: skip
"""What openpyxl raises on files that are damaged or made to hurt."""


def look(content: bytes) -> Sheet:
    """The first look at a file: its sheets and the first rows of the first one that has any. Raises Invalid."""
    _safe(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        names = [sheet.title for sheet in book.worksheets]
        for name in names:
            first = [_row(cells) for cells in book[name].iter_rows(max_row=FIRST, max_col=MOST_COLUMNS + 1)]
            if any(not is_empty(cells) for cells in first):
                heading, lines = found_in(first)
                return Sheet(Shape("xlsx", heading, lines, sheet=name), first, names)
    except BROKEN:
        raise wrong_file(NOT_READABLE) from None
    raise wrong_file(_("The file is empty. Attach another."))


def first_rows(content: bytes, shape: Shape) -> list[list[Any]]:
    """The first rows of a sheet. Raises Invalid: there is no such sheet."""
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        return [_row(cells) for cells in book[shape.sheet].iter_rows(max_row=FIRST, max_col=MOST_COLUMNS + 1)]
    except BROKEN:
        raise wrong_file(NOT_READABLE) from None


def lines(content: bytes, shape: Shape) -> Iterator[Line]:
    """The rows below the headings, empty ones left out. Raises Invalid: damaged, more rows than are taken."""
    _safe(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book[shape.sheet]
        merged = _merged(content, sheet._worksheet_path)  # noqa: SLF001 - read-only sheets tell it nowhere else
        last = shape.heading + shape.lines - 1
        found = 0
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
            if number <= last:
                continue
            row = _row(cells)
            if is_empty(row):
                continue
            found += 1
            if found > MOST_ROWS:
                raise too_many_rows()
            yield Line(number, row, frozenset(place for place in range(len(row)) if (number, place) in merged))
    except BROKEN:
        raise wrong_file(NOT_READABLE) from None


def _row(cells: tuple[Any, ...]) -> list[Any]:
    row = [FORMULA if cell.data_type == "f" else cell.value for cell in cells]
    while row and row[-1] is None:  # openpyxl fills rows up to the last column that is asked for
        row.pop()
    return row


# --- before it is unpacked ---------------------------------------------------------------------------------------------


def _safe(content: bytes) -> None:
    """Raises Invalid when the archive is not a plain spreadsheet of a bearable size."""
    if content.startswith(OLE):
        raise wrong_file(
            _(
                "This is an old XLS file, or one that is locked by a password. "
                "Save it as XLSX without a password and upload that."
            )
        )
    if not content.startswith(ZIP):
        raise wrong_file(_("This is neither XLSX nor CSV. Save the list as XLSX or CSV and upload that."))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _look_through(archive)
    except BROKEN:
        raise wrong_file(NOT_READABLE) from None


def _look_through(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names):
        raise wrong_file(_("The file holds a program (macros). Save it as XLSX, which has none, and upload that."))
    if "xl/workbook.xml" not in names:
        raise wrong_file(_("This is neither XLSX nor CSV. Save the list as XLSX or CSV and upload that."))
    large = any(
        part.file_size > SMALL and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1) for part in parts
    )
    whole = sum(part.file_size for part in parts)
    if (
        large
        or len(parts) > MOST_PARTS
        or whole > LARGEST_UNPACKED
        or any(part.file_size > LARGEST_PART for part in parts)
    ):
        raise wrong_file(
            _(
                "The file unpacks into far more than a list of people needs. Copy the rows into a new file and upload that."
            )
        )
    for part in parts:
        if part.flag_bits & 1:
            raise wrong_file(_("The file is locked by a password. Save it without one and upload it again."))
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                _plain(opened.read(AT_ONCE))


def _plain(head: bytes) -> None:
    """No part of a spreadsheet declares a document type; who does wants more than a list."""
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"\0" in head[:100]:
        raise wrong_file(NOT_READABLE)


def _merged(content: bytes, path: str) -> set[tuple[int, int]]:
    """The cells that are merged with others: row counted from 1, column from 0."""
    found: set[tuple[int, int]] = set()
    with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(path.lstrip("/")) as part:
        kept, ranges = b"", 0
        while piece := part.read(AT_ONCE):
            kept += piece
            for match in MERGED.finditer(kept):
                ranges += 1
                left, top, right, bottom = range_boundaries(match[1].decode())
                across = range(left - 1, min(right, MOST_COLUMNS))
                down = range(top, min(bottom, top + MOST_ROWS) + 1)
                if ranges > MOST_MERGED or len(across) * len(down) > MOST_ROWS:
                    raise wrong_file(_("Too many cells are merged (%(cell)s). Undo the merging and upload the file again.",
                                       cell=f"{letters(left - 1)}{top}"))  # fmt: skip
                found |= {(row, column) for row in down for column in across}
            kept = kept[-200:] if not kept.endswith(b">") else b""
    return found
