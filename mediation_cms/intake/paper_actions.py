"""Papers about a request that people ask for."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper
from mediation_cms.intake.models import Request
from mediation_cms.intake.papers import own_languages, receipt_facts


def make_receipt(session: Session, actor: Actor, request: Request, languages: Languages | None = None) -> Paper:
    """Ask for the receipt of a request, in its own language unless another is chosen."""
    authorize(actor, Can.MAKE_PAPER, request)
    facts = receipt_facts(session, request, languages or own_languages(request.language))
    return ask_for_paper(
        session, actor, facts, thing_id=request.id, matter_id=request.id, cabinet_id=request.cabinet_id
    )
