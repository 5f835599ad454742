"""Corrections of the registers, and what the database refuses whatever way a row comes."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import select
from uuid_utils.compat import uuid7

from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.models import Entry
from mediation_cms.core.errors import Forbidden, Refused
from mediation_cms.mediators.actions import enter_in_register, leave_register, resume, suspend
from mediation_cms.mediators.correction_actions import correct_entry, correct_mediator, remove_entry
from mediation_cms.mediators.inputs import CorrectionIn, PracticeIn, ResumptionIn
from mediation_cms.mediators.models import Mediator, RegisterEntry, Suspension
from mediation_cms.mediators.queries import entries_of
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Role
from tests import make
from tests.make.mediators import entry_in, left, suspended

# --- corrected ---------------------------------------------------------------------------------------------------------


def corrected(**more):
    given = {"kind": "public", "number": "63-1", "since": "10.01.2020"}
    return CorrectionIn.checked(given | more)


def test_a_correction_says_what_was_and_what_is(session, country, keeper, entry):
    correct_entry(session, keeper, entry, country.district, corrected(number="63-2", since="11.01.2020"))

    trace = session.exec(select(Entry).where(Entry.action == "register.corrected")).one()
    assert trace.details["changed"] == {"number": ["63-1", "63-2"], "since": ["2020-01-10", "2020-01-11"]}
    assert (entry.number, entry.since) == ("63-2", date(2020, 1, 11))


def test_a_correction_may_not_make_two_entries_meet(session, country, keeper, entry):
    mediator = session.get_one(Mediator, entry.mediator_id)
    leave_register(session, keeper, entry, left("01.03.2022"))
    enter_in_register(session, keeper, country.district, mediator, entry_in(since="01.03.2022"))

    with pytest.raises(Refused):
        correct_entry(session, keeper, entry, country.district, corrected(until="02.03.2022", ground_out="own wish"))


def test_a_correction_of_the_name_keeps_the_card(session, keeper, entry):
    who = PersonIn(surname="Төлеген", given_name="Қайрат")

    correct_mediator(session, keeper, entry, who, PracticeIn(languages=["kk"]))

    trace = session.exec(select(Entry).where(Entry.action == "mediator.corrected")).one()
    assert trace.details["changed"] == {"languages": ["", "kk"], "name": ["Төлегенов Қайрат", "Төлеген Қайрат"]}


def test_an_entry_made_by_mistake_goes_and_its_trace_stays(session, keeper, entry):
    mediator = session.get_one(Mediator, entry.mediator_id)
    suspend(session, keeper, entry, suspended())

    remove_entry(session, keeper, entry, ReasonIn.checked({"reason": "entered twice"}))

    assert (entries_of(session, mediator), session.exec(select(Suspension)).all()) == ([], [])
    trace = session.exec(select(Entry).where(Entry.action == "register.removed")).one()
    assert (trace.details["number"], trace.details["reason"]) == ("63-1", "entered twice")


# --- whatever way a row comes ------------------------------------------------------------------------------------------


def row_like(entry, **other):
    same = ("mediator_id", "register_kind", "kind", "district_id", "organisation_id")
    return RegisterEntry(**{name: getattr(entry, name) for name in same} | {"number": str(uuid7())} | other)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2020, 1, 10), None),
        (date(2019, 1, 1), None),
        (date(2019, 1, 1), date(2020, 1, 11)),
        (date(2022, 2, 28), date(2022, 3, 1)),
    ],
)
def test_the_database_itself_refuses_entries_that_meet(session, entry, since, until):
    entry.until = date(2022, 3, 1)
    session.add(entry)
    session.flush()

    session.add(row_like(entry, since=since, until=until))
    with pytest.raises(IntegrityError):
        session.flush()


def test_the_database_lets_entries_touch_and_refuses_a_change_that_makes_them_meet(session, entry):
    entry.until = date(2022, 3, 1)
    before = row_like(entry, since=date(2019, 1, 1), until=date(2020, 1, 10))
    after = row_like(entry, since=date(2022, 3, 1))
    session.add_all([entry, before, after])
    session.flush()

    with pytest.raises(IntegrityError):
        session.execute(sa.update(RegisterEntry).where(RegisterEntry.id == before.id).values(until=None))


def test_the_database_itself_refuses_a_number_given_twice(session, entry):
    session.add(row_like(entry, kind="professional", number="63-1", since=date(2020, 1, 1)))

    with pytest.raises(IntegrityError):
        session.flush()


def test_the_database_itself_refuses_suspensions_that_meet(session, keeper, entry):
    suspend(session, keeper, entry, suspended("01.02.2022", "01.04.2022"))

    session.add(Suspension(entry_id=entry.id, since=date(2022, 3, 31), ground="hand"))
    with pytest.raises(IntegrityError):
        session.flush()


def test_the_right_is_that_of_the_register(session, country, keeper, entry):
    other = make.actor(session, Role.COORDINATOR, country.region)

    for act in (
        lambda: suspend(session, other, entry, suspended()),
        lambda: resume(session, other, entry, ResumptionIn.checked({"on": "01.04.2022"})),
        lambda: leave_register(session, other, entry, left()),
        lambda: correct_entry(session, other, entry, country.district, corrected()),
        lambda: correct_mediator(session, other, entry, PersonIn(given_name="Қ"), PracticeIn()),
        lambda: remove_entry(session, other, entry, ReasonIn(reason="x")),
    ):
        with pytest.raises(Forbidden):
            act()
