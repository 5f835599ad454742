"""Reading what was asked from home: what a side may still change, and whose call waits for a link to go out."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.cases.follow_up_models import FollowUp, FollowUpState, HeldOpinion
from mediation_cms.cases.follow_up_queries import CALL, JOINED, PARTY, REQUEST
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.db import table_of, unseal
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.law.queries import value
from mediation_cms.notifications.outbox import DELIVERED
from mediation_cms.people.models import Contact

CONTACT = table_of(Contact)


def held_of(session: Session, call: FollowUp) -> HeldOpinion | None:
    """What the side has answered of our work and may still change; nobody of us reads it."""
    return session.exec(select(HeldOpinion).where(HeldOpinion.follow_up_id == call.id)).first()


def said_in(session: Session, held: HeldOpinion | None) -> dict[str, int]:
    """The answers, for the page of the side itself and for the closing."""
    sealed = unseal(session, held, "said_sealed") if held else None
    return {name: int(score) for name, score in json.loads(sealed).items()} if sealed else {}


def case_of(session: Session, call: FollowUp) -> Case:
    """The case that a side is asked about."""
    return session.get_one(Case, call.case_id)


def to_close(session: Session, most: int) -> Sequence[HeldOpinion]:
    """The opinions that nobody may change any more."""
    over = select(HeldOpinion).where(col(HeldOpinion.closes_at) <= clock.now())
    return session.exec(over.order_by(col(HeldOpinion.closes_at)).limit(most)).all()


def to_send(session: Session, today: date, after: UUID | None, most: int) -> Sequence[FollowUp]:
    """The calls of today whose side may perhaps be written to, in the order of their keys: nobody has called it yet.

    Who is in high danger is left out here; whoever sends looks closer.
    """
    since = today - timedelta(days=value(session, "follow_up.lapse_days", today))
    keys = (
        sa.select(CALL.c.id)
        .select_from(JOINED)
        .where(CALL.c.state == FollowUpState.WAITING.value, CALL.c.next_on.between(since, today))
        .where(CALL.c.home_on.is_(None), CALL.c.attempts == 0, REQUEST.c.risk != Risk.HIGH.value, can_be_written_to())
    )
    if after is not None:
        keys = keys.where(CALL.c.id > after)
    return session.exec(select(FollowUp).where(CALL.c.id.in_(keys)).order_by(CALL.c.id).limit(most)).all()


def can_be_written_to() -> sa.ColumnElement[bool]:
    """That a message may be left at any hour for the side (`PARTY`), or for who speaks for it: one look at an index a way."""
    speaks = PARTY.alias("speaks")
    open_ = (CONTACT.c.channel.in_(DELIVERED), CONTACT.c.may_leave_message, CONTACT.c.safe_times == "")
    for_it = (speaks.c.represents_id == PARTY.c.id, speaks.c.request_id == PARTY.c.request_id)
    return sa.or_(
        *(
            sa.exists().where(CONTACT.c[key] == whose, *open_, *more)
            for key in ("person_id", "organisation_id")
            for whose, more in ((PARTY.c[key], ()), (speaks.c[key], for_it))
        )
    )
