"""Applications to registers on pages: from the first form to the entry, each step at its own address, without a script."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from mediation_cms.core import clock
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.mediators.application_models import RegisterApplication
from mediation_cms.mediators.application_queries import last_day_for_documents
from mediation_cms.mediators.application_workflow import ApplicationStatus
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.people.models import Role
from tests import make
from tests.make.admission import PROFESSIONAL, PUBLIC, REPLIES

ACT = {"act_no": "4", "act_on": "16.03.2026", "act_by": "Комиссия"}


@pytest.fixture(autouse=True)
def spring():
    with clock.telling_of(datetime(2026, 3, 20, 10, tzinfo=clock.ALMATY)):
        yield


@pytest.fixture
def country(session):
    make.system(session)
    return make.small_country(session)


@pytest.fixture
def keeper(signed_in, country):
    return signed_in(Role.REGISTER_KEEPER, country.region)


def fields(country, **more):
    return {
        "place_id": str(country.district.id), "person__surname": "Сейітқали", "person__given_name": "Айгүл",
        "person__born_on": "01.02.1980", "person__no_iin_reason": "куәлігі ауыстырылуда", "practice__languages": ["kk", "ru"],
        "application__register_kind": "ank", "application__kind": "professional", "application__received_on": "02.03.2026",
        "application__identity": "card", "application__identity_seen_on": "02.03.2026",
    } | more  # fmt: skip


def typed(given):
    replies = {f"replies__{code}": reply for code, reply in given["replies"].items()}
    return {name: value for name, value in given.items() if name != "replies"} | replies


def send(browser, address, status=303, **given):
    browser.get(address)
    answer = browser.send(address, **given)
    assert answer.status_code == status, answer.text
    return answer


def taken(session, keeper, country, given=PROFESSIONAL, **more):
    send(keeper, "/registers/applications/new", **fields(country, **more))
    (found,) = session.exec(select(RegisterApplication)).all()
    at = f"/registers/applications/{found.id}"
    send(keeper, f"{at}/education", **typed(given))
    send(
        keeper, f"{at}/documents", seen__identity="02.03.2026", seen__diploma="02.03.2026", seen__training="02.03.2026"
    )
    return at


def test_an_applicant_is_taken_completed_checked_and_entered_without_a_script(session, keeper, country):
    at = taken(session, keeper, country)
    page = keeper.get(at).text
    assert "Сейітқали Айгүл" in page
    assert page.count('class="badge late"') == 0
    keeper.send(f"{at}/checking")
    assert f'href="{at}/admission"' in keeper.get(at).text
    answer = send(keeper, f"{at}/admission", number="63-77", since="17.03.2026", ground="№ 5 хаттама", **ACT)

    (entry,) = session.exec(select(RegisterEntry)).all()
    assert answer.location == f"/registers/{entry.id}"
    card = keeper.get(answer.location).text
    for shown in ("№ 63-77", "Комиссия", "16.03.2026", "№ 5 хаттама"):
        assert shown in card
    for what in ("register_order", "register_extract"):
        send(keeper, f"/registers/{entry.id}/papers", what=what, languages="kk+ru")
    assert {paper.kind for paper in session.exec(select(Paper))} == {
        PaperKind.REGISTER_ORDER,
        PaperKind.REGISTER_EXTRACT,
    }
    assert keeper.get(f"/registers/{entry.id}/papers").text.count('class="badge wait"') == 2
    listed = keeper.get("/registers/applications?status=admitted").text
    assert f'{at}"' in listed
    assert f'{at}"' not in keeper.get("/registers/applications").text


def test_who_does_not_meet_the_law_is_refused_with_the_article_and_nothing_is_lost(session, keeper, country):
    at = taken(
        session, keeper, country, PROFESSIONAL | {"replies": REPLIES | {"convicted": "yes"}, "training_hours": "48"}
    )
    assert keeper.get(at).text.count('class="badge late"') == 2
    keeper.send(f"{at}/checking")
    page = send(keeper, f"{at}/admission", 409, number="63-77", since="17.03.2026", **ACT).text
    assert 'value="63-77"' in page
    assert session.exec(select(RegisterEntry)).all() == []
    send(keeper, f"{at}/refusal", ground="9-бап", **ACT)
    (found,) = session.exec(select(RegisterApplication)).all()
    session.refresh(found)
    assert (found.status, found.ground) == (ApplicationStatus.REFUSED, "9-бап")


def test_late_documents_are_refused_beside_the_day_and_the_list_counts_the_days_left(session, keeper, country):
    public = {
        "application__register_kind": "akim",
        "application__kind": "public",
        "application__announced_on": "16.03.2026",
    }
    late = public | {"application__announced_on": "26.02.2026", "application__received_on": "16.03.2026"}
    page = send(keeper, "/registers/applications/new", 422, **fields(country, **late)).text
    assert 'href="#application-received_on"' in page
    assert session.exec(select(RegisterApplication)).all() == []
    at = taken(
        session,
        keeper,
        country,
        PUBLIC,
        **public,
        application__received_on="17.03.2026",
        application__identity_seen_on="17.03.2026",
    )
    assert f'{at}"' in keeper.get("/registers/applications?kind=public").text
    last = last_day_for_documents(session, date(2026, 3, 16))
    assert f"{last:%d.%m.%Y}" in keeper.get("/registers/applications").text


def test_no_form_has_a_field_for_a_copy_of_a_document(session, keeper, country):
    at = taken(session, keeper, country)
    for address in ("/registers/applications/new", f"{at}/education", f"{at}/documents", f"{at}/admission"):
        assert 'type="file"' not in keeper.get(address).text
