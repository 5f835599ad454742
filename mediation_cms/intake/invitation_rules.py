"""The day until which an answer is awaited, and how an invitation stands: pure, over given values."""

from dataclasses import dataclass
from datetime import date

from mediation_cms.core import dates
from mediation_cms.core.i18n import Phrase, Raised, Text, _, ngettext
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.law.rules import term_end

ANSWER_DAYS = "invitation.answer_days"
"""The dated rule: ten calendar days (Law on Mediation, article 20, paragraph 6; partly found)."""
LONGEST_TERM = 60
"""Calendar days: a longer "other reasonable term" is no proposal any more (our assumption)."""
CODE_DAYS = 60
"""Calendar days after it was allowed or last sent for which the address on the letter answers."""


@dataclass(frozen=True)
class AnswerTerm:
    """The term of one written proposal, in calendar days from the day of sending, which is day 0.

    Law on Mediation, article 20, paragraph 6: without consent in ten calendar days (found), or in another reasonable term
    stated in the proposal (recalled), it is deemed rejected. The last day is not rolled to a working one: it is the sides'
    own time to think, nothing is lost on it, and staff record by hand that it has passed (our assumption).
    """

    sent_on: date
    days: int

    @property
    def due_on(self) -> date:
        """The last day for the answer."""
        return term_end(self.sent_on, self.days)

    def sentence(self) -> Text:
        """Answer until 13 June 2026 inclusive: ten calendar days from 3 June 2026."""
        return _(
            "Answer %(until)s: %(days)s %(since)s.",
            until=Phrase(dates.until, self.due_on),
            days=ngettext("%(n)s calendar day", "%(n)s calendar days", self.days),
            since=Phrase(dates.since, self.sent_on),
        )


def is_over(due_on: date | None, today: date) -> bool:
    """Whether the day for the answer has passed; a proposal that was not made in writing has none."""
    return due_on is not None and today > due_on


@dataclass(frozen=True, slots=True)
class Standing:
    """How the other side stands: its state, the day until which an answer is awaited, whether an answer waits to be confirmed."""

    status: InvitationStatus
    due_on: date | None = None
    answer_waits: bool = False

    def is_late(self, today: date) -> bool:
        """Whether no answer came in time and nobody has noted it yet."""
        return self.status in AWAITING and is_over(self.due_on, today)

    def badge(self, today: date) -> str:
        """The class of the badge: colour and sign."""
        if self.answer_waits or self.is_late(today):
            return "late"
        return BADGES[self.status]

    def word(self, today: date) -> Text:
        """The state in two or three words."""
        if self.answer_waits:
            return _("An answer came")
        return _("No answer in time") if self.is_late(today) else self.status.label

    def sentence(self, today: date) -> Text:
        """Who must do what, until when."""
        if self.answer_waits:
            return _("An answer came by the address on the letter. Call back, confirm that it is theirs, and note it.")
        if self.is_late(today):
            return _(
                "The day for the answer has passed: %(day)s. Nothing closes by itself: call once more, or note that no "
                "answer came.",
                day=self.due_on or today,
            )
        return SENTENCES[self.status]

    def waiting(self, today: date) -> Text | None:
        """Until when the other side has time, said as a sentence; None where no term runs."""
        if self.due_on is None or self.status not in AWAITING or self.is_late(today):
            return None
        left = (self.due_on - today).days
        if left == 0:
            return _("Today is the last day")
        return Raised(ngettext("%(n)s calendar day left", "%(n)s calendar days left", left))


AWAITING = (InvitationStatus.SENT, InvitationStatus.THINKING, InvitationStatus.CALL_ASKED)
BADGES = {
    InvitationStatus.PREPARED: "draft",
    InvitationStatus.PERMITTED: "new",
    InvitationStatus.TOLD: "wait",
    InvitationStatus.SENT: "wait",
    InvitationStatus.THINKING: "wait",
    InvitationStatus.CALL_ASKED: "soon",
    InvitationStatus.ACCEPTED: "done",
    InvitationStatus.DECLINED: "stopped",
    InvitationStatus.EXPIRED: "stopped",
    InvitationStatus.WITHDRAWN: "stopped",
}
NOT_INVITED = _("Not invited yet. Ask the applicant whether, how and with which words this side may be invited.")
SENTENCES = {
    InvitationStatus.PREPARED: _(
        "Ask the applicant whether the words and the channel are right. Nothing leaves before."
    ),
    InvitationStatus.PERMITTED: _("The applicant agreed. Now the invitation may go out."),
    InvitationStatus.TOLD: _("Told, but not in writing: no term runs until a written proposal is sent."),
    InvitationStatus.SENT: _("The other side has its time to answer."),
    InvitationStatus.THINKING: _("The other side wants to think. Leave it the time."),
    InvitationStatus.CALL_ASKED: _("The other side asks for a call. Call at the hour that was named."),
    InvitationStatus.ACCEPTED: _("The other side agrees to talk. Agree on a day with both."),
    InvitationStatus.DECLINED: _("The other side declined. Tell the applicant, and explain the other ways."),
    InvitationStatus.EXPIRED: _("No answer came in time. Tell the applicant, and explain the other ways."),
    InvitationStatus.WITHDRAWN: _("The applicant took the invitation back."),
}
