"""A request is screened: what is sealed, what follows from it, and what is not done while a side is afraid."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit.models import Entry
from mediation_cms.cases.assignment_actions import admit
from mediation_cms.cases.inputs import AdmissionIn
from mediation_cms.cases.matter_actions import note_ground, refuse_matter, reopen_matter
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.intake.actions import close_request, correct_request
from mediation_cms.intake.inputs import ClosingIn, ReasonIn, RequestFields
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.paper_actions import make_referral, make_refusal
from mediation_cms.intake.queries import list_requests
from mediation_cms.intake.refusal_papers import referral_facts, refusal_facts
from mediation_cms.intake.safety import APART, NO_WORD, why_no_invitation, why_no_joint_meeting
from mediation_cms.intake.screening_actions import allow_joint_meeting, answer_scope, ask_side, note_word, set_risk
from mediation_cms.intake.screening_inputs import GroundIn, JointIn, RefusalIn, RiskIn, SafetyIn, ScopeIn, WordIn
from mediation_cms.intake.screening_models import Refusal, SafetyTalk
from mediation_cms.intake.screening_queries import questions, referrals_of, refusal_of, screened, sides_to_ask, told_by
from mediation_cms.intake.screening_rules import Asked, Priority, Risk, Scope
from mediation_cms.people.models import Role
from tests import make
from tests.documents.samples import KK, RU
from tests.make import matters

DAY = date(2022, 5, 26)
FEAR = {"asked_on": "27.05.2022", "answers": {"afraid": "yes"}}
REASON = "Екі бөлмеде, бейне арқылы өтеді"
ON = date(2022, 6, 9)


def registered(session: Session, cast: matters.Cast, **changed: Any) -> Request:
    """A request of 26 May 2022."""
    return make.request(session, cast.receptionist, cast.country.cabinet, DAY, **changed)


def answer(session: Session, cast: matters.Cast, request: Request, **replies: str) -> None:
    """The receptionist answers every question of scope with no, but these."""
    answers = {question.code: replies.get(question.code, "no") for question in questions(session, request)}
    answer_scope(session, cast.receptionist, request, ScopeIn.checked({"answers": answers}))


def ask(session: Session, by: Actor, request: Request, no: int = 0, **said: Any) -> None:
    """A side is asked: the applicant, or another by its place."""
    ask_side(session, by, request, sides_to_ask(session, request)[no], SafetyIn.checked(FEAR | said))


def test_a_matter_out_of_scope_is_admitted_only_with_a_reason(session: Session, cast: matters.Cast) -> None:
    request = registered(session, cast)
    assert screened(session, request).scope is Scope.OPEN
    answer(session, cast, request, third_parties="yes")
    session.commit()

    with pytest.raises(Invalid) as refused:
        admit(session, cast.receptionist, request, AdmissionIn(on=DAY))
    assert list(refused.value.fields) == ["scope_reason"]
    session.rollback()
    case = admit(session, cast.receptionist, request, AdmissionIn(on=DAY, scope_reason="Үшінші адам келіседі"))

    assert case.scope_reason == "Үшінші адам келіседі"
    entry = session.exec(select(Entry).where(Entry.action == "case.admitted")).one()
    assert entry.details == {"on": "2022-05-26", "reason": "Үшінші адам келіседі"}


def test_the_questions_are_those_of_the_day_and_a_foreign_one_is_refused(session: Session, cast: matters.Cast) -> None:
    old = make.request(session, cast.receptionist, cast.country.cabinet, date(2021, 5, 26))
    answer(session, cast, old, state_body="yes")
    new = registered(session, cast)
    answer(session, cast, new, state_body="yes")

    assert [question.code for question in questions(session, new)] == [
        "corruption", "crime_category", "incapable_party", "state_body", "third_parties",
    ]  # fmt: skip
    assert (screened(session, old).scope, screened(session, new).scope) == (Scope.UNFIT, Scope.DOUBT)
    with pytest.raises(Invalid):
        answer_scope(session, cast.receptionist, new, ScopeIn.checked({"answers": {"domestic_violence": "no"}}))


def test_fear_keeps_the_sides_apart_until_somebody_decides_and_again_when_more_is_told(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.in_mediation(session, cast)
    request = session.get_one(Request, case.request_id)
    ask(session, cast.mediator, request)
    assert (request.risk, request.priority) == (Risk.WATCH, Priority.WATCH)

    with pytest.raises(Refused) as refused:
        matters.meeting(session, cast, case)
    assert refused.value.sentence == APART
    matters.meeting(session, cast, case, kind="private", present="other-1")
    assert why_no_invitation(session, request) == NO_WORD
    note_word(session, cast.mediator, request, WordIn.checked({"word_on": "28.05.2022"}))
    assert why_no_invitation(session, request) is None
    decision = JointIn.checked({"joint_from": "09.06.2022", "reason": REASON})
    with pytest.raises(Forbidden):
        allow_joint_meeting(session, cast.mediator, request, decision)
    allow_joint_meeting(session, cast.coordinator, request, decision)
    assert why_no_joint_meeting(session, request, date(2022, 6, 8)) == APART
    matters.meeting(session, cast, case)

    ask(session, cast.mediator, request, answers={"afraid": "yes", "hurt": "yes"})
    assert (request.risk, why_no_joint_meeting(session, request, ON), why_no_invitation(session, request)) == (
        Risk.HIGH, APART, NO_WORD,
    )  # fmt: skip


def test_a_side_that_says_the_same_again_was_asked_on_the_later_day_and_nothing_lapses(
    session: Session, cast: matters.Cast
) -> None:
    request = registered(session, cast)
    ask(session, cast.receptionist, request)
    note_word(session, cast.receptionist, request, WordIn.checked({"word_on": "28.05.2022"}))

    ask(session, cast.coordinator, request, asked_on="30.05.2022")

    talk = session.exec(select(SafetyTalk)).one()
    assert (talk.asked_on, talk.account_id) == (date(2022, 5, 30), cast.coordinator.account_id)
    assert why_no_invitation(session, request) is None
    asked = session.exec(select(Entry).where(Entry.action == "safety.asked")).all()
    ask(session, cast.receptionist, request, asked_on="30.05.2022")
    assert len(session.exec(select(Entry).where(Entry.action == "safety.asked")).all()) == len(asked) == 2


def test_nothing_is_allowed_from_a_day_before_the_request_was_there(session: Session, cast: matters.Cast) -> None:
    request = registered(session, cast)
    ask(session, cast.receptionist, request)

    with pytest.raises(Invalid) as word:
        note_word(session, cast.receptionist, request, WordIn.checked({"word_on": "25.05.2022"}))
    decision = JointIn.checked({"joint_from": "25.05.2022", "reason": REASON})
    with pytest.raises(Invalid) as joint:
        allow_joint_meeting(session, cast.coordinator, request, decision)

    assert [list(word.value.fields), list(joint.value.fields)] == [["word_on"], ["joint_from"]]
    note_word(session, cast.receptionist, request, WordIn.checked({"word_on": "26.05.2022"}))


def test_answers_are_sealed_and_stand_in_no_history(session: Session, cast: matters.Cast) -> None:
    request = registered(session, cast)
    ask(session, cast.receptionist, request, answers={"order": "yes"}, order_no="ҚН-17/2", order_seen_on="27.05.2022")
    set_risk(session, cast.receptionist, request, RiskIn.checked({"risk": "high", "reason": "Есік алдында күтіп тұр"}))

    talk = session.exec(select(SafetyTalk)).one()
    assert (talk.state, request.risk) == (Asked.PARTLY, Risk.HIGH)
    assert b"order" not in (talk.answers_sealed or b"")
    told = [
        entry.details
        for entry in session.exec(select(Entry).order_by(col(Entry.id)))
        if entry.action in {"safety.asked", "risk.set"}
    ]
    assert told == [{"no": 1}, {}]
    auditor, side = make.actor(session, Role.AUDITOR, cast.country.region), sides_to_ask(session, request)[0]
    with pytest.raises(Forbidden):
        told_by(session, auditor, request, side)


def test_the_risk_follows_the_sides_and_the_queue_follows_the_risk(session: Session, cast: matters.Cast) -> None:
    plain, urgent = registered(session, cast), registered(session, cast, urgent="yes")
    watched, high = registered(session, cast, safety_risk="yes"), registered(session, cast)
    ask(session, cast.receptionist, high, 1, answers={"weapon": "yes"})

    def queue(after: UUID | None = None) -> list[UUID]:
        rows = list_requests(session, cast.receptionist, status="registered", after=after)
        return [row.id for row in rows]

    assert queue() == [high.id, urgent.id, watched.id, plain.id]
    assert queue(after=urgent.id) == [watched.id, plain.id]
    ask(session, cast.receptionist, high, 1, answers={})
    set_risk(session, cast.receptionist, watched, RiskIn.checked({"risk": "none", "reason": "Тынышталды"}))
    typed = make.request_typed(cast.country.cabinet, DAY, urgent="yes")
    fields = RequestFields.checked({name: typed[name] for name in typed if name in RequestFields.model_fields})
    correct_request(session, cast.receptionist, plain, fields)
    assert [high.risk, watched.priority, plain.priority] == [Risk.NONE, 0, Priority.URGENT]


def refusal(**changed: Any) -> RefusalIn:
    """Not suitable: it affects others. To the court and to legal aid."""
    typed = {"outcome": "not_mediable", "on": "27.05.2022", "reason": "Үшінші адамдар", "ground_code": "third_parties"}
    return RefusalIn.checked(
        typed | {"referrals": ["court", "legal_aid"], "elsewhere": "Халықты қамту орталығы"} | changed
    )


def test_a_refusal_says_why_and_where_to_turn_and_lapses_with_a_reopening(session: Session, cast: matters.Cast) -> None:
    request = registered(session, cast)
    noted = refuse_matter(session, cast.receptionist, request, refusal())
    paper = make_refusal(session, cast.receptionist, request)
    make_referral(session, cast.receptionist, request, RU)

    assert (request.outcome, request.ended_reason) == (Outcome.NOT_MEDIABLE, "Үшінші адамдар")
    assert referrals_of(session, noted) == ["court", "legal_aid"]
    facts = refusal_facts(session, request, KK)
    assert facts.ground.kk == "Дау медиацияға қатыспайтын адамдардың мүддесіне қатысты"
    assert facts.source is not None
    assert facts.source.ru == "Закон «О медиации», пункт 2 статьи 1"
    assert [place.ru for place in referral_facts(session, request, RU).where] == [
        "Суд", "Гарантированная государством юридическая помощь", "Халықты қамту орталығы",
    ]  # fmt: skip
    assert [found.kind for found in session.exec(select(Paper))] == [PaperKind.REFUSAL, PaperKind.REFERRAL]
    reopen_matter(session, cast.coordinator, request, ReasonIn.checked({"on": "27.05.2022", "reason": "Келісті"}))
    assert refusal_of(session, request) is None
    assert paper.outdated_on is not None
    refuse_matter(session, cast.receptionist, request, refusal(outcome="passed_on", ground_code="other_body"))
    again = refusal_of(session, request)
    assert again is not None
    assert (again.ground_code, refusal_facts(session, request, KK).source) == ("other_body", None)


def test_a_case_is_refused_before_its_contract_and_not_after(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    refuse_matter(session, cast.mediator, session.get_one(Request, case.request_id), refusal())
    assert case.outcome is Outcome.NOT_MEDIABLE

    mediated = matters.in_mediation(session, cast)
    with pytest.raises(Refused):
        refuse_matter(session, cast.mediator, session.get_one(Request, mediated.request_id), refusal(on="20.06.2022"))


def test_the_ground_of_an_ending_that_was_reopened_is_not_that_of_the_next_one_of_the_same_day(
    session: Session, cast: matters.Cast
) -> None:
    request = registered(session, cast)
    refuse_matter(session, cast.receptionist, request, refusal())
    reopen_matter(session, cast.coordinator, request, ReasonIn.checked({"on": "27.05.2022", "reason": "Келісті"}))
    ending = ClosingIn.checked({"outcome": "passed_on", "on": "27.05.2022", "reason": "Сотқа жіберілді"})
    close_request(session, cast.receptionist, request, ending)

    assert refusal_of(session, request) is None
    noted = note_ground(session, cast.receptionist, request, GroundIn(ground_code="other_body", referrals=["court"]))

    assert refusal_of(session, request) == noted
    assert session.exec(select(Refusal)).all() == [noted]


def test_a_request_that_ended_so_at_the_consultation_gets_its_ground_once(session: Session, cast: matters.Cast) -> None:
    request = registered(session, cast)
    ending = ClosingIn.checked({"outcome": "passed_on", "on": "27.05.2022", "reason": "Сотқа жіберілді"})
    close_request(session, cast.receptionist, request, ending)
    with pytest.raises(Refused):
        make_refusal(session, cast.receptionist, request)

    note_ground(session, cast.receptionist, request, GroundIn(ground_code="other_body", referrals=["court"]))

    with pytest.raises(Refused):
        note_ground(session, cast.receptionist, request, GroundIn(ground_code="other_body", referrals=["court"]))
    assert [place.kk for place in referral_facts(session, request, KK).where] == ["Сот"]


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"outcome": "withdrawn"}, ["outcome"]),
        ({"outcome": "passed_on", "referrals": [], "elsewhere": ""}, ["outcome"]),
        ({"reason": " "}, ["reason"]),
    ],
)
def test_a_refusal_is_complete(changed: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        refusal(**changed)

    assert list(refused.value.fields) == fields


def test_a_ground_that_nobody_offers_is_refused(session: Session, cast: matters.Cast) -> None:
    with pytest.raises(Invalid) as refused:
        refuse_matter(session, cast.receptionist, registered(session, cast), refusal(ground_code="x", referrals=["y"]))

    assert list(refused.value.fields) == ["ground_code", "referrals"]
