"""Putting a message into the outbox. It stands in the transaction of the change: no mail for what did not happen."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Account, Channel, Contact

DELIVERED = (Channel.EMAIL, Channel.SMS)


def notify(
    session: Session, person_id: UUID, template: str, matter_id: UUID | None = None, **facts: str | int | date
) -> Message | None:
    """Tell a person something by the way that was agreed with them; None when only a call, a letter or a visit would reach them.

    `facts` fill the words of the template and are kept as text: dates in ISO form.
    """
    contact = _address(session, person_id)
    if contact is None:
        return None
    channel, address, language = contact
    now = clock.now()
    message = Message(
        template=template,
        person_id=person_id,
        channel=channel,
        address=address,
        language=language,
        facts={name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()},
        matter_id=matter_id,
        made_at=now,
        next_try_at=now,
    )
    session.add(message)
    session.flush()
    return message


def _address(session: Session, person_id: UUID) -> tuple[Channel, str, Language] | None:
    signs_in = select(Account).where(Account.person_id == person_id, col(Account.disabled_on).is_(None))
    account = session.exec(signs_in.where(Account.email != "")).first()
    if account is not None:
        return Channel.EMAIL, account.email, account.language
    ways = select(Contact).where(
        Contact.person_id == person_id, col(Contact.channel).in_(DELIVERED), Contact.value != ""
    )
    contact = session.exec(ways.order_by(col(Contact.preferred).desc(), col(Contact.id))).first()
    return (contact.channel, contact.value, contact.language) if contact else None
