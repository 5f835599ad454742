"""What speaks against giving a matter to a mediator: pure rules over what is known of both. Staff decide.

The mediator is impartial and must refuse where circumstances hinder that (Law on Mediation, article 7; found). What counts as
such a circumstance is ours (assumed): a strength says how much it speaks, never that somebody is partial.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from uuid import UUID

from mediation_cms.core.i18n import Labelled, Text, _
from mediation_cms.people.closeness import surname_stem
from mediation_cms.people.likeness import Likeness, Shared

FEWEST_WORDS = 3
"""Of the reason for which a mediator with a conflict is chosen all the same."""


class Strength(IntEnum):
    """How much it speaks against the mediator. From `POSSIBLE` on it is shown as a mark, `CONFLICT` needs a reason."""

    INFORMATION = 0
    HINT = 1
    POSSIBLE = 2
    CONFLICT = 3


class Ground(Labelled, context="conflict"):
    """What was found. Kept with the assignment by its code."""

    BARRED = "barred", "is barred from this matter"
    SIDE = "side", "is a side or a representative in this matter"
    NAMESAKE = "namesake", "a person of the same name is a side or a representative"
    SAME_PHONE = "same_phone", "a person with the same phone is a side or a representative"
    RELATIVE = "relative", "declared as a relative"
    OPPONENT = "opponent", "was a side in another matter with one of these people"
    EMPLOYER = "employer", "declared an organisation that is a side"
    SENDER = "sender", "declared the organisation that sent the applicant"
    KIN = "kin", "the same surname and the same village"
    VILLAGE = "village", "declared the village of a side"
    EARLIER = "earlier", "has mediated between these people before"
    ELSEWHERE = "elsewhere", "possible conflict, ask the regional coordinator"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found of a mediator: on what ground, how strong, with whom of this matter.

    `in_sight` is whether the actor may know where it comes from; otherwise nothing else of it is ever told.
    """

    ground: Ground
    strength: Strength
    who: str = ""
    number: str = field(default="", compare=False)
    in_sight: bool = True

    @property
    def sentence(self) -> Text:
        """What was found, in words, as far as the actor may know."""
        if self.number:
            return _("%(what)s: %(who)s, No. %(number)s", what=self.ground.label, who=self.who, number=self.number)
        return _("%(what)s: %(who)s", what=self.ground.label, who=self.who) if self.who else self.ground.label


MASKED = Hit(Ground.ELSEWHERE, Strength.CONFLICT)
"""What is shown of anything outside the actor's sight: always the same, so that it tells nothing but whom to ask."""


def shown(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """What the actor is told, the strongest first, nothing twice.

    All that lies outside the actor's sight becomes one hit that is always the same and always asks for a reason; what would
    only be information, or a hint, is left out.
    """
    told: dict[Hit, None] = {}
    for hit in hits:
        if hit.in_sight:
            told[hit] = None
        elif hit.strength >= Strength.POSSIBLE:
            told[MASKED] = None
    return tuple(sorted(told, key=lambda hit: (hit == MASKED, -hit.strength, list(Ground).index(hit.ground), hit.who)))


def stands_in_the_way(hits: Sequence[Hit]) -> bool:
    """Whether a mediator of whom this was found is chosen with a reason only."""
    return any(hit.strength is Strength.CONFLICT for hit in hits)


def codes(hits: Sequence[Hit]) -> list[str]:
    """What is kept with the assignment, in the order shown: grounds alone, never names or numbers."""
    return list(dict.fromkeys(hit.ground.value for hit in hits))


def enough(reason: str) -> bool:
    """Whether a reason says something: a few words."""
    return len(reason.split()) >= FEWEST_WORDS


# --- the rules ---------------------------------------------------------------------------------------------------------


def being(how: Likeness) -> Strength | None:
    """How much it speaks against a mediator to be like a person of this matter, or to have declared such a relative."""
    if how >= Likeness.LIKELY:
        return Strength.CONFLICT
    return Strength.POSSIBLE if how is Likeness.POSSIBLE else None


def side_as(how: Likeness, in_common: Sequence[Shared]) -> Ground:
    """What is said of a mediator who may be a person of this matter: the same IIN alone, or a link by staff, says it for sure."""
    if how is Likeness.CERTAIN:
        return Ground.SIDE
    return Ground.NAMESAKE if Shared.NAME in in_common else Ground.SAME_PHONE


def opposed(person: Likeness, mediator: Likeness) -> Strength | None:
    """How much it speaks to have stood in another matter: by how surely that was the person, and that the mediator.

    One of the two must be more than a name in common.
    """
    if min(person, mediator) is Likeness.NONE:
        return None
    if min(person, mediator) >= Likeness.LIKELY:
        return Strength.CONFLICT
    return Strength.POSSIBLE if max(person, mediator) >= Likeness.LIKELY else None


def maybe_kin(mediator: str, person: str) -> bool:
    """Whether two surnames may be of one family; asked of people of one village."""
    stem = surname_stem(mediator)
    return bool(stem) and stem == surname_stem(person)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of one mediator."""

    mediator_id: UUID
    hit: Hit
