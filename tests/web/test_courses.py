"""Courses, learners and certificates on pages."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from mediation_cms.audit.models import Reading
from mediation_cms.certification.actions import add_participants
from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.certificate_inputs import CertificateIn
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.models import Course, Participation
from mediation_cms.core import clock
from mediation_cms.people.models import Person, Role
from tests import make
from tests.make.certification import course, learners
from tests.web.counting import same_for_thirty

NAMES = "1. Төлегенов Қайрат Мұхаметжанұлы\n2) Воробьёва Светлана\n\nАйгерім"


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(signed_in, country):
    return signed_in(Role.REGISTER_KEEPER, country.region)


def fields(country, **more):
    return {
        "place_id": str(country.cabinet.id), "kind": "ank_short", "title_kk": "Медиация негіздері", "title_ru": "",
        "starts_on": "14.03.2022", "ends_on": "16.03.2022", "academic_hours": "24", "trainer": "Ахметова Ә.", "names": "",
    } | more  # fmt: skip


def places_on_the_list(session, held):
    statement = select(Person.given_name, Participation).where(
        Participation.person_id == Person.id, Participation.course_id == held.id
    )
    return dict(session.exec(statement).all())


def certified(session, held):
    return issue_certificates(session, make.system(session), held, CertificateIn(issued_on=date(2022, 4, 1)))


# --- courses -----------------------------------------------------------------------------------------------------------


def test_a_course_is_entered_with_the_list_as_it_was_pasted(session, keeper, country):
    keeper.get("/courses/new")
    answer = keeper.send("/courses/new", **fields(country, names=NAMES, completed="yes"))
    (held,) = session.exec(select(Course)).all()

    assert answer.location == f"/courses/{held.id}"
    assert {name: place.completed for name, place in places_on_the_list(session, held).items()} == {
        "Қайрат": True, "Светлана": True, "Айгерім": True,
    }  # fmt: skip
    page = keeper.get(answer.location).text
    assert "Төлегенов Қайрат Мұхаметжанұлы" in page
    assert page.count(" checked") == 3


def test_every_slip_is_said_at_once_and_the_list_is_not_lost(session, keeper, country):
    keeper.get("/courses/new")
    typed = fields(country, kind="", ends_on="13.03.2022", names="Төлегенов Қайрат\nСапар2 Aslan\u0430")
    answer = keeper.send("/courses/new", **typed)

    assert answer.status_code == 422
    assert len(keeper.errors) == 3
    assert any(error.startswith("2-жол") for error in keeper.errors)
    assert "Төлегенов Қайрат\nСапар2" in answer.text
    assert session.exec(select(Course)).all() == []
    assert session.exec(select(Person).where(Person.given_name == "Қайрат")).all() == []


def test_a_course_is_corrected(session, keeper, country):
    held = course(session, country.cabinet)
    session.commit()
    assert 'value="14.03.2022"' in keeper.get(f"/courses/{held.id}/correction").text
    given = fields(country, academic_hours="48")
    del given["names"]
    keeper.send(f"/courses/{held.id}/correction", **given)

    session.refresh(held)
    assert held.academic_hours == 48
    assert "академиялық сағат: 24 → 48" in keeper.get(f"/courses/{held.id}/history").text


def test_a_course_with_certificates_is_not_taken_out(session, keeper, country):
    held = course(session, country.cabinet, learners("Төлегенов Қайрат", completed=True))
    certified(session, held)
    session.commit()
    keeper.get(f"/courses/{held.id}/removal")
    refused = keeper.send(f"/courses/{held.id}/removal", reason="екі рет енгізілді")

    assert refused.status_code == 409
    assert "екі рет енгізілді</textarea>" in refused.text
    assert session.exec(select(Course)).all() == [held]


def test_a_course_by_mistake_is_taken_out_with_its_list(session, keeper, country):
    held = course(session, country.cabinet, learners("Төлегенов Қайрат"))
    session.commit()
    keeper.get(f"/courses/{held.id}/removal")

    assert keeper.send(f"/courses/{held.id}/removal", reason="екі рет енгізілді").location == "/courses"
    assert session.exec(select(Course)).all() == []


# --- learners ----------------------------------------------------------------------------------------------------------


def test_the_ticks_say_exactly_who_completed_the_course(session, keeper, country):
    held = course(session, country.cabinet, learners("Аа Айгерім", "Бб Болат", completed=True))
    session.commit()
    places = places_on_the_list(session, held)
    keeper.get(f"/courses/{held.id}")
    keeper.send(f"/courses/{held.id}/completion", completed=str(places["Болат"].id))

    session.expire_all()
    assert {name: place.completed for name, place in places_on_the_list(session, held).items()} == {
        "Айгерім": False, "Болат": True,
    }  # fmt: skip


def test_a_refused_tick_stays_as_it_was_put(session, keeper, country):
    held = course(session, country.cabinet, learners("Аа Айгерім", "Бб Болат", completed=True))
    certified(session, held)
    session.commit()
    places = places_on_the_list(session, held)
    keeper.get(f"/courses/{held.id}")
    refused = keeper.send(f"/courses/{held.id}/completion", completed=str(places["Болат"].id))

    assert refused.status_code == 409
    assert "Аа Айгерім" in refused.text
    assert refused.text.count(" checked") == 1


def test_nobody_completes_a_course_that_goes_on(session, keeper, country):
    ahead = clock.today() + timedelta(days=3)
    held = course(
        session,
        country.cabinet,
        learners("Аа Айгерім"),
        starts_on=f"{clock.today():%d.%m.%Y}",
        ends_on=f"{ahead:%d.%m.%Y}",
    )
    session.commit()
    (place,) = places_on_the_list(session, held).values()
    keeper.get(f"/courses/{held.id}")

    assert keeper.send(f"/courses/{held.id}/completion", completed=str(place.id)).status_code == 409


def test_learners_are_added_and_taken_off(session, keeper, country):
    held = course(session, country.cabinet)
    session.commit()
    assert f"/courses/{held.id}/learners/new" in keeper.get(f"/courses/{held.id}").text
    keeper.get(f"/courses/{held.id}/learners/new")
    keeper.send(f"/courses/{held.id}/learners/new", names=NAMES)
    assert keeper.send(f"/courses/{held.id}/learners/new", names="Айгерім").status_code == 422

    place = places_on_the_list(session, held)["Светлана"]
    address = f"/courses/{held.id}/learners/{place.id}/removal"
    assert "Воробьёва Светлана" in keeper.get(address).text
    assert keeper.send(address, reason="").status_code == 422
    keeper.send(address, reason="келмеді")
    assert sorted(places_on_the_list(session, held)) == ["Айгерім", "Қайрат"]


# --- certificates ------------------------------------------------------------------------------------------------------


def test_certificates_are_issued_to_one_and_then_to_all_the_others(session, keeper, country):
    held = course(session, country.cabinet, learners("Аа Айгерім", "Бб Болат", "Вв Сая", completed=True))
    session.commit()
    place = places_on_the_list(session, held)["Болат"]
    address = f"/courses/{held.id}/certificates/new"
    page = keeper.get(f"{address}?only={place.id}").text
    assert ("Бб Болат" in page, "Аа Айгерім" in page) == (True, False)
    keeper.send(f"{address}?only={place.id}", issued_on="01.04.2022")
    keeper.get(address)
    keeper.send(address, issued_on="02.04.2022")

    given = session.exec(select(Certificate).order_by(col(Certificate.number))).all()
    assert [(one.label, one.issued_on) for one in given] == [
        ("63-2022-000001", date(2022, 4, 1)), ("63-2022-000002", date(2022, 4, 2)), ("63-2022-000003", date(2022, 4, 2)),
    ]  # fmt: skip
    assert 'href="/courses/certificates/' in keeper.get(f"/courses/{held.id}").text
    assert keeper.send(address, issued_on="02.04.2022").status_code == 409


def test_no_certificate_before_the_course_ends(session, keeper, country):
    held = course(session, country.cabinet, learners("Аа Айгерім", completed=True))
    session.commit()
    keeper.get(f"/courses/{held.id}/certificates/new")
    refused = keeper.send(f"/courses/{held.id}/certificates/new", issued_on="15.03.2022")

    assert (refused.status_code, 'value="15.03.2022"' in refused.text) == (409, True)


def test_a_lost_certificate_is_replaced_once(session, keeper, country):
    held = course(session, country.cabinet, learners("Аа Айгерім", completed=True))
    (old,) = certified(session, held)
    session.commit()
    address = f"/courses/certificates/{old.id}/replacement"
    keeper.get(address)
    assert keeper.send(address, issued_on="01.05.2022", reason="").status_code == 422
    answer = keeper.send(address, issued_on="01.05.2022", reason="жоғалды")

    assert "63-2022-000002" in keeper.get(answer.location).text
    shown = keeper.get(f"/courses/certificates/{old.id}").text
    assert ("Жаңасымен ауыстырылды" in shown, "жоғалды" in shown, "/replacement" in shown) == (True, True, False)
    assert "Жаңасымен ауыстырылды" in keeper.get("/courses/certificates").text
    keeper.get(address)
    assert keeper.send(address, issued_on="02.05.2022", reason="тағы").status_code == 409


def test_a_certificate_from_before_the_list_is_given_without_a_course(session, keeper, country):
    keeper.get("/courses/certificates/new")
    wrong = keeper.send("/courses/certificates/new", place_id="", person__given_name="", given__issued_on="01.02.2016")
    assert (wrong.status_code, len(keeper.errors)) == (422, 2)
    given = {"person__surname": "Сапарова", "person__given_name": "Гүлнар", "given__issued_on": "01.02.2016"}
    answer = keeper.send("/courses/certificates/new", place_id=str(country.district.id), **given)

    assert "Сапарова Гүлнар" in keeper.get(answer.location).text


# --- lists and rights --------------------------------------------------------------------------------------------------


def test_lists_are_filtered_by_their_address(session, keeper, country):
    course(session, country.cabinet, title_kk="Наурызда")
    course(session, country.district, title_kk="Мамырда", kind="seminar", starts_on="02.05.2022", ends_on="02.05.2022")
    session.commit()

    def titles(query):
        page = keeper.get(f"/courses?{query}").text
        return [title for title in ("Наурызда", "Мамырда") if title in page]

    assert titles("") == ["Наурызда", "Мамырда"]
    assert titles("kind=seminar") == ["Мамырда"]
    assert titles("ended_to=31.03.2022") == ["Наурызда"]
    assert titles("place=63&ended_from=01.04.2022") == ["Мамырда"]


def test_thirty_courses_learners_and_certificates_ask_no_more_than_one(session, keeper, country):
    same_for_thirty(keeper, session, "/courses", lambda: course(session, country.cabinet, learners("Аа Айгерім")))

    names = iter(f"Аа Айгерім{number}" for number in range(40))
    held = course(session, country.cabinet, learners(next(names), completed=True))
    add = make.system(session)

    def one_more():
        from_list = learners(next(names), completed=True)
        add_participants(session, add, held, from_list)
        certified(session, held)

    same_for_thirty(keeper, session, f"/courses/{held.id}", one_more)
    same_for_thirty(keeper, session, "/courses/certificates", lambda: certified(
        session, course(session, country.cabinet, learners("Аа Айгерім", completed=True))
    ))  # fmt: skip


def test_that_names_were_shown_is_noted(session, keeper, country):
    held = course(session, country.cabinet, learners("Аа Айгерім", "Бб Болат"))
    session.commit()
    keeper.get(f"/courses/{held.id}")

    (noted,) = session.exec(select(Reading)).all()
    assert (noted.page, sorted(noted.shown)) == (
        "courses.show", sorted(str(place.person_id) for place in places_on_the_list(session, held).values()),
    )  # fmt: skip


def test_a_manager_sees_numbers_and_no_names(session, signed_in, country):
    held = course(session, country.cabinet, learners("Аа Айгерім", completed=True))
    session.commit()
    manager = signed_in(Role.MANAGER, country.region)
    page = manager.get(f"/courses/{held.id}")

    assert (page.status_code, "Айгерім" in page.text) == (200, False)
    assert [manager.get(f"/courses/{path}").status_code for path in (
        "new", "certificates", "certificates/new", f"{held.id}/correction", f"{held.id}/learners/new",
        f"{held.id}/certificates/new", f"{held.id}/removal",
    )] == [403] * 7  # fmt: skip
    manager.get("/courses")
    assert manager.send(f"/courses/{held.id}/completion").status_code == 403
    assert session.exec(select(Participation.completed)).all() == [True]


def test_a_course_of_another_place_is_not_there(session, signed_in, country):
    abai = make.region(session, country.republic, "10", "Абай облысы")
    held = course(session, country.cabinet, learners("Аа Айгерім", completed=True))
    (certificate,) = certified(session, held)
    session.commit()
    stranger = signed_in(Role.REGISTER_KEEPER, abai)

    assert [stranger.get(f"/courses/{path}").status_code for path in (
        held.id, f"{held.id}/history", f"certificates/{certificate.id}", f"certificates/{certificate.id}/replacement",
    )] == [404] * 4  # fmt: skip
    assert "Айгерім" not in stranger.get("/courses/certificates").text


def test_a_course_that_is_too_short_says_so_on_its_page(session, keeper, country):
    make.law(session)
    short, long = (
        course(session, country.cabinet, kind="general", starts_on=day, ends_on=day, academic_hours=hours)
        for day, hours in (("12.01.2026", "48"), ("12.01.2026", "72"))
    )
    session.commit()

    assert "by the rules such a course has at least 72" in keeper.get(f"/courses/{short.id}?lang=en").text
    assert "by the rules" not in keeper.get(f"/courses/{long.id}?lang=en").text
