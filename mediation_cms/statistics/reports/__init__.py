"""The reports that can be asked for. A new one is one file here and one line below (`docs/how-to/new-report.md`)."""

from collections.abc import Mapping
from typing import Any

from mediation_cms.statistics.reports import half_year
from mediation_cms.statistics.reports.kinds import ReportKind

REPORTS: Mapping[str, ReportKind[Any]] = {
    kind.code: kind
    for kind in (
        half_year.KIND,
    )
}  # fmt: skip
