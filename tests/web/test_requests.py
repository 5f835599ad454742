"""Requests on pages: nothing typed is lost, nothing is written twice, nobody sees what is not theirs."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Reading
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.queries import parties_of
from mediation_cms.people.models import Role
from tests import make
from tests.make import matters
from tests.web.visitor import Visitor

DAY = date(2022, 3, 15)


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


def fields(country: make.SmallCountry, **changed: str) -> dict[str, str]:
    """What a receptionist types when somebody comes in, is heard, and the matter is settled."""
    return {
        "cabinet_id": str(country.cabinet.id), "received_on": "15.03.2022", "channel": "in_person", "source": "self",
        "language": "kk", "applicant__kind": "person", "applicant__person__given_name": "Қайрат",
        "applicant__person__surname": "Төлегенов", "others__0__kind": "person", "others__0__person__given_name": "Светлана",
        "subject": "Құдық суы мен шекара", "dispute_code": "NEI", "narrative": "Көрші дуалды жылжытып қойған.",
        "heard": "yes", "talk__mode": "in_person", "talk__result": "settled", "talk__minutes": "40",
    } | changed  # fmt: skip


def typed_value(page: str, name: str) -> str:
    """What stands in the field of this name."""
    found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page) or re.search(
        rf'name="{name}"[^>]*>\s*([^<]*)<', page
    )
    return unescape(found.group(1)).strip() if found else ""


def test_somebody_comes_in_is_heard_and_the_matter_is_settled_on_one_page(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get("/requests/new")

    answer = receptionist.send("/requests/new", **fields(country))

    request = session.exec(select(Request)).one()
    assert (answer.status_code, answer.location) == (303, f"/requests/{request.id}")
    assert (request.number, request.outcome, request.ended_on) == (
        "63-OSK-2022-000001",
        Outcome.SETTLED_AT_CONSULTATION,
        DAY,
    )


def test_the_same_form_sent_twice_makes_one_request_and_leads_to_it_both_times(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get("/requests/new")
    hidden = receptionist.hidden()
    sent = {name.replace("__", "-"): value for name, value in fields(country).items()} | hidden

    answers = [receptionist.client.post("/requests/new", data=sent).location for _time in range(2)]

    assert len(session.exec(select(Request)).all()) == 1
    assert answers[0] == answers[1]


def test_a_slip_is_said_beside_its_field_and_everything_typed_is_still_there(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get("/requests/new")

    answer = receptionist.send(
        "/requests/new", **fields(country, received_on="31.02.2022", applicant__person__iin="123456789012")
    )

    assert answer.status_code == 422
    assert receptionist.errors == [
        "Мұндай күн жоқ. Күнді күн.ай.жыл түрінде жазыңыз, мысалы: 21.11.2026.",
        "Бұл ЖСН-нің бақылау цифры сәйкес келмейді. Бір цифр қате жазылған болуы мүмкін: жеке куәлікпен салыстырыңыз.",
    ]
    kept = {
        name: typed_value(answer.text, name)
        for name in ("applicant-person-given_name", "subject", "narrative", "talk-minutes")
    }
    assert list(kept.values()) == ["Қайрат", "Құдық суы мен шекара", "Көрші дуалды жылжытып қойған.", "40"]
    assert session.exec(select(Request)).all() == []


def test_another_side_is_added_without_a_script_and_nothing_is_lost(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get("/requests/new")

    page = receptionist.send("/requests/new", add="other", **fields(country)).text

    assert 'name="others-1-person-given_name"' in page
    assert typed_value(page, "others-0-person-given_name") == "Светлана"
    assert session.exec(select(Request)).all() == []


def test_a_form_to_which_a_side_was_added_is_registered_with_it(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get("/requests/new")
    receptionist.send("/requests/new", add="other", **fields(country))

    third = {"others__1__kind": "person", "others__1__person__given_name": "Болат"}
    answer = receptionist.send("/requests/new", **fields(country), **third)

    request = session.exec(select(Request)).one()
    assert (answer.status_code, answer.location) == (303, f"/requests/{request.id}")
    assert len(parties_of(session, request.id)) == 3


def test_markup_and_formulas_in_text_stay_text(signed_in: Callable[..., Visitor], country: make.SmallCountry) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get("/requests/new")
    receptionist.send("/requests/new", **fields(country, subject='=HYPERLINK("x")<script>alert(1)</script>', heard=""))

    page = receptionist.get("/requests").text

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_year_before_all_that_is_known_costs_nothing_that_was_typed(
    signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get("/requests/new?lang=en")

    answer = receptionist.send("/requests/new", **fields(country, received_on="22.11.2006"))

    assert 400 <= answer.status_code < 500
    assert 'value="22.11.2006"' in answer.text
    assert fields(country)["subject"] in answer.text


def test_a_list_shows_what_it_showed_in_the_log_of_reading(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)
    coordinator = signed_in(Role.COORDINATOR, country.region)

    coordinator.get("/requests")

    reading = session.exec(select(Reading).order_by(col(Reading.id).desc())).first()
    assert reading is not None
    assert (reading.page, reading.shown, reading.refused) == ("requests.index", ["63-OSK-2022-000001"], False)


def test_a_request_of_another_cabinet_is_not_there(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    elsewhere = make.cabinet(
        session, make.district(session, country.region, "ridder", "Риддер қаласы"), "63-RID", "Риддер кабинеті"
    )
    request = make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)
    other = signed_in(Role.RECEPTIONIST, elsewhere)

    pages = ["", "/people", "/consultations", "/history", "/correction", "/closure"]
    assert {other.get(f"/requests/{request.id}{page}").status_code for page in pages} == {404}
    assert "63-OSK" not in other.get("/requests").text


def test_what_happened_is_read_by_those_who_work_on_it_and_not_by_the_auditor(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    request = make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)
    seen = {
        role: "Көрші дуалды жылжытып қойған." in signed_in(role, country.region).get(f"/requests/{request.id}").text
        for role in (Role.RECEPTIONIST, Role.COORDINATOR, Role.AUDITOR)
    }

    assert seen == {Role.RECEPTIONIST: True, Role.COORDINATOR: True, Role.AUDITOR: False}


def test_the_iin_is_shown_with_its_middle_covered(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    request = make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)

    page = signed_in(Role.RECEPTIONIST, country.cabinet).get(f"/requests/{request.id}/people").text

    assert "000229500008" not in page
    assert "0002•••••008" in page


def test_a_step_taken_from_a_stale_page_is_refused_and_told(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    request = make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get(f"/requests/{request.id}/closure")
    first = receptionist.send(f"/requests/{request.id}/closure", outcome="advice_only", on="20.03.2022")
    again = receptionist.send(f"/requests/{request.id}/closure", outcome="withdrawn", on="20.03.2022")

    assert (first.status_code, again.status_code) == (303, 409)
    assert "Бұл жазба осы арада өзгертілді, мүмкін оны басқа терезеде өзіңіз өзгерткен боларсыз." in again.text


def test_a_request_is_admitted_on_the_day_that_the_journal_says(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    request = make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    form = receptionist.get(f"/requests/{request.id}/case").text
    too_early = receptionist.send(f"/requests/{request.id}/case", on="14.03.2022")
    said = receptionist.errors
    answer = receptionist.send(f"/requests/{request.id}/case", on="16.03.2022")

    case = session.exec(select(Case)).one()
    assert typed_value(form, "on") == f"{clock.today():%d.%m.%Y}"
    assert (too_early.status_code, said) == (
        422, ["Өтініш ашылған күн: 2022 жылғы 15 наурыз. Осы күнді немесе одан кейінгі күнді жазыңыз."],
    )  # fmt: skip
    assert (answer.location, case.admitted_on) == (f"/cases/{case.id}", date(2022, 3, 16))


def test_a_cabinet_that_mediated_then_is_offered_to_admit_and_one_that_never_did_is_not(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    hand = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    then, now = (make.request(session, hand, country.cabinet, day) for day in (DAY, date(2024, 3, 15)))
    matters.ethnomediation_since(session, country.cabinet, date(2024, 1, 1))
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)

    offered = [f"/requests/{of.id}/case" in receptionist.get(f"/requests/{of.id}").text for of in (then, now)]

    assert offered == [True, False]


def test_the_number_of_the_case_in_court_is_typed_shown_and_corrected(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    receptionist.get("/requests/new")
    sent = {
        "court_referral": "yes",
        "court_case_no": "6310-26-2/1234",
        "source": "court",
        "source_note": "сот",
        "heard": "",
    }
    address = receptionist.send("/requests/new", **fields(country, **sent)).location

    page, correction = receptionist.get(address).text, receptionist.get(f"{address}/correction").text

    assert "6310-26-2/1234" in page
    assert typed_value(correction, "court_case_no") == "6310-26-2/1234"
