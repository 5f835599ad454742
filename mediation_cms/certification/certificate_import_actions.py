"""Taking over certificates that were issued before this list was kept: they verify too, marked as imported."""

from typing import Any

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.certification.certificate_inputs import OldCertificateIn
from mediation_cms.certification.certificate_making import as_told
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.certificate_queries import imported_before
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.people.models import Person
from mediation_cms.people.same import same_human
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.spots import spot


def import_certificate(
    session: Session, actor: Actor, place: Place | Unit, person: Person, given: OldCertificateIn
) -> Certificate:
    """Take over an old certificate of this person, its number as it was. One that is there already is given back as it stands.

    Raises Invalid when the number is one of ours, or that of somebody else's certificate of the same day and issuer.
    """
    authorize(actor, Can.KEEP_COURSES, place)
    found = imported_before(session, given.label, given.issued_on, _both(given.issuer_kk, given.issuer_ru)[0])
    if found is not None:
        if found.person_id not in same_human(session, [person.id]):
            raise Invalid(
                {"label": _("A certificate with this number, day and issuer is in the list under another name.")}
            )
        return found
    if session.exec(
        select(Certificate.id).where(Certificate.label == given.label, col(Certificate.series).is_not(None))
    ).first():
        raise Invalid({"label": _("This number was given here to another certificate. Compare it with the paper.")})
    if given.ends_on is not None and given.ends_on > given.issued_on:
        raise Invalid({"issued_on": _("No certificate before the course ends. Check the days.")})
    if given.valid_until is not None and given.valid_until < given.issued_on:
        raise Invalid({"valid_until": _("The last day is before the day of issue. Check the days.")})
    where = spot(session, place, given.issued_on)
    told = as_told(given, where.cabinet_id, where.district_id)
    certificate = Certificate(
        label=given.label, person_id=person.id, **_says(person, given), **vars(told), issued_on=given.issued_on,
        valid_until=given.valid_until, source=given.source,
    )  # fmt: skip
    session.add(certificate)
    session.flush()
    record(session, actor, "certificate.imported", certificate, number=given.label, issued_on=given.issued_on)
    return certificate


def _says(person: Person, given: OldCertificateIn) -> dict[str, Any]:
    """What the old paper says; in one language where nobody wrote the other."""
    says = {"signatory": given.signatory}
    names = {"name": _both(given.name_kk, given.name_ru) if given.name_kk or given.name_ru else (person.name,) * 2}
    for field in ("place", "issuer", "position"):
        names[field] = _both(getattr(given, f"{field}_kk"), getattr(given, f"{field}_ru"))
    return says | {
        f"{field}_{tongue}": text
        for field, both in names.items()
        for tongue, text in zip(("kk", "ru"), both, strict=True)
    }


def _both(kk: str, ru: str) -> tuple[str, str]:
    return kk or ru, ru or kk
