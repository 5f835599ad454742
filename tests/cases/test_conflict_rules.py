"""What speaks against giving a matter to a mediator: thirty pairs of names, families, villages, organisations, what is told."""

from datetime import date

import pytest

from mediation_cms.cases.conflict import (
    MASKED,
    Ground,
    Hit,
    Strength,
    being,
    codes,
    enough,
    maybe_kin,
    opposed,
    shown,
    stands_in_the_way,
)
from mediation_cms.people.closeness import organisation_key, place_key, places_in, surname_stem
from mediation_cms.people.likeness import Likeness, known, likeness

CONFLICT, POSSIBLE = Strength.CONFLICT, Strength.POSSIBLE
BORN, LATER, PHONE = (
    {"born_on": date(1975, 5, 3)},
    {"born_on": date(1981, 2, 9)},
    {"phones": frozenset({"+77011234567"})},
)
ONE, TWO = {"iin_index": "a"}, {"iin_index": "b"}


def called(name, **more):
    """Somebody whose surname, given name and patronymic are written in this order."""
    surname, given_name, *patronymic = name.split() if " " in name else ["", name]
    return known(surname, given_name, "".join(patronymic), **more)


@pytest.mark.parametrize(
    ("mediator", "side", "strength"),
    [
        # The same human, in any spelling.
        (called("Қасымов Ерлан Маратұлы"), called("Касымов Ерлан Маратович"), CONFLICT),
        (called("Қасымов Ерлан Маратұлы"), called("Kassymov Yerlan Maratovich"), CONFLICT),
        (called("Серікова Айгүл Болатқызы"), called("Серикова Айгуль Болатовна"), CONFLICT),
        (called("Серікова Айгүл Болатқызы"), called("Serikova Aigul Bolatovna"), CONFLICT),
        (called("Ерлан Қасымов Маратұлы"), called("Касымов Ерлан Маратович"), CONFLICT),
        (called("Жұмабаева Гүлнар Қанатқызы"), called("Жумабаева Гульнар Канатовна"), CONFLICT),
        (called("Төлегенов Қайрат Мұхаметжанұлы"), called("Толегенов Кайрат Мухаметжанович"), CONFLICT),
        (called("Воробьёва Светлана Игоревна"), called("Воробьева Светлана Игоревна"), CONFLICT),
        (called("Шәріпов Дәурен Асқарұлы"), called("Sharipov Dauren Askarovich"), CONFLICT),
        (called("Әлиева Жанар Омарқызы"), called("Алиева Жанар Омаровна"), CONFLICT),
        (called("Қасымов Ерлан", **BORN), called("Касымов Ерлан Маратович", **BORN), CONFLICT),
        (called("Ким Виктор", **ONE), called("Цой Виктория", **ONE), CONFLICT),
        # A name without patronymic, or a telephone: somebody must ask.
        (called("Қасымов Ерлан"), called("Касымов Ерлан Маратович"), POSSIBLE),
        (called("Ким Виктор Сергеевич"), called("Kim Viktor"), POSSIBLE),
        (called("Оспанов Ерлан"), called("Ospanov Yerlan"), POSSIBLE),
        (called("Қасымов Ерлан"), called("Qasymov Erlan"), POSSIBLE),
        (called("Ғабитова Сәуле"), called("Сауле Габитова"), POSSIBLE),
        (called("Нұрғалиев Өмір"), called("Нургалиев Омир"), POSSIBLE),
        (called("Ерік"), called("Ерик"), POSSIBLE),
        (called("Қасымов Ерлан", **PHONE), called("Қасымова Әлия", **PHONE), POSSIBLE),
        # Innocent namesakes.
        (called("Қасымов Ерлан Маратұлы"), called("Касымов Ерлан Болатович"), None),
        (called("Қасымов Ерлан", **BORN), called("Касымов Ерлан", **LATER), None),
        (called("Қасымов Ерлан Маратұлы", **ONE), called("Касымов Ерлан Маратович", **TWO), None),
        (called("Қасымов Ерлан Маратұлы", **BORN), called("Касымов Ерлан Маратович", **LATER), None),
        (called("Серікова Айгүл Болатқызы"), called("Серикова Айгуль Канатовна"), None),
        (called("Ким Виктор Сергеевич"), called("Ким Виктор Андреевич"), None),
        (called("Оспанов Ерлан"), called("Оспанов Ержан"), None),
        (called("Иванова Анна Петровна"), called("Ivanova Anna Pavlovna"), None),
        (called("Ахметов Серік"), called("Ахметов Серікжан"), None),
        (called("Қасымов Ерлан"), called("Қасымова Айгүл"), None),
    ],
)
def test_a_mediator_who_may_be_a_side(mediator, side, strength):
    assert (being(likeness(mediator, side)), being(likeness(side, mediator))) == (strength, strength)


