"""The first page leads everywhere, and what it says of the demo holds."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from mediation_cms.people.models import Role
from tests.house.code import CHECKOUT, files, none_of, read

README = read(Path("README.md"))
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
WRITTEN = ("*.md", "docs/**/*.md", "migrations/*.md")


def links() -> Iterator[tuple[Path, Path]]:
    """Every page with every file of ours that it links to."""
    for page in files(*WRITTEN):
        yield from ((page, page.parent / target) for target in LINK.findall(read(page)))


def test_every_link_leads_somewhere():
    found = list(links())

    assert (Path("README.md"), Path("docs/operations.md")) in found
    none_of(f"{page}: {target}" for page, target in found if not (CHECKOUT / target).resolve().exists())


def test_the_first_page_leads_to_every_other():
    """Those of the guide and the decisions by their tables of contents."""
    leads = {(CHECKOUT / target).resolve() for page, target in links() if page in beginnings()}

    none_of(
        str(path) for path in files("docs/**/*.md", "*.md") if path.name != "README.md" and CHECKOUT / path not in leads
    )


def beginnings() -> set[Path]:
    """The first page and the tables of contents that it leads to."""
    return {Path("README.md"), *(path for path in files("docs/**/README.md") if str(path) in README)}


def test_each_role_has_a_line_with_a_sign_in_of_the_demo():
    told = tomllib.loads(read(Path("seed/demo/accounts.toml")))["account"]
    lines = dict(re.findall(r"^\| ([a-z ]+) \| `(\w+)` \| \S", README, re.MULTILINE))

    assert lines == {each["role"].replace("_", " "): each["login"] for each in told if "try" in each}
    assert {name.replace(" ", "_") for name in lines} == {role.value for role in Role}
