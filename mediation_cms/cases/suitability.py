"""Whom to propose for a case, and why: pure rules over what is known of each mediator. The coordinator decides.

Our own weighing, no rule of the law: near, in the language, at home in the matter, not overloaded, without a known conflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from mediation_cms.core.i18n import Text, _, ngettext

PROPOSED = 3


class Near(IntEnum):
    """How near a mediator is to the cabinet of a case."""

    REGION = 0
    DISTRICT = 2
    CABINET = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """What speaks for and against a mediator. `place` is called in the language of the page, `conflict` what the check found."""

    mediator_id: UUID
    name: str
    near: Near
    place: str
    in_language: bool
    of_this_kind: bool
    open_cases: int
    most_cases: int
    signs_in: bool
    declined: bool = False
    conflict: Text | None = None
    barred: bool = False

    @property
    def overloaded(self) -> bool:
        """Whether the mediator has as many open cases as most can carry, or more."""
        return self.open_cases >= self.most_cases

    @property
    def doubted(self) -> bool:
        """Whether the check found something to weigh."""
        return self.conflict is not None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words; `good` speaks for the mediator."""

    words: Text
    good: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mediator who may be proposed, with the reasons in the order in which they weigh."""

    mediator_id: UUID
    name: str
    reasons: tuple[Reason, ...]


def weight(who: Any) -> tuple[Any, Any]:
    """How well a mediator fits, the better the larger; of those who fit alike, who has fewer cases.

    One rule for a `Candidate` and for the columns of a statement that are called as it is.
    """
    points = who.near + 3 * who.in_language + 2 * who.of_this_kind + 2 * who.signs_in
    return points - 4 * who.overloaded - 4 * who.declined - 6 * who.doubted, -who.open_cases


def proposals(candidates: Sequence[Candidate], language: Text | str, most: int = PROPOSED) -> list[Proposal]:
    """The mediators to propose, the best first. Who has a conflict that must be decided on is never among them."""
    fit = sorted((who for who in candidates if not who.barred), key=weight, reverse=True)
    return [Proposal(who.mediator_id, who.name, tuple(_reasons(who, language))) for who in fit[:most]]


def _reasons(who: Candidate, language: Text | str) -> list[Reason]:
    near = {
        Near.CABINET: Reason(_("of this cabinet: %(place)s", place=who.place), good=True),
        Near.DISTRICT: Reason(_("same district: %(place)s", place=who.place), good=True),
        Near.REGION: Reason(_("from another district: %(place)s", place=who.place), good=False),
    }
    reasons = [near[who.near]]
    if who.in_language:
        reasons.append(Reason(_("works in this language: %(language)s", language=language), good=True))
    else:
        reasons.append(Reason(_("language not noted: %(language)s", language=language), good=False))
    if who.of_this_kind:
        reasons.append(Reason(_("at home in this category"), good=True))
    reasons.append(_load(who))
    if who.declined:
        reasons.append(Reason(_("has declined this case before"), good=False))
    if not who.signs_in:
        reasons.append(Reason(_("does not sign in here: ask for the answer and enter it yourself"), good=False))
    reasons.append(Reason(who.conflict, good=False) if who.conflict else Reason(_("no conflict found"), good=True))
    return reasons


def _load(who: Candidate) -> Reason:
    n = who.open_cases
    if not n:
        return Reason(_("no open case"), good=True)
    if who.overloaded:
        said = ngettext("%(n)s open case, more than most can carry", "%(n)s open cases, more than most can carry", n)
        return Reason(said, good=False)
    return Reason(ngettext("%(n)s open case", "%(n)s open cases", n), good=True)
