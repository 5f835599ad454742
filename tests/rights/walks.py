"""One walk of a reader through the product: from every address there is, one click further. Several tests ask what was met."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from urllib.parse import urljoin

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlmodel import col, select

from mediation_cms.audit.models import Reading
from mediation_cms.schema import metadata
from tests.rights.ground import OPEN_WORDS, SECRETS, World
from tests.rights.matrix import PAGES, address

# Reading leaves its own trace, and so do sessions; nothing else changes by looking.
MARKS_OF_LOOKING = {"reading", "sign_in"}
ANCHOR = re.compile(r'<a\b[^>]*\shref="([^"#]+)')
WAY_ON = re.compile(r'(?:href|action)="(/[^"#]*)"')
SAME_PAGE = re.compile(r"[?&](lang|vision)=")
MARKERS = {name: re.search(r"zq\w+zq|\d{12}", text)[0] for name, text in SECRETS.items()} | {  # type: ignore[index]  # each has one
    "neutral": "zqneutralzq",
    "surname": OPEN_WORDS["surname"],
}
NOT_WALKED = ("/static", "/sign-out")


@dataclass(frozen=True)
class Visit:
    """What an address answered: its status, the addresses its links lead to, every way on, and the secrets it told."""

    status: int
    links: frozenset[str]
    ways_on: frozenset[str]
    secrets: frozenset[str]


def counted(world: World) -> dict[str, int]:
    """How many rows every table has."""
    tables = [table for table in metadata.sorted_tables if table.name not in MARKS_OF_LOOKING]
    asked = [sa.select(sa.literal(table.name), sa.func.count()).select_from(table) for table in tables]
    return {row[0]: row[1] for row in world.connection.execute(sa.union_all(*asked))}


def words_of(body: bytes) -> str:
    """Everything that an answer says: a page, or the tables inside a workbook."""
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return " ".join(book.read(part).decode(errors="replace") for part in book.namelist())


def visited(client: FlaskClient, at: str) -> Visit:
    """Open an address and look for secrets and for ways on."""
    with client.get(at) as answer:
        said = words_of(answer.data)
        is_page = answer.status_code == 200 and answer.mimetype == "text/html"
        linked = {urljoin(at, unescape(href)) for href in ANCHOR.findall(said)} if is_page else set()
        return Visit(
            answer.status_code,
            frozenset(link for link in linked if link.startswith("/")),
            frozenset(map(unescape, WAY_ON.findall(said))),
            frozenset(secret for secret, marker in MARKERS.items() if marker in said),
        )


@dataclass
class Walk:
    """What one reader met; walked once, and as far as somebody asks. The world stays as it was."""

    world: World
    name: str
    changed: set[str] = field(default_factory=set)  # tables in which looking changed the number of rows
    noted: set[str] = field(default_factory=set)  # the pages that the log of reading names

    @cached_property
    def first(self) -> dict[str, Visit]:
        """Every address of the matrix."""
        return self._walked({address(self.world, page) for page in PAGES if page.opens is not None})

    @cached_property
    def whole(self) -> dict[str, Visit]:
        """And everything that is a click further."""
        further = frozenset[str]().union(*(visit.ways_on | visit.links for visit in self.first.values()))
        wanted = {at for at in further if not at.startswith(NOT_WALKED) and not SAME_PAGE.search(at)}
        return self.first | self._walked(wanted - self.first.keys())

    def _walked(self, addresses: set[str]) -> dict[str, Visit]:
        client = self.world.hand(self.name)
        with self.world.undone():
            before = counted(self.world)
            found = {at: visited(client, at) for at in sorted(addresses)}
            self.changed |= {table for table, rows in counted(self.world).items() if rows != before[table]}
            with self.world.database.session() as session:
                self.noted |= set(session.exec(select(Reading.page).where(col(Reading.refused).is_(False)).distinct()))
        return found
