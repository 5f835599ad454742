"""Trainees of the demo who look on at mediations: one asks, one has a meeting before them, of one the hours are to be counted."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import col, select

from mediation_cms.accounts.queries import reserved
from mediation_cms.cases.date_actions import AT_WORK
from mediation_cms.cases.models import Case
from mediation_cms.certification.models import Course, Participation
from mediation_cms.certification.queries import participations_of
from mediation_cms.core.clock import ALMATY, telling_of
from mediation_cms.intake.models import Request
from mediation_cms.intake.safety import why_no_joint_meeting
from mediation_cms.mentoring.actions import confirm_observation, note_consent, offer_meeting
from mediation_cms.mentoring.inputs import NoTiesIn, OfferIn, SheetIn, WishIn
from mediation_cms.mentoring.models import Observation
from mediation_cms.mentoring.queries import sides_asked
from mediation_cms.mentoring.standing_between import may_not_observe
from mediation_cms.mentoring.trainee_actions import ask_to_observe, hand_in, take_meeting
from mediation_cms.people.models import AccountKind
from mediation_cms.seeding.demo_crew import morning
from mediation_cms.seeding.demo_lively import Lively

MENTOR = "mediator"
HOUR, MINUTES = time(11, 0), 90
WISHES = (
    "Бейсенбі күні түстен кейін, қазақша / По четвергам после обеда, на казахском",
    "Кез келген күні таңертең / В любой день утром",
    "Сенбіден басқа күні / Кроме субботы",
)
SHEET = SheetIn(
    observed="Медиатор екі жақты кезек-кезек тыңдап, әрқайсысының сөзін өз сөзімен қайталап берді.",
    learnt="Үнсіздікті бұзуға асықпау керек екен: бір тарап үзілістен кейін өзі ұсыныс айтты.",
    asks="Жеке кездесуді қай кезде ұсынған дұрыс?",
)


def observe(live: Lively, course: Course) -> None:
    """Three of the course, each a step further."""
    session = live.seed.session
    waits, goes, went = [place for place, _who in participations_of(session, course)][:3]
    _asks(live, waits, 1, WISHES[0])
    cases = _observable(live, [goes, went])
    ahead = live.seed.world.calendar.next_working(live.today + timedelta(days=1))
    _meets(live, _asks(live, goes, 2, WISHES[1]), next(cases), 1, ahead)
    over = _asks(live, went, 3, WISHES[2])
    _meets(live, over, next(cases), 2, live.day(1))
    with telling_of(datetime.combine(live.day(1), time(18, 30), ALMATY)):
        hand_in(session, reserved(session, AccountKind.VISITOR), over, SHEET)


def _asks(live: Lively, place: Participation, ago: int, wish: str) -> Observation:
    session = live.seed.session
    with telling_of(morning(live.day(ago))):
        return ask_to_observe(session, reserved(session, AccountKind.VISITOR), place, WishIn(wish=wish))


def _meets(live: Lively, observation: Observation, case: Case, ago: int, day: date) -> None:
    """The mentor offers the meeting, the trainee takes it, every side consents, the mentor confirms."""
    session, mentor = live.seed.session, live.crew.actors[MENTOR]
    with telling_of(morning(live.day(ago)) + timedelta(hours=1)):
        offer_meeting(session, mentor, observation, case, OfferIn(case_id=case.id, day=day, hour=HOUR, minutes=MINUTES))
        take_meeting(session, reserved(session, AccountKind.VISITOR), observation)
        for party, _name in sides_asked(session, case):
            note_consent(session, mentor, observation, case, party.id)
        confirm_observation(session, mentor, observation, case, NoTiesIn(no_ties=True))


def _observable(live: Lively, places: Sequence[Participation]) -> Iterator[Case]:
    """Cases of the mentor at work since a while whose sides may sit together, and to which none of these trainees has a tie."""
    session, mentor = live.seed.session, live.crew.actors[MENTOR]
    mine = select(Case).where(
        Case.mediator_id == live.hand(MENTOR).id, col(Case.status).in_(AT_WORK), Case.admitted_on < live.day(4)
    )
    for case in session.exec(mine.order_by(col(Case.number))):
        together = why_no_joint_meeting(session, session.get_one(Request, case.request_id), live.today) is None
        if together and not any(may_not_observe(session, mentor, case, place.person_id) for place in places):
            yield case
