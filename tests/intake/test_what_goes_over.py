"""What goes over from one matter to the next, or to the one it is joined to: the danger, and who is barred."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from mediation_cms.audit.models import Entry
from mediation_cms.core.db import unseal
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.barring import bar, barrings_of
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.follow_on_actions import begin_follow_on
from mediation_cms.intake.inputs import ClosingIn, FollowOnIn, JoinIn, PartyIn
from mediation_cms.intake.join_actions import join_request
from mediation_cms.intake.models import Request
from mediation_cms.intake.party_actions import correct_party
from mediation_cms.intake.queries import parties_of
from mediation_cms.intake.safety import APART, NO_WORD, keeps_apart, why_no_invitation, why_no_joint_meeting
from mediation_cms.intake.screening_actions import allow_joint_meeting, ask_side, note_word, set_risk
from mediation_cms.intake.screening_inputs import JointIn, RiskIn, SafetyIn, WordIn
from mediation_cms.intake.screening_queries import sides_to_ask
from mediation_cms.intake.screening_rules import Priority, Risk
from mediation_cms.people.queries import contacts_of
from mediation_cms.people.same import same_as
from tests import make
from tests.make import matters

DAY = date(2022, 5, 26)
LATER = date(2022, 6, 9)
DUPLICATE = JoinIn.checked({"kind": "duplicate", "reason": "Сол өтініш телефон арқылы да түскен."})
ENDING = ClosingIn.checked({"outcome": "withdrawn", "on": "30.05.2022"})
AGAIN = FollowOnIn.checked(
    {"received_on": "01.08.2022", "channel": "phone", "subject": "Тағы да", "dispute_code": "NEI"}
)
Brought = Callable[..., Request]


@pytest.fixture
def brought(session: Session, cast: matters.Cast) -> Brought:
    return lambda **typed: make.request(session, cast.receptionist, cast.country.cabinet, DAY, **typed)


def say(session: Session, cast: matters.Cast, request: Request, **answers: str) -> None:
    """The applicant is asked about its safety."""
    given = SafetyIn.checked({"asked_on": "27.05.2022", "answers": answers})
    ask_side(session, cast.receptionist, request, sides_to_ask(session, request)[0], given)


def put_risk(session: Session, cast: matters.Cast, request: Request, risk: Risk) -> None:
    """Staff set the risk by hand."""
    set_risk(session, cast.receptionist, request, RiskIn(risk=risk, reason="Есік алдында күтіп тұр"))


def allow(session: Session, cast: matters.Cast, request: Request) -> None:
    """In spite of the risk: a joint meeting by decision, an invitation by the applicant's word."""
    decision = JointIn.checked({"joint_from": "30.05.2022", "reason": "Екі бөлмеде отырады."})
    allow_joint_meeting(session, cast.coordinator, request, decision)
    note_word(session, cast.receptionist, request, WordIn.checked({"word_on": "30.05.2022"}))


def barred(session: Session, request: Request) -> list[tuple[str, BarGround]]:
    """Who is barred from the matter, on what ground."""
    return [(person.name, barring.ground) for barring, person in barrings_of(session, request.id)]


# --- danger --------------------------------------------------------------------------------------------------------------


