"""Who is admitted to a register: what the law of the day asks, what refuses, what only warns."""

from datetime import date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from mediation_cms.audit.models import Entry
from mediation_cms.certification.certificate_actions import issue_certificates, replace_certificate
from mediation_cms.certification.certificate_inputs import CertificateIn, ReplacementIn, RevocationIn
from mediation_cms.certification.revocation_actions import revoke_certificate
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.stamps import restamp
from mediation_cms.law.models import Rule
from mediation_cms.law.queries import STAMP
from mediation_cms.mediators.application_actions import (
    admit_applicant,
    complete_application,
    mark_checked,
    note_documents,
    refuse_applicant,
    withdraw_application,
)
from mediation_cms.mediators.application_inputs import DocumentsIn, EducationIn, RefusalIn, WithdrawalIn
from mediation_cms.mediators.application_models import RegisterApplication
from mediation_cms.mediators.application_queries import check, last_day_for_documents, replies_of
from mediation_cms.mediators.application_rules import Met
from mediation_cms.mediators.application_workflow import ApplicationStatus
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.people.models import Role
from tests import make
from tests.make.admission import PROFESSIONAL, REPLIES, admission, application, complete
from tests.make.certification import course, learners

IIN = "000229500909"  # synthetic test vector, born on 29 February 2000
GENERAL = {"kind": "general", "academic_hours": "50", "starts_on": "02.02.2026", "ends_on": "20.02.2026"}


@pytest.fixture(autouse=True)
def spring():
    with clock.telling_of(datetime(2026, 3, 20, 10, tzinfo=clock.ALMATY)):
        yield


def asked(session, found, on=date(2026, 3, 17)):
    return {finding.code: (finding.met, finding.refuses) for finding in check(session, found, on)}


def public_in(session, keeper, country, **more):
    return application(
        session, keeper, country.district, kind="public", register_kind="akim", announced_on="26.02.2026", **more
    )


# --- admitted ------------------------------------------------------------------------------------------------------------


def test_who_meets_everything_is_admitted_by_a_decision_and_stands_in_the_register(session, country, keeper):
    found = complete(session, keeper, application(session, keeper, country.district))
    assert {met for met, _refuses in asked(session, found).values()} == {Met.MET}

    entry = admit_applicant(session, keeper, found, admission())

    assert (found.status, found.entry_id, found.decided_on) == (ApplicationStatus.ADMITTED, entry.id, date(2026, 3, 16))
    assert (entry.number, entry.since, entry.certificate_no, entry.mediator_id) == (
        "63-77", date(2026, 3, 17), "77-А", found.person_id,
    )  # fmt: skip
    assert (entry.act_in_no, entry.act_in_on, entry.act_in_by) == ("4", date(2026, 3, 16), "Комиссия")
    assert session.get_one(Mediator, found.person_id).languages == ["kk"]
    said = {line.action: line.details for line in session.exec(select(Entry))}
    assert said["application.admitted"] == {
        "name": "Сейітқали Айгүл", "number": "63-77", "since": "2026-03-17", "ground": "9-бап", "act_no": "4",
        "act_on": "2026-03-16", "act_by": "Комиссия", "warned": [],
    }  # fmt: skip


def test_a_public_mediator_is_elected_and_needs_neither_diploma_nor_course(session, country, keeper):
    found = complete(session, keeper, public_in(session, keeper, country))
    assert asked(session, found) == {
        "age": (Met.MET, False), "election": (Met.MET, False), "window": (Met.MET, False), "medical": (Met.MET, False),
        "no_conviction": (Met.MET, False), **dict.fromkeys(REPLIES, (Met.MET, False)),
    }  # fmt: skip
    assert admit_applicant(session, keeper, found, admission()).register_kind == "akim"


def test_a_retired_judge_needs_no_course(session, country, keeper):
    found = application(session, keeper, country.district)
    complete(session, keeper, found, training_no="", training_programme="", training_hours="", retired_judge="yes")
    assert asked(session, found)["training"] == (Met.MET, False)
    assert "hours" not in asked(session, found)


def test_a_certificate_of_ours_brings_the_hours_of_its_course(session, country, keeper):
    people = learners("Сейітқали Айгүл", completed=True)
    held = course(
        session,
        country.cabinet,
        people,
        kind="general",
        academic_hours="50",
        starts_on="02.02.2026",
        ends_on="20.02.2026",
    )
    given = CertificateIn.checked({"issued_on": "20.02.2026"})
    (certificate,) = issue_certificates(session, make.system(session), held, given)
    found = application(session, keeper, country.district)
    complete(session, keeper, found, training_no=certificate.label, training_hours="500")

    assert found.certificate_id == certificate.id
    assert asked(session, found)["hours"] == (Met.UNMET, True)
    stranger = application(session, keeper, country.district, name="Басқа Біреу")
    with pytest.raises(Invalid) as refused:
        complete_application(session, keeper, stranger, EducationIn.checked({"training_no": certificate.label}))
    assert {name: str(said) for name, said in refused.value.fields.items()} == {
        "training_no": "This certificate of ours was given to Сейітқали Айгүл."
    }


