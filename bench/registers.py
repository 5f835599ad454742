"""The registers as of a day, with 50,000 people and 500,000 changes, beside the same questions in bare SQL.

    python -m bench.registers [PEOPLE]        on SQLite, in a folder that is dropped; under three minutes

A change is an entry made, a suspension, a return or an entry ended. What is compared reads the same rows in the same order:
our query with rights, rule and names of the law, and the bare driver with a statement written by hand.
"""

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import make_engine, open_session
from mediation_cms.core.keys import new_key
from mediation_cms.mediators.register_queries import Wanted, list_entries
from mediation_cms.mediators.time_machine import PaperAllowed, Question, changes, entitled
from mediation_cms.schema import metadata
from tests import make
from tests.make.law import law

PEOPLE = 50_000
ENTRIES, SUSPENSIONS = 2, 3  # of each person; of each entry: with starts and ends, some ten changes a person
ON, FIRST = date(2023, 3, 12), date(2012, 1, 1)
ROUNDS = 3
BARE_ENTITLED = """
SELECT e.id, e.mediator_id, e.register_kind, e.kind, e.number, e.district_id, e.since, e.until, e.ground_in,
       p.surname, p.given_name, p.patronymic
FROM register_entry e JOIN person p ON p.id = e.mediator_id
WHERE e.since <= :on AND (e.until IS NULL OR e.until > :on) AND e.kind IN ('professional', 'public')
  AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.entry_id = e.id AND s.since <= :on AND (s.until IS NULL OR s.until > :on))
  AND (e.register_kind = 'ank'
       OR NOT EXISTS (SELECT 1 FROM register_entry a WHERE a.mediator_id = e.mediator_id AND a.register_kind = 'ank'
                      AND a.since <= :on AND (a.until IS NULL OR a.until > :on))
       OR EXISTS (SELECT 1 FROM register_entry a WHERE a.mediator_id = e.mediator_id AND a.register_kind = 'ank'
                  AND a.since <= :on AND (a.until IS NULL OR a.until > :on)
                  AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.entry_id = a.id AND s.since <= :on
                                  AND (s.until IS NULL OR s.until > :on))))
  {more}
ORDER BY p.sort_key, e.id
"""
BARE_LIST = """
SELECT e.id, e.mediator_id, e.register_kind, e.kind, e.number, e.district_id, e.organisation_id, e.since, e.until, p.surname,
       p.given_name, p.patronymic, m.cabinet_id, m.languages,
       CASE WHEN NOT (e.since <= :on AND (e.until IS NULL OR e.until > :on)) THEN 'removed'
            WHEN EXISTS (SELECT 1 FROM suspension s WHERE s.entry_id = e.id AND s.since <= :on
                         AND (s.until IS NULL OR s.until > :on)) THEN 'suspended' ELSE 'active' END
FROM register_entry e JOIN mediator m ON m.id = e.mediator_id JOIN person p ON p.id = e.mediator_id
WHERE e.since <= :on AND (e.until IS NULL OR e.until > :on) AND e.district_id = :district
ORDER BY p.sort_key, e.id LIMIT 51
"""
BARE_CHANGES = """
SELECT c.day, c.key, c.what, c.entry_id, c.number, c.ground, p.surname, p.given_name FROM (
  SELECT since AS day, id AS key, 'entered' AS what, id AS entry_id, mediator_id, number, ground_in AS ground
    FROM register_entry WHERE since BETWEEN :first AND :last
  UNION ALL SELECT until, id, 'left', id, mediator_id, number, ground_out FROM register_entry WHERE until BETWEEN :first AND :last
  UNION ALL SELECT s.since, s.id, 'suspended', e.id, e.mediator_id, e.number, s.ground
    FROM suspension s JOIN register_entry e ON e.id = s.entry_id WHERE s.since BETWEEN :first AND :last
  UNION ALL SELECT s.until, s.id, 'resumed', e.id, e.mediator_id, e.number, ''
    FROM suspension s JOIN register_entry e ON e.id = s.entry_id
    WHERE s.until BETWEEN :first AND :last AND (e.until IS NULL OR e.until <> s.until)
) c JOIN person p ON p.id = c.mediator_id ORDER BY c.day, c.key LIMIT 201
"""


def rows(people: int, districts: list[UUID], dice: Random) -> Iterator[tuple[str, dict[str, object]]]:
    """Everybody with entries and suspensions, days spread over eleven years."""
    for number in range(people):
        person, name = new_key().hex, f"Аты{dice.randrange(people):06d}"
        yield "person", {"id": person, "surname": "Тегі", "given_name": name, "patronymic": "", "folded": name, "short_key": name,
                         "sort_key": f"{name} {number}", "no_iin_reason": ""}  # fmt: skip
        yield "mediator", {"id": person, "languages": '["kk"]', "dispute_codes": "[]"}
        for register in range(ENTRIES):
            entry, since = new_key().hex, FIRST + timedelta(days=dice.randrange(3000))
            until = since + timedelta(days=1500) if dice.random() < 0.3 else None
            yield "register_entry", {
                "id": entry, "mediator_id": person, "register_kind": ("ank", "akim")[register], "kind": "public",
                "number": f"{number}", "district_id": dice.choice(districts).hex, "since": since, "until": until,
                "ground_in": "шешім", "ground_out": "өз еркімен" if until else "", "certificate_no": "",
            }  # fmt: skip
            for time_ in range(SUSPENSIONS if dice.random() < 0.7 else 1):
                start = since + timedelta(days=60 + 400 * time_)
                yield "suspension", {"id": new_key().hex, "entry_id": entry, "since": start,
                                     "until": start + timedelta(days=90), "ground": "шағым"}  # fmt: skip


