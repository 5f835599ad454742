"""What a command has made, as a file or on standard output."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cli.house import House, system
from mediation_cms.documents.models import Paper, PaperStatus
from mediation_cms.documents.queries import printed

OUT = click.option(
    "--out", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), metavar="FILE", help="Where to write it."
)


def pdf(house: House, ask: Callable[[Session, Actor], Paper]) -> bytes:
    """The paper that is asked for, printed here if nobody has printed it yet. Refused when it cannot be."""
    with house.database.transaction() as session:
        paper = ask(session, system(session))
    if paper.status is not PaperStatus.READY:
        house.print_paper(paper.id)
    with house.database.session(writes=False) as session:
        paper = session.get_one(Paper, paper.id)
        if paper.problem:
            raise click.ClickException(paper.problem)
        return printed(session, paper).content


def write(content: bytes, out: Path | None) -> None:
    """To the file, or to standard output."""
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
