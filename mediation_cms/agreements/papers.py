"""The facts of papers about a settlement: the agreement and what supplements it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from mediation_cms.agreements.drafting import AgreementWords, missing_for_signing, words_of
from mediation_cms.agreements.models import Agreement, Obligation, PerformanceState
from mediation_cms.agreements.queries import (
    agreements_of,
    newest_of,
    obligations_of,
    signatories_of,
    supplements_of,
)
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case, Contract
from mediation_cms.cases.papers import paper_mediators
from mediation_cms.cases.rules import number_of
from mediation_cms.cases.sides import side_key
from mediation_cms.cases.terms import require_contract
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Words, _
from mediation_cms.documents.facts import (
    AgreementFacts,
    Change,
    CourtRouteFacts,
    ObligationsFacts,
    Side,
    Signatory,
    SupplementFacts,
    Term,
    Unperformed,
    as_written,
    same,
)
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.models import side_number
from mediation_cms.intake.papers import paper_sides, proceedings_of
from mediation_cms.intake.queries import parties_of
from mediation_cms.law.queries import value
from mediation_cms.people.models import Organisation, Person

TERMS = 4
"""The section of the agreement in which its terms stand: a supplementary agreement calls them by it."""


def agreement_facts(session: Session, agreement: Agreement, languages: Languages) -> AgreementFacts | SupplementFacts:
    """The agreement, or the supplement to one: as it was signed, or as it may be; marked as a draft while it lacks anything.

    Refused for a draft that was given up.
    """
    if agreement.status is AgreementStatus.DROPPED:
        raise Refused(_("This draft was given up. Begin a new one."))
    case = session.get_one(Case, agreement.case_id)
    contract = require_contract(session, case)
    if agreement.amends_id is None:
        return _agreement(session, agreement, case, contract, languages)
    return _supplement(session, agreement, case, contract, languages)


def obligations_facts(session: Session, first: Agreement, languages: Languages) -> ObligationsFacts:
    """The calendar of a signed agreement with its supplements, as it stands today. Refused before the signing."""
    case = session.get_one(Case, first.case_id)
    signed_on = _signed_on(first)
    today = clock.today()
    return ObligationsFacts(
        number=first.number,
        languages=languages,
        cabinet=letterhead(session, case.cabinet_id, today),
        made_on=today,
        agreement_number=first.number,
        agreement_on=signed_on,
        sides=_bound(session, first, case),
        terms=tuple(numbered.term for numbered in numbered_terms(session, first) if not numbered.lifted),
    )


def court_route_facts(session: Session, first: Agreement, languages: Languages) -> CourtRouteFacts:
    """The way to court from a signed agreement. Refused while no obligation is late, disputed or done in part."""
    case = session.get_one(Case, first.case_id)
    signed_on = _signed_on(first)
    today = clock.today()
    unperformed = [numbered for numbered in numbered_terms(session, first) if numbered.unperformed(today)]
    if not unperformed:
        raise Refused(_("No obligation is late or disputed. Record first which one is not performed."))
    return CourtRouteFacts(
        number=first.number,
        languages=languages,
        cabinet=letterhead(session, case.cabinet_id, today),
        made_on=today,
        agreement_number=first.number,
        agreement_on=signed_on,
        unperformed=tuple(
            Unperformed(number=numbered.term.number, due_on=numbered.term.due_on) for numbered in unperformed
        ),
        proceedings=proceedings_of(session, case.request_id),
        limitation_years=value(session, "claim.limitation_years", today),
    )


@dataclass(frozen=True)
class NumberedTerm:
    """One obligation under its number in the agreement, with the state in which it was last seen."""

    obligation: Obligation
    term: Term
    state: PerformanceState | None

    @property
    def lifted(self) -> bool:
        """Whether a supplement has lifted it."""
        return self.state is PerformanceState.LIFTED

    def unperformed(self, today: date) -> bool:
        """Whether it should have been done, or is done in part or disputed."""
        if self.state in (PerformanceState.PARTLY, PerformanceState.DISPUTED):
            return True
        return self.state is None and self.obligation.due_on is not None and self.obligation.due_on < today


def numbered_terms(session: Session, first: Agreement) -> list[NumberedTerm]:
    """The obligations of an agreement and of its signed supplements, numbered on."""
    written = [words_of(session, each) for each in (first, *supplements_of(session, first))]
    newest = newest_of(session, [term.obligation for words in written for term in words.terms])
    found: list[NumberedTerm] = []
    for words in written:
        for term, said in zip(_terms(words, first=len(found) + 1), words.terms, strict=True):
            seen = newest.get(said.obligation.id)
            found.append(NumberedTerm(said.obligation, term, seen.state if seen else None))
    return found


def _signed_on(first: Agreement) -> date:
    if first.signed_on is None:
        raise Refused(_("Only a signed agreement is performed. Record the signing first."))
    return first.signed_on


def _agreement(
    session: Session, agreement: Agreement, case: Case, contract: Contract, languages: Languages
) -> AgreementFacts:
    written = words_of(session, agreement)
    on = agreement.signed_on or clock.today()
    house = letterhead(session, case.cabinet_id, on)
    return AgreementFacts(
        number=agreement.number,
        languages=languages,
        cabinet=house,
        made_on=on,
        draft=_is_draft(session, agreement),
        place=same(agreement.place) if agreement.place else house.place,
        contract_number=contract.number,
        contract_on=contract.concluded_on,
        sides=_bound(session, agreement, case),
        subject=as_written(written.heading["subject_kk"], written.heading["subject_ru"]),
        mediators=paper_mediators(session, contract, contract.concluded_on),
        terms=tuple(_terms(written, first=1)),
        consequences=_if_written(written.heading["consequences_kk"], written.heading["consequences_ru"]),
        partial=agreement.partial,
        minors_considered=agreement.minors_considered,
        proceedings=proceedings_of(session, case.request_id),
        signatories=_signatories(session, agreement, case),
    )


def _supplement(
    session: Session, supplement: Agreement, case: Case, contract: Contract, languages: Languages
) -> SupplementFacts:
    amended = session.get_one(Agreement, supplement.amends_id)
    written = words_of(session, supplement)
    on = supplement.signed_on or clock.today()
    house = letterhead(session, case.cabinet_id, on)
    terms = _terms(written, first=_terms_before(session, supplement, case) + 1)
    return SupplementFacts(
        number=supplement.number,
        languages=languages,
        cabinet=house,
        made_on=on,
        draft=_is_draft(session, supplement),
        place=same(supplement.place) if supplement.place else house.place,
        agreement_number=amended.number,
        agreement_on=amended.signed_on or on,
        sides=_bound(session, supplement, case),
        mediators=paper_mediators(session, contract, contract.concluded_on),
        changes=tuple(Change(action="add", clause=term.number, term=term) for term in terms),
        reason=_if_written(written.heading["subject_kk"], written.heading["subject_ru"]),
        minors_considered=supplement.minors_considered,
        proceedings=proceedings_of(session, case.request_id),
        signatories=_signatories(session, supplement, case),
    )


def _is_draft(session: Session, agreement: Agreement) -> bool:
    """Whether the paper is marked as a draft: what can be signed is printed clean, for it is signed on this very paper."""
    return agreement.signed_on is None and bool(missing_for_signing(session, agreement))


def _bound(session: Session, agreement: Agreement, case: Case) -> tuple[Side, ...]:
    """The sides that the agreement binds, with the numbers that they have in every paper of the matter."""
    numbers = {number_of(key) for key in agreement.bound_sides}
    return tuple(side for side in paper_sides(session, case.request_id) if side.number in numbers)


def _signatories(session: Session, agreement: Agreement, case: Case) -> tuple[Signatory, ...]:
    """Who has signed, or of a draft who may: each side that it binds, or whoever speaks for it. In the order of the sides."""
    rows = [(party, who) for party, *both in parties_of(session, case.request_id) for who in both if who is not None]
    called = {party.id: _called(who) for party, who in rows}
    signed = {party.id for _signature, party in signatories_of(session, agreement)}
    spoken_for = {party.represents_id for party, _who in rows}
    may = {party.id for party, _who in rows if side_key(party) in agreement.bound_sides and party.id not in spoken_for}
    return tuple(
        Signatory(
            side=side_number(party.side, party.side_no),
            name=called[party.id],
            stands_for=called.get(party.represents_id) if party.represents_id else None,
        )
        for party, _who in rows
        if party.id in (signed or may)
    )


def _called(who: Person | Organisation) -> Words:
    return as_written(who.name, who.name_ru) if isinstance(who, Organisation) else same(who.name)


def _terms(written: AgreementWords, first: int) -> list[Term]:
    return [
        Term(
            number=f"{TERMS}.{number}",
            sides=tuple(sorted(number_of(key) for key in term.obligation.debtor_sides)),
            what=as_written(term.words["what_kk"], term.words["what_ru"]),
            amount=term.obligation.amount,
            due_on=term.obligation.due_on,
            proof=_if_written(term.words["proof_kk"], term.words["proof_ru"]),
        )
        for number, term in enumerate(written.terms, start=first)
    ]


def _terms_before(session: Session, supplement: Agreement, case: Case) -> int:
    """How many terms the agreement and the supplements before this one have."""
    earlier = [
        found
        for found in agreements_of(session, case)
        if supplement.amends_id in {found.id, found.amends_id} and found.signed_on and found.id < supplement.id
    ]
    return sum(len(obligations_of(session, found)) for found in earlier)


def _if_written(kk: str, ru: str) -> Words | None:
    return as_written(kk, ru) if kk or ru else None
