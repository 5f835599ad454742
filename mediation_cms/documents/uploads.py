"""Taking in what people attach: PDF, JPG and PNG, known by their content and opened before they are kept."""

import hashlib
import re
from pathlib import PurePosixPath
from typing import BinaryIO
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.names import clean_line
from mediation_cms.core.parsing import Unreadable
from mediation_cms.documents.files import store
from mediation_cms.documents.inspection import Fault, Faulty, Inspected, inspected
from mediation_cms.documents.models import StoredFile

MEGABYTES = 20
LARGEST = MEGABYTES * 1_000_000
LONGEST_NAME = 120
LONGEST_SIDE = 640
"""So many pixels a photo of somebody needs at most."""
ENDINGS = {"application/pdf": (".pdf",), "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}
ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
NOT_WHAT_IT_SAYS = _("The content is not what the name says. Save it as PDF, JPG or PNG and attach again.")
NO_PICTURE = _("This is no photo. Attach a JPG or PNG.")
WHY: dict[Fault, Text] = {
    Fault.KIND: NOT_WHAT_IT_SAYS,
    Fault.UNREADABLE: _("The file could not be opened. Scan it again."),
    Fault.ACTIVE: _("The file holds a program or another file. Print it to PDF or scan it, and attach that."),
}


def accept_upload(
    session: Session, actor: Actor, name: str, stream: BinaryIO, matter_id: UUID | None = None, field: str = "file"
) -> StoredFile:
    """Keep what was attached under `field`, a name with or without a path and a stream. The use-case that needs it authorizes.

    Raises Invalid beside the field when it is empty, over 20 MB, no PDF, JPG or PNG, other than its name says, or does not
    open: damaged, locked by a password, too many pixels, or more than pages to look at.
    """
    content = _read(stream, field)
    try:
        found = inspected(content)
    except Faulty as faulty:
        raise Invalid({field: WHY[faulty.fault]}) from None
    return _kept(session, actor, name, content, found, matter_id, field)


def accept_picture(session: Session, actor: Actor, name: str, stream: BinaryIO, field: str = "file") -> StoredFile:
    """Keep a photo that was attached, JPG or PNG: written anew, without what the camera noted, and made small.

    Raises Invalid beside the field as `accept_upload` does.
    """
    content = _read(stream, field)
    try:
        found = inspected(content, LONGEST_SIDE)
    except Faulty as faulty:
        raise Invalid({field: NO_PICTURE if faulty.fault is Fault.KIND else WHY[faulty.fault]}) from None
    return _kept(session, actor, name, content, found, None, field)


def _read(stream: BinaryIO, field: str) -> bytes:
    content = stream.read(LARGEST + 1)
    if not content:
        raise Invalid({field: _("The file is empty. Attach another.")})
    if len(content) > LARGEST:
        sentence = _("The file is too large: the limit is %(mb)s MB. Make it smaller or split it.", mb=str(MEGABYTES))
        raise Invalid({field: sentence})
    return content


def _kept(
    session: Session, actor: Actor, name: str, content: bytes, found: Inspected, matter_id: UUID | None, field: str
) -> StoredFile:
    stem, ending = _name(name)
    if ending not in ("", *ENDINGS[found.media_type]):
        raise Invalid({field: NOT_WHAT_IT_SAYS})
    return store(
        session,
        found.content,
        name=f"{stem}{ending or ENDINGS[found.media_type][0]}",
        media_type=found.media_type,
        uploaded_by_id=actor.account_id,
        matter_id=matter_id,
        received_sha256=hashlib.sha256(content).hexdigest(),
    )


def _name(typed: str) -> tuple[str, str]:
    """The name without folders, and the ending that says of what kind the file is, if it has one."""
    last = PurePosixPath(typed.replace("\\", "/")).name
    try:
        name = clean_line(last)
    except Unreadable:  # characters that nobody sees: the name may pretend another ending
        name = ""
    found = ENDING.search(name)
    ending = found[0].lower() if found else ""
    return (name[: len(name) - len(ending)] or "file")[:LONGEST_NAME], ending
