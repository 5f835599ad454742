"""Reading CSV: encoding and separator are guessed, shown and may be chosen otherwise."""

import csv
from collections.abc import Iterator
from io import StringIO

from mediation_cms.core.i18n import _
from mediation_cms.imports.headings import found_in
from mediation_cms.imports.sheets import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Shape,
    Sheet,
    is_empty,
    too_many_rows,
    wrong_file,
)

ENCODINGS = {"utf-8-sig": "UTF-8", "cp1251": "Windows-1251", "utf-16": "UTF-16"}
SEPARATORS = {";": ";", ",": ",", "\t": "Tab"}
FIRST = 30
LONGEST = 131_072


def look(content: bytes) -> Sheet:
    """The first look at a file. Raises Invalid."""
    encoding = guessed_encoding(content)
    text = decoded(content, encoding)
    separator = guessed_separator(text)
    first = [row for _number, row in _rows(text, separator, FIRST)]
    if all(is_empty(list(row)) for row in first):
        raise wrong_file(_("The file is empty. Attach another."))
    heading, lines_of = found_in([list(row) for row in first])
    above = heading + lines_of - 1
    if sum(1 for number, row in _rows(text, separator) if number > above and not is_empty(list(row))) > MOST_ROWS:
        raise too_many_rows()
    return Sheet(Shape("csv", heading, lines_of, encoding=encoding, separator=separator), [list(row) for row in first])


def first_rows(content: bytes, shape: Shape) -> list[list[str | None]]:
    """The first rows, read in this shape."""
    return [row for _number, row in _rows(decoded(content, shape.encoding), shape.separator, FIRST)]


def lines(content: bytes, shape: Shape, width: int = MOST_COLUMNS) -> Iterator[Line]:
    """The rows below the headings, so many columns of each, empty ones left out. Raises Invalid."""
    last, found = shape.heading + shape.lines - 1, 0
    for number, row in _rows(decoded(content, shape.encoding), shape.separator):
        if number <= last or is_empty(list(row)):
            continue
        found += 1
        if found > MOST_ROWS:
            raise too_many_rows()
        yield Line(number, list(row[:width]))


def guessed_encoding(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1251."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1251"
    return "utf-8-sig"


def decoded(content: bytes, encoding: str) -> str:
    """The text. Raises Invalid where the encoding is another one, or the bytes are no text."""
    try:
        text = content.decode(encoding if encoding in ENCODINGS else "utf-8-sig")
    except UnicodeDecodeError:
        raise wrong_file(_("The letters cannot be read so. Choose the other encoding.")) from None
    if "\0" in text:
        raise wrong_file(_("This is neither XLSX nor CSV. Save the list as XLSX or CSV and upload that."))
    return text


def guessed_separator(text: str) -> str:
    """What parts the first lines into the most cells, alike in each."""
    head = [line for line in text.splitlines()[:FIRST] if line.strip()]
    counted = {sign: sorted(line.count(sign) for line in head) for sign in SEPARATORS}
    return max(
        SEPARATORS, key=lambda sign: (counted[sign][len(head) // 2] if head else 0, -list(SEPARATORS).index(sign))
    )


def _rows(text: str, separator: str, most: int | None = None) -> Iterator[tuple[int, list[str | None]]]:
    csv.field_size_limit(LONGEST)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator if separator in SEPARATORS else ";")
    try:
        for number, row in enumerate(reader, start=1):
            if most is not None and number > most:
                return
            yield number, [cell[: LONGEST_CELL + 1] for cell in row[: MOST_COLUMNS + 1]]
    except csv.Error:
        raise wrong_file(
            _(
                "The file could not be read after row %(row)s. Look for a quotation mark that is not closed.",
                row=reader.line_num,
            )
        ) from None
