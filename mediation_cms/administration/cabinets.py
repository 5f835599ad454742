"""Who keeps a cabinet, and the mandate that follows from it by the dated rules."""

from datetime import date

from sqlmodel import Session

from mediation_cms.administration.following import follow
from mediation_cms.administration.queries import dated
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.wording import Wording
from mediation_cms.law.queries import RuleInForce, versions
from mediation_cms.places.models import Mandate, MandateKind, Owner, Ownership, Unit


def keep_from(
    session: Session, cabinet: Unit, owner: Owner, owner_name: str, since: date, source: Wording
) -> Ownership:
    """Enter the owner from a day on, and from that day the mandates that the rules give to cabinets of such an owner."""
    held = follow(session, Ownership, cabinet, since, source, owner=owner, owner_name=owner_name)
    rules = [
        rule for rule in versions(session, f"cabinet.mandate.{owner.value}") if rule.until is None or rule.until > since
    ]
    if not rules:
        raise Refused(_("The mandate of cabinets of this owner is not entered in the rules. Load the seed: reference."))
    for later in dated(session, Mandate, cabinet):
        if later.since > since and (held.until is None or later.since < held.until):
            session.delete(later)
    session.flush()
    for rule in rules:
        first = max(rule.since, since)
        if held.until is None or first < held.until:
            follow(session, Mandate, cabinet, first, _source(rule), mandate=_kind(rule))
    return held


def _kind(rule: RuleInForce) -> MandateKind:
    return MandateKind(rule.value)


def _source(rule: RuleInForce) -> dict[str, str]:
    return {language.value: rule.source.in_(language) for language in Language}