def test_the_danger_of_a_request_goes_over_to_the_one_it_is_joined_to(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    first, second = brought(), brought()
    say(session, cast, second, hurt="yes")

    join_request(session, cast.receptionist, second, first, DUPLICATE)

    assert (first.risk, first.priority) == (Risk.HIGH, Priority.HIGH)
    told = session.exec(select(Entry.details).where(Entry.matter_id == first.id, Entry.action == "risk.taken_over"))
    assert told.all() == [{}], "that it rose, and nothing of what was said"
    assert why_no_joint_meeting(session, first, LATER) == APART
    assert why_no_invitation(session, first) == NO_WORD


def test_a_fear_that_is_told_in_the_joined_request_keeps_the_sides_apart(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    first, second = brought(), brought()
    say(session, cast, second, afraid="yes")

    join_request(session, cast.receptionist, second, first, DUPLICATE)

    assert keeps_apart(session, first)


def test_what_was_allowed_in_spite_of_less_lapses_with_a_joining(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    afraid, high = brought(), brought()
    say(session, cast, afraid, afraid="yes")
    put_risk(session, cast, high, Risk.HIGH)
    for request in (afraid, high):
        allow(session, cast, request)
    for to in (afraid, high):
        told = brought()
        say(session, cast, told, weapon="yes")
        join_request(session, cast.receptionist, told, to, DUPLICATE)

    for to in (afraid, high):
        assert why_no_joint_meeting(session, to, LATER) == APART
        assert why_no_invitation(session, to) == NO_WORD


def test_a_quiet_duplicate_changes_nothing_of_the_risk_and_of_what_was_allowed(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    first, second = brought(), brought()
    put_risk(session, cast, first, Risk.HIGH)
    allow(session, cast, first)

    join_request(session, cast.receptionist, second, first, DUPLICATE)

    assert first.risk is Risk.HIGH
    assert why_no_joint_meeting(session, first, LATER) is None
    assert why_no_invitation(session, first) is None


def test_what_was_allowed_in_spite_of_fear_lapses_when_staff_see_a_higher_risk(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    request = brought()
    say(session, cast, request, afraid="yes")
    allow(session, cast, request)

    put_risk(session, cast, request, Risk.WATCH)
    assert why_no_invitation(session, request) is None
    put_risk(session, cast, request, Risk.HIGH)

    assert why_no_joint_meeting(session, request, LATER) == APART
    assert why_no_invitation(session, request) == NO_WORD


@pytest.mark.parametrize(
    ("answers", "hand", "risk"),
    [
        ({}, Risk.NONE, Risk.NONE),
        ({}, Risk.WATCH, Risk.WATCH),
        ({"withheld": "yes"}, Risk.NONE, Risk.WATCH),
        ({"afraid": "yes"}, Risk.NONE, Risk.HIGH),
        ({}, Risk.HIGH, Risk.HIGH),
    ],
)
def test_a_matter_that_goes_on_is_as_dangerous_as_the_one_before(
    session: Session, cast: matters.Cast, brought: Brought, answers: dict[str, str], hand: Risk, risk: Risk
) -> None:
    before = brought()
    say(session, cast, before, **answers)
    put_risk(session, cast, before, hand)
    close_request(session, cast.receptionist, before, ENDING)

    after = begin_follow_on(session, cast.receptionist, before, AGAIN)

    assert (after.risk, keeps_apart(session, after)) == (risk, keeps_apart(session, before))


# --- histories -----------------------------------------------------------------------------------------------------------


def test_the_histories_of_two_that_follow_one_another_do_not_name_each_other(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    """Who sees the one need not see the other: both are shown as linked to whoever sees both."""
    before = brought()
    close_request(session, cast.receptionist, before, ENDING)

    after = begin_follow_on(session, cast.receptionist, before, AGAIN)

    for matter, other in ((before, after), (after, before)):
        told = session.exec(select(Entry).where(Entry.matter_id == matter.id)).all()
        assert [entry.action for entry in told if other.number in str(entry.details)] == []
    followed = session.exec(
        select(Entry.action).where(Entry.matter_id == before.id, Entry.action == "request.followed")
    )
    assert followed.all() == ["request.followed"]


# --- bars ----------------------------------------------------------------------------------------------------------------


def test_who_is_barred_from_a_matter_is_barred_from_the_one_that_follows(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    before = brought()
    bar_both(session, cast, before)
    close_request(session, cast.receptionist, before, ENDING)

    after = begin_follow_on(session, cast.receptionist, before, AGAIN)

    assert barred(session, after) == [
        ("Байжанова Сәуле", BarGround.DECLARED), ("Оспанов Ерлан", BarGround.RECORDED),
    ]  # fmt: skip


def bar_both(session: Session, cast: matters.Cast, request: Request) -> None:
    """The mediator declared a conflict of interest, one of the coordinator was recorded."""
    for who, ground in ((cast.mediator, BarGround.DECLARED), (cast.coordinator, BarGround.RECORDED)):
        assert who.person_id is not None
        bar(session, make.system(session), request, who.person_id, ground)


def test_who_is_barred_from_one_of_two_that_are_joined_is_barred_from_both(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    first, second = brought(), brought()
    assert cast.mediator.person_id
    assert cast.coordinator.person_id
    bar(session, cast.receptionist, first, cast.mediator.person_id, BarGround.DECLARED)
    bar(session, cast.receptionist, second, cast.coordinator.person_id, BarGround.RECORDED)

    join_request(session, cast.receptionist, second, first, DUPLICATE)

    both = [("Байжанова Сәуле", BarGround.DECLARED), ("Оспанов Ерлан", BarGround.RECORDED)]
    assert sorted(barred(session, first)) == sorted(barred(session, second)) == both


def test_what_is_corrected_in_the_matter_that_follows_leaves_the_ended_one_as_it_was(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    before = brought()
    close_request(session, cast.receptionist, before, ENDING)
    after = begin_follow_on(session, cast.receptionist, before, AGAIN)
    (_then, told, *_rest), (party, now, *_more) = (parties_of(session, each.id)[0] for each in (before, after))
    assert told is not None
    assert now is not None

    given = {"side": "applicant", "person": {"surname": "Қасымов", "given_name": "Қайрат"}}
    correct_party(session, cast.receptionist, after, party, PartyIn.checked(given))

    assert (told.surname, now.surname, now.iin_index) == ("Төлегенов", "Қасымов", told.iin_index)
    assert unseal(session, now, "iin_sealed") == unseal(session, told, "iin_sealed") == "000229500008"
    assert [len(contacts_of(session, each)) for each in (told, now)] == [1, 1]
    assert now.id in same_as(session, [told.id])[told.id]
