"""The half-year report as the facts of a paper."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from mediation_cms.core import clock
from mediation_cms.core.i18n import Joined, _
from mediation_cms.documents.facts import Cabinet, same
from mediation_cms.documents.facts.half_year import Balance, Finished, HalfYearFacts, Indicator
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.letterhead import in_both
from mediation_cms.outreach.models import Qualifier
from mediation_cms.places.tree import Tree
from mediation_cms.statistics.indicators import Figure
from mediation_cms.statistics.report import Report


def report_facts(places: Tree, report: Report, before: Mapping[str, Figure], languages: Languages) -> HalfYearFacts:
    """What the report says, in Kazakh and Russian, as it was counted."""
    place = in_both(places.words(report.place.id, report.as_of))
    year_before = report.period.year_before()
    return HalfYearFacts(
        number=number_of(report),
        languages=languages,
        cabinet=Cabinet(name=place, house=same(""), address=same(""), phone="", place=place),
        made_on=clock.local(report.made_at).date(),
        title=in_both(_("Report of the mediation cabinets")),
        place=place,
        period=in_both(report.period.name),
        period_before=in_both(year_before.name),
        as_of=report.as_of,
        borders=in_both(report.borders.words),
        indicators=tuple(_indicator(figure, before.get(figure.indicator.code)) for figure in report.figures),
        balance=_balance(report),
        text=in_both(Joined(report.text)),
        break_on=report.break_on,
        break_reason=in_both(_("Regions were divided.")) if report.break_on else None,
        notes=tuple(in_both(note) for note in report.notes),
    )


def number_of(report: Report) -> str:
    """What names the report on paper: `63-2022-H1`, with the day of the borders where it is not that of the time."""
    asked = report.borders.asked
    return f"{report.place.code}-{report.period.code}" + (
        "" if asked == "then" else f"-{report.borders.day.isoformat()}"
    )


def key_of(report: Report) -> UUID:
    """The key under which papers of the same place, period and borders replace each other."""
    return uuid5(report.place.id, f"{report.period.code} {report.borders.day.isoformat()}")


def _indicator(figure: Figure, before: Figure | None) -> Indicator:
    return Indicator(
        code=figure.indicator.code,
        kind=figure.indicator.measure.value,
        label=in_both(figure.label),
        definition=in_both(figure.indicator.definition),
        value=figure.value,
        before=before.value if before is not None else None,
        more_than=figure.qualifier is Qualifier.MORE_THAN,
    )


def _balance(report: Report) -> Balance:
    counted = report.balance
    return Balance(
        open_at_start=counted.open_at_start,
        received=counted.received,
        transferred_in=counted.transferred_in,
        reopened=counted.reopened,
        finished=tuple(
            Finished(label=in_both(outcome.label), value=number) for outcome, number in counted.stated.items()
        ),
        transferred_out=counted.transferred_out,
        open_at_end=counted.open_at_end,
        complaints=tuple(in_both(sentence) for sentence in counted.complaints),
    )
