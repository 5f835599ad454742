"""What somebody has written down of one day: consultations, meetings, calls, letters and visits, in one list."""

from datetime import date, time
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.contact_inputs import Contacted
from mediation_cms.cases.models import Case, Meeting
from mediation_cms.consultations.models import Consultation, ContactLog
from mediation_cms.core.db import table_of
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import visible_to

REQUEST, CASE, MEETING = table_of(Request), table_of(Case), table_of(Meeting)
CONSULTATION, CONTACT = table_of(Consultation), table_of(ContactLog)
MATTER = (REQUEST.c.id, REQUEST.c.number, REQUEST.c.subject, REQUEST.c.cabinet_id)


class Spoken(NamedTuple):
    """One line of the day."""

    id: UUID
    number: str
    subject: str
    cabinet_id: UUID
    at: time | None
    minutes: int | None
    kind: Contacted


def spoken_on(session: Session, actor: Actor, day: date, limit: int) -> list[Spoken]:
    """With whom the actor spoke on that day, in matters in sight: by the hour where one was written, the others after them."""
    talk = sa.select(*MATTER, CONSULTATION.c.held_at, CONSULTATION.c.minutes, sa.literal(Contacted.TALK.value)).join(
        CONSULTATION, CONSULTATION.c.request_id == REQUEST.c.id
    )
    met = (
        sa.select(*MATTER, MEETING.c.held_at, MEETING.c.minutes, MEETING.c.kind)
        .join(CASE, CASE.c.request_id == REQUEST.c.id)
        .join(MEETING, MEETING.c.case_id == CASE.c.id)
    )
    called = sa.select(*MATTER, sa.null(), CONTACT.c.minutes, CONTACT.c.kind).join(
        CONTACT, CONTACT.c.request_id == REQUEST.c.id
    )
    found: list[Spoken] = []
    for statement, table in ((talk, CONSULTATION), (met, MEETING), (called, CONTACT)):
        mine = statement.where(visible_to(actor), table.c.account_id == actor.account_id, table.c.held_on == day)
        rows = session.connection().execute(mine.order_by(table.c.id).limit(limit))
        for key, number, subject, cabinet_id, at, minutes, kind in rows:
            found.append(Spoken(key, number, subject, cabinet_id, at, minutes, Contacted(kind)))
    return sorted(found, key=lambda line: (line.at is None, line.at or time()))[:limit]
