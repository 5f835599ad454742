"""What the list of cases and the page of a mediation show."""

from datetime import date
from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, may
from mediation_cms.cases.clauses import STANDARD
from mediation_cms.cases.mandates import why_no_mediation
from mediation_cms.cases.models import Assignment, Case, Extension
from mediation_cms.cases.queries import assignments_of, meetings_of, notes_of
from mediation_cms.cases.terms import extension_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, _, labels
from mediation_cms.intake.models import Outcome
from mediation_cms.intake.queries import ALL_IN_PLACE
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import in_force, require_entitled
from mediation_cms.people.models import Person, Role
from mediation_cms.web.choices import cabinets_covered, options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, Page
from mediation_cms.web.matters import Matter, matter
from mediation_cms.web.nearness import near, short_sighted
from mediation_cms.web.placing import names_of_places

PAGE = "cases.show"
Happening = tuple[date, Text, bool]


# --- the list ------------------------------------------------------------------------------------------------------------


def asked(filters: Filters) -> dict[str, Any]:
    """The filters of the address as the query takes them: `mine` is a mediator, `due` a day that is near."""
    wanted = dict(filters.values)
    if wanted.pop("mine", ""):
        wanted["mediator_id"] = g.actor.person_id
    if wanted.pop("due", ""):
        wanted["due_to"] = near()
    return wanted


def index(rows: Page, filters: Filters) -> ResponseReturnValue:
    """The list of cases."""
    return render_template(
        "cases/index.html",
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        statuses=options(CaseStatus),
        state_words=labels(CaseStatus, g.language),
        outcome_words=labels(Outcome, g.language),
        names=names_of_places(row.cabinet_id for row in rows.items),
        cabinets=cabinets_covered(ALL_IN_PLACE),
        is_mediator=Role.MEDIATOR in g.actor.roles,
        near=near(),
        short_sighted=short_sighted(),
    )


# --- one mediation -------------------------------------------------------------------------------------------------------


def overview(case: Case, note: Form) -> ResponseReturnValue:
    """The mediation at a glance; `note` is the form of a private note, empty or refused."""
    found = matter(case.request_id, PAGE)
    reads = may(g.actor, Can.READ_MINUTES, case)
    offers, meetings = assignments_of(g.session, case), meetings_of(g.session, case)
    extended = found.contract is not None and found.term is not None and found.term.extension_days
    extension = extension_of(g.session, found.contract) if found.contract and extended else None
    return render_template(
        "cases/show.html",
        matter=found,
        case=case,
        form=note,
        reads=reads,
        offers=offers,
        mediator=mediator_line(case),
        extension=extension,
        clauses=clauses(found) if reads else {},
        meetings=meetings,
        records={meeting.id: unseal(g.session, meeting, "record_sealed") for meeting in meetings if reads},
        notes=[(note.at, unseal(g.session, note, "text_sealed")) for note in notes_of(g.session, g.actor, case)],
        no_mediation=why_no_mediation(g.session, case.cabinet_id, clock.today()),
        by_key={side.key: side for side in found.sides},
        happened=happened(found, [offer for offer, _person in offers], extension),
    ), note.status


def mediator_line(case: Case) -> dict[str, Any] | None:
    """Who conducts the case: name, register entry in force, and what stands in the way if anything; None while nobody does."""
    if case.mediator_id is None:
        return None
    today, mediator = clock.today(), g.session.get_one(Mediator, case.mediator_id)
    shown: dict[str, Any] = {"name": g.session.get_one(Person, mediator.id).name, "entry": None, "refused": None}
    try:
        shown["entry"] = require_entitled(g.session, mediator, today)
    except Refused as refusal:
        shown |= {"entry": next(iter(in_force(g.session, mediator, today)), None), "refused": refusal.sentence}
    return shown


def clauses(found: Matter) -> dict[str, str]:
    """The texts of the contract by field."""
    if found.contract is None:
        return {}
    subject = unseal(g.session, found.contract, "subject_sealed") or ""
    return {"subject": subject} | {name: getattr(found.contract, name) for name in STANDARD}


def happened(found: Matter, offers: list[Assignment], extension: Extension | None) -> list[Happening]:
    """What happened and what lies ahead, the latest first: day, words, whether it is still to come."""
    case, contract, today = found.case, found.contract, clock.today()
    if case is None:
        return []
    days: list[Happening] = [
        (found.request.received_on, _("The request came in"), False),
        (case.admitted_on, _("Admitted to mediation"), False),
    ]
    for offer in offers:
        days.append((clock.local(offer.offered_at).date(), _("Offered to a mediator"), False))
        if offer.answered_at is not None:
            days.append((clock.local(offer.answered_at).date(), offer.answer.label, False))
    if contract is not None:
        days.append((contract.concluded_on, _("Mediation contract concluded; the term counts from this day"), False))
    if extension is not None:
        days.append((extension.agreed_on, _("Term extended"), False))
    if case.ended_on is not None and case.outcome is not None:
        days.append((case.ended_on, _("Ended: %(outcome)s", outcome=case.outcome.label), False))
    elif case.due_on is not None:
        days.append((case.due_on, _("Last day of the term"), case.due_on >= today))
    return sorted(days, key=lambda day: day[0])[::-1]
