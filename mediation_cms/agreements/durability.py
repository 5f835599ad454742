"""How agreements hold: what the sides say of them 30, 90 and 180 days after the signing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.queries import visible_to
from mediation_cms.cases.follow_up_models import FollowUpKind, Reply
from mediation_cms.cases.follow_up_queries import CALL, CASE
from mediation_cms.core.db import table_of
from mediation_cms.law.queries import value

AGREEMENT = table_of(Agreement)
WORST = (Reply.NOT_KEPT, Reply.PARTLY, Reply.CHANGED, Reply.KEPT)
"""An agreement is as well kept as the side says that fares worst."""


@dataclass(frozen=True)
class Held:
    """How many agreements were asked about at one term and how they are kept. None where they are too few to be told."""

    after_days: int
    asked: int | None
    kept: int | None = None
    changed: int | None = None
    partly: int | None = None
    not_kept: int | None = None


def held(
    session: Session,
    actor: Actor,
    first: date,
    last: date,
    *,
    cabinet_id: UUID | None = None,
    district_id: UUID | None = None,
) -> list[Held]:
    """For each term (`follow_up.days`) the agreements that the actor may read, whose day of asking lay from `first` to `last`.

    Fewer than `opinion.least_matters` are not counted out: what few agreements came to is what somebody told.
    """
    of_agreement = sa.and_(
        AGREEMENT.c.case_id == CASE.c.id, AGREEMENT.c.amends_id.is_(None), AGREEMENT.c.signed_on.is_not(None)
    )
    statement = (
        sa.select(CALL.c.after_days, CALL.c.case_id, CALL.c.result)
        .select_from(CALL.join(CASE, CASE.c.id == CALL.c.case_id).join(AGREEMENT, of_agreement))
        .where(
            CALL.c.kind == FollowUpKind.AGREEMENT.value,
            CALL.c.result.is_not(None),
            CALL.c.due_on.between(first, last),
            visible_to(actor),
        )
    )
    for column, wanted in ((CALL.c.cabinet_id, cabinet_id), (AGREEMENT.c.district_id, district_id)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    least = value(session, "opinion.least_matters", last)
    return counted(session.connection().execute(statement).all(), value(session, "follow_up.days", last), least)


def counted(answers: Iterable[tuple[int, UUID, str]], terms: Iterable[int], least: int) -> list[Held]:
    """The answers (term, agreement, result) as numbers of agreements, term by term."""
    said: dict[int, dict[UUID, set[Reply]]] = defaultdict(lambda: defaultdict(set))
    for after_days, case_id, result in answers:
        said[after_days][case_id].add(Reply(result))
    return [_held(days, list(said[days].values()), least) for days in terms]


def _held(after_days: int, agreements: list[set[Reply]], least: int) -> Held:
    if len(agreements) < least:
        return Held(after_days, None)
    worst = [next(reply for reply in WORST if reply in answers) for answers in agreements]
    return Held(
        after_days,
        len(worst),
        kept=worst.count(Reply.KEPT),
        changed=worst.count(Reply.CHANGED),
        partly=worst.count(Reply.PARTLY),
        not_kept=worst.count(Reply.NOT_KEPT),
    )
