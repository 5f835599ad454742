"""What administrators of the republic do to messages: other words from a day on, their end, a new try for what failed."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.administration.message_inputs import NOT_BEFORE_TODAY, TextEndIn, TextIn
from mediation_cms.administration.rules import fit_in
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound, Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.notifications.hours import for_staff
from mediation_cms.notifications.kinds import KINDS, staff_kind
from mediation_cms.notifications.models import Delivery, Message, MessageText
from mediation_cms.notifications.outbox import reaches_of
from mediation_cms.notifications.queries import texts_of


def write_text(session: Session, actor: Actor, given: TextIn) -> MessageText:
    """Let a kind of message be said in other words from a day on; words in force then end the day before.

    Raises Invalid for a first day in the past or after the last, Refused when other words begin on the same day.
    """
    authorize(actor, Can.MANAGE_MESSAGES)
    if given.kind not in KINDS:
        raise NotFound
    if given.since < clock.today():
        raise Invalid({"since": NOT_BEFORE_TODAY})
    if given.until is not None and given.until <= given.since:
        raise Invalid({"until": _("The last day is before the first. Correct one of them.")})
    fresh = MessageText(**given.model_dump())
    fit_in(texts_of(session, given.kind), fresh)
    session.flush()  # the words before end first: only one may be open
    session.add(fresh)
    session.flush()
    record(
        session, actor, "message_text.written", fresh, message=fresh.kind, since=fresh.since, subject=fresh.subject_ru
    )
    return fresh


def end_text(session: Session, actor: Actor, text: MessageText, given: TextEndIn) -> None:
    """Let our own words be said again from a day on. Words that never began go altogether.

    Raises Invalid for a day in the past or after these words end anyway.
    """
    authorize(actor, Can.MANAGE_MESSAGES)
    if given.until < clock.today():
        raise Invalid({"until": NOT_BEFORE_TODAY})
    if text.until is not None and given.until >= text.until:
        raise Invalid({"until": _("These words end before that day. Give an earlier one.")})
    if given.until <= text.since:
        session.delete(text)
    else:
        text.until = given.until
        session.add(text)
    record(session, actor, "message_text.ended", text, message=text.kind, since=text.since, until=given.until)


def try_again(session: Session, actor: Actor, message: Message) -> None:
    """Send once more what could not be delivered, to where its reader is reached now.

    Refused for what went to people without an account (the code in it is gone, it is sent from where it arose), and when
    nothing would reach the reader.
    """
    authorize(actor, Can.MANAGE_MESSAGES)
    if message.status is not Delivery.FAILED:
        raise stale()
    reach = reaches_of(session, [message.person_id]).get(message.person_id) if message.person_id else None
    if staff_kind(message.template) is None:
        raise Refused(_("What went to a side is sent again from its matter: the code in it is gone."))
    if reach is None:
        raise Refused(_("No e-mail of this person is known. Enter it with the account."))
    message.channel, message.address, message.language = reach.channel, reach.address, reach.language
    message.status, message.tries, message.next_try_at = Delivery.WAITING, 0, for_staff(session, clock.now())
    session.add(message)
    record(session, actor, "message.tried_again", message, matter_id=message.matter_id, message=message.template)
