"""A side says from home, by its link, whether its agreement is kept: with one tap, which it may change while the link is open."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.agreements.follow_up_tasks import see_to
from mediation_cms.audit import record
from mediation_cms.cases.follow_up_models import RESULTS, FollowUp, FollowUpKind, FollowUpState, Reply
from mediation_cms.cases.follow_ups import ASKED_ALREADY, note_call
from mediation_cms.cases.home import home_way, takes_answer
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.validation import CHOOSE
from mediation_cms.people.models import Channel


def answer_from_home(session: Session, actor: Actor, call: FollowUp, reply: Reply) -> None:
    """Keep the answer. Other words of the other side become the same task as by phone. Refused once staff have written one."""
    authorize(actor, Can.ANSWER_FROM_HOME, call)
    if call.kind is not FollowUpKind.AGREEMENT:
        raise NotFound
    if reply not in RESULTS:
        raise Invalid({"reply": CHOOSE})
    if not takes_answer(call, actor):
        raise Refused(ASKED_ALREADY)
    again, before = call.state is FollowUpState.ANSWERED, call.result
    if again and before is reply:
        return
    case, today, way = session.get_one(Case, call.case_id), clock.today(), home_way(session, call)
    call.result, call.answered_by_id = reply, call.party_id
    if again:
        call.asked_on = today
        session.add(call)
    else:
        note_call(session, actor, call, reply, today, way.channel if way else Channel.SMS)
    session.flush()
    record(
        session, actor, "follow_up.changed_home" if again else "follow_up.answered_home", call, matter_id=case.request_id,
        days=call.after_days, on=today, reply=reply,
    )  # fmt: skip
    see_to(session, actor, case, call)
