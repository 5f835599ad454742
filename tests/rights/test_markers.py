"""What is secret in a matter is found on the pages of those who may read it, and nowhere by anybody else."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.rights.declared import MATTER, C, M, R, Who, who
from tests.rights.ground import EVERYBODY, OPEN_WORDS, SECRETS, World
from tests.rights.matrix import PAGES, address

DEEP = 2  # from every address of the matrix two clicks further
# Who may read what (docs/permissions.md, "Who sees what"). The IIN is shown masked, whoever looks.
READS: dict[str, Who] = {
    "narrative": who(R, M, C),
    "talk at the reception": who(R, C),
    "talk before it was given to a mediator": who(R, M, C),
    "talk with the mediator": who(M, C),
    "order of protection": who(R, C),
    "why the risk is high": who(R, C),
    "why they may meet": who(R, C),
    "try": who(R, C),
    "answer": who(R, C),
    "own word": who(R, M, C),
    "message": who(R, M, C),
    "answer to the applicant": who(R, M, C),
    "minutes": who(M, C),
    "note": who(M),
    "subject": who(M, C),
    "words of a side": who(M, C),
    "terms": who(M, C),
    "proposal": who(M, C),
    "consequences": who(M, C),
    "address": MATTER,
    "iin": frozenset(),
    "neutral": MATTER,
    "surname": MATTER,
}
MARKERS = {name: re.search(r"zq\w+zq|\d{12}", text)[0] for name, text in SECRETS.items()} | {  # type: ignore[index]  # each has one
    "neutral": "zqneutralzq",
    "surname": OPEN_WORDS["surname"],
}
LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
SAME_PAGE = re.compile(r"[?&](lang|vision)=")


def words_of(body: bytes) -> str:
    """Everything that an answer says: a page, or the tables inside a workbook."""
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return " ".join(book.read(part).decode(errors="replace") for part in book.namelist())


def crawled(client: FlaskClient, world: World) -> Iterator[tuple[str, str]]:
    """Every page that a browser reaches, from the addresses of everything that there is."""
    seen: set[str] = set()
    found = {address(world, page) for page in PAGES if page.opens is not None}
    for _click in range(DEEP + 1):
        further: set[str] = set()
        for at in sorted(found - seen):
            with client.get(at) as answer:
                said = words_of(answer.data)
            yield at, said
            further |= {unescape(link) for link in LINK.findall(said)}
        seen |= found
        found = {
            link for link in further if not link.startswith(("/static", "/sign-out")) and not SAME_PAGE.search(link)
        }


@pytest.mark.database("sqlite")
def test_every_secret_is_read_by_whom_it_is_for_and_by_nobody_else(world: World) -> None:
    met: dict[str, set[str]] = {name: set() for name in MARKERS}
    for name in EVERYBODY:
        with world.undone():
            for _at, said in crawled(world.hand(name), world):
                for secret, marker in MARKERS.items():
                    if marker in said:
                        met[secret].add(name)

    assert met == {secret: set(names) for secret, names in READS.items()}
