"""What stands for the scan of a signed agreement: one page that says so. Nobody signed anything in a seed."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.documents.files import store
from mediation_cms.documents.models import StoredFile
from mediation_cms.seeding.bulk_requests import Scan

PDF = "application/pdf"
# Latin letters alone: the one font that every reader of PDF brings has no others.
SAID = (
    "ULGI  /  OBRAZETS  /  SAMPLE",
    "{number}",
    "In place of the scan of a signed agreement.",
    "The parties are invented.",
)


def page(number: str) -> bytes:
    """The page for the agreement of this number, as PDF."""
    lines = [f"({said.format(number=number)}) Tj 0 -36 Td" for said in SAID]
    drawn = " ".join(["BT /F1 18 Tf 72 700 Td", *lines, "ET"]).encode("ascii")
    return _pdf(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        )
    )


def keep_scan(session: Session, actor: Actor, matter_id: UUID | None, number: str) -> StoredFile:
    """Keep the page as the scan of an agreement. `planting.remember` waits until all are on the disk."""
    return store(
        session,
        page(number),
        name=f"{number}-ulgi.pdf",
        media_type=PDF,
        uploaded_by_id=actor.account_id,
        matter_id=matter_id,
        safe=False,
    )


def own_scans(session: Session) -> Scan:
    """Each agreement has a scan of its own."""

    def keep(actor: Actor, matter_id: UUID, number: str) -> tuple[UUID, str]:
        file = keep_scan(session, actor, matter_id, number)
        return file.id, file.sha256

    return keep


def one_scan(session: Session, actor: Actor) -> Scan:
    """All agreements share one scan: for the thousands of a benchmark."""
    file = keep_scan(session, actor, None, "volume")
    return lambda _actor, _matter_id, _number: (file.id, file.sha256)


def _pdf(objects: Sequence[bytes]) -> bytes:
    """The objects, from 1 on, as a file with its table of offsets (ISO 32000-1, 7.5)."""
    file, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return file + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(file),
    )  # fmt: skip