@pytest.mark.parametrize(
    "family",
    [
        ("Ахметов", "Ахметова", "Ахметұлы", "Ахметқызы", "Akhmetov", "Ахмет"),
        ("Сериков", "Серікова", "Серікұлы"),
        ("Абаев", "Абаева", "Абайұлы"),
        ("Пушкин", "Пушкина"),
        ("Вишневский", "Вишневская"),
        ("Асанов", "Ассанова"),
        ("Ким", "Kim"),
    ],
)
def test_surnames_of_one_family_have_one_stem(family):
    assert len({surname_stem(surname) for surname in family}) == 1
    assert maybe_kin(family[0], family[-1])


def test_other_surnames_and_none_are_no_family():
    assert not maybe_kin("Ахметов", "Ахметжанов")
    assert not maybe_kin("", "")


@pytest.mark.parametrize(
    ("village", "address", "lives"),
    [
        ("Меновное ауылы", "ШҚО, Меновное ауылы, Достық көшесі, 14", True),
        ("село Меновное", "с. Меновное ул. Мира 3", True),
        ("Menovnoye", "ауыл Меновное", True),
        ("Қызыл Жар", "Қызыл Жар ауылдық округі, Абай көшесі, 2", True),
        ("Абай", "Меновное ауылы, Абай көшесі, 14", False),
        ("Жар", "Жарма ауылы", False),
        ("Меновное", "", False),
    ],
)
def test_a_village_is_found_in_an_address_and_no_street(village, address, lives):
    assert (place_key(village) in places_in(address)) is lives


def test_an_organisation_is_the_same_with_and_without_its_legal_form():
    assert organisation_key("«Достық» ЖШС") == organisation_key("ТОО «Достык»") == "достык"
    assert organisation_key("№ 5 мектеп КММ") != organisation_key("№ 7 мектеп")
    assert organisation_key("ЖШС") == "жшс"


@pytest.mark.parametrize(
    ("person", "mediator", "strength"),
    [
        (Likeness.CERTAIN, Likeness.LIKELY, CONFLICT),
        (Likeness.CERTAIN, Likeness.POSSIBLE, POSSIBLE),
        (Likeness.POSSIBLE, Likeness.CERTAIN, POSSIBLE),
        (Likeness.POSSIBLE, Likeness.POSSIBLE, None),
        (Likeness.CERTAIN, Likeness.NONE, None),
    ],
)
def test_who_stood_in_another_matter(person, mediator, strength):
    assert opposed(person, mediator) == strength


def test_what_lies_out_of_sight_is_told_in_one_sentence_that_is_always_the_same():
    kin = Hit(Ground.KIN, Strength.HINT, "Серікова Айгүл", in_sight=False)
    weak = Hit(Ground.OPPONENT, POSSIBLE, "Ким Виктор", "63-OSK-2022-000001", in_sight=False)
    strong = Hit(Ground.RELATIVE, CONFLICT, "Асанов Ерік", in_sight=False)

    assert shown([kin]) == ()
    assert shown([weak]) == shown([strong]) == shown([weak, strong, kin]) == (MASKED,)
    assert (MASKED.who, MASKED.number, codes([MASKED])) == ("", "", ["elsewhere"])
    assert stands_in_the_way(shown([weak]))


def test_what_is_told_comes_by_its_strength_and_once():
    side, village = Hit(Ground.SIDE, CONFLICT, "Ким Виктор"), Hit(Ground.VILLAGE, Strength.HINT, "Ким Виктор")
    earlier = Hit(Ground.EARLIER, Strength.INFORMATION, "63-OSK-2022-000001")

    assert shown([earlier, village, side, village]) == (side, village, earlier)
    assert stands_in_the_way([side])
    assert not stands_in_the_way([village, earlier])


@pytest.mark.parametrize(("reason", "is_enough"), [("", False), ("жоқ", False), ("Басқа медиатор мүлде жоқ", True)])
def test_a_reason_says_something(reason, is_enough):
    assert enough(reason) is is_enough
