"""Whom somebody who is typed in may be, and records of one human that staff link and part again."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.intake.actions import register_request
from mediation_cms.intake.inputs import ANOTHER, PartyIn, RepresentativeIn, RequestIn
from mediation_cms.intake.known_people import get_known, human
from mediation_cms.intake.matching import MOST, Match, looked_for, matches, typed_as
from mediation_cms.intake.models import Request
from mediation_cms.intake.party_actions import add_party, add_representative
from mediation_cms.intake.queries import parties_of
from mediation_cms.intake.same_person_actions import link_people, part_people
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.likeness import Likeness, Shared
from mediation_cms.people.models import Person, Role, SamePerson
from mediation_cms.people.records import iin_index
from mediation_cms.people.same import same_as
from tests import make
from tests.make import matters
from tests.make.counting import statements
from tests.rights.elsewhere import another_region

DAY = date(2022, 5, 26)


def person_in(given_name: str = "Ерлан", surname: str = "Қасымов", phone: str = "", **more: Any) -> PersonIn:
    contact = {"value": phone} if phone else None
    return PersonIn.checked({"surname": surname, "given_name": given_name, "contact": contact} | more)


def brought_by(session: Session, cast: matters.Cast, who: PersonIn, **more: Any) -> Person:
    """The record of an applicant."""
    applicant = {"side": "applicant", "person": who.model_dump()}
    request = make.request(
        session, cast.receptionist, cast.country.cabinet, DAY, applicant=applicant, others=[], **more
    )
    return applicant_of(session, request)


def applicant_of(session: Session, request: Request) -> Person:
    person = parties_of(session, request.id)[0][1]
    assert person is not None
    return person


def found(session: Session, actor: Actor, who: PersonIn) -> list[Match]:
    return matches(session, actor, typed_as(session, who))


# --- whom it may be ------------------------------------------------------------------------------------------------------


def test_who_is_alike_most_stands_first_with_what_tells_them_apart(session: Session, cast: matters.Cast) -> None:
    vector = brought_by(session, cast, person_in("Максим", "Григорьев", "8 701 000 00 09", iin="061211600012"))
    namesake = brought_by(session, cast, person_in(patronymic="Болатұлы"))
    caller = brought_by(session, cast, person_in(phone="8 701 000 00 01", born_on="03.05.1975"))
    brought_by(session, cast, person_in("Айгүл"))

    by_iin = found(session, cast.receptionist, person_in("Yerlan", "Kassymov", iin="061211600012"))
    shown = [by_iin[0], *found(session, cast.receptionist, person_in("Yerlan", "Kassymov", "+7 701 000 00 01"))]

    assert [(match.human.person.id, match.likeness, match.shared) for match in shown] == [
        (vector.id, Likeness.CERTAIN, (Shared.IIN,)),
        (caller.id, Likeness.LIKELY, (Shared.NAME, Shared.PHONE)),
        (namesake.id, Likeness.POSSIBLE, (Shared.NAME,)),
    ]
    apart = [(match.human.year, match.human.iin, match.human.phones) for match in shown]
    assert apart == [
        (2006, "0612•••••012", ("+7 (701) •••-••-09",)), (1975, "", ("+7 (701) •••-••-01",)), (None, "", ()),
    ]  # fmt: skip
    assert [matter.request.number for matter in shown[1].human.matters] == ["63-OSK-2022-000003"]


def test_whoever_is_out_of_sight_is_neither_shown_nor_hinted_at(session: Session, cast: matters.Cast) -> None:
    there = another_region(session, cast.country)
    stranger = make.actor(session, Role.RECEPTIONIST, there.cabinet)
    known = brought_by(session, cast, person_in(iin="061211600012"))

    assert found(session, stranger, person_in(iin="061211600012")) == []
    assert looked_for(session, stranger, "", indexed=iin_index(session, "061211600012")) == []
    with pytest.raises(NotFound):
        get_known(session, stranger, known.id)


def test_a_mediator_of_the_register_is_known_to_everybody_by_name_alone(session: Session, cast: matters.Cast) -> None:
    there = another_region(session, cast.country)
    stranger = make.actor(session, Role.RECEPTIONIST, there.cabinet)
    mediator = session.get_one(Person, cast.entry.mediator_id)
    mediator.short_key, mediator.born_on = "байжанова сауле", date(1980, 1, 1)
    session.add(mediator)

    (match,) = found(session, stranger, person_in("Сәуле", "Байжанова"))

    assert (match.human.person.id, match.human.entry_id) == (mediator.id, cast.entry.id)
    assert (match.human.year, match.human.phones, match.human.matters) == (None, (), [])


def test_records_of_one_human_are_shown_as_one_and_eight_at_most(session: Session, cast: matters.Cast) -> None:
    one, other, *_rest = [brought_by(session, cast, person_in()) for _time in range(MOST + 3)]
    link_people(session, cast.receptionist, one, other)

    shown = found(session, cast.receptionist, person_in())

    assert len(shown) == MOST
    assert human(session, cast.receptionist, one.id).records == {one.id, other.id}


def test_thirty_namesakes_cost_no_more_statements_than_one(session: Session, cast: matters.Cast) -> None:
    def sent() -> int:
        with statements(session) as counted:
            found(session, cast.receptionist, person_in(phone="8 701 000 00 01", iin="061211600012"))
        return len(counted)

    brought_by(session, cast, person_in())
    once = sent()
    for _time in range(29):
        brought_by(session, cast, person_in())

    assert sent() == once < 10


@pytest.mark.parametrize("typed", ["Kassymov Yerlan", "ерлан қасымов болатович", "8 701 000 00 01"])
def test_people_are_looked_for_by_name_in_any_spelling_by_phone_and_by_the_index_of_an_iin(
    session: Session, cast: matters.Cast, typed: str
) -> None:
    known = brought_by(session, cast, person_in(patronymic="Болатұлы", phone="8 701 000 00 01", iin="061211600012"))
    brought_by(session, cast, person_in("Айгүл"))

    assert [person.id for person in looked_for(session, cast.receptionist, typed)] == [known.id]
    indexed = iin_index(session, "061211600012")
    assert [person.id for person in looked_for(session, cast.receptionist, "", indexed=indexed)] == [known.id]


@pytest.mark.parametrize("typed", ["", "  ", "-", "7", "12345", "061211600012"])
def test_what_is_no_name_and_no_number_finds_nobody(session: Session, cast: matters.Cast, typed: str) -> None:
    brought_by(session, cast, person_in())

    assert looked_for(session, cast.receptionist, typed) == []


# --- linked and parted ---------------------------------------------------------------------------------------------------


def test_whoever_is_recognised_at_entry_is_a_record_of_their_own_with_a_link(
    session: Session, cast: matters.Cast
) -> None:
    known = brought_by(session, cast, person_in())
    typed = make.request_typed(cast.country.cabinet, DAY)
    typed["applicant"]["same_as"] = str(known.id)
    typed["others"][0]["same_as"] = ANOTHER

    request = register_request(session, cast.receptionist, RequestIn.checked(typed))

    applicant = applicant_of(session, request)
    assert applicant.id != known.id
    assert same_as(session, [known.id])[known.id] == {known.id, applicant.id}
    assert session.exec(select(SamePerson)).one().linked_by_id == cast.receptionist.account_id


def test_sides_and_representatives_are_recognised_as_well(session: Session, cast: matters.Cast) -> None:
    known = brought_by(session, cast, person_in())
    request = make.request(session, cast.receptionist, cast.country.cabinet, DAY)
    who = {"person": {"given_name": "Ерлан"}, "same_as": str(known.id)}

    side = add_party(session, cast.receptionist, request, PartyIn.checked({"side": "other"} | who))
    speaks = RepresentativeIn.checked({"capacity": "guardian"} | who)
    speaker = add_representative(session, cast.receptionist, request, side, speaks)

    assert same_as(session, [known.id])[known.id] == {known.id, side.person_id, speaker.person_id}


def test_a_link_is_undone_and_the_records_stand_alone_again(session: Session, cast: matters.Cast) -> None:
    one, other = (brought_by(session, cast, person_in()) for _time in range(2))
    link = link_people(session, cast.receptionist, other, one)
    with pytest.raises(Refused, match="linked as one person already"):
        link_people(session, cast.coordinator, one, other)

    part_people(session, cast.coordinator, link)

    assert same_as(session, [one.id])[one.id] == {one.id}
    with pytest.raises(Refused, match="undone already"):
        part_people(session, cast.receptionist, link)
    link_people(session, cast.receptionist, one, other)
    assert len(session.exec(select(SamePerson)).all()) == 2


def test_what_cannot_be_one_human_is_refused(session: Session, cast: matters.Cast) -> None:
    one = brought_by(session, cast, person_in(iin="061211600012"))
    other = brought_by(session, cast, person_in(iin="000229500909"))

    with pytest.raises(Refused, match="two people"):
        link_people(session, cast.receptionist, one, other)
    with pytest.raises(Refused, match="very same record"):
        link_people(session, cast.receptionist, one, one)
    with pytest.raises(Invalid) as refused:
        make.request(session, cast.receptionist, cast.country.cabinet, DAY, **_recognised(other, "000229500008"))
    assert list(refused.value.fields) == ["applicant-same_as"]


def _recognised(known: Person, iin: str) -> dict[str, Any]:
    return {"applicant": {"side": "applicant", "same_as": str(known.id), "person": {"given_name": "Ерлан", "iin": iin}}}


def test_only_who_sees_both_links_them_and_an_auditor_does_not(session: Session, cast: matters.Cast) -> None:
    there = another_region(session, cast.country)
    stranger = make.actor(session, Role.RECEPTIONIST, there.cabinet)
    auditor = make.actor(session, Role.AUDITOR, cast.country.region)
    one, other = (brought_by(session, cast, person_in()) for _time in range(2))

    with pytest.raises(NotFound):
        link_people(session, stranger, one, other)
    with pytest.raises(Forbidden):
        link_people(session, auditor, one, other)
    assert session.exec(select(SamePerson)).all() == []


def test_the_iins_of_both_whole_circles_are_compared(session: Session, cast: matters.Cast) -> None:
    one, other = (brought_by(session, cast, person_in()) for _time in range(2))
    link_people(session, cast.receptionist, one, brought_by(session, cast, person_in(iin="061211600012")))
    link_people(session, cast.receptionist, other, brought_by(session, cast, person_in(iin="000229500909")))

    with pytest.raises(Refused, match="two people"):
        link_people(session, cast.receptionist, one, other)
    third = brought_by(session, cast, person_in(iin="061211600012"))
    link_people(session, cast.receptionist, one, third)
    assert third.id in same_as(session, [one.id])[one.id]
