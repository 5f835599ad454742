"""The indicators of the half-year report: what each is called, what it means, and which line it counts.

The same definitions, with their sources, stand in `docs/indicators.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from mediation_cms.certification.models import CourseKind
from mediation_cms.core.i18n import Labelled, Text, _
from mediation_cms.core.languages import Language
from mediation_cms.outreach.models import Qualifier
from mediation_cms.statistics.counting import Figures
from mediation_cms.statistics.rules import Cell, breakdown

NOT_APPLICABLE: Literal["not_applicable"] = "not_applicable"
Value = int | Literal["not_applicable", "<5"]
"""A number, `not_applicable` where there can be none, `<5` where it is suppressed."""


class Measure(StrEnum):
    """Flows are counted over a period, stocks on its last day. The two are never summed, nor stocks over periods."""

    FLOW = "flow"
    STOCK = "stock"


@dataclass(frozen=True, eq=False)
class Indicator:
    """One indicator; there is one object for each. `line` is what it counts, under its own code unless said otherwise.

    `by` names a breakdown of people and its kinds; `beside` lines that are shown beside the figure; `qualified` says that
    its records may be known only as "more than" or "about".
    """

    code: str
    measure: Measure
    label: Text
    definition: Text
    line: str = ""
    by: tuple[str, type[Labelled]] | None = None
    beside: Mapping[str, Text] = field(default_factory=dict)
    qualified: bool = False

    @property
    def counts(self) -> str:
        """The line that the figure counts and that opens behind it."""
        return self.line or self.code


@dataclass(frozen=True)
class Figure:
    """An indicator with its value for a place and a period, under the label of that time."""

    indicator: Indicator
    label: Text
    value: Value
    qualifier: Qualifier = Qualifier.EXACT
    by: Mapping[str, Cell] | None = None
    beside: Mapping[str, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The value where it is a number, otherwise 0."""
        return self.value if isinstance(self.value, int) else 0

    def as_json(self) -> dict[str, object]:
        """As `docs/indicators.md` describes it. What is not said of the figure is left out."""
        said: dict[str, object] = {
            "code": self.indicator.code,
            "kind": self.indicator.measure.value,
            "value": self.value,
            "label": in_all_languages(self.label),
            "definition": in_all_languages(self.indicator.definition),
        }
        if self.qualifier is not Qualifier.EXACT:
            said["qualifier"] = self.qualifier.value
        if self.by is not None and self.indicator.by is not None:
            said["by"] = {self.indicator.by[0]: dict(self.by)}
        if self.beside:
            said["beside"] = dict(self.beside)
        return said


def in_all_languages(text: Text) -> dict[str, str]:
    """The text by language: kk, ru, en."""
    return {language.value: text.in_(language) for language in Language}


def figure(indicator: Indicator, figures: Figures) -> Figure:
    """The figure of an indicator among all that was counted; not applicable where such records cannot be told apart."""
    value = figures.get(indicator.counts)
    if value is None:
        return Figure(indicator, indicator.label, NOT_APPLICABLE)
    beside = {name: figures[f"{indicator.code}.{name}"] for name in indicator.beside}
    return Figure(indicator, indicator.label, value, _qualifier(indicator, figures), _by(indicator, figures), beside)


def _by(indicator: Indicator, figures: Figures) -> dict[str, Cell] | None:
    if indicator.by is None:
        return None
    _name, kinds = indicator.by
    return breakdown({kind.value: figures[f"{indicator.code}.{kind.value}"] for kind in kinds})


def _qualifier(indicator: Indicator, figures: Figures) -> Qualifier:
    """What holds of a sum when some of its parts are known only roughly."""
    if indicator.qualified:
        for qualifier in (Qualifier.MORE_THAN, Qualifier.ABOUT):
            if figures[f"{indicator.code}.{qualifier.value}"]:
                return qualifier
    return Qualifier.EXACT


INDICATORS = (
    Indicator(
        "A1",
        Measure.FLOW,
        _("Requests received"),
        _(
            "Received in the period and first registered here; duplicates and the other side's own request are not counted."
        ),
        line="received",
    ),
    Indicator(
        "A2",
        Measure.FLOW,
        _("of these online"),
        _("Of the requests received, those that came by the website or by video."),
    ),
    Indicator(
        "C1",
        Measure.FLOW,
        _("Consultations given"),
        _("Consultations held in the period; each belongs to a request."),
    ),
    Indicator(
        "C2",
        Measure.FLOW,
        _("Settled at the consultation stage"),
        _("Requests that ended in the period, settled at a consultation."),
        line="finished.settled_at_consultation",
    ),
    Indicator(
        "M1",
        Measure.FLOW,
        _("Mediation contracts concluded"),
        _("Mediation contracts signed in the period."),
    ),
    Indicator(
        "M2",
        Measure.FLOW,
        _("Mediation agreements concluded"),
        _("Cases whose first settlement agreement was signed in the period, full or partial; supplements add nothing."),
    ),
    Indicator(
        "M3",
        Measure.FLOW,
        _("Ended without agreement"),
        _("Mediations ended in the period on one of the other four grounds of article 26 of the Law on Mediation."),
    ),
    Indicator(
        "M4",
        Measure.FLOW,
        _("Agreements performed"),
        _("Agreements whose last obligation was performed in the period."),
    ),
    Indicator(
        "P1",
        Measure.FLOW,
        _("Preventive measures"),
        _("Preventive measures of ethnomediation held in the period."),
    ),
    Indicator(
        "R1",
        Measure.STOCK,
        _("Professional mediators"),
        _("Persons in the ANK register on the last day as professional mediators, suspended ones included."),
        beside={"suspended": _("suspended")},
    ),
    Indicator(
        "R2",
        Measure.STOCK,
        _("Public (formerly non-professional) mediators"),
        _("Persons in the ANK register on the last day as public mediators only, suspended ones included."),
        beside={"suspended": _("suspended")},
    ),
    Indicator(
        "K1",
        Measure.STOCK,
        _("Mediation cabinets"),
        _("Cabinets open on the last day; a virtual cabinet is a channel of a cabinet and is shown apart."),
        beside={"virtual": _("virtual")},
    ),
    Indicator(
        "E1",
        Measure.FLOW,
        _("Events held"),
        _("Events held in the period; a joint event counts once, courses and preventive measures are counted apart."),
    ),
    Indicator(
        "E2",
        Measure.FLOW,
        _("People reached"),
        _("The sum of the audiences of these events."),
        qualified=True,
    ),
    Indicator(
        "T1",
        Measure.FLOW,
        _("Courses held"),
        _("Courses that ended in the period."),
    ),
    Indicator(
        "T2",
        Measure.FLOW,
        _("Trained"),
        _("Completed participations in these courses: who finished two courses counts twice."),
        by=("course_kind", CourseKind),
    ),
    Indicator(
        "T3",
        Measure.FLOW,
        _("Certificates issued"),
        _("Certificates first issued in the period; replacements are not counted."),
    ),
)
BY_CODE: Mapping[str, Indicator] = {indicator.code: indicator for indicator in INDICATORS}
