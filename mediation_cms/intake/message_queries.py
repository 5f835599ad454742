"""Reading what passes between an applicant and the cabinet: for the applicant behind the code, and for staff of the matter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core.db import Records, table_of, unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.documents.models import StoredFile
from mediation_cms.documents.queries import Download, download
from mediation_cms.intake.companion_models import Part
from mediation_cms.intake.invitation_queries import DESKS
from mediation_cms.intake.message_models import HandedFile, RequestMessage
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import REQUEST, deals_with, not_barred
from mediation_cms.people.models import AccountKind, Role

MESSAGE = table_of(RequestMessage)
UNREAD = sa.and_(MESSAGE.c.from_applicant, MESSAGE.c.read_at.is_(None))


@dataclass(frozen=True)
class Written:
    """A message with its words."""

    at: datetime
    from_applicant: bool
    account_id: UUID
    read_at: datetime | None
    body: str


@dataclass(frozen=True)
class Handed:
    """A file with its name."""

    id: UUID
    name: str
    size: int
    at: datetime
    from_applicant: bool
    shown: bool


def messages_of(session: Session, actor: Actor, request: Request) -> list[Written]:
    """Every message of a request, the oldest first: for the applicant, and for staff who may answer. Raises Forbidden."""
    _authorize(actor, request)
    found = select(RequestMessage).where(RequestMessage.request_id == request.id).order_by(col(RequestMessage.id))
    return [
        Written(each.at, each.from_applicant, each.account_id, each.read_at, unseal(session, each, "body_sealed") or "")
        for each in session.exec(found)
    ]


def files_of(session: Session, actor: Actor, request: Request) -> list[Handed]:
    """The files beside the messages, the newest first; the applicant's are those that are shown. Raises Forbidden."""
    _authorize(actor, request)
    found = (
        select(HandedFile, StoredFile)
        .join(StoredFile, col(StoredFile.id) == HandedFile.file_id)
        .where(HandedFile.request_id == request.id)
        .order_by(col(HandedFile.id).desc())
    )
    if _is_applicant(actor):
        found = found.where(col(HandedFile.shown).is_(True))
    return [
        Handed(handed.id, file.name, file.size, handed.at, handed.from_applicant, handed.shown)
        for handed, file in session.exec(found)
    ]


def handed_download(session: Session, actor: Actor, request: Request, handed_id: UUID) -> Download:
    """The bytes of a file that was handed over. Raises Forbidden, and NotFound for one that the reader does not see."""
    handed = get_handed(session, request, handed_id)
    _authorize(actor, request)
    if _is_applicant(actor) and not handed.shown:
        raise NotFound
    return download(session, session.get_one(StoredFile, handed.file_id))


def get_handed(session: Session, request: Request, handed_id: UUID) -> HandedFile:
    """A file of this request. Raises NotFound."""
    handed = session.get(HandedFile, handed_id)
    if handed is None or handed.request_id != request.id:
        raise NotFound
    return handed


def unread_for(session: Session, actor: Actor, limit: int) -> Records:
    """Requests with messages that nobody has read, for whoever may answer them: the longest waiting first."""
    desks = frozenset[UUID]().union(*(actor.covers.get(role, frozenset()) for role in DESKS))
    here: sa.ColumnElement[bool] = sa.true() if actor.everywhere & set(DESKS) else REQUEST.c.cabinet_id.in_(desks)
    if Role.MEDIATOR in actor.roles:
        mine = deals_with(REQUEST, actor.mediator_id, Part.CO_MEDIATOR)
        only_offered = sa.and_(REQUEST.c.mediator_id == actor.mediator_id, REQUEST.c.on_offer)
        here = sa.or_(here, sa.and_(mine, sa.not_(only_offered)))
    waits = (
        sa.select(MESSAGE.c.request_id, sa.func.min(MESSAGE.c.at).label("since"), sa.func.count().label("how_many"))
        .where(UNREAD)
        .group_by(MESSAGE.c.request_id)
        .subquery()
    )
    columns = (REQUEST.c.id, REQUEST.c.number, REQUEST.c.subject, REQUEST.c.cabinet_id, waits.c.since, waits.c.how_many)
    statement = (
        sa.select(*columns)
        .join_from(waits, REQUEST, REQUEST.c.id == waits.c.request_id)
        .where(here, not_barred(actor, REQUEST.c.id))
        .order_by(waits.c.since, REQUEST.c.id)
        .limit(limit)
    )
    return session.connection().execute(statement).all()


def _authorize(actor: Actor, request: Request) -> None:
    authorize(actor, Can.COME_BACK if _is_applicant(actor) else Can.WRITE_TO_APPLICANT, request)


def _is_applicant(actor: Actor) -> bool:
    return actor.kind is AccountKind.VISITOR
