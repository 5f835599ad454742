"""The library of clauses: what may be written into it, for which disputes it is offered, and that nothing of it goes."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from mediation_cms.administration.clause_actions import add_clause, change_clause, move_clause
from mediation_cms.administration.inputs import ClauseIn
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core.errors import Forbidden, Invalid
from mediation_cms.disputes.clauses import all_clauses, clauses_for, fitting
from mediation_cms.disputes.models import Clause, ClausePurpose
from mediation_cms.disputes.placeholders import filled, is_broken, named, unknown
from mediation_cms.people.models import Role
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_catalogues import plant_clauses, read_clauses
from tests import make

TODAY = date(2026, 5, 26)
PARKING = {
    "dispute_code": "NEI", "purpose": "obligation", "name_kk": "Тұрақ", "name_ru": "Парковка", "name_en": "Parking",
    "kk": "{debtor} көлігін {due} күнінен бастап басқа жерге қояды.", "ru": "{debtor} с {due} ставит машину в другом месте.",
}  # fmt: skip


@pytest.fixture
def library(session, catalogues):
    """The clauses of the seed."""
    plant_clauses(session, REFERENCE)
    session.flush()


def test_a_text_is_filled_with_what_is_known_and_shows_what_is_not():
    assert filled("{debtor} төлейді: {amount}.", {"debtor": "Серік"}) == "Серік төлейді: {amount}."


@pytest.mark.parametrize("clause", list(read_clauses(REFERENCE)), ids=lambda clause: clause.code)
def test_every_clause_of_the_seed_is_as_an_administrator_could_write_it(clause):
    fields = {name: getattr(clause, name) for name in ClauseIn.model_fields}

    assert ClauseIn.checked(fields).kk == clause.kk


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kk": "{qarz} төлейді."}, "kk"),
        ({"kk": "{debtor төлейді.", "ru": "{debtor} платит."}, "kk"),
        ({"ru": "}платит."}, "ru"),
        ({"ru": "{debtor} платит."}, "ru"),  # the Kazakh text has a day as well
        ({"ru": ""}, "ru"),
        ({"dispute_code": "ZZZ"}, "dispute_code"),
        ({"since": "2026-01-01", "until": "2025-01-01"}, "until"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(session, administrator, catalogues, changed, field):
    with pytest.raises(Invalid) as problem:
        add_clause(session, administrator, ClauseIn.checked(PARKING | changed))
    assert list(problem.value.fields) == [field]


def test_what_stands_in_braces_is_read_as_it_is_written():
    assert (named("{a} {b}"), unknown("{debtor} {b}"), is_broken("{debtor}"), is_broken("{{debtor}")) == (
        ["a", "b"], ["b"], False, True,
    )  # fmt: skip


def test_a_dispute_is_offered_its_own_clauses_first_then_those_for_every_dispute(session, administrator, library):
    made = add_clause(session, administrator, ClauseIn.checked(PARKING))
    found = [clause.code for clause in fitting(session, "NEI.noise", TODAY, {ClausePurpose.OBLIGATION})]

    assert found[:3] == ["neighbours.noise", made.code, "all.payment"]
    assert made.code == "NEI.obligation"
    assert not {code.partition(".")[0] for code in found} & {"debt", "family", "land"}


def test_a_clause_changes_moves_and_ends_and_its_history_keeps_the_old_words(session, administrator, library):
    first, second, *_others = clauses_for(session, "DEB")
    move_clause(session, administrator, second, up=True)
    given = ClauseIn.checked(
        {name: getattr(second, name) for name in ClauseIn.model_fields} | {"until": TODAY, "ru": "А" + second.ru}
    )
    change_clause(session, administrator, second, given)

    assert [clause.code for clause in clauses_for(session, "DEB")][:2] == [second.code, first.code]
    assert second not in fitting(session, "DEB", TODAY, set(ClausePurpose))
    newest = history_of_thing(session, second.id)[0]
    assert newest.details["changed"]["ru"] == [second.ru[1:], second.ru]
    with pytest.raises(DBAPIError, match="does not go"):
        session.connection().execute(sa.text("DELETE FROM clause"))


def test_a_second_run_of_the_seed_leaves_what_administrators_changed(session, library):
    clause = session.exec(select(Clause).where(Clause.code == "all.apology")).one()
    clause.name_kk = "Өзгерген"
    session.flush()

    assert plant_clauses(session, REFERENCE) == 0
    assert "Өзгерген" in {each.name_kk for each in all_clauses(session)}


def test_only_the_administrator_of_the_republic_changes_the_library(session, country, library):
    for role, place in ((Role.MEDIATOR, country.cabinet), (Role.ADMINISTRATOR, country.region)):
        with pytest.raises(Forbidden):
            add_clause(session, make.actor(session, role, place), ClauseIn.checked(PARKING))
