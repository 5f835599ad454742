"""Many certificates as one file to be printed in one go: their stored sheets behind each other, each as it was issued."""

from collections.abc import Sequence
from importlib import import_module
from io import BytesIO

from sqlmodel import Session, col, select

from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.files import content_of
from mediation_cms.documents.issuing import PDF
from mediation_cms.documents.models import Paper, PaperKind, StoredFile
from mediation_cms.documents.queries import Download


def one_file(session: Session, certificates: Sequence[Certificate]) -> Download:
    """The sheets of these certificates in one PDF, in this order. Refused while one of them is not printed."""
    keys = [certificate.id for certificate in certificates]
    statement = (
        select(Paper.thing_id, StoredFile)
        .join(StoredFile, col(StoredFile.id) == Paper.file_id)
        .where(Paper.kind == PaperKind.CERTIFICATE, col(Paper.thing_id).in_(keys))
    )
    files = {thing_id: file for thing_id, file in session.exec(statement)}  # noqa: C416 - rows are no pairs
    if not certificates or set(keys) - set(files):
        raise Refused(_("The paper is being prepared. Open it again in a moment."))
    pikepdf, whole = import_module("pikepdf"), BytesIO()  # a web process loads it when the first sheaf is taken
    with pikepdf.new() as sheaf:
        for key in keys:
            with pikepdf.open(BytesIO(content_of(session, files[key]))) as sheet:
                sheaf.pages.extend(sheet.pages)
        sheaf.remove_unreferenced_resources()
        sheaf.save(whole)
    name = f"{certificates[0].label}-{certificates[-1].label}.pdf"
    return Download(name, PDF, whole.getvalue())
