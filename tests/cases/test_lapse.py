"""A mediator may no longer act: nobody whose case or talk waits is forgotten, and nobody is told twice."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from mediation_cms.accounts.queries import reserved
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.cases.lapse_actions import warn_of_lapse
from mediation_cms.cases.lapse_models import LapseWarning
from mediation_cms.cases.lapse_queries import concerned
from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.core.errors import Forbidden, Refused
from mediation_cms.jobs.lapsing import warn_of_all
from mediation_cms.law.queries import versions
from mediation_cms.mediators.actions import leave_register, resume, suspend
from mediation_cms.mediators.allowed_papers import Lapse, lapse_of, next_lapse, papers_allowed
from mediation_cms.mediators.correction_actions import remove_entry
from mediation_cms.mediators.inputs import LeavingIn, ResumptionIn, SuspensionIn
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.mediators.queries import require_entitled
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Account, AccountKind
from mediation_cms.tasks.actions import finish_task
from mediation_cms.tasks.inputs import DoneIn
from mediation_cms.tasks.models import Task, TaskKind
from tests.make import bookings, matters
from tests.make.bookings import NOW, at, booked
from tests.make.certification import old_certificate, qualified_until
from tests.make.law import only_rule

TODAY = NOW.date()
ONE_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def morning():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def desk(session):
    found = bookings.desk(session)
    account = session.get_one(Account, found.coordinator.account_id)
    account.email = "coordinator@example.kz"
    session.add(account)
    session.flush()
    return found


@pytest.fixture
def system(session):
    return reserved(session, AccountKind.SYSTEM)


def entry_of(session, mediator_id):
    return session.exec(select(RegisterEntry).where(RegisterEntry.mediator_id == mediator_id)).one()


def suspended(session, system, entry, since, until=""):
    given = {
        "since": f"{since:%d.%m.%Y}",
        "until": until,
        "ground": "шағым",
        "act_no": "7",
        "act_on": f"{TODAY:%d.%m.%Y}",
    }
    return suspend(session, system, entry, SuspensionIn.checked(given))


def tasks(session):
    return sorted((task.kind, task.thing_id) for task in session.exec(select(Task)))


def told(session):
    return [message.facts for message in session.exec(select(Message).where(Message.template == "mediator_lapsed"))]


def test_a_suspension_warns_of_every_booked_talk_once(session, desk, system):
    mine, colleague = desk.mediators
    talk, entry = booked(session, desk, at(9), mine).booking, entry_of(session, mine)
    booked(session, desk, at(9), colleague)
    suspended(session, system, entry, TODAY)

    assert [each.id for each in warn_of_lapse(session, system, entry, TODAY).talks] == [talk.id]
    assert warn_of_lapse(session, system, entry, TODAY).talks == []
    assert warn_of_all(session) == 0
    assert tasks(session) == [(TaskKind.TALK_WITHOUT_MEDIATOR, talk.id)]
    assert told(session) == [{"since": TODAY.isoformat(), "cases": 0, "talks": 1}]
    finish_task(session, desk.coordinator, session.exec(select(Task)).one(), DoneIn(note="Әріптесіне берілді"))
    assert warn_of_all(session) == 0
    assert len(tasks(session)) == 1


def test_a_lapse_ahead_warns_of_the_talks_within_it_alone(session, desk, system):
    mine = desk.mediators[0]
    entry = entry_of(session, mine)
    monday = at(9).date()
    inside = booked(session, desk, at(9), mine).booking
    suspended(session, system, entry, monday, until=f"{monday + ONE_DAY:%d.%m.%Y}")

    assert lapse_of(session, mine, TODAY) is None
    assert next_lapse(session, mine, TODAY) == monday
    assert [each.id for each in warn_of_lapse(session, system, entry, monday).talks] == [inside.id]
    with clock.telling_of(at(8)):
        assert warn_of_all(session) == 0  # told before, of this very lapse
    assert len(session.exec(select(LapseWarning)).all()) == 1


def test_who_is_active_again_and_suspended_anew_is_warned_of_anew(session, desk, system):
    mine = desk.mediators[0]
    talk, entry = booked(session, desk, at(9), mine).booking, entry_of(session, mine)
    suspended(session, system, entry, TODAY - 2 * ONE_DAY)
    assert len(warn_of_lapse(session, system, entry, TODAY).talks) == 1
    resume(session, system, entry, ResumptionIn.checked({"on": f"{TODAY:%d.%m.%Y}", "resumed_act_no": "8"}))
    assert warn_of_lapse(session, system, entry, TODAY).talks == ()
    with clock.telling_of(NOW + ONE_DAY):
        leave_register(
            session, system, entry, LeavingIn.checked({"until": f"{TODAY + ONE_DAY:%d.%m.%Y}", "ground": "өтініші"})
        )
        again = warn_of_lapse(session, system, entry, TODAY + ONE_DAY)
    assert [each.id for each in again.talks] == [talk.id]
    assert papers_allowed(session, [mine], TODAY + ONE_DAY) == {mine: frozenset()}


def test_open_cases_are_warned_of_with_their_matter(session, cast, system):
    case = matters.in_mediation(session, cast)
    with clock.telling_of(NOW):
        suspended(session, system, cast.entry, TODAY)
        new = warn_of_lapse(session, system, cast.entry, TODAY)
        assert [each.id for each in new.cases] == [case.id]
        (task,) = session.exec(select(Task).where(Task.kind == TaskKind.CASE_WITHOUT_MEDIATOR))
        assert (task.thing_id, task.request_id, task.cabinet_id) == (case.id, case.request_id, case.cabinet_id)
        assert len(concerned(session, cast.entry.mediator_id).cases) == 1


def test_who_was_taken_out_as_a_mistake_or_out_by_a_correction_leaves_work_that_is_warned_of_once(
    session, cast, system
):
    case = matters.in_mediation(session, cast)
    with clock.telling_of(NOW):
        remove_entry(session, system, cast.entry, ReasonIn(reason="екі рет енгізілді"))
        assert lapse_of(session, cast.entry.mediator_id, TODAY) == Lapse(TODAY, None)
        assert [each.id for each in warn_of_lapse(session, system, cast.entry, TODAY).cases] == [case.id]
        assert warn_of_lapse(session, system, cast.entry, TODAY).cases == []
        assert warn_of_all(session) == 0


def expires(session, entry):
    """The certificate is good for today still: what was warned of today, tomorrow, and tomorrow once more."""
    qualified_until(session, entry, TODAY)
    assert next_lapse(session, entry.mediator_id, TODAY) == TODAY + ONE_DAY
    warned = [warn_of_all(session)]
    with clock.telling_of(NOW + ONE_DAY):
        warned += [warn_of_all(session), warn_of_all(session)]
    assert {warning.since for warning in session.exec(select(LapseWarning))} == {TODAY + ONE_DAY}
    return warned


def test_a_booked_talk_is_warned_of_when_the_certificate_expires(session, desk, system):
    mine = desk.mediators[0]
    talk = booked(session, desk, at(9), mine).booking
    assert expires(session, entry_of(session, mine)) == [0, 1, 0]
    assert tasks(session) == [(TaskKind.TALK_WITHOUT_MEDIATOR, talk.id)]
    assert told(session) == [{"since": (TODAY + ONE_DAY).isoformat(), "cases": 0, "talks": 1}]


def test_an_open_case_is_warned_of_when_the_certificate_expires(session, cast, system):
    case = matters.in_mediation(session, cast)
    assert expires(session, cast.entry) == [0, 1, 0]
    assert (TaskKind.CASE_WITHOUT_MEDIATOR, case.id) in tasks(session)


def test_who_has_a_new_certificate_in_time_or_goes_on_by_the_rule_does_not_lapse(session, cast, system):
    matters.in_mediation(session, cast)
    qualified_until(session, cast.entry, TODAY)
    mediator = session.get_one(Mediator, cast.entry.mediator_id)
    tomorrow = TODAY + ONE_DAY
    with clock.telling_of(NOW + ONE_DAY), pytest.raises(Refused):
        require_entitled(session, mediator, tomorrow)

    papers = in_force(versions(session, "mediator.papers"), TODAY)
    assert papers is not None
    rule = papers.value
    only_rule(session, "mediator.papers", rule | {"expired": rule["professional"]}, date(2011, 8, 5))
    assert require_entitled(session, mediator, tomorrow) == cast.entry
    only_rule(session, "mediator.papers", rule, date(2011, 8, 5))
    old_certificate(session, cast.entry, issued_on=TODAY - ONE_DAY)
    assert require_entitled(session, mediator, tomorrow) == cast.entry
    with clock.telling_of(NOW + ONE_DAY):
        assert warn_of_all(session) == 0


def test_only_who_keeps_the_register_warns(session, desk):
    with pytest.raises(Forbidden):
        warn_of_lapse(session, desk.coordinator, entry_of(session, desk.mediators[0]), TODAY)
