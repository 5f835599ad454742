"""Rules of mediation that need no database. Article numbers are those of the Law on Mediation of 28 January 2011, № 401-IV."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.models import Outcome

LEAST_SIDES = 2


@dataclass(frozen=True)
class SideFacts:
    """What a contract must know of one side: article 21, 2 and 9 (recalled)."""

    key: str
    name: str
    has_identity: bool
    has_address: bool
    has_phone: bool
    minor: bool
    represented: bool


def missing_for_contract(sides: Sequence[SideFacts], chosen_by: Sequence[str], signed_by: Sequence[str]) -> list[Text]:
    """What article 21 still asks for: two named sides with requisites, the choice of the mediator and signatures of all."""
    missing: list[Text] = []
    if len(sides) < LEAST_SIDES:
        missing.append(_("a second side"))
    for side in sides:
        if not side.name:
            missing.append(_("the name of side %(side)s", side=side.key))
            continue
        if not side.has_identity:
            missing.append(_("identity data: %(name)s", name=side.name))
        if not side.has_address:
            missing.append(_("place of residence: %(name)s", name=side.name))
        if not side.has_phone:
            missing.append(_("contact phone: %(name)s", name=side.name))
        if side.minor and not side.represented:
            missing.append(_("a legal representative: %(name)s", name=side.name))
        if side.key not in chosen_by:
            missing.append(_("the choice of the mediator: %(name)s", name=side.name))
        if side.key not in signed_by:
            missing.append(_("the signature: %(name)s", name=side.name))
    return missing


def missing_for_proceedings(*, sent_by_court: bool, body: str, case_number: str) -> list[Text]:
    """What a notice to the court (articles 23 and 24, recalled) needs where a court sent the sides: its name and its number."""
    if not sent_by_court:
        return []
    missing = [] if body else [_("the court that sent the sides")]
    return missing if case_number else [*missing, _("the number of the case in court")]


def missing_for_extension(sides: Sequence[SideFacts], consents: Sequence[str], *, mediator: bool) -> list[Text]:
    """Whose consent article 23 still asks for (recalled)."""
    missing = [_("the consent: %(name)s", name=side.name) for side in sides if side.key not in consents]
    return missing if mediator else [*missing, _("the consent of the mediator")]


def missing_for_ending(*, meetings: int, no_meeting_reason: str, reason_needed: bool, reason: str) -> list[Text]:
    """What must be there before a mediation ends without agreement: a meeting, or the sentence why none took place."""
    missing: list[Text] = []
    if not meetings and not no_meeting_reason:
        missing.append(_("a meeting held, or the sentence why none took place"))
    if reason_needed and not reason:
        missing.append(_("the circumstances or the refusal in a few words"))
    return missing


def effective_on(ending: Outcome, given: date | None, due_on: date, today: date) -> date | None:
    """The day on which an ending takes effect, article 26 (recalled): expiry on the last day of the term as shown.

    The day is given for the other endings: established, signed by both, or sent to the mediator. None when it cannot be:
    an expiry while the term runs, its last day included, or a day that was not given.
    """
    if ending is Outcome.TERM_EXPIRED:
        return due_on if due_on < today else None
    return given
