"""Who keeps a cabinet, and what it is there for on a day."""

from datetime import date

import pytest

from mediation_cms.administration.cabinet_actions import set_mandate, set_owner
from mediation_cms.administration.inputs import ClosingIn, MandateIn, OwnerIn, UnitIn
from mediation_cms.administration.place_actions import close_unit, open_unit
from mediation_cms.administration.queries import dated
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core.errors import Forbidden, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Role
from mediation_cms.places.models import Mandate, MandateKind, Owner
from mediation_cms.places.queries import tree
from tests import make

MEDIATION, ETHNOMEDIATION = MandateKind.MEDIATION, MandateKind.ETHNOMEDIATION
END_OF_2023, START_OF_2024 = date(2023, 12, 31), date(2024, 1, 1)
TODAY = date(2026, 11, 21)


@pytest.fixture
def cabinet(session, country):
    """A cabinet of the ANK, opened in 2016 by the action."""
    typed = {"kk": "Кабинет", "ru": "Кабинет", "en": "Cabinet", "since": "2016-01-01", "short": "NEW"}
    return open_unit(session, make.system(session), country.district, UnitIn.checked(typed))


@pytest.fixture
def of_region(session, country, cabinet):
    """The administrator of the region of the cabinet."""
    return make.actor(session, Role.ADMINISTRATOR, country.region)


def mandates(session, cabinet) -> list[tuple[MandateKind, date, date | None]]:
    return [(held.mandate, held.since, held.until) for held in dated(session, Mandate, cabinet)]


def test_a_cabinet_of_the_ank_mediates_until_2023_and_prevents_from_2024(session, cabinet):
    assert mandates(session, cabinet) == [
        (MEDIATION, date(2016, 1, 1), START_OF_2024),
        (ETHNOMEDIATION, START_OF_2024, None),
    ]
    held = tree(session).mandate(cabinet.id, START_OF_2024)
    assert (held.value, held.since) == (ETHNOMEDIATION, START_OF_2024)
    assert held.source.in_(Language.RU) == "Сообщение АНК 2024 года (политика, не закон)"
    assert tree(session).owner(cabinet.id, TODAY).value.kind is Owner.ANK


def test_on_no_day_before_its_opening_a_cabinet_has_a_mandate(session, cabinet):
    with pytest.raises(NotFound, match="The mandate of this cabinet is not entered"):
        tree(session).mandate(cabinet.id, date(2015, 12, 31))


def test_whether_a_cabinet_had_the_mandate_on_any_day_of_a_period(session, cabinet):
    def mediated(first: date, last: date) -> bool:
        return tree(session).had_mandate(cabinet.id, MEDIATION, first, last)

    assert mediated(date(2023, 7, 1), END_OF_2023)
    assert mediated(END_OF_2023, date(2024, 6, 30))
    assert not mediated(START_OF_2024, date(2024, 6, 30))
    assert not mediated(date(2015, 1, 1), date(2015, 12, 31))
    close_unit(session, make.system(session), cabinet, ClosingIn(on=date(2022, 1, 1), source="Жарлық"), open_matters=0)
    assert mediated(date(2021, 12, 31), date(2022, 6, 30))
    assert not mediated(date(2022, 1, 1), date(2022, 6, 30))


def test_an_administrator_dates_another_mandate_for_one_cabinet(session, cabinet, of_region):
    given = MandateIn(since=START_OF_2024, mandate=MEDIATION, source="Облыс әкімінің өкімі")
    set_mandate(session, of_region, cabinet, given)

    assert mandates(session, cabinet) == [
        (MEDIATION, date(2016, 1, 1), START_OF_2024),
        (MEDIATION, START_OF_2024, None),
    ]
    assert tree(session).mandate(cabinet.id, TODAY).source.in_(Language.EN) == "Облыс әкімінің өкімі"
    assert history_of_thing(session, cabinet.id)[0].action == "cabinet.mandate_set"


def test_a_cabinet_that_passes_to_the_akimat_takes_the_mandate_of_such_cabinets(session, cabinet, of_region):
    given = OwnerIn(since=date(2023, 7, 1), owner=Owner.AKIMAT, owner_name="Өскемен әкімдігі", source="Шешім")
    set_owner(session, of_region, cabinet, given)

    assert mandates(session, cabinet) == [
        (MEDIATION, date(2016, 1, 1), date(2023, 7, 1)),
        (MEDIATION, date(2023, 7, 1), None),
    ]
    owners = [tree(session).owner(cabinet.id, date(2023, month, 30)).value for month in (6, 7)]
    assert [(owner.kind, owner.name) for owner in owners] == [(Owner.ANK, ""), (Owner.AKIMAT, "Өскемен әкімдігі")]


def test_a_cabinet_that_comes_back_to_the_ank_takes_its_mandates_again(session, cabinet, of_region):
    for owner, day in ((Owner.ANK, date(2025, 1, 1)), (Owner.AKIMAT, date(2023, 7, 1))):
        set_owner(session, of_region, cabinet, OwnerIn(since=day, owner=owner, source="Шешім"))

    assert mandates(session, cabinet) == [
        (MEDIATION, date(2016, 1, 1), date(2023, 7, 1)),
        (MEDIATION, date(2023, 7, 1), date(2025, 1, 1)),
        (ETHNOMEDIATION, date(2025, 1, 1), None),
    ]


def test_only_a_cabinet_has_an_owner_and_a_mandate(session, country, of_region):
    with pytest.raises(Refused, match="Only a cabinet"):
        set_mandate(session, of_region, country.district, MandateIn(since=TODAY, mandate=MEDIATION, source="Шешім"))
    with pytest.raises(Refused, match="Only a cabinet"):
        set_owner(session, of_region, country.district, OwnerIn(since=TODAY, owner=Owner.ANK, source="Шешім"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_changes_owner_and_mandate(session, country, cabinet, role):
    somebody = make.actor(session, role, country.republic)

    with pytest.raises(Forbidden):
        set_mandate(session, somebody, cabinet, MandateIn(since=TODAY, mandate=MEDIATION, source="Шешім"))
    with pytest.raises(Forbidden):
        set_owner(session, somebody, cabinet, OwnerIn(since=TODAY, owner=Owner.ANK, source="Шешім"))
