"""The words of an agreement: putting them down, reading them back, checking them, sealing them by a signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, delete, select

from mediation_cms.agreements.inputs import AgreementIn, SigningIn, TermIn
from mediation_cms.agreements.library import completed
from mediation_cms.agreements.models import Acceptance, Agreement, Obligation, Proposal, Signature
from mediation_cms.agreements.queries import acceptances_of, obligations_of, proposals_of, waiting_for_draft
from mediation_cms.agreements.rules import AgreementFacts, TermFacts, unfit
from mediation_cms.agreements.workflow import PROPOSAL, AgreementStatus, ProposalState, ProposalStep
from mediation_cms.cases.endings import listed, meetings_held
from mediation_cms.cases.models import Case, ContractLanguage
from mediation_cms.cases.rules import SideFacts
from mediation_cms.cases.sides import side_key, sides_of
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import Refused, stale
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.disputes.placeholders import still_open
from mediation_cms.documents.models import StoredFile
from mediation_cms.intake.models import Party

IN_LANGUAGES = {
    ContractLanguage.KK: (Language.KK,),
    ContractLanguage.RU: (Language.RU,),
    ContractLanguage.KK_RU: (Language.KK, Language.RU),
}
PAPER_LANGUAGES = (Language.KK, Language.RU)
HEADING = ("subject_kk", "subject_ru", "consequences_kk", "consequences_ru")
TERM = ("what_kk", "what_ru", "proof_kk", "proof_ru")


@dataclass(frozen=True)
class TermWords:
    """One term with its words: `words` holds `what_kk`, `what_ru`, `proof_kk`, `proof_ru`, empty where nothing is written."""

    obligation: Obligation
    words: dict[str, str]


@dataclass(frozen=True)
class AgreementWords:
    """An agreement with its words: `heading` holds `subject_kk`, `subject_ru`, `consequences_kk`, `consequences_ru`."""

    agreement: Agreement
    heading: dict[str, str]
    terms: list[TermWords]


def words_of(session: Session, agreement: Agreement) -> AgreementWords:
    """What is written in an agreement: for whoever may read its terms, and for its paper."""
    terms = [words_of_term(session, term) for term in obligations_of(session, agreement)]
    return AgreementWords(agreement, _unsealed(session, agreement, HEADING), terms)


def words_of_term(session: Session, obligation: Obligation) -> TermWords:
    """What is written in one term, or in what is still a proposal."""
    return TermWords(obligation, _unsealed(session, obligation, TERM))


def text_of(session: Session, agreement: Agreement) -> tuple[object, ...]:
    """What the paper of an agreement prints of it: two that are equal print the same."""
    written = words_of(session, agreement)
    terms = [
        (term.words, term.obligation.debtor_sides, term.obligation.amount, term.obligation.due_on)
        for term in written.terms
    ]
    return (
        agreement.language,
        agreement.partial,
        agreement.minors_considered,
        agreement.bound_sides,
        written.heading,
        terms,
    )


def put_words(session: Session, agreement: Agreement, given: AgreementIn) -> None:
    """Write the words of a draft anew: heading fields and all terms. Empty rows of the form are left out."""
    agreement.language, agreement.partial, agreement.bound_sides = given.language, given.partial, given.bound_sides
    agreement.lawful, agreement.minors_considered = given.lawful, given.minors_considered
    for field in HEADING:
        seal(session, agreement, f"{field}_sealed", getattr(given, field) or None)
    another_version(session, agreement)
    stored = {str(term.id): term for term in obligations_of(session, agreement)}
    at_table = {str(term.id): term for term in _at_the_table(session, agreement)}
    terms = [
        (stored.pop(str(term.id), None) or at_table.pop(str(term.id), None), term)
        for term in given.terms
        if not term.empty
    ]
    if any(term.id and found is None for found, term in terms):
        raise stale()
    for removed in stored.values():
        take_out(session, removed)
    for place, (found, _term) in enumerate(terms, start=1):
        if found is not None:
            found.agreement_id = agreement.id  # it may come from the table
            found.position = -place  # so that no two stand at one place while they change it
    session.flush()
    sides = sides_of(session, session.get_one(Case, agreement.case_id).request_id)
    for position, (found, term) in enumerate(terms, start=1):
        obligation = found or Obligation(agreement_id=agreement.id)
        obligation.position = position
        if put_term(session, obligation, term, sides) and obligation.proposal_id:
            ask_again(session, session.get_one(Proposal, obligation.proposal_id))
    session.flush()


def _at_the_table(session: Session, agreement: Agreement) -> list[Obligation]:
    """What a draft of the first agreement takes up by its key: a supplement takes nothing from the table."""
    return [] if agreement.amends_id else waiting_for_draft(session, session.get_one(Case, agreement.case_id))


def another_version(session: Session, agreement: Agreement) -> None:
    """Other terms alone are another version of the draft too: whoever has it open is told."""
    flag_modified(agreement, "bound_sides")
    session.add(agreement)


def put_term(session: Session, obligation: Obligation, given: TermIn, sides: Sequence[SideFacts]) -> bool:
    """Write the words of one term, braces filled with what it says besides; whether it says anything else than before."""
    given = completed(given, sides)
    plain = {"debtor_sides": given.debtor_sides, "amount": given.amount, "due_on": given.due_on}
    before = [*(getattr(obligation, name) for name in plain), *_unsealed(session, obligation, TERM).values()]
    for name, value in plain.items():
        setattr(obligation, name, value)
    obligation.clause_id = given.clause_id or obligation.clause_id
    for field in TERM:
        if (_unsealed(session, obligation, (field,))[field]) != getattr(given, field):
            seal(session, obligation, f"{field}_sealed", getattr(given, field) or None)
    session.add(obligation)
    return before != [*plain.values(), *(getattr(given, field) for field in TERM)]


def take_out(session: Session, obligation: Obligation) -> None:
    """Take a term out of a draft: what came from the table goes back to it, to be accepted anew; what was typed goes."""
    if obligation.proposal_id is None:
        session.delete(obligation)
        return
    obligation.agreement_id = obligation.position = None
    session.add(obligation)
    ask_again(session, session.get_one(Proposal, obligation.proposal_id))


def ask_again(session: Session, proposal: Proposal) -> None:
    """Nobody has accepted the proposal any more: it says something else, or was taken out of the draft."""
    session.exec(delete(Acceptance).where(col(Acceptance.proposal_id) == proposal.id))
    if proposal.state is ProposalState.ACCEPTED:
        proposal.state = PROPOSAL.after(proposal.state, ProposalStep.ASK_AGAIN)
    session.add(proposal)
    session.flush()


def facts_of(session: Session, agreement: Agreement) -> AgreementFacts:
    """The agreement as the fitness check sees it."""
    waiting = _waiting(session, agreement)
    fields = tuple(name for name in TERM if name.endswith(IN_LANGUAGES[agreement.language]))
    return AgreementFacts(
        languages=frozenset(IN_LANGUAGES[agreement.language]),
        subject=_written(agreement, "subject"),
        consequences=_written(agreement, "consequences"),
        bound_sides=agreement.bound_sides,
        lawful=agreement.lawful,
        minors_considered=agreement.minors_considered,
        terms=[
            TermFacts(
                number,
                term.debtor_sides,
                _written(term, "what"),
                term.due_on,
                waiting.get(term.id, ()),
                _unfilled(session, term, fields),
            )
            for number, term in enumerate(obligations_of(session, agreement), start=1)
        ],
    )


def _unfilled(session: Session, term: Obligation, fields: tuple[str, ...]) -> list[Text]:
    """What of a clause of the library still stands in braces, in the languages of the agreement alone."""
    return still_open(list(_unsealed(session, term, fields).values()))


def _waiting(session: Session, agreement: Agreement) -> dict[UUID, list[str]]:
    """The names of the bound sides that have not accepted a term as it is worded now, by the key of the term."""
    case = session.get_one(Case, agreement.case_id)
    rows = [(proposal, term) for proposal, term in proposals_of(session, case) if term.agreement_id == agreement.id]
    if not rows:
        return {}
    accepted = acceptances_of(session, [proposal for proposal, _term in rows])
    bound = [side for side in sides_of(session, case.request_id) if side.key in agreement.bound_sides]
    return {term.id: [side.name for side in bound if side.key not in accepted[proposal.id]] for proposal, term in rows}


def missing_for_signing(session: Session, agreement: Agreement, signed_on: date | None = None) -> list[Text]:
    """What the agreement still lacks before it can be signed; a supplement needs no meeting of its own."""
    case = session.get_one(Case, agreement.case_id)
    return unfit(
        facts_of(session, agreement),
        sides_of(session, case.request_id),
        meetings=meetings_held(session, case),
        signed_on=signed_on,
    )


def require_fit(session: Session, agreement: Agreement, given: SigningIn) -> None:
    """Refuse with all that is missing: words, dates, and the signature of each side that the agreement binds."""
    missing = missing_for_signing(session, agreement, given.signed_on)
    case = session.get_one(Case, agreement.case_id)
    signed = {side_key(party) for party in _parties(session, given, case)}
    missing += [
        _("the signature: %(name)s", name=side.name)
        for side in sides_of(session, case.request_id)
        if side.key in agreement.bound_sides and side.key not in signed
    ]
    if missing:
        raise Refused(
            _("The agreement is not ready to sign: %(what)s. Complete it and check again.", what=listed(missing))
        )


def sign(session: Session, agreement: Agreement, given: SigningIn, scan: StoredFile, status: AgreementStatus) -> None:
    """Close the words: from here on the database refuses every change of them."""
    case = session.get_one(Case, agreement.case_id)
    for party in _parties(session, given, case):
        session.add(Signature(agreement_id=agreement.id, party_id=party.id, signed_on=given.signed_on))
    session.flush()  # a signed agreement takes no more signatures
    agreement.status, agreement.signed_on, agreement.signing = status, given.signed_on, given.signing
    agreement.place, agreement.scan_id, agreement.scan_sha256 = given.place, scan.id, scan.sha256
    session.add(agreement)
    session.flush()


def _parties(session: Session, given: SigningIn, case: Case) -> list[Party]:
    """The parties that signed; a key that belongs to another request is no party of this one."""
    parties = session.exec(select(Party).where(Party.request_id == case.request_id)).all()
    return [party for party in parties if str(party.id) in given.signed_by]


def _unsealed(session: Session, row: Agreement | Obligation, fields: tuple[str, ...]) -> dict[str, str]:
    return {field: unseal(session, row, f"{field}_sealed") or "" for field in fields}


def _written(row: Agreement | Obligation, field: str) -> frozenset[Language]:
    return frozenset(language for language in PAPER_LANGUAGES if getattr(row, f"{field}_{language}_sealed"))
