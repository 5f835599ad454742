"""Files that come in and go out. What goes out is an attachment: no browser shows it as a page of ours."""

from io import BytesIO
from uuid import UUID

from flask import Response, g, request, send_file

from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.documents.models import StoredFile
from mediation_cms.documents.queries import Download
from mediation_cms.documents.uploads import LARGEST, accept_upload


def attached(field: str, matter_id: UUID) -> StoredFile:
    """The file that was attached under this name, kept with the matter. Raises Invalid beside the field."""
    sent = request.files.get(field)
    if sent is None or not sent.filename:
        raise Invalid({field: _("Attach a file.")})
    return accept_upload(g.session, g.actor, sent.filename, BytesIO(sent.stream.read(LARGEST + 1)), matter_id, field)


def attachment(file: Download) -> Response:
    """The file as an attachment of its name."""
    content = BytesIO(file.content)
    return send_file(
        content, mimetype=file.media_type, as_attachment=True, download_name=file.name, etag=False, conditional=False
    )
