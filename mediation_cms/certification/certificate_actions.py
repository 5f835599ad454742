"""What people do to certificates. Verification in public and revocation follow as a process of their own."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.certification.completion import entitled
from mediation_cms.certification.inputs import CertificateIn, ReplacementIn
from mediation_cms.certification.models import Certificate, Course
from mediation_cms.certification.numbers import next_numbers
from mediation_cms.certification.queries import certificates_of_course, is_replaced
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person
from mediation_cms.people.records import person_from
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.queries import tree
from mediation_cms.places.spots import spot


def issue_certificates(
    session: Session, actor: Actor, course: Course, given: CertificateIn, only: Collection[UUID] | None = None
) -> list[Certificate]:
    """Give a certificate to everybody who completed the course and has none yet, or `only` to these places on its list.

    Numbers follow the alphabet. Refused before the end of the course, and when there is nobody to give one to.
    """
    authorize(actor, Can.KEEP_COURSES, course)
    session.refresh(course, with_for_update=True)  # two who press the button at once give one certificate each
    if given.issued_on < course.ends_on:
        raise Refused(_("No certificate before the course ends. Try again after %(date)s.", date=course.ends_on))
    holders = {certificate.person_id for certificate in certificates_of_course(session, course)}
    found = entitled(session, course)
    lacking = {f"reason-{key}": said[0] for key, said in found.refused.items() if only is None or key in only}
    if lacking:
        raise Invalid(lacking)
    people = [
        person
        for participation, person in found.people
        if person.id not in holders and (only is None or participation.id in only)
    ]
    if not people:
        raise Refused(_("There is nobody to give a certificate to: mark who completed the course."))
    issued = _issue(session, people, course.district_id, given.issued_on, course_id=course.id)
    for certificate in issued:
        record(session, actor, "certificate.issued", certificate, number=certificate.label, issued_on=given.issued_on)
    return issued


def give_certificate(
    session: Session, actor: Actor, place: Place | Unit, who: PersonIn, given: CertificateIn
) -> Certificate:
    """Give somebody a certificate for a course that is not in the list, as from before the list was kept."""
    authorize(actor, Can.KEEP_COURSES, place)
    where = spot(session, place, given.issued_on)
    (certificate,) = _issue(session, [person_from(session, who)], where.district_id, given.issued_on)
    record(session, actor, "certificate.issued", certificate, number=certificate.label, issued_on=given.issued_on)
    return certificate


def replace_certificate(session: Session, actor: Actor, old: Certificate, given: ReplacementIn) -> Certificate:
    """Give a new certificate in the place of one that was lost, spoiled or wrong. Indicator T3 does not count it again."""
    authorize(actor, Can.KEEP_COURSES, old)
    session.refresh(old, with_for_update=True)
    if is_replaced(session, old):
        raise Refused(_("This certificate was replaced before. Replace the newest one."))
    if given.issued_on < old.issued_on:
        raise Invalid(
            {"issued_on": _("It replaces one of %(date)s. Give that day or a later one.", date=old.issued_on)}
        )
    person = session.get_one(Person, old.person_id)
    (certificate,) = _issue(
        session, [person], old.district_id, given.issued_on, course_id=old.course_id, replaces_id=old.id
    )
    record(
        session, actor, "certificate.replaced", old,
        number=old.label, by=certificate.label, on=given.issued_on, reason=given.reason,
    )  # fmt: skip
    return certificate


def _issue(
    session: Session,
    people: Sequence[Person],
    district_id: UUID,
    on: date,
    *,
    course_id: UUID | None = None,
    replaces_id: UUID | None = None,
) -> list[Certificate]:
    region_id = tree(session).region_of(district_id, on)
    region = tree(session).unit(region_id or district_id)
    series = f"{region.code}-{on.year}"
    issued = [
        Certificate(
            series=series,
            number=number,
            person_id=person.id,
            course_id=course_id,
            district_id=district_id,
            issued_on=on,
            replaces_id=replaces_id,
        )
        for number, person in zip(next_numbers(session, series, len(people)), people, strict=True)
    ]
    session.add_all(issued)
    session.flush()
    return issued
