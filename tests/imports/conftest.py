"""A small country with its keepers, and spreadsheets made as people make them."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from mediation_cms.imports.actions import begin_import, confirm, map_columns, undo
from mediation_cms.imports.carrying import carry
from mediation_cms.imports.inputs import ConfirmationIn, MappingIn
from mediation_cms.imports.models import ImportKind
from mediation_cms.imports.queries import rows_of
from mediation_cms.imports.staging import opened
from mediation_cms.people.models import Role
from tests import make

HEADINGS = ("ИИН", "Фамилия", "Имя", "Отчество", "Дата рождения", "Номер в реестре", "Вид медиатора", "Дата включения")
SERIKOVA = ("840512400014", "Серікова", "Гүлнар", "Ермекқызы", "12.05.1984", "101", "профессиональный", "10.01.2020")
AKHMETOV = ("", "Ахметов", "Болат", "", date(1970, 3, 2), "102", "общественный", "2021-02-01")


def xlsx(*rows: Sequence[Any], merge: str = "", title: str = "Реестр") -> bytes:
    """A spreadsheet of these rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(session, country):
    return make.actor(session, Role.REGISTER_KEEPER, country.district)


@pytest.fixture
def upload(session, country, keeper):
    """Uploads a file and has it read with the columns that were guessed: the import, ready to be looked at."""

    def uploaded(content, kind=ImportKind.REGISTER, name="list.xlsx", actor=None, **given):
        who = actor or keeper
        whole = begin_import(session, who, country.district, kind, name, content)
        chosen = {
            "columns": whole.columns,
            "heading": whole.shape["heading"],
            "lines": whole.shape["lines"],
            "given": given,
        }
        map_columns(session, who, whole, MappingIn.checked(chosen))
        carry(session, whole)
        return whole

    return uploaded


@pytest.fixture
def confirmed(session, keeper):
    """Confirms an import and has it written."""

    def written(whole, *, without_problems=False, actor=None):
        confirm(session, actor or keeper, whole, ConfirmationIn(without_problems=without_problems))
        carry(session, whole)
        return whole

    return written


@pytest.fixture
def undone(session, keeper):
    """Has an import undone."""

    def back(whole, actor=None):
        undo(session, actor or keeper, whole)
        carry(session, whole)
        return whole

    return back


@pytest.fixture
def said(session):
    """What is said of the rows of an import: number of the row, column, sentence."""

    def told(whole):
        return [
            (row.number, found.column, str(found.sentence))
            for row in rows_of(session, whole, limit=1000)
            for found in opened(session, row)[1]
        ]

    return told
