"""Stories in bulk leave the same rows as the same stories told by the actions of the product."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.accounts.queries import reserved
from mediation_cms.agreements.models import PerformanceState, SigningMode
from mediation_cms.cases.models import MeetingKind
from mediation_cms.consultations.models import Result
from mediation_cms.core.db import keyring
from mediation_cms.intake.models import Outcome
from mediation_cms.law.queries import working_calendar
from mediation_cms.mediators.actions import add_mediator, leave_register, suspend
from mediation_cms.mediators.inputs import EntryIn, LeavingIn, PracticeIn, SuspensionIn
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.people.models import AccountKind
from mediation_cms.places.queries import tree
from mediation_cms.schema import metadata
from mediation_cms.seeding import bulk, bulk_registers, telling, turns
from mediation_cms.seeding.bulk_requests import World
from mediation_cms.seeding.cabinets import open_cabinet
from mediation_cms.seeding.cast import Cast
from mediation_cms.seeding.chance import dice
from mediation_cms.seeding.openings import Desk, Openings
from mediation_cms.seeding.plot import Plot
from mediation_cms.seeding.registers import Register
from mediation_cms.seeding.scans import own_scans
from mediation_cms.seeding.sheaf import Sheaf
from mediation_cms.seeding.story import Hand, Story
from mediation_cms.seeding.tales import library

CABINET = {
    "short": "OSK",
    "district": "oskemen",
    "since": "2016-01-11",
    "kk": "Кабинет",
    "ru": "Кабинет",
    "en": "Cabinet",
}
SOURCE = {"kk": "үлгі", "ru": "пример", "en": "sample"}
D = date.fromisoformat


@pytest.fixture
def session(field):
    """A session on the reference data, rolled back."""
    with field().look() as look:
        yield look.session


@pytest.fixture
def actor(session):
    return reserved(session, AccountKind.SYSTEM)


@pytest.fixture
def desk(session, actor):
    """A cabinet of Oskemen with a mediator, and the actor who does everything."""
    cabinet = open_cabinet(session, actor, CABINET, SOURCE)
    sheaf = Sheaf(session, dice("test"))
    cast = Cast(dice("cast"), {"kazakh": 1}, ["7232"])
    entered = Register(sheaf, actor, cast, dice("register"), "T/").enter(
        tree(session).by_code("oskemen").id, MediatorKind.PUBLIC, D("2020-03-02"), cabinet.unit.id
    )
    sheaf.write()
    session.expire_all()
    hand = Hand(entered.mediator_id, entered.name, actor)
    return Desk(cabinet.unit.id, cabinet.town, actor, actor, [hand], video=True)


# --- one matter of each kind -------------------------------------------------------------------------------------------

Turn = Callable[[Plot, Any], Any]


def called_off(plot, calendar):
    plot.consulted(D("2022-03-01"), Result.NOT_MEDIABLE, "сот ісі аяқталған")


def withdrawn(plot, calendar):
    plot.consulted(D("2022-03-02"), Result.CONTINUES).closed(D("2022-03-09"), Outcome.WITHDRAWN)


def still_open(plot, calendar):
    plot.consulted(D("2022-03-02"), Result.CONTINUES)


def admitted(plot, calendar):
    plot.consulted(D("2022-03-02"), Result.TO_MEDIATION).admitted(D("2022-03-02"))


def offered(plot, calendar):
    admitted(plot, calendar)
    plot.offered(D("2022-03-03"))


def offered_and_closed(plot, calendar):
    offered(plot, calendar)
    plot.case_closed(D("2022-03-10"), Outcome.OTHER_SIDE_REFUSED)


def accepted_and_closed(plot, calendar):
    offered(plot, calendar)
    plot.accepted(D("2022-03-04")).case_closed(D("2022-03-15"), Outcome.PASSED_ON, "сотқа")


def in_mediation(plot, calendar):
    turns.contracted(plot, calendar, (0, 1, 2))


def expired_after_extension(plot, calendar):
    on = turns.contracted(plot, calendar, (0, 1, 2))
    plot.met(on, MeetingKind.PRIVATE).extended(D("2022-04-01"), 20, "екінші тарап сапарда")
    plot.ended(D("2022-05-04"), Outcome.TERM_EXPIRED)


def refused(plot, calendar):
    turns.contracted(plot, calendar, (0, 1, 2))
    plot.ended(D("2022-03-20"), Outcome.ONE_REFUSED, "жазбаша бас тартты", "кездесуге келмеді")


def agreed(plot, calendar):
    turns.agreed(plot, calendar, D("2022-04-29"))


def performed(plot, calendar):
    agreed(plot, calendar)
    for position in range(1, plot.terms + 1):
        plot.performed(position, D("2022-11-01"), PerformanceState.PARTLY)
        plot.performed(position, D("2022-11-0" + str(position + 1)))


def performed_and_doubted(plot, calendar):
    performed(plot, calendar)
    plot.performed(1, D("2022-11-09"), PerformanceState.DISPUTED, "ақша толық емес")


def exchanged_by_mail(plot, calendar):
    on = turns.contracted(plot, calendar, (0, 0, 0))
    plot.met(on).drafted(on).signed(on, SigningMode.EMAIL_EXCHANGE)


def settled(plot, calendar):
    turns.settled(plot)


KINDS: list[Turn] = [
    settled, called_off, withdrawn, still_open, admitted, offered, offered_and_closed,
    accepted_and_closed, in_mediation, expired_after_extension, refused, agreed, performed, performed_and_doubted,
    exchanged_by_mail,
]  # fmt: skip
NAMES = [turn.__name__ for turn in KINDS]


BETWEEN_PEOPLE = [tale for tale in library().tales if not tale.with_organisation]
MAY_BE_UNNAMED = {"settled", "called_off", "withdrawn", "still_open"}


@pytest.mark.parametrize("turn", KINDS, ids=NAMES)
def test_a_matter_leaves_the_same_rows_in_bulk_as_by_the_actions(session, desk, turn):
    name, calendar = turn.__name__, working_calendar(session)
    chance = dice(name)
    openings = Openings(chance, Cast(dice("people"), {"kazakh": 2, "slavic": 1}, ["7232"]))

    for tale in chance.sample(library().tales if name in MAY_BE_UNNAMED else BETWEEN_PEOPLE, 4):
        plot = Plot(chance, desk, tale, openings.brought(desk, tale, D("2022-02-28"), named=name not in MAY_BE_UNNAMED))
        turn(plot, calendar)
        story = plot.steps
        as_typed(story)

        expected = rows_left_by(session, partial(telling.tell, session, [story]))
        world = World(session, Sheaf(session, dice("keys")), own_scans(session))
        found = rows_left_by(session, partial(bulk.tell, world, [story]))

        assert expected["request"]
        for table, rows in expected.items():
            assert found[table] == rows, table


def as_typed(story: Story) -> None:
    """What the story gives to the actions is what a form would have made of it."""
    for step in story:
        given = getattr(step, "given", None)
        if given is not None:
            assert type(given).checked(given.model_dump()).model_dump() == given.model_dump()


# --- registers ---------------------------------------------------------------------------------------------------------


def test_a_register_leaves_the_same_rows_in_bulk_as_by_the_actions(session, actor):
    place = tree(session).by_code("semey")
    who = Cast(dice("register"), {"slavic": 1}, ["7232"]).mediator(D("2020-05-04"), ages=(45, 60))
    practice = PracticeIn(languages=["kk"], dispute_codes=["FAM", "NEI"])
    given = EntryIn(kind=MediatorKind.PROFESSIONAL, number="T/0007", since=D("2020-05-04"), ground_in="үлгі",
                    certificate_no="7", certificate_on=D("2020-01-31"))  # fmt: skip
    pause = SuspensionIn(since=D("2021-02-01"), until=D("2021-03-01"), ground="сапар")
    out = LeavingIn(until=D("2023-01-01"), ground="қайта тіркеу")

    def by_actions() -> None:
        entry = add_mediator(session, actor, place, who, practice, given)
        suspend(session, actor, entry, pause)
        leave_register(session, actor, entry, out)

    def in_bulk() -> None:
        sheaf = Sheaf(session, dice("keys"))
        entered = bulk_registers.enter(sheaf, actor, place.id, who, practice, given)
        bulk_registers.suspend(sheaf, actor, entered.row, pause)
        bulk_registers.leave(sheaf, actor, entered.row, out)
        sheaf.write()

    expected = rows_left_by(session, by_actions)
    assert len(expected["register_entry"]) == len(expected["suspension"]) == 1
    assert rows_left_by(session, in_bulk) == expected


# --- what is compared --------------------------------------------------------------------------------------------------

# How often a row was saved, and what is encrypted anew each time: no part of what it says.
SAVED = {"version"}
BYTES = {"stored_sha256"}


def rows_left_by(session: Session, tell: Callable[[], object]) -> dict[str, list[dict[str, Any]]]:
    """What is in the tables after it that was not there before, without instants; keys as the place of the row in its table."""
    before = {table.name: set(keys(session, table)) for table in metadata.sorted_tables}
    with session.begin_nested() as told:
        tell()
        session.flush()
        fresh = {
            table.name: [row for row in stored(session, table) if row["id"] not in before[table.name]]
            for table in metadata.sorted_tables
            if "id" in table.c
        }
        places: dict[Any, str] = {
            row["id"]: f"{name} {place}" for name, rows in fresh.items() for place, row in enumerate(rows)
        }
        said = {name: [plain(session, name, row, places) for row in rows] for name, rows in fresh.items()}
        told.rollback()
    session.expire_all()
    return said


def keys(session: Session, table: sa.Table) -> Iterable[UUID]:
    return session.connection().execute(sa.select(table.c.id)).scalars() if "id" in table.c else ()


def stored(session: Session, table: sa.Table) -> list[dict[str, Any]]:
    return [dict(row) for row in session.connection().execute(sa.select(table).order_by(table.c.id)).mappings()]


def plain(session: Session, table: str, row: dict[str, Any], places: dict[Any, str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, value in row.items():
        if name in SAVED | BYTES or isinstance(value, datetime):
            continue
        if name.endswith("_sealed") and value is not None:
            said[name] = keyring(session).open(value, f"{table}:{row['id']}:{name}").decode()
        elif name == "words":
            said[name] = sorted(value.split())  # in the index those of the sides stand in the order of their keys
        else:
            said[name] = places.get(value, value) if isinstance(value, UUID) or name == "id" else value
    return said
