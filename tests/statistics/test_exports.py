"""Tables for other programs: they open right in Excel, and no text in them is a formula."""

import csv
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import pytest

from mediation_cms.core.errors import Forbidden
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Outcome
from mediation_cms.people.models import Role
from mediation_cms.statistics.exports import Book, Column, Sheet, as_csv, as_xlsx
from mediation_cms.statistics.report import asked
from mediation_cms.statistics.reports import REPORTS
from tests import make
from tests.make import statistics as made

HALF_YEAR = REPORTS["half-year"]
TRICKS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "＝1", "＋1", "－1", "＠1", '  =HYPERLINK("x")')
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(octets: bytes) -> list[list[str]]:
    assert octets.startswith("\ufeff".encode())
    return list(csv.reader(StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";"))


def cells(octets: bytes, sheet: int) -> list[list[str | float]]:
    """The rows of a sheet of a workbook: text as text, numbers as numbers, dates as Excel counts them."""
    with zipfile.ZipFile(BytesIO(octets)) as book:
        words, page = (
            ET.fromstring(book.read(f"xl/{part}.xml"))  # noqa: S314 - bytes of our own
            for part in ("sharedStrings", f"worksheets/sheet{sheet}")
        )
        shared, rows = ["".join(item.itertext()) for item in words], page.iter(f"{SHEET}row")
        assert b"<f>" not in book.read(f"xl/worksheets/sheet{sheet}.xml")
        return [
            [
                shared[int(cell[0].text or 0)] if cell.get("t") == "s" else float(cell[0].text or 0)
                for cell in row
                if len(cell)
            ]
            for row in rows
        ]


def book(*rows: tuple[str | int | date, ...]) -> Book:
    sheet = Sheet("Figures [1/2]", (Column("a"), Column("b")), rows)
    return Book("A title", datetime(2026, 11, 21, 8, tzinfo=UTC), (("Place", "63"),), (sheet,))


@pytest.mark.parametrize("trick", TRICKS)
def test_no_text_becomes_a_formula(trick):
    (_head, row) = table(as_csv(book((trick, 1))))

    assert row == [f"'{trick}", "1", "63"]
    assert cells(as_xlsx(book((trick.replace("\0", "").strip("\r\t"), 1))), 1)[-1][1] == 1


def test_harmless_text_numbers_and_days_stay_what_they_are():
    rows = ('Ә; "Қ"\nҢ', 1294), (date(2022, 6, 30), -5)

    assert table(as_csv(book(*rows)))[1:] == [['Ә; "Қ"\nҢ', "1294", "63"], ["30.06.2022", "-5", "63"]]
    assert cells(as_xlsx(book(*rows)), 1)[-2:] == [['Ә; "Қ"\nҢ', 1294], [44742, -5]]


@pytest.fixture
def report(session, country, reports):
    made.registered(session, country.towns["ridder"])
    made.event(session, country.towns["ridder"], date(2022, 2, 3), 40)
    made.finished(
        session, country.cabinets["semey"], date(2022, 2, 1), Outcome.SETTLED_AT_CONSULTATION, date(2022, 2, 5)
    )
    return reports("63")


def test_the_csv_has_figures_and_balance_and_says_in_each_row_what_was_asked(session, reader, report):
    head, *rows = table(as_csv(HALF_YEAR.book(session, reader, report, Language.EN)))

    assert head == [
        "Code", "Indicator", "Value", "Qualifier", "Counted", "How it is counted", "Place", "Period", "Borders", "As of",
        "Made at",
    ]  # fmt: skip
    found = {row[0]: row for row in rows}
    assert found["A1"] == [
        "A1", "Requests received", "1", "", "during the period",
        "Received in the period and first registered here; duplicates and the other side's own request are not counted.",
        "East Kazakhstan Region (63)", "first half of 2022 (2022-H1)", "Borders of the time. (2022-01-01)", "30.06.2022",
        "21.11.2026, 13:00",
    ]  # fmt: skip
    assert [found[code][2] for code in ("C2", "R2", "R2.suspended", "E2", "received", "finished.settled_at_consultation")] == [
        "1", "1", "0", "40", "1", "1",
    ]  # fmt: skip
    assert found["balanced"][1:3] == ["The balance holds.", "1"]


