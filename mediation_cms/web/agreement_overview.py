"""What the list of agreements and the page of one show."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.agreements.drafting import AgreementWords, TermWords, missing_for_signing, words_of
from mediation_cms.agreements.durability import Held, held
from mediation_cms.agreements.fitness import flags_of
from mediation_cms.agreements.models import Agreement, Performance, PerformanceState
from mediation_cms.agreements.queries import (
    SETTLED,
    draft_of,
    newest_of,
    signatories_of,
    signed_agreement_of,
    supplements_of,
    waiting_for_draft,
)
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case
from mediation_cms.cases.terms import contract_of
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, labels, pgettext
from mediation_cms.documents.models import StoredFile
from mediation_cms.intake.queries import ALL_IN_PLACE
from mediation_cms.law.queries import value
from mediation_cms.people.models import Role
from mediation_cms.web.choices import cabinets_covered
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, Page
from mediation_cms.web.matters import Matter, matter
from mediation_cms.web.nearness import near, short_sighted
from mediation_cms.web.placing import names_of_places

PAGE = "agreements.of_case"
YEAR = timedelta(days=365)
BADGES = {
    PerformanceState.DONE: "done",
    PerformanceState.PARTLY: "part",
    PerformanceState.DISPUTED: "late",
    PerformanceState.LIFTED: "stopped",
}


@dataclass(frozen=True)
class ObligationShown:
    """One obligation with its words, the state in which it is, and whether it is past its day and not settled."""

    term: TermWords
    newest: Performance | None
    badge: str
    state: Text
    late: bool


@dataclass(frozen=True)
class SignedShown:
    """A signed agreement or supplement: who signed, the copy, and what is owed."""

    agreement: Agreement
    words: AgreementWords
    signatories: list[str]
    scan: StoredFile | None
    obligations: list[ObligationShown]


# --- the list ------------------------------------------------------------------------------------------------------------


def asked(filters: Filters) -> dict[str, Any]:
    """The filters of the address as the query takes them: `due` names days."""
    wanted = dict(filters.values)
    match wanted.pop("due", ""):
        case "overdue":
            wanted["due_to"] = clock.today() - timedelta(days=1)
        case "soon":
            wanted |= {"due_from": clock.today(), "due_to": near()}
    return wanted


def index(rows: Page, filters: Filters) -> ResponseReturnValue:
    """The list of signed agreements."""
    return render_template(
        "agreements/index.html",
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        state_words=labels(AgreementStatus, g.language),
        names=names_of_places(row.cabinet_id for row in rows.items),
        cabinets=cabinets_covered(ALL_IN_PLACE),
        near=near(),
        only_own=Role.COORDINATOR not in g.actor.roles,
        short_sighted=short_sighted(),
        held=_held(),
        least=value(g.session, "opinion.least_matters", clock.today()),
    )


def _held() -> list[Held]:
    """How the agreements hold about which sides were asked in the last twelve months; nothing where nobody was."""
    today = clock.today()
    found = held(g.session, g.actor, today - YEAR, today)
    return found if any(each.asked for each in found) else []


# --- the agreement of a case ---------------------------------------------------------------------------------------------


def of_case(case: Case) -> ResponseReturnValue:
    """The draft with what it lacks, and what was signed with how it is performed."""
    authorize(g.actor, Can.READ_MINUTES, case)
    of, draft, signed = matter(case.request_id, PAGE), draft_of(g.session, case), signed_agreement_of(g.session, case)
    contract = contract_of(g.session, case)
    return render_template(
        "agreements/show.html",
        matter=of,
        case=case,
        contract=contract,
        draft=words_of(g.session, draft) if draft else None,
        missing=missing_for_signing(g.session, draft, contract.concluded_on if contract else None) if draft else [],
        flags=flags_of(g.session, draft) if draft else [],
        signed=signed_shown(of, signed) if signed else [],
        waiting=0 if draft or signed else len(waiting_for_draft(g.session, case)),
        by_key={side.key: side for side in of.sides},
    )


def signed_shown(of: Matter, first: Agreement) -> list[SignedShown]:
    """The agreement and its supplements, with who signed them and how each obligation stands today."""
    names = {who.party.id: who.name for side in of.sides for who in (side, *side.representatives)}
    written = [words_of(g.session, agreement) for agreement in (first, *supplements_of(g.session, first))]
    newest = newest_of(g.session, [term.obligation for words in written for term in words.terms])
    return [_signed(words, names, newest) for words in written]


def _signed(words: AgreementWords, names: dict[UUID, str], newest: dict[UUID, Performance]) -> SignedShown:
    agreement, today = words.agreement, clock.today()
    return SignedShown(
        agreement,
        words,
        [names.get(party.id, "") for _signature, party in signatories_of(g.session, agreement)],
        g.session.get(StoredFile, agreement.scan_id) if agreement.scan_id else None,
        [shown_obligation(term, newest.get(term.obligation.id), today) for term in words.terms],
    )


def shown_obligation(term: TermWords, newest: Performance | None, today: date) -> ObligationShown:
    """How an obligation stands on a day: what was seen of it, or else how far its day is."""
    due_on = term.obligation.due_on
    late = due_on is not None and due_on < today and (newest is None or newest.state not in SETTLED)
    if newest is not None:
        return ObligationShown(term, newest, BADGES[newest.state], newest.state.label, late)
    if late:
        return ObligationShown(term, None, "late", pgettext("obligation", "Overdue"), late)
    if due_on is not None and due_on <= near():
        return ObligationShown(term, None, "soon", pgettext("obligation", "Due soon"), late)
    return ObligationShown(term, None, "", pgettext("obligation", "Not yet due"), late)
