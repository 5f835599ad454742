"""How long the half-year report takes over N requests, beside the bare GROUP BY over the same index.

    .venv/bin/python -m bench.half_year 100000 [postgresql+psycopg://…/empty_database]

The rows are made up, in bulk and always the same: spread over ten years and all districts, a tenth of them online.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.agreements.models import Agreement, SigningMode
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case, Contract, ContractLanguage
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.consultations.models import Consultation, Mode, Result
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine, table_of
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import IntakeChannel, Opened, Outcome, Request, Source, Spell
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterEntry, RegisterKind
from mediation_cms.people.models import Account, AccountKind, Person
from mediation_cms.places.models import Level, Mandate, MandateKind, Placing, Unit, UnitName
from mediation_cms.schema import metadata
from mediation_cms.statistics.report import asked, half_year

REGIONS, DISTRICTS, CABINETS = 20, 11, 2
BEGINNING, TODAY = date(2016, 11, 21), date(2026, 11, 21)
AT_ONCE = 5000
BARE = (
    "SELECT outcome, count(*) FROM spell WHERE ended_on BETWEEN '2026-07-01' AND '2026-11-21' AND counted "
    "AND district_id IN (SELECT id FROM unit WHERE level = 'district') GROUP BY outcome"
)


@dataclass(frozen=True)
class Town:
    """A district with its cabinets."""

    district: UUID
    cabinets: tuple[UUID, ...]


def fill(engine: sa.Engine, n: int, seed: int = 1) -> None:
    """Make every table and put so many requests into them, with all that reports count."""
    metadata.create_all(engine)
    chance = random.Random(seed)
    with engine.begin() as connection:
        towns, account, mediator = _country(connection)
        stories = _stories(chance, towns, account, mediator, n)
        while some := list(islice(stories, AT_ONCE)):
            for table in (Request, Spell, Consultation, Case, Contract, Agreement):
                if rows := [row for story in some for row in story.get(table, ())]:
                    connection.execute(sa.insert(table_of(table)), [row.model_dump() for row in rows])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE")


def _country(connection: sa.Connection) -> tuple[list[Town], UUID, UUID]:
    units: list[Unit] = []
    placings: list[Placing] = []

    def unit(level: Level, code: str, above: Unit | None) -> Unit:
        made = Unit(level=level, code=code, opened_on=date(2011, 8, 5))
        units.append(made)
        if above is not None:
            placings.append(Placing(unit_id=made.id, parent_id=above.id, since=date(2011, 8, 5)))
        return made

    republic, towns = unit(Level.REPUBLIC, "KZ", None), []
    for region_no in range(REGIONS):
        region = unit(Level.REGION, f"{region_no + 10}", republic)
        for district_no in range(DISTRICTS):
            district = unit(Level.DISTRICT, f"d{region_no}-{district_no}", region)
            cabinets = tuple(unit(Level.CABINET, f"{district.code}-{no}", district).id for no in range(CABINETS))
            towns.append(Town(district.id, cabinets))
    names = [
        UnitName(unit_id=each.id, since=date(2011, 8, 5), kk=each.code, ru=each.code, en=each.code) for each in units
    ]
    mandates = [
        Mandate(unit_id=each.id, mandate=MandateKind.MEDIATION, since=date(2011, 8, 5), source="bench")
        for each in units if each.level is Level.CABINET
    ]  # fmt: skip
    people = [Person(given_name="…") for _each in range(3000)]
    mediators = [Mediator(id=person.id) for person in people]
    entries = [
        RegisterEntry(
            mediator_id=each.id, register_kind=RegisterKind.ANK, kind=list(MediatorKind)[number % 2], number=str(number),
            district_id=towns[number % len(towns)].district, since=date(2016, 1, 1),
        )
        for number, each in enumerate(mediators)
    ]  # fmt: skip
    account = Account(kind=AccountKind.SYSTEM, login="system", language=Language.KK)
    for rows in (units, names, placings, mandates, people, mediators, entries, [account]):
        connection.execute(sa.insert(table_of(type(rows[0]))), [row.model_dump() for row in rows])
    return towns, account.id, mediators[0].id


def _stories(
    chance: random.Random, towns: list[Town], account: UUID, mediator: UUID, n: int
) -> Iterator[dict[Any, list[Any]]]:
    registered_at, span = datetime(2026, 1, 1, tzinfo=UTC), (TODAY - BEGINNING).days
    outcomes = [Outcome.AGREEMENT] * 8 + [each for each in Outcome if each is not Outcome.AGREEMENT]
    for number in range(n):
        town = chance.choice(towns)
        cabinet, on = chance.choice(town.cabinets), BEGINNING + timedelta(days=number * span // n)
        ended_on: date | None = on + timedelta(days=chance.randrange(1, 60))
        if ended_on is not None and ended_on > TODAY:
            ended_on = None
        outcome = None if ended_on is None else chance.choice(outcomes)
        channel = IntakeChannel.WEB if chance.random() < 0.1 else IntakeChannel.IN_PERSON
        request = Request(
            number=f"{number:08d}", cabinet_id=cabinet, district_id=town.district, received_on=on, channel=channel,
            source=Source.SELF, language=Language.KK, subject="…", dispute_code="FAM", outcome=outcome, ended_on=ended_on,
            status=RequestStatus.REGISTERED if ended_on is None else RequestStatus.ENDED, registered_by_id=account,
            registered_at=registered_at,
        )  # fmt: skip
        story: dict[Any, list[Any]] = {Request: [request]}
        story[Spell] = [
            Spell(
                request_id=request.id, cabinet_id=cabinet, district_id=town.district, opened=Opened.RECEIVED, opened_on=on,
                ended_on=ended_on, outcome=outcome,
            )
        ]  # fmt: skip
        if chance.random() < 0.6:
            story[Consultation] = [
                Consultation(
                    request_id=request.id, cabinet_id=cabinet, district_id=town.district, held_on=on, mode=Mode.IN_PERSON,
                    language=Language.KK, result=Result.ADVICE_ONLY, account_id=account,
                )
            ]  # fmt: skip
        if outcome is Outcome.AGREEMENT:
            story |= _agreement(request, mediator)
        yield story


def _agreement(request: Request, mediator: UUID) -> dict[Any, list[Any]]:
    case = Case(
        request_id=request.id, number=request.number, cabinet_id=request.cabinet_id, status=CaseStatus.ENDED,
        admitted_on=request.received_on, mediator_id=mediator, outcome=request.outcome, ended_on=request.ended_on,
    )  # fmt: skip
    contract = Contract(
        case_id=case.id, number=f"{case.number}-C", district_id=request.district_id, concluded_on=request.received_on,
        concluded_at=datetime(2026, 1, 1, 10, tzinfo=UTC).time(), place="…", language=ContractLanguage.KK,
        mediation_language="…", expenses="…", confidentiality="…", liability="…", procedure="…", mediator_id=mediator,
        term_days=30, ends_on=request.received_on + timedelta(days=30),
    )  # fmt: skip
    agreement = Agreement(
        case_id=case.id, number=f"{case.number}-A1", status=AgreementStatus.SIGNED, district_id=request.district_id,
        cabinet_id=request.cabinet_id, language=ContractLanguage.KK, signed_on=request.ended_on, signing=SigningMode.PAPER,
    )  # fmt: skip
    return {Case: [case], Contract: [contract], Agreement: [agreement]}


# --- measuring -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taken:
    """Milliseconds, the median of several runs: on the clock, and of this process's processor."""

    wall: float
    cpu: float


