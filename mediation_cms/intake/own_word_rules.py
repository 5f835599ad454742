"""What an invited side is asked, one question to a page: pure, over given values."""

from dataclasses import dataclass

from mediation_cms.core.i18n import Labelled
from mediation_cms.intake.one_by_one import Answered


class Unsure(Labelled, context="own word"):
    """A yes, a no, or neither."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "I do not know"


ABOUT, ALONE, LANGUAGE, REACH, TIMES = "about", "alone", "language", "reach", "times"


@dataclass(frozen=True)
class Told(Answered):
    """What an invited side has written so far."""

    @property
    def steps(self) -> list[str]:
        """What it is about, safety, and how to reach the side."""
        return [ABOUT, *(sign.value for sign in self.safety), ALONE, LANGUAGE, REACH, TIMES]
