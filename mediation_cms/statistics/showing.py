"""Records behind a figure in the words of a language: for pages and exports. Everything is looked up once, not row by row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core.i18n import Labelled, labels
from mediation_cms.core.languages import Language
from mediation_cms.disputes import queries as catalogues
from mediation_cms.disputes.models import Catalogue
from mediation_cms.places.queries import tree
from mediation_cms.statistics.counting import Record, questions_for


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """One record as people read it. `name` is its number or its title; what does not apply is empty."""

    key: UUID
    name: str
    on: date
    cabinet: str
    district: str
    kind: str
    outcome: str
    amount: int


def shown(session: Session, line: str, records: Iterable[Record], language: Language) -> Iterator[ShownRecord]:
    """The records of a line, under the names that places had on their days."""
    source, places = questions_for(line)[0].source, tree(session)
    kinds, outcomes = _words(session, source.kinds, language), _words(session, source.outcomes, language)
    for record in records:
        yield ShownRecord(
            record.key,
            record.number or record.title.in_(language),
            record.on,
            "" if record.cabinet_id is None else places.name(record.cabinet_id, language, record.on),
            places.name(record.district_id, language, record.on),
            kinds.get(record.kind, record.kind),
            outcomes.get(record.outcome, record.outcome),
            record.amount,
        )


def _words(session: Session, kinds: type[Labelled] | Catalogue | None, language: Language) -> Mapping[str, str]:
    match kinds:
        case None:
            return {}
        case Catalogue():
            return catalogues.labels(session, kinds, language)
        case _:
            return labels(kinds, language)
