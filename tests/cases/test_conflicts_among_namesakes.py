"""A frequent name hides no conflict of interest."""

from datetime import date

import pytest
from sqlmodel import Session, select

from mediation_cms.cases import conflict_facts
from mediation_cms.cases.conflict import Ground
from mediation_cms.people.models import Person
from tests.cases.conflicting import case_of, found, of_register
from tests.make import matters


def test_no_crowd_of_namesakes_hides_who_has_more_in_common_than_a_part_of_the_name(
    session: Session, cast: matters.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflict_facts, "MOST_NAMESAKES", 1)
    itself, opponent = (
        of_register(session, cast, "Қасымов Ерлан Маратұлы"),
        of_register(session, cast, "Асанов Берік Ерланұлы"),
    )
    of_register(session, cast, "Асанов Берік")  # a later one, who is no side anywhere
    case_of(session, cast, "Касымов Ерлан Маратович", "Асанов Берик Ерланович")
    for namesake in ("Касымов Ерлан", "Касымов Ерлан Болатович", "Касымов Ерлан Серикович"):
        case_of(session, cast, namesake, "Цой Инна Павловна")
    case = case_of(session, cast, "Ли Ольга Петровна", "Касымов Ерлан Маратович")

    hits = found(session, cast.coordinator, case, itself, opponent)

    assert {name: [hit.ground for hit in of] for name, of in hits.items()} == {
        "Қасымов Ерлан Маратұлы": [Ground.NAMESAKE],
        "Асанов Берік Ерланұлы": [Ground.OPPONENT],
    }


def test_a_birth_date_tells_somebody_among_namesakes_too(
    session: Session, cast: matters.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflict_facts, "MOST_NAMESAKES", 1)
    opponent = of_register(session, cast, "Асанов Берік Ерланұлы")
    case_of(session, cast, "Ким Виктор Сергеевич", "Асанов Берик Ерланович")
    case_of(session, cast, "Ким Виктор Павлович", "Цой Инна Павловна")
    case = case_of(session, cast, "Ким Виктор", "Ли Ольга Петровна")
    for side in session.exec(select(Person).where(Person.given_name == "Виктор", Person.patronymic != "Павлович")):
        side.born_on = date(1980, 5, 1)
    session.flush()

    assert [hit.ground for hit in found(session, cast.coordinator, case, opponent)["Асанов Берік Ерланұлы"]] == [
        Ground.OPPONENT
    ]
