"""What the page of a mediation shows."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, may
from mediation_cms.audit.queries import names_of
from mediation_cms.cases.clauses import STANDARD
from mediation_cms.cases.mandates import days_of_signing, last_day_of_mediation, why_no_mediation
from mediation_cms.cases.models import RELEASED, Assignment, Case, Light
from mediation_cms.cases.queries import assignments_of, meetings_of, notes_of, who_works_here
from mediation_cms.cases.readiness import lights_of, missing
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Joined, Text, _
from mediation_cms.intake.following import linked_to
from mediation_cms.intake.models import Side
from mediation_cms.intake.queries import companions_of
from mediation_cms.mediators.allowed_papers import next_lapse
from mediation_cms.mediators.queries import entitling, lines_of
from mediation_cms.people.models import Person
from mediation_cms.web.conflicts import of_case
from mediation_cms.web.follow_up_pages import is_broken
from mediation_cms.web.follow_up_pages import of_case as calls_of_case
from mediation_cms.web.forms import Form
from mediation_cms.web.invitation_cards import invited_sides
from mediation_cms.web.matters import Matter, matter_of_case
from mediation_cms.web.screening_forms import apart_today

PAGE = "cases.show"
Happening = tuple[date, Text, bool]


def overview(case_id: UUID, note: Form) -> ResponseReturnValue:
    """The mediation at a glance; `note` is the form of a private note, empty or refused."""
    found = matter_of_case(case_id, PAGE)
    case = found.the_case
    reads, today = may(g.actor, Can.READ_MINUTES, case), clock.today()
    no_mediation = why_no_mediation(g.session, case.cabinet_id, today)
    offers, meetings = assignments_of(g.session, case), meetings_of(g.session, case)
    asked = calls_of_case(case)
    return render_template(
        "cases/show.html",
        matter=found,
        invited=invited_sides(found),
        case=case,
        form=note,
        reads=reads,
        offers=offers,
        companions=companions_of(g.session, case.request_id),
        mediator=mediator_line(found.mediator),
        away=is_away(case),
        extension=found.extension,
        clauses=clauses(found) if reads else {},
        meetings=meetings,
        records={meeting.id: unseal(g.session, meeting, "record_sealed") for meeting in meetings if reads},
        notes=[(note.at, unseal(g.session, note, "text_sealed")) for note in notes_of(g.session, g.actor, case)],
        no_mediation=no_mediation,
        mediated=_last_day(found, case) if no_mediation else today,
        by_key={side.key: side for side in found.sides},
        readiness=readiness(found, case),
        happened=happened(found, case, offers[::-1]),
        **of_case(case),
        apart=apart_today(found),
        asked=asked,
        broken=is_broken(asked),
        by_party={side.party.id: side for side in found.sides},
        linked=linked_to(g.session, g.actor, found.request),
    ), note.status


def readiness(found: Matter, case: Case) -> dict[str, Any]:
    """What each side is ready with: the lights, who marked them and when, and what is missing."""
    lit = lights_of(g.session, case)
    sides = [side.key for side in found.sides if side.party.side is not Side.THIRD]
    return {
        "lights": tuple(Light),
        "sides": set(sides),
        "lit": lit,
        "by": names_of(g.session, {mark.account_id for mark in lit.values()}),
        "missing": {side: [light.label for light in lights] for side, lights in missing(lit, sides).items()},
    }


def _last_day(found: Matter, case: Case) -> date | None:
    """The last day on which the contract, or in a running mediation the agreement, can have been signed; None when on none."""
    if case.status is CaseStatus.IN_MEDIATION and found.contract is not None:
        return days_of_signing(g.session, case, found.contract)[1]
    return last_day_of_mediation(g.session, case.cabinet_id, case.admitted_on, clock.today())


def is_away(case: Case) -> bool:
    """Whether the case waits for a mediator who does not sign in, and so can neither answer nor enter a contract."""
    if case.mediator_id is None or case.status not in (CaseStatus.OFFERED, CaseStatus.IN_WORK):
        return False
    return not who_works_here(g.session, [case.mediator_id], clock.today())


def mediator_line(mediator: Person | None) -> dict[str, Any] | None:
    """Who conducts the case: name, register entry in force, and what stands in the way if anything; None while nobody does."""
    if mediator is None:
        return None
    today = clock.today()
    lines = lines_of(g.session, mediator.id, today)
    try:
        entry = entitling(lines, today)
    except Refused as refusal:
        return {"name": mediator.name, "entry": next(iter(lines), None), "refused": refusal.sentence}
    coming = next_lapse(g.session, mediator.id, today)
    soon = _("The mediator may not act from %(date)s on. Choose another in time.", date=coming) if coming else None
    return {"name": mediator.name, "entry": entry, "refused": soon}


def clauses(found: Matter) -> dict[str, str]:
    """The texts of the contract by field."""
    if found.contract is None:
        return {}
    subject = unseal(g.session, found.contract, "subject_sealed") or ""
    return {"subject": subject} | {name: getattr(found.contract, name) for name in STANDARD}


def happened(found: Matter, case: Case, offers: list[tuple[Assignment, Person]]) -> list[Happening]:
    """What happened and what lies ahead, the latest first: day, words, whether it is still to come. Offers as they were made."""
    contract, extension, today = found.contract, found.extension, clock.today()
    days: list[Happening] = [
        (found.request.received_on, _("The request came in"), False),
        (case.admitted_on, _("Admitted to mediation"), False),
    ]
    for offer, who in offers:
        steps = (
            (offer.offered_at, _("Offered to a mediator")),
            (offer.answered_at, offer.answer.label),
            (offer.released_at, RELEASED),
        )
        days += [
            (clock.local(at).date(), Joined((what, who.name), ": "), False) for at, what in steps if at is not None
        ]
    if contract is not None:
        days.append((contract.concluded_on, _("Mediation contract concluded; the term counts from this day"), False))
    if extension is not None:
        days.append((extension.agreed_on, _("Term extended"), False))
    if case.ended_on is not None and case.outcome is not None:
        days.append((case.ended_on, _("Ended: %(outcome)s", outcome=case.outcome.label), False))
    elif case.due_on is not None:
        days.append((case.due_on, _("Last day of the term"), case.due_on >= today))
    return sorted(days, key=lambda day: day[0])[::-1]
