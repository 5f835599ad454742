"""Advice before anybody gives a name: which questions are asked, and what the answers come to. Pure, over given values.

What is out of scope is said by the same dated rules (`scope.…`) by which staff screen a request.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_cms.core.i18n import Labelled
from mediation_cms.disputes.order import top_of
from mediation_cms.intake.screening_rules import Reply, Scope, hits, is_asked, scope_of

ABOUT, WHO, COURT, AFRAID = "about", "who", "court", "afraid"
ANSWER = "answer"
"""The last page: what it comes to."""
STATE_BODY = "state_body"
CRIMINAL = ("corruption", "crime_category")
CRIME = "CRM"
UNKNOWN = "unknown"


class Involved(Labelled, context="who is involved"):
    """What the other side is to the one who asks."""

    FAMILY = "family", "Family or relatives"
    NEIGHBOURS = "neighbours", "Neighbours"
    WORK = "work", "An employer or colleagues"
    FIRM = "firm", "A firm, a shop or a bank"
    STATE = "state", "A state body or an official"
    SOMEBODY = "somebody", "Somebody else"
    UNKNOWN = "unknown", "I do not know"


class Decided(Labelled, context="decided elsewhere"):
    """Whether somebody decides on the matter already."""

    NO = "no", "No"
    COURT = "court", "Yes, in court"
    POLICE = "police", "Yes, with the police or an investigator"
    UNKNOWN = "unknown", "I do not know"


class Fear(Labelled, context="fear"):
    """Whether somebody is afraid."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "I do not know, or do not want to say"


Answers = Mapping[str, str]
Rulings = Mapping[str, object]


@dataclass(frozen=True)
class Advice:
    """What the answers come to: by which rules it is out of scope or in doubt, and whether somebody is afraid."""

    scope: Scope
    grounds: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_feared: bool = False
    is_in_court: bool = False

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against it, and nobody is afraid."""
        return self.scope is Scope.FITS and not self.is_feared


def steps(rulings: Rulings, answers: Answers) -> list[str]:
    """The questions in their order, one to a page. What a rule says of crimes is asked only where there may be one."""
    criminal = answers.get(COURT) in {Decided.POLICE, Decided.UNKNOWN} or top_of(answers.get(ABOUT, "")) == CRIME
    of_scope = [
        code
        for code, ruling in rulings.items()
        if is_asked(ruling) and code != STATE_BODY and (criminal or code not in CRIMINAL)
    ]
    return [ABOUT, WHO, COURT, *of_scope, AFRAID]


def after(step: str, rulings: Rulings, answers: Answers) -> str:
    """The page behind this one."""
    asked = steps(rulings, answers)
    place = asked.index(step) + 1
    return asked[place] if place < len(asked) else ANSWER


def before(step: str, rulings: Rulings, answers: Answers) -> str | None:
    """The page before this one; None at the first."""
    asked = [*steps(rulings, answers), ANSWER]
    place = asked.index(step)
    return asked[place - 1] if place else None


def advice(rulings: Rulings, answers: Answers) -> Advice:
    """What the answers come to. What was not asked, since nothing spoke for it, counts as a no."""
    asked = steps(rulings, answers)
    replies = {code: Reply(answers.get(code, Reply.UNKNOWN)) if code in asked else Reply.NO for code in rulings}
    if STATE_BODY in rulings:
        replies[STATE_BODY] = {
            Involved.STATE.value: Reply.YES, Involved.UNKNOWN.value: Reply.UNKNOWN,
        }.get(answers.get(WHO, UNKNOWN), Reply.NO)  # fmt: skip
    grounds = tuple(hits(rulings, replies))
    return Advice(
        scope=scope_of(rulings, replies),
        grounds=grounds,
        doubts=tuple(code for code, reply in replies.items() if reply is not Reply.NO and code not in grounds),
        is_feared=answers.get(AFRAID) == Fear.YES,
        is_in_court=answers.get(COURT) == Decided.COURT,
    )
