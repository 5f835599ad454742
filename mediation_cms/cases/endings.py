"""How a case comes to its end: the one way in which an outcome is written."""

from datetime import date

from sqlmodel import Session, func, select

from mediation_cms.cases.models import Case, Meeting
from mediation_cms.core.i18n import Joined, Text
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.spells import finish
from mediation_cms.intake.workflow import REQUEST, RequestStep


def end_case(session: Session, case: Case, outcome: Outcome, on: date, reason: str = "") -> None:
    """Write the outcome to the case and its request, and end the spell. The state is changed by the caller."""
    case.outcome, case.ended_on, case.ended_reason = outcome, on, reason
    request = session.get_one(Request, case.request_id)
    request.status = REQUEST.after(request.status, RequestStep.END_CASE)
    session.add_all([case, request])
    finish(session, request, outcome, on, reason)
    session.flush()


def meetings_held(session: Session, case: Case) -> int:
    """How many meetings the mediation has had."""
    return session.exec(select(func.count()).select_from(Meeting).where(Meeting.case_id == case.id)).one()


def listed(parts: list[Text]) -> Text:
    """Several things in one sentence."""
    return Joined(tuple(parts), ", ")
