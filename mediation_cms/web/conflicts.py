"""The check for a conflict of interest in words: what was found, kept, and told to whom."""

from collections.abc import Sized
from typing import Any

from flask import g

from mediation_cms.access import Can, may
from mediation_cms.cases.conflict import Ground
from mediation_cms.cases.declarations import (
    LATEST,
    WORDINGS,
    declarations_of,
    is_declared,
    missing_beside,
    undeclared_beside,
    what_is_declared,
    words_of,
)
from mediation_cms.cases.models import Assignment, Case, Interest
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.i18n import Joined, Text, _, ngettext
from mediation_cms.web.choices import Options

WORDING = WORDINGS[LATEST]
MAY_DECLARE = (CaseStatus.OFFERED, CaseStatus.IN_WORK, CaseStatus.IN_MEDIATION)


def interests() -> Options:
    """The two things that can be declared, in the words of today."""
    texts = ((Interest.NONE, WORDING.none), (Interest.SOME, WORDING.some))
    return [(interest.value, text.in_(g.language)) for interest, text in texts]


def overridden(above: Sized) -> Text:
    """Whether somebody above is told that a mediator was chosen in spite of what the check found."""
    if not above:
        return _("Nobody above this level has an account here: tell the coordinator of the republic yourself.")
    return ngettext(
        "%(n)s coordinator of the level above is told of it.",
        "%(n)s coordinators of the level above are told of it.",
        len(above),
    )


def checked(offer: Assignment) -> Text:
    """What the check before an offer found, by its grounds alone."""
    if not offer.found:
        return _("The check for a conflict of interest found nothing.")
    grounds = Joined(tuple(Ground(code).label for code in offer.found), "; ")
    return _("The check for a conflict of interest found: %(grounds)s.", grounds=grounds)


def stands_beside(case: Case) -> bool:
    """Whether the reader is a co-mediator of the case, who declares for themselves alone."""
    return g.actor.mediator_id in case.co_mediators


def of_case(case: Case) -> dict[str, Any]:
    """What the page of a case shows of declarations; what a conflict is, to the coordinator alone."""
    reads = may(g.actor, Can.ASSIGN_CASE, case)
    beside = undeclared_beside(g.session, case) if case.status in (CaseStatus.IN_WORK, CaseStatus.IN_MEDIATION) else []
    return {
        "declarations": [
            (declaration, person, words_of(declaration), what_is_declared(g.session, declaration) if reads else "")
            for declaration, person in declarations_of(g.session, case)
        ],
        "declaration_missing": case.status is CaseStatus.IN_WORK and not is_declared(g.session, case),
        "may_declare": case.status in MAY_DECLARE and (may(g.actor, Can.DECLARE_INTEREST, case) or stands_beside(case)),
        "own_missing": not is_declared(g.session, case, g.actor.mediator_id),
        "missing_beside": missing_beside(beside) if beside else None,
        "checked": checked,
    }
