"""The half-year report: every indicator for a place, a period and a border day, the balance, and the ready paragraph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import Joined, Raised, Text, Words, _
from mediation_cms.core.languages import Language
from mediation_cms.core.wording import wording
from mediation_cms.intake.barring import numbers_barred
from mediation_cms.law.queries import RuleInForce, versions
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.places.tree import Tree
from mediation_cms.statistics import breaches, counting
from mediation_cms.statistics.balance import Balance, balance
from mediation_cms.statistics.borders import Borders, Reach, Scope
from mediation_cms.statistics.breaches import Breach
from mediation_cms.statistics.counting import PAGE, Figures, Record, RecordPage, Span
from mediation_cms.statistics.indicators import BY_CODE, INDICATORS, NOT_APPLICABLE, Figure, figure, in_all_languages
from mediation_cms.statistics.periods import Period
from mediation_cms.statistics.sentences import Told, paragraph

PUBLIC_MEDIATORS = "label.mediator.public.ank"
PUBLIC_MEDIATORS_BY_LAW = "label.mediator.public.organisation"


# The figures that stand beside those of a report, by the codes of their indicators.
Compared = Mapping[str, Figure]


@dataclass(frozen=True)
class Asked:
    """What a report is asked for: a place, a period and borders."""

    place: Place
    period: Period
    borders: Borders


def asked(session: Session, place: str, period: str, borders: str = "then") -> Asked:
    """What the words of an address or a command line mean.

    Raises NotFound for an unknown place, Invalid (fields `period`, `borders`) for what is no period and no day.
    """
    today = clock.today()
    wanted = Period.parse(period, today)
    return Asked(tree(session).by_code(place), wanted, Borders.parse(borders, wanted, today))


@dataclass(frozen=True)
class Report:
    """The figures of one place, period and border day, as they were counted at `made_at` (UTC)."""

    scope: Scope
    period: Period
    span: Span
    made_at: datetime
    lines: Figures
    figures: tuple[Figure, ...]
    balance: Balance
    break_on: date | None
    text: tuple[Text, ...]
    notes: tuple[Text, ...]

    @property
    def place(self) -> Place:
        """Whose figures these are."""
        return self.scope.place

    @property
    def borders(self) -> Borders:
        """Within which borders they were counted."""
        return self.scope.borders

    @property
    def as_of(self) -> date:
        """The day of the stocks, up to which flows count."""
        return self.span.as_of

    @cached_property
    def by_code(self) -> Mapping[str, Figure]:
        """The figures by the codes of their indicators."""
        return {found.indicator.code: found for found in self.figures}

    def line_of(self, code: str) -> str:
        """The line behind an indicator, or the line of the balance itself. Raises NotFound."""
        if code in BY_CODE:
            return BY_CODE[code].counts
        if code in self.lines:
            return code
        raise NotFound(_("The report has no such figure."))

    def as_json(self) -> dict[str, object]:
        """As `docs/indicators.md` describes it: keys never change their meaning, new ones may be added."""
        return {
            "place": self.place.code,
            "period": self.period.code,
            "borders": self.borders.asked,
            "as_of": self.as_of.isoformat(),
            "made_at": f"{self.made_at:%Y-%m-%dT%H:%M:%SZ}",
            "indicators": [found.as_json() for found in self.figures],
            "balance": self.balance.as_json(),
            "break": self.break_on and self.break_on.isoformat(),
            "text": in_all_languages(Joined(self.text)),
            "notes": [in_all_languages(note) for note in self.notes],
        }


def half_year(session: Session, actor: Actor, place: Place, period: Period, borders: Borders) -> Report:
    """The report. Raises Forbidden, or Refused when the place did not exist in these borders."""
    authorize(actor, Can.READ_REPORT, place)
    places, span = tree(session), Span.of(period, clock.today())
    scope = Scope.of(places, place, borders, period)
    lines = counting.counted(session, scope, span)
    figures = _figures(session, places, scope, span, lines)
    found = {each.indicator.code: each for each in figures}
    may_agree = found["M2"].value != NOT_APPLICABLE
    books = balance(lines, scope.reach, may_agree=may_agree)
    formerly = _formerly(session, span.as_of)
    told = Told(period, _where_cabinets_lie(places, place, span.as_of), lines, found, books, formerly is not None)
    break_on = _border_moved(places, scope, span.first, span.as_of)
    return Report(
        scope, period, span, clock.now(), lines, figures, books, break_on, paragraph(told),
        tuple(_notes(places, scope, period, span, _public_by_law(session) if formerly else None, break_on)),
    )  # fmt: skip


def records(
    session: Session, actor: Actor, report: Report, code: str, after: str | None = None, limit: int = PAGE
) -> RecordPage:
    """The records behind a figure or a line of the balance, in the order of their days: numbers, dates, kinds, no names.

    `after` comes from the page before. Raises Forbidden, NotFound for an unknown code, Invalid for a broken `after`.
    """
    authorize(actor, Can.READ_REPORT, report.place)
    found = counting.page(session, report.scope, report.span, report.line_of(code), after, limit)
    return replace(found, records=tuple(without_barred(session, actor, found.records)))


def every_record(session: Session, actor: Actor, report: Report, code: str) -> Iterator[Record]:
    """All records behind a figure, for an export. Raises as `records` does, before the first record."""
    authorize(actor, Can.READ_REPORT, report.place)
    return without_barred(
        session, actor, counting.every_record(session, report.scope, report.span, report.line_of(code))
    )


def broken_records(session: Session, actor: Actor, report: Report) -> list[Breach]:
    """The requests that keep the report from balancing, and why. Raises Forbidden."""
    authorize(actor, Can.READ_REPORT, report.place)
    return list(without_barred(session, actor, breaches.breaches(session, report.scope, report.span)))


def year_before(session: Session, actor: Actor, report: Report) -> Compared:
    """The same days of the year before, within the same borders: what stands beside the figures. Raises Forbidden."""
    authorize(actor, Can.READ_REPORT, report.place)
    earlier = Period(report.span.first, report.span.as_of).year_before()
    span = Span(earlier.first, earlier.last)
    lines = counting.counted(session, report.scope, span)
    return {found.indicator.code: found for found in _figures(session, tree(session), report.scope, span, lines)}


Numbered = TypeVar("Numbered", Record, Breach)


def without_barred(session: Session, actor: Actor, found: Iterable[Numbered]) -> Iterator[Numbered]:
    """These records but for those of matters from which the actor is barred. The figure counts them all the same."""
    barred = numbers_barred(session, actor)
    return (one for one in found if not any(f"{one.number}-".startswith(f"{number}-") for number in barred))


# --- how it comes about --------------------------------------------------------------------------------------------------


def _figures(session: Session, places: Tree, scope: Scope, span: Span, lines: Figures) -> tuple[Figure, ...]:
    """The indicators, but for agreements where no cabinet may conclude them, under the labels of the last day."""
    found = {indicator.code: figure(indicator, lines) for indicator in INDICATORS}
    if not scope.concludes_agreements(places, span.first, span.as_of):
        found["M2"] = replace(found["M2"], value=NOT_APPLICABLE)
    if (formerly := _formerly(session, span.as_of)) is not None:
        many = formerly.value.get("many") if isinstance(formerly.value, dict) else None
        found["R2"] = replace(found["R2"], label=Raised(wording(many) if many else formerly.words))
    return tuple(found.values())


def _formerly(session: Session, on: date) -> RuleInForce | None:
    """What the register called public mediators on that day, where that is not what it calls them now."""
    called = versions(session, PUBLIC_MEDIATORS)
    then = in_force(called, on)
    return then if then is not None and then is not called[-1] else None


def _public_by_law(session: Session) -> RuleInForce | None:
    called = versions(session, PUBLIC_MEDIATORS_BY_LAW)
    return called[-1] if called else None


def _where_cabinets_lie(places: Tree, place: Place, on: date) -> Text | None:
    """«Шығыс Қазақстан облысында», «в Восточно-Казахстанской области»; None for a cabinet, in which no cabinets lie."""
    if place.level is Level.CABINET:
        return None
    return Words(*(places.forms(place.id, language, on).in_ for language in (Language.KK, Language.RU, Language.EN)))


def _border_moved(places: Tree, scope: Scope, first: date, last: date) -> date | None:
    """The first day on which other districts count in the place; in the republic all always do."""
    return None if scope.reach is Reach.REPUBLIC else places.break_between(scope.place.id, first, last)


def _notes(
    places: Tree, scope: Scope, period: Period, span: Span, public: RuleInForce | None, break_on: date | None
) -> Iterator[Text]:
    """What a reader must know beside the figures."""
    if span.as_of < period.last:
        yield _("The period is still running: the figures are of %(day)s.", day=span.as_of)
    if break_on is not None:
        yield _("Borders changed on %(day)s: the figures cannot be compared directly with later periods.", day=break_on)
    for half in period.halves()[1:]:
        if moved := _border_moved(places, scope, period.first, half.first):
            yield _("Borders moved on %(day)s, so the year is not the sum of its halves.", day=moved)
    if public is not None:
        yield _("Since %(year)s: %(label)s.", year=str(public.since.year), label=public.words)
