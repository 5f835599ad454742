"""What the demo shows of scope and safety: every level of risk, every way to be asked, and refusals with where else to turn."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from mediation_cms.cases.matter_actions import note_ground
from mediation_cms.core import clock
from mediation_cms.intake.models import REFUSALS, Outcome, Request
from mediation_cms.intake.screening_actions import allow_joint_meeting, answer_scope, ask_side, note_word, set_risk
from mediation_cms.intake.screening_inputs import GroundIn, JointIn, RiskIn, SafetyIn, ScopeIn, WordIn
from mediation_cms.intake.screening_queries import questions, sides_to_ask
from mediation_cms.intake.screening_rules import Reply, Risk, Said, Sign
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.seeding.openings import Desk
from mediation_cms.seeding.telling import Told

CALM = dict.fromkeys(Sign, Said.NO)
GROUNDS = {
    Outcome.NOT_MEDIABLE: GroundIn(ground_code="crime_category", referrals=["legal_aid", "court"]),
    Outcome.PASSED_ON: GroundIn(ground_code="other_help", referrals=["psychologist", "legal_aid"]),
}
ORDER_NO = "ҚН-17/2"
"""Kept only where a side says that there is a protective order."""


def screen_all(session: Session, desk: Desk, told: Sequence[Told]) -> None:
    """Screen matters of one cabinet, each at the hour at which it was last worked on; note why any was refused, and where to."""
    here = [matter for matter in told if matter.request.cabinet_id == desk.cabinet_id and _has_come(matter)]
    waiting = (matter for matter in here if matter.request.status is RequestStatus.REGISTERED)
    admitted = (matter for matter in here if matter.request.status is RequestStatus.ADMITTED)
    for screen, matter in zip((_fits, _high, _unfit, _doubt), waiting, strict=False):
        with clock.telling_of(matter.at):
            screen(session, desk, matter.request)
    for screen, matter in zip((_fits, _decided, _watched), admitted, strict=False):
        with clock.telling_of(matter.at):
            screen(session, desk, matter.request)
    for matter in told:
        if matter.request.outcome in REFUSALS:
            with clock.telling_of(matter.at):
                note_ground(session, desk.head, matter.request, GROUNDS[matter.request.outcome])


def _has_come(matter: Told) -> bool:
    """Whether the request was in at that hour: shortly after midnight a story may be told an hour before its day."""
    return matter.request.received_on <= clock.local(matter.at).date()


def _fits(session: Session, desk: Desk, request: Request) -> None:
    """All that can be asked was asked, and nothing speaks against mediation."""
    _answer(session, desk, request)
    _ask(session, desk, request, CALM, CALM)


def _high(session: Session, desk: Desk, request: Request) -> None:
    """The applicant was threatened and is afraid, and agrees that the other side is invited; the other side is not asked yet."""
    _answer(session, desk, request)
    _ask(session, desk, request, CALM | {Sign.AFRAID: Said.YES, Sign.THREATENED: Said.YES, Sign.CHILDREN: Said.SILENT})
    note_word(session, desk.front, request, WordIn(word_on=clock.today()))


def _unfit(session: Session, desk: Desk, request: Request) -> None:
    """The dispute affects people who take no part: somebody has to decide."""
    _answer(session, desk, request, third_parties=Reply.YES)


def _doubt(session: Session, desk: Desk, request: Request) -> None:
    """Nobody knows one thing yet, and one side did not want to answer anything."""
    _answer(session, desk, request, incapable_party=Reply.UNKNOWN)
    _ask(session, desk, request, dict.fromkeys(Sign, Said.SILENT))


def _decided(session: Session, desk: Desk, request: Request) -> None:
    """A protective order was seen; the coordinator decided how a joint meeting may be held."""
    _answer(session, desk, request)
    _ask(session, desk, request, CALM | {Sign.ORDER: Said.YES})
    given = JointIn(joint_from=clock.today(), reason="Кездесу бейне байланыс арқылы, екі бөлек бөлмеде өтеді")
    allow_joint_meeting(session, desk.head, request, given)


def _watched(session: Session, desk: Desk, request: Request) -> None:
    """The desk is uneasy, though nobody has said anything."""
    _ask(session, desk, request, {Sign.AFRAID: Said.NO, Sign.HURT: Said.NO})
    set_risk(session, desk.front, request, RiskIn(risk=Risk.WATCH, reason="Қабылдауда қатты ұрысып қалды"))


def _answer(session: Session, desk: Desk, request: Request, **replies: Reply) -> None:
    known = {question.code: replies.get(question.code, Reply.NO) for question in questions(session, request)}
    answer_scope(session, desk.front, request, ScopeIn(answers=known))


def _ask(session: Session, desk: Desk, request: Request, *answers: Mapping[Sign, Said]) -> None:
    today = clock.today()
    for side, said in zip(sides_to_ask(session, request), answers, strict=False):
        given = SafetyIn(asked_on=today, answers=dict(said), order_no=ORDER_NO, order_seen_on=today)
        ask_side(session, desk.front, request, side, given)
