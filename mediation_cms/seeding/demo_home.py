"""What people of the demo did from home: one answered how the agreement is kept, and a date is sought for a meeting."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from mediation_cms.accounts.queries import reserved
from mediation_cms.agreements.home_actions import answer_from_home
from mediation_cms.cases.date_actions import propose_dates, tick_for_side, tick_from_home
from mediation_cms.cases.date_inputs import DatesIn, TimeIn
from mediation_cms.cases.date_queries import finding_of
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState, Reply
from mediation_cms.cases.home import why_not_home
from mediation_cms.cases.home_actions import ask_at_home
from mediation_cms.cases.home_queries import case_of
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.consultations.models import Mode
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.law.queries import working_calendar
from mediation_cms.people.models import AccountKind, Channel, Contact
from mediation_cms.seeding.demo_crew import Crew

HOURS = ((1, time(10), Mode.IN_PERSON), (2, time(11, 30), Mode.IN_PERSON), (3, time(15), Mode.VIDEO))
"""In how many working days, at which hour, how."""
ADDRESS = "yui{no}@bitim.example"


def from_home(session: Session, crew: Crew, now: datetime) -> None:
    """Let them do so."""
    _answered(session, crew)
    _a_date(session, crew, now.date())


def _answered(session: Session, crew: Crew) -> None:
    """Two sides that wait to be called are written to; one has answered since."""
    asks, sent = crew.actors["coordinator"], 0
    about = (FollowUp.kind == FollowUpKind.AGREEMENT, col(FollowUp.cabinet_id).in_(crew.cabinet_ids))
    waiting = select(FollowUp).where(FollowUp.state == FollowUpState.WAITING, *about)
    for call in session.exec(waiting.order_by(col(FollowUp.next_on), col(FollowUp.id))).all():
        party = session.get_one(Party, call.party_id)
        if party.person_id is None or party.minor or call.attempts:
            continue
        _mail(session, party, ADDRESS.format(no=sent + 1))
        if why_not_home(session, case_of(session, call), call, agreed=False) is None:
            ask_at_home(session, asks, call)
            sent += 1
            if sent == 1:
                answer_from_home(session, reserved(session, AccountKind.VISITOR), call, Reply.KEPT)
                continue
            return


def _a_date(session: Session, crew: Crew, today: date) -> None:
    """In a matter without danger the mediator asks for three times; both sides have answered, and the second suits both."""
    hands = {hand.id: hand.actor for hand in crew.hands.values()}
    at_work = select(Case).join(Request, col(Request.id) == Case.request_id).where(Request.risk == Risk.NONE)
    running = session.exec(
        at_work.where(Case.status == CaseStatus.IN_MEDIATION, col(Case.due_on) > today).order_by(col(Case.id))
    ).all()
    tried, calendar = crew.actors["mediator"].person_id, working_calendar(session)
    case = min((each for each in running if each.mediator_id in hands), key=lambda each: each.mediator_id != tried)
    mediator = next(actor for key, actor in hands.items() if key == case.mediator_id)
    times: list[TimeIn | None] = [
        TimeIn(day=calendar.after(today, ahead), hour=hour, mode=mode) for ahead, hour, mode in HOURS
    ]
    first = session.exec(select(Party).where(Party.request_id == case.request_id).order_by(col(Party.id))).first()
    if first is not None and first.person_id is not None:
        _mail(session, first, ADDRESS.format(no=9))
    propose_dates(session, mediator, case, DatesIn(minutes=60, closes_on=today + timedelta(days=2), times=times))
    finding = finding_of(session, case)
    assert finding is not None  # noqa: S101 - proposed a line above
    keys = [each.key for each in finding.times]
    suits: Sequence[Sequence[int]] = ((0, 1), (1, 2))
    visitor = reserved(session, AccountKind.VISITOR)
    for reply, fit in zip(finding.replies, suits, strict=False):
        ticked = [keys[no] for no in fit]
        if reply.sent_on:
            tick_from_home(session, visitor, finding, reply, ticked)
        else:
            tick_for_side(session, mediator, case, finding, reply, ticked)


def _mail(session: Session, party: Party, address: str) -> None:
    session.add(
        Contact(
            person_id=party.person_id, channel=Channel.EMAIL, value=address, language=Language.KK, may_leave_message=True,
            preferred=False,
        )
    )  # fmt: skip
    session.flush()
