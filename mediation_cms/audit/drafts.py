"""What was typed and not sent: kept encrypted for the one account that typed it, and thrown away in time.

A draft is no record of anything: no right is asked but that of its owner, and the history knows nothing of it.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, select

from mediation_cms.audit.models import Draft
from mediation_cms.core import clock
from mediation_cms.core.db import keyring, seal, unseal

Values = Mapping[str, Any]
KEPT = timedelta(days=30)
WAITS = timedelta(hours=1)
"""So long what was sent after the session had ended waits for its account to sign in again."""
MOST_DRAFTS, MOST_WAITING = 50, 5
"""Of one account; the oldest make room."""
LARGEST = 256 * 1024
"""Signs of all that one form holds. An agreement of sixty terms in two languages has less."""
MARK = 22


def keep_draft(session: Session, account_id: UUID, address: str, values: Values) -> datetime | None:
    """Keep what stands in the form at this address, in place of what was kept before; None where it is too large to be typed."""
    return _keep(session, draft_of(session, account_id, address), account_id, address, values)


def draft_of(session: Session, account_id: UUID, address: str) -> Draft | None:
    """What this account has kept of the form at this address."""
    mine = select(Draft).where(
        Draft.account_id == account_id, Draft.address == address, col(Draft.token_hash).is_(None)
    )
    return session.exec(mine.where(Draft.saved_at > clock.now() - KEPT)).first()


def drafts_of_page(session: Session, account_id: UUID, page: str) -> list[Draft]:
    """All that this account has kept of forms of this page, the oldest first: the one at its address and those beside it."""
    beside = col(Draft.address).startswith(f"{page}#", autoescape=True)
    return _kept(session, account_id, (col(Draft.address) == page) | beside)[::-1]


def drafts_kept(session: Session, account_id: UUID) -> list[Draft]:
    """All that this account has kept, the newest first."""
    return _kept(session, account_id)


def values_of(session: Session, draft: Draft) -> dict[str, Any]:
    """What was typed, by the names of the fields."""
    found: dict[str, Any] = json.loads(unseal(session, draft, "values_sealed") or "{}")
    return found


def drop_draft(session: Session, account_id: UUID, address: str) -> None:
    """Forget what this account has kept of the form at this address: it was sent, or given up."""
    mine = delete(Draft).where(col(Draft.account_id) == account_id, col(Draft.address) == address)
    session.execute(mine.where(col(Draft.token_hash).is_(None)))


def forget_drafts(session: Session) -> None:
    """Forget what nobody came back for."""
    now = clock.now()
    session.execute(delete(Draft).where(col(Draft.saved_at) < now - KEPT))
    session.execute(delete(Draft).where(col(Draft.token_hash).is_not(None), col(Draft.saved_at) < now - WAITS))


# --- when the session has ended ----------------------------------------------------------------------------------------


def form_key(session: Session, account_id: UUID) -> str:
    """A new key of a form that says, signed, which account opened it: it is read again when nobody is signed in any more."""
    drawn = secrets.token_urlsafe(16)
    return f"{drawn}.{account_id.hex}.{_mark(session, drawn, account_id.hex)}"


def opened_by(session: Session, key: str) -> UUID | None:
    """The account that opened the form with this key; None for a key that we have not given out."""
    drawn, _dot, rest = key.partition(".")
    account, _dot, mark = rest.partition(".")
    if not mark or not secrets.compare_digest(mark.encode(), _mark(session, drawn, account).encode()):
        return None
    return UUID(account)


def leave_waiting(session: Session, account_id: UUID, address: str, values: Values) -> str:
    """Keep what came when the session had ended. The token opens it to the same account, within the hour."""
    token = secrets.token_urlsafe(32)
    waiting = select(Draft).where(Draft.account_id == account_id, col(Draft.token_hash).is_not(None))
    _make_room(session, waiting, MOST_WAITING)
    kept = _keep(
        session, Draft(account_id=account_id, address=address, token_hash=_hash(token)), account_id, address, values
    )
    return token if kept else ""


def claim(session: Session, account_id: UUID, token: str) -> str:
    """The address of what waited under this token for the account that has just signed in; empty where nothing did.

    It takes the place of what was kept of the same form before: it is newer.
    """
    waiting = select(Draft).where(Draft.account_id == account_id, Draft.token_hash == _hash(token))
    draft = session.exec(waiting.where(Draft.saved_at > clock.now() - WAITS)).first()
    if draft is None:
        return ""
    drop_draft(session, account_id, draft.address)
    draft.token_hash = None
    session.add(draft)
    session.flush()
    return draft.address


# --- inner parts -------------------------------------------------------------------------------------------------------


def _kept(session: Session, account_id: UUID, *wanted: Any) -> list[Draft]:
    mine = select(Draft).where(Draft.account_id == account_id, col(Draft.token_hash).is_(None), *wanted)
    newest = col(Draft.saved_at).desc()
    return list(session.exec(mine.where(Draft.saved_at > clock.now() - KEPT).order_by(newest, col(Draft.id).desc())))


def _keep(session: Session, draft: Draft | None, account_id: UUID, address: str, values: Values) -> datetime | None:
    typed = json.dumps(dict(values), ensure_ascii=False)
    if len(typed) > LARGEST:
        return None
    if draft is None:
        kept = select(Draft).where(Draft.account_id == account_id, col(Draft.token_hash).is_(None))
        _make_room(session, kept, MOST_DRAFTS)
        drop_draft(session, account_id, address)  # one that is over its time
        draft = Draft(account_id=account_id, address=address)
    draft.saved_at = clock.now()
    seal(session, draft, "values_sealed", typed)
    session.add(draft)
    session.flush()
    return draft.saved_at


def _make_room(session: Session, drafts: Any, most: int) -> None:
    for old in session.exec(drafts.order_by(col(Draft.saved_at).desc()).offset(most - 1)):
        session.delete(old)
    session.flush()


def _mark(session: Session, drawn: str, account: str) -> str:
    return keyring(session).index(f"{drawn}.{account}", "form of an account")[:MARK]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
