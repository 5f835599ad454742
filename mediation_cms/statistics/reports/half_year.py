"""The half-year report in tables: figures, balance, and every record behind the figures."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.dates import short_day, short_when
from mediation_cms.core.i18n import Text, _, labels, pgettext
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Outcome
from mediation_cms.outreach.models import Qualifier
from mediation_cms.places.queries import tree
from mediation_cms.statistics.balance import IN, OUT
from mediation_cms.statistics.exports import Book, Cell, Column, Sheet, at_most
from mediation_cms.statistics.indicators import NOT_APPLICABLE, Figure, Measure
from mediation_cms.statistics.report import Report, every_record, half_year
from mediation_cms.statistics.reports.kinds import ReportKind
from mediation_cms.statistics.rules import FEW
from mediation_cms.statistics.showing import shown

MOST_ROWS = 100_000
MEASURES = {Measure.FLOW: _("during the period"), Measure.STOCK: _("on the last day of the period")}
Rows = Iterator[Sequence[Cell]]


def book(session: Session, actor: Actor, report: Report, language: Language) -> Book:
    """The report as tables. Raises Forbidden."""

    def say(text: Text) -> str:
        return text.in_(language)

    columns = (
        Column(say(_("Code")), 22),
        Column(say(_("Indicator")), 44),
        Column(say(_("Value")), 12),
        Column(say(_("Qualifier")), 12),
        Column(say(_("Counted")), 26),
        Column(say(_("How it is counted")), 60),
    )
    of_records = tuple(
        Column(say(title), width)
        for title, width in (
            (_("Figure"), 10), (_("Number or title"), 30), (_("Date"), 12), (_("Cabinet"), 36), (_("District"), 28),
            (_("Type"), 24), (_("Outcome"), 30), (_("Adds"), 8),
        )
    )  # fmt: skip
    rest = say(_("There are more records than fit here. Choose a smaller place or a shorter period."))
    place = tree(session).name(report.place.id, language, report.as_of)
    return Book(
        title=f"{say(_('Half-year report'))}: {place}",
        made_at=report.made_at,
        about=(
            (say(_("Place")), f"{place} ({report.place.code})"),
            (say(_("Period")), f"{report.period.name.in_(language)} ({report.period.code})"),
            (say(_("Borders")), f"{report.borders.words.in_(language)} ({report.borders.day.isoformat()})"),
            (say(_("As of")), short_day(report.as_of)),
            (say(_("Made at")), short_when(report.made_at)),
        ),
        sheets=(
            Sheet(say(_("Figures")), columns, list(_figures(report, language))),
            Sheet(say(_("Balance")), columns, list(_balance(report, language))),
            Sheet(say(_("Records")), of_records, at_most(_records(session, actor, report, language), MOST_ROWS, rest)),
        ),
    )


def _figures(report: Report, language: Language) -> Rows:
    measures = {measure: text.in_(language) for measure, text in MEASURES.items()}
    for found in report.figures:
        indicator = found.indicator
        said = "" if found.qualifier is Qualifier.EXACT else found.qualifier.label.in_(language)
        how = measures[indicator.measure], indicator.definition.in_(language)
        yield indicator.code, found.label.in_(language), _value(found, language), said, *how
        for name, text in indicator.beside.items():
            if name in found.beside:
                yield f"{indicator.code}.{name}", text.in_(language), found.beside[name], "", how[0], ""
        if indicator.by is not None:
            words = labels(indicator.by[1], language)
            for kind, number in (found.by or {}).items():
                shown_as: Cell = _("fewer than 5").in_(language) if number == FEW else number
                yield f"{indicator.code}.{kind}", words[kind], shown_as, "", how[0], ""


def _value(found: Figure, language: Language) -> Cell:
    if found.value == NOT_APPLICABLE:
        return pgettext("figure", "not applicable").in_(language)
    return _("fewer than 5").in_(language) if found.value == FEW else found.value


def _balance(report: Report, language: Language) -> Rows:
    books, outcomes = report.balance, labels(Outcome, language)
    for name, text in IN.items():
        yield name, text.in_(language), getattr(books, name), "", "", ""
    for outcome, number in books.finished.items():
        yield f"finished.{outcome.value}", outcomes[outcome.value], number, "", "", ""
    for name, text in OUT.items():
        yield name, text.in_(language), getattr(books, name), "", "", ""
    verdict = _("The balance holds.") if books.balanced else pgettext("report", "Does not balance")
    yield "balanced", verdict.in_(language), int(books.balanced), "", "", ""


def _records(session: Session, actor: Actor, report: Report, language: Language) -> Rows:
    for found in report.figures:
        code = found.indicator.code
        records = every_record(session, actor, report, code)
        for record in shown(session, report.line_of(code), records, language):
            yield (
                code,
                record.name,
                record.on,
                record.cabinet,
                record.district,
                record.kind,
                record.outcome,
                record.amount,
            )


KIND = ReportKind("half-year", _("Half-year report"), half_year, book)
