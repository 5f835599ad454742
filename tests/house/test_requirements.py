"""What we use is declared, and what is declared is pinned."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.code import CHECKOUT, PACKAGE, Module, all_keep, caught, none_of, read

PROJECT = tomllib.loads(read(CHECKOUT / "pyproject.toml"))
DECLARED = {
    "build": PROJECT["dependency-groups"]["build"],
    "runtime": PROJECT["project"]["dependencies"],
    "dev": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
}
PROVIDERS = packages_distributions()
OURS = {canonicalize_name(Requirement(line).name) for line in DECLARED["runtime"]}
PIN = re.compile(r"^([\w.-]+)==([^ ;\\]+)[^\\\n]*(\\\n\s+--hash=sha256:[0-9a-f]{64}\b)?", re.MULTILINE)


def pins(name: str) -> Iterator[tuple[str, str, bool]]:
    """Project, version and whether there are hashes, of everything that a requirement file pins."""
    for project, version, digest in PIN.findall(read(CHECKOUT / "requirements" / f"{name}.txt")):
        yield canonicalize_name(project), version, bool(digest)


def undeclared(module: Module) -> Iterator[tuple[int, str]]:
    for line, name in module.imports():
        top = name.split(".")[0]
        if top not in {PACKAGE, *sys.stdlib_module_names} and not OURS & set(
            map(canonicalize_name, PROVIDERS.get(top, ()))
        ):
            yield line, f"{top} is not declared in pyproject.toml: it may be gone with the next version of another"


def test_every_declared_dependency_is_pinned_at_a_version_that_will_do():
    for file, lines in DECLARED.items():
        pinned = {project: version for project, version, _ in pins(file)}
        none_of(
            f"requirements/{file}.txt lacks {line}; run `make requirements`"
            for line in lines
            if pinned.get(canonicalize_name(Requirement(line).name), "0") not in Requirement(line).specifier
        )


def test_every_pinned_archive_is_known_by_its_hash():
    none_of(f"{file}: {project}" for file in DECLARED for project, _, hashed in pins(file) if not hashed)


def test_tests_run_with_the_versions_that_people_run():
    none_of(f"{project} {version}" for project, version, _ in set(pins("runtime")) - set(pins("dev")))


def test_what_the_product_imports_is_declared():
    all_keep(undeclared)
    assert caught(undeclared, "import re\nimport flask\nimport pytest\nimport unheard_of") == [3, 4]
