"""The demo is alive on every day of the year: every state of every thing, and somebody to sign in for every role."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from sqlmodel import col, select

from mediation_cms.accounts.holders import holder_of
from mediation_cms.accounts.queries import find_account
from mediation_cms.accounts.sessions import sign_in
from mediation_cms.agreements.models import Agreement, Performance, PerformanceState, SigningMode
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Answer, Assignment, Case, Extension, Meeting, MeetingKind, PrivateNote
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.certificate_queries import expiring, verify
from mediation_cms.certification.certificate_rules import CertificateState
from mediation_cms.certification.completion import sessions_of
from mediation_cms.certification.course_workflow import CourseState, EnrolmentState
from mediation_cms.certification.day_queries import days_attended
from mediation_cms.certification.models import Course
from mediation_cms.certification.queries import participations_of
from mediation_cms.consultations.models import Consultation, Mode, Result
from mediation_cms.core import clock
from mediation_cms.core.columns import Utc
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Refused
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.intake.models import Capacity, IntakeChannel, JoinKind, Opened, Outcome, Party, Request, Spell
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.mediators.models import RegisterEntry, Suspension
from mediation_cms.mentoring.models import Observation
from mediation_cms.mentoring.workflow import ObservationState
from mediation_cms.people.models import Account, AccountKind, Role
from mediation_cms.places.models import MandateKind, Unit
from mediation_cms.places.queries import tree
from mediation_cms.prevention.models import PreventiveMeasure
from mediation_cms.schema import metadata
from mediation_cms.seeding import demo
from mediation_cms.seeding.demo import NAME
from mediation_cms.statistics.breaches import breaches
from tests import make

LIVE = ("55-PAV", "55-EKI", "55-AKS", "55-BAY", "55-TER")


PLANNED = {
    "message.next_try_at", "message.not_after", "active_talk.until", "booking.moved_from",
    "course_session.starts_at", "course_session.ends_at", "observation.starts_at",
    *(f"{table}.{name}" for table in ("booking", "occupancy") for name in ("starts_at", "ends_at")),
}  # fmt: skip
"""What lies ahead by its nature: nobody is written to at night; talks are booked and courses planned for days to come."""


def instants_after(look, now: datetime) -> dict[str, datetime]:
    """The latest instant of every column that holds one in the future though it tells of what has happened."""
    columns = [column for table in metadata.sorted_tables for column in table.columns if isinstance(column.type, Utc)]
    latest = {str(column): look.session.exec(select(sa.func.max(column))).one() for column in columns}
    return {name: at for name, at in latest.items() if at is not None and at > now and name not in PLANNED}


def values(look, column) -> set[Any]:
    return set(look.session.exec(select(column).distinct()))


@pytest.mark.parametrize(
    "now",
    ["2026-12-31T19:05:00Z", "2027-03-25T08:00:00Z", "2027-07-07T12:00:00Z"],
)
@pytest.mark.database("sqlite")
def test_on_any_day_it_can_be_planted_and_balances(new_field, now):
    with time_machine.travel(now, tick=False), new_field(NAME).look() as look:
        today = clock.today()
        report = look.report("55", f"{date(today.year - 1, 1, 1)}..{today}")
        assert report.balance.balanced
        assert report.by_code["A1"].number > 180
        assert look.session.exec(select(sa.func.max(Request.received_on))).one() <= today
        assert {CaseStatus.OFFERED, CaseStatus.IN_MEDIATION, CaseStatus.ADMITTED} <= values(look, Case.status)
        assert instants_after(look, clock.now()) == {}


def test_every_state_of_every_thing_is_there(field):
    with field(NAME).look() as look:
        assert values(look, Request.status) == set(RequestStatus)
        assert values(look, Case.status) == set(CaseStatus)
        # `not stated` is for sources alone.
        assert values(look, Request.outcome) == {*Outcome, None} - {Outcome.NOT_STATED}
        assert values(look, Request.joined_as) == {*JoinKind, None}
        assert values(look, Assignment.answer) == set(Answer)
        assert values(look, Agreement.status) == set(AgreementStatus)
        assert values(look, Agreement.signing) == {*SigningMode, None}
        assert values(look, Performance.state) == set(PerformanceState)
        assert values(look, Spell.opened) == set(Opened)
        assert values(look, Party.capacity) == set(Capacity)
        assert values(look, Request.channel) == set(IntakeChannel)
        assert values(look, Consultation.result) == set(Result)
        assert values(look, Consultation.mode) == set(Mode)
        assert values(look, Meeting.kind) == set(MeetingKind)
        assert values(look, Invitation.status) == set(InvitationStatus)
        for table in (Extension, PrivateNote, Suspension, PreventiveMeasure):
            assert look.session.exec(select(table)).first() is not None, table


def test_terms_run_are_nearly_over_and_over(field):
    with field(NAME).look() as look:
        today = clock.today()
        running = look.session.exec(select(Case).where(Case.status == CaseStatus.IN_MEDIATION)).all()
        left = [(case.due_on - today).days for case in running if case.due_on is not None]

        assert any(days < 0 for days in left)
        assert any(0 <= days <= 7 for days in left)
        assert any(days > 14 for days in left)


def test_courses_and_certificates_are_there_in_every_state(field):
    with field(NAME).look() as look:
        session = look.session
        assert values(look, Course.state) == {CourseState.OPEN, CourseState.RUNNING, CourseState.HELD}
        given = session.exec(select(Certificate)).all()
        verified = [verify(session, each.code) for each in given]
        assert {(each.state, each.imported) for each in verified} == {
            *((state, False) for state in CertificateState if state is not CertificateState.EXPIRED),
            (CertificateState.VALID, True),
            (CertificateState.EXPIRED, True),
        }
        assert [row.label for row in expiring(session, look.actor, clock.today() + timedelta(days=90))] == [
            "МО-0412", "МО-0688",
        ]  # fmt: skip


def test_a_course_is_under_way_with_who_was_there_and_who_waits(field):
    with field(NAME).look() as look:
        course = look.session.exec(select(Course).where(Course.state == CourseState.RUNNING)).one()
        days = days_attended(look.session, course)
        learners = Counter(each.state for each, _person in participations_of(look.session, course))

        assert learners == {EnrolmentState.ENROLLED: 10, EnrolmentState.WAITING: 2}
        assert list(days.values())[:3] == [10, 9, 8]
        assert len(days) == sum(day.ends_at <= clock.now() for day in sessions_of(look.session, course))


def test_trainees_look_on_each_a_step_further(field):
    with field(NAME).look() as look:
        seen = {each.state: each for each in look.session.exec(select(Observation))}

        assert seen.keys() == {ObservationState.ASKED, ObservationState.CONFIRMED, ObservationState.WRITTEN}
        assert clock.local(seen[ObservationState.CONFIRMED].starts_at).date() > clock.today()
        assert unseal(look.session, seen[ObservationState.WRITTEN], "sheet_sealed") != ""


def test_a_suspended_mediator_a_replaced_certificate_and_people_out_of_the_ordinary_are_there(field):
    with field(NAME).look() as look:
        session, today = look.session, clock.today()
        assert len([held for held in session.exec(select(Suspension)) if held.until is None]) == 1
        assert session.exec(select(RegisterEntry).where(col(RegisterEntry.until) <= today)).one().ground_out != ""
        assert session.exec(select(Certificate).where(col(Certificate.replaces_id).is_not(None))).one().number > 0
        assert len(session.exec(select(Party).where(Party.minor)).all()) >= 1
        unnamed = select(Party).where(col(Party.person_id).is_(None), col(Party.organisation_id).is_(None))
        assert session.exec(unnamed).first() is not None


def test_cabinets_that_mediate_and_cabinets_that_do_not_stand_side_by_side(field):
    with field(NAME).look() as look:
        places, today = tree(look.session), clock.today()
        mandates = {code: places.mandate(places.by_code(code).id, today).value for code in LIVE}

        assert mandates == {
            "55-PAV": MandateKind.MEDIATION, "55-EKI": MandateKind.MEDIATION, "55-AKS": MandateKind.ETHNOMEDIATION,
            "55-BAY": MandateKind.ETHNOMEDIATION, "55-TER": MandateKind.ETHNOMEDIATION,
        }  # fmt: skip
        held = places.mandate(places.by_code("55-PAV").id, today)
        assert held.since == date(today.year - 1, 1, 1)
        assert "Order of the akim" in str(held.source)


def test_nobody_was_entered_before_2024_and_no_agreement_of_2024_can_come_of_it(field):
    with field(NAME).look() as look:
        assert look.session.exec(select(sa.func.min(RegisterEntry.since))).one() >= date(2024, 1, 1)
        assert look.figures("KZ", "2024-H1")["M2"] == "not_applicable"


def test_no_record_breaks_the_balance(field):
    with field(NAME).look() as look:
        report = look.report("55", f"2024-01-01..{clock.today()}")
        assert breaches(look.session, report.scope, report.span) == []


# --- signing in --------------------------------------------------------------------------------------------------------


def hash_of(look, login: str) -> str:
    account = find_account(look.session, login)
    return account.password_hash if account else ""


def signed_in(session, login: str, passphrase: str):
    token = sign_in(session, login, passphrase, "127.0.0.1", "test")
    session.flush()
    return holder_of(session, token)


def read(lines) -> dict[str, str]:
    """The table as somebody at the terminal reads it: passphrases by sign-in."""
    head, *rows = lines
    at, until = head.index("passphrase"), head.index("first try")
    return {row[head.index("sign-in") : at].strip(): row[at:until].strip() for row in rows}


def test_for_every_role_the_table_holds_an_account_that_signs_in(field):
    planted = field(NAME)
    (said,) = planted.plant(NAME)

    table = read(said.lines)
    with planted.look() as look:
        holders = [signed_in(look.session, login, passphrase) for login, passphrase in table.items()]
    assert list(table) == ["receptionist", "mediator", "coordinator", "manager", "keeper", "administrator", "auditor"]
    assert [list(holder.actor.roles) for holder in holders] == [[role] for role in Role]


def test_a_second_start_changes_nothing_but_the_passphrases(field):
    planted = field(NAME)
    with planted.look() as look:
        old = hash_of(look, "mediator")
    before = planted.rows()

    (first,) = planted.plant(NAME)
    (second,) = planted.plant(NAME)

    changed = {name: count - before[name] for name, count in planted.rows().items() if count != before[name]}
    assert (first.new, second.new) == (False, False)
    assert changed == {"entry": 14}  # for each of the seven accounts a line of history, twice
    with planted.look() as look:
        assert hash_of(look, "mediator") != old
        signed_in(look.session, "mediator", read(second.lines)["mediator"])
        with pytest.raises(Refused):
            sign_in(look.session, "mediator", read(first.lines)["mediator"], "127.0.0.1", "test")


def test_the_demo_is_refused_beside_people_that_no_seed_has_planted(field):
    with field("reference").look() as look:
        make.account_for(look.session)
        with pytest.raises(Refused, match="database without requests and accounts"):
            demo.plant(look.session, look.actor, iter)


@pytest.mark.parametrize(("others", "refused"), [((), True), (("almaty-region-2017",), False)])
def test_requests_are_in_the_way_of_the_demo_unless_a_seed_has_planted_them(field, others, refused):
    with field("reference", *others).look() as look:
        if not others:
            oskemen = look.session.exec(select(Unit).where(Unit.code == "oskemen")).one()
            cabinet = make.cabinet(look.session, oskemen)
            clerk = make.actor(look.session, Role.RECEPTIONIST, cabinet)
            make.request(look.session, clerk, cabinet, date(2022, 3, 15))
            look.session.execute(sa.update(Account).values(kind=AccountKind.VISITOR))
        assert demo.has_people_of_its_own(look.session) is refused
