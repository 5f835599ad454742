"""Certificates on pages: issued for a whole course, printed, taken out, revoked; verified by anybody, taken by the holder."""

import json
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from sqlmodel import col, select

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import give_link
from mediation_cms.certification.certificate_actions import issue_certificates, replace_certificate
from mediation_cms.certification.certificate_inputs import CertificateIn, ReplacementIn, RevocationIn
from mediation_cms.certification.certificate_models import Certificate, CertificateBatch, CertificateCopy
from mediation_cms.certification.revocation_actions import revoke_certificate
from mediation_cms.core import clock
from mediation_cms.people.models import Role
from tests import make
from tests.make.certification import course, learners, printed

NAMES = tuple(f"Тыңдаушы {letter}йгүл" for letter in "АБВГД")
COURT = RevocationIn.checked({"ground": "court", "act": "№ 5", "reason": "between us"})


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(signed_in, country):
    return signed_in(Role.REGISTER_KEEPER, country.region)


@pytest.fixture
def sheets(app, session):
    """Certificates as if the jobs had printed them."""

    def print_them(*certificates):
        with app.database.transaction() as jobs:
            printed(jobs, *(jobs.get_one(Certificate, certificate.id) for certificate in certificates))
        session.expire_all()

    return print_them


@pytest.fixture
def issued(session, country):
    held = course(session, country.cabinet, learners(*NAMES, completed=True))
    return issue_certificates(session, make.system(session), held, CertificateIn.checked({"issued_on": "01.04.2022"}))


def test_a_whole_course_is_certified_at_once_and_the_page_says_how_far_the_printing_is(
    session, keeper, country, sheets
):
    held = course(session, country.cabinet, learners(*NAMES, completed=True))
    keeper.get(f"/courses/{held.id}/certificates/new")
    answer = keeper.send(
        f"/courses/{held.id}/certificates/new",
        issued_on="01.04.2022",
        signatory="Б. Серікбаева",
        position_kk="директор",
    )
    batch = session.exec(select(CertificateBatch)).one()
    made = session.exec(select(Certificate).order_by(col(Certificate.number))).all()
    at = f"/courses/certificates/issued/{batch.id}"

    assert answer.location == at
    assert {(each.signatory, each.position_ru) for each in made} == {("Б. Серікбаева", "директор")}
    sheets(*made[:2])
    page = keeper.get(f"{at}?lang=en").text
    assert '<progress value="2" max="5"' in page
    assert '<meta http-equiv="refresh"' in page
    assert "2 of 5 printed" in page
    sheets(*made[2:])
    assert '<meta http-equiv="refresh"' not in keeper.get(f"{at}?lang=en").text
    taken = keeper.send(f"{at}/copies", why="")
    assert taken.status_code == 303, taken.text
    whole = keeper.get(taken.location)
    with pikepdf.open(BytesIO(whole.data)) as pdf:
        assert len(pdf.pages) == 5
    keeper.get(f"{at}?lang=en")
    assert keeper.send(f"{at}/copies", why="").status_code == 422


def test_a_certificate_is_taken_again_only_with_a_reason_which_its_page_shows(session, keeper, issued, sheets):
    sheets(issued[0])
    at = f"/courses/certificates/{issued[0].id}"
    keeper.get(f"{at}?lang=en")
    first = keeper.send(f"{at}/copies")
    assert keeper.get(first.location).mimetype == "application/pdf"
    keeper.get(f"{at}?lang=en")
    assert keeper.send(f"{at}/copies", why="").status_code == 422
    again = keeper.send(f"{at}/copies", why="burnt at home")

    assert keeper.get(again.location).status_code == 200
    assert "burnt at home" in keeper.get(f"{at}?lang=en").text
    assert (
        keeper.get(f"/courses/certificates/{issued[1].id}/copies/{again.location.rpartition('/')[2]}").status_code
        == 404
    )


def test_a_revocation_is_asked_with_its_ground_and_its_words_stay_inside(session, keeper, issued, visitor):
    at = f"/courses/certificates/{issued[0].id}/revocation"
    keeper.get(f"{at}?lang=en")
    assert keeper.send(at, ground="", reason="").status_code == 422
    keeper.send(at, ground="false_data", act="№ 7", reason="a forged diploma")

    assert "a forged diploma" in keeper.get(f"/courses/certificates/{issued[0].id}?lang=en").text
    seen = visitor.get(f"/certificates/{issued[0].code}?lang=en").text
    assert "Issued on false data" in seen
    assert "a forged diploma" not in seen
    assert "№ 7" not in seen