def test_a_certificate_of_ours_counts_only_on_a_day_on_which_it_stands(session, country, keeper):
    days = {"starts_on": "02.02.2026", "ends_on": "20.02.2026"}
    people = learners("Сейітқали Айгүл", completed=True)
    held = course(session, country.cabinet, people, kind="general", academic_hours="72", **days)
    (old,) = issue_certificates(session, make.system(session), held, CertificateIn.checked({"issued_on": "20.02.2026"}))
    found = complete(session, keeper, application(session, keeper, country.district), training_no=old.label)
    assert asked(session, found)["training"] == (Met.MET, False)

    replacement = ReplacementIn.checked({"issued_on": "17.03.2026", "reason": "Қағазы жоғалды"})
    new = replace_certificate(session, make.system(session), old, replacement)
    assert asked(session, found, date(2026, 3, 16))["training"] == (Met.MET, False)
    assert asked(session, found)["training"] == (Met.UNMET, True)
    with pytest.raises(Refused, match="Certificate of training"):
        admit_applicant(session, keeper, found, admission())
    session.refresh(found)
    complete(session, keeper, found, training_no=new.label)
    revoked = {"ground": "mistake", "reason": "Басқа адамға арналған"}
    revoke_certificate(session, make.system(session), new, RevocationIn.checked(revoked))
    assert asked(session, found, date(2026, 3, 19))["training"] == (Met.MET, False)
    assert asked(session, found, date(2026, 3, 20))["training"] == (Met.UNMET, True)


# --- refused by the law of the day ---------------------------------------------------------------------------------------


def test_nobody_is_admitted_before_the_least_age(session, country, keeper):
    found = complete(session, keeper, application(session, keeper, country.district, born_on="18.03.2001"))
    assert asked(session, found)["age"] == (Met.UNMET, True)
    with pytest.raises(Refused) as refused:
        admit_applicant(session, keeper, found, admission())
    assert "25" in str(refused.value.sentence)
    assert "Law on Mediation, art. 9" in str(refused.value.sentence)
    session.refresh(found)
    assert admit_applicant(session, keeper, found, admission(since="18.03.2026")).since == date(2026, 3, 18)


def test_the_date_of_the_rule_of_72_hours_decides_who_is_admitted(session, country, keeper):
    found = complete(session, keeper, application(session, keeper, country.district), training_hours="48")
    assert asked(session, found)["hours"] == (Met.UNMET, True)
    with pytest.raises(Refused):
        admit_applicant(session, keeper, found, admission())

    rules = session.exec(select(Rule).where(Rule.code == "course.general.hours").order_by(col(Rule.since))).all()
    old, new = rules
    session.execute(sa.delete(Rule).where(Rule.id == new.id))
    old.until = date(2026, 6, 1)
    session.add(old)
    session.flush()
    restamp(session, STAMP)
    session.refresh(found)

    assert asked(session, found)["hours"] == (Met.MET, False)
    assert admit_applicant(session, keeper, found, admission()).number == "63-77"


def test_what_is_not_certain_warns_and_does_not_refuse(session, country, keeper):
    found = complete(session, keeper, public_in(session, keeper, country, born_on=""))
    assert asked(session, found)["age"] == (Met.UNKNOWN, False)
    entry = admit_applicant(session, keeper, found, admission())
    details = {line.action: line.details for line in session.exec(select(Entry).where(col(Entry.action).like("%e%d")))}
    assert details["application.admitted"]["warned"] == ["age"]
    assert details["register.entered"]["in_spite_of"] == ["age"]
    assert entry.since == date(2026, 3, 17)


def test_nobody_is_admitted_before_the_least_age_however_sure_its_source(session, country, keeper):
    found = complete(session, keeper, public_in(session, keeper, country, born_on="18.03.1986"))
    assert asked(session, found)["age"] == (Met.UNMET, True)  # the 40 years are recalled
    with pytest.raises(Refused):
        admit_applicant(session, keeper, found, admission())
    assert session.exec(select(RegisterEntry)).all() == []

    (rule,) = session.exec(select(Rule).where(Rule.code == "mediator.public.min_age"))
    rule.value = 39
    session.add(rule)
    session.flush()
    restamp(session, STAMP)
    session.refresh(found)
    assert admit_applicant(session, keeper, found, admission()).since == date(2026, 3, 17)


@pytest.mark.parametrize("ground", sorted(REPLIES))
def test_a_ground_of_article_9_refuses_and_one_not_asked_warns(session, country, keeper, ground):
    found = complete(session, keeper, application(session, keeper, country.district), replies=REPLIES | {ground: "yes"})
    assert asked(session, found)[ground] == (Met.UNMET, True)
    with pytest.raises(Refused):
        admit_applicant(session, keeper, found, admission())
    session.refresh(found)
    complete_application(
        session, keeper, found, EducationIn.checked(PROFESSIONAL | {"replies": REPLIES | {ground: ""}})
    )
    assert asked(session, found)[ground] == (Met.UNKNOWN, False)


