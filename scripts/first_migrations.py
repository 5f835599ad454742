"""Writes the first migrations out of the models: for each concept one with its tables, and one with what the database refuses.

    .venv/bin/python scripts/first_migrations.py

Until the first release they are written anew whenever a model changes. After it they stand as they are, and each change
of a model brings the next numbered migration (migrations/README.md).
"""

import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from alembic.autogenerate import render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from mediation_cms.core.columns import Utc
from mediation_cms.schema import metadata

ROOT = Path(__file__).parent.parent
VERSIONS = ROOT / "migrations" / "versions"
DIALECTS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}
TABLES = (sa.schema.CreateTable, sa.schema.CreateIndex)
WIDTH = 104
MOST_LINES = 370
HEAD = '''\
"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down_revision}


def upgrade() -> None:
{body}
'''
GUARDS = '''\
"""What the database itself refuses of {concept}, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "{revision}"
down_revision = {down_revision}

{statements}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
'''


def write() -> list[Path]:
    """Replace every migration by those made from the models; the files, in order."""
    for old in VERSIONS.glob("0*.py"):
        old.unlink()
    written: list[Path] = []

    def put(name: str, template: str, **parts: str) -> None:
        number = len(written) + 1
        previous = f'"{number - 1:04d}"' if written else "None"
        path = VERSIONS / f"{number:04d}_{name}.py"
        path.write_text(template.format(revision=f"{number:04d}", down_revision=previous, **parts), "utf-8")
        written.append(path)

    for concept, tables in concepts():
        names = ", ".join(table.name for table in tables)
        put(concept, HEAD, title=textwrap.shorten(f"The tables of {concept}: {names}", 100), body=made(tables))
        for number, statements in enumerate(in_files(tables), start=1):
            name = f"{concept}_guards" if number == 1 else f"{concept}_guards_{number}"
            put(name, GUARDS, concept=concept, statements=statements)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", *map(str, written)], check=True)
    return written


def concepts() -> Iterator[tuple[str, list[sa.Table]]]:
    """The concepts with their tables in the order of the house, so that each comes after those that its tables point at.

    A second file of tables (`intake/screening_models.py`) follows its concept, by a name of its own: `intake_screening`.
    """
    home = {
        mapper.local_table: mapper.class_.__module__.split(".")[1:]
        for mapper in SQLModel._sa_registry.mappers  # noqa: SLF001 - where SQLModel keeps its registry
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    order = project["tool"]["importlinter"]["contracts"][0]["layers"]
    for concept in (name.strip("() ") for layer in reversed(order) for name in layer.split("|")):
        files: dict[str, list[sa.Table]] = {concept: []}
        for table in metadata.sorted_tables:
            package, file = home[table][:2]
            if package == concept:
                noun = file.removesuffix("_models")
                files.setdefault(concept if noun == file else f"{concept}_{noun}", []).append(table)
        yield from ((name, tables) for name, tables in files.items() if tables)


def made(tables: list[sa.Table]) -> str:
    """The code that makes these tables with their constraints and indexes."""
    operations: list[ops.MigrateOperation] = []
    for table in tables:
        operations.append(ops.CreateTableOp.from_table(table))
        operations += [
            ops.CreateIndexOp.from_index(index) for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    context = MigrationContext.configure(dialect_name="sqlite", opts={"target_metadata": metadata})
    code = render_python_code(ops.UpgradeOps(ops=operations), migration_context=context, render_item=plain)
    return textwrap.indent("\n".join(line for line in code.splitlines() if not line.startswith("# ###")), "    ")


def plain(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Our own types as what they are in the database, so that a migration needs none of our code."""
    if kind == "type" and isinstance(item, Utc):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def in_files(tables: list[sa.Table]) -> Iterator[str]:
    """What the database refuses of these tables, in files that can be read at a sitting: table after table."""
    group: list[sa.Table] = []
    for table in tables:
        if group and written_out(beside([*group, table])).count("\n") > MOST_LINES:
            yield written_out(beside(group))
            group = []
        group.append(table)
    if any(beside(group).values()):
        yield written_out(beside(group))


def beside(tables: list[sa.Table]) -> dict[str, list[str]]:
    """The statements beside these tables, by dialect."""
    return {dialect: list(guards(tables, url)) for dialect, url in DIALECTS.items()}


def guards(tables: list[sa.Table], url: str) -> Iterator[str]:
    """The statements beside these tables, as they are sent when the tables are made from the models."""
    sent: list[sa.ExecutableDDLElement] = []
    engine = sa.create_mock_engine(url, lambda made, *_args, **_options: sent.append(made))
    for table in tables:
        table.create(engine, checkfirst=False)
    beside = (made for made in sent if not isinstance(made, TABLES))
    yield from dict.fromkeys(str(made.compile(dialect=engine.dialect)).strip() for made in beside)


def written_out(statements: dict[str, list[str]]) -> str:
    """The statements by dialect, as code."""
    lines = ["STATEMENTS = {"]
    for dialect, sent in statements.items():
        lines += [f'    "{dialect}": [', *(line for statement in sent for line in _literal(statement)), "    ],"]
    return "\n".join([*lines, "}"])


def _literal(statement: str) -> Iterator[str]:
    """One string in several lines, broken between words."""
    rest = statement
    yield "        ("
    while len(rest) > WIDTH:
        cut = rest.rfind(" ", 0, WIDTH) + 1 or WIDTH
        yield f"            {rest[:cut]!r}"
        rest = rest[cut:]
    yield f"            {rest!r}"
    yield "        ),"


if __name__ == "__main__":
    for path in write():
        print(path.relative_to(ROOT))
