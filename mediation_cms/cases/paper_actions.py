"""Papers about a mediation that people ask for."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.cases.models import Case
from mediation_cms.cases.papers import contract_facts, in_its_languages, termination_facts
from mediation_cms.cases.terms import contract_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper


def make_contract(session: Session, actor: Actor, case: Case, languages: Languages | None = None) -> Paper:
    """Ask for the mediation contract, in the languages in which it was drawn up or in one of them. Refused in others."""
    authorize(actor, Can.MAKE_PAPER, case)
    contract = contract_of(session, case)
    if contract is None:
        raise Refused(_("There is no mediation contract yet. Enter it first."))
    facts = contract_facts(session, contract, in_its_languages(contract.language, languages))
    return ask_for_paper(
        session, actor, facts, thing_id=contract.id, matter_id=case.request_id, cabinet_id=case.cabinet_id
    )


def make_termination(session: Session, actor: Actor, case: Case, languages: Languages | None = None) -> Paper:
    """Ask for the notice that the mediation has ended (Law on Mediation, article 26): our own words, in whatever language."""
    authorize(actor, Can.MAKE_PAPER, case)
    facts = termination_facts(session, case, languages)
    return ask_for_paper(
        session,
        actor,
        facts,
        thing_id=case.id,
        matter_id=case.request_id,
        cabinet_id=case.cabinet_id,
        dated_by_asking=True,
    )
