"""The report on paper."""

from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core.errors import NotFound
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.places.queries import tree
from mediation_cms.statistics.papers import key_of, report_facts
from mediation_cms.statistics.report import Compared, Report


def make_report_paper(session: Session, actor: Actor, report: Report, before: Compared, languages: Languages) -> Paper:
    """Ask for the report and what `year_before` found as a PDF. The same figures asked twice are the same paper.

    Both are made in a session that only reads, which sees one state of the rows; this one writes.
    """
    authorize(actor, Can.READ_REPORT, report.place)
    facts = report_facts(tree(session), report, before, languages)
    return ask_for_paper(
        session, actor, facts, thing_id=key_of(report), cabinet_id=report.place.id, dated_by_asking=True
    )


def get_report_paper(session: Session, actor: Actor, paper_id: UUID) -> Paper:
    """A report on paper of a place whose report the actor may read. Raises NotFound, Forbidden."""
    paper = session.get(Paper, paper_id, populate_existing=True)
    if paper is None or paper.kind is not PaperKind.HALF_YEAR or paper.cabinet_id is None:
        raise NotFound
    authorize(actor, Can.READ_REPORT, tree(session).unit(paper.cabinet_id))
    return paper
