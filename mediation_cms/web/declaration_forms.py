"""The declaration on conflicts of interest as a form: with a yes to an offer, and later when circumstances became known."""

from flask import g
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can
from mediation_cms.cases.declarations import is_declared
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus, CaseStep
from mediation_cms.core.errors import stale
from mediation_cms.web import transactions
from mediation_cms.web.case_forms import step
from mediation_cms.web.conflicts import WORDING, interests, stands_beside
from mediation_cms.web.forms import Form


def acceptance(case: Case, form: Form) -> ResponseReturnValue:
    """Accept an offer: the declaration stands in the same form."""
    transactions.reading("cases.declaration", case.request_id)
    return step(
        "cases/acceptance.html", case, form, CaseStep.ACCEPT, Can.ANSWER_OFFER,
        interests=interests(), source=WORDING.source,
    )  # fmt: skip


def declaration(case: Case, form: Form) -> ResponseReturnValue:
    """Declare anew. Refused once the case has ended, or while nobody deals with it."""
    if case.status is CaseStatus.ENDED:
        raise stale()
    transactions.reading("cases.declaration", case.request_id)
    beside = stands_beside(case)
    return step(
        "cases/declaration.html", case, form, None, Can.CONDUCT_MEDIATION if beside else Can.DECLARE_INTEREST,
        interests=interests(), source=WORDING.source, beside=beside,
        declared=is_declared(g.session, case, g.actor.mediator_id),
    )  # fmt: skip
