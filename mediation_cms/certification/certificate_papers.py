"""The PDF of a certificate: asked for with what its row says, printed once by the jobs, never drawn again."""

from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import Cabinet, CertificateFacts, same
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper, PaperKind


def certificate_facts(certificate: Certificate) -> CertificateFacts:
    """What the sheet says: what is frozen in the row, in Kazakh and in Russian."""
    place = Words(certificate.place_kk, certificate.place_ru)
    by = Words(certificate.issuer_kk, certificate.issuer_ru)
    return CertificateFacts(
        number=certificate.label,
        languages=(Language.KK, Language.RU),
        cabinet=Cabinet(name=by, house=by, address=same(""), phone="", place=place),
        made_on=certificate.issued_on,
        holder=Words(certificate.name_kk, certificate.name_ru),
        course=Words(certificate.title_kk, certificate.title_ru),
        hours=certificate.academic_hours,
        starts_on=certificate.starts_on,
        ends_on=certificate.ends_on,
        valid_until=certificate.valid_until,
        signatory=certificate.signatory,
        position=Words(certificate.position_kk, certificate.position_ru),
    )


def ask_for(session: Session, actor: Actor, certificate: Certificate) -> Paper:
    """Have the certificate printed. The use-case that calls this has asked for the right to it."""
    return ask_for_paper(
        session, actor, certificate_facts(certificate), thing_id=certificate.id, cabinet_id=certificate.cabinet_id,
        code=certificate.code,
    )  # fmt: skip


def paper_of(session: Session, certificate_id: UUID) -> Paper | None:
    """The newest paper of a certificate, if it was ever asked for."""
    statement = select(Paper).where(Paper.thing_id == certificate_id, Paper.kind == PaperKind.CERTIFICATE)
    return session.exec(statement.order_by(col(Paper.id).desc()).execution_options(populate_existing=True)).first()
