"""Asking the sides how they were served. Not the mediator of the case does this: nobody praises into the face what was bad."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to
from mediation_cms.audit import record
from mediation_cms.cases.follow_up_inputs import OpinionIn
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, Opinion, Reply
from mediation_cms.cases.follow_ups import ask_no_more, note_call, require_waiting
from mediation_cms.cases.models import Case
from mediation_cms.cases.opinion_rules import half_of
from mediation_cms.core import clock
from mediation_cms.core.db import keyring
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _


def record_opinion(session: Session, actor: Actor, call: FollowUp, given: OpinionIn) -> None:
    """Record what came of the three questions. What was said is kept without the side, the matter and the day.

    It counts in the half-year of the entry, whatever day of asking is given: a half-year that is over never changes. The
    history says that the side was asked, never whether or what it answered.
    """
    case = session.get_one(Case, call.case_id)
    authorize(actor, Can.ASK_OPINION, case)
    if call.kind is not FollowUpKind.OPINION:
        raise NotFound
    require_waiting(call)
    if case.ended_on is None or given.asked_on < case.ended_on:
        raise Invalid({"asked_on": _("This is before the end of the matter. Check the dates.")})
    said = {name: score for name, score in given.scores.items() if score}
    reply = Reply.UNWILLING if given.reply is Reply.ANSWERED and not said else given.reply
    note_call(session, actor, call, reply, given.asked_on, given.channel)
    end_links_to(session, Purpose.FOLLOW_UP, call.id)
    if given.no_more:
        ask_no_more(session, case, call)
    if said:
        session.add(
            Opinion(
                cabinet_id=case.cabinet_id,
                mediator_id=case.mediator_id,
                half=half_of(clock.today()),
                matter_index=keyring(session).index(str(case.id), "opinion"),
                heard=said.get("heard"),
                again=said.get("again"),
                reach=said.get("reach"),
            )
        )
    session.flush()
    record(session, actor, "opinion.asked", call, matter_id=case.request_id, on=given.asked_on)
