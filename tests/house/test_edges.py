"""What only one place, or only the edges, may do."""

import ast
from collections.abc import Iterator

from tests.house.code import DELIVERY, PACKAGE, Module, all_keep, caught

EDGES = DELIVERY | {"main"}
CLOCK = f"{PACKAGE}/core/clock.py"
SETTINGS = f"{PACKAGE}/core/settings.py"
DATABASE = f"{PACKAGE}/core/db.py"
TIME = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "func.now", "sa.func.now", "sa.func.current_timestamp",
    "sa.func.current_date", "func.current_timestamp", "func.current_date",
}  # fmt: skip


def commits_inside(module: Module) -> Iterator[tuple[int, str]]:
    if module.part not in EDGES and str(module.path) != DATABASE:
        for line, name in module.calls():
            if name.rpartition(".")[2] in {"commit", "begin"}:
                yield line, "only the edges begin and commit: a refusal must be able to roll everything back"


def other_clocks(module: Module) -> Iterator[tuple[int, str]]:
    if str(module.path) != CLOCK:
        for line, name in module.calls():
            if name in TIME:
                yield line, "only core.clock knows the time"


def environment_elsewhere(module: Module) -> Iterator[tuple[int, str]]:
    if str(module.path) == SETTINGS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv", "os.environb"}:
            yield node.lineno, "only core.settings reads the environment"
    for line, name in module.imports():
        if name in {"os.environ", "os.getenv"}:
            yield line, "only core.settings reads the environment"


def test_only_the_edges_commit():
    all_keep(commits_inside)
    assert caught(commits_inside, "session.add(case)\nsession.commit()") == [2]
    assert caught(commits_inside, "session.commit()", "mediation_cms/jobs/expire.py") == []


def test_only_the_clock_knows_the_time():
    all_keep(other_clocks)
    assert caught(other_clocks, "a = datetime.now(UTC)\nb = clock.now()\nc = date.today()") == [1, 3]
    assert caught(other_clocks, "datetime.now(UTC)", CLOCK) == []


def test_only_the_settings_know_the_environment():
    all_keep(environment_elsewhere)
    assert caught(environment_elsewhere, "import os\nos.environ['A']\nos.getenv('B')") == [2, 3]
    assert caught(environment_elsewhere, "from os import environ") == [1]
