"""What people do to certificates: give, replace, renew. What becomes of them afterwards stands beside."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.certification.certificate_inputs import CertificateIn, ReplacementIn, TrainingIn
from mediation_cms.certification.certificate_making import as_told, make, of_certificate, of_course
from mediation_cms.certification.certificate_models import Certificate, CertificateBatch
from mediation_cms.certification.certificate_papers import ask_for
from mediation_cms.certification.certificate_queries import is_renewed
from mediation_cms.certification.completion import entitled
from mediation_cms.certification.models import Course
from mediation_cms.certification.queries import certificates_of_course, is_replaced
from mediation_cms.certification.validity import hours_asked, hours_since
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.issuing import outdate
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person
from mediation_cms.people.records import person_from
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.spots import spot


def issue_certificates(
    session: Session, actor: Actor, course: Course, given: CertificateIn, only: Collection[UUID] | None = None
) -> list[Certificate]:
    """Give a certificate to everybody who completed the course and has none yet, or `only` to these places on its list.

    Numbers follow the alphabet; all or none of them are given, and the jobs print. Refused before the end of the course,
    and when there is nobody to give one to.
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
    batch = CertificateBatch(
        course_id=course.id, issued_on=given.issued_on, many=len(people), by_id=actor.account_id, at=clock.now()
    )
    session.add(batch)
    session.flush()
    issued = make(session, people, of_course(course), given, course_id=course.id, batch_id=batch.id)
    for certificate in issued:
        _issued(session, actor, certificate)
    return issued


def give_certificate(
    session: Session,
    actor: Actor,
    place: Place | Unit,
    who: PersonIn,
    given: CertificateIn,
    training: TrainingIn | None = None,
    *,
    printed: bool = True,
) -> Certificate:
    """Give somebody a certificate for a course that is not in the list, as from before the list was kept."""
    authorize(actor, Can.KEEP_COURSES, place)
    where = spot(session, place, given.issued_on)
    told = as_told(training or TrainingIn(), where.cabinet_id, where.district_id)
    if told.ends_on is not None and told.ends_on > given.issued_on:
        raise Invalid({"issued_on": _("No certificate before the course ends. Check the days.")})
    (certificate,) = make(session, [person_from(session, who)], told, given)
    _issued(session, actor, certificate, printed=printed)
    return certificate


def replace_certificate(session: Session, actor: Actor, old: Certificate, given: ReplacementIn) -> Certificate:
    """Give a new certificate in the place of one that was lost, spoiled or wrong. Indicator T3 does not count it again.

    It says what the old one says, under the name that the person has now, and is good no longer.
    """
    authorize(actor, Can.KEEP_COURSES, old)
    _hold(session, old)
    if is_replaced(session, old):
        raise Refused(_("This certificate was replaced before. Replace the newest one."))
    if given.issued_on < old.issued_on:
        raise Invalid(
            {"issued_on": _("It replaces one of %(date)s. Give that day or a later one.", date=old.issued_on)}
        )
    if old.valid_until is not None and old.valid_until < given.issued_on:
        raise Refused(_("This certificate expired on %(date)s. Renew it instead.", date=old.valid_until))
    signed = given if given.signatory else given.model_copy(update=_signed(old))
    person = session.get_one(Person, old.person_id)
    (certificate,) = make(
        session, [person], of_certificate(old), signed, course_id=old.course_id, replaces_id=old.id,
        valid_until=old.valid_until,
    )  # fmt: skip
    record(
        session, actor, "certificate.replaced", old,
        number=old.label, by=certificate.label, on=given.issued_on, reason=given.reason,
    )  # fmt: skip
    outdate(session, old.id)
    ask_for(session, actor, certificate)
    return certificate


def renew_certificate(session: Session, actor: Actor, old: Certificate, given: CertificateIn) -> Certificate:
    """Give a certificate that follows on one that expires, to who has gathered the hours that the rule of the day asks for."""
    authorize(actor, Can.KEEP_COURSES, old)
    _hold(session, old)
    if old.valid_until is None:
        raise Refused(_("This certificate does not expire: it needs no renewal."))
    if is_replaced(session, old):
        raise Refused(_("This certificate was replaced before. Renew the newest one."))
    if is_renewed(session, old):
        raise Refused(_("This certificate was renewed before. Renew the newest one."))
    if given.issued_on <= old.issued_on:
        raise Invalid({"issued_on": _("It follows one of %(date)s. Give a later day.", date=old.issued_on)})
    key, asked = (old.person_id, old.issued_on), hours_asked(session, given.issued_on)
    gathered = hours_since(session, [key], given.issued_on)[key]
    if gathered < asked:
        raise Refused(
            _(
                "Academic hours since this certificate: %(hours)s of %(asked)s. Enter the courses that were completed, "
                "or wait for the next one.",
                hours=gathered, asked=asked,
            )
        )  # fmt: skip
    signed = given if given.signatory else given.model_copy(update=_signed(old))
    person = session.get_one(Person, old.person_id)
    (certificate,) = make(session, [person], of_certificate(old), signed, renews_id=old.id)
    record(
        session, actor, "certificate.renewed", old,
        number=old.label, by=certificate.label, on=given.issued_on, hours=gathered,
    )  # fmt: skip
    ask_for(session, actor, certificate)
    return certificate


# --- what they share ---------------------------------------------------------------------------------------------------


def _issued(session: Session, actor: Actor, certificate: Certificate, *, printed: bool = True) -> None:
    record(session, actor, "certificate.issued", certificate, number=certificate.label, issued_on=certificate.issued_on)
    if printed:
        ask_for(session, actor, certificate)


def _hold(session: Session, certificate: Certificate) -> None:
    """One change of a certificate at a time. Refused once it is revoked."""
    session.refresh(certificate, with_for_update=True)
    if certificate.revoked_on is not None:
        raise Refused(_("This certificate was revoked on %(date)s.", date=certificate.revoked_on))


def _signed(old: Certificate) -> dict[str, str]:
    return {name: getattr(old, name) for name in ("signatory", "position_kk", "position_ru")}
