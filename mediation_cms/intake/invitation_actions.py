"""What people do to invite another side: prepare, have it allowed by the applicant, try, note what came of it, take it back."""

from datetime import timedelta

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.codes import new_code
from mediation_cms.documents.issuing import outdate
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.invitation_inputs import AttemptIn, InvitationIn, PermissionIn, WithdrawalIn
from mediation_cms.intake.invitation_models import AttemptResult, Invitation, InvitationAttempt, InvitationChannel
from mediation_cms.intake.invitation_queries import WAYS, code_index, open_invitation, reach_of, waiting_reply, way_by
from mediation_cms.intake.invitation_rules import ANSWER_DAYS, CODE_DAYS, is_over
from mediation_cms.intake.invitation_settling import (
    NO_MESSAGE,
    code_of,
    end_invitation,
    put_attempt,
    require_leave,
    require_messages,
    settle,
)
from mediation_cms.intake.invitation_workflow import INVITATION, InvitationStep
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.preconditions import require_open, require_since
from mediation_cms.intake.safety import why_no_invitation
from mediation_cms.intake.screening_actions import note_word
from mediation_cms.intake.screening_inputs import WordIn
from mediation_cms.law.queries import value
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.outbox import Reach
from mediation_cms.notifications.telling import Tidings, tell
from mediation_cms.people.models import Channel

UNREACHED = {
    InvitationChannel.EMAIL: _("No e-mail of this side is known. Enter it among the people of the request."),
    InvitationChannel.SMS: _("No phone of this side is known. Enter it among the people of the request."),
}
CODE_GROUPS = 3
"""Sixty random bits: twelve signs, easy to read out and to type."""


def prepare_invitation(
    session: Session, actor: Actor, request: Request, party: Party, given: InvitationIn
) -> Invitation:
    """Prepare the invitation of one other side. Nothing leaves yet: the applicant is asked first (decision 12).

    Refused for a finished request and while another invitation of this side is under way. Raises Invalid for fewer days
    than the law gives (Law on Mediation, article 20).
    """
    authorize(actor, Can.INVITE, request)
    require_open(request)
    if party.request_id != request.id or party.side is not Side.OTHER or party.represents_id is not None:
        raise Refused(_("Only another side of this request is invited."))
    if open_invitation(session, party.id) is not None:
        raise Refused(_("An invitation of this side is under way. Go on with that one, or withdraw it."))
    today = clock.today()
    least: int = value(session, ANSWER_DAYS, today)
    days = given.term_days or least
    if days < least:
        raise Invalid({"term_days": _("The law gives %(n)s days. Give as many or more.", n=least)})
    invitation = Invitation(
        request_id=request.id,
        party_id=party.id,
        language=given.language,
        term_days=days,
        tells_name=given.tells_name,
        tells_category=given.tells_category,
        prepared_on=today,
        prepared_by_id=actor.account_id,
    )
    session.add(invitation)
    session.flush()
    record(session, actor, "invitation.prepared", invitation, matter_id=request.id, no=party.side_no, days=days)
    return invitation


def permit_invitation(session: Session, actor: Actor, invitation: Invitation, given: PermissionIn) -> None:
    """Note that the applicant agreed to the words and the channels, when and how. From here on it may leave.

    Where a risk is marked the applicant's own word must be noted (Invalid beside `despite_risk`).
    """
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.INVITE, request)
    require_open(request)
    require_since(request, "permitted_on", given.permitted_on)
    why_not = why_no_invitation(session, request)
    if why_not is not None and not given.despite_risk:
        raise Invalid({"despite_risk": why_not})
    if why_not is not None:
        note_word(session, actor, request, WordIn(word_on=given.permitted_on))
    invitation.status = INVITATION.after(invitation.status, InvitationStep.PERMIT)
    code = new_code(CODE_GROUPS)
    invitation.permitted_on, invitation.permitted_how = given.permitted_on, given.permitted_how
    invitation.permitted_by_id, invitation.channels = actor.account_id, [str(each) for each in given.channels]
    invitation.code_index, invitation.code_until = code_index(session, code), clock.today() + timedelta(days=CODE_DAYS)
    seal(session, invitation, "code_sealed", code)
    session.add(invitation)
    session.flush()
    record(
        session, actor, "invitation.permitted", invitation, matter_id=request.id, on=given.permitted_on,
        channels=given.channels,
    )  # fmt: skip


