"""Screening a request: scope, the safety of each side apart, the risk, and what is done in spite of it."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.models import Request, side_number
from mediation_cms.intake.preconditions import require_open, require_since
from mediation_cms.intake.safety import Told, keep_told, let_lapse, precaution_of, require_kept_apart, told_in, weigh
from mediation_cms.intake.screening_inputs import JointIn, RiskIn, SafetyIn, ScopeIn, WordIn
from mediation_cms.intake.screening_models import Precaution, SafetyTalk, ScopeAnswer
from mediation_cms.intake.screening_queries import SideAsked, answers_of, questions
from mediation_cms.intake.screening_rules import Said, Sign, asked_so_far


def answer_scope(session: Session, actor: Actor, request: Request, given: ScopeIn) -> None:
    """Write down what is known of the questions of scope; one that is left open is asked again.

    Nothing is decided here: a hit is shown, and people refuse or admit (Law on Mediation, article 1).
    """
    authorize(actor, Can.SCREEN_REQUEST, request)
    require_open(request)
    asked = {question.code for question in questions(session, request)}
    if unknown := [code for code in given.answers if code not in asked]:
        raise Invalid({f"answers-{code}": NO_SUCH_CHOICE for code in unknown})
    kept = {answer.code: answer for answer in answers_of(session, request.id)}
    for code, answer in kept.items():
        if code not in given.answers:
            session.delete(answer)
    today, by = clock.today(), actor.account_id
    for code, reply in given.answers.items():
        if code not in kept:
            kept[code] = ScopeAnswer(request_id=request.id, code=code, reply=reply, answered_on=today, account_id=by)
        elif kept[code].reply is not reply:
            kept[code].reply, kept[code].answered_on, kept[code].account_id = reply, today, by
        session.add(kept[code])
    record(session, actor, "scope.answered", request, matter_id=request.id)
    session.flush()


def ask_side(session: Session, actor: Actor, request: Request, side: SideAsked, given: SafetyIn) -> None:
    """Write down, sealed, what one side said of its safety when it was heard apart. The risk and the queue follow.

    When a side tells something else than before, what was allowed in spite of the old answers lapses. Where it says the same
    again, the later day stands.
    """
    authorize(actor, Can.SCREEN_REQUEST, request)
    require_open(request)
    require_since(request, "asked_on", given.asked_on)
    told, before = _told(given), told_in(session, side.talk)
    if told == before and (side.talk is None or side.talk.asked_on == given.asked_on):
        return
    _put_talk(session, actor, side, given, told)
    if told != before:
        weigh(session, request)
        let_lapse(session, request)
    no = side_number(side.party.side, side.party.side_no)
    record(session, actor, "safety.asked", request, matter_id=request.id, no=no)


def set_risk(session: Session, actor: Actor, request: Request, given: RiskIn) -> None:
    """Set the risk by hand, with a reason that stays sealed. It never falls below what the sides said.

    When it rises, what was allowed in spite of the lower risk lapses.
    """
    authorize(actor, Can.SCREEN_REQUEST, request)
    require_open(request)
    request.risk_set = given.risk
    weigh(session, request)
    seal(session, _precaution(session, request), "risk_reason_sealed", given.reason)
    record(session, actor, "risk.set", request, matter_id=request.id)


def allow_joint_meeting(session: Session, actor: Actor, request: Request, given: JointIn) -> None:
    """The coordinator decides, with a reason, that a joint meeting may be held from a day on in spite of the risk."""
    authorize(actor, Can.ALLOW_JOINT_MEETING, request)
    require_kept_apart(session, request)
    require_since(request, "joint_from", given.joint_from)
    noted = _precaution(session, request)
    noted.joint_from, noted.joint_by_id = given.joint_from, actor.account_id
    seal(session, noted, "joint_reason_sealed", given.reason)
    record(session, actor, "joint.allowed", request, matter_id=request.id, on=given.joint_from)


def note_word(session: Session, actor: Actor, request: Request, given: WordIn) -> None:
    """The applicant agreed that the other side is invited (decision of the house: only with the applicant's word)."""
    authorize(actor, Can.SCREEN_REQUEST, request)
    require_kept_apart(session, request)
    require_since(request, "word_on", given.word_on)
    noted = _precaution(session, request)
    noted.word_on, noted.word_by_id = given.word_on, actor.account_id
    record(session, actor, "word.noted", request, matter_id=request.id, on=given.word_on)


def _put_talk(session: Session, actor: Actor, side: SideAsked, given: SafetyIn, told: Told) -> None:
    """Keep what was told, by whom it was heard and when; a talk that told nothing is none."""
    if not told.answers:
        session.delete(side.talk)
    else:
        state, by = asked_so_far(told.answers), actor.account_id
        talk = side.talk or SafetyTalk(
            request_id=side.party.request_id,
            party_id=side.party.id,
            state=state,
            asked_on=given.asked_on,
            account_id=by,
        )
        talk.state, talk.asked_on, talk.account_id = state, given.asked_on, by
        keep_told(session, talk, told)
        session.add(talk)
    session.flush()


def _told(given: SafetyIn) -> Told:
    """The answers; an order's number and day only where there is one."""
    if given.said.get(Sign.ORDER) is Said.YES:
        return Told(given.said, given.order_no, given.order_seen_on)
    return Told(given.said)


def _precaution(session: Session, request: Request) -> Precaution:
    found = precaution_of(session, request.id) or Precaution(request_id=request.id)
    session.add(found)
    return found
