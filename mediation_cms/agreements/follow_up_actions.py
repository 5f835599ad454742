"""What the sides say of their agreement later: kept, in part, not, or changed; and what follows from it."""

from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize, may
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to
from mediation_cms.agreements.follow_up_tasks import see_to
from mediation_cms.agreements.queries import settled_or_changed, signed_agreement_of
from mediation_cms.audit import record
from mediation_cms.cases.follow_up_inputs import ReplyIn, SettingAsideIn
from mediation_cms.cases.follow_up_models import RESULTS, FollowUp, FollowUpKind, FollowUpState, Reply
from mediation_cms.cases.follow_ups import ask_no_more, note_call, require_waiting
from mediation_cms.cases.models import Case
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.models import Party


def record_reply(session: Session, actor: Actor, call: FollowUp, given: ReplyIn) -> None:
    """Record what came of a call about an agreement; what a side says otherwise than another becomes a task.

    An answer that was written down wrongly is corrected by the same form, by whoever may read the terms.
    """
    case = session.get_one(Case, call.case_id)
    authorize(actor, Can.ASK_SIDES, case)
    if call.kind is not FollowUpKind.AGREEMENT:
        raise NotFound
    again = call.state is FollowUpState.ANSWERED
    if not (again and may(actor, Can.READ_MINUTES, case)):
        require_waiting(call)
    signed = signed_agreement_of(session, case)
    if signed is None or signed.signed_on is None or given.asked_on < signed.signed_on:
        raise Invalid({"asked_on": _("This is before the signing. Check the dates.")})
    if again and given.reply not in RESULTS:
        raise Invalid({"reply": NO_SUCH_CHOICE})
    call.answered_by_id = _who_spoke(session, call, given)
    call.result = given.reply if given.reply in RESULTS else None
    note_call(session, actor, call, given.reply, given.asked_on, given.channel)
    seal(session, call, "note_sealed", given.note or None)
    if given.no_more:
        ask_no_more(session, case, call)
    session.flush()
    record(
        session,
        actor,
        "follow_up.corrected" if again else "follow_up.asked",
        call,
        matter_id=case.request_id,
        days=call.after_days,
        on=given.asked_on,
        reply=given.reply,
    )
    end_links_to(session, Purpose.FOLLOW_UP, call.id)
    see_to(session, actor, case, call)


def set_aside(session: Session, actor: Actor, call: FollowUp, given: SettingAsideIn) -> None:
    """Leave a call out, with a reason: nobody needs to be asked about what is performed in full or was agreed otherwise."""
    case = session.get_one(Case, call.case_id)
    authorize(actor, Can.ASK_SIDES, case)
    if call.kind is not FollowUpKind.AGREEMENT:
        raise NotFound
    require_waiting(call)
    if not settled_or_changed(session, case):
        raise Refused(
            _("The agreement is neither performed nor changed: ask the side, or note that it was not reached.")
        )
    call.state, call.next_on, call.reason = FollowUpState.SET_ASIDE, None, given.reason
    session.add(call)
    session.flush()
    record(
        session,
        actor,
        "follow_up.set_aside",
        call,
        matter_id=case.request_id,
        days=call.after_days,
        reason=given.reason,
    )


def _who_spoke(session: Session, call: FollowUp, given: ReplyIn) -> UUID | None:
    if given.reply is Reply.UNREACHED:
        return None
    party = session.get(Party, given.answered_by) if given.answered_by else None
    if party is None or call.party_id not in (party.id, party.represents_id):
        raise Invalid({"answered_by": NO_SUCH_CHOICE})
    return party.id
