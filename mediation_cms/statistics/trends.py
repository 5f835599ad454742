"""One indicator over several periods, within borders that follow each period or stay the same for all."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.places.facts import Place
from mediation_cms.places.queries import tree
from mediation_cms.statistics import counting
from mediation_cms.statistics.borders import Borders, Scope
from mediation_cms.statistics.counting import Span, questions_for
from mediation_cms.statistics.indicators import BY_CODE, NOT_APPLICABLE, Indicator, Value, figure
from mediation_cms.statistics.periods import Period


@dataclass(frozen=True)
class Point:
    """The indicator in one period; without a value where the place did not exist in such borders, and why."""

    period: Period
    value: Value | None
    refusal: Text | None = None


def trend(
    session: Session, actor: Actor, place: Place, code: str, periods: Iterable[Period], borders: str = "then"
) -> list[Point]:
    """The same indicator for each period. `then` counts each within the borders of its own first day.

    Raises Forbidden, NotFound for an unknown indicator, Invalid for borders that are no day.
    """
    authorize(actor, Can.READ_REPORT, place)
    if code not in BY_CODE:
        raise NotFound(_("The report has no such figure."))
    return [_point(session, place, BY_CODE[code], period, borders) for period in periods]


def _point(session: Session, place: Place, indicator: Indicator, period: Period, borders: str) -> Point:
    places, today = tree(session), clock.today()
    span = Span.of(period, today)
    try:
        scope = Scope.of(places, place, Borders.parse(borders, period, today), period)
    except Refused as refused:
        return Point(period, None, refused.sentence)
    if indicator.code == "M2" and not scope.concludes_agreements(places, span.first, span.as_of):
        return Point(period, NOT_APPLICABLE)
    lines = counting.count(session, scope, span, questions_for(indicator.counts))
    return Point(period, figure(indicator, lines).value)
