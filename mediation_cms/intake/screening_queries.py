"""Reading how far a request is screened: the questions of scope of its day, who was asked about safety, how it was refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core.dated import in_force
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.models import REFUSALS, Party, Request, Side, Spell
from mediation_cms.intake.queries import get_party, parties_of
from mediation_cms.intake.safety import Told, talks_of, told_in
from mediation_cms.intake.screening_models import Referral, Refusal, SafetyTalk, ScopeAnswer
from mediation_cms.intake.screening_rules import Asked, Reply, Scope, hits, is_asked, scope_of
from mediation_cms.law.queries import RuleInForce, rules_on, versions

SCOPE = "scope."
SAFETY = "scope.domestic_violence"
"""The rule that is not a question of scope: it says what is not done while a side is afraid."""


@dataclass(frozen=True)
class Question:
    """A question of scope: the rule of the day on which the request came in, and what was answered."""

    code: str
    rule: RuleInForce
    reply: Reply | None


@dataclass(frozen=True)
class SideAsked:
    """A side that is asked about its safety, and how far it was. Nothing of what it said."""

    party: Party
    talk: SafetyTalk | None

    @property
    def state(self) -> Asked:
        """How far it was asked."""
        return self.talk.state if self.talk else Asked.NOT_ASKED


@dataclass(frozen=True)
class Screened:
    """How far a request is screened: scope, the questions that a yes puts out of it, and the sides asked about safety."""

    scope: Scope
    unfit: Sequence[Question]
    sides: Sequence[SideAsked]

    @property
    def heard(self) -> int:
        """How many sides were asked all there is, or did not want to answer."""
        return sum(side.state in {Asked.ASKED, Asked.UNWILLING} for side in self.sides)

    @property
    def is_done(self) -> bool:
        """Whether nothing is open."""
        return self.scope is not Scope.OPEN and self.heard == len(self.sides)


def questions(session: Session, request: Request) -> list[Question]:
    """What is asked about scope: the rules `scope.…` of the day on which the request came in.

    An answer to a question that is not asked of that day counts for nothing.
    """
    given = {answer.code: answer.reply for answer in answers_of(session, request.id)}
    return [Question(code, rule, given.get(code)) for code, rule in scope_rules(session, request.received_on).items()]


def scope_rules(session: Session, on: date) -> dict[str, RuleInForce]:
    """The rules that are questions of scope on that day, by their codes without `scope.`."""
    return {
        rule.code.removeprefix(SCOPE): rule
        for rule in rules_on(session, on)
        if rule.code.startswith(SCOPE) and rule.code != SAFETY and is_asked(rule.value)
    }


def answers_of(session: Session, request_id: UUID) -> Sequence[ScopeAnswer]:
    """The answers on scope that are kept of a request."""
    return session.exec(select(ScopeAnswer).where(ScopeAnswer.request_id == request_id)).all()


def unfit_by(asked: Sequence[Question]) -> list[Question]:
    """The questions whose answer puts the matter out of scope."""
    wrong = hits(_rulings(asked), _replies(asked))
    return [question for question in asked if question.code in wrong]


def sides_to_ask(session: Session, request: Request) -> list[SideAsked]:
    """The sides that are asked about their safety, each apart: people, named or not; neither firms nor who speaks for another."""
    talks = {talk.party_id: talk for talk in talks_of(session, request.id)}
    return [
        SideAsked(party, talks.get(party.id))
        for party, _person, organisation in parties_of(session, request.id)
        if party.side is not Side.THIRD and party.represents_id is None and organisation is None
    ]


def screened(session: Session, request: Request) -> Screened:
    """How far the request is screened. Nothing of what a side said."""
    asked = questions(session, request)
    return Screened(scope_of(_rulings(asked), _replies(asked)), unfit_by(asked), sides_to_ask(session, request))


def get_side(session: Session, request: Request, party_id: UUID) -> SideAsked:
    """A side of this request that is asked about its safety. Raises NotFound."""
    party = get_party(session, request, party_id)
    found = next((side for side in sides_to_ask(session, request) if side.party.id == party.id), None)
    if found is None:
        raise NotFound
    return found


def told_by(session: Session, actor: Actor, request: Request, side: SideAsked) -> Told:
    """What this one side has said of its safety. Raises Forbidden."""
    authorize(actor, Can.READ_SAFETY, request)
    return told_in(session, side.talk)


# --- refused -------------------------------------------------------------------------------------------------------------


def refusal_of(session: Session, request: Request) -> Refusal | None:
    """On which ground the request was refused; None while it is open, and where nobody noted a ground.

    What was noted before it was opened again is not the ground of the ending that followed, not even of one of the same day.
    """
    if request.outcome not in REFUSALS:
        return None
    last_opened = (
        select(Spell.id).where(Spell.request_id == request.id).order_by(col(Spell.id).desc()).limit(1).scalar_subquery()
    )
    of_the_day = select(Refusal).where(Refusal.request_id == request.id, Refusal.refused_on == request.ended_on)
    return session.exec(of_the_day.where(col(Refusal.id) > last_opened)).first()


def referrals_of(session: Session, refusal: Refusal) -> list[str]:
    """Where the applicant was sent, by the codes of the catalogue."""
    return list(session.exec(select(Referral.code).where(Referral.refusal_id == refusal.id).order_by(col(Referral.id))))


def ground_rule(session: Session, refusal: Refusal, request: Request) -> RuleInForce | None:
    """The rule of law behind the ground: the one of the same name that made the question of scope, on the day of the request."""
    return in_force(versions(session, f"{SCOPE}{refusal.ground_code}"), request.received_on)


def _rulings(asked: Sequence[Question]) -> dict[str, object]:
    return {question.code: question.rule.value for question in asked}


def _replies(asked: Sequence[Question]) -> dict[str, Reply]:
    return {question.code: question.reply for question in asked if question.reply is not None}
