"""How a request stands, for the applicant who comes back: what has happened on which day, and who acts now and until when.

Neutral words alone: nothing of what another side said, nothing of minutes, no outcome.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.cases.date_queries import Finding, finding_of
from mediation_cms.cases.models import Answer, Assignment, Case
from mediation_cms.cases.terms import contract_of, term_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.consultations.models import Consultation
from mediation_cms.core import clock, dates
from mediation_cms.core.i18n import Labelled, Phrase, Text, _
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.invitation_workflow import OUT, InvitationStatus
from mediation_cms.intake.models import Outcome, Party, Request, Side
from mediation_cms.intake.screening_models import ScopeAnswer
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.law.queries import value, working_calendar

FIRST_WORD = "request.first_word_working_days"
OWN_SIDE = Side.APPLICANT.value


class Phase(Labelled, context="phase"):
    """A phase of a request as its applicant sees it."""

    RECEIVED = "received", "Received"
    LOOKED_AT = "looked_at", "Looked at"
    TALK = "talk", "Talk with you"
    INVITATION = "invitation", "Invitation of the other side"
    MEDIATION = "mediation", "Mediation"
    ENDED = "ended", "Finished"


@dataclass(frozen=True)
class Step:
    """A phase: the day on which it was reached, or None where it lies ahead. `where` is past, now or empty (ahead)."""

    phase: Phase
    day: date | None
    where: str


@dataclass(frozen=True)
class ApplicantStatus:
    """What an applicant sees of how the request stands. `may_withdraw`: there is no mediation contract yet."""

    steps: list[Step]
    acts: Text
    may_withdraw: bool
    is_over: bool


def status_of(session: Session, actor: Actor, request: Request) -> ApplicantStatus:
    """How the request stands, for the applicant behind the code."""
    authorize(actor, Can.COME_BACK, request)
    case = session.exec(select(Case).where(Case.request_id == request.id)).first()
    contract = contract_of(session, case) if case else None
    talks = session.exec(select(Consultation).where(Consultation.request_id == request.id)).all()
    heard = [talk.held_on for talk in talks if not talk.side or talk.side.startswith(OWN_SIDE)]
    asked = session.exec(select(Invitation).where(Invitation.request_id == request.id)).all()
    scope = session.exec(select(ScopeAnswer).where(ScopeAnswer.request_id == request.id)).all()
    looked_at = [*(each.answered_on for each in scope), *heard, *([case.admitted_on] if case else [])]
    days: dict[Phase, date | None] = {
        Phase.RECEIVED: request.received_on,
        Phase.LOOKED_AT: min(looked_at, default=None),
        Phase.TALK: min(heard, default=None),
        Phase.INVITATION: min((each.left_on for each in asked if each.left_on), default=None),
        Phase.MEDIATION: contract.concluded_on if contract else None,
        Phase.ENDED: request.ended_on,
    }
    is_over = request.status is RequestStatus.ENDED
    if is_over:
        acts = _when_over(request)
    elif case is not None and contract is not None:
        acts = _(
            "You, the other side and the mediator act now. The mediation lasts %(until)s.",
            until=_until(term_of(session, contract).due_on),
        )
    else:
        acts = _who_acts(session, request, case, heard=bool(heard), asked=list(asked))
    return ApplicantStatus(steps_of(days), acts, not is_over and contract is None, is_over)


def first_word_by(session: Session, request: Request) -> date:
    """Until which day the cabinet turns to who has applied."""
    days = value(session, FIRST_WORD, request.received_on)
    return working_calendar(session).after(request.received_on, days)


def steps_of(days: dict[Phase, date | None]) -> list[Step]:
    """The phases that were reached, and those that lie ahead; one that was passed over is left out. After the end nothing is."""
    order = list(days)
    last = max(place for place, phase in enumerate(order) if days[phase])
    reached = [phase for phase in order if days[phase]]
    steps = [Step(phase, days[phase], "now" if phase is order[last] else "past") for phase in reached]
    return steps + [Step(phase, None, "") for phase in order[last + 1 :]]


def _when_over(request: Request) -> Text:
    if request.joined_to_id is not None:
        return _("The cabinet goes on with this under another number. Call, and we tell you how.")
    if request.outcome is Outcome.WITHDRAWN:
        return _("The request is withdrawn. You may apply again at any time.")
    return _(
        "The work on this request is finished, and nobody has to do anything. Is something unclear? Write or call."
    )


def _who_acts(session: Session, request: Request, case: Case | None, *, heard: bool, asked: list[Invitation]) -> Text:
    """Before a contract: the applicant where something is asked of them, the other side while it is invited, else the house."""
    finding = finding_of(session, case) if case else None
    if finding is not None and finding.takes_answers and _is_asked(session, request, finding):
        return _(
            "You act now: mark the times that suit you, %(until)s. The link came to you as a message; without it, call.",
            until=_until(finding.itself.closes_on),
        )
    if any(each.status is InvitationStatus.PREPARED for each in asked):
        return _(
            "You act now: the cabinet asks for your consent before the other side is invited. Call, or wait for our call."
        )
    out = [each for each in asked if each.status in OUT]
    if out:
        return _the_other_side(out)
    if case is not None:
        return _of_case(session, case)
    return _the_cabinet(session, request, begun=heard or bool(asked))


def _the_cabinet(session: Session, request: Request, *, begun: bool) -> Text:
    if begun or request.last_contact_on:
        return _("The cabinet acts now: it looks at how to go on, and tells you.")
    by = first_word_by(session, request)
    if by < clock.today():
        return _("The cabinet acts now. It should have contacted you by %(day)s: call, and we look into it.", day=by)
    return _("The cabinet acts now: it contacts you %(until)s.", until=_until(by))


def _the_other_side(out: list[Invitation]) -> Text:
    due = [each.due_on for each in out if each.due_on and each.due_on >= clock.today()]
    if due:
        return _("The other side acts now: its answer is awaited %(until)s.", until=_until(max(due)))
    return _("The other side is asked. The cabinet waits for its answer and tells you.")


def _of_case(session: Session, case: Case) -> Text:
    if case.status is CaseStatus.OFFERED:
        waiting = select(Assignment).where(Assignment.case_id == case.id, Assignment.answer == Answer.WAITING)
        offer = session.exec(waiting.order_by(col(Assignment.id).desc())).first()
        if offer is not None and offer.answer_by >= clock.today():
            return _("A mediator is asked, and answers %(until)s.", until=_until(offer.answer_by))
    if case.status is CaseStatus.IN_WORK:
        return _("The mediator acts now: they call you to agree on the contract and the first meeting.")
    return _("The cabinet acts now: it chooses a mediator.")


def _is_asked(session: Session, request: Request, finding: Finding) -> bool:
    """Whether the applicant has been sent the times, and has not said which suit."""
    own = select(Party.id).where(Party.request_id == request.id, Party.side == Side.APPLICANT)
    applicants = set(session.exec(own))
    waiting = (each for each in finding.replies if each.sent_on and not each.answered_at)
    return any(each.party_id in applicants for each in waiting)


def _until(day: date) -> Text:
    return Phrase(dates.until, day)
