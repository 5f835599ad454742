"""What people and others upload: each bad file or cell is named in words, by row and cell, and nothing is written."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from sqlmodel import col, func, select

from mediation_cms.core.errors import Forbidden, Invalid
from mediation_cms.imports.actions import accept_proposals
from mediation_cms.imports.carrying import carry
from mediation_cms.imports.inputs import AcceptedIn
from mediation_cms.imports.models import Import, ImportKind, Outcome
from mediation_cms.imports.problems import Problem
from mediation_cms.imports.queries import rows_of
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.people.models import Role
from tests import make
from tests.imports.conftest import AKHMETOV, HEADINGS, SERIKOVA, xlsx


@pytest.fixture(autouse=True)
def nothing_is_written(session):
    yield
    assert session.exec(select(func.count(col(RegisterEntry.id)))).one() == 0


def repacked(content, **more):
    """The same archive with parts added or put in the place of others."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, more.pop(part.filename, None) or old.read(part))
        for name, data in more.items():
            new.writestr(name, data)
    return kept.getvalue()


OLD_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb():
    return repacked(xlsx(HEADINGS, SERIKOVA), **{"xl/media/zeros.bin": b"\0" * 60_000_000})


def doctype():
    return repacked(
        xlsx(HEADINGS), **{"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    )


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_rows(rows):
    """A spreadsheet with this XML for its rows."""
    return repacked(xlsx(HEADINGS), **{SHEET: b"<worksheet %b><sheetData>%b</sheetData></worksheet>" % (SPACE, rows)})


def with_strings(many):
    strings = b"".join(b"<si><t>%d</t></si>" % (n * 7919 % 99991) for n in range(many))
    return repacked(xlsx(HEADINGS), **{STRINGS: b"<sst %b>%b</sst>" % (SPACE, strings)})


def one_endless_row():
    return with_rows(
        b'<row r="1">%b</row>' % b"".join(b"<c><v>%d</v></c>" % (n * 7919 % 99991) for n in range(200_000))
    )


def numbered_rows(cell, many):
    return with_rows(b"".join(b'<row r="%d">%b</row>' % (n, cell) for n in range(1, many)))


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (one_endless_row, "The file unpacks into far more than a list of people needs."),
        (lambda: numbered_rows(b"", 250_000), "The file unpacks into far more than a list of people needs."),
        (lambda: with_strings(500_000), "The file unpacks into far more than a list of people needs."),
        (lambda: numbered_rows(b"<c><v>1</v></c>", 50_000), "The file has more than 20,000 rows."),
        (lambda: b"", "The file is empty."),
        (lambda: OLD_XLS + b"\0" * 600, "This is an old XLS file, or one that is locked by a password."),
        (lambda: b"%PDF-1.7", "This is neither XLSX nor CSV."),
        (lambda: b"<html><table></table></html>", "This is neither XLSX nor CSV."),
        (lambda: b"a;b\0c\n", "This is neither XLSX nor CSV."),
        (lambda: repacked(xlsx(HEADINGS), **{"xl/vbaProject.bin": b"Attribute"}), "The file holds a program (macros)."),
        (bomb, "The file unpacks into far more than a list of people needs."),
        (doctype, "The file could not be opened."),
        (lambda: xlsx(HEADINGS)[:-300], "The file could not be opened."),
        (lambda: xlsx([f"column {n}" for n in range(120)]), "The file has more than 100 columns."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plain_list_is_refused_as_a_whole(session, upload, content, begins):
    with pytest.raises(Invalid) as refused:
        upload(content())

    assert str(refused.value.fields["file"]).startswith(begins)
    assert session.exec(select(func.count(col(Import.id)))).one() == 0


def test_fifty_thousand_rows_are_too_many_and_the_limit_is_said(upload):
    line = ";".join(str(cell) for cell in SERIKOVA)
    content = "\n".join([";".join(HEADINGS), *[line] * 50_000]).encode()

    with pytest.raises(Invalid) as refused:
        upload(content, name="list.csv")
    assert str(refused.value.fields["file"]).startswith("The file has more than 20,000 rows.")


CELLS = [
    ({0: "400109301234"}, "iin", Problem.IIN),
    ({1: "Cepiковa"}, "surname", Problem.MIXED),
    ({1: "Сер\x0bікова".replace("\x0b", "_x000B_")}, "surname", Problem.HIDDEN),
    ({4: "12 мамыр"}, "born_on", Problem.DAY),
    ({5: ""}, "number", Problem.MISSING),
    ({6: "неизвестный"}, "kind", Problem.WORD),
    ({7: "31.02.2020"}, "since", Problem.DAY),
    ({7: "=DATE(2020,1,10)"}, "since", Problem.FORMULA),
    ({4: "12.05.2015", 0: ""}, "", Problem.RULE),
]


@pytest.mark.parametrize(("cells", "column", "kind"), CELLS)
def test_a_cell_that_cannot_be_taken_is_named_and_its_row_left_out(session, upload, said, cells, column, kind):
    row = [cells.get(at, cell) for at, cell in enumerate(SERIKOVA)]
    whole = upload(xlsx(HEADINGS, row, AKHMETOV))

    assert (whole.counts["make"], whole.counts["refused"], whole.counts[f"p:{kind}"]) == (1, 1, 1)
    assert (2, column) in [(number, where) for number, where, _sentence in said(whole)]
    assert [row.number for row in rows_of(session, whole, outcome=Outcome.REFUSED)] == [2]


def test_merged_cells_are_named_one_by_one(upload, said):
    whole = upload(
        xlsx(
            HEADINGS,
            SERIKOVA,
            ["", None, "Болат", "", "02.03.1970", "102", "общественный", "01.02.2021"],
            merge="B2:B3",
        )
    )

    told = [(number, column) for number, column, sentence in said(whole) if sentence.startswith("This cell is merged")]
    assert told == [(2, "surname"), (3, "surname")]


def test_two_lines_of_headings_and_the_line_of_numbers_below_are_understood(upload, session):
    upper = ["ИИН", "Медиатор", None, None, "Дата рождения", "Номер в реестре", "Вид медиатора", "Дата включения"]
    lower = [None, "Фамилия", "Имя", "Отчество", None, None, None, None]
    whole = upload(xlsx(["Реестр медиаторов района"], upper, lower, list(range(1, 9)), SERIKOVA, merge="B2:D2"))

    assert (whole.shape["heading"], whole.shape["lines"], whole.counts["make"]) == (2, 3, 1)


def test_dates_stand_as_text_as_dates_and_as_numbers_of_days(upload):
    rows = [
        (*AKHMETOV[:1], f"Ахметов{end}", *AKHMETOV[2:5], str(at), "общественный", since)
        for at, (end, since) in enumerate(
            [("а", "10.01.2020"), ("б", "2020-01-10"), ("в", 43_840), ("г", "43840"), ("д", date(2020, 1, 10))]
        )
    ]
    assert upload(xlsx(HEADINGS, *rows)).counts["make"] == 5


def test_lost_zeros_of_an_iin_and_latin_letters_are_proposed_and_taken_at_once(session, upload, keeper):
    born = (512_600_012, "Cерікова", "Гүлнар", "", "12.05.2000", "101", "профессиональный", "10.01.2026")
    whole = upload(xlsx(HEADINGS, born))
    assert (whole.counts["proposed:mixed"], whole.counts["proposed:zeros"], whole.counts["refused"]) == (1, 1, 1)
    for kind in (Problem.MIXED, Problem.ZEROS):
        accept_proposals(session, keeper, whole, AcceptedIn(kind=kind))
        carry(session, whole)
    assert (whole.counts["make"], whole.counts.get("refused", 0)) == (1, 0)


def test_what_stands_twice_in_the_file_and_what_lies_elsewhere_is_refused_by_row(session, country, upload, said):
    headings = (*HEADINGS, "Район")
    elsewhere = make.district(session, country.region, "semey", "Семей қаласы")
    again = ("", "Омаров", "Асан", "", "01.01.1970", "101", "общественный", "10.01.2020", "")
    whole = upload(
        xlsx(
            headings,
            (*SERIKOVA, ""),
            again,
            (*AKHMETOV, elsewhere.code),
            (*AKHMETOV[:5], "103", *AKHMETOV[6:], "Атлантида"),
        )
    )

    assert [(number, column) for number, column, sentence in said(whole) if column in {"number", "place"}] == [
        (3, "number"), (4, "place"), (5, "place"),
    ]  # fmt: skip


def test_letters_of_windows_and_a_mark_in_front_are_guessed(upload):
    text = "\n".join(
        ";".join(str(cell) for cell in row) for row in (HEADINGS, (*AKHMETOV[:4], "02.03.1970", *AKHMETOV[5:]))
    )
    found = [upload(text.encode(encoding), name="list.csv") for encoding in ("utf-8", "utf-8-sig", "cp1251")]

    assert [whole.shape["encoding"] for whole in found] == ["utf-8-sig", "utf-8-sig", "cp1251"]
    assert [whole.counts["make"] for whole in found] == [1, 1, 1]


def test_who_does_not_keep_the_register_of_the_place_uploads_nothing(session, country, upload):
    coordinator = make.actor(session, Role.COORDINATOR, country.district)
    with pytest.raises(Forbidden):
        upload(xlsx(HEADINGS, SERIKOVA), ImportKind.REGISTER, actor=coordinator)
