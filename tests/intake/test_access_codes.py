"""The secret code of a request: one stands at a time, typed as people type, and nothing is told of numbers by refusing."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mediation_cms.core.db import table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.access_code_models import AccessCode, CodeKept
from mediation_cms.intake.access_codes import UNKNOWN, code_behind, give_code, note_kept
from tests import make
from tests.make import matters


@pytest.fixture
def cast(session) -> matters.Cast:
    return matters.cast(session)


def registered(session, cast):
    return make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)


def refused(session, number: str, code: str) -> object:
    with pytest.raises(NotFound) as problem:
        code_behind(session, number, code)
    return problem.value.sentence


def test_a_code_opens_its_request_however_number_and_code_are_typed(session, cast):
    request = registered(session, cast)
    code = give_code(session, cast.receptionist, request)

    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
    cyrillic = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
    typed = [
        (request.number, code),
        (request.number.lower().replace("-", ""), code.lower().replace("-", " ")),
        (f" № {request.number.translate(cyrillic)} ", code.translate(cyrillic)),
        (request.number.replace("0", "O"), code.replace("0", "o").replace("1", "l")),
    ]
    assert [code_behind(session, number, secret).id for number, secret in typed] == [request.id] * 4


def test_what_does_not_fit_is_refused_in_the_same_words_and_the_table_keeps_no_secret(session, cast):
    request, other = registered(session, cast), registered(session, cast)
    lost = give_code(session, cast.receptionist, request)
    code = give_code(session, cast.receptionist, request)
    of_other = give_code(session, cast.receptionist, other)

    tries = [
        (request.number, lost), (request.number, of_other), (other.number, code), (request.number, ""), ("", code),
        ("63-ZZZ-1999-000001", code), ("63-ZZZ-1999-000001", "7K2M-Q9XA-04VD-HT3E"), ("", ""), ("'; --", "%" * 300),
    ]  # fmt: skip
    assert [refused(session, *each) for each in tries] == [UNKNOWN] * len(tries)
    rows = session.connection().execute(sa.select(sa.text("*")).select_from(sa.text("access_code"))).all()
    assert [value for row in rows for value in row if code in str(value)] == []


def test_the_database_lets_one_code_stand_and_none_lead_elsewhere_or_rise_again(session, cast):
    request, other = registered(session, cast), registered(session, cast)
    give_code(session, cast.receptionist, request)
    give_code(session, cast.receptionist, request)
    note_kept(session, request, CodeKept.WRITTEN)
    ended, standing = session.exec(select(AccessCode).order_by(col(AccessCode.id))).all()

    assert (ended.ended_at is not None, ended.kept, standing.kept) == (True, None, CodeKept.WRITTEN)
    for change, value, row in (
        ("ended_at", None, ended), ("request_id", other.id, standing), ("code_index", "0" * 64, standing),
    ):  # fmt: skip
        table = table_of(AccessCode)
        with pytest.raises(IntegrityError), session.begin_nested():
            session.connection().execute(sa.update(table).where(table.c.id == row.id).values({change: value}))
