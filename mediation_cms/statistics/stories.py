"""Whether the spells of a request tell a whole story: received once, never open twice, ended as the request says. No database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.models import Opened, Outcome


@dataclass(frozen=True, slots=True)
class Part:
    """One spell."""

    opened: Opened
    opened_on: date
    ended_on: date | None
    outcome: Outcome | None
    transferred: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A request as it stands, its spells in the order in which they were made, and when its first agreement was signed."""

    received_on: date
    outcome: Outcome | None
    ended_on: date | None
    parts: Sequence[Part]
    agreed_on: date | None = None


def faults(story: Story) -> list[Text]:
    """What does not fit, each once; none for every request that only our own actions have touched."""
    if not story.parts:
        return [_("The request was registered but never opened, so nothing counts it.")]
    return list(dict.fromkeys((*_beginning(story), *_inside(story.parts), *_joints(story.parts), *_ending(story))))


def _beginning(story: Story) -> Iterator[Text]:
    first, *later = story.parts
    if first.opened is not Opened.RECEIVED or any(part.opened is Opened.RECEIVED for part in later):
        yield _("It is not counted as received exactly once.")
    elif first.opened_on != story.received_on:
        yield _("It is counted on another day than it was received on.")


def _inside(parts: Sequence[Part]) -> Iterator[Text]:
    for part in parts:
        if part.ended_on is not None and part.ended_on < part.opened_on:
            yield _("The end is before the start.")
        if (part.ended_on is None) != (part.outcome is None and not part.transferred):
            yield _("It ended without an outcome, or has an outcome without an end.")
        if part.outcome is not None and part.transferred:
            yield _("It was transferred and ended at once.")


def _joints(parts: Sequence[Part]) -> Iterator[Text]:
    for before, after in pairwise(parts):
        if before.ended_on is None or after.opened_on < before.ended_on:
            yield _("It was opened again before it had ended.")
        if before.transferred != (after.opened is Opened.TRANSFERRED_IN):
            yield _("A transfer has lost its other end.")
        elif before.transferred and before.ended_on != after.opened_on:
            yield _("A transfer left one cabinet and reached the other on different days.")
    if parts[-1].transferred:
        yield _("A transfer has lost its other end.")


def _ending(story: Story) -> Iterator[Text]:
    last = story.parts[-1]
    if (story.outcome, story.ended_on) != (last.outcome, last.ended_on):
        yield _("The request has another outcome, or another day of ending, than is counted.")
    agreed = [part.ended_on for part in story.parts if part.outcome is Outcome.AGREEMENT and part.counted]
    if agreed != [] if story.agreed_on is None else agreed != [story.agreed_on]:
        yield _("Its ending by agreement and the signing of its agreement do not agree.")
