"""Who is to be asked, when, and when a call that reached nobody comes back. What each answer means is said by the actions."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState, Reply
from mediation_cms.cases.models import Case
from mediation_cms.cases.sides import side_key
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.application_models import ConsentPurpose
from mediation_cms.intake.consents import is_withdrawn
from mediation_cms.intake.models import Outcome, Party, Side
from mediation_cms.law.queries import Calendar, value, working_calendar
from mediation_cms.people.models import Channel

NOBODY_TO_ASK = frozenset({Outcome.MERGED, Outcome.NOT_STATED})
REOPENED = "reopened"
ASKED_ALREADY = _("This side has been asked already. Open the list again.")


def due_after(calendar: Calendar, start: date, days: int) -> date:
    """The day on which a side is asked: so many calendar days later, rolled to a working day."""
    return calendar.next_working(start + timedelta(days=days))


def days_to_ask(session: Session, outcome: Outcome, on: date) -> list[tuple[FollowUpKind, date]]:
    """On which days the sides will be asked, about what, where a case ends so on that day; the nearest first."""
    kinds = [(FollowUpKind.OPINION, value(session, "opinion.days", on))]
    if outcome is Outcome.AGREEMENT:
        kinds += [(FollowUpKind.AGREEMENT, days) for days in value(session, "follow_up.days", on)]
    calendar = working_calendar(session)
    return sorted(((kind, due_after(calendar, on, days)) for kind, days in kinds), key=lambda asked: asked[1])


def plan_for_agreement(session: Session, case: Case, bound: Collection[str], signed_on: date) -> None:
    """Each side that an agreement binds is asked 30, 90 and 180 days after the signing (`follow_up.days`, our assumption)."""
    parties = [party for party in _parties(session, case) if side_key(party) in bound]
    _plan(session, case, FollowUpKind.AGREEMENT, parties, signed_on, value(session, "follow_up.days", signed_on))


def plan_for_opinions(session: Session, case: Case, outcome: Outcome, on: date) -> None:
    """Each side that gave a name is asked how it was served, once, some days after the end (`opinion.days`, our assumption)."""
    if outcome in NOBODY_TO_ASK:
        return
    asked = select(FollowUp.party_id).where(
        FollowUp.case_id == case.id,
        FollowUp.kind == FollowUpKind.OPINION,
        FollowUp.state != FollowUpState.SET_ASIDE,
    )
    before = set(session.exec(asked))
    parties = [party for party in _parties(session, case) if party.id not in before]
    _plan(session, case, FollowUpKind.OPINION, parties, on, [value(session, "opinion.days", on)])


def call_off(session: Session, case: Case) -> None:
    """What still waits is set aside: the matter is open again, and is asked about when it ends."""
    for call in session.exec(_waiting(case)):
        call.state, call.next_on, call.reason = FollowUpState.SET_ASIDE, None, REOPENED
        session.add(call)


CALLABLE = (FollowUpState.WAITING, FollowUpState.NOT_REACHED)
"""Who was not reached may call back."""


def require_waiting(call: FollowUp) -> None:
    """Refuse a call that was made already, by a colleague perhaps."""
    if call.state not in CALLABLE:
        raise Refused(ASKED_ALREADY)


def note_call(session: Session, actor: Actor, call: FollowUp, reply: Reply, on: date, by: Channel) -> None:
    """Count the call. One that reached nobody comes back after some working days; the last one allowed is given up.

    What was given up does not come back, were more calls allowed by now: it may have been planned anew since.
    """
    call.attempts += 1
    call.asked_on, call.channel, call.account_id = on, by, actor.account_id
    if reply is Reply.UNREACHED:
        given_up = call.state is FollowUpState.NOT_REACHED
        if given_up or call.attempts >= value(session, "follow_up.attempts", on):
            call.state, call.next_on = FollowUpState.NOT_REACHED, None
        else:
            days = value(session, "follow_up.again_working_days", on)
            call.next_on = working_calendar(session).after(on, days)
    else:
        call.state = FollowUpState.UNWILLING if reply is Reply.UNWILLING else FollowUpState.ANSWERED
        call.next_on = None
    session.add(call)


def ask_no_more(session: Session, case: Case, call: FollowUp) -> None:
    """Who does not want to be asked again is not: whatever this side may still be asked is over, and nothing new is planned."""
    call.no_more = True
    session.add(call)
    of_side = (FollowUp.party_id == call.party_id, FollowUp.id != call.id, col(FollowUp.state).in_(CALLABLE))
    for other in session.exec(select(FollowUp).where(FollowUp.case_id == case.id, *of_side)):
        other.state, other.next_on, other.no_more = FollowUpState.UNWILLING, None, True
        session.add(other)


def ask_applicant_nothing(session: Session, case: Case) -> None:
    """The applicant has taken back the consent to questions: what they may still be asked is over, and its links end."""
    theirs = col(Party.id) == FollowUp.party_id
    open_ = (FollowUp.case_id == case.id, Party.side == Side.APPLICANT, col(FollowUp.state).in_(CALLABLE))
    for call in session.exec(select(FollowUp).join(Party, theirs).where(*open_)).all():
        call.state, call.next_on, call.no_more = FollowUpState.UNWILLING, None, True
        session.add(call)
        end_links_to(session, Purpose.FOLLOW_UP, call.id)
    session.flush()


def _waiting(case: Case) -> SelectOfScalar[FollowUp]:
    return select(FollowUp).where(FollowUp.case_id == case.id, FollowUp.state == FollowUpState.WAITING)


def _parties(session: Session, case: Case) -> list[Party]:
    """The sides of the matter that gave a name and did not ask to be left alone, in the order of their entry."""
    left_alone = select(FollowUp.party_id).where(FollowUp.case_id == case.id, col(FollowUp.no_more).is_(True))
    statement = select(Party).where(
        Party.request_id == case.request_id,
        Party.side != Side.THIRD,
        col(Party.represents_id).is_(None),
        col(Party.person_id).is_not(None) | col(Party.organisation_id).is_not(None),
        col(Party.id).not_in(left_alone),
    )
    found = session.exec(statement.order_by(col(Party.id))).all()
    wants_none = is_withdrawn(session, case.request_id, ConsentPurpose.QUESTIONS)
    return [party for party in found if not (wants_none and party.side is Side.APPLICANT)]


def _plan(
    session: Session, case: Case, kind: FollowUpKind, parties: Sequence[Party], start: date, terms: Sequence[int]
) -> None:
    calendar = working_calendar(session)
    for party in parties:
        for days in terms:
            due_on = due_after(calendar, start, days)
            session.add(
                FollowUp(
                    case_id=case.id, party_id=party.id, cabinet_id=case.cabinet_id, kind=kind, after_days=days,
                    due_on=due_on, next_on=due_on,
                )
            )  # fmt: skip
    session.flush()
