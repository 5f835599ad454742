"""Imports go down the house, and only some doors lead outside."""

import ast
import subprocess
import sys
from collections.abc import Iterator

from tests.house.code import CHECKOUT, PACKAGE, Module, all_keep, caught

# What may import a library, as parts of the house or single files. Everything else of the product must do without it.
DOORS = {
    "flask": {"web", "api", "main"},
    "flask_login": {"web", "api"},
    "flask_wtf": {"web", "main"},
    "werkzeug": {"web", "api", "main"},
    "apscheduler": {"jobs"},
    "weasyprint": {"mediation_cms/documents/rendering.py"},
    "pydyf": {"mediation_cms/documents/rendering.py"},
    "xlsxwriter": {
        "mediation_cms/statistics/exports.py",
        "mediation_cms/imports/examples.py",
    },  # where no text becomes a formula
    "granian": {"cli", "main"},
    "click": {"cli", "main"},
    "alembic": {"cli", "main", "seeding"},
    "smtplib": {"jobs"},
}

# What every request goes through: these two files of the web know the database, no page does.
MACHINERY = {"mediation_cms/web/errors.py", "mediation_cms/web/transactions.py"}

# Inside a concept: each file imports only files of a lower line. Files with another name (a rare noun) stand free.
LINES = (("actions",), ("papers",), ("queries",), ("models", "inputs"), ("rules", "workflow"))
LINE = {name: number for number, line in enumerate(LINES) for name in line}


def closed_doors(module: Module) -> Iterator[tuple[int, str]]:
    for line, name in module.imports():
        library = name.split(".")[0]
        if library in DOORS and not DOORS[library] & {module.part, str(module.path)}:
            yield line, f"{library} is for {', '.join(sorted(DOORS[library]))} only"


def tables_in_pages(module: Module) -> Iterator[tuple[int, str]]:
    if module.part in {"web", "api"} and str(module.path) not in MACHINERY:
        for line, name in module.imports():
            if name.split(".")[0] in {"sqlmodel", "sqlalchemy"}:
                yield line, "a page asks the queries and actions of a concept, never the database"


def upward_inside_a_concept(module: Module) -> Iterator[tuple[int, str]]:
    above = LINE.get(_word(module.path.stem))
    if not module.is_concept or above is None:
        return
    for line, name in module.imports():
        parts = name.split(".")
        if parts[:2] == [PACKAGE, module.part] and len(parts) > 2 and LINE.get(_word(parts[2]), above) < above:
            yield line, f"{parts[2]} stands above {module.path.stem}"


def _word(stem: str) -> str:
    """`term_rules` is a file of rules."""
    return stem.rpartition("_")[2]


def imports_inside(module: Module) -> Iterator[tuple[int, str]]:
    for holder in ast.walk(module.tree):
        if isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.If | ast.Lambda):
            for node in ast.walk(holder):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node.lineno, "an import stands at the top; if it cannot, the code is in the wrong place"


def imports_for_types_alone(module: Module) -> Iterator[tuple[int, str]]:
    for line, name in module.imports():
        if name == "typing.TYPE_CHECKING":
            yield line, "what is imported for its types is imported"


def postponed_annotations(module: Module) -> Iterator[tuple[int, str]]:
    if _word(module.path.stem) == "models":
        for line, name in module.imports():
            if name == "__future__.annotations":
                yield line, "SQLModel reads annotations when the class is made"


def test_every_package_imports_only_what_stands_below_it():
    done = subprocess.run([f"{sys.prefix}/bin/lint-imports"], cwd=CHECKOUT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_libraries_of_delivery_stay_behind_their_doors():
    all_keep(closed_doors)
    assert caught(closed_doors, "import re\nfrom flask import g\nimport apscheduler.job") == [2, 3]
    assert caught(closed_doors, "from flask import g", "mediation_cms/web/cases.py") == []
    assert caught(closed_doors, "import weasyprint", "mediation_cms/documents/actions.py") == [1]


def test_pages_never_speak_to_the_database():
    all_keep(tables_in_pages)
    assert caught(tables_in_pages, "from sqlmodel import select", "mediation_cms/web/cases.py") == [1]


def test_inside_a_concept_the_top_imports_the_bottom():
    all_keep(upward_inside_a_concept)
    wrong = "from mediation_cms.cases.actions import end\nfrom mediation_cms.cases import queries"
    assert caught(upward_inside_a_concept, wrong, "mediation_cms/cases/models.py") == [1, 2]
    assert caught(upward_inside_a_concept, wrong, "mediation_cms/cases/term_rules.py") == [1, 2]
    assert caught(upward_inside_a_concept, "from mediation_cms.cases.models import Case") == []


def test_imports_stand_at_the_top():
    all_keep(imports_inside)
    assert caught(imports_inside, "import re\ndef a():\n    import os\nif 1:\n    from a import b") == [3, 5]
    assert caught(imports_inside, "try:\n    import weasyprint\nexcept OSError:\n    raise") == []


def test_nothing_is_imported_for_its_types_alone():
    all_keep(imports_for_types_alone)
    assert caught(imports_for_types_alone, "from typing import TYPE_CHECKING") == [1]


def test_models_have_real_annotations():
    all_keep(postponed_annotations)
    assert caught(postponed_annotations, "from __future__ import annotations", "mediation_cms/cases/models.py") == [1]
