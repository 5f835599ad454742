"""What happened with an invitation, as lines of its timeline."""

from dataclasses import dataclass, field
from datetime import date

from flask import g

from mediation_cms.core.dates import clock_time, short_day, until
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import Joined, Phrase, Text, _
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import words
from mediation_cms.intake.invitation_models import (
    Invitation,
    InvitationAttempt,
    InvitationChannel,
    InvitationReply,
    ReplyAnswer,
    ReplyState,
)
from mediation_cms.intake.invitation_queries import attempts_of, replies_of
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.intake.models import IntakeChannel
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.rules import shown_phone


@dataclass(frozen=True)
class Line:
    """One thing that happened: on which day, as it is shown, in words, and what was noted beside it."""

    day: date
    when: str
    what: Text
    more: list[Text | str] = field(default_factory=list)


def happened(invitation: Invitation, *, notes: bool) -> list[Line]:
    """Everything that happened, the latest first; what was noted in words for whoever works on the matter alone."""
    lines = [_line(invitation.prepared_on, _("Invitation prepared"))]
    if invitation.permitted_on is not None and invitation.permitted_how is not None:
        agreed = (_("The applicant agreed"), invitation.permitted_how.label)
        by = [InvitationChannel(each).label for each in invitation.channels]
        lines.append(_line(invitation.permitted_on, Joined(agreed, ": "), Joined(tuple(by), ", ")))
    lines += [_attempt(attempt, notes=notes) for attempt in attempts_of(g.session, invitation)]
    replies = replies_of(g.session, invitation)
    lines += [_reply(reply, notes=notes) for reply in replies]
    if invitation.ended_on is not None:
        more: list[Text | str] = [invitation.ended_reason] if invitation.ended_reason else []
        more += [_("came into mediation another way")] if _came_another_way(invitation, replies) else []
        lines.append(_line(invitation.ended_on, invitation.status.label, *more))
    return sorted(lines, key=lambda line: line.day)[::-1]


def _came_another_way(invitation: Invitation, replies: list[InvitationReply]) -> bool:
    """Whether the side consented to mediation without an answer to the invitation that says so."""
    said = {reply.answer for reply in replies if reply.state is ReplyState.CONFIRMED}
    return invitation.status is InvitationStatus.ACCEPTED and ReplyAnswer.AGREED not in said


def _line(day: date, what: Text, *more: Text | str) -> Line:
    return Line(day, short_day(day), what, list(more))


def _attempt(attempt: InvitationAttempt, *, notes: bool) -> Line:
    more: list[Text | str] = []
    if attempt.due_on is not None:
        more.append(_("A written proposal: answer %(until)s.", until=Phrase(until, attempt.due_on)))
    if attempt.message_id is not None:
        delivery: Delivery = g.session.get_one(Message, attempt.message_id).status
        more.append(delivery.label)
    if notes and attempt.note_sealed is not None:
        more.append(unseal(g.session, attempt, "note_sealed") or "")
    when = short_day(attempt.tried_on) + (f", {clock_time(attempt.tried_at)}" if attempt.tried_at else "")
    return Line(attempt.tried_on, when, Joined((attempt.channel.label, attempt.result.label), ": "), more)


def _reply(reply: InvitationReply, *, notes: bool) -> Line:
    by_address = reply.how is IntakeChannel.WEB
    more: list[Text | str] = [_("by the address on the letter") if by_address else reply.how.label]
    if by_address:
        more.append(reply.state.label)
    if reply.phone:
        more.append(shown_phone(reply.phone))
    more += [reply.call_when] if reply.call_when else []
    more += [_("needs an interpreter")] if reply.interpreter else []
    more += [_("wants to talk separately first")] if reply.separately else []
    more += [words(g.session, Catalogue.INVITATION_REFUSAL, reply.reason_code)] if reply.reason_code else []
    if notes and reply.said_sealed is not None:
        more.append(unseal(g.session, reply, "said_sealed") or "")
    return Line(reply.given_on, short_day(reply.given_on), Joined((_("Answer"), reply.answer.label), ": "), more)
