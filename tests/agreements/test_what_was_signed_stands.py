"""What was signed does not change: not by an action, and not by a hand on the database."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from mediation_cms.agreements.actions import change_draft, drop_draft
from mediation_cms.agreements.inputs import AgreementIn
from mediation_cms.agreements.models import Agreement, Obligation, Performance, Signature
from mediation_cms.audit import note_reading
from mediation_cms.cases.models import Case
from mediation_cms.core.errors import Refused
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


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("table", ["agreement", "contract", "case", "entry", "meeting", "stored_file"])
def test_nothing_is_put_in_its_place(session: Session, cast: matters.Cast, table: str) -> None:
    matters.signed(session, cast)

    with pytest.raises(DatabaseError, match=r"change|stays|added to"), session.begin_nested():
        session.connection().exec_driver_sql(f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"')


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
