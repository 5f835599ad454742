"""Taking a certificate back, for good. Anybody who verifies it reads the day and the class of the ground, staff the words."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to
from mediation_cms.audit import record
from mediation_cms.certification.certificate_inputs import RevocationIn
from mediation_cms.certification.certificate_models import Certificate, CertificateBatch
from mediation_cms.certification.certificate_queries import standing_of
from mediation_cms.certification.models import Course
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.issuing import outdate


def revoke_certificate(session: Session, actor: Actor, certificate: Certificate, given: RevocationIn) -> None:
    """Revoke a certificate from today. Refused when that was done before."""
    authorize(actor, Can.KEEP_COURSES, certificate)
    session.refresh(certificate, with_for_update=True)
    if certificate.revoked_on is not None:
        raise Refused(_("This certificate was revoked on %(date)s.", date=certificate.revoked_on))
    _revoke(session, actor, certificate, given)


def revoke_batch(session: Session, actor: Actor, batch: CertificateBatch, given: RevocationIn) -> list[Certificate]:
    """Revoke every certificate that was issued together and still stands: the undoing of an issue. Refused when none does."""
    course = session.get_one(Course, batch.course_id)
    authorize(actor, Can.KEEP_COURSES, course)
    session.refresh(course, with_for_update=True)
    revoked = standing_of(session, batch)
    if not revoked:
        raise Refused(_("All of these certificates are revoked already."))
    for certificate in revoked:
        _revoke(session, actor, certificate, given)
    return revoked


def _revoke(session: Session, actor: Actor, certificate: Certificate, given: RevocationIn) -> None:
    certificate.revoked_on, certificate.revoked_for, certificate.revocation_act = clock.today(), given.ground, given.act
    seal(session, certificate, "revocation_words_sealed", given.reason)
    session.add(certificate)
    session.flush()
    outdate(session, certificate.id)
    end_links_to(session, Purpose.CERTIFICATE, certificate.id)
    record(
        session, actor, "certificate.revoked", certificate,
        number=certificate.label, ground=given.ground, on=certificate.revoked_on,
    )  # fmt: skip