def test_the_workbook_has_figures_balance_and_records(session, reader, report):
    octets = as_xlsx(HALF_YEAR.book(session, reader, report, Language.RU))

    figures, balance, records = (cells(octets, sheet) for sheet in (1, 2, 3))

    assert figures[0] == ["Полугодовой отчёт: Восточно-Казахстанская область"]
    assert [row[:3] for row in figures if row and row[0] == "A1"] == [["A1", "Поступило обращений", 1]]
    assert [row[2] for row in balance if row and row[0] == "finished.settled_at_consultation"] == [1]
    settled = next(row for row in records if row and row[0] == "C2")
    assert settled[0] == "C2"
    assert settled[2:] == [
        44597,
        "semey кабинеті (ру)",
        "semey қаласы (ру)",
        "Семейные",
        "разрешено на стадии консультации",
        1,
    ]
    assert ["E2", "День открытых дверей", 44595, "", "ridder қаласы (ру)", "День открытых дверей", "", 40] in records


@pytest.mark.parametrize("title", ['=HYPERLINK("http://evil.example")', "+7 701", "-1", "@SUM(A1)"])
def test_a_title_that_somebody_began_like_a_formula_is_marked_as_text_in_the_workbook(
    session, reader, country, reports, title
):
    held = made.event(session, country.towns["ridder"], date(2022, 2, 3), 40)
    held.title_kk = held.title_ru = title
    session.flush()
    octets = as_xlsx(HALF_YEAR.book(session, reader, reports("63"), Language.RU))

    assert [row[1] for row in cells(octets, 3) if row and row[0] == "E2"] == [title]
    with zipfile.ZipFile(BytesIO(octets)) as book:
        styles, page = (ET.fromstring(book.read(f"xl/{part}.xml")) for part in ("styles", "worksheets/sheet3"))  # noqa: S314 - bytes of our own
        words = ["".join(item.itertext()) for item in ET.fromstring(book.read("xl/sharedStrings.xml"))]  # noqa: S314 - bytes of our own
    looks = styles.findall(f"{SHEET}cellXfs/{SHEET}xf")
    found = [cell for cell in page.iter(f"{SHEET}c") if cell.get("t") == "s" and words[int(cell[0].text or 0)] == title]
    assert [looks[int(cell.get("s", 0))].get("quotePrefix") for cell in found] == ["1"] * len(found) != []


def test_an_empty_report_is_a_document_that_says_so(session, reader, country, reports):
    octets = as_xlsx(HALF_YEAR.book(session, reader, reports("35"), Language.KK))

    assert [row[2] for row in cells(octets, 1) if row and row[0] in {"A1", "M2"}] == [0, 0]


def test_every_report_of_the_catalogue_can_be_made_and_exported(session, reader, country):
    question = asked(session, "63", "2022-H1")
    for code, kind in REPORTS.items():
        report = kind.make(session, reader, question.place, question.period, question.borders)
        assert code == kind.code
        assert report.as_json()["place"] == "63"
        for language in Language:
            assert as_csv(kind.book(session, reader, report, language)) != as_xlsx(
                kind.book(session, reader, report, language)
            )


def test_records_are_exported_to_who_may_read_the_report(session, country, report):
    manager = make.actor(session, Role.MANAGER, country.vko)
    stranger = make.actor(session, Role.MANAGER, country.karaganda)

    assert as_xlsx(HALF_YEAR.book(session, manager, report, Language.KK)).startswith(b"PK")
    with pytest.raises(Forbidden):
        as_xlsx(HALF_YEAR.book(session, stranger, report, Language.KK))
