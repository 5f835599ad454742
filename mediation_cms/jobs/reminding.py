"""Telling staff what is due: mediators of each thing by itself, coordinators of all at once unless they chose otherwise.

It runs many times a day and tells each thing once: `Message.once` names person, kind, matter and day. On days off and outside
working hours nothing is looked for: what fell due then is told in the first working hour.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.intake.barring_models import Barring
from mediation_cms.jobs.due import Due, days_of_round, everything_due
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.hours import for_staff
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.outbox import Notice, Wishes, notify_all, wishes_of
from mediation_cms.people.models import Account, Role, RoleHeld
from mediation_cms.places.queries import tree

HELD, ACCOUNT, BARRING = table_of(RoleHeld), table_of(Account), table_of(Barring)
Seen = dict[UUID, list[Due]]


def remind(shift: Shift) -> None:
    """Put out what is to be told now."""
    with shift.database.session(writes=False) as session:
        if for_staff(session, clock.now()) > clock.now():
            return
    with shift.database.transaction() as session:
        remind_of_the_day(session, clock.today())


def remind_of_the_day(session: Session, today: date) -> int:
    """Put out what this working day asks for; how many messages that were. What was told today is not told again."""
    found = everything_due(session, days_of_round(session, today))
    own, of_places = _by_person(found), _by_coordinator(session, found, today)
    barred = _barred(session, own.keys() | of_places.keys())
    notices = [*_single(own, barred, today), *_for_coordinators(session, of_places, barred, today)]
    return len(notify_all(session, notices))


def _by_person(found: Iterable[Due]) -> Seen:
    """What each person is told because they deal with it."""
    seen: Seen = defaultdict(list)
    for due in found:
        for person_id in due.people:
            seen[person_id].append(due)
    return seen


def _by_coordinator(session: Session, found: Iterable[Due], today: date) -> Seen:
    """What each coordinator is told because it lies in their place and nobody told them of it already."""
    at, places = coordinators(session, today), tree(session)
    seen: Seen = defaultdict(list)
    for due in found:
        path = [place.id for place in places.path(due.cabinet_id, today)] if due.coordinators else []
        nearest = max((depth for depth, unit_id in enumerate(path) if unit_id in at), default=None)
        for person_id in at[path[nearest]] if nearest is not None else ():
            if person_id not in due.people and person_id != due.hidden_from:
                seen[person_id].append(due)
    return seen


def coordinators(session: Session, on: date) -> dict[UUID, list[UUID]]:
    """Who coordinates which unit on that day and signs in."""
    statement = (
        sa.select(HELD.c.unit_id, ACCOUNT.c.person_id)
        .join(ACCOUNT, ACCOUNT.c.id == HELD.c.account_id)
        .where(HELD.c.role == Role.COORDINATOR.value, HELD.c.since <= on, ACCOUNT.c.person_id.is_not(None))
        .where(sa.or_(HELD.c.until.is_(None), HELD.c.until > on), ACCOUNT.c.disabled_on.is_(None))
        .order_by(ACCOUNT.c.id)
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for unit_id, person_id in session.connection().execute(statement):
        if person_id not in found[unit_id]:
            found[unit_id].append(person_id)
    return found


def _barred(session: Session, people: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Which of these people must not hear of which matters."""
    standing = sa.select(BARRING.c.person_id, BARRING.c.request_id).where(
        BARRING.c.ended_at.is_(None), BARRING.c.person_id.in_(people)
    )
    return {(person_id, request_id) for person_id, request_id in session.connection().execute(standing)}


def _single(seen: Seen, barred: set[tuple[UUID, UUID]], today: date) -> list[Notice]:
    """One message for each thing; the calls of a day are one."""
    notices = []
    for person_id, all_due in seen.items():
        allowed = [due for due in all_due if (person_id, due.matter_id) not in barred]
        calls = sum(due.kind is MessageKind.CALLS_DUE for due in allowed)
        if calls:
            once = _once(today, MessageKind.CALLS_DUE, person_id)
            notices.append(Notice(person_id, MessageKind.CALLS_DUE, {"count": calls}, once=once))
        notices += [
            Notice(
                person_id,
                due.kind,
                due.facts,
                due.matter_id,
                _once(due.on or today, due.kind, person_id, due.matter_id),
            )
            for due in allowed
            if due.kind is not MessageKind.CALLS_DUE
        ]
    return notices


def _for_coordinators(session: Session, seen: Seen, barred: set[tuple[UUID, UUID]], today: date) -> list[Notice]:
    """One message for the day, or one for each thing where the coordinator chose so."""
    wishes = wishes_of(session, seen.keys())
    notices: list[Notice] = []
    for person_id, all_due in seen.items():
        chosen = wishes.get(person_id, Wishes())
        if chosen.one_by_one:
            notices += _single({person_id: all_due}, barred, today)
            continue
        waits: dict[str, list[str]] = defaultdict(list)
        for due in all_due:
            hushed = (person_id, due.matter_id) in barred or due.kind.value in chosen.off
            if not hushed and due.number not in waits[due.kind.value]:
                waits[due.kind.value].append(due.number)
        if waits:
            once = _once(today, MessageKind.COORDINATOR_DAY, person_id)
            notices.append(Notice(person_id, MessageKind.COORDINATOR_DAY, {"list": dict(waits)}, once=once))
    return notices


def _once(on: date, kind: MessageKind, person_id: UUID, matter_id: UUID | None = None) -> str:
    return f"{on}:{kind.value}:{person_id}:{matter_id or ''}"
