"""Invitations of the demo: other sides in each state, told by the actions of the product at hours counted back from today."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Self

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import reserved
from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.intake.invitation_actions import (
    note_attempt,
    note_no_answer,
    permit_invitation,
    prepare_invitation,
    withdraw_invitation,
)
from mediation_cms.intake.invitation_inputs import (
    AddressReplyIn,
    AttemptIn,
    InvitationIn,
    PermissionIn,
    ReplyIn,
    WithdrawalIn,
)
from mediation_cms.intake.invitation_models import (
    AttemptResult,
    Invitation,
    InvitationChannel,
    ReplyAnswer,
)
from mediation_cms.intake.models import IntakeChannel, Party, Request, Side
from mediation_cms.intake.own_word_actions import begin_own_word, send_own_word, write_own_word
from mediation_cms.intake.own_word_queries import word_of_reply
from mediation_cms.intake.reply_actions import receive_reply, record_reply
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import AccountKind
from mediation_cms.seeding.telling import Told

NOON = time(12)
CALL, LETTER = InvitationChannel.CALL, InvitationChannel.POST

WROTE: dict[str, dict[str, str]] = {
    "about": {"about": "Бәрі дұрыс түсінілмей қалды. Сөйлескім келеді."},
    "afraid": {"answer": "no"},
    "threatened": {"answer": "no"},
    "hurt": {"answer": "no"},
    "alone": {"alone": "yes"},
    "language": {"language": "kk"},
    "reach": {"channel": "sms", "value": "+7 701 000 00 08", "messages": "yes"},
    "times": {"times": "18:00-ден кейін"},
}
"""What one of them answered from home."""


class Inviting:
    """One invitation while it is being told: each step so many days ago, never before the matter came in."""

    def __init__(self, session: Session, actor: Actor, request: Request, now: datetime) -> None:
        self.session, self.actor, self.request, self.now = session, actor, request, now
        self.invitation: Invitation

    def on(self, ago: int) -> date:
        """The day so many days ago, or the one on which the matter came in."""
        return max(clock.local(self.now).date() - timedelta(days=ago), self.request.received_on)

    def at(self, ago: int) -> datetime:
        """Noon of that day, or now where that has not come yet."""
        return min(datetime.combine(self.on(ago), NOON, clock.ALMATY), self.now)

    def prepared(self, ago: int) -> Self:
        """The invitation of the first other side."""
        own = col(Party.represents_id).is_(None)
        others = select(Party).where(Party.request_id == self.request.id, Party.side == Side.OTHER, own)
        with clock.telling_of(self.at(ago)):
            party = self.session.exec(others.order_by(col(Party.side_no), col(Party.id)).limit(1)).one()
            given = InvitationIn(language=self.request.language, tells_category=True)
            self.invitation = prepare_invitation(self.session, self.actor, self.request, party, given)
        return self

    def allowed(self, ago: int) -> Self:
        """The applicant agreed, in person."""
        given = PermissionIn(permitted_on=self.on(ago), permitted_how=IntakeChannel.IN_PERSON, channels=[CALL, LETTER])
        with clock.telling_of(self.at(ago)):
            permit_invitation(self.session, self.actor, self.invitation, given)
        return self

    def tried(self, ago: int, channel: InvitationChannel, result: AttemptResult, note: str = "") -> Self:
        """One try."""
        given = AttemptIn(channel=channel, tried_on=self.on(ago), result=result, note=note)
        with clock.telling_of(self.at(ago)):
            note_attempt(self.session, self.actor, self.invitation, given)
        return self

    def said(self, ago: int, answer: ReplyAnswer, reason: str = "") -> Self:
        """What the other side said by phone."""
        given = ReplyIn(
            answer=answer,
            given_on=self.on(ago),
            how=IntakeChannel.PHONE,
            language=self.request.language,
            reason_code=reason,
        )
        with clock.telling_of(self.at(ago)):
            record_reply(self.session, self.actor, self.invitation, given)
        return self

    def sent_back(self, ago: int) -> Self:
        """An answer by the short address, which nobody has confirmed yet."""
        visitor = reserved(self.session, AccountKind.VISITOR)
        given = AddressReplyIn.checked({"answer": "call", "phone": "+7 701 000 00 09", "call_when": "18:00"})
        with clock.telling_of(self.at(ago)):
            receive_reply(self.session, visitor, self.invitation, given, Language.KK)
        return self

    def wrote_from_home(self, ago: int) -> Self:
        """The side agreed by the short address, and answered the questions that follow; nobody has confirmed it yet."""
        visitor = reserved(self.session, AccountKind.VISITOR)
        with clock.telling_of(self.at(ago)):
            given = AddressReplyIn.checked({"answer": "agreed"})
            reply = receive_reply(self.session, visitor, self.invitation, given, Language.KK)
            begin_own_word(self.session, visitor, self.invitation, reply)
            word = word_of_reply(self.session, reply)
            assert word is not None  # noqa: S101 - begun a line above
            for step, typed in WROTE.items():
                write_own_word(self.session, visitor, self.invitation, word, step, typed)
            send_own_word(self.session, visitor, self.invitation, word)
        return self


def _nobody_asked(one: Inviting) -> None:
    one.prepared(1)


def _allowed(one: Inviting) -> None:
    one.prepared(2).allowed(1)


def _told(one: Inviting) -> None:
    one.prepared(3).allowed(2).tried(1, CALL, AttemptResult.REACHED)


def _waiting(one: Inviting) -> None:
    one.prepared(3).allowed(3).tried(2, CALL, AttemptResult.NOT_REACHED).tried(1, LETTER, AttemptResult.SENT)


def _answered_by_address(one: Inviting) -> None:
    one.prepared(4).allowed(4).tried(3, LETTER, AttemptResult.SENT).sent_back(0)


def _wrote_from_home(one: Inviting) -> None:
    one.prepared(4).allowed(4).tried(3, LETTER, AttemptResult.SENT).wrote_from_home(0)


def _agreed(one: Inviting) -> None:
    one.prepared(4).allowed(4).tried(3, LETTER, AttemptResult.SENT).said(1, ReplyAnswer.AGREED)


def _refused(one: Inviting) -> None:
    one.prepared(4).allowed(4).tried(3, CALL, AttemptResult.REACHED).said(1, ReplyAnswer.REFUSED, "court")


def _thinking(one: Inviting) -> None:
    one.prepared(5).allowed(5).tried(4, LETTER, AttemptResult.SENT).said(2, ReplyAnswer.THINKING)


def _call_asked(one: Inviting) -> None:
    one.prepared(3).allowed(3).tried(2, LETTER, AttemptResult.SENT).said(1, ReplyAnswer.CALL)


def _late(one: Inviting) -> None:
    one.prepared(16).allowed(15).tried(14, LETTER, AttemptResult.SENT).tried(5, CALL, AttemptResult.NOT_REACHED)


def _expired(one: Inviting) -> None:
    one.prepared(16).allowed(15).tried(14, LETTER, AttemptResult.SENT)
    with clock.telling_of(one.at(1)):
        note_no_answer(one.session, one.actor, one.invitation)


def _withdrawn(one: Inviting) -> None:
    one.prepared(3).allowed(2)
    with clock.telling_of(one.at(1)):
        withdraw_invitation(one.session, one.actor, one.invitation, WithdrawalIn(ended_on=one.on(1)))


FRESH: Sequence[Callable[[Inviting], None]] = (
    _waiting, _agreed, _answered_by_address, _refused, _told, _allowed, _thinking, _call_asked, _nobody_asked, _withdrawn,
    _wrote_from_home,
)  # fmt: skip
OLD: Sequence[Callable[[Inviting], None]] = (_late, _expired)
LONG_AGO = timedelta(days=17)


def invite_all(session: Session, actor: Actor, told: Sequence[Told], now: datetime) -> None:
    """Invite the other sides of matters that have no contract yet; those that are old enough tell of days that passed."""
    today = clock.local(now).date()
    fresh, old = iter(FRESH), iter(OLD)
    for matter in _invitable(session, told):
        ways = old if today - matter.request.received_on >= LONG_AGO else fresh
        tell = next(ways, None)
        if tell is not None:
            tell(Inviting(session, actor, matter.request, now))


def _invitable(session: Session, told: Sequence[Told]) -> Iterator[Told]:
    """Open matters with another side, without a mark of risk, before a contract."""
    for matter in told:
        request = matter.request
        others = select(Party.id).where(Party.request_id == request.id, Party.side == Side.OTHER)
        before_contract = not hasattr(matter, "case") or matter.case.status.value in {"admitted", "offered", "in_work"}
        opens = request.status is not RequestStatus.ENDED and request.risk is Risk.NONE and before_contract
        if opens and session.exec(others).first() is not None:
            yield matter