def fill(path: Path, people: int, districts: list[UUID]) -> int:
    """Write everything by the bare driver, triggers aside; how many changes that makes."""
    batches: dict[str, list[dict[str, object]]] = {}
    for table, row in rows(people, districts, Random(1)):
        batches.setdefault(table, []).append(row)
    made = 0
    with closing(sqlite3.connect(path)) as base:
        for name, sql in base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if sql:
                base.execute(f'DROP TRIGGER "{name}"')
        for table, given in batches.items():
            columns = metadata.tables[table].columns
            usual = {c.name: "" for c in columns if not c.nullable and c.default is None and c.name not in given[0]}
            usual |= {c.name: "" for c in columns if not c.nullable and c.name not in given[0] | usual}
            names = [*given[0], *usual]
            marks = ", ".join(f":{each}" for each in names)
            base.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own tables
                [
                    {key: str(value) if isinstance(value, date) else value for key, value in (usual | row).items()}
                    for row in given
                ],
            )
            if table in {"register_entry", "suspension"}:
                made += sum(1 + (row.get("until") is not None) for row in given)
        base.commit()
        base.execute("ANALYZE")
        base.commit()
    return made


def _as_kept(row: dict[str, object]) -> dict[str, object]:
    return {name: str(value) if isinstance(value, date) else value for name, value in row.items()}


def seconds(work: Callable[[], object]) -> float:
    """The median of some rounds."""
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def measure(session: Session, actor: Actor, bare: sqlite3.Connection, district: UUID) -> None:
    """Each question, ours and bare; both must find as many rows."""
    asked = {"on": str(ON), "district": district.hex, "first": "2023-01-01", "last": "2023-12-31"}
    everywhere, here = Question(ON, PaperAllowed.CONTRACT), Question(ON, PaperAllowed.CONTRACT, [district])
    year, wanted = (date(2023, 1, 1), date(2023, 12, 31)), Wanted(ON, [district], removed=False)
    of_all, of_district = BARE_ENTITLED.format(more=""), BARE_ENTITLED.format(more="AND e.district_id = :district")
    jobs: tuple[tuple[str, Callable[[], Sequence[object]], str], ...] = (
        ("who was entitled, republic, all", lambda: entitled(session, actor, everywhere, limit=None), of_all),
        ("who was entitled, republic, first page", lambda: entitled(session, actor, everywhere), f"{of_all} LIMIT 201"),
        ("who was entitled, a district, all", lambda: entitled(session, actor, here, limit=None), of_district),
        ("list as of a day, a district, first page", lambda: list_entries(session, actor, wanted), BARE_LIST),
        ("changes of a year, republic, first page", lambda: changes(session, actor, *year), BARE_CHANGES),
    )
    print("| question | rows | ours | bare SQL | ratio |\n|---|---:|---:|---:|---:|")
    for name, ours, statement in jobs:
        found, floor = len(ours()), partial(_bare, bare, statement, asked)
        assert found == len(floor()), name  # noqa: S101 - the same rows
        mine, theirs = seconds(ours) * 1000, seconds(floor) * 1000
        print(f"| {name} | {found:,} | {mine:.1f} | {theirs:.1f} | {mine / theirs:.2f} |", flush=True)


def _bare(base: sqlite3.Connection, statement: str, asked: dict[str, str]) -> list[object]:
    return base.execute(statement, asked).fetchall()


def main() -> None:
    """Measure and print the table."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with TemporaryDirectory() as folder:
        path = Path(folder) / "registers.sqlite3"
        engine = make_engine(f"sqlite:///{path}")
        metadata.create_all(engine)
        keyring = Keyring((bytes(range(32)),))
        with engine.begin() as connection, open_session(connection, keyring, {}, Path(folder)) as session:
            law(session)
            country = make.small_country(session)
            others = [make.district(session, country.region, f"d{n}", f"Аудан {n}").id for n in range(220)]
            actor, district = make.system(session), country.district.id
            session.flush()
        changes_made = fill(path, people, [district, *others])
        print(f"{people:,} people, {changes_made:,} changes, SQLite; median of {ROUNDS}, milliseconds", flush=True)
        with engine.connect() as connection, closing(sqlite3.connect(path)) as bare:
            measure(open_session(connection, keyring, {}, Path(folder)), actor, bare, district)
        engine.dispose()


if __name__ == "__main__":
    main()
