"""What there is on one day: open requests, people in the register, cabinets."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from mediation_cms.intake.models import Spell
from mediation_cms.mediators.models import MediatorKind, RegisterEntry, RegisterKind, Suspension
from mediation_cms.places.models import Level, Placing, Unit
from mediation_cms.statistics.flows import SPELL
from mediation_cms.statistics.sources import ON, Clause, Column, Line, Site, Source


def _in_force(since: Column, until: Column) -> Clause:
    """Whether something dated holds on the day: `until` is the first day without it."""
    return sa.and_(col(since) <= ON, sa.or_(col(until).is_(None), col(until) > ON))


# Open at the end of the day. Two sources with one line, for each has its own index: those that are open still, and those
# that ended later.
OPEN = sa.select().select_from(Spell).where(col(Spell.counted).is_(True), col(Spell.opened_on) <= ON)
OPEN_STILL = Source(OPEN.where(col(Spell.ended_on).is_(None)), on=col(Spell.opened_on), lines=(Line("open"),), **SPELL)
ENDED_LATER = Source(OPEN.where(col(Spell.ended_on) > ON), on=col(Spell.opened_on), lines=(Line("open"),), **SPELL)

# A person stands once on each basis at most, which the database sees to; who stands on both counts as professional.
_ANOTHER = aliased(RegisterEntry)
_ALSO_PROFESSIONAL = (
    sa.select(sa.literal(1))
    .select_from(_ANOTHER)
    .where(
        col(_ANOTHER.mediator_id) == col(RegisterEntry.mediator_id),
        col(_ANOTHER.register_kind) == RegisterKind.ANK,
        col(_ANOTHER.kind) == MediatorKind.PROFESSIONAL,
        _in_force(_ANOTHER.since, _ANOTHER.until),
    )
    .correlate(RegisterEntry)
    .exists()
)
_PROFESSIONAL = col(RegisterEntry.kind) == MediatorKind.PROFESSIONAL
_PUBLIC_ONLY = sa.and_(col(RegisterEntry.kind) == MediatorKind.PUBLIC, ~_ALSO_PROFESSIONAL)
_SUSPENDED = col(RegisterEntry.id).in_(
    sa.select(col(Suspension.entry_id)).where(_in_force(Suspension.since, Suspension.until))
)
REGISTER = Source(
    sa.select()
    .select_from(RegisterEntry)
    .where(col(RegisterEntry.register_kind) == RegisterKind.ANK, _in_force(RegisterEntry.since, RegisterEntry.until)),
    Site(col(RegisterEntry.district_id), cabinet=None),
    key=col(RegisterEntry.id),
    on=col(RegisterEntry.since),
    lines=(
        Line("R1", _PROFESSIONAL),
        Line("R1.suspended", sa.and_(_SUSPENDED, _PROFESSIONAL)),
        Line("R2", _PUBLIC_ONLY),
        Line("R2.suspended", sa.and_(_SUSPENDED, _PUBLIC_ONLY)),
    ),
    number=col(RegisterEntry.number),
    kind=col(RegisterEntry.kind),
    kinds=MediatorKind,
)

CABINETS = Source(
    sa.select()
    .select_from(sa.join(Unit, Placing, col(Placing.unit_id) == col(Unit.id)))
    .where(col(Unit.level) == Level.CABINET, _in_force(Placing.since, Placing.until))
    .where(sa.or_(col(Unit.opened_on).is_(None), col(Unit.opened_on) <= ON))
    .where(sa.or_(col(Unit.closed_on).is_(None), col(Unit.closed_on) > ON)),
    Site(col(Placing.parent_id), col(Unit.id)),
    key=col(Unit.id),
    on=sa.func.coalesce(col(Unit.opened_on), col(Placing.since)),
    lines=(Line("K1", col(Unit.physical).is_(True)), Line("K1.virtual", col(Unit.physical).is_(False))),
    number=col(Unit.code),
)

STOCKS = (OPEN_STILL, ENDED_LATER, REGISTER, CABINETS)
