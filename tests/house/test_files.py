"""Files that one can read at a sitting, under names that say something."""

import re
from collections.abc import Iterator

from tests.house.code import Module, all_keep, caught, files, modules, none_of, read

LONGEST = 400
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "lib", "manager", "managers"}
EVERYWHERE = (
    "mediation_cms/**/*.py",
    "tests/**/*.py",
    "bench/**/*.py",
    "scripts/*",
    "migrations/**/*.py",
    "seed/**/*.py",
)
SOURCES = (*EVERYWHERE, "templates/**/*.html", "pdf_templates/**/*", "mediation_cms/web/static/**/*.js")
# A reason stands behind the mark: a rule's name, a dash, a few words.
BARE_MARK = re.compile(r"#\s*noqa(?!: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* - \S)|#\s*type:\s*ignore(?!\[[a-z-, ]+\]  # \S)")
LEFT_UNDONE = re.compile(
    r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError\(\)|pytest\.mark\.(skip|xfail)\b|pytest\.skip\("
)


def too_long(module: Module) -> Iterator[tuple[int, str]]:
    lines = module.text.count("\n")
    if lines > LONGEST:
        yield lines, f"at most {LONGEST} lines; most have under 200"


def empty_names(module: Module) -> Iterator[tuple[int, str]]:
    for part in module.path.with_suffix("").parts:
        if part in EMPTY_WORDS:
            yield 1, f"“{part}” does not say what is inside"


def bare_marks(module: Module) -> Iterator[tuple[int, str]]:
    yield from _lines_with(BARE_MARK, module, "a silenced warning says why")


def left_undone(module: Module) -> Iterator[tuple[int, str]]:
    yield from _lines_with(LEFT_UNDONE, module, "what is to be done stands in an issue, not in the code")


def _lines_with(pattern: re.Pattern[str], module: Module, wrong: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(module.text.splitlines(), start=1):
        if pattern.search(line):
            yield number, wrong


def test_no_file_is_too_long_to_read_at_a_sitting():
    all_keep(too_long, modules(*SOURCES))
    assert caught(too_long, "\n" * 401) == [401]


def test_every_name_says_what_is_inside():
    all_keep(empty_names, modules(*SOURCES))
    assert caught(empty_names, "", "mediation_cms/cases/utils.py") == [1]


def test_every_silenced_warning_has_its_reason():
    all_keep(bare_marks, modules(*EVERYWHERE))
    marks = ("no" + "qa", "no" + "qa: S608", "no" + "qa: S608 - our own names", "type" + ": ignore[misc]",
             "type" + ": ignore[misc]  # untyped library")  # fmt: skip
    assert caught(bare_marks, "\n".join(f"a = 1  # {mark}" for mark in marks)) == [1, 2, 4]


def test_nothing_is_left_for_later_in_the_code():
    own = "tests/house/test_files.py"  # names what it looks for
    all_keep(left_undone, [module for module in modules(*EVERYWHERE) if str(module.path) != own])
    assert caught(left_undone, "a = 1  # TO" + "DO: b") == [1]


def test_no_committed_file_knows_this_machine():
    paths = files(*SOURCES, "*.md", "docs/**/*.md", "Makefile", "*.toml", "requirements/*.txt", ".ci/*")
    here = re.compile(r"(?<![\w.])/(work|farm|root|home/\w+)/|--(extra-)?index-url|--find-links")
    own = "tests/house/test_files.py"  # names what it looks for

    none_of(str(path) for path in paths if str(path) != own and here.search(read(path)))
