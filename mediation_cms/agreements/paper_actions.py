"""Papers about a settlement that people ask for. They hold its terms: whoever may not read these does not get them printed."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.papers import agreement_facts
from mediation_cms.cases.models import Case
from mediation_cms.cases.papers import in_its_languages
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper


def make_agreement(session: Session, actor: Actor, agreement: Agreement, languages: Languages | None = None) -> Paper:
    """Ask for the settlement agreement or the supplement to one, in the languages in which it is drawn up or one of them."""
    case = session.get_one(Case, agreement.case_id)
    authorize(actor, Can.MAKE_PAPER, case)
    if not actor.is_system:  # the command line prints for whoever keeps the keys of the server
        authorize(actor, Can.READ_MINUTES, case)
    facts = agreement_facts(session, agreement, in_its_languages(agreement.language, languages))
    return ask_for_paper(
        session, actor, facts, thing_id=agreement.id, matter_id=case.request_id, cabinet_id=case.cabinet_id,
        dated_by_asking=agreement.signed_on is None,
    )  # fmt: skip
