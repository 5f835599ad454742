"""Whoever works here finds no matter of their own, by whatever way it comes out that they are a side of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.intake.actions import close_request, register_request
from mediation_cms.intake.barring import bar_from_own_matters, barrings_of, who_may_see
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.companion_models import Companion, Part
from mediation_cms.intake.follow_on_actions import begin_follow_on
from mediation_cms.intake.inputs import ClosingIn, FollowOnIn, PartyIn, RepresentativeIn, RequestIn
from mediation_cms.intake.models import Request
from mediation_cms.intake.party_actions import add_party, add_representative, correct_party, correct_representative
from mediation_cms.intake.queries import parties_of
from mediation_cms.intake.same_person_actions import link_people
from mediation_cms.people.models import Person, Role
from mediation_cms.people.records import iin_index
from tests import make
from tests.make import matters
from tests.make.mediators import mediator

DAY = date(2022, 5, 26)
IIN = "061211600012"
STRANGER = {"kind": "unnamed", "side": "other"}
Brought = Callable[..., Request]


@pytest.fixture
def colleague(session: Session, cast: matters.Cast) -> Actor:
    """A receptionist of the cabinet whose IIN is known."""
    who = make.actor(session, Role.RECEPTIONIST, cast.country.cabinet, name="Григорьев Максим")
    session.get_one(Person, who.person_id).iin_index = iin_index(session, IIN)
    session.flush()
    return who


@pytest.fixture
def brought(session: Session, cast: matters.Cast) -> Brought:
    """A request brought by somebody; nobody is on the other side."""

    def bring(**who: Any) -> Request:
        typed = {"applicant": {"side": "applicant", "person": person(**who)}, "others": []}
        return make.request(session, cast.receptionist, cast.country.cabinet, DAY, **typed)

    return bring


def person(**known: Any) -> dict[str, Any]:
    return {"surname": "Григорьев", "given_name": "Максим"} | known


def applicant(session: Session, request: Request) -> Person:
    who = parties_of(session, request.id)[0][1]
    assert who is not None
    return who


def barred(session: Session, *requests: Request) -> list[list[str]]:
    """Who is barred from each of these since it is their own matter."""
    return [
        [who.name for barring, who in barrings_of(session, request.id) if barring.ground is BarGround.OWN_MATTER]
        for request in requests
    ]


# --- one human -----------------------------------------------------------------------------------------------------------


def test_a_record_that_is_linked_to_one_with_the_same_iin_is_the_colleague_too(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    with_iin, without = brought(iin=IIN), brought()
    link_people(session, cast.receptionist, applicant(session, without), applicant(session, with_iin))
    who = make.actor(session, Role.RECEPTIONIST, cast.country.cabinet, name="Григорьев Максим")
    assert who.person_id is not None
    session.get_one(Person, who.person_id).iin_index = iin_index(session, IIN)
    session.flush()

    bar_from_own_matters(session, make.system(session), who.person_id)

    assert barred(session, with_iin, without) == [["Григорьев Максим"]] * 2


def test_a_side_that_is_linked_to_a_record_with_the_colleagues_iin_bars_the_colleague(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    with_iin, without = brought(iin=IIN), brought()
    link_people(session, cast.receptionist, applicant(session, without), applicant(session, with_iin))
    who = make.actor(session, Role.RECEPTIONIST, cast.country.cabinet, name="Григорьев Максим")
    session.get_one(Person, who.person_id).iin_index = iin_index(session, IIN)
    session.flush()

    add_party(session, cast.receptionist, without, PartyIn.checked(STRANGER))

    assert barred(session, without) == [["Григорьев Максим"]]


@pytest.mark.usefixtures("colleague")
def test_strangers_in_one_matter_are_not_one_human(session: Session, cast: matters.Cast, brought: Brought) -> None:
    """The colleague is a side here; the matter that the other side has elsewhere is none of theirs."""
    own, others = brought(iin=IIN), brought(given_name="Айгүл", surname="Серікова")
    typed = {"side": "other", "person": {"given_name": "Айгүл"}, "same_as": str(applicant(session, others).id)}

    add_party(session, cast.receptionist, own, PartyIn.checked(typed))

    assert barred(session, own, others) == [["Григорьев Максим"], []]


# --- known later ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("colleague")
def test_an_iin_that_is_learnt_later_bars_from_every_matter_of_that_side(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    before = brought()
    ending = ClosingIn.checked({"outcome": "withdrawn", "on": "30.05.2022"})
    close_request(session, cast.receptionist, before, ending)
    typed = {"received_on": "01.08.2022", "channel": "phone", "subject": "Тағы да", "dispute_code": "NEI"}
    after = begin_follow_on(session, cast.receptionist, before, FollowOnIn.checked(typed))
    assert barred(session, before, after) == [[], []]

    side = parties_of(session, after.id)[0][0]
    given = PartyIn.checked({"side": "applicant", "person": person(iin=IIN)})
    correct_party(session, cast.receptionist, after, side, given)

    assert barred(session, before, after) == [["Григорьев Максим"]] * 2


@pytest.mark.usefixtures("colleague")
def test_the_iin_of_a_representative_that_is_learnt_later_bars_from_their_own_matters_too(
    session: Session, cast: matters.Cast, brought: Brought
) -> None:
    own, spoken_for = brought(), brought(given_name="Айгүл", surname="Серікова")
    speaks = {"capacity": "guardian", "person": person()}
    side = parties_of(session, spoken_for.id)[0][0]
    recognised = speaks | {"same_as": str(applicant(session, own).id)}
    speaker = add_representative(session, cast.receptionist, spoken_for, side, RepresentativeIn.checked(recognised))
    known = speaks | {"person": person(iin=IIN)}

    correct_representative(session, cast.receptionist, spoken_for, speaker, RepresentativeIn.checked(known))

    assert barred(session, own, spoken_for) == [["Григорьев Максим"]] * 2


def test_everybody_in_a_new_request_is_recognised_before_anybody_is_barred_from_it(
    session: Session, cast: matters.Cast, colleague: Actor, brought: Brought
) -> None:
    """The colleague enters a matter of their own: the bar falls when all is written, not halfway."""
    earlier, others = brought(), brought(given_name="Айгүл", surname="Серікова")
    typed = make.request_typed(cast.country.cabinet, DAY)
    typed["applicant"] = {
        "side": "applicant",
        "person": person(iin=IIN),
        "same_as": str(applicant(session, earlier).id),
    }
    typed["others"] = [
        {"side": "other", "person": {"given_name": "Айгүл"}, "same_as": str(applicant(session, others).id)}
    ]

    made = register_request(session, colleague, RequestIn.checked(typed))

    assert barred(session, earlier, others, made) == [["Григорьев Максим"], [], ["Григорьев Максим"]]


# --- barred by hand ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", list(Part))
def test_who_works_beside_the_mediator_may_see_the_matter_and_so_may_be_barred(
    session: Session, cast: matters.Cast, brought: Brought, part: Part
) -> None:
    request = brought()
    beside = mediator(session, cast.country.district, "Ким Виктор Сергеевич")
    companion = Companion(
        request_id=request.id, mediator_id=beside.mediator_id, part=part, since=DAY, sides_agree=True,
        added_by_id=cast.coordinator.account_id,
    )  # fmt: skip
    session.add(companion)
    session.flush()

    def seen() -> bool:
        return beside.mediator_id in {who.id for who in who_may_see(session, cast.coordinator, request)}

    assert seen()
    companion.until = DAY
    session.flush()
    assert not seen()
