"""The way to the end of a mediation, step by step, and what still stands open on it. Needs no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mediation_cms.cases.rules import effective_on, missing_for_ending, no_such_day
from mediation_cms.core.i18n import Labelled, Text, _
from mediation_cms.core.validation import CHOOSE
from mediation_cms.intake.models import Outcome


class Step(Labelled, context="closing"):
    """One step of the way, named as in its address."""

    OUTCOME = "outcome", "Outcome"
    MEETINGS = "meetings", "Meetings"
    TERMS = "terms", "What was agreed, or why nothing"
    PAPERS = "papers", "Papers"
    FOLLOW_UP = "follow-up", "Afterwards"


ASKED = {
    Step.OUTCOME: ("ending",),
    Step.MEETINGS: ("no_meeting_reason",),
    Step.TERMS: ("on", "refused_by", "reason"),
    Step.PAPERS: (),
    Step.FOLLOW_UP: (),
}
"""What is typed on each step, by the names of `EndingIn`."""
STEP_OF = {field: step for step, fields in ASKED.items() for field in fields}


@dataclass(frozen=True)
class Hole:
    """What is still missing: on which step, in which field of it (none for what is no field), in a sentence."""

    step: Step
    field: str
    sentence: Text


@dataclass(frozen=True)
class Closing:
    """What was typed on the way so far, as far as it could be read. `wrong` says of the fields that could not why."""

    ending: Outcome | None = None
    on: date | None = None
    refused: int = 0
    reason: str = ""
    no_meeting_reason: str = ""
    wrong: Mapping[str, Text] | None = None


@dataclass(frozen=True)
class Standing:
    """What is recorded of the mediation: its sides, its meetings, its contract and term, and its draft.

    `missing` is what the draft of the agreement lacks for its signing; None where there is no draft.
    """

    sides: int
    meetings: int
    concluded_on: date
    due_on: date
    missing: Sequence[Text] | None = None


def holes(closing: Closing, standing: Standing, today: date) -> list[Hole]:
    """Everything that keeps a mediation from ending so, in the order of the steps; nothing = it can end.

    Without agreement: what article 26 asks of the ground (`missing_for_ending`, `effective_on`; recalled). With one: a meeting
    and a draft that is fit for signing (article 27); the signing itself then ends the mediation.
    """
    if closing.ending is None:
        return [Hole(Step.OUTCOME, "ending", (closing.wrong or {}).get("ending", CHOOSE))]
    if closing.ending is Outcome.AGREEMENT:
        return _of_an_agreement(standing)
    on = effective_on(closing.ending, closing.on, standing.due_on, today)
    missing = missing_for_ending(
        closing.ending, sides=standing.sides, refused=closing.refused, reason=closing.reason, meetings=standing.meetings,
        no_meeting_reason=closing.no_meeting_reason,
    )  # fmt: skip
    if on is None or on < standing.concluded_on:
        missing |= no_such_day(closing.ending, standing.concluded_on, on, standing.due_on)
    missing |= closing.wrong or {}
    order = list(STEP_OF)
    return [Hole(STEP_OF[field], field, missing[field]) for field in sorted(missing, key=order.index)]


def _of_an_agreement(standing: Standing) -> list[Hole]:
    no_meeting = [] if standing.meetings else [Hole(Step.MEETINGS, "", _("An agreement needs at least one."))]
    if standing.missing is None:
        return [*no_meeting, Hole(Step.TERMS, "", _("There is no draft yet"))]
    return no_meeting + [Hole(Step.TERMS, "", lacking) for lacking in standing.missing]
