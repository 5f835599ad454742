"""What becomes of a certificate: revoked, replaced, renewed, expired, taken over from an older list; and who stands on which."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from mediation_cms.certification.actions import add_course
from mediation_cms.certification.bulk_actions import Learner, add_learners
from mediation_cms.certification.certificate_actions import (
    give_certificate,
    issue_certificates,
    renew_certificate,
    replace_certificate,
)
from mediation_cms.certification.certificate_import_actions import import_certificate
from mediation_cms.certification.certificate_inputs import (
    CertificateIn,
    CopyIn,
    OldCertificateIn,
    ReplacementIn,
    RevocationIn,
    TrainingIn,
)
from mediation_cms.certification.certificate_models import CertificateBatch, RevocationGround
from mediation_cms.certification.certificate_queries import copies_of, expiring, verify
from mediation_cms.certification.certificate_rules import last_day_of, reminder_due
from mediation_cms.certification.copy_actions import note_copy
from mediation_cms.certification.issuers import house_of
from mediation_cms.certification.models import Course
from mediation_cms.certification.revocation_actions import revoke_batch, revoke_certificate
from mediation_cms.certification.validity import stands_on
from mediation_cms.core.clock import ALMATY, telling_of
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.jobs.certifying import remind_some
from mediation_cms.notifications.models import Message
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Channel, Contact, Person, Role
from mediation_cms.people.records import person_from
from tests import make
from tests.make.certification import course as make_course
from tests.make.certification import course_in, learners, printed
from tests.make.law import only_rule

DAY = CertificateIn(issued_on=date(2022, 3, 16))
MISTAKE = RevocationIn.checked({"ground": "mistake", "act": "№ 5", "reason": "wrong list"})
ON_AN_ORDER = RevocationIn.checked({"ground": "court", "act": "№ 5", "reason": "a judgment"})


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(session, country):
    return make.actor(session, Role.REGISTER_KEEPER, country.region)


def given(session, keeper, country, *names, **more):
    course = make_course(session, country.cabinet, learners(*(names or ("Аа Аа",)), completed=True), **more)
    return issue_certificates(session, keeper, course, DAY)


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, 0, tzinfo=ALMATY)


def somebody(session, surname):
    return person_from(session, PersonIn(surname=surname, given_name="Асан"))


def limited(session, kind="ank_short", years=3):
    """The rule that certificates of this kind expire, from 2022."""
    only_rule(session, f"certificate.{kind}.valid_years", years, since=date(2022, 1, 1))


def worth(session, certificate):
    found = verify(session, certificate.code)
    return found.state.value, found.since


def test_a_certificate_says_what_was_so_on_the_day_of_issue_whatever_changes_later(session, country, keeper):
    (held,) = given(session, keeper, country)
    person = session.get_one(Person, held.person_id)
    person.surname = "Жаңа"
    session.add(person)
    session.flush()

    says = verify(session, held.code).says
    assert (says["name_kk"], says["title_kk"], says["academic_hours"]) == ("Аа Аа", "Медиация негіздері", 24)
    assert (says["starts_on"], says["ends_on"], says["issued_on"]) == (
        date(2022, 3, 14),
        date(2022, 3, 16),
        DAY.issued_on,
    )


@pytest.mark.parametrize("change", [{"name_kk": "Бөтен"}, {"issued_on": date(2022, 3, 17)}, {"academic_hours": 99}])
def test_the_database_itself_keeps_what_was_issued(session, country, keeper, change):
    (held,) = given(session, keeper, country)
    held.sqlmodel_update(change)
    session.add(held)

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_code_is_found_however_it_was_typed_and_nothing_else_is(session, country, keeper):
    (held,) = given(session, keeper, country)

    for typed in (
        held.code,
        held.code.lower(),
        held.code.replace("-", ""),
        held.code.replace("0", "O").replace("1", "l"),
    ):
        assert verify(session, typed).says["label"] == "63-2022-000001"
    with pytest.raises(NotFound):
        verify(session, "0000-0000-0000-0000")


def test_what_was_revoked_says_the_day_and_the_class_of_the_ground_and_stays_so(session, country, keeper):
    (held,) = given(session, keeper, country)
    with telling_of(at(2022, 5, 4)):
        revoke_certificate(session, keeper, held, ON_AN_ORDER)
        found = verify(session, held.code)

    assert (found.state.value, found.since, found.ground) == ("revoked", date(2022, 5, 4), RevocationGround.COURT)
    assert "reason" not in found.says
    with pytest.raises(Refused):
        revoke_certificate(session, keeper, held, MISTAKE)
    held.revoked_for = RevocationGround.OTHER
    session.add(held)
    with pytest.raises(IntegrityError):
        session.flush()


def test_those_issued_together_by_mistake_are_taken_back_together_and_the_course_is_certified_anew(
    session, country, keeper
):
    first, second = given(session, keeper, country, "Аа Аа", "Бб Бб")
    batch = session.get_one(CertificateBatch, first.batch_id)

    assert len(revoke_batch(session, keeper, batch, MISTAKE)) == 2
    with pytest.raises(Refused):
        revoke_batch(session, keeper, batch, MISTAKE)
    anew = issue_certificates(session, keeper, session.get_one(Course, batch.course_id), DAY)

    assert [certificate.number for certificate in anew] == [3, 4]
    assert [worth(session, each)[0] for each in (first, second, *anew)] == ["revoked", "revoked", "valid", "valid"]


def test_a_replaced_one_says_since_when_and_the_new_one_is_good_no_longer(session, country, keeper):
    limited(session)
    (lost,) = given(session, keeper, country)
    new = replace_certificate(
        session, keeper, lost, ReplacementIn.checked({"issued_on": "01.04.2022", "reason": "lost"})
    )

    with telling_of(at(2022, 4, 2)):
        assert worth(session, lost) == ("replaced", date(2022, 4, 1))
        assert worth(session, new) == ("valid", None)
    assert new.valid_until == lost.valid_until == date(2025, 3, 16)


def test_how_long_it_is_good_says_the_rule_of_the_day_of_issue(session, country, keeper):
    limited(session)
    (held,) = given(session, keeper, country)
    early = give_certificate(
        session, keeper, country.cabinet, PersonIn(given_name="Айгүл"), CertificateIn(issued_on=date(2021, 12, 31)),
        TrainingIn.checked({"kind": "ank_short"}),
    )  # fmt: skip

    assert (held.valid_until, early.valid_until) == (date(2025, 3, 16), None)
    with telling_of(at(2025, 3, 16)):
        assert worth(session, held) == ("valid", None)
    with telling_of(at(2025, 3, 17)):
        assert worth(session, held) == ("expired", date(2025, 3, 17))
    assert last_day_of(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_a_new_one_follows_to_who_has_gathered_the_hours_since(session, country, keeper):
    limited(session)
    only_rule(session, "certificate.renewal.hours", 40, since=date(2022, 1, 1))
    (held,) = given(session, keeper, country)
    later = CertificateIn(issued_on=date(2025, 3, 1))

    with pytest.raises(Refused) as refused:
        renew_certificate(session, keeper, held, later)
    assert str(refused.value.sentence).startswith("Academic hours since this certificate: 0 of 40.")
    further = add_course(
        session, keeper, country.cabinet,
        course_in(starts_on="01.02.2024", ends_on="05.02.2024", academic_hours="40"), [],
    )  # fmt: skip
    add_learners(session, keeper, further, [Learner(session.get_one(Person, held.person_id), completed=True)])
    new = renew_certificate(session, keeper, held, later)

    assert (new.renews_id, new.valid_until, new.title_kk) == (held.id, date(2028, 3, 1), held.title_kk)
    with pytest.raises(Refused):
        renew_certificate(session, keeper, held, later)


def test_on_which_certificates_somebody_stood_on_a_day(session, country, keeper):
    limited(session)
    (held,) = given(session, keeper, country)
    with telling_of(at(2023, 3, 12)):
        revoke_certificate(session, keeper, held, ON_AN_ORDER)

    def standing(*day):
        return [each.id for each in stands_on(session, held.person_id, date(*day))]

    assert [standing(2022, 3, 15), standing(2022, 3, 16), standing(2023, 3, 11), standing(2023, 3, 12)] == [
        [], [held.id], [held.id], [],
    ]  # fmt: skip


def test_holders_are_reminded_once_at_each_of_the_days(session, country, keeper):
    limited(session)
    only_rule(session, "certificate.reminder_days", [90, 30, 7], since=date(2022, 1, 1))
    (held,) = given(session, keeper, country)
    session.add(
        Contact(
            person_id=held.person_id,
            channel=Channel.EMAIL,
            value="a@example.kz",
            language=Language.KK,
            may_leave_message=True,
        )
    )
    session.flush()

    told = []
    for left in (91, 90, 60, 30, 8, 7, 0, -1):
        with telling_of(at(2025, 3, 16) - timedelta(days=left)):
            remind_some(session)
            remind_some(session)
        told.append(len(session.exec(select(Message).where(Message.template == "certificate_expires")).all()))

    assert told == [0, 1, 1, 2, 2, 3, 3, 3]
    assert [reminder_due(date(2025, 3, 16), [90, 30, 7], date(2025, 3, 16) - timedelta(days=left)) for left in (91, 31, 7)] == [
        None, 90, 7,
    ]  # fmt: skip


def test_what_expires_soon_stands_in_a_list_until_something_follows(session, country, keeper):
    limited(session)
    held, other = given(session, keeper, country, "Аа Аа", "Бб Бб")
    with telling_of(at(2025, 1, 10)):
        until = date(2025, 4, 10)
        assert [row.id for row in expiring(session, keeper, until)] == [held.id, other.id]
        revoke_certificate(session, keeper, held, ON_AN_ORDER)
        assert [row.id for row in expiring(session, keeper, until)] == [other.id]
        assert expiring(session, keeper, date(2025, 3, 15)) == []


# --- of older lists ------------------------------------------------------------------------------------------------------


def old(**more):
    return OldCertificateIn.checked(
        {"label": "АНК-17", "issued_on": "20.05.2016", "issuer_ru": "АНК", "source": "журнал", "title_ru": "Курс"}
        | more
    )


def test_an_old_certificate_keeps_its_number_verifies_and_is_there_once(session, country, keeper):
    person = somebody(session, "Ескі")
    first = import_certificate(session, keeper, country.cabinet, person, old())
    again = import_certificate(session, keeper, country.cabinet, person, old())

    found = verify(session, first.code)
    assert (again.id, found.imported, found.says["label"], found.state.value) == (first.id, True, "АНК-17", "valid")
    assert found.says["name_ru"] == person.name
    assert session.exec(select(Paper).where(Paper.kind == PaperKind.CERTIFICATE)).all() == []


def test_an_old_number_of_somebody_else_or_of_ours_is_refused(session, country, keeper):
    (ours,) = given(session, keeper, country)
    person, other = somebody(session, "Ескі"), somebody(session, "Бөтен")
    import_certificate(session, keeper, country.cabinet, person, old())

    with pytest.raises(Invalid):
        import_certificate(session, keeper, country.cabinet, other, old())
    with pytest.raises(Invalid):
        import_certificate(session, keeper, country.cabinet, person, old(label=ours.label))


def test_an_import_can_be_taken_back_and_what_we_issued_cannot(session, country, keeper):
    person = somebody(session, "Ескі")
    session.delete(import_certificate(session, keeper, country.cabinet, person, old()))
    session.flush()
    (ours,) = given(session, keeper, country)

    session.delete(ours)
    with pytest.raises(IntegrityError):
        session.flush()


# --- taken out ---------------------------------------------------------------------------------------------------------


def test_each_taking_is_noted_and_the_second_needs_a_reason(session, country, keeper):
    (held,) = given(session, keeper, country)
    with pytest.raises(Refused):
        note_copy(session, keeper, held, CopyIn())
    printed(session, held)

    note_copy(session, keeper, held, CopyIn())
    with pytest.raises(Invalid):
        note_copy(session, keeper, held, CopyIn())
    note_copy(session, keeper, held, CopyIn(why="spoiled"))

    assert [(row.way, row.why) for row in copies_of(session, held.id)] == [("file", "spoiled"), ("file", "")]


def test_the_house_that_issues_is_named_with_its_region():
    house = Words("Достық үйі", "Дом дружбы")

    assert house_of(house, Words("Шығыс Қазақстан облысы", "Восточно-Казахстанская область")) == Words(
        "Шығыс Қазақстан облысының Достық үйі", "Дом дружбы Восточно-Казахстанской области"
    )
    assert house_of(house, Words("Абай облысы", "область Абай")).ru == "Дом дружбы области Абай"
    assert house_of(house, Words("Алматы қаласы", "город Алматы")) == Words(
        "Алматы қаласының Достық үйі", "Дом дружбы города Алматы"
    )
