"""Reading papers and files, and telling anybody whether a paper is genuine."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.documents.codes import as_printed
from mediation_cms.documents.files import content_of
from mediation_cms.documents.models import Paper, PaperKind, PaperStatus, StoredFile
from mediation_cms.places.queries import tree

WITH_TERMS = {
    PaperKind.AGREEMENT,
    PaperKind.SUPPLEMENT,
    PaperKind.OBLIGATIONS,
    PaperKind.COURT_ROUTE,
    PaperKind.CASE_REPORT,
}


class Matter(Protocol):
    """A request: what papers and files belong to."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Download:
    """A file as it leaves: to be sent as an attachment of this name, of this type, and never shown inside a page."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody may know of a paper. `sha256` is that of the PDF; None while it is being printed.

    It is in force unless a newer one has taken its place or, from `outdated_on`, what it says no longer holds.
    """

    number: str
    kind: PaperKind
    dated_on: date
    cabinet: Text | None
    sha256: str | None
    in_force: bool
    outdated_on: date | None
    draft: bool


def papers_of(session: Session, matter: Matter) -> list[Paper]:
    """The papers of a matter, newest first, replaced ones included. Their names are no secret to who may see the matter."""
    return list(session.exec(select(Paper).where(Paper.matter_id == matter.id).order_by(col(Paper.id).desc())))


def get_paper(session: Session, actor: Actor, matter: Matter, paper_id: UUID) -> Paper:
    """A paper of this matter that the actor may read. Raises NotFound, or Forbidden: terms are not for the reception desk."""
    paper = session.get(Paper, paper_id, populate_existing=True)
    if paper is None or paper.matter_id != matter.id:
        raise NotFound
    authorize(actor, Can.READ_MINUTES if paper.kind in WITH_TERMS else Can.MAKE_PAPER, matter)
    return paper


def get_file(session: Session, matter: Matter, file_id: UUID) -> StoredFile:
    """A file of this matter. What it is decides who may read it: the use-case that kept it knows. Raises NotFound."""
    file = session.get(StoredFile, file_id)
    if file is None or file.matter_id != matter.id:
        raise NotFound
    return file


def printed(session: Session, paper: Paper) -> Download:
    """The PDF of a paper. Refused while it is not ready."""
    if paper.status is PaperStatus.FAILED:
        raise Refused(
            _("The paper could not be made. Ask for it again; if it fails once more, tell the administrator.")
        )
    if paper.status is not PaperStatus.READY:
        raise Refused(_("The paper is being prepared. Open it again in a moment."))
    return download(session, session.get_one(StoredFile, paper.file_id))


def download(session: Session, file: StoredFile) -> Download:
    """The bytes of a file with what must be said about them. Raises Unreadable when the data folder has lost them."""
    return Download(file.name, file.media_type, content_of(session, file))


def verify(session: Session, code: str) -> Verified:
    """What anybody who holds the paper may compare. Raises NotFound; the way there is the same for every code."""
    places = tree(session)
    paper = session.exec(select(Paper).where(Paper.code == as_printed(code))).first()
    if paper is None:
        raise NotFound(_("There is no paper with this code. Compare it with the paper: 16 letters and figures."))
    return Verified(
        number=paper.number,
        kind=paper.kind,
        dated_on=paper.dated_on,
        cabinet=places.words(paper.cabinet_id, paper.dated_on) if paper.cabinet_id else None,
        sha256=paper.sha256,
        in_force=paper.replaced_by_id is None and paper.outdated_on is None,
        outdated_on=paper.outdated_on,
        draft=paper.draft,
    )
