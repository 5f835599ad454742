"""The demo's messages: what was told has arrived, but for one that did not; one kind is said in other words from next week on."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.administration.message_actions import write_text
from mediation_cms.administration.message_inputs import TextIn
from mediation_cms.core.clock import telling_of
from mediation_cms.notifications.delivery import note_refusal, note_sent
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.models import Message

A_MINUTE, NEXT_WEEK = timedelta(minutes=1), timedelta(days=7)
FULL = "552 5.2.2 mailbox full"
WORDS = TextIn.model_construct(
    kind=MessageKind.OFFER_DUE,
    subject_kk="Жауабыңызды күтеміз, № {number}",
    body_kk="№ {number} іс бойынша жауабыңызды күтіп отырмыз.\nСоңғы күні: {answer_by}.\n{link}",
    subject_ru="Ждём вашего ответа, № {number}",
    body_ru="Ждём вашего ответа по делу № {number}.\nПоследний день: {answer_by}.\n{link}",
    subject_en="We await your answer, No. {number}",
    body_en="We await your answer about case {number}.\nLast day: {answer_by}.\n{link}",
)


def deliver_what_was_told(session: Session, actor: Actor, now: datetime) -> None:
    """Let all messages that should have left be delivered, the last to staff excepted; write other words for a kind."""
    due = session.exec(select(Message).where(col(Message.next_try_at) < now).order_by(col(Message.id))).all()
    lost = next((message for message in reversed(due) if message.template == MessageKind.CASE_OFFERED), None)
    for message in due:
        with telling_of(message.next_try_at + A_MINUTE):
            if message is lost:
                note_refusal(session, message, FULL, final=True)
            else:
                note_sent(session, message)
    write_text(session, actor, WORDS.model_copy(update={"since": (now + NEXT_WEEK).date(), "until": None}))
    session.flush()
