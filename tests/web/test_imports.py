"""A register taken over on pages: upload, columns, preview, confirmation, undoing. Nothing needs JavaScript."""

import re
from io import BytesIO

import pytest
from flask import g
from openpyxl import load_workbook
from sqlmodel import col, select

from mediation_cms.imports.models import Import, ImportState
from mediation_cms.imports.reading import look
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.people.models import Role
from mediation_cms.web import import_forms
from tests import make
from tests.imports.conftest import AKHMETOV, HEADINGS, SERIKOVA, xlsx


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(signed_in, country):
    return signed_in(Role.REGISTER_KEEPER, country.district)


def numbers(session):
    return session.exec(select(RegisterEntry.number).order_by(col(RegisterEntry.number))).all()


def upload(keeper, country, content, name="list.xlsx"):
    keeper.get("/imports/new")
    return keeper.send(
        "/imports/new", kind="register", place_id=str(country.district.id), file=(BytesIO(content), name)
    )


def test_a_register_is_taken_over_step_by_step_and_undone(session, keeper, country):
    there = upload(keeper, country, xlsx(HEADINGS, SERIKOVA, AKHMETOV)).location
    assert re.fullmatch(r"/imports/[0-9a-f-]{36}/mapping", there)
    page = keeper.get(there).text
    assert re.findall(r'<option value="(\w+)" selected>', page)[:8] == [
        "iin", "surname", "given_name", "patronymic", "born_on", "number", "kind", "since",
    ]  # fmt: skip

    whole = session.exec(select(Import)).one()
    columns = {f"columns-{place}": code for place, code in whole.columns.items()}
    shown = keeper.send(there, heading="1", lines="1", **columns).location
    page = keeper.get(shown).text
    assert "Ахметов Болат" in page
    assert numbers(session) == []

    assert keeper.send(f"{shown}/confirmation").location == shown
    assert numbers(session) == ["101", "102"]

    keeper.get(shown)
    assert keeper.send(f"{shown}/undoing").location == shown
    session.expire_all()
    assert (numbers(session), session.exec(select(Import)).one().state) == ([], ImportState.UNDONE)
    assert keeper.get(shown).status_code == 200
    assert keeper.get("/imports").text.count("list.xlsx") == 1


def test_a_file_that_is_no_list_is_refused_beside_its_field(session, keeper, country):
    answer = upload(keeper, country, b"%PDF-1.7 not a list", "list.pdf")

    assert (answer.status_code, session.exec(select(Import)).all()) == (422, [])
    assert 'href="#file"' in answer.text


def test_the_empty_example_is_recognised_column_by_column(keeper):
    sheet = load_workbook(BytesIO(keeper.get("/imports/examples/register").data)).worksheets[0]
    headings = [cell.value for cell in sheet[1]]

    assert len(headings) == 24
    assert keeper.get("/imports/examples/nothing").status_code == 404


def test_a_list_that_is_at_work_says_how_far_it_is_and_looks_again_by_itself(session, keeper, country):
    there = upload(keeper, country, xlsx(HEADINGS, SERIKOVA)).location.removesuffix("/mapping")
    whole = session.exec(select(Import)).one()
    whole.state, whole.tries, whole.looked, whole.expected = ImportState.READING, 1, 3400, 10_000
    session.commit()

    page = keeper.get(there).text
    assert "data-waits" in page
    assert "<noscript><meta http-equiv" in page
    assert '<progress value="3400" max="10000"' in page
    assert re.search(r"10\s000 жолдың 3\s400 жолы қаралды|3\s400 of 10\s000 rows looked through", page)


def test_nobody_waits_while_a_file_is_looked_at_for_the_first_time(keeper, country, monkeypatch):
    waited = []

    def looked_at(content):
        waited.append(g.session.in_transaction())
        return look(content)

    monkeypatch.setattr(import_forms, "look", looked_at)
    assert upload(keeper, country, xlsx(HEADINGS, SERIKOVA)).status_code == 303
    assert waited == [False]
