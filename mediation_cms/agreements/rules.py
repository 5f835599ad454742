"""Fitness for signing, without a database: Law on Mediation, article 27 (partly found, the rest recalled)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from mediation_cms.cases.rules import LEAST_SIDES, SideFacts
from mediation_cms.core.i18n import Joined, Text, _
from mediation_cms.core.languages import Language


@dataclass(frozen=True)
class TermFacts:
    """One term as the check sees it. `words` holds the languages in which it is written.

    `waits_for` are the names of the sides that have not accepted it as it is worded now, `unfilled` says what of a clause of
    the library still stands in braces.
    """

    position: int
    debtor_sides: Sequence[str]
    words: frozenset[Language]
    due_on: date | None
    waits_for: Sequence[str] = ()
    unfilled: Sequence[Text] = ()


@dataclass(frozen=True)
class AgreementFacts:
    """An agreement as the check sees it. `languages` are those in which it is drawn up; the sets, where each text stands."""

    languages: frozenset[Language]
    subject: frozenset[Language]
    consequences: frozenset[Language]
    bound_sides: Sequence[str]
    lawful: bool
    minors_considered: bool
    terms: Sequence[TermFacts]


def unfit(
    agreement: AgreementFacts, sides: Sequence[SideFacts], *, meetings: int, signed_on: date | None = None
) -> list[Text]:
    """What an agreement still lacks before it can be signed; nothing = fit. With `signed_on`, due dates are held against it."""
    missing: list[Text] = []
    bound = [side for side in sides if side.key in agreement.bound_sides]
    if meetings < 1:
        missing.append(_("a meeting that was held"))
    if len(bound) < LEAST_SIDES:
        missing.append(_("at least two sides that the agreement binds"))
    if agreement.languages - agreement.subject:
        missing.append(_("the subject of the dispute in each language of the agreement"))
    if agreement.languages - agreement.consequences:
        missing.append(_("the consequences of non-performance in each language of the agreement"))
    if not agreement.terms:
        missing.append(_("at least one obligation"))
    for term in agreement.terms:
        missing += _unfit_term(term, agreement, {side.key for side in bound}, signed_on)
    for side in bound:
        if side.minor and not side.represented:
            missing.append(_("a legal representative: %(name)s", name=side.name))
    if any(side.minor for side in bound) and not agreement.minors_considered:
        missing.append(_("the mark that the minor's interests were considered"))
    if not agreement.lawful:
        missing.append(_("the mediator's mark that no term is unlawful"))
    return missing


def is_agreed(bound: Collection[str], accepted: Collection[str]) -> bool:
    """Whether a proposal is a term: every side that the agreement binds has accepted it as it is worded now."""
    return bool(bound) and set(bound) <= set(accepted)


def _unfit_term(term: TermFacts, agreement: AgreementFacts, bound: set[str], signed_on: date | None) -> list[Text]:
    missing: list[Text] = []
    if agreement.languages - term.words:
        missing.append(_("term %(no)s: the words in each language of the agreement", no=term.position))
    if not term.debtor_sides or not set(term.debtor_sides) <= bound:
        missing.append(_("term %(no)s: who performs it, of the sides that the agreement binds", no=term.position))
    if term.unfilled:
        named = Joined(tuple(term.unfilled), ", ")
        missing.append(_("term %(no)s: what stands in braces: %(names)s", no=term.position, names=named))
    if term.waits_for:
        names = ", ".join(term.waits_for)
        missing.append(_("term %(no)s: the acceptance of its new words: %(names)s", no=term.position, names=names))
    if term.due_on is None:
        missing.append(_("term %(no)s: by when", no=term.position))
    elif signed_on is not None and term.due_on < signed_on:
        missing.append(_("term %(no)s: a due date that is not before the signing", no=term.position))
    return missing
