"""The calls of a case, and what came of them."""

from typing import Any

from sqlmodel import Session, col, select

from mediation_cms.agreements.follow_up_actions import record_reply
from mediation_cms.cases.follow_up_actions import record_opinion
from mediation_cms.cases.follow_up_inputs import OpinionIn, ReplyIn
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind
from mediation_cms.intake.models import Party
from tests.make import matters


def calls(session: Session, case_id: Any, kind: FollowUpKind = FollowUpKind.AGREEMENT) -> list[FollowUp]:
    """The calls of a case in the order in which they were planned."""
    statement = select(FollowUp).where(FollowUp.case_id == case_id, FollowUp.kind == kind)
    return list(session.exec(statement.order_by(col(FollowUp.party_id), col(FollowUp.after_days))))


def parties(session: Session, request_id: Any) -> list[Party]:
    """The parties of a request in the order of their entry."""
    return list(session.exec(select(Party).where(Party.request_id == request_id).order_by(col(Party.id))))


def answer(session: Session, cast: matters.Cast, call: FollowUp, reply: str, /, **changed: Any) -> None:
    """The receptionist writes down what came of a call on 15 July 2022."""
    typed = {"reply": reply, "asked_on": "15.07.2022", "channel": "phone", "answered_by": str(call.party_id)} | changed
    record_reply(session, cast.receptionist, call, ReplyIn.checked(typed))


def opinion(session: Session, cast: matters.Cast, call: FollowUp, /, **changed: Any) -> None:
    """The receptionist writes down the answers to the three questions."""
    typed = {
        "reply": "answered",
        "asked_on": "29.06.2022",
        "channel": "phone",
        "heard": "5",
        "again": "4",
        "reach": "0",
    }
    record_opinion(session, cast.receptionist, call, OpinionIn.checked(typed | changed))
