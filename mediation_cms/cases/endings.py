"""How a case comes to its end: the one way in which an outcome is written."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, func, select

from mediation_cms.cases.date_taking import free_meetings
from mediation_cms.cases.follow_ups import plan_for_opinions
from mediation_cms.cases.models import Case, Meeting
from mediation_cms.cases.workflow import CASE, CaseStep
from mediation_cms.core.i18n import Joined, Text
from mediation_cms.documents.issuing import outdate
from mediation_cms.intake.models import Outcome, Request, Spell
from mediation_cms.intake.spells import finish
from mediation_cms.intake.workflow import RequestStep


def end_case(session: Session, case: Case, step: CaseStep, outcome: Outcome, on: date, reason: str = "") -> None:
    """Take the step that ends the case, write the outcome to it and to its request, end the spell, plan later calls."""
    case.status = CASE.after(case.status, step)
    case.outcome, case.ended_on, case.ended_reason = outcome, on, reason
    request = session.get_one(Request, case.request_id)
    session.add(case)
    finish(session, request, RequestStep.END_CASE, outcome, on, reason)
    session.flush()
    outdate(session, case.id)  # that it goes on
    free_meetings(session, case)
    plan_for_opinions(session, case, outcome, on)


def meetings_held(session: Session, case: Case) -> int:
    """How many meetings the mediation has had."""
    return session.exec(select(func.count()).select_from(Meeting).where(Meeting.case_id == case.id)).one()


def open_since(session: Session, request_id: UUID) -> date:
    """The day on which the open spell of the matter began: of its receipt, its transfer, or its last reopening."""
    running = select(col(Spell.opened_on)).where(Spell.request_id == request_id, col(Spell.ended_on).is_(None))
    since: date = session.exec(running).one()
    return since


def listed(parts: list[Text]) -> Text:
    """Several things in one sentence."""
    return Joined(tuple(parts), ", ")