def taken(work: Callable[[], object], times: int = 9) -> Taken:
    """How long some work takes, after one run to warm up."""
    work()
    walls, cpus = [], []
    for _run in range(times):
        wall, cpu = time.perf_counter(), _cpu()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(_cpu() - cpu)
    return Taken(1000 * statistics.median(walls), 1000 * statistics.median(cpus))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(session: Session) -> Iterator[tuple[str, Taken]]:
    """The report of the open period (second half of 2026) and of a past one, by place, and the bare statement."""
    actor = _system(session)
    yield "bare GROUP BY, KZ, 2026-H2", taken(lambda: session.connection().exec_driver_sql(BARE).all())
    for place, period in (
        ("KZ", "2026-H2"),
        ("19", "2026-H2"),
        ("d9-0", "2026-H2"),
        ("KZ", "2021-H1"),
        ("19", "2021-H1"),
    ):
        question = asked(session, place, period)
        make = partial(half_year, session, actor, question.place, question.period, question.borders)
        report = make()
        if not report.balance.balanced or not report.by_code["A1"].number:
            raise SystemExit(f"the made-up rows do not balance: {report.balance}")
        yield f"report, {place}, {period}", taken(make)


def _system(session: Session) -> Actor:
    account_id = session.connection().execute(sa.select(table_of(Account).c.id)).scalar_one()
    return Actor(account_id=account_id, kind=AccountKind.SYSTEM, name="bench", language=Language.KK)


def main() -> None:
    """Fill a database and print how long reports over it take."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        engine = make_engine(url)
        began = time.perf_counter()
        fill(engine, n)
        print(f"{n} requests on {engine.dialect.name}, made in {time.perf_counter() - began:.0f} s")
        with Database(engine, Keyring((bytes(32),)), Path(folder)).session(writes=False) as session:
            for name, took in measure(session):
                print(f"{name:<40} {took.wall:9.2f} ms wall {took.cpu:9.2f} ms cpu")
        engine.dispose()


if __name__ == "__main__":
    main()
