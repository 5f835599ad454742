"""Questions that are asked one to a page where safety is asked as well.

So is asked who has been invited (`own_word_rules`), and who applies from home (`application_rules`), each in an order of its own.
"""

from dataclasses import dataclass

from mediation_cms.core import answered
from mediation_cms.intake.screening_rules import Answers, Said, Sign

CHECK = answered.CHECK
ALWAYS_ASKED = (Sign.AFRAID, Sign.THREATENED, Sign.HURT)
"""What everybody is asked: one question about fear alone finds less than two about what somebody does."""


@dataclass(frozen=True)
class Answered(answered.Answered):
    """What was answered so far, by question, with the questions of safety among them."""

    @property
    def safety(self) -> list[Sign]:
        """Three questions of safety for everybody; the others where one of them was answered by anything but a no."""
        more = any(self.of(sign).get("answer", Said.NO) != Said.NO for sign in ALWAYS_ASKED)
        return list(Sign) if more else list(ALWAYS_ASKED)

    @property
    def signs(self) -> Answers:
        """What was said of safety, to the questions that are asked after these answers."""
        return {sign: Said(self.of(sign)["answer"]) for sign in self.safety if self.of(sign)}
