"""The report on pages: figures, records behind them, files."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from mediation_cms.documents.engine import Rendered
from mediation_cms.documents.issuing import issue
from mediation_cms.documents.models import Paper
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.people.models import Role
from tests import make
from tests.web.visitor import Visitor

DAY = date(2022, 3, 15)
REPORT = "/reports?place=63&period=2022-H1&borders=then"


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with two requests in March 2022, one of them finished."""
    make.law(session)
    country = make.small_country(session)
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    finished, _open = (make.request(session, receptionist, country.cabinet, DAY) for _number in range(2))
    close_request(session, receptionist, finished, ClosingIn.checked({"outcome": "advice_only", "on": "20.03.2022"}))
    return country


def test_a_manager_reads_the_figures_and_opens_the_records_behind_them(
    signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    manager = signed_in(Role.MANAGER, country.region)

    page = manager.get(f"{REPORT}&lang=ru").text
    assert "первое полугодие 2022 года" in page
    assert "Баланс сходится." in page
    assert "За 1 полугодие 2022 года к медиаторам АНК поступило 2 обращения" in page.replace("\u00a0", " ")

    records = manager.get("/reports/records?place=63&period=2022-H1&borders=then&code=A1").text
    assert [number in records for number in ("63-OSK-2022-000001", "63-OSK-2022-000002")] == [True, True]
    assert "Төлегенов" not in records


def test_the_records_stand_under_the_words_of_their_line(
    signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    manager = signed_in(Role.MANAGER, country.region)
    manager.get("/desk?lang=en")

    for code, words in [("received", "Received"), ("open_at_end", "Open at the end"), ("A1", "Requests received")]:
        page = manager.get(f"/reports/records?place=63&period=2022-H1&borders=then&code={code}").text
        assert f"<h1>Records behind the figure: {words}</h1>" in page


def test_the_same_figures_leave_as_json_csv_and_xlsx(
    signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    manager = signed_in(Role.MANAGER, country.region)
    files = {
        kind: manager.get(f"/reports/file?place=63&period=2022-H1&borders=then&format={kind}")
        for kind in ("json", "csv", "xlsx")
    }

    figures = {found["code"]: found["value"] for found in json.loads(files["json"].data)["indicators"]}
    assert (figures["A1"], figures["C2"]) == (2, 0)
    assert files["csv"].data.startswith(b"\xef\xbb\xbf")
    assert "63-OSK-2022-000001" in zipfile.ZipFile(io.BytesIO(files["xlsx"].data)).read("xl/sharedStrings.xml").decode()
    assert [answer.headers["Content-Disposition"] for answer in files.values()] == [
        f'attachment; filename="63-2022-H1.{kind}"' for kind in files
    ]


def test_days_are_typed_as_everywhere(signed_in: Callable[..., Visitor], country: make.SmallCountry) -> None:
    manager = signed_in(Role.MANAGER, country.region)

    page = manager.get("/reports?place=63&from=01.03.2022&to=31.03.2022&day=15.3.2022&lang=ru").text

    assert (
        'href="/reports/records?place=63&amp;period=2022-03-01..2022-03-31&amp;borders=2022-03-15&amp;code=A1"' in page
    )


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ("from=01.01.1899&to=31.03.2022", {"from": "The year lies between 1900 and 2200. Check it."}),
        ("from=01.03.2022", {"to": "This is empty. Fill it in."}),
        ("day=soon", {"day": "There is no such date. Use day.month.year, for example 21.11.2026."}),
    ],
)
def test_a_day_that_is_none_is_refused_beside_its_field_and_stays_as_typed(
    signed_in: Callable[..., Visitor], country: make.SmallCountry, days: str, wrong: dict[str, str]
) -> None:
    manager = signed_in(Role.MANAGER, country.region)
    answer = manager.get(f"/reports?place=63&{days}&lang=en")

    assert (answer.status_code, manager.errors) == (422, list(wrong.values()))
    assert all(f'id="{name}-error"' in answer.text for name in wrong)
    assert days.partition("=")[2].partition("&")[0] in answer.text
    assert manager.get(f"/reports/file?place=63&{days}&format=json").status_code == 422


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ("place=10&period=2022-H1", 404, "10 кодымен аумақ жоқ"),
        ("place=63&period=2031", 422, "Бұл кезең әлі басталған жоқ. Басталған кезеңді таңдаңыз."),
        ("place=63&period=nonsense", 422, "Мұндай кезең жоқ"),
        ("place=63&period=2022-H1&borders=2022-13-40", 422, "2022-01-01"),
    ],
)
def test_what_cannot_be_reported_is_said_and_the_choice_is_kept(
    signed_in: Callable[..., Visitor], country: make.SmallCountry, asked: str, status: int, sentence: str
) -> None:
    answer = signed_in(Role.MANAGER, country.region).get(f"/reports?{asked}")

    assert answer.status_code == status
    assert sentence in answer.text


def test_nobody_reads_the_report_of_another_region(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    other = make.region(session, country.republic, "55", "Павлодар облысы")

    assert signed_in(Role.MANAGER, other).get(REPORT).status_code == 403


def test_a_receptionist_has_no_reports(signed_in: Callable[..., Visitor], country: make.SmallCountry) -> None:
    assert signed_in(Role.RECEPTIONIST, country.cabinet).get(REPORT).status_code == 403


def test_the_report_is_asked_for_as_a_pdf_and_the_page_waits_then_leads_to_it(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    manager = signed_in(Role.MANAGER, country.region)
    manager.get(REPORT)

    answer = manager.send("/reports/papers?place=63&period=2022-H1&borders=then&language=kk")
    assert answer.status_code == 303

    waiting = manager.get(answer.location).text
    assert "Құжат дайындалып жатыр" in waiting
    assert 'http-equiv="refresh"' in waiting

    paper = session.exec(select(Paper)).one()
    issue(session, make.system(session), paper, Rendered(b"%PDF-1.7", 1, "0" * 64))
    session.commit()
    ready = manager.get(answer.location).text
    assert f'href="/reports/papers/{paper.id}/file"' in ready
    assert 'http-equiv="refresh"' not in ready
