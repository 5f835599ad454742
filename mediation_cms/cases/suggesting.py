"""Gathers what `suitability` weighs: a constant number of statements, however many mediators the region has.

The mediators are weighed in the database, by the very rule that weighs candidates; only the first of them are brought.
"""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.conflict import Hit, Strength, stands_in_the_way
from mediation_cms.cases.conflict_queries import conflicts_of
from mediation_cms.cases.models import Answer, Case
from mediation_cms.cases.queries import CASE, OPEN, WORK_HERE, assignments_of
from mediation_cms.cases.suitability import PROPOSED, Candidate, Near, Proposal, proposals, weight
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text
from mediation_cms.core.languages import Language
from mediation_cms.core.names import full_name
from mediation_cms.intake.models import Request
from mediation_cms.law.queries import value
from mediation_cms.mediators.queries import AT_CABINET, IN_DISTRICT, MEDIATOR, NEARBY, nearby, nearest_first
from mediation_cms.places.queries import tree

MOST_ENTRIES = 10
"""Of one mediator, by which each may be found again."""


def _yes(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.case((condition, 1), else_=0)


def _holds(codes: sa.ColumnElement[list[str]], name: str) -> sa.ColumnElement[bool]:
    """That one of the codes of a list is the one given as this name, by `_within`."""
    return sa.cast(codes, sa.Text).like(sa.bindparam(name), escape="!")


def _within(code: str) -> str:
    """The pattern of a list, as the database keeps it, in which the code stands."""
    return f'%"{code.replace("_", "!_")}"%'


OPEN_CASES = (
    sa.select(sa.func.count())
    .where(CASE.c.mediator_id == MEDIATOR.c.id, CASE.c.status.in_(OPEN))
    .correlate(MEDIATOR)
    .scalar_subquery()
)
KINDS = sa.or_(_holds(MEDIATOR.c.dispute_codes, "kind"), _holds(MEDIATOR.c.dispute_codes, "broad_kind"))
FACTS = (
    NEARBY.add_columns(
        sa.case((AT_CABINET == 1, Near.CABINET), (IN_DISTRICT == 1, Near.DISTRICT), else_=Near.REGION).label("near"),
        _yes(_holds(MEDIATOR.c.languages, "language")).label("in_language"),
        _yes(KINDS).label("of_this_kind"),
        _yes(MEDIATOR.c.id.in_(WORK_HERE)).label("signs_in"),
        _yes(MEDIATOR.c.id.in_(sa.bindparam("declined", expanding=True))).label("declined"),
        _yes(MEDIATOR.c.id.in_(sa.bindparam("doubted", expanding=True))).label("doubted"),
        OPEN_CASES.label("open_cases"),
        _yes(sa.bindparam("most_cases") <= OPEN_CASES).label("overloaded"),
    )
    .where(MEDIATOR.c.id.not_in(sa.bindparam("barred", expanding=True)))
    .subquery()
)
BEST_FIRST = (
    sa.select(
        FACTS.c.id, FACTS.c.surname, FACTS.c.given_name, FACTS.c.patronymic, FACTS.c.district_id, FACTS.c.near,
        FACTS.c.in_language, FACTS.c.of_this_kind, FACTS.c.signs_in, FACTS.c.declined, FACTS.c.open_cases,
    )
    .order_by(*(each.desc() for each in weight(FACTS.c)), *nearest_first(FACTS))
    .limit(PROPOSED * MOST_ENTRIES)
)  # fmt: skip


def suggestions(
    session: Session, actor: Actor, case: Case, request: Request, language: Language, spoken: Text | str
) -> list[Proposal]:
    """The three mediators to propose for a case, with reasons, after the check for a conflict of interest.

    `spoken` is what the language of the applicant is called.
    """
    today, places = clock.today(), tree(session)
    hits = conflicts_of(session, actor, case)
    told = {mediator_id: words for mediator_id, found in hits.items() if (words := _told(found)) is not None}
    declined = [offer.mediator_id for offer, _who in assignments_of(session, case) if offer.answer is Answer.DECLINED]
    most = value(session, "mediator.open_cases", today)
    asked = nearby(session, case.cabinet_id, today) | {
        "language": _within(request.language),
        "kind": _within(request.dispute_code),
        "broad_kind": _within(request.dispute_code.partition(".")[0]),
        "declined": declined,
        "doubted": list(told),
        "barred": [mediator_id for mediator_id, found in hits.items() if stands_in_the_way(found)],
        "most_cases": most,
    }
    candidates: dict[UUID, Candidate] = {}
    for who in session.connection().execute(BEST_FIRST, asked):
        candidates.setdefault(
            who.id,
            Candidate(
                mediator_id=who.id,
                name=full_name(who.surname, who.given_name, who.patronymic),
                near=Near(who.near),
                place=places.name(who.district_id, language, today),
                in_language=bool(who.in_language),
                of_this_kind=bool(who.of_this_kind),
                open_cases=who.open_cases,
                most_cases=most,
                signs_in=bool(who.signs_in),
                declined=bool(who.declined),
                conflict=told.get(who.id),
            ),
        )
    return proposals(list(candidates.values()), spoken)


def _told(hits: Sequence[Hit]) -> Text | None:
    """The strongest thing that the check found, in words; None where it found nothing to weigh."""
    return next((hit.sentence for hit in hits if hit.strength > Strength.INFORMATION), None)
