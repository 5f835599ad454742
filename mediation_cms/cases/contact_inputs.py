"""What is asked in the short form of whoever has just spoken to somebody, whatever row it becomes."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.cases.inputs import LEAST_AT_A_JOINT_MEETING
from mediation_cms.consultations.models import Mode
from mediation_cms.core.i18n import Labelled, _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    CHOOSE,
    EMPTY,
    NO_SUCH_CHOICE,
    REASON,
    AskedAnyway,
    ClockTime,
    Optional_,
    PastDay,
    Several,
    Tick,
    Typed,
    between,
    line,
    optional,
    words,
    wrong,
)


class Contacted(Labelled, context="contact"):
    """How somebody was spoken to. A talk with one side is a consultation; meetings belong to a mediation with a contract."""

    CALL = "call", "call"
    TALK = "talk", "talk with one side"
    JOINT = "joint", "joint meeting"
    PRIVATE = "private", "private talk"
    MESSAGE = "message", "message"
    LETTER = "letter", "letter"
    VISIT = "visit", "visit"


class Upshot(Labelled, context="contact"):
    """What came of it. Each kind has its own of these; a meeting has none."""

    REACHED = "reached", "reached"
    NOT_REACHED = "not_reached", "not reached"
    CONTINUES = "continues", "another talk follows"
    SETTLED = "settled", "settled"
    ADVICE_ONLY = "advice_only", "advice given"
    TO_MEDIATION = "to_mediation", "goes to mediation"
    NOT_MEDIABLE = "not_mediable", "not suitable for mediation"
    PASSED_ON = "passed_on", "passed on"


MEETINGS = (Contacted.JOINT, Contacted.PRIVATE)
OF_A_TALK = (
    Upshot.CONTINUES, Upshot.SETTLED, Upshot.ADVICE_ONLY, Upshot.TO_MEDIATION, Upshot.NOT_MEDIABLE, Upshot.PASSED_ON,
)  # fmt: skip
OF_A_CONTACT = (Upshot.REACHED, Upshot.NOT_REACHED, Upshot.CONTINUES)


class LogIn(Typed):
    """A call, a talk, a meeting, a message, a letter or a visit. `again` is ticked when it is another one of the same day.

    `sides` are the keys of the sides; a meeting needs its minutes, a talk its outcome, and why it ends without mediation.
    """

    kind: Contacted
    held_on: PastDay
    held_at: ClockTime = None
    sides: Annotated[Several, AskedAnyway, Field(default_factory=list, max_length=20)]
    minutes: Annotated[int | None, optional(between(1, 720)), AskedAnyway] = None
    outcome: Annotated[Upshot | None, Optional_, AskedAnyway] = None
    mode: Mode = Mode.IN_PERSON
    language: Language = Language.KK
    reason: Annotated[str, words(400, needed=False), AskedAnyway] = ""
    venue: Annotated[str, line(200, needed=False)] = ""
    notes: Annotated[str, words(4000, needed=False)] = ""
    again: Tick = False

    @field_validator("sides")
    @classmethod
    def _with_whom(cls, sides: list[str], above: ValidationInfo) -> list[str]:
        """Two sides at least make a joint meeting; a talk, and a private one, is with one side."""
        kind, how_many = above.data.get("kind"), len(set(sides))
        if kind is Contacted.JOINT and how_many < LEAST_AT_A_JOINT_MEETING:
            raise wrong(_("A joint meeting needs at least two sides. Mark who took part."))
        if kind in {Contacted.TALK, Contacted.PRIVATE} and how_many != 1:
            raise wrong(_("A private talk is with one side. Mark which one."))
        if kind is not None and not how_many:
            raise wrong(CHOOSE)
        return sides

    @field_validator("minutes")
    @classmethod
    def _how_long(cls, minutes: int | None, above: ValidationInfo) -> int | None:
        """The length of a meeting stands in its record."""
        if minutes is None and above.data.get("kind") in MEETINGS:
            raise wrong(EMPTY)
        return minutes

    @field_validator("outcome")
    @classmethod
    def _of_this_kind(cls, outcome: Upshot | None, above: ValidationInfo) -> Upshot | None:
        """A letter settles nothing by itself, and who was heard was reached."""
        kind = above.data.get("kind")
        if kind is None or kind in MEETINGS:
            return None
        if outcome is None:
            raise wrong(CHOOSE)
        if outcome not in (OF_A_TALK if kind is Contacted.TALK else OF_A_CONTACT):
            raise wrong(
                _("This outcome belongs to a talk with one side. Choose that kind, or another outcome.")
                if kind is not Contacted.TALK
                else NO_SUCH_CHOICE
            )
        return outcome

    @field_validator("reason")
    @classmethod
    def _why_not(cls, reason: str, above: ValidationInfo) -> str:
        """Who is sent away learns why, and so does the history."""
        if not reason and above.data.get("outcome") in {Upshot.NOT_MEDIABLE, Upshot.PASSED_ON}:
            raise wrong(REASON)
        return reason