# --- verified by anybody -------------------------------------------------------------------------------------------------


def test_anybody_reads_what_the_paper_says_without_signing_in(visitor, issued):
    page = visitor.get(f"/certificates/{issued[0].code}?lang=ru")

    assert page.status_code == 200
    for words in ("Тыңдаушы Айгүл", "Основы медиации", "63-2022-000001", "24"):
        assert words in page.text


def test_each_state_has_its_own_word_and_its_own_sign(session, visitor, issued):
    system = make.system(session)
    valid, lost, gone, *_others = issued
    replace_certificate(session, system, lost, ReplacementIn.checked({"issued_on": "02.05.2022", "reason": "lost"}))
    revoke_certificate(session, system, gone, COURT)

    def verdict(certificate):
        page = visitor.get(f"/certificates/{certificate.code}?lang=en").text
        return page.partition('<section class="')[2].partition("</h1>")[0].replace('"><h1>', ": ")

    assert [verdict(each) for each in (valid, lost, gone)] == [
        "verdict: Valid", "verdict stopped: Replaced", "verdict revoked: Revoked",
    ]  # fmt: skip
    assert "2 May 2022" in visitor.get(f"/certificates/{lost.code}?lang=en").text


def test_a_code_is_typed_as_people_type(visitor, issued):
    code = issued[0].code
    for typed in (code.lower(), code.replace("-", ""), f" {code.replace('0', 'О')} "):
        answer = visitor.client.get("/certificates", query_string={"code": typed})
        assert answer.location == f"/certificates/{code}"


def test_programs_get_the_same_as_json(visitor, issued):
    by_ending = visitor.client.get(f"/certificates/{issued[0].code}.json")
    by_header = visitor.client.get(f"/certificates/{issued[0].code}", headers={"Accept": "application/json"})
    unknown = visitor.client.get("/certificates/0000-0000-0000-0000.json")

    assert json.loads(by_ending.data) == json.loads(by_header.data) == {
        "status": "valid", "status_since": None, "revocation_ground": None, "imported": False, "number": "63-2022-000001",
        "name": {"kk": "Тыңдаушы Айгүл", "ru": "Тыңдаушы Айгүл"},
        "course": {"kk": "Медиация негіздері", "ru": "Основы медиации"}, "academic_hours": 24,
        "starts_on": "2022-03-14", "ends_on": "2022-03-16", "issued_on": "2022-04-01", "valid_until": None,
        "place": {"kk": issued[0].place_kk, "ru": issued[0].place_ru},
        "issuer": {"kk": issued[0].issuer_kk, "ru": issued[0].issuer_ru}, "signatory": "", "position": {"kk": "", "ru": ""},
    }  # fmt: skip
    assert (unknown.status_code, json.loads(unknown.data)) == (404, {"status": "unknown"})


def test_unknown_codes_are_answered_alike_and_who_guesses_waits_while_the_right_one_opens(visitor, issued):
    first, second = (visitor.get(f"/certificates/{code}?lang=en") for code in ("0000-0000-0000-0000", "nonsense"))
    assert (first.status_code, second.status_code) == (404, 404)
    assert "There is no certificate with this code." in first.text

    codes = [visitor.get(f"/certificates/0000-0000-0000-{number:04d}").status_code for number in range(20)]

    assert codes[-1] == 429
    assert visitor.get(f"/certificates/{issued[0].code}").status_code == 200


def test_the_code_of_a_certificate_typed_among_the_papers_leads_to_its_page(visitor, issued):
    assert visitor.get(f"/papers/{issued[0].code}").location == f"/certificates/{issued[0].code}"


# --- the holder ----------------------------------------------------------------------------------------------------------


def test_the_holder_takes_the_file_by_the_link_and_that_is_noted(session, visitor, issued, sheets):
    sheets(issued[0])
    make.visitor(session)
    code = give_link(session, Purpose.CERTIFICATE, issued[0].id, clock.today() + timedelta(days=5))
    session.commit()
    assert "Download the certificate" in visitor.get(f"/certificates/own/{code}?lang=en").text
    assert session.exec(select(CertificateCopy)).all() == []
    taken = visitor.send(f"/certificates/own/{code}")
    assert taken.status_code == 303, taken.text

    assert visitor.get(taken.location).mimetype == "application/pdf"
    assert [copy.way.value for copy in session.exec(select(CertificateCopy))] == ["holder"]
    revoke_certificate(session, make.system(session), issued[0], COURT)
    session.commit()
    assert visitor.get(f"/certificates/own/{code}").status_code == 404
