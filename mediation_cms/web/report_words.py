"""Words for figures: qualifiers, not applicable, what a record behind a figure is."""

from collections.abc import Mapping

from flask import g

from mediation_cms.core import formats
from mediation_cms.core.i18n import Labelled, Text, _, labels
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels as catalogue_labels
from mediation_cms.intake.models import Outcome
from mediation_cms.outreach.models import Qualifier
from mediation_cms.statistics.counting import LINES
from mediation_cms.statistics.indicators import Figure
from mediation_cms.statistics.report import Report

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
            if figure.qualifier is Qualifier.MORE_THAN:
                return formats.more_than(number, language)
            if figure.qualifier is Qualifier.ABOUT:
                return formats.about(number, language)
            return formats.number(number, language)
        case "not_applicable":
            return _("Not applicable").in_(language)
        case _:
            return formats.fewer_than(5, language)


def comparison(before: Figure | None, language: Language) -> str:
    """The same figure a year before; a dash when there was none."""
    return value_shown(before, language) if before is not None else "–"


def balance_lines(report: Report) -> tuple[list[tuple[str, Text, int]], list[tuple[str, Text, int]]]:
    """What came in and what went out: code of the line, words, number."""
    counted = report.balance
    came = [
        (code, BALANCE[code], getattr(counted, code))
        for code in ("open_at_start", "received", "transferred_in", "reopened")
    ]
    went = [(f"finished.{outcome.value}", outcome.label, number) for outcome, number in counted.stated.items()]
    went += [(code, BALANCE[code], getattr(counted, code)) for code in ("transferred_out", "open_at_end")]
    return came, went


def kinds_of(report: Report, code: str, language: Language) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Words for the kinds and outcomes of the records behind a line."""
    source = LINES[report.line_of(code)][0][0].source
    return _words(source.kinds, language), _words(source.outcomes, language) or labels(Outcome, language)


def _words(words: type[Labelled] | Catalogue | None, language: Language) -> Mapping[str, str]:
    if words is None:
        return {}
    if isinstance(words, Catalogue):
        return catalogue_labels(g.session, words, language)
    return labels(words, language)
