"""Making the rows of certificates: the number, and what the paper says, frozen on the day of issue."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mediation_cms.certification.certificate_inputs import CertificateIn, TrainingIn
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.issuers import issuer
from mediation_cms.certification.models import Course, CourseKind
from mediation_cms.certification.numbers import next_numbers
from mediation_cms.certification.validity import valid_until
from mediation_cms.documents.letterhead import in_both
from mediation_cms.people.models import Person
from mediation_cms.places.queries import tree

LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Training:
    """What a certificate attests, and where it was learned."""

    cabinet_id: UUID | None
    district_id: UUID
    kind: CourseKind | None = None
    title_kk: str = ""
    title_ru: str = ""
    academic_hours: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


def of_course(course: Course) -> Training:
    """What a course of the list teaches."""
    return Training(**{name: getattr(course, name) for name in Training.__dataclass_fields__})


def of_certificate(old: Certificate) -> Training:
    """What another certificate attests."""
    return Training(**{name: getattr(old, name) for name in Training.__dataclass_fields__})


def as_told(given: TrainingIn, cabinet_id: UUID | None, district_id: UUID) -> Training:
    """What was learned in a course that is not in the list; a title in one language stands for the other."""
    told = given.model_dump(include=set(TrainingIn.model_fields))
    told |= {"title_kk": given.title_kk or given.title_ru, "title_ru": given.title_ru or given.title_kk}
    return Training(cabinet_id=cabinet_id, district_id=district_id, **told)


def make(
    session: Session, people: Sequence[Person], training: Training, given: CertificateIn, **more: Any
) -> list[Certificate]:
    """A certificate for each of these people, with the next numbers of the series in their order."""
    places, on = tree(session), given.issued_on
    region = places.unit(places.region_of(training.district_id, on) or training.district_id)
    series = f"{region.code}-{on.year}"
    says = _frozen(session, training, given) | {"valid_until": valid_until(session, training.kind, on)} | more
    made = [
        Certificate(series=series, number=number, label=f"{series}-{number:06d}", **named(person), **says)
        for number, person in zip(next_numbers(session, series, len(people)), people, strict=True)
    ]
    session.add_all(made)
    session.flush()
    return made


def named(person: Person) -> dict[str, Any]:
    """The holder, under the name of the identity document."""
    return {"person_id": person.id, "name_kk": person.name, "name_ru": person.name}


def _frozen(session: Session, training: Training, given: CertificateIn) -> dict[str, Any]:
    on = given.issued_on
    where = in_both(tree(session).words(training.cabinet_id or training.district_id, training.ends_on or on))
    by = issuer(session, training.cabinet_id, training.district_id, on)
    return {
        **asdict(training), **given.signed, "issued_on": on, "issuer_kk": by.kk, "issuer_ru": by.ru,
        "place_kk": where.kk[:LONGEST], "place_ru": where.ru[:LONGEST],
    }  # fmt: skip
