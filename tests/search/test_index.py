"""The index follows every change of the tables by itself, in its transaction, and says what they say."""

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from mediation_cms.cases.assignment_actions import release_case
from mediation_cms.cases.companion_actions import add_companion, end_companion
from mediation_cms.cases.inputs import CompanionIn, DeclineIn, PartingIn
from mediation_cms.core import clock
from mediation_cms.intake.actions import transfer_request
from mediation_cms.intake.inputs import PartyIn, RepresentativeIn, TransferIn
from mediation_cms.intake.models import Party
from mediation_cms.intake.party_actions import add_party, add_representative, correct_party, remove_party
from mediation_cms.mediators.models import Mediator
from mediation_cms.people.models import Contact, Organisation, Person, Role
from mediation_cms.search.asking import asked
from mediation_cms.search.index import differing, laid_aside, rebuild
from mediation_cms.search.models import SearchEntry
from mediation_cms.search.queries import find_matters, find_mediators
from tests import make
from tests.make import matters, mediators

DAY = date(2022, 3, 15)


@pytest.fixture
def country(session):
    make.law(session)
    return make.small_country(session)


@pytest.fixture
def coordinator(session, country):
    return make.actor(session, Role.COORDINATOR, country.republic)


@pytest.fixture
def found(session, coordinator):
    def find(typed, actor=coordinator):
        session.flush()
        return [row.number for row in find_matters(session, actor, asked(typed))]

    return find


def party_in(**who):
    return PartyIn.checked({"side": "other", **who})


def test_a_matter_is_found_by_everybody_who_comes_into_it_and_no_longer_by_who_left(
    session, country, coordinator, found
):
    request = make.request(session, coordinator, country.cabinet, DAY)
    number = [request.number]
    phone = {"channel": "phone", "value": "+7 701 123 45 67", "language": "kk"}
    typed = {"given_name": "Ерлан", "surname": "Жұмабаев", "contact": phone}
    third = add_party(session, coordinator, request, party_in(person=typed))
    assert (
        found("жумабаев") == found("Zhumabayev Yerlan") == found("701-123-45-67") == found("төлегенов жума") == number
    )

    correct_party(session, coordinator, request, third, party_in(person=typed | {"surname": "Оспанов"}))
    assert (found("жумабаев"), found("оспанов")) == ([], number)

    speaks = {"person": {"given_name": "Айдос", "surname": "Сапаров"}, "capacity": "power_of_attorney",
              "document_no": "12", "document_on": "01.03.2022"}  # fmt: skip
    add_representative(session, coordinator, request, third, RepresentativeIn.checked(speaks))
    assert found("сапаров") == number

    remove_party(session, coordinator, request, third)
    assert found("оспанов") == found("сапаров") == found("1234567") == []
    assert differing(session) == 0


def test_an_organisation_is_found_by_either_name_by_its_bin_and_by_its_phone(session, country, coordinator, found):
    phone = {"channel": "phone", "value": "+7 7232 11 22 33", "language": "kk"}
    firm = {
        "name": "«Достық» ЖШС",
        "name_ru": "ТОО «Дружба»",
        "kind": "company",
        "bin": "990140000007",
        "address": "Өскемен",
        "contact": phone,
    }
    matters = [
        make.request(
            session,
            coordinator,
            country.cabinet,
            DAY,
            others=[{"side": "other", "kind": "organisation", "organisation": firm}],
        )
        for _twice in range(2)
    ]
    numbers = [matter.number for matter in reversed(matters)]
    assert found("ЖШС Достық") == found("дружба") == found("990140000007") == found("112233") == numbers

    organisation = session.exec(select(Organisation)).one()
    organisation.folded = "баскаша"
    contact = session.exec(select(Contact).where(Contact.organisation_id == organisation.id)).one()
    session.delete(contact)
    assert found("баскаша") == numbers
    assert found("дружба") == found("112233") == []
    assert differing(session) == 0


def test_a_matter_that_was_handed_over_is_found_where_it_lies_now(session, country, coordinator, found):
    other = make.cabinet(session, country.district, "63-UKA", "Басқа кабинет")
    here, there = (make.actor(session, Role.RECEPTIONIST, unit) for unit in (country.cabinet, other))
    request = make.request(session, here, country.cabinet, DAY)
    assert (found("төлегенов", here), found("төлегенов", there)) == ([request.number], [])

    transfer_request(session, here, request, TransferIn.checked({"cabinet_id": other.id, "on": DAY, "reason": "көшті"}))
    assert (found("төлегенов", here), found("төлегенов", there)) == ([], [request.number])


