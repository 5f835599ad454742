"""What the sides of the demo said later: answers about agreements, opinions, tasks of the coordinator, a matter that goes on."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.agreements.follow_up_actions import record_reply, set_aside
from mediation_cms.agreements.queries import settled_or_changed
from mediation_cms.cases.follow_up_actions import record_opinion
from mediation_cms.cases.follow_up_inputs import OpinionIn, ReplyIn, SettingAsideIn
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState, Reply
from mediation_cms.cases.models import Case
from mediation_cms.core.clock import ALMATY, telling_of
from mediation_cms.intake.follow_on_actions import begin_follow_on
from mediation_cms.intake.inputs import FollowOnIn
from mediation_cms.intake.models import IntakeChannel, Request
from mediation_cms.people.models import Channel
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.demo_crew import Crew
from mediation_cms.tasks.actions import finish_task
from mediation_cms.tasks.inputs import DoneIn
from mediation_cms.tasks.models import Task, TaskKind

AT = time(11, 20)
STILL_OPEN = 3
LATELY = timedelta(days=9)  # who was to be called since is not called yet
LEFT_LATELY, LEFT_TO_LAPSE, UNWILLING, NO_MORE, SAYS_NOTHING, AWAY = 0.7, 0.06, 0.08, 0.03, 0.1, 0.04
SAID = (Reply.KEPT,) * 14 + (
    Reply.PARTLY,
    Reply.PARTLY,
    Reply.NOT_KEPT,
    Reply.CHANGED,
    Reply.UNREACHED,
    Reply.UNREACHED,
)
NOTES = {
    Reply.PARTLY: "Жартысын төледі, қалғанын келесі айда береді / Заплатил половину, остальное в следующем месяце",
    Reply.NOT_KEPT: "Екінші тарап хабарласпай кетті / Вторая сторона перестала отвечать",
    Reply.CHANGED: "Мерзімін өзара ауыстырдық / Срок перенесли по согласию",
}
SCORES = (5, 5, 5, 4, 4, 4, 3, 3, 2, 1)


def ask_later(seed: SeedAtWork, crew: Crew, now: datetime) -> None:
    """The calls that the cabinets of the demo owed until now, each made on its day. Some wait still, some nobody made."""
    session, chance, today = seed.session, seed.dice("follow-up"), now.date()
    asks = crew.actors["coordinator"]
    waits = (FollowUp.state == FollowUpState.WAITING, col(FollowUp.next_on) < today)
    due = select(FollowUp).where(*waits, col(FollowUp.cabinet_id).in_(crew.cabinet_ids))
    for call in session.exec(due.order_by(col(FollowUp.next_on), col(FollowUp.id))).all():
        left = LEFT_LATELY if call.due_on > today - LATELY else LEFT_TO_LAPSE
        if chance.random() >= left:
            _make(session, asks, call, chance, today)
    _see_to(session, crew, now)


def _make(session: Session, asks: Actor, call: FollowUp, chance: Random, today: date) -> None:
    """The call, and the next one as long as nobody answers; some never do."""
    away = chance.random() < AWAY
    while call.state is FollowUpState.WAITING and call.next_on is not None and call.next_on < today:
        on = call.next_on
        with telling_of(datetime.combine(on, AT, ALMATY)):
            if call.kind is FollowUpKind.OPINION:
                record_opinion(session, asks, call, _opinion(chance, on, away=away))
            elif call.after_days > LATELY.days * 10 and settled_or_changed(
                session, session.get_one(Case, call.case_id)
            ):
                set_aside(session, asks, call, SettingAsideIn(reason="Толық орындалды / Исполнено полностью"))
            else:
                record_reply(session, asks, call, _reply(call, chance, on, away=away))


def _reply(call: FollowUp, chance: Random, on: date, *, away: bool) -> ReplyIn:
    reply = Reply.UNREACHED if away else chance.choice(SAID)
    return ReplyIn(
        reply=reply,
        asked_on=on,
        channel=Channel.PHONE,
        no_more=chance.random() < NO_MORE and not away,
        answered_by=call.party_id,
        note=NOTES.get(reply, ""),
    )


def _opinion(chance: Random, on: date, *, away: bool) -> OpinionIn:
    luck = chance.random()
    reply = Reply.UNWILLING if luck < UNWILLING else Reply.UNREACHED if away or luck < 2 * UNWILLING else Reply.ANSWERED
    heard, again, reach = (0 if chance.random() < SAYS_NOTHING else chance.choice(SCORES) for _question in range(3))
    return OpinionIn(reply=reply, asked_on=on, channel=Channel.PHONE, heard=heard, again=again, reach=reach)


def _see_to(session: Session, crew: Crew, now: datetime) -> None:
    """All tasks but the last are done; from the last breach of these a new matter has begun, which waits at the desk."""
    sees, ours = crew.actors["coordinator"], col(Task.cabinet_id).in_(crew.cabinet_ids)
    tasks = session.exec(select(Task).where(ours).order_by(col(Task.id))).all()
    older = [task for task in tasks[:-STILL_OPEN] if task.due_on < now.date()]
    for task in older:
        with telling_of(datetime.combine(task.due_on, AT, ALMATY)):
            finish_task(session, sees, task, DoneIn(note="Екі тараппен сөйлестім / Поговорил с обеими сторонами"))
    _go_on(session, sees, [task for task in older if task.kind is TaskKind.NOT_KEPT], now)


def _go_on(session: Session, sees: Actor, breaches: Sequence[Task], now: datetime) -> None:
    if not breaches:
        return
    before = session.get_one(Request, breaches[-1].request_id)
    with telling_of(now):
        given = FollowOnIn(
            received_on=now.date(),
            channel=IntakeChannel.PHONE,
            subject="Бұрынғы келісімнің орындалуы",
            dispute_code=before.dispute_code,
        )
        begin_follow_on(session, sees, before, given)
