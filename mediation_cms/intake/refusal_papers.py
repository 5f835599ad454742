"""The facts of the two papers of a refused request: why it was not accepted, and where else to turn."""

from typing import Any

from sqlmodel import Session

from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Words, _
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import words
from mediation_cms.documents.facts import ReferralFacts, RefusalFacts, same
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.letterhead import in_both, letterhead
from mediation_cms.intake.models import Request
from mediation_cms.intake.papers import paper_sides, position_of
from mediation_cms.intake.screening_models import Refusal
from mediation_cms.intake.screening_queries import ground_rule, referrals_of, refusal_of
from mediation_cms.people.models import Account, Person
from mediation_cms.people.rules import shown_phone
from mediation_cms.places.queries import tree


def refusal_facts(session: Session, request: Request, languages: Languages) -> RefusalFacts:
    """The notice of refusal, of the day of the refusal. Refused while no ground is noted."""
    refusal = require_refusal(session, request)
    rule = ground_rule(session, refusal, request)
    return RefusalFacts(
        number=f"{request.number}-R",
        refused_on=refusal.refused_on,
        ground=in_both(words(session, Catalogue.REFUSAL_GROUND, refusal.ground_code)),
        source=in_both(rule.source) if rule else None,
        objections_to=_objections_to(session, request, refusal),
        **_both(session, request, refusal, languages),
    )


def referral_facts(session: Session, request: Request, languages: Languages) -> ReferralFacts:
    """The referral note, of the day of the refusal. Refused while it would send nobody anywhere."""
    refusal = require_refusal(session, request)
    shared = _both(session, request, refusal, languages)
    if not shared["where"]:
        raise Refused(_("Nobody was sent anywhere: there is nothing to print."))
    return ReferralFacts(number=f"{request.number}-N", **shared)


def require_refusal(session: Session, request: Request) -> Refusal:
    """The refusal of a request that was refused. Refused otherwise."""
    refusal = refusal_of(session, request)
    if refusal is None:
        raise Refused(_("The request was not refused, or no ground is noted yet."))
    return refusal


def _both(session: Session, request: Request, refusal: Refusal, languages: Languages) -> dict[str, Any]:
    applicant = next(iter(paper_sides(session, request.id)), None)
    by = session.get_one(Account, refusal.account_id)
    giver = session.get(Person, by.person_id) if by.person_id else None
    return {
        "languages": languages,
        "cabinet": letterhead(session, request.cabinet_id, refusal.refused_on),
        "made_on": refusal.refused_on,
        "verification_url": "",
        "verification_code": "",
        "demo": False,
        "request_number": request.number,
        "applicant": applicant.name.kk if applicant else "",
        "received_on": request.received_on,
        "where": _where(session, refusal),
        "given_by": giver.name if giver else "",
        "given_by_position": in_both(position_of(session, by)),
    }


def _where(session: Session, refusal: Refusal) -> tuple[Words, ...]:
    listed = [in_both(words(session, Catalogue.REFERRAL, code)) for code in referrals_of(session, refusal)]
    return tuple(listed + ([same(refusal.elsewhere)] if refusal.elsewhere else []))


def _objections_to(session: Session, request: Request, refusal: Refusal) -> str:
    """How the regional house is reached, where the coordinator sits; otherwise the cabinet."""
    places = tree(session)
    region = places.region_of(request.cabinet_id, refusal.refused_on)
    reached = [places.unit(unit_id) for unit_id in (region, request.cabinet_id) if unit_id is not None]
    return next((place.email or shown_phone(place.phone) for place in reached if place.email or place.phone), "")
