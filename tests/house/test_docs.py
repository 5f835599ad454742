"""What people rely on is written down: settings, commands, rights, make targets."""

import re
from collections.abc import Iterator
from importlib.metadata import entry_points

import click

from mediation_cms.access.rights import Can
from mediation_cms.core.settings import PREFIX
from tests.house.code import CHECKOUT, PACKAGE, files, none_of, read

DOCS = "\n".join(read(path) for path in files("README.md", "docs/**/*.md"))


def commands(group: click.Group, before: str) -> Iterator[str]:
    """Every command as it is typed: `mediation-cms account add`."""
    for name, command in group.commands.items():
        typed = f"{before} {name}"
        yield from commands(command, typed) if isinstance(command, click.Group) else [typed]


def test_every_setting_is_explained():
    settings = set(re.findall(r"\bget\(\"([A-Z_]+)\"", read(CHECKOUT / PACKAGE / "core" / "settings.py")))

    assert {"DATA_DIR", "DATABASE_URL"} <= settings
    none_of(PREFIX + name for name in settings if PREFIX + name not in DOCS)


def test_every_command_is_explained():
    (program,) = entry_points(group="console_scripts", name="mediation-cms")
    typed = list(commands(program.load(), program.name))

    assert typed
    none_of(line for line in typed if line not in DOCS)


def test_every_right_is_explained():
    page = CHECKOUT / "docs" / "permissions.md"
    text = page.read_text("utf-8") if page.exists() else ""

    none_of(f"{right} is not in docs/permissions.md" for right in Can if f"`{right}`" not in text)


def test_every_make_target_is_explained():
    targets = set(re.findall(r"^([a-z-]+):.*## ", read(CHECKOUT / "Makefile"), re.MULTILINE))

    assert {"demo", "test", "check"} <= targets
    none_of(f"make {target}" for target in targets if f"make {target}" not in DOCS)
