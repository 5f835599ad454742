"""Giving out personal links, and finding what one leads to: the one place for it, whatever the link is for.

An expired, used, foreign or forged link is refused in the same words. The table keeps no secret: who lost a link gets another.
Who guesses waits longer and longer (`web/ways_in.py`); whoever holds the right link is never kept waiting by them.
"""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, delete, or_, select

from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.core import clock
from mediation_cms.core.db import keyring
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.documents.codes import as_printed, new_code
from mediation_cms.notifications.telling import withdraw

GROUPS = 7
"""140 random bits, more than anybody guesses; small letters and figures, so that it can be typed from a phone."""
LEADS_NOWHERE = _("This link leads nowhere, or not any more. Nothing was lost: call the cabinet, and we help you on.")


def give_link(session: Session, purpose: Purpose, thing_id: UUID, until: date, *, person_id: UUID | None = None) -> str:
    """A new link to the thing, good until the end of that day: the secret part of its address, which nobody sees again."""
    token = new_code(GROUPS).replace("-", "").lower()
    session.add(
        PersonalLink(
            token_index=_index(session, token), purpose=purpose, thing_id=thing_id, person_id=person_id, until=until,
            made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    return token


def link_behind(session: Session, purpose: Purpose, token: str) -> PersonalLink:
    """The link that stands and has this secret part. Raises NotFound, always in the same words."""
    found = session.exec(
        select(PersonalLink).where(
            PersonalLink.token_index == _index(session, token),
            PersonalLink.purpose == purpose,
            PersonalLink.until >= clock.today(),
            col(PersonalLink.ended_at).is_(None),
        )
    ).first()
    if found is None:
        raise NotFound(LEADS_NOWHERE)
    return found


def note_use(session: Session, link: PersonalLink) -> None:
    """Somebody acted through the link; its first use is kept. Looking at a page is no use: scanners of mail look too."""
    if link.used_at is None:
        link.used_at = clock.now()
        session.add(link)


def end_link(session: Session, link: PersonalLink) -> None:
    """The link has done its work: from here on it leads nowhere."""
    note_use(session, link)
    link.ended_at = clock.now()
    session.add(link)
    session.flush()


def told_with(purpose: Purpose, thing_id: UUID) -> str:
    """Under which name a message waits that carries a link to the thing (`Message.about`)."""
    return f"link:{purpose}:{thing_id}"


def end_links_to(session: Session, purpose: Purpose, thing_id: UUID) -> None:
    """Every link to the thing leads nowhere from here on: it is over, or a new link is given out.

    A message with such a link that has not left yet is not sent any more.
    """
    standing = (
        PersonalLink.purpose == purpose,
        PersonalLink.thing_id == thing_id,
        col(PersonalLink.ended_at).is_(None),
    )
    for link in session.exec(select(PersonalLink).where(*standing)):
        link.ended_at = clock.now()
        session.add(link)
    session.flush()
    withdraw(session, told_with(purpose, thing_id))


def forget_links(session: Session, before: datetime) -> None:
    """Throw away the links that lead nowhere since before that instant."""
    over = or_(col(PersonalLink.until) < clock.local(before).date(), col(PersonalLink.ended_at) < before)
    session.execute(delete(PersonalLink).where(over))


def _index(session: Session, token: str) -> str:
    return keyring(session).index(as_printed(token), "personal link")
