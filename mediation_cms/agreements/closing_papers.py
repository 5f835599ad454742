"""The facts of papers about a mediation as a whole: the notice that it has ended, and the report of what is no secret of it."""

from typing import cast

from sqlmodel import Session

from mediation_cms.agreements.queries import signed_agreement_of
from mediation_cms.cases.models import Case, Meeting, MeetingKind
from mediation_cms.cases.papers import languages_of, paper_mediators
from mediation_cms.cases.queries import meetings_of
from mediation_cms.cases.rules import number_of
from mediation_cms.cases.terms import contract_of, extension_of, term_of
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.facts import CaseReportFacts, Ground, IssuedPaper, Talk, TerminationFacts
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.letterhead import in_both, letterhead
from mediation_cms.documents.models import PaperKind, PaperStatus
from mediation_cms.documents.queries import papers_of
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, Request
from mediation_cms.intake.papers import own_languages, paper_sides, proceedings_of
from mediation_cms.people.models import Person


def termination_facts(session: Session, case: Case, languages: Languages | None) -> TerminationFacts:
    """The notice that a mediation has ended, dated today. Refused before its end, and for a matter that had no mediation."""
    contract = contract_of(session, case)
    if contract is None or case.ended_on is None or case.outcome not in ENDINGS_OF_MEDIATION:
        raise Refused(_("There is nothing to give notice of: record how the mediation ended first."))
    today, signed = clock.today(), signed_agreement_of(session, case)
    return TerminationFacts(
        number=f"{case.number}-T",
        languages=languages or languages_of(contract.language),
        cabinet=letterhead(session, case.cabinet_id, today),
        made_on=today,
        contract_number=contract.number,
        contract_on=contract.concluded_on,
        sides=paper_sides(session, case.request_id),
        mediators=paper_mediators(session, contract, contract.concluded_on),
        ground=cast(Ground, case.outcome.value),
        refused_by=tuple(sorted(number_of(key) for key in case.refused_by)),
        effective_on=case.ended_on,
        agreement_number=signed.number if signed else "",
        agreement_on=signed.signed_on if signed else None,
        proceedings=proceedings_of(session, case.request_id),
    )


def case_report_facts(session: Session, case: Case, languages: Languages | None) -> CaseReportFacts:
    """A case as it stands today, in facts that are no secret of the mediation. No word of it was typed freely by anybody."""
    request, today = session.get_one(Request, case.request_id), clock.today()
    contract, signed = contract_of(session, case), signed_agreement_of(session, case)
    extension = extension_of(session, contract) if contract else None
    conduct = [key for key in (case.mediator_id, *sorted(case.co_mediators)) if key is not None]
    return CaseReportFacts(
        number=f"{case.number}-S",
        languages=languages or (languages_of(contract.language) if contract else own_languages(request.language)),
        cabinet=letterhead(session, case.cabinet_id, today),
        made_on=today,
        case_number=case.number,
        received_on=request.received_on,
        admitted_on=case.admitted_on,
        sides=tuple(side.name for side in paper_sides(session, request.id)),
        mediators=tuple(session.get_one(Person, key).name for key in conduct),
        contract_number=contract.number if contract else "",
        contract_on=contract.concluded_on if contract else None,
        ends_on=term_of(session, contract).due_on if contract else None,
        extension_days=extension.days if extension else 0,
        extended_on=extension.agreed_on if extension else None,
        talks=tuple(_talk(meeting) for meeting in meetings_of(session, case)[::-1]),
        outcome=in_both(case.outcome.label) if case.outcome else None,
        ended_on=case.ended_on,
        agreement_number=signed.number if signed else "",
        papers=_papers(session, request),
    )


def _talk(meeting: Meeting) -> Talk:
    return Talk(held_on=meeting.held_on, joint=meeting.kind is MeetingKind.JOINT, minutes=meeting.minutes)


def _papers(session: Session, request: Request) -> tuple[IssuedPaper, ...]:
    """What was printed and holds, each once however many languages it is in, the oldest first; no report stands in a report."""
    found = {
        (paper.kind, paper.number): IssuedPaper(
            kind=in_both(paper.kind.label), number=paper.number, dated_on=paper.dated_on
        )
        for paper in papers_of(session, request)[::-1]
        if paper.status is PaperStatus.READY
        and not (paper.draft or paper.replaced_by_id or paper.outdated_on)
        and paper.kind is not PaperKind.CASE_REPORT
    }
    return tuple(found.values())
