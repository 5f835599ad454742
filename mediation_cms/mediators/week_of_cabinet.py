"""When a cabinet has somebody to talk to, week after week."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.mediators.allowed_papers import lapsed
from mediation_cms.mediators.availability_models import Week


def hours_of_cabinet(session: Session, cabinet_id: UUID, on: date) -> list[tuple[int, list[tuple[int, int]]]]:
    """When somebody is there in the week of that day: weekdays (Monday is 0), each with its stretches in minutes after midnight.

    The hours of all mediators together who may act that day; those that touch or overlap are one stretch. Days on which nobody
    is there are left out.
    """
    holding = (col(Week.since) <= on, sa.or_(col(Week.until).is_(None), col(Week.until) > on))
    kept = session.exec(select(Week).where(Week.cabinet_id == cabinet_id, *holding)).all()
    away = set(lapsed(session, [week.mediator_id for week in kept], on))
    weeks = [week.hours for week in kept if week.mediator_id not in away]
    days: dict[int, list[tuple[int, int]]] = {}
    for weekday, opens, closes, *_modes in sorted(stretch for hours in weeks for stretch in hours):
        day = days.setdefault(weekday, [])
        if day and opens <= day[-1][1]:
            day[-1] = (day[-1][0], max(day[-1][1], closes))
        else:
            day.append((opens, closes))
    return sorted(days.items())
