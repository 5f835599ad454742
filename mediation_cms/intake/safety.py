"""What the sides said of their safety, sealed; the risk that follows from it; and what is not done while there is danger."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self
from uuid import UUID

from sqlmodel import Session, select

from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.models import Request
from mediation_cms.intake.preconditions import require_open
from mediation_cms.intake.screening_models import Precaution, SafetyTalk
from mediation_cms.intake.screening_rules import Answers, Risk, Said, Sign, highest, priority_of, rises, risk_of

APART = _("The sides are kept apart. Meet each of them alone; a joint meeting needs a decision of the coordinator.")
NO_WORD = _(
    "The sides are kept apart. Ask the applicant first: the other side is invited only when the applicant agrees."
)


@dataclass(frozen=True)
class Told:
    """What one side has said: its answers, and the protective order that was seen, with its number and the day."""

    answers: Answers = field(default_factory=dict)
    order_no: str = ""
    order_seen_on: date | None = None

    @property
    def names_fear(self) -> bool:
        """Whether the side says that it is afraid of the other."""
        return self.answers.get(Sign.AFRAID) is Said.YES

    @classmethod
    def read(cls, text: str) -> Self:
        """What `written` wrote. A question that is asked no more is left out."""
        kept = json.loads(text)
        answers = {Sign(sign): Said(said) for sign, said in kept["answers"].items() if sign in set(Sign)}
        return cls(answers, kept["no"], date.fromisoformat(kept["seen"]) if kept["seen"] else None)

    def written(self) -> str:
        """As one line, to be sealed."""
        seen = self.order_seen_on.isoformat() if self.order_seen_on else ""
        return json.dumps({"answers": dict(self.answers), "no": self.order_no, "seen": seen}, ensure_ascii=False)


def told_in(session: Session, talk: SafetyTalk | None) -> Told:
    """What was said in a talk; nothing where there was none. Whoever shows it asks for the right first."""
    sealed = unseal(session, talk, "answers_sealed") if talk else None
    return Told.read(sealed) if sealed else Told()


def keep_told(session: Session, talk: SafetyTalk, told: Told) -> None:
    """Seal what was said."""
    seal(session, talk, "answers_sealed", told.written())


def talks_of(session: Session, request_id: UUID) -> Sequence[SafetyTalk]:
    """The talks with the sides of a request, in no order."""
    return session.exec(select(SafetyTalk).where(SafetyTalk.request_id == request_id)).all()


def precaution_of(session: Session, request_id: UUID) -> Precaution | None:
    """What people decided about the safety of a matter, if they did."""
    return session.exec(select(Precaution).where(Precaution.request_id == request_id)).first()


def is_risk_set(session: Session, request: Request) -> bool:
    """Whether staff have set the level of risk by hand, whatever they set it to."""
    noted = precaution_of(session, request.id)
    return noted is not None and noted.risk_reason_sealed is not None


# --- weighed -------------------------------------------------------------------------------------------------------------


def rank(request: Request) -> None:
    """Give the request its place in the queue: by its risk, and by its haste."""
    request.priority = int(priority_of(request.risk, urgent=request.urgent))


def weigh(session: Session, request: Request) -> None:
    """Take the risk anew: the highest of what staff set and what the sides that are there say. The queue follows.

    What was allowed in spite of a lower risk lapses when it rises.
    """
    before = request.risk
    said = [risk_of(told_in(session, talk).answers) for talk in talks_of(session, request.id)]
    request.risk = highest([request.risk_set, *said])
    rank(request)
    session.add(request)
    if rises(before, request.risk):
        let_lapse(session, request)


def let_lapse(session: Session, request: Request) -> None:
    """What people allowed in spite of the risk that they knew holds no more: a joint meeting, the applicant's word."""
    noted = precaution_of(session, request.id)
    if noted is not None:
        noted.joint_from = noted.joint_by_id = noted.joint_reason_sealed = noted.word_on = noted.word_by_id = None
        session.add(noted)
        session.flush()


# --- passed on -----------------------------------------------------------------------------------------------------------


def danger_of(session: Session, request: Request) -> Risk:
    """The risk that goes over to another matter of the same people: high where the sides are kept apart.

    What a side said stays sealed where it was said; that it is afraid must not be lost with it.
    """
    return Risk.HIGH if keeps_apart(session, request) else request.risk


def take_danger(session: Session, request: Request, of: Request) -> bool:
    """A matter is as dangerous as the one that became part of it; whether its own risk rose by that.

    Where the sides of that one are kept apart, something new is known here: what was allowed before lapses.
    """
    before, danger = request.risk, danger_of(session, of)
    request.risk_set = highest([request.risk_set, danger])
    weigh(session, request)
    if danger is Risk.HIGH:
        let_lapse(session, request)
    return rises(before, request.risk)


# --- what is not done ----------------------------------------------------------------------------------------------------


def keeps_apart(session: Session, request: Request) -> bool:
    """Whether the sides are not to meet: a high risk, a protective order among it, or fear named by one of them.

    Rule `scope.domestic_violence` (our proposal, assumed). Who is afraid is watched at least, so that without any risk nothing
    need be opened.
    """
    if request.risk is Risk.WATCH:
        return any(told_in(session, talk).names_fear for talk in talks_of(session, request.id))
    return request.risk is Risk.HIGH


def why_no_joint_meeting(session: Session, request: Request, on: date) -> Text | None:
    """Why the sides may not meet together on that day; None where they may, or where the coordinator has decided so by then."""
    if not keeps_apart(session, request):
        return None
    decided = precaution_of(session, request.id)
    return None if decided and decided.joint_from and decided.joint_from <= on else APART


def why_no_invitation(session: Session, request: Request) -> Text | None:
    """Why the other side is not to be invited now; None where it may, or where the applicant has given word."""
    if not keeps_apart(session, request):
        return None
    decided = precaution_of(session, request.id)
    return None if decided and decided.word_on else NO_WORD


def require_kept_apart(session: Session, request: Request) -> None:
    """Refused where there is no danger to decide about, and in a request that has ended."""
    require_open(request)
    if not keeps_apart(session, request):
        raise Refused(_("Nothing keeps the sides apart: no decision is needed."))
