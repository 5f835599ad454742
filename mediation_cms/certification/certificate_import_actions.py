"""Taking over certificates that were issued before this list was kept: they verify too, marked as imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.trail import record_rows
from mediation_cms.certification.certificate_inputs import OldCertificateIn
from mediation_cms.certification.certificate_making import as_told
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.certificate_queries import imported_before
from mediation_cms.core.db import write_all
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.keys import new_key
from mediation_cms.people.models import Person
from mediation_cms.people.same import same_human
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.spots import spot

AT_ONCE = 500
TAKEN = _("This number was given here to another certificate. Compare it with the paper.")


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
        raise Invalid({"label": TAKEN})
    certificate = Certificate(person_id=person.id, **_row(session, place, person.name, given))
    session.add(certificate)
    session.flush()
    record(session, actor, "certificate.imported", certificate, number=given.label, issued_on=given.issued_on)
    return certificate


@dataclass(frozen=True)
class OldOne:
    """A certificate to be taken over: whose it is, and what its paper says."""

    person_id: UUID
    name: str
    given: OldCertificateIn


def import_certificates(
    session: Session, actor: Actor, place: Place | Unit, certificates: Sequence[OldOne]
) -> list[UUID]:
    """Take over all of these at once as plain rows, each as `import_certificate` does; or none, with the refusal of the first.

    Raises Invalid as well where one is there already.
    """
    authorize(actor, Can.KEEP_COURSES, place)
    rows = [
        {"id": new_key(), "person_id": one.person_id} | _row(session, place, one.name, one.given)
        for one in certificates
    ]
    labels = [row["label"] for row in rows]
    taken = {
        (held.label, held.issued_on, held.issuer_kk) if held.imported else held.label
        for at in range(0, len(labels), AT_ONCE)
        for held in session.exec(select(Certificate).where(col(Certificate.label).in_(labels[at : at + AT_ONCE])))
    }
    for row in rows:
        if row["label"] in taken or (row["label"], row["issued_on"], row["issuer_kk"]) in taken:
            raise Invalid({"label": TAKEN})
    write_all(session, Certificate, rows)
    told = [
        (row["id"], row["cabinet_id"] or row["district_id"], {"number": row["label"], "issued_on": row["issued_on"]})
        for row in rows
    ]
    record_rows(session, actor, "certificate.imported", Certificate, told)
    return [row["id"] for row in rows]


def _row(session: Session, place: Place | Unit, name: str, given: OldCertificateIn) -> dict[str, Any]:
    """What the table keeps of an old certificate. Raises Invalid where its days cannot be."""
    if given.ends_on is not None and given.ends_on > given.issued_on:
        raise Invalid({"issued_on": _("No certificate before the course ends. Check the days.")})
    if given.valid_until is not None and given.valid_until < given.issued_on:
        raise Invalid({"valid_until": _("The last day is before the day of issue. Check the days.")})
    where = spot(session, place, given.issued_on)
    told = as_told(given, where.cabinet_id, where.district_id)
    own = {"label": given.label, "issued_on": given.issued_on, "valid_until": given.valid_until, "source": given.source}
    return _says(name, given) | vars(told) | own


def _says(name: str, given: OldCertificateIn) -> dict[str, Any]:
    """What the old paper says; in one language where nobody wrote the other."""
    says = {"signatory": given.signatory}
    names = {"name": _both(given.name_kk, given.name_ru) if given.name_kk or given.name_ru else (name,) * 2}
    for field in ("place", "issuer", "position"):
        names[field] = _both(getattr(given, f"{field}_kk"), getattr(given, f"{field}_ru"))
    return says | {
        f"{field}_{tongue}": text
        for field, both in names.items()
        for tongue, text in zip(("kk", "ru"), both, strict=True)
    }


def _both(kk: str, ru: str) -> tuple[str, str]:
    return kk or ru, ru or kk
