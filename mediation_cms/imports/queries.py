"""Reading imports: their own importer sees the rows; who keeps the same lists in the place sees what was written."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.access.sight import in_sight
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.imports.models import Import, ImportKind, ImportRow, ImportState, Outcome
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.people.models import Person, Role

PAGE = 50
IMPORT = table_of(Import)
WRITTEN = (ImportState.DONE, ImportState.UNDOING, ImportState.UNDONE)
KEEPERS = {
    ImportKind.REGISTER: frozenset({Role.REGISTER_KEEPER}),
    ImportKind.COURSES: frozenset({Role.REGISTER_KEEPER, Role.COORDINATOR}),
    ImportKind.CERTIFICATES: frozenset({Role.REGISTER_KEEPER, Role.COORDINATOR}),
}
DOOR = frozenset().union(*KEEPERS.values())


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """One's own imports in places where one keeps such lists, and those of colleagues there once they are written."""
    own = sa.or_(IMPORT.c.by_id == actor.account_id, IMPORT.c.state.in_(WRITTEN))
    here = [sa.and_(IMPORT.c.kind == kind, in_sight(actor, roles, IMPORT.c.unit_id)) for kind, roles in KEEPERS.items()]
    return sa.and_(own, sa.or_(*here))


LISTED = sa.select(
    IMPORT.c.id, IMPORT.c.kind, IMPORT.c.state, IMPORT.c.unit_id, IMPORT.c.file_name, IMPORT.c.at, IMPORT.c.total,
    IMPORT.c.by_id,
)  # fmt: skip


def list_imports(session: Session, actor: Actor, *, after: UUID | None = None, limit: int = PAGE) -> Records:
    """Imports that the actor may see, the newest first; one more than a page."""
    statement = LISTED.where(visible_to(actor)).order_by(IMPORT.c.id.desc()).limit(limit + 1)
    if after is not None:
        statement = statement.where(IMPORT.c.id < after)
    return session.connection().execute(statement).all()


def get_import(session: Session, actor: Actor, import_id: UUID) -> Import:
    """One import that the actor may see. Raises NotFound."""
    found = session.exec(select(Import).where(Import.id == import_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def rows_of(
    session: Session,
    whole: Import,
    *,
    outcome: Outcome | None = None,
    kind: str = "",
    left: bool = False,
    after: int = 0,
    limit: int = PAGE,
) -> list[ImportRow]:
    """Rows of an import in the order of the file: of one outcome, with one kind of problem, or left when it was undone."""
    statement = select(ImportRow).where(ImportRow.import_id == whole.id, ImportRow.number > after)
    if outcome is not None:
        statement = statement.where(ImportRow.outcome == outcome)
    if kind:
        statement = statement.where(col(ImportRow.kinds).contains(f"|{kind}|"))
    if left:
        statement = statement.where(col(ImportRow.left).is_(True))
    return list(session.exec(statement.order_by(col(ImportRow.number)).limit(limit + 1)))


def get_row(session: Session, whole: Import, number: int) -> ImportRow:
    """One row of an import by its number in the file. Raises NotFound."""
    found = session.exec(select(ImportRow).where(ImportRow.import_id == whole.id, ImportRow.number == number)).first()
    if found is None:
        raise NotFound
    return found


def left_count(session: Session, whole: Import) -> int:
    """How many rows stayed when the import was undone."""
    statement = select(sa.func.count()).where(ImportRow.import_id == whole.id, col(ImportRow.left).is_(True))
    return int(session.exec(statement).one())


def told_of(session: Session, keys: Iterable[UUID]) -> dict[UUID, Any]:
    """Of people who are offered: the name, the birth date, the first number in a register."""
    wanted = list(keys)
    statement = (
        sa.select(*(table_of(Person).c[name] for name in ("id", "surname", "given_name", "patronymic", "born_on")),
                  sa.func.min(RegisterEntry.number).label("number"))
        .join_from(Person, RegisterEntry, col(RegisterEntry.mediator_id) == col(Person.id), isouter=True)
        .where(col(Person.id).in_(wanted))
        .group_by(col(Person.id))
    )  # fmt: skip
    return {row.id: row for row in session.connection().execute(statement)} if wanted else {}
