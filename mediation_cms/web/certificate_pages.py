"""What the pages of certificates show."""

from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, may
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.certification.certificate_models import Certificate, CopyWay, RevocationGround
from mediation_cms.certification.certificate_papers import paper_of
from mediation_cms.certification.certificate_queries import copies_of
from mediation_cms.certification.certificate_rules import CertificateState, state_of
from mediation_cms.certification.queries import certificate_row, get_certificate
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import labels
from mediation_cms.documents.models import PaperStatus
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.typed import today_as_typed


def state(row: Any) -> CertificateState:
    """What the certificate of a row of a list is today."""
    return state_of(row, row.replaced_on, clock.today())


def proposed(certificate: Certificate) -> dict[str, Any]:
    """What a form about a certificate begins with: today, and who signed the last one."""
    signed = {name: getattr(certificate, name) for name in ("signatory", "position_kk", "position_ru")}
    return {"issued_on": today_as_typed()} | signed


def page(certificate_id: UUID, form: Form | None = None) -> ResponseReturnValue:
    """One certificate, and the form that takes it out as it was sent."""
    certificate = get_certificate(g.session, g.actor, certificate_id)
    held = certificate_row(g.session, g.actor, certificate_id)
    transactions.reading("courses.certificates", shown=[held.label])
    paper, keeps = paper_of(g.session, certificate_id), may(g.actor, Can.KEEP_COURSES, certificate)
    drawn = render_template(
        "courses/certificate.html",
        form=form or Form(),
        held=held,
        certificate=certificate,
        state=state(held),
        state_words=labels(CertificateState, g.language),
        grounds=labels(RevocationGround, g.language),
        ways=labels(CopyWay, g.language),
        paper=paper,
        waits=paper is not None and paper.status is PaperStatus.QUEUED,
        ready=paper is not None and paper.status is PaperStatus.READY,
        copies=copies_of(g.session, certificate_id),
        reason=unseal(g.session, certificate, "revocation_words_sealed"),
        keeps=keeps,
        names=names_of_places([held.district_id]),
        lines=history_of_thing(g.session, held.id),
    )
    return drawn, form.status if form else 200
