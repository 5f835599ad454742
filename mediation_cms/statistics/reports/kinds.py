"""What a kind of report is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.i18n import Text
from mediation_cms.core.languages import Language
from mediation_cms.places.facts import Place
from mediation_cms.statistics.borders import Borders
from mediation_cms.statistics.exports import Book
from mediation_cms.statistics.periods import Period


class Made(Protocol):
    """A report that was made."""

    def as_json(self) -> dict[str, Any]:
        """The report for other programs."""


Which = TypeVar("Which", bound=Made)


@dataclass(frozen=True)
class ReportKind(Generic[Which]):
    """A report under a name: `make` counts it (and asks for the right to), `book` sets it in tables for CSV and XLSX."""

    code: str
    title: Text
    make: Callable[[Session, Actor, Place, Period, Borders], Which]
    book: Callable[[Session, Actor, Which, Language], Book]
