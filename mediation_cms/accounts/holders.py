"""Who holds the token of a session: account, person and roles in one statement, since every page asks."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.accounts.models import SignIn
from mediation_cms.accounts.queries import ACCOUNT, HELD, PERSON, actor_with
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.names import full_name

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)
SIGN_IN = table_of(SignIn)
HELD_TODAY = sa.and_(
    HELD.c.account_id == ACCOUNT.c.id,
    HELD.c.since <= sa.bindparam("today"),
    sa.or_(HELD.c.until.is_(None), HELD.c.until > sa.bindparam("today")),
)
HOLDER = (
    sa.select(
        SIGN_IN.c.id.label("sign_in_id"), SIGN_IN.c.started_at, SIGN_IN.c.seen_at, ACCOUNT.c.id, ACCOUNT.c.kind,
        ACCOUNT.c.login, ACCOUNT.c.language, ACCOUNT.c.person_id, PERSON.c.surname, PERSON.c.given_name,
        PERSON.c.patronymic, HELD.c.role, HELD.c.unit_id,
    )
    .select_from(
        SIGN_IN.join(ACCOUNT, ACCOUNT.c.id == SIGN_IN.c.account_id)
        .outerjoin(PERSON, PERSON.c.id == ACCOUNT.c.person_id)
        .outerjoin(HELD, HELD_TODAY)
    )
    .where(SIGN_IN.c.token_hash == sa.bindparam("token_hash"), SIGN_IN.c.ended_at.is_(None))
    .where(ACCOUNT.c.disabled_on.is_(None))
    .order_by(HELD.c.id)
)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """Who holds a token now. `due` says that it is time to write again that the session is in use."""

    actor: Actor
    sign_in_id: UUID
    due: bool


def token_hash(token: str) -> str:
    """What the table keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def holder_of(session: Session, token: str) -> Holder | None:
    """Who holds this token now; None for an unknown, ended or expired session, or a disabled account."""
    now = clock.now()
    asked = {"token_hash": token_hash(token), "today": clock.local(now).date()}
    rows = session.connection().execute(HOLDER, asked).all()
    if not rows or now - rows[0].seen_at > IDLE or now - rows[0].started_at > LONGEST:
        return None
    one = rows[0]
    name = full_name(one.surname, one.given_name, one.patronymic) if one.person_id else one.login
    held = [(row.role, row.unit_id) for row in rows if row.role is not None]
    actor = actor_with(session, one.id, one.kind, name, one.language, one.person_id, held)
    return Holder(actor, one.sign_in_id, now - one.seen_at > SEEN_EVERY)
