"""The words of an agreement: putting them down, reading them back, checking them, sealing them by a signature."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, delete, select

from mediation_cms.agreements.inputs import AgreementIn, SigningIn
from mediation_cms.agreements.models import Agreement, Obligation, Signature
from mediation_cms.agreements.queries import obligations_of
from mediation_cms.agreements.rules import AgreementFacts, TermFacts, unfit
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.endings import listed, meetings_held
from mediation_cms.cases.models import Case, ContractLanguage
from mediation_cms.cases.sides import side_key, sides_of
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
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
    terms = [TermWords(term, _unsealed(session, term, TERM)) for term in obligations_of(session, agreement)]
    return AgreementWords(agreement, _unsealed(session, agreement, HEADING), terms)


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
    flag_modified(agreement, "bound_sides")  # other terms alone are another version of the draft too
    session.add(agreement)
    session.exec(delete(Obligation).where(col(Obligation.agreement_id) == agreement.id))
    for position, term in enumerate((term for term in given.terms if not term.empty), start=1):
        obligation = Obligation(
            agreement_id=agreement.id,
            position=position,
            debtor_sides=term.debtor_sides,
            amount=term.amount,
            due_on=term.due_on,
        )
        for field in TERM:
            seal(session, obligation, f"{field}_sealed", getattr(term, field) or None)
        session.add(obligation)
    session.flush()


def facts_of(session: Session, agreement: Agreement) -> AgreementFacts:
    """The agreement as the fitness check sees it."""
    return AgreementFacts(
        languages=frozenset(IN_LANGUAGES[agreement.language]),
        subject=_written(agreement, "subject"),
        consequences=_written(agreement, "consequences"),
        bound_sides=agreement.bound_sides,
        lawful=agreement.lawful,
        minors_considered=agreement.minors_considered,
        terms=[
            TermFacts(term.position, term.debtor_sides, _written(term, "what"), term.due_on)
            for term in obligations_of(session, agreement)
        ],
    )


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
