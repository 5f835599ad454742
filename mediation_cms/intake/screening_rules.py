"""Rules of screening that need no database: whether a matter fits mediation, and whether it is safe to bring its sides together.

What is out of scope is said by dated rules (`scope.…`, Law on Mediation, article 1); what follows from the safety answers is our
own proposal (rule `scope.domestic_violence`, assumed), after the practice of asking about behaviour instead of "violence".
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any

from mediation_cms.core.i18n import Labelled


class Reply(Labelled, context="answer"):
    """What is known about a question of scope."""

    YES = "yes", "yes"
    NO = "no", "no"
    UNKNOWN = "unknown", "not known"


class Scope(Labelled, context="scope"):
    """What the questions of scope came to."""

    OPEN = "open", "not checked yet"
    FITS = "fits", "fits mediation"
    DOUBT = "doubt", "in doubt"
    UNFIT = "unfit", "not suitable for mediation"


class Sign(Labelled, context="safety question"):
    """What a side is asked, apart from the others: what somebody does, not what it is called."""

    AFRAID = "afraid", "Are you afraid to speak freely when the other side is present?"
    THREATENED = "threatened", "Has the other side threatened you or those close to you?"
    HURT = "hurt", "Has the other side hit, pushed or grabbed you?"
    FOLLOWED = "followed", "Does the other side follow you, wait for you, or check your phone and messages?"
    WEAPON = "weapon", "Has the other side shown you a weapon, or something used as one?"
    CHILDREN = "children", "Are you afraid for the children?"
    WITHHELD = "withheld", "Does the other side keep back your money or documents?"
    ORDER = "order", "Is a protective order in force?"


class Said(Labelled, context="safety answer"):
    """What a side answered to one question; a question without an answer was not asked yet."""

    YES = "yes", "yes"
    NO = "no", "no"
    SILENT = "silent", "did not want to answer"


class Asked(Labelled, context="safety talk"):
    """How far a side was asked. It says nothing of the answers."""

    NOT_ASKED = "not_asked", "not asked"
    PARTLY = "partly", "asked in part"
    UNWILLING = "unwilling", "did not want to answer"
    ASKED = "asked", "asked"


class Risk(Labelled, context="risk"):
    """How dangerous it may be to bring the sides together."""

    NONE = "none", "none known"
    WATCH = "watch", "watch"
    HIGH = "high", "high"


class Priority(IntEnum):
    """In which order requests are taken up: danger before haste, haste before caution."""

    NONE = 0
    WATCH = 1
    URGENT = 2
    HIGH = 3


Answers = Mapping[Sign, Said]
GRAVE = frozenset({Sign.THREATENED, Sign.HURT, Sign.WEAPON, Sign.CHILDREN, Sign.ORDER})
"""One of these alone is a high risk; of the others, two together are."""
MANY = 2
LEVELS = tuple(Risk)
EXCLUDED, ASK = "excluded", "ask"
"""What a rule `scope.…` holds: a yes puts the matter out of scope, or in doubt. Any other value: the question is not asked."""


def is_asked(ruling: object) -> bool:
    """Whether a rule of scope with this value is a question of its day."""
    return ruling in {EXCLUDED, ASK}


def hits(rulings: Mapping[str, object], replies: Mapping[str, Reply]) -> list[str]:
    """The questions whose answer puts the matter out of scope, in the order of the rules."""
    return [code for code, ruling in rulings.items() if ruling == EXCLUDED and replies.get(code) is Reply.YES]


def scope_of(rulings: Mapping[str, object], replies: Mapping[str, Reply]) -> Scope:
    """What the answers come to: one hit is enough; while a question is open nothing is settled; what is not known is a doubt."""
    asked = [code for code, ruling in rulings.items() if is_asked(ruling)]
    if hits(rulings, replies):
        return Scope.UNFIT
    if any(code not in replies for code in asked):
        return Scope.OPEN
    return Scope.FITS if all(replies[code] is Reply.NO for code in asked) else Scope.DOUBT


def asked_so_far(answers: Answers) -> Asked:
    """How far a side was asked: who wanted to answer nothing is told from who was not asked."""
    if not answers:
        return Asked.NOT_ASKED
    if len(answers) < len(Sign):
        return Asked.PARTLY
    return Asked.UNWILLING if set(answers.values()) == {Said.SILENT} else Asked.ASKED


def risk_of(answers: Answers) -> Risk:
    """The risk that the answers of one side speak of: one grave sign, or two others, is high; silence is no sign."""
    signs = {sign for sign, said in answers.items() if said is Said.YES}
    if signs & GRAVE or len(signs) >= MANY:
        return Risk.HIGH
    return Risk.WATCH if signs else Risk.NONE


def highest(levels: Iterable[Risk]) -> Risk:
    """The highest of these levels; none known where there is none."""
    return max(levels, key=LEVELS.index, default=Risk.NONE)


def rises(before: Risk, after: Risk) -> bool:
    """Whether the second level is the higher one."""
    return LEVELS.index(after) > LEVELS.index(before)


def priority_of(risk: Risk, *, urgent: bool) -> Priority:
    """The place of a request in the queue: high risk, then urgent, then watch, then the rest."""
    if risk is Risk.HIGH:
        return Priority.HIGH
    if urgent:
        return Priority.URGENT
    return Priority.WATCH if risk is Risk.WATCH else Priority.NONE


def at_the_door(risk: Risk, *, urgent: bool) -> dict[str, Any]:
    """The columns of a new request on which this risk is known when it comes in, before any side is asked."""
    return {"risk_set": risk, "risk": risk, "priority": int(priority_of(risk, urgent=urgent))}