def note_attempt(session: Session, actor: Actor, invitation: Invitation, given: AttemptIn) -> InvitationAttempt:
    """Note one try to reach the side. From a written proposal the days for the answer run; a call starts nothing.

    Raises Invalid for a channel to which the applicant did not agree, a day before that consent, and a message left where
    the contact allows none.
    """
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.INVITE, request)
    require_leave(session, request, invitation)
    if given.channel not in invitation.channels:
        raise Invalid({"channel": _("The applicant did not agree to this channel. Ask, or choose another.")})
    if invitation.permitted_on is not None and given.tried_on < invitation.permitted_on:
        raise Invalid(
            {
                "tried_on": _(
                    "The applicant agreed on %(day)s. Give that day or a later one.", day=invitation.permitted_on
                )
            }
        )
    if given.leaves_message:
        require_messages(session, invitation, given)
    attempt = put_attempt(session, actor, invitation, given)
    record(
        session, actor, "invitation.attempted", attempt, matter_id=request.id, channel=given.channel, day=given.tried_on,
        attempt=given.result, answer_by=attempt.due_on,
    )  # fmt: skip
    return attempt


def send_invitation(
    session: Session, actor: Actor, invitation: Invitation, channel: InvitationChannel
) -> InvitationAttempt:
    """Send the invitation today with its short address: by e-mail, as a written proposal; by SMS, which starts no days.

    An e-mail leaves at once, since its days run from today; an SMS waits while people sleep. Refused when the applicant did not
    agree to this channel, or no contact of the side is known at which a message may be left: others may read the same inbox.
    """
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.INVITE, request)
    require_leave(session, request, invitation)
    if channel not in invitation.channels:
        raise Refused(_("The applicant did not agree to this channel. Ask, or choose another."))
    party = session.get_one(Party, invitation.party_id)
    contact = way_by(session, party, channel)
    if contact is None and any(way.channel in WAYS[channel] for way in reach_of(session, party)):
        raise Refused(NO_MESSAGE)
    if contact is None:
        raise Refused(UNREACHED[channel])
    today, by_mail = clock.today(), channel is InvitationChannel.EMAIL
    attempt = put_attempt(
        session, actor, invitation, AttemptIn(channel=channel, tried_on=today, result=AttemptResult.SENT)
    )
    house = letterhead(session, request.cabinet_id, today)
    tidings = Tidings(
        MessageKind.INVITATION, house.name, house.phone, "/i/{code}", code_of(session, invitation), request.id,
        {"answer_by": attempt.due_on or invitation.due_on or today}, about=f"invitation:{invitation.id}",
    )  # fmt: skip
    reach = Reach(Channel.EMAIL if by_mail else Channel.SMS, contact.value, invitation.language)
    message = tell(session, contact.person_id, tidings, reach=reach, asked=by_mail)
    attempt.message_id = message.id if message else None
    session.add(attempt)
    record(
        session, actor, "invitation.attempted", attempt, matter_id=request.id, channel=channel, day=today,
        attempt=AttemptResult.SENT, answer_by=attempt.due_on,
    )  # fmt: skip
    return attempt


def note_no_answer(session: Session, actor: Actor, invitation: Invitation) -> None:
    """Note that no answer came in time: the proposal is deemed rejected (Law on Mediation, article 20, paragraph 6).

    Refused before the day has passed, and while an answer waits to be confirmed. Nothing closes by itself.
    """
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.INVITE, request)
    status = INVITATION.after(invitation.status, InvitationStep.EXPIRE)
    if not is_over(invitation.due_on, clock.today()):
        raise Refused(_("The day for the answer has not passed yet."))
    if waiting_reply(session, invitation) is not None:
        raise Refused(_("An answer came and waits to be confirmed. Call back first."))
    end_invitation(session, invitation, status, clock.today())
    record(session, actor, "invitation.expired", invitation, matter_id=request.id, answer_by=invitation.due_on)


def withdraw_invitation(session: Session, actor: Actor, invitation: Invitation, given: WithdrawalIn) -> None:
    """The applicant takes the invitation back. The short address answers no more, and the letter is out of date."""
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.INVITE, request)
    status = INVITATION.after(invitation.status, InvitationStep.WITHDRAW)
    if given.ended_on < (invitation.permitted_on or invitation.prepared_on):
        raise Invalid({"ended_on": _("The end is before the start. Check the dates.")})
    settle(session, actor, waiting_reply(session, invitation), confirmed=False)
    end_invitation(session, invitation, status, given.ended_on)
    invitation.ended_reason = given.ended_reason
    outdate(session, invitation.id)
    record(
        session, actor, "invitation.withdrawn", invitation, matter_id=request.id, on=given.ended_on,
        reason=given.ended_reason,
    )  # fmt: skip
