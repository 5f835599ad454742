"""Taking a certificate out as a file. Each time is noted, from the second on with its reason."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.certification.certificate_inputs import CopyIn
from mediation_cms.certification.certificate_models import Certificate, CertificateBatch, CertificateCopy, CopyWay
from mediation_cms.certification.certificate_papers import ask_for, paper_of
from mediation_cms.certification.certificate_queries import copies_of, standing_of
from mediation_cms.certification.models import Course
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.models import Paper, PaperStatus

NOT_READY = _("The paper is being prepared. Open it again in a moment.")


def prepare_certificate(session: Session, actor: Actor, certificate: Certificate) -> Paper:
    """Have a certificate printed that was not, or could not be. Refused for a revoked one, and for one of an older list."""
    authorize(actor, Can.KEEP_COURSES, certificate)
    if certificate.revoked_on is not None:
        raise Refused(_("This certificate was revoked on %(date)s.", date=certificate.revoked_on))
    if certificate.imported:
        raise Refused(
            _("This certificate comes from an older list: its paper is with the holder. Replace it for a new one.")
        )
    return ask_for(session, actor, certificate)


def note_copy(session: Session, actor: Actor, certificate: Certificate, given: CopyIn) -> CertificateCopy:
    """Note that the keeper takes the file; the second time it needs a reason. Refused while it is not printed."""
    authorize(actor, Can.KEEP_COURSES, certificate)
    _require_printed(session, certificate)
    if not given.why and copies_of(session, certificate.id):
        raise Invalid({"why": _("It was taken before. Say why it is needed again.")})
    return _noted(session, actor, [certificate], CopyWay.FILE, given.why)[0]


def note_copies(session: Session, actor: Actor, batch: CertificateBatch, given: CopyIn) -> list[CertificateCopy]:
    """Note that those issued together are taken as one file; again only with a reason. Refused while one is not printed."""
    course = session.get_one(Course, batch.course_id)
    authorize(actor, Can.KEEP_COURSES, course)
    standing = standing_of(session, batch)
    for certificate in standing:
        _require_printed(session, certificate)
    taken = select(CertificateCopy.id).where(col(CertificateCopy.certificate_id).in_([one.id for one in standing]))
    if not given.why and session.exec(taken.limit(1)).first() is not None:
        raise Invalid({"why": _("Some of them were taken before. Say why they are needed again.")})
    return _noted(session, actor, standing, CopyWay.COURSE, given.why)


def note_own_copy(session: Session, actor: Actor, certificate: Certificate) -> CertificateCopy:
    """Note that the holder takes the file, through the link that came with the news. Refused once it is revoked."""
    authorize(actor, Can.TAKE_CERTIFICATE, certificate)
    if certificate.revoked_on is not None:
        raise Refused(_("This certificate was revoked on %(date)s.", date=certificate.revoked_on))
    _require_printed(session, certificate)
    return _noted(session, actor, [certificate], CopyWay.HOLDER, "")[0]


def _require_printed(session: Session, certificate: Certificate) -> None:
    paper = paper_of(session, certificate.id)
    if paper is None or paper.status is not PaperStatus.READY:
        raise Refused(NOT_READY)


def _noted(
    session: Session, actor: Actor, certificates: Sequence[Certificate], way: CopyWay, why: str
) -> list[CertificateCopy]:
    at = clock.now()
    copies = [
        CertificateCopy(certificate_id=one.id, at=at, by_id=actor.account_id, way=way, why=why) for one in certificates
    ]
    session.add_all(copies)
    session.flush()
    for certificate in certificates:
        record(session, actor, "certificate.copied", certificate, number=certificate.label, way=way)
    return copies
