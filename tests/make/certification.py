"""Courses with learners."""

import hashlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pikepdf
from sqlmodel import Session

from mediation_cms.certification.actions import add_course
from mediation_cms.certification.certificate_import_actions import import_certificate
from mediation_cms.certification.certificate_inputs import OldCertificateIn
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.certificate_papers import paper_of
from mediation_cms.certification.inputs import CourseIn, ParticipantIn
from mediation_cms.certification.models import Course
from mediation_cms.documents.engine import Rendered
from mediation_cms.documents.issuing import issue
from mediation_cms.mediators.models import MediatorKind, RegisterEntry
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person
from mediation_cms.places.models import Unit
from tests.make.actors import system


def course_in(**more: object) -> CourseIn:
    """A short ANK course of three days in March 2022."""
    given = {
        "kind": "ank_short", "title_kk": "Медиация негіздері", "title_ru": "Основы медиации", "starts_on": "14.03.2022",
        "ends_on": "16.03.2022", "academic_hours": "24",
    }  # fmt: skip
    return CourseIn.checked(given | more)


def learners(*names: str, completed: bool = False) -> list[ParticipantIn]:
    """Learners by name."""
    found = []
    for name in names:
        surname, _, given_name = name.partition(" ")
        person = PersonIn.checked({"surname": surname, "given_name": given_name})
        found.append(ParticipantIn(person=person, completed=completed))
    return found


def printed(session: Session, *certificates: Certificate) -> None:
    """These certificates as if the jobs had printed them."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(842, 595))
    sheet = BytesIO()
    pdf.save(sheet)
    digest = hashlib.sha256(sheet.getvalue()).hexdigest()
    for certificate in certificates:
        paper = paper_of(session, certificate.id)
        assert paper is not None
        issue(session, system(session), paper, Rendered(sheet.getvalue(), 1, digest))


def old_certificate(
    session: Session, entry: RegisterEntry, *, issued_on: date, valid_until: date | None = None, kind: str = "general"
) -> Certificate:
    """A certificate of an older list that was given to the mediator of this entry."""
    given = OldCertificateIn.model_validate({
        "label": f"Қ-{issued_on:%Y%m%d}", "issued_on": issued_on, "kind": kind, "title_ru": "Общий курс", "issuer_ru": "Орталық",
        "valid_until": valid_until, "source": "бұрынғы тізім",
    })  # fmt: skip
    place = session.get_one(Unit, entry.district_id)
    return import_certificate(session, system(session), place, session.get_one(Person, entry.mediator_id), given)


def qualified_until(session: Session, entry: RegisterEntry, valid_until: date) -> Certificate:
    """The mediator of this entry works as a professional on a certificate that is good until this day, for three years."""
    found = old_certificate(
        session, entry, issued_on=valid_until.replace(year=valid_until.year - 3), valid_until=valid_until
    )
    entry.kind, entry.certificate_no = MediatorKind.PROFESSIONAL, found.label
    session.add(entry)
    session.flush()
    return found


def course(session: Session, place: Unit, people: Sequence[ParticipantIn] = (), **more: object) -> Course:
    """A course with these learners."""
    return add_course(session, system(session), place, course_in(**more), people)
