"""Having the papers of a register entry made: the decision on entry, and an extract."""

from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core.errors import NotFound
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.mediators.register_papers import OF_REGISTER, extract_facts, order_facts


def make_register_order(session: Session, actor: Actor, entry: RegisterEntry, languages: Languages) -> Paper:
    """Ask for the decision on entry as a PDF. Refused while no decision is entered."""
    authorize(actor, Can.KEEP_REGISTER, entry)
    facts = order_facts(session, entry, languages)
    return ask_for_paper(session, actor, facts, thing_id=entry.id, cabinet_id=entry.district_id)


def make_register_extract(session: Session, actor: Actor, entry: RegisterEntry, languages: Languages) -> Paper:
    """Ask for an extract of today as a PDF."""
    authorize(actor, Can.KEEP_REGISTER, entry)
    facts = extract_facts(session, entry, languages)
    return ask_for_paper(session, actor, facts, thing_id=entry.id, cabinet_id=entry.district_id)


def get_register_paper(session: Session, actor: Actor, entry: RegisterEntry, paper_id: UUID) -> Paper:
    """A paper of this entry, for who keeps the register. Raises NotFound."""
    authorize(actor, Can.KEEP_REGISTER, entry)
    paper = session.get(Paper, paper_id, populate_existing=True)
    if paper is None or paper.thing_id != entry.id or paper.kind not in OF_REGISTER:
        raise NotFound
    return paper
