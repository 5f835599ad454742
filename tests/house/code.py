"""The project's own files as the house tests read them."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
PACKAGE = "mediation_cms"
DELIVERY = {"web", "api", "jobs", "cli", "seeding"}
OUTSIDE_CONCEPTS = DELIVERY | {"main", "schema", "core", ""}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file. `path` is relative to the checkout, as in `mediation_cms/cases/actions.py`."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text)

    @property
    def part(self) -> str:
        """The concept or delivery that the file belongs to: `cases`, `web`, `main`; empty for the package itself."""
        inside = self.path.relative_to(PACKAGE).parts
        return inside[0].removesuffix(".py") if inside[0] != "__init__.py" else ""

    @property
    def is_concept(self) -> bool:
        """Whether the file belongs to the field, and not to delivery or to the core."""
        return self.part not in OUTSIDE_CONCEPTS

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything that the file imports: `mediation_cms.cases.models.Case`, `flask.g`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)

    def calls(self) -> Iterator[tuple[int, str]]:
        """Line and written name of everything that the file calls: `session.commit`, `print`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, ast.unparse(node.func)

    def functions(self) -> Iterator[Function]:
        """The functions at the top of the file that others may call."""
        for node in self.tree.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield node


Rule = Callable[[Module], Iterable[tuple[int, str]]]
"""A rule of the house: finds the lines of a file that break it, and says what is wrong with each."""


def files(*patterns: str) -> list[Path]:
    """Files of the checkout, relative to it."""
    found = {path.relative_to(CHECKOUT) for pattern in patterns for path in CHECKOUT.glob(pattern)}
    return sorted(path for path in found if (CHECKOUT / path).is_file())


def read(path: Path) -> str:
    """The text of a file of the checkout."""
    return (CHECKOUT / path).read_text(encoding="utf-8")


def modules(*patterns: str) -> list[Module]:
    """The product's own Python files, or others by pattern."""
    return [Module(path, read(path)) for path in files(*patterns or (f"{PACKAGE}/**/*.py",))]


def broken(rule: Rule, among: Iterable[Module] | None = None) -> list[str]:
    """Every breach of the rule, as `file:line what is wrong`."""
    return [
        f"{module.path}:{line} {wrong}"
        for module in (modules() if among is None else among)
        for line, wrong in rule(module)
    ]


def all_keep(rule: Rule, among: Iterable[Module] | None = None) -> None:
    """Assert that every file keeps the rule; otherwise list each line that does not."""
    none_of(broken(rule, among))


def none_of(wrong: Iterable[str]) -> None:
    """Assert that nothing is wrong; otherwise list it, one a line."""
    __tracebackhide__ = True
    listed = sorted(wrong)
    assert not listed, "\n  ".join(["", *listed])


def caught(rule: Rule, source: str, path: str = f"{PACKAGE}/cases/actions.py") -> list[int]:
    """The lines at which the rule stops these words in a file of this name: shows that the rule bites."""
    return [line for line, _wrong in rule(Module(Path(path), source))]
