"""What was signed does not change: not by an action, and not by a hand on the database."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from mediation_cms.agreements.actions import change_draft, drop_draft, record_performance
from mediation_cms.agreements.inputs import AgreementIn, PerformanceIn
from mediation_cms.agreements.models import Agreement, Obligation, Performance, Signature
from mediation_cms.audit import note_reading
from mediation_cms.cases.models import Case, Meeting, MeetingKind
from mediation_cms.core.errors import Refused
from mediation_cms.schema import metadata
from tests.make import matters

SAYS = "a signed agreement does not change"
BY_HAND = [
    "UPDATE agreement SET number = 'x'",
    "UPDATE agreement SET signed_on = NULL",
    "UPDATE agreement SET signed_on = '2022-06-15'",
    "UPDATE agreement SET subject_kk_sealed = NULL",
    "UPDATE agreement SET consequences_ru_sealed = subject_ru_sealed",
    "UPDATE agreement SET bound_sides = '[\"applicant-1\"]'",
    "UPDATE agreement SET lawful = NOT lawful",
    "UPDATE agreement SET scan_sha256 = 'b'",
    "UPDATE agreement SET place = 'Семей'",
    "DELETE FROM agreement",
    "UPDATE obligation SET due_on = '2030-01-01'",
    "UPDATE obligation SET amount = 1",
    "UPDATE obligation SET what_ru_sealed = NULL",
    "DELETE FROM obligation",
    (
        "INSERT INTO obligation (id, agreement_id, position, debtor_sides) "
        "SELECT agreement_id, agreement_id, 2, '[]' FROM obligation"
    ),
    "UPDATE signature SET signed_on = '2022-06-15'",
    "DELETE FROM signature",
]


NOT_REPLACED = f"nothing is put in its place|{SAYS}|a meeting of an ended case stays as it is"
FIRST = "case_id = {case_id}, signed_on = {signed_on}, signing = {signing}, status = 'signed'"


def seen(session: Session, cast: matters.Cast, agreement: Agreement) -> None:
    """Its one obligation was performed."""
    obligation = session.exec(select(Obligation).where(Obligation.agreement_id == agreement.id)).one()
    given = {"state": "done", "seen_on": "20.07.2022", "confirmed_by": ["applicant-1"]}
    record_performance(session, cast.mediator, obligation, PerformanceIn.checked(given))


@pytest.mark.parametrize("statement", BY_HAND)
def test_no_hand_on_the_database_changes_it(session: Session, cast: matters.Cast, statement: str) -> None:
    matters.signed(session, cast)

    with pytest.raises(DatabaseError, match=SAYS), session.begin_nested():
        session.connection().exec_driver_sql(statement)


AROUND_IT = {
    "UPDATE agreement SET status = 'draft'": SAYS,
    'DELETE FROM "case"': "a case stays",
    "UPDATE \"case\" SET number = 'x'": "a number once given does not change",
    "DELETE FROM contract": "a mediation contract does not change",
    "UPDATE contract SET term_days = 60": "a mediation contract does not change",
    "UPDATE contract SET signed_by = '[]'": "a mediation contract does not change",
    "DELETE FROM party WHERE side = 'other'": "a side of a mediation contract stays|" + SAYS,
    "UPDATE contract SET subject_sealed = NULL": "a mediation contract does not change",
    "UPDATE party SET person_id = (SELECT person_id FROM account WHERE person_id IS NOT NULL LIMIT 1)": (
        "a side of a mediation contract stays|" + SAYS
    ),
    "UPDATE party SET person_id = NULL, organisation_id = NULL": "a side of a mediation contract stays|" + SAYS,
    "UPDATE party SET side_no = 7 WHERE side = 'other'": "a side of a mediation contract stays|" + SAYS,
    "UPDATE meeting SET held_on = '2022-06-10'": "a meeting of an ended case stays as it is",
    "UPDATE meeting SET record_sealed = NULL": "a meeting of an ended case stays as it is",
    "DELETE FROM meeting": "a meeting of an ended case stays as it is",
    "UPDATE stored_file SET sha256 = 'b'": "a stored file stays as it is",
    "UPDATE stored_file SET stored_sha256 = 'b'": "a stored file stays as it is",
    "UPDATE stored_file SET size = 4": "a stored file stays as it is",
    "UPDATE stored_file SET name = 'other.pdf'": "a stored file stays as it is",
    "DELETE FROM stored_file": SAYS,
    "UPDATE request SET number = 'x'": "a number once given does not change",
    "UPDATE request SET status = 'registered'": "finished",
    "UPDATE number_series SET last = 0": "a number is given once",
    "UPDATE entry SET action = 'x'": "the history is only added to",
    "UPDATE entry SET details = '{}' WHERE action = 'request.registered'": "the history is only added to",
    "DELETE FROM entry": "the history is only added to",
}


@pytest.mark.parametrize("statement", AROUND_IT)
def test_nor_what_stands_around_it(session: Session, cast: matters.Cast, statement: str) -> None:
    matters.signed(session, cast)

    with pytest.raises(DatabaseError, match=AROUND_IT[statement]), session.begin_nested():
        session.connection().exec_driver_sql(statement)


def test_what_was_read_stays_noted(session: Session, cast: matters.Cast) -> None:
    note_reading(session.connection(), cast.mediator, "cases.show")

    for statement in ("DELETE FROM reading", "UPDATE reading SET page = 'x'"):
        with pytest.raises(DatabaseError, match="the history is only added to"), session.begin_nested():
            session.connection().exec_driver_sql(statement)


SIGNED = "(SELECT {0} FROM agreement WHERE signed_on IS NOT NULL)"


def test_what_was_seen_of_its_performance_stays(session: Session, cast: matters.Cast) -> None:
    seen(session, cast, matters.signed(session, cast))

    for statement in ("DELETE FROM performance", "UPDATE performance SET state = 'disputed'"):
        with pytest.raises(DatabaseError, match="what was seen of a performance stays"), session.begin_nested():
            session.connection().exec_driver_sql(statement)


def test_a_term_and_a_meeting_do_not_move_into_what_was_signed(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    open_case = matters.met(session, cast)
    matters.drafted(session, cast, open_case)

    obligation, meeting = metadata.tables["obligation"], metadata.tables["meeting"]
    into_agreement = sa.update(obligation).where(obligation.c.agreement_id != agreement.id)
    into_case = sa.update(meeting).where(meeting.c.case_id != agreement.case_id)
    for moved, says in (
        (into_agreement.values(agreement_id=agreement.id, position=2), SAYS),
        (into_case.values(case_id=agreement.case_id), "a meeting of an ended case stays as it is"),
    ):
        with pytest.raises(DatabaseError, match=says), session.begin_nested():
            session.execute(moved)


def test_no_meeting_is_added_to_an_ended_case(session: Session, cast: matters.Cast) -> None:
    case = session.get_one(Case, matters.signed(session, cast).case_id)
    session.add(Meeting(
        case_id=case.id, kind=MeetingKind.JOINT, held_on=matters.MET_ON, minutes=60, account_id=cast.mediator.account_id,
    ))  # fmt: skip

    with pytest.raises(DatabaseError, match="a meeting of an ended case stays as it is"), session.begin_nested():
        session.flush()


GUARDED = [
    "agreement", "case", "contract", "entry", "meeting", "obligation", "party", "performance", "request", "signature",
    "stored_file",
]  # fmt: skip


@pytest.mark.parametrize("table", GUARDED)
def test_a_row_keeps_its_key(session: Session, cast: matters.Cast, table: str) -> None:
    seen(session, cast, matters.signed(session, cast))

    with pytest.raises(DatabaseError, match=f"a key once given does not change|{SAYS}"), session.begin_nested():
        session.execute(sa.update(metadata.tables[table]).values(id=uuid4()))


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("table", GUARDED)
def test_nothing_is_put_in_its_place(session: Session, cast: matters.Cast, table: str) -> None:
    seen(session, cast, matters.signed(session, cast))
    columns = ", ".join(f'"{column.name}"' for column in metadata.tables[table].c)
    others = columns.replace('"id"', "hex(randomblob(16))", 1)

    refused = [f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}" LIMIT 1']
    refused.append(f'INSERT OR REPLACE INTO "{table}" (rowid, {columns}) SELECT rowid, {others} FROM "{table}" LIMIT 1')
    if table in {"agreement", "case", "contract", "obligation", "party", "request", "signature", "stored_file"}:
        refused.append(f'INSERT OR REPLACE INTO "{table}" ({columns}) SELECT {others} FROM "{table}" LIMIT 1')
    for statement in refused:
        with pytest.raises(DatabaseError, match=NOT_REPLACED), session.begin_nested():
            session.connection().exec_driver_sql(statement)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("change", ["number = {number}", "rowid = {rowid}", FIRST])
def test_no_draft_is_turned_into_one_that_was_signed(session: Session, cast: matters.Cast, change: str) -> None:
    agreement = matters.signed(session, cast)
    matters.drafted(session, cast, matters.met(session, cast))
    there = {name: SIGNED.format(name) for name in ("case_id", "number", "rowid", "signed_on", "signing")}

    statement = f"UPDATE OR REPLACE agreement SET {change.format(**there)} WHERE signed_on IS NULL"
    with pytest.raises(DatabaseError, match="nothing is put in its place"), session.begin_nested():
        session.connection().exec_driver_sql(statement)

    assert len(session.exec(select(Obligation).where(Obligation.agreement_id == agreement.id)).all()) == 1


@pytest.mark.parametrize("statement", BY_HAND)
def test_a_draft_is_not_guarded(session: Session, cast: matters.Cast, statement: str) -> None:
    matters.drafted(session, cast, matters.met(session, cast))

    touched = session.connection().exec_driver_sql(statement).rowcount

    assert touched == (0 if "signature" in statement else 1)  # a draft is signed by nobody


def test_no_signature_is_added_later(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    stranger = matters.parties(session, matters.in_work(session, cast))[0]
    session.add(Signature(agreement_id=agreement.id, party_id=stranger.id, signed_on=matters.SIGNED_ON))

    with pytest.raises(DatabaseError, match=SAYS), session.begin_nested():
        session.flush()


def test_the_mediator_is_sent_to_a_supplement(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    case = session.get_one(Case, agreement.case_id)

    with pytest.raises(Refused, match=r"A signed agreement cannot be changed\. Draw up a supplementary one\."):
        change_draft(session, cast.mediator, agreement, AgreementIn.checked(matters.agreement_typed(session, case)))
    with pytest.raises(Refused, match="This was changed meanwhile"):
        drop_draft(session, cast.mediator, agreement)


def test_an_erased_matter_takes_its_agreement_along(session: Session, cast: matters.Cast) -> None:
    matters.signed(session, cast)

    session.connection().exec_driver_sql("DELETE FROM request")

    tables = (Agreement, Obligation, Signature, Performance, Case)
    assert [session.exec(select(sa.func.count()).select_from(table)).one() for table in tables] == [0] * len(tables)
