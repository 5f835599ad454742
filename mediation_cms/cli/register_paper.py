"""`paper` for the papers of a register entry: the decision on entry, and an extract of today."""

from collections.abc import Callable

import click
import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.documents.inputs import BY_NAME, Languages
from mediation_cms.documents.models import Paper
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.mediators.register_paper_actions import make_register_extract, make_register_order

BOTH = BY_NAME["kk+ru"]
ENTERED = sa.select(col(RegisterEntry.number)).order_by(col(RegisterEntry.id))
DECIDED = ENTERED.where(
    col(RegisterEntry.act_in_no) != "", col(RegisterEntry.act_in_on).is_not(None), col(RegisterEntry.act_in_by) != ""
)


def of_entry(make: Callable[[Session, Actor, RegisterEntry, Languages], Paper]) -> Callable[..., Paper]:
    """A paper of the register entry with this number; each register numbers its own, so that one number may be several."""
    return lambda session, actor, number, languages: make(session, actor, _entry(session, number), languages or BOTH)


def _entry(session: Session, number: str) -> RegisterEntry:
    found = session.exec(select(RegisterEntry).where(sa.func.upper(col(RegisterEntry.number)) == number)).all()
    if not found:
        raise click.ClickException(f"There is no register entry with the number {number}.")
    if len(found) > 1:
        raise click.ClickException(
            f"{len(found)} registers have an entry with the number {number}. Make the paper on the page of the entry."
        )
    return found[0]


MAKE_OF_ENTRY = {"register_order": of_entry(make_register_order), "register_extract": of_entry(make_register_extract)}
LISTS_OF_ENTRY: dict[str, sa.Select[str]] = {"register_order": DECIDED, "register_extract": ENTERED}
