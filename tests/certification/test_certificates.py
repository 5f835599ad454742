"""Certificates: given once, numbered without gaps, replaced without being counted again."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mediation_cms.access import Actor
from mediation_cms.audit.models import Entry
from mediation_cms.certification.actions import add_participants
from mediation_cms.certification.certificate_actions import (
    give_certificate,
    issue_certificates,
    replace_certificate,
)
from mediation_cms.certification.certificate_import_actions import import_certificate
from mediation_cms.certification.certificate_inputs import CertificateIn, OldCertificateIn, ReplacementIn
from mediation_cms.certification.certificate_models import Certificate, CertificateSeries
from mediation_cms.certification.models import Course
from mediation_cms.certification.numbers import next_numbers
from mediation_cms.certification.queries import (
    certificates_of_person,
    get_certificate,
    learners_of,
    list_certificates,
    participations_of,
)
from mediation_cms.core.db import Database
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person, Role
from tests import make
from tests.make.certification import course as make_course
from tests.make.certification import learners
from tests.make.counting import statements
from tests.make.paging import pages

DAY = CertificateIn(issued_on=date(2022, 3, 16))


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(session, country):
    return make.actor(session, Role.REGISTER_KEEPER, country.region)


def labels(session):
    return [certificate.label for certificate in session.exec(select(Certificate).order_by(col(Certificate.number)))]


def counted(session):
    """As indicator T3 counts: first issued."""
    return len(session.exec(select(Certificate).where(col(Certificate.replaces_id).is_(None))).all())


def test_everybody_who_completed_gets_a_certificate_in_the_order_of_the_alphabet(session, country, keeper):
    people = [*learners("Өтеген Мәди", "Әлиев Ерлан", completed=True), *learners("Бб Бб")]
    course = make_course(session, country.cabinet, people)

    issue_certificates(session, keeper, course, DAY)

    shown = [(row.surname, row.series, row.number) for row in learners_of(session, keeper, course)]
    assert shown == [("Әлиев", "63-2022", 1), ("Бб", None, None), ("Өтеген", "63-2022", 2)]
    assert labels(session) == ["63-2022-000001", "63-2022-000002"]
    noted = select(Entry).where(Entry.action == "certificate.issued").order_by(col(Entry.id))
    assert [entry.details["number"] for entry in session.exec(noted)] == [
        "63-2022-000001", "63-2022-000002",
    ]  # fmt: skip


def test_pressing_the_button_again_gives_only_to_who_came_late(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    issue_certificates(session, keeper, course, DAY)

    with pytest.raises(Refused):
        issue_certificates(session, keeper, course, DAY)
    add_participants(session, keeper, course, learners("Бб Бб", completed=True))
    issue_certificates(session, keeper, course, DAY)

    assert labels(session) == ["63-2022-000001", "63-2022-000002"]


def test_certificates_are_given_one_by_one_as_well(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", "Бб Бб", completed=True))
    _first, (second, _person) = participations_of(session, course)

    (certificate,) = issue_certificates(session, keeper, course, DAY, only={second.id})

    assert certificate.person_id == second.person_id
    assert labels(session) == ["63-2022-000001"]


def test_no_certificate_before_the_course_ends(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))

    with pytest.raises(Refused) as refused:
        issue_certificates(session, keeper, course, CertificateIn(issued_on=date(2022, 3, 15)))

    assert str(refused.value.sentence) == "No certificate before the course ends. Try again after 16 March 2022."


def test_each_region_and_year_has_its_own_series(session, country, keeper):
    other = make.district(session, make.region(session, country.republic, "19", "Алматы облысы"), "talgar", "Талғар")
    system = make.system(session)
    for place, day in (
        (country.district, date(2016, 5, 5)),
        (country.cabinet, date(2017, 5, 5)),
        (other, date(2017, 5, 5)),
    ):
        give_certificate(session, system, place, PersonIn(given_name="Айгүл"), CertificateIn(issued_on=day))

    assert sorted(labels(session)) == ["19-2017-000001", "63-2016-000001", "63-2017-000001"]


def test_a_replacement_has_a_number_of_its_own_and_is_not_counted_again(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    (lost,) = issue_certificates(session, keeper, course, DAY)
    given = ReplacementIn.checked({"issued_on": "01.04.2022", "reason": "lost"})

    new = replace_certificate(session, keeper, lost, given)

    assert (new.replaces_id, new.person_id, new.course_id) == (lost.id, lost.person_id, course.id)
    assert (counted(session), len(labels(session))) == (1, 2)
    rows = list_certificates(session, keeper)
    assert [(row.number, row.replaced) for row in rows] == [(2, False), (1, True)]
    with pytest.raises(Refused):
        replace_certificate(session, keeper, lost, given)
    assert replace_certificate(session, keeper, new, given).number == 3


def test_a_replacement_is_not_older_than_what_it_replaces_and_needs_a_reason(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    (lost,) = issue_certificates(session, keeper, course, DAY)

    with pytest.raises(Invalid) as early:
        replace_certificate(session, keeper, lost, ReplacementIn.checked({"issued_on": "15.03.2022", "reason": "lost"}))
    with pytest.raises(Invalid) as silent:
        ReplacementIn.checked({"issued_on": "01.04.2022", "reason": ""})

    assert (list(early.value.fields), list(silent.value.fields)) == (["issued_on"], ["reason"])


def test_only_who_keeps_the_lists_gives_certificates_and_sees_them(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    (certificate,) = issue_certificates(session, keeper, course, DAY)
    manager = make.actor(session, Role.MANAGER, country.region)

    assert get_certificate(session, keeper, certificate.id) == certificate
    with pytest.raises(NotFound):
        get_certificate(session, manager, certificate.id)
    with pytest.raises(Forbidden):
        issue_certificates(session, manager, course, DAY)
    with pytest.raises(Forbidden):
        give_certificate(session, manager, country.cabinet, PersonIn(given_name="Айгүл"), DAY)
    with pytest.raises(Forbidden):
        replace_certificate(session, manager, certificate, ReplacementIn(issued_on=date(2022, 4, 1), reason="lost"))


def test_the_list_of_certificates_goes_by_place_and_day_with_one_statement(session, country, keeper):
    course = make_course(session, country.cabinet, learners(*(f"Аа {'б' * n}" for n in range(1, 31)), completed=True))
    issue_certificates(session, keeper, course, DAY)

    with statements(session) as sent:
        rows = list_certificates(session, keeper)

    assert (len(rows), len(sent)) == (30, 1)
    assert list_certificates(session, keeper, issued_from=date(2022, 3, 17)) == []
    assert list_certificates(session, keeper, issued_to=date(2022, 3, 15)) == []
    assert list_certificates(session, keeper, districts=[]) == []
    assert [row.number for row in list_certificates(session, keeper, after=rows[27].id)] == [2, 1]


def test_the_list_goes_by_the_day_over_its_pages_whenever_each_was_entered(session, country, keeper):
    days = [date(2022, month, 16) for month in (3, 7, 3, 1, 3)]
    given = [
        give_certificate(session, keeper, country.cabinet, PersonIn(given_name="Айгүл"), CertificateIn(issued_on=day))
        for day in days
    ]

    def listed(**asked):
        return list_certificates(session, keeper, **asked)

    assert [[row.number for row in page] for page in pages(listed)] == [[2, 5], [3, 1], [4]]
    assert [certificate.number for certificate in given] == [1, 2, 3, 4, 5]


def test_the_certificates_of_somebody_stand_by_their_day(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    (later,) = issue_certificates(session, keeper, course, CertificateIn(issued_on=date(2022, 4, 1)))
    person = session.get_one(Person, later.person_id)
    old = OldCertificateIn.checked({"label": "17", "issued_on": "16.03.2022", "source": "журнал"})
    earlier = import_certificate(session, keeper, country.cabinet, person, old)

    assert [row.id for row in certificates_of_person(session, keeper, person.id)] == [later.id, earlier.id]


def test_the_database_itself_gives_one_certificate_for_one_course(session, country, keeper):
    course = make_course(session, country.cabinet, learners("Аа Аа", completed=True))
    (first,) = issue_certificates(session, keeper, course, DAY)
    names = ("person_id", "course_id", "district_id", "issued_on", "name_kk", "name_ru")
    same = {name: getattr(first, name) for name in names}

    session.add(Certificate(series="63-2022", number=99, label="63-2022-000099", **same))
    with pytest.raises(IntegrityError):
        session.flush()


# --- many at once ------------------------------------------------------------------------------------------------------


def test_many_takers_leave_no_gap_and_take_no_number_twice(own_engine, keyring, tmp_path):
    database = Database(own_engine, keyring, tmp_path)

    def take(number):
        with database.session() as session:
            taken = list(next_numbers(session, "63-2022", 1 + number % 3))
            if number % 5 == 0:
                session.rollback()  # a refusal gives its numbers back
                return []
            session.commit()
            return taken

    with ThreadPoolExecutor(8) as pool:
        taken = [number for numbers in pool.map(take, range(60)) for number in numbers]

    assert sorted(taken) == list(range(1, len(taken) + 1))
    with database.session(writes=False) as session:
        assert session.exec(select(CertificateSeries.last)).all() == [len(taken)]


def test_two_who_press_the_button_at_once_give_everybody_one_certificate(own_engine, keyring, tmp_path):
    database = Database(own_engine, keyring, tmp_path)
    with database.transaction() as session:
        country = make.small_country(session)
        keeper: Actor = make.actor(session, Role.REGISTER_KEEPER, country.region)
        course_id = make_course(
            session, country.cabinet, learners(*(f"Аа {'б' * n}" for n in range(1, 11)), completed=True)
        ).id

    def press(_who):
        try:
            with database.transaction() as session:
                return len(issue_certificates(session, keeper, session.get_one(Course, course_id), DAY))
        except Refused:
            return 0

    with ThreadPoolExecutor(4) as pool:
        given = sorted(pool.map(press, range(4)))

    assert given == [0, 0, 0, 10]
    with database.session(writes=False) as session:
        assert labels(session) == [f"63-2022-{number:06d}" for number in range(1, 11)]


def test_cohorts_that_are_issued_at_once_share_a_series_without_a_gap_though_one_of_them_fails(
    own_engine, keyring, tmp_path
):
    database = Database(own_engine, keyring, tmp_path)
    with database.transaction() as session:
        country = make.small_country(session)
        keeper: Actor = make.actor(session, Role.REGISTER_KEEPER, country.region)
        people = learners(*(f"Аа {'б' * n}" for n in range(1, 8)), completed=True)
        cohorts = [make_course(session, country.cabinet, people).id for _cohort in range(4)]
    together = Barrier(len(cohorts), timeout=30)

    def issue(cohort):
        together.wait()
        with suppress(ConnectionError), database.transaction() as session:
            issued = issue_certificates(session, keeper, session.get_one(Course, cohorts[cohort]), DAY)
            if cohort == 1:
                raise ConnectionError  # stopped after the numbers were taken
            return [each.label for each in issued]
        return []

    with ThreadPoolExecutor(len(cohorts)) as pool:
        given = list(pool.map(issue, range(len(cohorts))))

    assert [len(each) for each in given] == [7, 0, 7, 7]
    assert all(each == sorted(each) for each in given)
    with database.session(writes=False) as session:
        assert labels(session) == [f"63-2022-{number:06d}" for number in range(1, 22)]
        assert session.exec(select(CertificateSeries.last)).all() == [21]
