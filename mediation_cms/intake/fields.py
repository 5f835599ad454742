"""What is known of a request besides its parties: written once when it comes in, and again when it is corrected."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes
from mediation_cms.intake.cabinets import cabinet_on
from mediation_cms.intake.inputs import RequestFields
from mediation_cms.intake.models import Request, Source
from mediation_cms.intake.numbers import folded, next_number
from mediation_cms.intake.safety import rank
from mediation_cms.intake.screening_rules import Risk, at_the_door
from mediation_cms.people.models import OrganisationKind, Role
from mediation_cms.people.records import organisation_named

PLAIN = (
    "channel", "source", "source_note", "external_registration_no", "received_at", "language", "subject", "dispute_code",
    "inter_ethnic", "minor_involved", "court_referral", "urgent", "court_case_no",
)  # fmt: skip
NUMBERS_OF_OTHERS = ("external_registration_no", "court_case_no")
SOURCE_KINDS = {
    Source.COURT: OrganisationKind.COURT,
    Source.POLICE: OrganisationKind.POLICE,
    Source.COUNCIL: OrganisationKind.COUNCIL,
}


def begin_request(
    session: Session,
    actor: Actor,
    cabinet_id: UUID,
    received_on: date,
    given: RequestFields,
    *,
    risk: Risk,
    follows_id: UUID | None = None,
) -> Request:
    """Put down a new request of a cabinet under its next number, with all that is known of it but the parties.

    A mediator of the cabinet who registers conducts it too. Raises Invalid when the cabinet is unknown or was closed on the
    day, or a category is not offered.
    """
    cabinet = cabinet_on(session, cabinet_id, received_on)
    request = Request(
        number=next_number(session, cabinet, received_on.year),
        cabinet_id=cabinet.id,
        district_id=cabinet.district_id,
        received_on=received_on,
        mediator_id=actor.mediator_id if actor.holds(Role.MEDIATOR, cabinet.id) else None,
        registered_by_id=actor.account_id,
        registered_at=clock.now(),
        follows_id=follows_id,
        subject=given.subject,
        source=given.source,
        dispute_code=given.dispute_code,
        **at_the_door(risk, urgent=given.urgent),
    )
    put_fields(session, request, given)
    session.flush()
    return request


def put_fields(session: Session, request: Request, given: RequestFields) -> None:
    """Write what is known of a request. Raises Invalid for what the catalogues did not offer on the day of receipt."""
    _must_be_offered(session, request, given)
    for name in PLAIN:
        setattr(request, name, getattr(given, name))
    rank(request)
    request.folded = folded(request.number, request.subject, *(getattr(request, name) for name in NUMBERS_OF_OTHERS))
    seal(session, request, "narrative_sealed", given.narrative or None)
    if given.source_organisation:
        kind = SOURCE_KINDS.get(Source.of(given.source), OrganisationKind.OTHER)
        request.source_organisation_id = organisation_named(session, given.source_organisation, kind).id
    else:
        request.source_organisation_id = None
    session.add(request)


def _must_be_offered(session: Session, request: Request, given: RequestFields) -> None:
    """Only what the catalogues offered on the day of receipt; what a request has already may stay."""
    chosen = {"source": (Catalogue.SOURCE, given.source), "dispute_code": (Catalogue.DISPUTE_TYPE, given.dispute_code)}
    wrong = {
        field: NO_SUCH_CHOICE
        for field, (catalogue, code) in chosen.items()
        if code not in codes(session, catalogue, request.received_on)
        and not (request in session and code == getattr(request, field))
    }
    if wrong:
        raise Invalid(wrong)