def test_who_was_not_elected_is_refused(session, country, keeper):
    found = complete(session, keeper, public_in(session, keeper, country), votes_for="3", votes_against="3")
    assert asked(session, found)["election"] == (Met.UNMET, True)


# --- documents -----------------------------------------------------------------------------------------------------------


def test_documents_are_taken_for_ten_working_days_and_not_after(session, country, keeper):
    announced = date(2026, 2, 26)
    last = last_day_for_documents(session, announced)
    assert last == date(2026, 3, 13)  # 8 March is a Sunday, its day off is Monday, 9 March
    found = public_in(session, keeper, country, received_on="13.03.2026", name="Сәтбаев Дәурен")
    with pytest.raises(Invalid) as late:
        public_in(session, keeper, country, received_on="14.03.2026")
    assert {name: str(said) for name, said in late.value.fields.items()} == {
        "received_on": "Documents were accepted until 13 March 2026. The candidate may take part in the next election."
    }
    with pytest.raises(Invalid) as late:
        note_documents(
            session, keeper, found, DocumentsIn.checked({"seen": {"medical": "16.03.2026", "protocol": "16.03.2026"}})
        )
    assert list(late.value.fields) == ["seen-medical"]


def test_nothing_is_checked_before_the_identity_document_was_seen(session, country, keeper):
    found = application(session, keeper, country.district, identity="", identity_seen_on="")
    with pytest.raises(Refused, match="identity document was not seen"):
        mark_checked(session, keeper, found)


def test_what_is_entered_after_the_check_was_not_checked(session, country, keeper):
    found = complete(session, keeper, application(session, keeper, country.district))
    complete_application(session, keeper, found, EducationIn.checked(PROFESSIONAL))
    assert found.status is ApplicationStatus.RECEIVED
    with pytest.raises(Refused):
        admit_applicant(session, keeper, found, admission())


def test_answers_about_a_conviction_lie_sealed_and_no_field_takes_a_copy_of_a_document(session, country, keeper):
    found = complete(session, keeper, application(session, keeper, country.district))
    assert b"convicted" not in bytes(found.answers_sealed or b"")
    assert {code: reply.value for code, reply in replies_of(session, found).items()} == REPLIES
    columns = set(table_of(RegisterApplication).columns.keys())
    assert not {name for name in columns if "scan" in name or "photo" in name or "file" in name}


# --- what must never be --------------------------------------------------------------------------------------------------


def test_a_second_open_application_and_a_second_entry_are_refused(session, country, keeper):
    iin = {"iin": IIN, "no_iin_reason": "", "born_on": "29.02.2000"}
    first = complete(session, keeper, application(session, keeper, country.district, who=iin))
    with pytest.raises(Refused, match="has applied on 2 March 2026 already"):
        application(session, keeper, country.district, who=iin)
    admit_applicant(session, keeper, first, admission())
    second = complete(session, keeper, application(session, keeper, country.district, who=iin))
    assert second.person_id == first.person_id
    with pytest.raises(Refused, match="already in the register"):
        admit_applicant(session, keeper, second, admission(number="63-78"))


def test_the_database_holds_one_open_application_and_keeps_what_was_decided(session, country, keeper):
    found = complete(session, keeper, application(session, keeper, country.district))
    same = ("person_id", "register_kind", "kind", "district_id", "received_on", "received_by_id")
    double = {name: getattr(found, name) for name in same}
    with pytest.raises(DatabaseError), session.begin_nested():
        session.execute(sa.insert(RegisterApplication).values(**double))
    refuse_applicant(
        session, keeper, found,
        RefusalIn.checked({"act_no": "5", "act_on": "17.03.2026", "act_by": "Комиссия", "ground": "құжаттары жоқ"}),
    )  # fmt: skip
    for change in (
        sa.update(RegisterApplication).values(ground="басқа"), sa.update(RegisterApplication).values(status="received"),
        sa.delete(RegisterApplication),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), session.begin_nested():
            session.execute(change)


def test_a_withdrawn_application_makes_way_for_another(session, country, keeper):
    found = application(session, keeper, country.district)
    withdraw_application(session, keeper, found, WithdrawalIn.checked({"decided_on": "10.03.2026"}))
    assert (found.status, found.is_open) == (ApplicationStatus.WITHDRAWN, False)
    assert session.exec(select(RegisterEntry)).all() == []
    with pytest.raises(Refused):
        mark_checked(session, keeper, found)


def test_only_the_keeper_of_the_place_takes_and_decides(session, country, keeper):
    found = complete(session, keeper, application(session, keeper, country.district))
    other = make.region(session, country.republic, "19", "Алматы облысы")
    for somebody in (
        make.actor(session, Role.REGISTER_KEEPER, other), make.actor(session, Role.COORDINATOR, country.region),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            admit_applicant(session, somebody, found, admission())
        with pytest.raises(Forbidden):
            application(session, somebody, country.district)
