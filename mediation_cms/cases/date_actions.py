"""Finding a date for a meeting of several: the mediator proposes times, each side ticks what suits, the mediator fixes one."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to
from mediation_cms.audit import record
from mediation_cms.cases.date_inputs import DatesIn
from mediation_cms.cases.date_models import DateFinding, DateOption, DateReply, FindingState
from mediation_cms.cases.date_queries import Finding, finding_of
from mediation_cms.cases.date_rules import Time
from mediation_cms.cases.date_taking import take_meeting
from mediation_cms.cases.date_telling import ask, tell_fixed
from mediation_cms.cases.models import Case, Light
from mediation_cms.cases.readiness_actions import mark_readiness
from mediation_cms.cases.readiness_inputs import ReadinessIn
from mediation_cms.cases.sides import side_key
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.models import Party, Request, Side, side_number
from mediation_cms.intake.safety import why_no_joint_meeting

AT_WORK = (CaseStatus.IN_WORK, CaseStatus.IN_MEDIATION)
OVER = _("Nobody is asked any more: the time to answer is over, or a day is fixed.")


def propose_dates(session: Session, actor: Actor, case: Case, given: DatesIn) -> DateFinding:
    """Ask the sides which of these times suit them; who was asked before is asked anew. Not where the sides are kept apart.

    A side that may not be written to is asked by staff, who tick for it.
    """
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    if case.status not in AT_WORK:
        raise stale()
    request = session.get_one(Request, case.request_id)
    for day in sorted({each.day for each in given.chosen}):
        apart = why_no_joint_meeting(session, request, day)
        if apart is not None:
            raise Refused(apart)
    before = finding_of(session, case)
    if before is not None and before.itself.state is FindingState.OPEN:
        _end(session, before, FindingState.CLOSED)
    finding = DateFinding(
        case_id=case.id,
        minutes=given.minutes,
        closes_on=given.closes_on,
        asked_at=clock.now(),
        asked_by_id=actor.account_id,
    )
    session.add(finding)
    session.flush()
    session.add_all(DateOption(finding_id=finding.id, **each.model_dump()) for each in given.chosen)
    for party in _sides(session, case):
        reply = DateReply(finding_id=finding.id, party_id=party.id)
        session.add(reply)
        session.flush()
        ask(session, case, reply, given.closes_on)
    record(session, actor, "dates.proposed", finding, matter_id=case.request_id, until=given.closes_on)
    return finding


def tick_from_home(session: Session, actor: Actor, finding: Finding, reply: DateReply, suits: Collection[UUID]) -> None:
    """A side says by its link what suits it; it may say otherwise while the sides are asked."""
    authorize(actor, Can.ANSWER_FROM_HOME, reply)
    _tick(session, actor, finding, reply, suits)


def tick_for_side(
    session: Session, actor: Actor, case: Case, finding: Finding, reply: DateReply, suits: Collection[UUID]
) -> None:
    """Staff tick what a side told them: it has no way to be written to, or rather calls."""
    authorize(actor, Can.MARK_READINESS, case)
    _tick(session, actor, finding, reply, suits)


def fix_date(session: Session, actor: Actor, case: Case, finding: Finding, time: Time) -> None:
    """Fix one of the times: everybody who can be written to is told, and whom it suits has confirmed it.

    It takes the mediator's time: Refused where something else does.
    """
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    if finding.itself.state is not FindingState.OPEN or case.status not in AT_WORK:
        raise stale()
    if time.instant <= clock.now():
        raise Refused(_("This time is past. Propose others."))
    apart = why_no_joint_meeting(session, session.get_one(Request, case.request_id), time.day)
    if apart is not None:
        raise Refused(apart)
    take_meeting(session, case, finding, time)
    _end(session, finding, FindingState.FIXED, time)
    for reply in finding.replies:
        tell_fixed(session, case, reply, time)
        if str(time.key) in reply.suits:
            side = side_key(session.get_one(Party, reply.party_id))
            mark_readiness(session, actor, case, ReadinessIn(side=side, light=Light.TIME_CONFIRMED, ready=True))
    record(session, actor, "dates.fixed", finding.itself, matter_id=case.request_id, day=time.day)


def give_up_dates(session: Session, actor: Actor, case: Case, finding: Finding) -> None:
    """Nobody is asked any more; no day was found."""
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    if finding.itself.state is not FindingState.OPEN:
        raise stale()
    _end(session, finding, FindingState.CLOSED)
    record(session, actor, "dates.given_up", finding.itself, matter_id=case.request_id)


def _tick(session: Session, actor: Actor, finding: Finding, reply: DateReply, suits: Collection[UUID]) -> None:
    if not finding.takes_answers:
        raise Refused(OVER)
    known = {each.key for each in finding.times}
    if not set(suits) <= known:
        raise Invalid({"suits": NO_SUCH_CHOICE})
    reply.suits = [str(each.key) for each in finding.times if each.key in suits]
    reply.answered_at, reply.by_id = clock.now(), actor.account_id
    session.add(reply)
    session.flush()
    party, case = session.get_one(Party, reply.party_id), session.get_one(Case, finding.itself.case_id)
    no = side_number(party.side, party.side_no)
    record(session, actor, "dates.ticked", reply, matter_id=case.request_id, no=no)


def _end(session: Session, finding: Finding, state: FindingState, time: Time | None = None) -> None:
    finding.itself.state, finding.itself.fixed_id = state, time.key if time else None
    session.add(finding.itself)
    session.flush()
    for reply in finding.replies:
        end_links_to(session, Purpose.DATES, reply.id)


def _sides(session: Session, case: Case) -> list[Party]:
    """The sides of the matter, named or not, in the order of their entry."""
    sides = (Party.request_id == case.request_id, Party.side != Side.THIRD, col(Party.represents_id).is_(None))
    return list(session.exec(select(Party).where(*sides).order_by(col(Party.id))))
