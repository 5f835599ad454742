"""Words for figures: qualifiers, not applicable, the lines of the balance."""

from mediation_cms.core import formats
from mediation_cms.core.i18n import Raised, Text, _
from mediation_cms.core.languages import Language
from mediation_cms.outreach.models import Qualifier
from mediation_cms.statistics.indicators import Figure
from mediation_cms.statistics.report import Report
from mediation_cms.statistics.rules import SMALLEST_SHOWN

BALANCE = {
    "open_at_start": _("Open at the start"),
    "received": _("Received"),
    "transferred_in": _("Transferred in"),
    "reopened": _("Reopened"),
    "transferred_out": _("Transferred out"),
    "open_at_end": _("Open at the end"),
}


def value_shown(figure: Figure, language: Language) -> str:
    """The value as people read it: figures, "more than", not applicable, fewer than five."""
    match figure.value:
        case int(number):
            said = {Qualifier.MORE_THAN: formats.more_than, Qualifier.ABOUT: formats.about}.get(
                figure.qualifier, formats.number
            )
            return said(number, language)
        case "not_applicable":
            return _("Not applicable").in_(language)
        case _:
            return formats.fewer_than(SMALLEST_SHOWN, language)


def comparison(before: Figure | None, language: Language) -> str:
    """The same figure a year before; a dash when there was none."""
    return value_shown(before, language) if before is not None else "–"


def words_of(report: Report, code: str) -> Text:
    """What people read for the code of an indicator or of a line: as it is called in the report itself."""
    came, went = balance_lines(report)
    words = {figure.indicator.counts: figure.label for figure in report.figures}
    words |= {line: word for line, word, _number in (*came, *went)}
    words |= {figure.indicator.code: figure.label for figure in report.figures}
    return words.get(code, _("one of the lines counted"))


def balance_lines(report: Report) -> tuple[list[tuple[str, Text, int]], list[tuple[str, Text, int]]]:
    """What came in and what went out: code of the line, words, number."""
    counted = report.balance
    came: list[tuple[str, Text, int]] = [
        (code, BALANCE[code], getattr(counted, code))
        for code in ("open_at_start", "received", "transferred_in", "reopened")
    ]
    went: list[tuple[str, Text, int]] = [
        (f"finished.{outcome.value}", Raised(outcome.label), number) for outcome, number in counted.stated.items()
    ]
    went += [(code, BALANCE[code], getattr(counted, code)) for code in ("transferred_out", "open_at_end")]
    return came, went
