"""Putting a message into the outbox. It stands in the transaction of the change: no mail for what did not happen.

What staff chose not to be told is left out here and nowhere else, and here alone their messages wait for working hours.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.core.i18n import Text
from mediation_cms.core.languages import Language
from mediation_cms.notifications.hours import for_staff
from mediation_cms.notifications.kinds import Fact, MessageKind, staff_kind
from mediation_cms.notifications.models import Message, MessageChoice
from mediation_cms.people.models import Account, Channel, Contact

DELIVERED = (Channel.EMAIL, Channel.SMS)
MUST = frozenset(kind.value for kind in MessageKind if (facts := staff_kind(kind)) is None or facts.must)
"""What arrives whatever somebody chose."""


@dataclass(frozen=True)
class Notice:
    """What one person is to be told. `once` names it: what was told under this name is not told again."""

    person_id: UUID
    kind: MessageKind
    facts: Mapping[str, Fact]
    matter_id: UUID | None = None
    once: str | None = None


@dataclass(frozen=True)
class Reach:
    """By which way, where and in which language somebody is told."""

    channel: Channel
    address: str
    language: Language

    @classmethod
    def at(cls, way: Contact) -> Self:
        """By the way that somebody gave."""
        return cls(way.channel, way.value, way.language)


@dataclass(frozen=True)
class Wishes:
    """What somebody chose: kinds that are left out, and whether a coordinator is told of each thing by itself."""

    off: frozenset[str] = field(default_factory=frozenset)
    one_by_one: bool = False


def notify(
    session: Session, person_id: UUID, template: str, matter_id: UUID | None = None, **facts: str | int | date
) -> Message | None:
    """Tell one of the staff something; None when only a call or a letter would reach them, or they chose not to be told.

    `facts` fill the words of the template and are kept as text: dates in ISO form.
    """
    made = notify_all(session, [Notice(person_id, MessageKind(template), facts, matter_id)])
    return made[0] if made else None


def notify_all(session: Session, notices: Sequence[Notice]) -> list[Message]:
    """Tell several people several things, in a few statements however many they are. The messages that were put out."""
    people = {notice.person_id for notice in notices}
    reaches, wishes, told = reaches_of(session, people), wishes_of(session, people), _told(session, notices)
    leaves = for_staff(session, clock.now())
    made = [
        _message(reaches[notice.person_id], notice, leaves)
        for notice in notices
        if notice.person_id in reaches
        and notice.once not in told
        and notice.kind.value not in wishes.get(notice.person_id, Wishes()).off
    ]
    session.add_all(made)
    session.flush()
    return made


def reaches_of(session: Session, people: Collection[UUID]) -> dict[UUID, Reach]:
    """How each of these people is told: at the e-mail of the account, else by the way agreed; who cannot be is not in it."""
    found: dict[UUID, Reach] = {}
    signs_in = select(Account).where(col(Account.person_id).in_(people), col(Account.disabled_on).is_(None))
    for account in session.exec(signs_in.where(Account.email != "").order_by(col(Account.id))):
        if account.person_id is not None:
            found.setdefault(account.person_id, Reach(Channel.EMAIL, account.email, account.language))
    others = set(people) - found.keys()
    if others:
        ways = select(Contact).where(
            col(Contact.person_id).in_(others), col(Contact.channel).in_(DELIVERED), Contact.value != ""
        )
        for way in session.exec(ways.order_by(col(Contact.preferred).desc(), col(Contact.id))):
            if way.person_id is not None:
                found.setdefault(way.person_id, Reach.at(way))
    return found


def wishes_of(session: Session, people: Collection[UUID]) -> dict[UUID, Wishes]:
    """What each of these people chose; who chose nothing is not in it. What must arrive is never left out."""
    of_people = col(MessageChoice.account_id) == Account.id
    chosen = select(Account.person_id, MessageChoice).join(Account, of_people)
    return {
        person_id: Wishes(frozenset(choice.off) - MUST, choice.one_by_one)
        for person_id, choice in session.exec(chosen.where(col(Account.person_id).in_(people)))
        if person_id is not None
    }


def _told(session: Session, notices: Sequence[Notice]) -> set[str]:
    """What of these was told before under its name."""
    names = [notice.once for notice in notices if notice.once]
    known = session.exec(select(Message.once).where(col(Message.once).in_(names))) if names else ()
    return {name for name in known if name}


def _message(reach: Reach, notice: Notice, leaves: datetime) -> Message:
    return Message(
        template=notice.kind.value, person_id=notice.person_id, channel=reach.channel, address=reach.address,
        language=reach.language, facts=kept(notice.facts, reach.language), matter_id=notice.matter_id, made_at=clock.now(),
        next_try_at=leaves, once=notice.once,
    )  # fmt: skip


def kept(facts: Mapping[str, Fact], language: Language) -> dict[str, object]:
    """Facts as they stand in the outbox: days and instants in ISO form, sentences in the language of the reader."""
    return {name: _as_kept(value, language) for name, value in facts.items()}


def _as_kept(value: Fact, language: Language) -> object:
    match value:
        case Text():
            return value.in_(language)
        case date():  # a datetime is one
            return value.isoformat()
        case list():
            return [each.isoformat() for each in value]
        case _:
            return value
