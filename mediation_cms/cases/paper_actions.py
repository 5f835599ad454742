"""Papers about a mediation that people ask for."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.cases.models import Case
from mediation_cms.cases.papers import contract_facts, court_notice_facts, extension_facts, in_its_languages
from mediation_cms.cases.terms import require_contract
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper


def make_contract(session: Session, actor: Actor, case: Case, languages: Languages | None = None) -> Paper:
    """Ask for the mediation contract, in the languages in which it was drawn up or in one of them. Refused in others."""
    authorize(actor, Can.MAKE_PAPER, case)
    contract = require_contract(session, case)
    facts = contract_facts(session, contract, in_its_languages(contract.language, languages))
    return ask_for_paper(
        session, actor, facts, thing_id=contract.id, matter_id=case.request_id, cabinet_id=case.cabinet_id
    )


def make_extension(session: Session, actor: Actor, case: Case, languages: Languages | None = None) -> Paper:
    """Ask for the protocol on the extension of the term, in the languages of the contract or in one of them."""
    authorize(actor, Can.MAKE_PAPER, case)
    contract = require_contract(session, case)
    facts = extension_facts(session, contract, in_its_languages(contract.language, languages))
    return ask_for_paper(
        session, actor, facts, thing_id=contract.id, matter_id=case.request_id, cabinet_id=case.cabinet_id
    )


def make_court_notice(session: Session, actor: Actor, case: Case, languages: Languages | None = None) -> Paper:
    """Ask for the notice to the court that the mediation has begun (article 20, recalled): in whatever language."""
    authorize(actor, Can.MAKE_PAPER, case)
    facts = court_notice_facts(session, case, languages)
    return ask_for_paper(
        session, actor, facts, thing_id=case.id, matter_id=case.request_id, cabinet_id=case.cabinet_id,
        dated_by_asking=True,
    )  # fmt: skip
