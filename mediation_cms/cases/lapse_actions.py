"""A mediator may no longer act: every open case and every booked talk gets a task, and its coordinators a message, once."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.levels import coordinators_over
from mediation_cms.cases.lapse_models import LapseWarning
from mediation_cms.cases.lapse_queries import Concerned, concerned, warned_of
from mediation_cms.cases.models import Case
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.core import clock
from mediation_cms.intake.barring import barrings_of
from mediation_cms.mediators.allowed_papers import Lapse, lapse_of
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.outbox import Notice, notify_all
from mediation_cms.tasks.models import TaskKind
from mediation_cms.tasks.opening import open_task

NOTHING = Concerned((), ())


def warn_of_lapse(session: Session, actor: Actor, entry: RegisterEntry, on: date) -> Concerned:
    """Warn of whatever waits for a mediator who may not act on that day; what was new in it. Nothing for who may.

    Called right after a step of the register, and again and again by the jobs: what was told of one lapse is not told twice.
    """
    authorize(actor, Can.KEEP_REGISTER, entry)
    lapse = lapse_of(session, entry.mediator_id, on)
    if lapse is None:
        return NOTHING
    told, waits = warned_of(session, entry.mediator_id, lapse), concerned(session, entry.mediator_id, lapse)
    new = Concerned(
        [case for case in waits.cases if case.id not in told], [talk for talk in waits.talks if talk.id not in told]
    )
    for case in new.cases:
        open_task(
            session,
            actor,
            TaskKind.CASE_WITHOUT_MEDIATOR,
            case.id,
            cabinet_id=case.cabinet_id,
            matter_id=case.request_id,
        )
    for talk in new.talks:
        open_task(
            session,
            actor,
            TaskKind.TALK_WITHOUT_MEDIATOR,
            talk.id,
            cabinet_id=talk.cabinet_id,
            matter_id=talk.request_id,
        )
    session.add_all(
        LapseWarning(mediator_id=entry.mediator_id, thing_id=thing.id, since=lapse.since, at=clock.now())
        for thing in (*new.cases, *new.talks)
    )
    session.flush()
    _tell(session, actor, lapse, new)
    return new


def _tell(session: Session, actor: Actor, lapse: Lapse, new: Concerned) -> None:
    """One message to each coordinator, whatever they have to see to because of this mediator now; none of a barred matter."""
    things: list[Case | Booking] = [*new.cases, *new.talks]
    of_each: dict[UUID, list[UUID]] = defaultdict(list)
    cases: dict[UUID, int] = defaultdict(int)
    for thing in things:
        barred = (
            {barring.person_id for barring, _who in barrings_of(session, thing.request_id)}
            if thing.request_id
            else set()
        )
        for person_id in coordinators_over(session, actor, thing.cabinet_id, barred):
            of_each[person_id].append(thing.id)
            cases[person_id] += isinstance(thing, Case)
    notify_all(session, [
        Notice(
            person_id, MessageKind.MEDIATOR_LAPSED,
            {"since": lapse.since, "cases": cases[person_id], "talks": len(own) - cases[person_id]},
            once=f"lapse:{person_id}:{lapse.since}:{min(own)}",
        )
        for person_id, own in of_each.items()
    ])  # fmt: skip
