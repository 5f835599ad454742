"""The facts of papers about a mediation on its way: its contract, the extension of its term, the notice that it has begun."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.cases.clauses import beyond_standard, in_own_words, named_in_both
from mediation_cms.cases.models import Case, Contract, ContractLanguage
from mediation_cms.cases.terms import extension_of, require_contract, term, term_of
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Words, _
from mediation_cms.documents.facts import ContractFacts, CourtNoticeFacts, ExtensionFacts, Mediator, as_written, same
from mediation_cms.documents.inputs import BY_NAME, Languages
from mediation_cms.documents.letterhead import in_both, letterhead
from mediation_cms.intake.papers import paper_sides, proceedings_of
from mediation_cms.law.queries import rule, value
from mediation_cms.mediators.models import Mediator as Registered
from mediation_cms.mediators.models import RegisterEntry, RegisterKind
from mediation_cms.mediators.queries import require_entitled
from mediation_cms.people.models import Channel, Organisation, Person
from mediation_cms.people.queries import contacts_of
from mediation_cms.people.rules import shown_phone

IN_WORDS = ("confidentiality", "liability", "procedure")
"""The clauses of which the paper has a wording of its own."""


def languages_of(written: ContractLanguage) -> Languages:
    """The languages in which a contract or agreement is drawn up."""
    return BY_NAME[written.value]


def contract_facts(session: Session, contract: Contract, languages: Languages) -> ContractFacts:
    """The mediation contract. What was typed once reads alike in both languages."""
    case = session.get_one(Case, contract.case_id)
    on = contract.concluded_on
    return ContractFacts(
        number=contract.number,
        languages=languages,
        cabinet=letterhead(session, case.cabinet_id, on),
        made_on=on,
        made_at=contract.concluded_at,
        place=same(contract.place),
        sides=paper_sides(session, case.request_id),
        subject=same(unseal(session, contract, "subject_sealed") or ""),
        mediators=paper_mediators(session, contract, on),
        fee=contract.fee,
        expenses=_beyond("expenses", contract.expenses),
        mediation_language=named_in_both(contract.mediation_language),
        term_days=contract.term_days,
        ends_on=term(session, on, contract.term_days).due_on,
        extension_days=value(session, "mediation.extension_days", on),
        confidentiality=_beyond("confidentiality", contract.confidentiality),
        liability=_beyond("liability", contract.liability),
        procedure=_beyond("procedure", contract.procedure),
        own_words=tuple(clause for clause in IN_WORDS if in_own_words(clause, getattr(contract, clause))),
        proceedings=proceedings_of(session, case.request_id),
    )


def _beyond(clause: str, typed: str) -> Words | None:
    """What the sides agreed on beyond the wording that the paper has of itself; None where it says all."""
    added = beyond_standard(clause, typed)
    return same(added) if added else None


def extension_facts(session: Session, contract: Contract, languages: Languages) -> ExtensionFacts:
    """The protocol on the extension of the term, dated the day of the consent. Refused while the term was not extended."""
    extension = extension_of(session, contract)
    if extension is None:
        raise Refused(_("The term was not extended. Record the extension first."))
    case, on = session.get_one(Case, contract.case_id), extension.agreed_on
    before = term(session, contract.concluded_on, contract.term_days)
    return ExtensionFacts(
        number=f"{case.number}-E",
        languages=languages,
        cabinet=letterhead(session, case.cabinet_id, on),
        made_on=on,
        contract_number=contract.number,
        contract_on=contract.concluded_on,
        sides=paper_sides(session, case.request_id),
        mediators=paper_mediators(session, contract, contract.concluded_on),
        days=extension.days,
        ended_before=before.due_on,
        counted_from=before.ends_on,
        ends_on=term_of(session, contract).due_on,
        reason=same(extension.reason),
    )


def court_notice_facts(session: Session, case: Case, languages: Languages | None) -> CourtNoticeFacts:
    """The notice to the court that the mediation has begun, dated today. Refused out of court, before it and after it."""
    contract, today = require_contract(session, case), clock.today()
    if case.ended_on is not None:
        raise Refused(_("The mediation has ended: make the notice of termination instead."))
    proceedings = proceedings_of(session, case.request_id)
    if proceedings is None:
        raise Refused(
            _("No court sent the sides, so none is told. If one did, enter it and the number of its case first.")
        )
    return CourtNoticeFacts(
        number=f"{case.number}-B",
        languages=languages or languages_of(contract.language),
        cabinet=letterhead(session, case.cabinet_id, today),
        made_on=today,
        contract_number=contract.number,
        contract_on=contract.concluded_on,
        sides=paper_sides(session, case.request_id),
        mediators=paper_mediators(session, contract, contract.concluded_on),
        proceedings=proceedings,
        ends_on=term_of(session, contract).due_on,
    )


def paper_mediators(session: Session, contract: Contract, on: date) -> tuple[Mediator, ...]:
    """The mediators of a contract under the label and in the register of that day; who conducts the mediation comes first."""
    keys = (contract.mediator_id, *map(UUID, contract.co_mediators))
    return tuple(_paper_mediator(session, key, on) for key in keys)


def _paper_mediator(session: Session, key: UUID, on: date) -> Mediator:
    entry = require_entitled(session, session.get_one(Registered, key), on)
    person = session.get_one(Person, key)
    phone = next((way.value for way in contacts_of(session, person) if way.channel is Channel.PHONE), "")
    return Mediator(
        name=person.name,
        status=in_both(rule(session, f"label.mediator.{entry.kind}.{entry.register_kind}", on).words),
        register=_register(session, entry),
        register_no=entry.number,
        certificate_no=entry.certificate_no,
        certificate_on=entry.certificate_on,
        phone=shown_phone(phone) if phone else "",
    )


def _register(session: Session, entry: RegisterEntry) -> Words:
    named = in_both(entry.register_kind.label)
    if entry.register_kind is not RegisterKind.ORGANISATION:
        return named
    keeper = session.get_one(Organisation, entry.organisation_id)
    whose = as_written(keeper.name, keeper.name_ru)
    return Words(f"{named.kk} ({whose.kk})", f"{named.ru} ({whose.ru})")


def in_its_languages(written: ContractLanguage, asked: Languages | None) -> Languages:
    """The languages of a paper: those that are asked for, which must be among those it is drawn up in. Refused otherwise."""
    own = languages_of(written)
    if asked is not None and not set(asked) <= set(own):
        missing = next(ContractLanguage(language.value) for language in asked if language not in own)
        raise Refused(_("It is not drawn up in this language: %(language)s. Choose another.", language=missing.label))
    return asked or own