def test_a_mediator_finds_the_own_matters_alone(session, country, coordinator, found):
    mediator = make.actor(session, Role.MEDIATOR, country.cabinet)
    own, other = (make.request(session, hand, country.cabinet, DAY) for hand in (mediator, coordinator))

    assert (found("төлегенов", mediator), found("төлегенов")) == ([own.number], [other.number, own.number])
    own.mediator_id = None
    assert found("төлегенов", mediator) == []


def test_who_works_beside_a_mediator_finds_the_matter_as_their_list_shows_it(session):
    def found(typed, actor):
        session.flush()
        return [row.number for row in find_matters(session, actor, asked(typed))]

    cast = matters.cast(session)
    case, other = (matters.in_work(session, cast) for _twice in range(2))
    colleague, _entry = matters.mediator_at_work(session, cast.country, "Болат Жұмабаев", number="99")
    given = CompanionIn.checked({"mediator_id": str(colleague.person_id), "part": "co_mediator"})
    companion = add_companion(session, cast.coordinator, case, session.get_one(Mediator, colleague.person_id), given)
    assert other.mediator_id == case.mediator_id
    assert (found("төлегенов", colleague), found(case.number, colleague)) == ([case.number], [case.number])

    release_case(session, cast.coordinator, case, DeclineIn(reason="Тарап сұрады."))
    assert found("төлегенов", colleague) == [case.number]

    gone = PartingIn.checked({"on": f"{clock.today():%d.%m.%Y}", "reason": "Тәжірибесі аяқталды."})
    end_companion(session, cast.coordinator, case, companion, gone)
    assert found("төлегенов", colleague) == []


def test_a_mediator_is_found_under_the_name_of_today(session, country, coordinator):
    entry = mediators.mediator(session, country.district, "Төлегенова Әсел", number="ANK-77")
    person = session.get_one(Person, entry.mediator_id)

    def named(typed):
        session.flush()
        return [row.number for row in find_mediators(session, coordinator, asked(typed), DAY)]

    assert named("asel tolegen") == ["ANK-77"]
    person.folded = "оспанова асел"
    assert (named("төлегенова"), named("оспан")) == ([], ["ANK-77"])


def test_an_index_that_was_lost_is_made_anew_the_newest_matters_on_top(session, country, coordinator, found):
    numbers = [make.request(session, coordinator, country.cabinet, DAY).number for _each in range(3)][::-1]
    session.connection().execute(sa.update(SearchEntry).values(words="баскаша"))
    assert found("төлегенов") == []
    assert differing(session) == len(numbers)

    rebuild(session)
    assert (found("төлегенов"), differing(session)) == (numbers, 0)
    assert found("баскаша") == []


def test_rows_that_came_while_it_was_laid_aside_are_found_afterwards(session, country, coordinator, found):
    with laid_aside(session):
        request = make.request(session, coordinator, country.cabinet, DAY)
        assert found("төлегенов") == []

    assert found("төлегенов") == [request.number]
    session.delete(session.exec(select(Party).where(col(Party.side) == "other")).one())
    assert found("воробьёва") == []


def test_no_line_of_the_index_holds_an_iin(session, country, coordinator):
    make.request(session, coordinator, country.cabinet, DAY)
    words = session.exec(select(SearchEntry.words)).all()

    assert [line for line in words if "000229500008" in line] == []
    assert any("толегенов" in line for line in words)


# An underscore, an apostrophe of letters, emoji, a soft hyphen, combining marks, digits of others, quotes, nothing at all; and
# letters that are marks for SQLite.
@example("Ким_Ли")
@example("Нұрʼлан Ньʼю")
@example("Ким😀Ли 👩\u200d👩\u200d👧")
@example("Ким\u00adЛи")
@example("Қи\u0306м\u0301 ॐ\u0903\u093f")
@example("٠١٢٣٤٥ ²³ ½ Ⅷ ①②③④")
@example('Ким" OR "Ли* NEAR(аб) {words}: \\')
@example("Ким' | !'Ли':*")
@example("Ким\x00Ли")
@example("аб\u19b0вг \u19c8\u19c8\u19c8 \u1cf2\u1cf3")
@given(typed=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_the_search_answers(session, coordinator, typed):
    wanted = asked(f"Ким{typed}")

    assert find_matters(session, coordinator, wanted) == find_mediators(session, coordinator, wanted, DAY) == []


def test_the_letters_of_our_languages_are_looked_for_whatever_stands_beside_them(session, country, coordinator, found):
    request = make.request(session, coordinator, country.cabinet, DAY)

    assert found("\u19c8Төлегенов\u19b0") == found("😀Төле_\u0301") == [request.number]
