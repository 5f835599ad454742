"""A certificate that is printed is told to its holder, with a link; nobody is told of one that was revoked meanwhile."""

from datetime import date

import pytest
from sqlmodel import select

from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.certificate_inputs import CertificateIn, RevocationIn
from mediation_cms.certification.certificate_papers import paper_of
from mediation_cms.certification.revocation_actions import revoke_certificate
from mediation_cms.core.languages import Language
from mediation_cms.documents.files import content_of
from mediation_cms.documents.models import PaperStatus, StoredFile
from mediation_cms.jobs.printing import print_papers
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact
from tests import make
from tests.documents.reading import text
from tests.make.certification import course, learners


@pytest.mark.parametrize("revoked", [False, True])
def test_a_printed_certificate_is_told_to_its_holder_once(session, shift, revoked):
    country, system = make.small_country(session), make.system(session)
    held = course(session, country.cabinet, learners("Смағұлова Айнұр", completed=True))
    (certificate,) = issue_certificates(session, system, held, CertificateIn(issued_on=date(2022, 3, 16)))
    session.add(
        Contact(
            person_id=certificate.person_id, channel=Channel.EMAIL, value="holder@example.kz", language=Language.KK,
            may_leave_message=True,
        )
    )  # fmt: skip
    if revoked:
        given = RevocationIn.checked({"ground": "mistake", "reason": "x"})
        revoke_certificate(session, system, certificate, given)
    session.commit()

    print_papers(shift)

    session.expire_all()
    paper = paper_of(session, certificate.id)
    assert paper is not None
    assert paper.status is PaperStatus.READY
    drawn = text(content_of(session, session.get_one(StoredFile, paper.file_id)))
    assert "Смағұлова Айнұр" in drawn
    assert certificate.code in drawn
    told = session.exec(select(Message).where(Message.template == "certificate_ready")).all()
    assert [message.address for message in told] == ([] if revoked else ["holder@example.kz"])
