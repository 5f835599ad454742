"""Rules of mediation that need no database. Article numbers are those of the Law on Mediation of 28 January 2011, № 401-IV."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mediation_cms.core.i18n import Text, _
from mediation_cms.core.validation import EMPTY
from mediation_cms.intake.models import Outcome, Side, side_number

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


def number_of(key: str) -> int:
    """The number by which people and papers call the side of this key."""
    side, _hyphen, no = key.partition("-")
    return side_number(Side(side), int(no))


def missing_for_contract(sides: Sequence[SideFacts]) -> list[Text]:
    """What article 21 still asks of the sides: two of them with names and requisites."""
    missing: list[Text] = []
    if len(sides) < LEAST_SIDES:
        missing.append(_("a second side"))
    for side in sides:
        if not side.name:
            missing.append(_("the name of side %(side)s", side=number_of(side.key)))
            continue
        if not side.has_identity:
            missing.append(_("identity data: %(name)s", name=side.name))
        if not side.has_address:
            missing.append(_("place of residence: %(name)s", name=side.name))
        if not side.has_phone:
            missing.append(_("contact phone: %(name)s", name=side.name))
        if side.minor and not side.represented:
            missing.append(_("a legal representative: %(name)s", name=side.name))
    return missing


def unmarked(field: str, sides: Sequence[SideFacts], ticked: Sequence[str]) -> dict[str, Text]:
    """A sentence for the field when a side that has a name is not ticked there."""
    names = ", ".join(side.name for side in sides if side.name and side.key not in ticked)
    return {field: _("Mark every side. Missing: %(names)s.", names=names)} if names else {}


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


def missing_for_ending(
    ending: Outcome, *, sides: int, refused: int, reason: str, meetings: int, no_meeting_reason: str
) -> dict[str, Text]:
    """What a mediation still needs to end without agreement, by field: who of the sides refused, why, and a meeting.

    An expiry needs no reason; in the place of a meeting stands the sentence why none took place.
    """
    missing: dict[str, Text] = {}
    if ending is Outcome.ONE_REFUSED and not refused:
        missing["refused_by"] = _("Mark which side refused.")
    elif ending is Outcome.ONE_REFUSED and refused == sides:
        missing["refused_by"] = _("All sides refused: choose that ground instead.")
    if ending is not Outcome.TERM_EXPIRED and not reason:
        missing["reason"] = EMPTY
    if not meetings and not no_meeting_reason:
        missing["no_meeting_reason"] = _("No meeting is recorded. Record it first, or write why none took place.")
    return missing


def effective_on(ending: Outcome, given: date | None, due_on: date, today: date) -> date | None:
    """The day on which an ending takes effect, article 26 (recalled): expiry on the last day of the term as shown.

    The day is given for the other endings: established, signed by both, or sent to the mediator. None when it cannot be:
    an expiry while the term runs, its last day included, or a day that was not given.
    """
    if ending is Outcome.TERM_EXPIRED:
        return due_on if due_on < today else None
    return given


def no_such_day(ending: Outcome, concluded_on: date, on: date | None, due_on: date) -> dict[str, Text]:
    """Why a mediation cannot end on the day that `effective_on` gave, by field: the term runs, no day, or before the contract."""
    if on is None and ending is Outcome.TERM_EXPIRED:
        return {"ending": _("The term runs until %(due)s: it has not expired yet.", due=due_on)}
    if on is None:
        return {"on": EMPTY}
    sentence = _(
        "Contract: %(contract)s, end: %(end)s. The end cannot be before the contract. Check the dates.",
        contract=concluded_on,
        end=on,
    )
    return {"on": sentence}
