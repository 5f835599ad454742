"""How long certificates are good, what a new one after them asks for, and on which certificate somebody stands on a day."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.certificate_rules import last_day_of
from mediation_cms.certification.models import Course, CourseKind, Participation
from mediation_cms.core.dated import in_force
from mediation_cms.core.db import table_of
from mediation_cms.law.queries import versions
from mediation_cms.people.same import same_as, same_human

COURSE, PARTICIPATION = table_of(Course), table_of(Participation)


def valid_until(session: Session, kind: CourseKind | None, issued_on: date) -> date | None:
    """The last day of a certificate of this kind that is issued on that day, by the rule of that day; none: no limit."""
    years = in_force(versions(session, f"certificate.{kind}.valid_years"), issued_on) if kind is not None else None
    return None if years is None else last_day_of(issued_on, years.value)


def hours_asked(session: Session, on: date) -> int:
    """How many academic hours since the last certificate a new one asks for; 0 where no rule says so."""
    found = in_force(versions(session, "certificate.renewal.hours"), on)
    return 0 if found is None else int(found.value)


def reminder_days(session: Session, on: date) -> list[int]:
    """How many days before the last one the holder is reminded."""
    found = in_force(versions(session, "certificate.reminder_days"), on)
    return [] if found is None else sorted(found.value, reverse=True)


def hours_since(session: Session, since: Collection[tuple[UUID, date]], until: date) -> dict[tuple[UUID, date], int]:
    """The academic hours of the courses that each of these people has completed after a day and until another."""
    humans = same_as(session, {person_id for person_id, _day in since})
    everybody = {each for person_id, _day in since for each in humans.get(person_id, frozenset({person_id}))}
    statement = (
        sa.select(PARTICIPATION.c.person_id, COURSE.c.ends_on, COURSE.c.academic_hours)
        .join_from(PARTICIPATION, COURSE, COURSE.c.id == PARTICIPATION.c.course_id)
        .where(PARTICIPATION.c.completed, COURSE.c.ends_on <= until, PARTICIPATION.c.person_id.in_(everybody))
    )
    taken: dict[UUID, list[tuple[date, int]]] = defaultdict(list)
    for person_id, ends_on, hours in session.connection().execute(statement):
        taken[person_id].append((ends_on, hours))
    return {
        (person_id, day): sum(
            hours
            for each in humans.get(person_id, frozenset({person_id}))
            for ends_on, hours in taken[each]
            if ends_on > day
        )
        for person_id, day in since
    }


def stands_on(session: Session, person_id: UUID, day: date) -> list[Certificate]:
    """The certificates on which this human stands on that day: issued, not expired, neither replaced nor revoked by then."""
    newer = table_of(Certificate).alias("newer")
    replaced = sa.exists().where(newer.c.replaces_id == col(Certificate.id), newer.c.issued_on <= day)
    statement = select(Certificate).where(
        col(Certificate.person_id).in_(same_human(session, [person_id])),
        Certificate.issued_on <= day,
        sa.or_(col(Certificate.valid_until).is_(None), col(Certificate.valid_until) >= day),
        sa.or_(col(Certificate.revoked_on).is_(None), col(Certificate.revoked_on) > day),
        ~replaced,
    )
    return list(session.exec(statement.order_by(col(Certificate.issued_on), col(Certificate.id))))
