"""Reading the history: who did what, and who has read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.audit.models import Entry, Reading, Submission
from mediation_cms.audit.sentences import page_of, said_details, sentence_of
from mediation_cms.core.i18n import Text
from mediation_cms.people.models import Account, Person

MOST = 200


@dataclass(frozen=True)
class Line:
    """One line of a history: when, who, what, with plain details."""

    at: datetime
    who: str
    action: str
    details: dict[str, Any]

    @property
    def sentence(self) -> Text | str:
        """What was done, in words."""
        return sentence_of(self.action)

    @property
    def page(self) -> Text | str:
        """Which page was read, in words."""
        return page_of(self.action)

    @property
    def said(self) -> list[tuple[Text | str, Text | str]]:
        """The details in words: what, and how it reads now."""
        return said_details(self.details)


def history_of(session: Session, matter_id: UUID) -> list[Line]:
    """What was done to a matter and everything in it, newest first."""
    statement = select(Entry).where(Entry.matter_id == matter_id).order_by(col(Entry.id).desc()).limit(MOST)
    entries = session.exec(statement).all()
    names = names_of(session, {entry.account_id for entry in entries})
    return [Line(entry.at, names[entry.account_id], entry.action, entry.details) for entry in entries]


def history_of_thing(session: Session, thing_id: UUID) -> list[Line]:
    """What was done to one thing that belongs to no matter: a rule, a place, a register entry; newest first."""
    statement = select(Entry).where(Entry.thing_id == thing_id).order_by(col(Entry.id).desc()).limit(MOST)
    entries = session.exec(statement).all()
    names = names_of(session, {entry.account_id for entry in entries})
    return [Line(entry.at, names[entry.account_id], entry.action, entry.details) for entry in entries]


def readings_of(session: Session, matter_id: UUID) -> list[Line]:
    """Who was shown pages of a matter, newest first."""
    statement = select(Reading).where(Reading.matter_id == matter_id).order_by(col(Reading.id).desc()).limit(MOST)
    readings = session.exec(statement).all()
    names = names_of(session, {reading.account_id for reading in readings})
    return [
        Line(reading.at, names[reading.account_id], reading.page, {"refused": reading.refused}) for reading in readings
    ]


def names_of(session: Session, accounts: set[UUID]) -> dict[UUID, str]:
    """The names behind accounts; the login where there is no person."""
    statement = (
        select(Account, Person)
        .outerjoin(Person, col(Person.id) == Account.person_id)
        .where(col(Account.id).in_(accounts))
    )
    return {
        account.id: person.name if person is not None else account.login for account, person in session.exec(statement)
    }


def earlier_answer(session: Session, key: str) -> str | None:
    """Where the form with this key led when it was sent the first time; None for a new form."""
    found = session.exec(select(Submission).where(Submission.key == key)).first()
    return found.answer if found else None
