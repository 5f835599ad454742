"""The people of the seeds are invented: nobody alive can be found by what is stored of them. They are stored as people are."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from mediation_cms.core.db import unseal
from mediation_cms.core.names import full_name, search_key, sort_key
from mediation_cms.people.models import Channel, Contact, Organisation, Person
from mediation_cms.people.queries import iin_of
from mediation_cms.people.rules import normalise_phone
from mediation_cms.seeding.cast import Cast, Sex, feminine
from mediation_cms.seeding.chance import dealt, dice
from mediation_cms.seeding.demo_people import VECTORS as IINS
from mediation_cms.seeding.openings import Desk, Openings
from mediation_cms.seeding.tales import library

EAST = "east-kazakhstan-2022-h1"
ALL = ("republic-2023", "demo", "almaty-region-2017", EAST)
RESERVED = re.compile(r"[\w.]+@\w+\.(example|test|invalid)")  # RFC 2606, section 2
BEGINS_WITH_0 = re.compile(r"\+7(7\d{3}0\d{5}|7270\d{6}|7\d{4}0\d{4})")
BINS = {"990140000007", "990140000806"}  # published test vectors, as those IINs are


def test_they_can_be_reached_only_by_phones_and_addresses_that_nobody_can_have(field):
    with field(*ALL).look() as look:
        contacts = look.session.exec(select(Contact)).all()

        assert {contact.channel for contact in contacts} <= {Channel.PHONE, Channel.EMAIL}
        nobody = {Channel.PHONE: BEGINS_WITH_0, Channel.EMAIL: RESERVED}
        assert [each.value for each in contacts if not nobody[each.channel].fullmatch(each.value)] == []


def test_they_bear_no_number_but_test_vectors(field):
    with field(*ALL).look() as look:
        numbers = {number for number in look.session.exec(select(Organisation.bin)) if number is not None}
        assert numbers == BINS
        bearers = look.session.exec(select(Person).where(col(Person.iin_sealed).is_not(None))).all()
        assert {iin_of(look.session, person) for person in bearers} == set(IINS)


def test_they_are_found_and_sorted_as_anybody_is(field):
    with field(*ALL).look() as look:
        people = look.session.exec(select(Person)).all()

        assert len(people) > 9000
        for person in people:
            called = full_name(person.surname, person.given_name, person.patronymic)
            assert (person.folded, person.sort_key) == (search_key(called), sort_key(called))


def test_what_is_sealed_opens_in_its_own_cell(field):
    with field(EAST).look() as look:
        people = look.session.exec(select(Person).where(col(Person.address_sealed).is_not(None)).limit(50)).all()
        addresses = [unseal(look.session, person, "address_sealed") or "" for person in people]
        assert len(addresses) == 50
        assert all(re.fullmatch(r"Достық көшесі, \d+(-\d+)?", address) for address in addresses)


def test_no_two_mediators_of_a_seed_have_one_name(field):
    with field(EAST).look() as look:
        names = look.all(
            sa.text("SELECT surname, given_name, patronymic FROM person JOIN mediator ON mediator.id = person.id")
        )
        assert len(set(names)) == len(names) == 633


def test_phones_of_the_cast_pass_as_typed_and_differ():
    cast = Cast(dice("phones"), {"kazakh": 1}, ["7232", "72772", "727"])
    numbers = [cast.phone() for _one in range(30_000)]

    assert len(set(numbers)) == 30_000
    assert [normalise_phone(number) for number in numbers[::5000]] == numbers[::5000]


def test_people_of_the_cast_are_as_old_as_asked():
    cast = Cast(dice("ages"), {"slavic": 1}, ["7232"])
    born = [cast.mediator(date(2020, 2, 29), ages=(41, 74)).born_on or date.max for _one in range(300)]
    assert date(1945, 2, 27) <= min(born) <= max(born) <= date(1979, 3, 1)


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("Киселёв", "Киселёва"),
        ("Әшімов", "Әшімова"),
        ("Абдуллин", "Абдуллина"),
        ("Ковальчук", "Ковальчук"),
        ("Ким", "Ким"),
    ],
)
def test_a_surname_takes_its_feminine_form(man, woman):
    assert feminine(man) == woman
    assert {Sex.MAN.value, Sex.WOMAN.value} == {0, 1}


def test_things_are_dealt_to_the_very_number():
    assert sorted(dealt({"a": 92, "b": 40, "c": 1}, 159).count(name) for name in "abc") == [1, 48, 110]
    assert len(dealt({"a": 1, "b": 1, "c": 1}, 100)) == 100


NOBODY: Any = None  # who sits at the desk is not asked here


def test_where_spouses_part_a_wife_and_a_husband_stand_on_the_two_sides():
    chance = dice("couples")
    openings = Openings(chance, Cast(chance, {"kazakh": 1, "slavic": 1}, ["7232"]))
    desk = Desk(uuid4(), {}, NOBODY, NOBODY, [])
    couples = [tale for tale in library().tales if tale.couple]

    assert {tale.code for tale in couples} == {"FAM.alimony", "FAM.child", "FAM.divorce", "FAM.property"}
    for tale in couples * 10:
        given: Any = openings.brought(desk, tale, date(2022, 3, 1), named=True)
        assert given.applicant.person.patronymic.endswith(("қызы", "вна"))
        assert given.others[0].person.patronymic.endswith(("ұлы", "вич"))
