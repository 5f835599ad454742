"""Why a matter was found: by its number, by its subject line, or by somebody who stands in it. Pure rules over what was read."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.marks import BIN
from mediation_cms.core.names import words
from mediation_cms.intake.models import Side
from mediation_cms.intake.numbers import marks
from mediation_cms.search.asking import Asked, Part


class Group(Labelled, context="search"):
    """As what something was found."""

    MATTERS = "matters", "Requests and cases"
    PEOPLE = "people", "People"
    ORGANISATIONS = "organisations", "Organisations"
    MEDIATORS = "mediators", "Mediators"


class ByWhat(Labelled, context="found by"):
    """By what a matter itself was found."""

    NUMBER = "number", "by the number"
    SUBJECT = "subject", "by the subject"
    OTHER_NUMBER = "other_number", "by the number of a court or another body"


@dataclass(frozen=True)
class Somebody:
    """A side of a matter, or who speaks for one: the name as it is read, the words by which it is found, the phones."""

    name: str
    side: Side
    speaks: bool
    person_id: UUID | None
    folded: str
    bin: str | None = None
    phones: tuple[tuple[str, str], ...] = ()

    @property
    def found_by(self) -> list[str]:
        """All the words of the index that are about this somebody."""
        own = [*self.folded.split(), *(phone for phone, _shown in self.phones)]
        return [*own, BIN + self.bin] if self.bin else own

    def phones_meant(self, asked: Asked) -> list[str]:
        """The phones that were asked for, as they are kept."""
        return [value for folded, value in self.phones if any(_leads(part, [folded]) for part in asked.parts)]


@dataclass(frozen=True)
class Why:
    """As what a matter was found, who in it is meant, and by what of its own it was found."""

    group: Group
    who: Sequence[Somebody]
    what: Sequence[ByWhat]


def why(asked: Asked, number: str, subject: str, folded: str, sides: Iterable[Somebody]) -> Why:
    """Why these words lead to a matter. It belongs where most of them point, to people before the matter itself."""
    sides = list(sides)
    own = {ByWhat.NUMBER: marks(number), ByWhat.SUBJECT: words(subject)}
    own[ByWhat.OTHER_NUMBER] = sorted({*folded.split()} - {*own[ByWhat.NUMBER], *own[ByWhat.SUBJECT]})
    what = [each for each, found in own.items() if _count(asked, found)]
    pointed = {
        Group.PEOPLE: _count(asked, _all(side for side in sides if side.person_id)),
        Group.ORGANISATIONS: _count(asked, _all(side for side in sides if not side.person_id)),
        Group.MATTERS: _count(asked, folded.split()),
    }
    return Why(max(pointed, key=pointed.__getitem__), [side for side in sides if _count(asked, side.found_by)], what)


def of_people(people: Collection[UUID], sides: Iterable[Somebody]) -> Why:
    """Why a matter was found that was asked for by somebody's IIN."""
    return Why(Group.PEOPLE, [side for side in sides if side.person_id in people], [])


def _all(sides: Iterable[Somebody]) -> list[str]:
    return [word for side in sides for word in side.found_by]


def _count(asked: Asked, found: Collection[str]) -> int:
    """How many of the parts that were asked for lead to one of these words."""
    return sum(_leads(part, found) for part in asked.parts)


def _leads(part: Part, found: Collection[str]) -> bool:
    return any(term.leads_to(found) for term in part)
