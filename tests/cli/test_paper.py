"""`paper`: the papers of a matter, made on the command line; `report`: the figures, in every form."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from mediation_cms.agreements.actions import draft_supplement
from mediation_cms.agreements.inputs import AgreementIn
from mediation_cms.cases.matter_actions import refuse_matter
from mediation_cms.cases.models import Case
from mediation_cms.intake.screening_inputs import RefusalIn
from tests import make
from tests.documents.reading import text
from tests.make import matters


@pytest.fixture
def matter(installation):
    """A matter with a signed agreement and a supplement to it, and a request that nobody admitted."""
    installation.run("init")
    with installation.database.transaction() as session:
        cast = matters.cast(session)
        agreement = matters.signed(session, cast)
        case = session.get_one(Case, agreement.case_id)
        draft_supplement(session, cast.mediator, agreement, AgreementIn.checked(matters.agreement_typed(session, case)))
        refused = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 6, 1))
        typed = {"outcome": "passed_on", "on": "02.06.2022", "reason": "Сот шешеді", "ground_code": "other_body"}
        refuse_matter(session, cast.receptionist, refused, RefusalIn.checked(typed | {"referrals": "court"}))
        return installation, case.number


@pytest.mark.database("sqlite")
def test_the_numbers_that_have_a_paper_are_listed_one_a_line(matter):
    installation, number = matter

    listed = {kind: installation.run("paper", "--list", kind).stdout.split() for kind in
              ("receipt", "refusal", "referral", "contract", "agreement", "supplement", "termination", "extension",
               "court_notice", "case_report")}  # fmt: skip
    assert listed == {
        "receipt": [number, "63-OSK-2022-000002"],
        "refusal": ["63-OSK-2022-000002"],
        "referral": ["63-OSK-2022-000002"],
        "contract": [f"{number}-C"],
        "agreement": [f"{number}-A1"],
        "supplement": [f"{number}-A2"],
        "termination": [number],
        "extension": [],
        "court_notice": [],
        "case_report": [number],
    }


@pytest.mark.database("sqlite")
def test_every_listed_number_gives_its_paper(matter, tmp_path):
    installation, number = matter
    out = tmp_path / "paper.pdf"

    for kind, suffix in (
        ("receipt", ""),
        ("contract", "-C"),
        ("agreement", "-A1"),
        ("supplement", "-A2"),
        ("termination", "-T"),
        ("case_report", "-S"),
    ):
        (asked, *_more) = installation.run("paper", "--list", kind).stdout.split()
        installation.run("paper", asked, kind, "--out", str(out))
        assert f"№ {number}{suffix}" in text(out.read_bytes()).replace("\u00a0", " ")


@pytest.mark.database("sqlite")
def test_the_number_of_the_request_will_do_and_a_language_can_be_chosen(matter, tmp_path):
    installation, number = matter
    installation.run("paper", number.lower(), "agreement", "--language", "ru", "--out", str(tmp_path / "a.pdf"))

    said = text((tmp_path / "a.pdf").read_bytes())
    assert "Соглашение об урегулировании спора" in said
    assert "Дауды (жанжалды) реттеу" not in said


@pytest.mark.database("sqlite")
def test_what_has_no_such_paper_is_said_in_one_line(matter, tmp_path):
    installation, number = matter
    out = ("--out", str(tmp_path / "a.pdf"))

    for asked, sentence in (
        (("63-OSK-2022-999999", "receipt"), "There is no request with the number 63-OSK-2022-999999."),
        (
            ("63-OSK-2022-000002", "contract"),
            "Request 63-OSK-2022-000002 was not admitted to mediation: it has no such paper.",
        ),
        ((f"{number}-A9", "agreement"), f"There is no agreement with the number {number}-A9."),
    ):
        assert installation.run("paper", *asked, *out, ends=1).stderr == f"Error: {sentence}\n"
    for arguments in ((), (number,), (number, "receipt"), (number, "diploma", *out), ("--list", "diploma")):
        installation.run("paper", *arguments, ends=2)


@pytest.mark.database("sqlite")
def test_a_register_entry_has_an_extract_by_its_number_and_an_order_once_it_was_decided(matter, tmp_path):
    installation, _number = matter
    out = tmp_path / "paper.pdf"
    number, *_more = installation.run("paper", "--list", "register_extract").stdout.split()

    installation.run("paper", number, "register_extract", "--out", str(out))
    assert "Выписка из реестра" in text(out.read_bytes()).replace("\u00a0", " ")
    assert installation.run("paper", "--list", "register_order").stdout == ""
    refused = installation.run("paper", "none", "register_extract", "--out", str(out), ends=1).stderr
    assert refused == "Error: There is no register entry with the number NONE.\n"


@pytest.mark.database("sqlite")
def test_a_report_comes_in_every_form(matter, tmp_path):
    installation, _number = matter
    asked = ("report", "half-year", "--place", "63", "--period", "2022-H1")

    figures = json.loads(installation.run(*asked).stdout)
    assert {found["code"]: found["value"] for found in figures["indicators"]}["A1"] == 2
    for form in ("csv", "xlsx", "pdf"):
        installation.run(*asked, "--format", form, "--out", str(tmp_path / form))
    assert "A1" in (tmp_path / "csv").read_text("utf-8-sig")
    assert "xl/workbook.xml" in ZipFile(BytesIO((tmp_path / "xlsx").read_bytes())).namelist()
    assert "№ 63-2022-H1" in text((tmp_path / "pdf").read_bytes())


@pytest.mark.database("sqlite")
def test_a_report_that_cannot_be_made_says_why(matter):
    installation, _number = matter

    unknown = installation.run("report", "half-year", "--place", "99", "--period", "2022-H1", ends=1).stderr
    assert unknown == "Error: There is no place with the code 99. Codes look like KZ, 63, semey or 63-OSK.\n"
    assert installation.run("report", "half-year", "--place", "63", "--period", "2022-H3", ends=1).stderr.startswith(
        "Error: period: "
    )
    installation.run(
        "report", "half-year", "--place", "63", "--period", "2022", "--format", "pdf", "--language", "en", ends=2
    )
