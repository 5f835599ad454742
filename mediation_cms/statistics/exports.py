"""Tables for other programs: CSV and XLSX. Both carry what the figures mean, what they were asked for, and when they were made.

Text that a spreadsheet would take for a formula is marked as text (OWASP ASVS 5.0, 1.2.10).
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mediation_cms.core.dates import short_day

Cell = str | int | date
# In all shapes: full-width signs become plain ones in some programs, a tab or a line end may hide what follows.
BEGINS_A_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠﹢﹣﹦﹫")
LONGEST_NAME = 31  # of a sheet
FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "       ")


@dataclass(frozen=True)
class Column:
    """A column of a sheet, and how wide it is in characters."""

    title: str
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """One table."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Book:
    """What is exported: the tables, and above each `about`: what it is, what was asked for, when it was made."""

    title: str
    made_at: datetime
    about: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]


# --- CSV -----------------------------------------------------------------------------------------------------------------


def as_csv(book: Book) -> bytes:
    """The first sheet, and the others with the same columns, as one table; each row ends with what was asked for.

    UTF-8 with its mark and semicolons: so it opens with a double click in Excel under Kazakh and Russian settings.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    first = book.sheets[0]
    writer.writerow([*(column.title for column in first.columns), *(name for name, _value in book.about)])
    asked_for = [_safe(value) for _name, value in book.about]
    for sheet in book.sheets:
        if sheet.columns == first.columns:
            writer.writerows([*map(_written, row), *asked_for] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str | int:
    match cell:
        case date():
            return short_day(cell)
        case str():
            return _safe(cell)
        case _:
            return cell


def _safe(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(BEGINS_A_FORMULA) else text


# --- XLSX ----------------------------------------------------------------------------------------------------------------


def as_xlsx(book: Book) -> bytes:
    """A workbook with all sheets; numbers and dates are numbers and dates, everything else is text."""
    octets = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(octets, options) as workbook:
        workbook.set_properties({"title": book.title, "created": book.made_at.replace(tzinfo=None)})
        looks = _Looks(
            title=workbook.add_format({"bold": True, "font_size": 14}),
            head=workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            text=workbook.add_format({"text_wrap": True, "valign": "top"}),
            quoted=workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
            number=workbook.add_format({"num_format": "#,##0", "valign": "top"}),
            day=workbook.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"}),
        )
        for sheet in book.sheets:
            _fill(workbook.add_worksheet(sheet.name.translate(FORBIDDEN_IN_NAMES)[:LONGEST_NAME]), book, sheet, looks)
    return octets.getvalue()


@dataclass(frozen=True)
class _Looks:
    title: Format
    head: Format
    text: Format
    quoted: Format
    number: Format
    day: Format


def _fill(page: Worksheet, book: Book, sheet: Sheet, looks: _Looks) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
    page.write_string(0, 0, book.title, looks.title)
    for line, (name, value) in enumerate(book.about, start=1):
        page.write_string(line, 0, f"{name}: {value}")
    head = len(book.about) + 2
    for at, column in enumerate(sheet.columns):
        page.write_string(head, at, column.title, looks.head)
    page.freeze_panes(head + 1, 0)
    page.repeat_rows(head)
    for line, row in enumerate(sheet.rows, start=head + 1):
        for at, cell in enumerate(row):
            _write(page, line, at, cell, looks)


def _write(page: Worksheet, line: int, at: int, cell: Cell, looks: _Looks) -> None:
    match cell:
        case date():
            page.write_datetime(line, at, datetime(cell.year, cell.month, cell.day), looks.day)  # noqa: DTZ001 - a day has no zone
        case str():
            page.write_string(line, at, cell, looks.quoted if _safe(cell) != cell else looks.text)
        case _:
            page.write_number(line, at, cell, looks.number)


def at_most(rows: Iterable[Sequence[Cell]], most: int, rest: str) -> Iterator[Sequence[Cell]]:
    """So many rows; when there are more, a last one says so."""
    for number, row in enumerate(rows):
        if number == most:
            yield (rest,)
            return
        yield row
