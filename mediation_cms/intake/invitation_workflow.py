"""The life of an invitation of one other side: from its preparation to an answer, or to none."""

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.workflow import Workflow


class InvitationStatus(Labelled, context="invitation"):
    """What an invitation waits for, or what came of it."""

    PREPARED = "prepared", "Prepared"
    PERMITTED = "permitted", "The applicant agreed"
    TOLD = "told", "Told, not in writing"
    SENT = "sent", "Sent"
    THINKING = "thinking", "Wants to think"
    CALL_ASKED = "call_asked", "Asked to talk"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "No reply in time, deemed declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class InvitationStep(Labelled, context="step of an invitation"):
    """What can be done to an invitation."""

    PERMIT = "permit", "Note the applicant's consent"
    TELL = "tell", "Note a call or a visit"
    SEND = "send", "Send in writing"
    COME_BACK = "come_back", "Note that what was sent came back"
    ACCEPT = "accept", "Note that the side agrees"
    DECLINE = "decline", "Note that the side declines"
    THINK = "think", "Note that the side wants to think"
    ASK_CALL = "ask_call", "Note that the side asks for a call"
    EXPIRE = "expire", "Note that no answer came"
    WITHDRAW = "withdraw", "Withdraw the invitation"


NOT_YET_ALLOWED = (InvitationStatus.PREPARED,)
OUT = (InvitationStatus.TOLD, InvitationStatus.SENT, InvitationStatus.THINKING, InvitationStatus.CALL_ASKED)
"""Something has reached out to the other side, and no final answer is there."""
MAY_LEAVE = (InvitationStatus.PERMITTED, *OUT)
OPEN = (*NOT_YET_ALLOWED, *MAY_LEAVE)
"""One such invitation for a side; a new one may follow when it is over."""
OVER = tuple(status for status in InvitationStatus if status not in OPEN)
ANSWERABLE = (*MAY_LEAVE, InvitationStatus.EXPIRED)
"""An answer is welcome as long as something may have gone out, and after its day as well: who is late may still agree."""

_ANSWERS = {
    InvitationStep.ACCEPT: InvitationStatus.ACCEPTED,
    InvitationStep.DECLINE: InvitationStatus.DECLINED,
    InvitationStep.THINK: InvitationStatus.THINKING,
    InvitationStep.ASK_CALL: InvitationStatus.CALL_ASKED,
}
# A call does not make of a written proposal a told one; who wants to think or to be called goes on doing so until they answer.
_TOLD = {status: status for status in OUT} | {InvitationStatus.PERMITTED: InvitationStatus.TOLD}

INVITATION = Workflow(
    {
        (InvitationStatus.PREPARED, InvitationStep.PERMIT): InvitationStatus.PERMITTED,
        **{(before, InvitationStep.TELL): after for before, after in _TOLD.items()},
        **{(before, InvitationStep.SEND): InvitationStatus.SENT for before in MAY_LEAVE},
        (InvitationStatus.SENT, InvitationStep.COME_BACK): InvitationStatus.PERMITTED,
        **{(before, step): after for before in ANSWERABLE for step, after in _ANSWERS.items()},
        (InvitationStatus.SENT, InvitationStep.EXPIRE): InvitationStatus.EXPIRED,
        (InvitationStatus.THINKING, InvitationStep.EXPIRE): InvitationStatus.EXPIRED,
        (InvitationStatus.CALL_ASKED, InvitationStep.EXPIRE): InvitationStatus.EXPIRED,
        **{(before, InvitationStep.WITHDRAW): InvitationStatus.WITHDRAWN for before in OPEN},
    }
)
