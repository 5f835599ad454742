"""What applicant and cabinet say to each other on a request, and the files that pass between them."""

from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from sqlmodel import Session, col, func, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import keyring
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.uploads import accept_upload
from mediation_cms.intake.applicant_news import tell_of_message
from mediation_cms.intake.contacting import note_contact
from mediation_cms.intake.message_inputs import MessageIn
from mediation_cms.intake.message_models import HandedFile, RequestMessage
from mediation_cms.intake.message_writing import put_message
from mediation_cms.intake.models import Request

ONE_DAY = timedelta(days=1)
MOST_MESSAGES, MOST_FILES = 20, 10
"""Of one applicant in a day: whoever has more to say is heard by phone."""


def write_to_cabinet(session: Session, actor: Actor, request: Request, given: MessageIn, once: str = "") -> None:
    """The applicant writes. `once` is the key of the form: the same sent twice is one. Refused after too many in a day."""
    authorize(actor, Can.COME_BACK, request)
    key = keyring(session).index(f"{request.id}:{once}:{given.body}", "request message") if once else None
    if key and session.exec(select(RequestMessage.id).where(RequestMessage.once == key)).first():
        return
    _require_room(session, RequestMessage, request, MOST_MESSAGES)
    put_message(session, actor, request, given.body, from_applicant=True, once=key)
    record(session, actor, "applicant.wrote", request, matter_id=request.id)


def write_to_applicant(session: Session, actor: Actor, request: Request, given: MessageIn) -> bool:
    """Staff write to the applicant, and have read what came before. Whether the applicant is told by a message.

    Told once: what is added before the applicant has come back and read needs no second message.
    """
    authorize(actor, Can.WRITE_TO_APPLICANT, request)
    put_message(session, actor, request, given.body, from_applicant=False)
    _have_read(session, request, from_applicant=True)
    record(session, actor, "applicant.answered", request, matter_id=request.id)
    note_contact(session, request, clock.today())
    return tell_of_message(session, request, str(_first_unread(session, request))) is not None


def note_messages_read(session: Session, actor: Actor, request: Request) -> None:
    """Note that staff have read what the applicant wrote: nothing of it waits on a desk any more."""
    authorize(actor, Can.WRITE_TO_APPLICANT, request)
    if _have_read(session, request, from_applicant=True):
        record(session, actor, "applicant.read", request, matter_id=request.id)


def note_read_at_home(session: Session, actor: Actor, request: Request) -> None:
    """Note that the applicant has opened what staff wrote."""
    authorize(actor, Can.COME_BACK, request)
    _have_read(session, request, from_applicant=False)


def hand_in_file(session: Session, actor: Actor, request: Request, name: str, stream: BinaryIO) -> None:
    """The applicant sends a file. Raises Invalid beside `file` for what is no PDF or photo; refused after too many in a day."""
    authorize(actor, Can.COME_BACK, request)
    _require_room(session, HandedFile, request, MOST_FILES)
    _lay(session, actor, request, name, stream, from_applicant=True, shown=True)
    record(session, actor, "applicant.sent_file", request, matter_id=request.id)


def lay_file(session: Session, actor: Actor, request: Request, name: str, stream: BinaryIO, *, shown: bool) -> None:
    """Staff lay a file beside the messages; the applicant sees it only where it is `shown`."""
    authorize(actor, Can.WRITE_TO_APPLICANT, request)
    handed = _lay(session, actor, request, name, stream, from_applicant=False, shown=False)
    record(session, actor, "applicant.file_laid", request, matter_id=request.id)
    if shown:
        show_file(session, actor, request, handed, shown=True)


def show_file(session: Session, actor: Actor, request: Request, handed: HandedFile, *, shown: bool) -> None:
    """Show a file of staff to the applicant, or take it out of sight; refused for the applicant's own."""
    authorize(actor, Can.WRITE_TO_APPLICANT, request)
    if handed.from_applicant:
        raise Refused(_("The applicant sent this file and sees it always."))
    if handed.shown == shown:
        return
    handed.shown = shown
    session.add(handed)
    record(
        session, actor, "applicant.file_shown" if shown else "applicant.file_hidden", request, matter_id=request.id
    )  # fmt: skip
    if shown:
        tell_of_message(session, request, str(handed.id))


def _lay(
    session: Session, actor: Actor, request: Request, name: str, stream: BinaryIO, *, from_applicant: bool, shown: bool
) -> HandedFile:
    file = accept_upload(session, actor, name, stream, request.id)
    handed = HandedFile(
        request_id=request.id, file_id=file.id, from_applicant=from_applicant, shown=shown, at=clock.now()
    )  # fmt: skip
    session.add(handed)
    session.flush()
    return handed


def _have_read(session: Session, request: Request, *, from_applicant: bool) -> bool:
    of_request = (RequestMessage.request_id == request.id, RequestMessage.from_applicant == from_applicant)
    unread = session.exec(select(RequestMessage).where(*of_request, col(RequestMessage.read_at).is_(None))).all()
    for message in unread:
        message.read_at = clock.now()
        session.add(message)
    session.flush()
    return bool(unread)


def _first_unread(session: Session, request: Request) -> UUID:
    """The message of staff that the applicant has not read for longest."""
    of_staff = (RequestMessage.request_id == request.id, col(RequestMessage.from_applicant).is_(False))
    unread = select(RequestMessage.id).where(*of_staff, col(RequestMessage.read_at).is_(None))
    return session.exec(unread.order_by(col(RequestMessage.id)).limit(1)).one()


def _require_room(session: Session, kind: type[RequestMessage | HandedFile], request: Request, most: int) -> None:
    """Refuse what an applicant sends beyond so many of a kind in a day."""
    recent = (kind.request_id == request.id, col(kind.from_applicant).is_(True), kind.at > clock.now() - ONE_DAY)
    if session.exec(select(func.count()).select_from(kind).where(*recent)).one() >= most:
        raise Refused(_("That is much for one day. Call the cabinet, or send the rest tomorrow."))
