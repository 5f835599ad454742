"""Finding a date for several: who is asked, what suits whom, the soonest common time, and what nobody may do."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.cases.date_actions import fix_date, give_up_dates, propose_dates, tick_for_side, tick_from_home
from mediation_cms.cases.date_inputs import DatesIn, TicksIn
from mediation_cms.cases.date_models import DateFinding, DateOption, FindingState
from mediation_cms.cases.date_queries import Finding, finding_of
from mediation_cms.cases.date_rules import Time, soonest_common
from mediation_cms.cases.date_taking import free_meetings
from mediation_cms.cases.models import Case, Light
from mediation_cms.cases.readiness import lights_of
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, Problem, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.own_word_taking import hear_from_home
from mediation_cms.intake.screening_actions import allow_joint_meeting
from mediation_cms.intake.screening_inputs import JointIn
from mediation_cms.intake.screening_rules import Said, Sign
from mediation_cms.mediators.occupancy import Taken, take
from mediation_cms.mediators.occupancy_models import Busy, Occupancy
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Channel, Contact
from tests import make
from tests.make import matters


def typed(*days: int, **changed: object) -> dict[str, object]:
    """Times at ten in so many days, to be answered until the first of them."""
    rows = [{"day": _day(ahead), "hour": "10:00", "mode": "in_person"} for ahead in days]
    return {"minutes": "60", "closes_on": _day(min(days)), "times": rows} | changed


def _day(ahead: int) -> str:
    return f"{clock.today() + timedelta(days=ahead):%d.%m.%Y}"


@pytest.fixture
def visitor(session: Session) -> Actor:
    return make.visitor(session)


@pytest.fixture
def case(session: Session, cast: matters.Cast) -> Case:
    return matters.in_work(session, cast)


def reached_by_mail(session: Session, case: Case) -> list[Party]:
    """The sides of the case, of which the second may be written to."""
    parties = matters.parties(session, case)
    mail = Contact(person_id=parties[1].person_id, channel=Channel.EMAIL, value="sv@example.kz", language=Language.RU)
    mail.may_leave_message = True
    session.add(mail)
    return parties


def proposed(session: Session, cast: matters.Cast, case: Case, *days: int) -> Finding:
    propose_dates(session, cast.mediator, case, DatesIn.checked(typed(*days)))
    return now(session, case)


def now(session: Session, case: Case) -> Finding:
    """The finding as it stands."""
    found = finding_of(session, case)
    assert found is not None
    return found


def told(session: Session, template: str) -> list[Message]:
    return list(session.exec(select(Message).where(Message.template == template).order_by(col(Message.id))))


# --- the rule ----------------------------------------------------------------------------------------------------------------


def test_the_soonest_common_time_lies_ahead_and_suits_everybody_who_was_asked():
    times = [Time(date(2026, 11, day), time(10), uuid4(), Mode.VIDEO) for day in (23, 24, 25)]
    keys, (one, other) = [each.key for each in times], (uuid4(), uuid4())
    early, late = datetime(2026, 11, 22, tzinfo=clock.ALMATY), datetime(2026, 11, 24, 11, tzinfo=clock.ALMATY)

    assert soonest_common(times[::-1], {one: keys, other: keys[1:]}, early) == times[1]
    assert soonest_common(times, {one: keys, other: keys[1:]}, late) == times[2]
    for answers in ({}, {one: keys, other: None}, {one: keys[:1], other: keys[1:]}, {one: keys, other: []}):
        assert soonest_common(times, answers, early) is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"times": []}, "times"),
        ({"times": [{"day": "", "hour": "", "mode": "video"}]}, "times"),
        ({"times": [{"day": "01.01.2020", "hour": "10:00"}]}, "times-0-day"),
        ({"times": [{"day": "01.01.2999", "hour": "10:00"}]}, "times-0-day"),
        ({"times": [{}, {"day": _day(1), "hour": ""}]}, "times-1-hour"),
        ({"times": [{"day": _day(1), "hour": "10:00", "mode": "post"}]}, "times-0-mode"),
        ({"times": [{"day": _day(1), "hour": "10:00"}] * 2}, "times"),
        ({"times": [{"day": _day(each), "hour": "10:00"} for each in range(1, 12)]}, "times"),
        ({"closes_on": "01.01.2020"}, "closes_on"),
        ({"minutes": "0"}, "minutes"),
    ],
)
def test_times_lie_ahead_stand_once_and_are_ten_at_most(changed, field):
    with pytest.raises(Invalid) as refused:
        DatesIn.checked(typed(1, **changed))
    assert list(refused.value.fields) == [field]


# --- asked and ticked ---------------------------------------------------------------------------------------------------------


def test_each_side_is_asked_by_its_own_link_or_by_staff_and_the_common_time_is_fixed_and_told(
    session, cast, case, visitor
):
    parties = reached_by_mail(session, case)
    finding = proposed(session, cast, case, 3, 4, 5)
    assert [(message.address, message.language) for message in told(session, "dates_asked")] == [
        ("sv@example.kz", Language.RU)
    ]
    mine, theirs = (next(reply for reply in finding.replies if reply.party_id == each.id) for each in parties)
    assert (mine.sent_on, theirs.sent_on) == (None, clock.today())
    first, second, third = (each.key for each in finding.times)

    tick_from_home(session, visitor, finding, theirs, [first])
    tick_from_home(session, visitor, finding, theirs, [second, third])
    assert now(session, case).proposed is None
    tick_for_side(session, cast.receptionist, case, finding, mine, [first, third])

    finding = now(session, case)
    assert (finding.suits, finding.proposed) == ({first: 1, second: 1, third: 2}, finding.times[2])
    fix_date(session, cast.mediator, case, finding, finding.times[2])
    fixed = told(session, "date_fixed")
    assert [message.facts["mode"] for message in fixed] == ["лично"]
    assert fixed[0].facts["starts_at"].startswith((clock.today() + timedelta(days=5)).isoformat())
    assert {side for side, light in lights_of(session, case) if light is Light.TIME_CONFIRMED} == {
        "applicant-1", "other-1",
    }  # fmt: skip
    standing = select(PersonalLink).where(PersonalLink.purpose == Purpose.DATES, col(PersonalLink.ended_at).is_(None))
    assert [link.until for link in session.exec(standing)] == [finding.times[2].day]
    with pytest.raises(Refused):
        tick_from_home(session, visitor, now(session, case), theirs, [first])


def test_to_ask_anew_ends_what_was_asked_before(session, cast, case):
    reached_by_mail(session, case)
    before = proposed(session, cast, case, 3).itself
    after = proposed(session, cast, case, 4, 5).itself

    states = dict(session.exec(select(DateFinding.id, DateFinding.state)).all())
    assert states == {before.id: FindingState.CLOSED, after.id: FindingState.OPEN}
    assert [message.status for message in told(session, "dates_asked")] == [Delivery.WITHDRAWN, Delivery.WAITING]
    give_up_dates(session, cast.mediator, case, now(session, case))
    assert now(session, case).itself.state is FindingState.CLOSED
    assert {message.status for message in told(session, "dates_asked")} == {Delivery.WITHDRAWN}


def test_nobody_answers_when_the_days_are_over_nor_ticks_what_was_not_proposed(session, cast, case, visitor):
    finding = proposed(session, cast, case, 3)
    reply = finding.replies[0]
    with pytest.raises(Invalid):
        tick_from_home(session, visitor, finding, reply, [uuid4()])
    with pytest.raises(Invalid):
        assert TicksIn.checked({"suits": ["nonsense"]}).keys

    late = Finding(
        finding.itself.model_copy(update={"closes_on": clock.today() - timedelta(days=1)}), finding.times, [reply]
    )
    with pytest.raises(Refused):
        tick_from_home(session, visitor, late, reply, [])


def test_where_the_sides_are_kept_apart_no_date_is_sought_until_the_coordinator_has_decided(
    session, cast, case, visitor
):
    finding = proposed(session, cast, case, 3)
    request = session.get_one(Request, case.request_id)
    party = session.get_one(Party, finding.replies[1].party_id)
    hear_from_home(session, visitor, request, party, {Sign.AFRAID: Said.YES, Sign.WEAPON: Said.YES})

    with pytest.raises(Refused):
        propose_dates(session, cast.mediator, case, DatesIn.checked(typed(3)))
    with pytest.raises(Refused):
        fix_date(session, cast.mediator, case, finding, finding.times[0])
    decided = JointIn(joint_from=clock.today(), reason="Екеуі де сұрады, полиция бар.")
    allow_joint_meeting(session, cast.coordinator, request, decided)
    fix_date(session, cast.mediator, case, finding, finding.times[0])

    assert now(session, case).itself.state is FindingState.FIXED


def test_the_mediator_alone_proposes_and_fixes_and_a_link_is_for_visitors(session, cast, case, visitor):
    finding = proposed(session, cast, case, 3)
    for actor in (cast.receptionist, cast.coordinator, visitor):
        for act in (
            lambda who: propose_dates(session, who, case, DatesIn.checked(typed(3))),
            lambda who: fix_date(session, who, case, finding, finding.times[0]),
            lambda who: give_up_dates(session, who, case, finding),
        ):
            with pytest.raises(Forbidden):
                act(actor)
    with pytest.raises(Forbidden):
        tick_from_home(session, cast.mediator, finding, finding.replies[0], [])
    with pytest.raises(Forbidden):
        tick_for_side(session, visitor, case, finding, finding.replies[0], [])


def test_the_database_keeps_what_was_asked_and_one_open_finding_a_case(session, cast, case):
    finding = proposed(session, cast, case, 3).itself
    second = DateFinding(
        case_id=case.id, minutes=60, closes_on=clock.today(), asked_at=clock.now(), asked_by_id=cast.mediator.account_id
    )
    option = session.exec(select(DateOption)).one()

    def second_open() -> None:
        session.add(second)

    def moved() -> None:
        option.hour = time(11)

    def later() -> None:
        finding.closes_on = date(2099, 1, 1)

    for change in (second_open, moved, later):
        with pytest.raises((IntegrityError, Problem)), session.begin_nested():  # noqa: PT012 - the change and its flush
            change()
            session.flush()
        session.expire_all()


def test_a_key_is_read_or_refused():
    key = uuid4()
    assert TicksIn.checked({"suits": str(key)}).keys == {UUID(str(key))}
    assert TicksIn.checked({}).keys == set()


def test_a_fixed_meeting_takes_the_mediators_time_and_nothing_is_fixed_where_something_stands(session, cast, case):
    finding = proposed(session, cast, case, 3, 4)
    first, second = finding.times
    take(session, case.mediator_id, first.instant, first.instant + timedelta(minutes=30), Busy.BOOKED, uuid4())
    with pytest.raises(Refused), session.begin_nested():
        fix_date(session, cast.mediator, case, finding, first)
    fix_date(session, cast.mediator, case, finding, second)
    with pytest.raises(Taken):
        take(session, case.mediator_id, second.instant, second.instant + timedelta(minutes=30), Busy.BOOKED, uuid4())

    free_meetings(session, case)
    assert [row.busy for row in session.exec(select(Occupancy))] == [Busy.BOOKED]
