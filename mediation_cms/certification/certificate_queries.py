"""Reading what became of certificates: verification, copies, those issued together, those that expire or are of older lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.certification.certificate_models import (
    Certificate,
    CertificateBatch,
    CertificateCopy,
    RevocationGround,
)
from mediation_cms.certification.certificate_rules import CertificateState, state_of
from mediation_cms.certification.models import Course
from mediation_cms.certification.queries import CERTIFICATE, CERTIFICATES, certificates_visible_to, names_visible_to
from mediation_cms.core import clock
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.documents.codes import as_printed
from mediation_cms.documents.models import Paper, PaperKind, PaperStatus
from mediation_cms.people.models import Account, Person

OPEN_FOR = timedelta(hours=1)
"""So long a noted copy can be fetched, as often as the browser needs."""
PAGE = 200
UNKNOWN = _("There is no certificate with this code. Compare it with the paper: 16 letters and figures.")
COPY, ACCOUNT, PERSON, PAPER = table_of(CertificateCopy), table_of(Account), table_of(Person), table_of(Paper)


# --- verification ------------------------------------------------------------------------------------------------------


SAYS = (
    "label", "name_kk", "name_ru", "title_kk", "title_ru", "academic_hours", "starts_on", "ends_on", "place_kk", "place_ru",
    "issuer_kk", "issuer_ru", "signatory", "position_kk", "position_ru", "issued_on", "valid_until",
)  # fmt: skip
"""What stands on the paper."""


@dataclass(frozen=True)
class Verified:
    """What anybody who holds the code may read: exactly what the paper says, and what became of it since.

    `since` is the first day of a state that is no longer `valid`; `ground` the class of the ground of a revocation.
    """

    says: Mapping[str, Any]
    state: CertificateState
    since: date | None
    ground: RevocationGround | None
    imported: bool


def verify(session: Session, code: str) -> Verified:
    """The certificate with this code, however it was typed. Raises NotFound; the way there is the same for every code."""
    newer = aliased(Certificate)
    statement = (
        select(Certificate, col(newer.issued_on))
        .outerjoin(newer, col(newer.replaces_id) == col(Certificate.id))
        .where(Certificate.code == as_printed(code))
    )
    found = session.exec(statement).first()
    if found is None:
        raise NotFound(UNKNOWN)
    return verified(*found)


def verified(certificate: Certificate, replaced_on: date | None) -> Verified:
    """What a certificate says, and what it is worth today."""
    state = state_of(certificate, replaced_on, clock.today())
    since = {
        CertificateState.VALID: None,
        CertificateState.EXPIRED: certificate.valid_until and certificate.valid_until + timedelta(days=1),
        CertificateState.REPLACED: replaced_on,
        CertificateState.REVOKED: certificate.revoked_on,
    }[state]
    ground = certificate.revoked_for if state is CertificateState.REVOKED else None
    says = {name: getattr(certificate, name) for name in SAYS}
    return Verified(says, state, since, ground, certificate.imported)


# --- those issued together -----------------------------------------------------------------------------------------------


def get_batch(session: Session, actor: Actor, batch_id: UUID) -> CertificateBatch:
    """Certificates issued together, of a course whose learners the actor may see. Raises NotFound."""
    found = session.exec(
        select(CertificateBatch)
        .join(Course, col(Course.id) == CertificateBatch.course_id)
        .where(CertificateBatch.id == batch_id, names_visible_to(actor))
    ).first()
    if found is None:
        raise NotFound
    return found


def batches_of(session: Session, course_id: UUID) -> list[CertificateBatch]:
    """How often certificates of a course were issued together, the last time first."""
    made = select(CertificateBatch).where(CertificateBatch.course_id == course_id)
    return list(session.exec(made.order_by(col(CertificateBatch.id).desc())))


def rows_of_batch(session: Session, actor: Actor, batch: CertificateBatch) -> Records:
    """Those issued together in the order of their numbers, each with the state and the file of its paper."""
    paper = sa.and_(PAPER.c.thing_id == CERTIFICATE.c.id, PAPER.c.kind == PaperKind.CERTIFICATE.value)
    statement = (
        CERTIFICATES.add_columns(PAPER.c.status, PAPER.c.file_id)
        .select_from(CERTIFICATE)
        .outerjoin(PAPER, paper)
        .where(CERTIFICATE.c.batch_id == batch.id, certificates_visible_to(actor))
        .order_by(CERTIFICATE.c.number)
    )
    return session.connection().execute(statement).all()


def printed_of(rows: Records) -> int:
    """How many of these are printed."""
    return sum(row.status == PaperStatus.READY.value for row in rows)


def standing_of(session: Session, batch: CertificateBatch) -> list[Certificate]:
    """Those issued together that are not revoked, in the order of their numbers."""
    standing = select(Certificate).where(Certificate.batch_id == batch.id, col(Certificate.revoked_on).is_(None))
    return list(session.exec(standing.order_by(col(Certificate.number))))


# --- copies ------------------------------------------------------------------------------------------------------------


def copies_of(session: Session, certificate_id: UUID) -> Records:
    """Who took a certificate out, the last one first."""
    statement = (
        sa.select(COPY.c.id, COPY.c.at, COPY.c.way, COPY.c.why, ACCOUNT.c.login, PERSON.c.surname, PERSON.c.given_name)
        .select_from(
            COPY.join(ACCOUNT, ACCOUNT.c.id == COPY.c.by_id).outerjoin(PERSON, PERSON.c.id == ACCOUNT.c.person_id)
        )
        .where(COPY.c.certificate_id == certificate_id)
        .order_by(COPY.c.id.desc())
    )
    return session.connection().execute(statement).all()


def open_copy(session: Session, actor: Actor, copy_id: UUID) -> CertificateCopy:
    """A copy that the actor has noted within the hour. Raises NotFound."""
    found = session.get(CertificateCopy, copy_id)
    if found is None or found.by_id != actor.account_id or found.at < clock.now() - OPEN_FOR:
        raise NotFound
    return found


# --- those that expire, those that were renewed, those of older lists --------------------------------------------------


def standing_until(first: date, last: date) -> sa.ColumnElement[bool]:
    """Certificates whose last day lies between these, that nothing has ended or followed."""
    newer = CERTIFICATE.alias("newer")
    followed = sa.or_(newer.c.replaces_id == CERTIFICATE.c.id, newer.c.renews_id == CERTIFICATE.c.id)
    return sa.and_(
        CERTIFICATE.c.valid_until.between(first, last),
        CERTIFICATE.c.revoked_on.is_(None),
        ~sa.exists().where(followed, newer.c.revoked_on.is_(None)),
    )


def expiring(session: Session, actor: Actor, until: date) -> Records:
    """Certificates that the actor may see and that expire until a day or did so in the year before, the first to go first."""
    first = clock.today() - timedelta(days=365)
    statement = CERTIFICATES.where(certificates_visible_to(actor), standing_until(first, until))
    return (
        session.connection().execute(statement.order_by(CERTIFICATE.c.valid_until, CERTIFICATE.c.id).limit(PAGE)).all()
    )


def is_renewed(session: Session, old: Certificate) -> bool:
    """Whether another certificate that stands follows on this one."""
    following = select(Certificate.id).where(Certificate.renews_id == old.id, col(Certificate.revoked_on).is_(None))
    return session.exec(following).first() is not None


def imported_before(session: Session, label: str, issued_on: date, issuer: str) -> Certificate | None:
    """The imported certificate with this number, day and issuer (as its Kazakh name, or the only one), if there is one."""
    same: tuple[Any, ...] = (
        Certificate.label == label,
        Certificate.issued_on == issued_on,
        Certificate.issuer_kk == issuer,
    )
    return session.exec(select(Certificate).where(*same, col(Certificate.series).is_(None))).first()
