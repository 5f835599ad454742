"""Asking the sides from home: the question goes out with a link, and a side says how it was served or wants no more of it."""

import json
from collections.abc import Mapping
from datetime import timedelta

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.accounts.links import end_link, end_links_to
from mediation_cms.audit import record
from mediation_cms.cases.follow_up_inputs import QUESTIONS
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, HeldOpinion, Opinion, Reply
from mediation_cms.cases.follow_ups import ASKED_ALREADY, ask_no_more, note_call, require_waiting
from mediation_cms.cases.home import home_way, send_home, takes_answer
from mediation_cms.cases.home_queries import held_of, said_in
from mediation_cms.cases.models import Case
from mediation_cms.cases.opinion_rules import half_of
from mediation_cms.core import clock
from mediation_cms.core.db import keyring, seal
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.validation import CHOOSE
from mediation_cms.law.queries import value
from mediation_cms.people.models import Channel


def ask_at_home(session: Session, actor: Actor, call: FollowUp, *, agreed: bool = False) -> None:
    """Send the question of this call with a link. Refused where no way is safe; `agreed`: the side has said that one is."""
    about_agreement = call.kind is FollowUpKind.AGREEMENT
    case = session.get_one(Case, call.case_id)
    authorize(actor, Can.ASK_SIDES if about_agreement else Can.ASK_OPINION, case)
    require_waiting(call)
    send_home(session, case, call, agreed=agreed)
    action = "follow_up.sent_home" if about_agreement else "opinion.sent_home"
    record(session, actor, action, call, matter_id=case.request_id, on=clock.today())


def hold_opinion(session: Session, actor: Actor, call: FollowUp, said: Mapping[str, int]) -> None:
    """Hold what a side answers of our work, sealed, while it may change its mind: the last answer to each question counts.

    No line of the history is written: it tells that a side was asked, never whether or what it answered.
    """
    authorize(actor, Can.ANSWER_FROM_HOME, call)
    if call.kind is not FollowUpKind.OPINION:
        raise NotFound
    if not takes_answer(call, actor):
        raise Refused(ASKED_ALREADY)
    wrong = [name for name, score in said.items() if name not in QUESTIONS or not 0 <= score <= 5]  # noqa: PLR2004 - five answers
    if wrong or not said:
        raise Invalid(dict.fromkeys(wrong or QUESTIONS[:1], CHOOSE))
    held, today = held_of(session, call), clock.today()
    if held is None:
        require_waiting(call)
        _note(session, actor, call, Reply.ANSWERED)
        days = value(session, "opinion.change_days", today)
        held = HeldOpinion(follow_up_id=call.id, closes_at=clock.now() + timedelta(days=days))
    seal(session, held, "said_sealed", json.dumps({**said_in(session, held), **said}))
    session.add(held)
    session.flush()


def want_no_questions(session: Session, actor: Actor, call: FollowUp, link: PersonalLink, *, ever: bool) -> None:
    """The side does not want to answer this; `ever`: nor to be asked anything more. Its link ends."""
    authorize(actor, Can.ANSWER_FROM_HOME, call)
    require_waiting(call)
    case = session.get_one(Case, call.case_id)
    _note(session, actor, call, Reply.UNWILLING)
    if ever:
        ask_no_more(session, case, call)
    end_link(session, link)
    session.flush()
    if call.kind is FollowUpKind.AGREEMENT:  # of an opinion the history tells nothing but that it was asked for
        record(session, actor, "follow_up.not_wanted", call, matter_id=case.request_id)


def close_opinion(session: Session, actor: Actor, held: HeldOpinion) -> None:
    """What was held becomes an opinion without a side, in the half-year of this day, and nothing else of it is kept."""
    call = session.get_one(FollowUp, held.follow_up_id)
    case = session.get_one(Case, call.case_id)
    authorize(actor, Can.ASK_OPINION, case)
    said = {name: score for name, score in said_in(session, held).items() if score}
    session.delete(held)
    end_links_to(session, Purpose.FOLLOW_UP, call.id)
    if not said:
        return
    opinion = Opinion(
        cabinet_id=case.cabinet_id,
        mediator_id=case.mediator_id,
        half=half_of(clock.today()),
        matter_index=keyring(session).index(str(case.id), "opinion"),
        heard=said.get("heard"),
        again=said.get("again"),
        reach=said.get("reach"),
    )
    session.add(opinion)
    session.flush()


def _note(session: Session, actor: Actor, call: FollowUp, reply: Reply) -> None:
    way = home_way(session, call)
    note_call(session, actor, call, reply, clock.today(), way.channel if way else Channel.SMS)
    session.flush()
