"""Finding what the actor may see: one statement that goes through the hits newest first, and stops when the page is full.

Where somebody sees is asked twice: by marks in the index, so that a surname of thousands is found within one cabinet as fast
as in the whole republic, and by `visible_to` of the matter itself, which alone decides.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.queries import CASE
from mediation_cms.core.db import Records, keyring, table_of
from mediation_cms.core.marks import CABINET, MEDIATOR, REGISTERED, of_key
from mediation_cms.intake import queries as intake
from mediation_cms.intake.models import Party
from mediation_cms.mediators import queries as mediators
from mediation_cms.mediators.register_queries import STANDING
from mediation_cms.people.models import Contact, Organisation, Person
from mediation_cms.people.records import IIN
from mediation_cms.search.asking import FTS5, TSQUERY, Asked
from mediation_cms.search.models import ENTRY

PAGE = 50
MOST_MEDIATORS = 20
REQUEST, COMPANION = intake.REQUEST, intake.COMPANION
PARTY, CONTACT = table_of(Party), table_of(Contact)
PERSON, ORGANISATION = table_of(Person), table_of(Organisation)
INDEX = sa.table("search_index", sa.column("rowid"))
# The plus keeps SQLite from asking the index about one line after the other instead of letting it count down.
LINES: dict[str, sa.FromClause] = {
    "sqlite": sa.join(INDEX, ENTRY, ENTRY.c.id == sa.literal_column("+search_index.rowid")),
    "postgresql": ENTRY,
}
# PostgreSQL is told the words and the length of the page with the statement, not beside it: how it had best go about it depends
# on how common they are, and for what it does not know it would make one plan for all of them.
TOLD = sa.bindparam("words", type_=sa.String, literal_execute=True)
FITS = {
    "sqlite": sa.text("search_index MATCH :words"),
    "postgresql": sa.text("search_entry.lexemes @@ CAST(:words AS tsquery)").bindparams(TOLD),
}
PLACE = {"sqlite": INDEX.c.rowid, "postgresql": ENTRY.c.id}
WRITINGS = {"sqlite": FTS5, "postgresql": TSQUERY}

# --- matters -----------------------------------------------------------------------------------------------------------

MATTER = (
    ENTRY.c.id.label("place"), REQUEST.c.id, REQUEST.c.number, REQUEST.c.subject, REQUEST.c.folded, REQUEST.c.status,
    REQUEST.c.outcome, REQUEST.c.received_on, REQUEST.c.cabinet_id, CASE.c.id.label("case_id"),
    CASE.c.status.label("case_status"),
)  # fmt: skip


def _of_matter(lines: sa.FromClause) -> sa.Join:
    return lines.join(REQUEST, REQUEST.c.id == ENTRY.c.request_id).outerjoin(CASE, CASE.c.request_id == REQUEST.c.id)


def find_matters(
    session: Session, actor: Actor, asked: Asked, *, after: int | None = None, limit: int = PAGE
) -> Records:
    """Requests and cases that the actor may see, newest first, one more than a page; `after` is the place of the last seen."""
    seen = intake.sight(actor)
    marks = {of_key(CABINET, key) for key in seen["covered"]}
    if seen["mine"]:
        marks |= {of_key(MEDIATOR, seen["mine"]), *_beside(session, seen["mine"])}
    if not asked or not (seen["everything"] or marks):
        return []
    within = () if seen["everything"] else (marks,)
    return _hits(session, sa.select(*MATTER), _of_matter, intake.visible_to(actor), (asked, within), after, limit + 1)


def _beside(session: Session, mediator: UUID) -> set[str]:
    """The marks of matters in which a mediator works beside another: those of that other one, or where nobody has them now."""
    statement = (
        sa.select(REQUEST.c.mediator_id, REQUEST.c.cabinet_id)
        .join(COMPANION, COMPANION.c.request_id == REQUEST.c.id)
        .where(COMPANION.c.mediator_id == mediator, COMPANION.c.until.is_(None))
    )
    return {
        of_key(MEDIATOR, whose) if whose else of_key(CABINET, where)
        for whose, where in session.connection().execute(statement)
    }


def find_matters_of(session: Session, actor: Actor, people: Collection[UUID], *, limit: int = PAGE) -> Records:
    """The requests and cases in which one of these people is a side or speaks for one, as far as the actor may see them."""
    theirs = sa.select(PARTY.c.request_id).where(PARTY.c.person_id.in_(people))
    statement = (
        sa.select(*MATTER).select_from(_of_matter(ENTRY)).where(REQUEST.c.id.in_(theirs), intake.visible_to(actor))
    )
    return session.connection().execute(statement.order_by(ENTRY.c.id.desc()).limit(limit + 1)).all()


def index_of(session: Session, iin: str) -> str:
    """The keyed index of an IIN: what stands for it in an address, since the number itself must not."""
    return keyring(session).index(iin, IIN)


def people_indexed(session: Session, index: str) -> list[UUID]:
    """The keys of the people with this keyed index of an IIN."""
    return list(session.connection().scalars(sa.select(PERSON.c.id).where(PERSON.c.iin_index == index)))


# --- mediators ---------------------------------------------------------------------------------------------------------

NEWEST = mediators.ENTRY.alias("newest")
STANDS = mediators.ENTRY.c.id == (
    sa.select(NEWEST.c.id)
    .where(NEWEST.c.mediator_id == PERSON.c.id, NEWEST.c.since <= mediators.ON)
    .order_by(NEWEST.c.since.desc(), NEWEST.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
REGISTER = (
    mediators.ENTRY.c.id, mediators.ENTRY.c.number, mediators.ENTRY.c.kind, mediators.ENTRY.c.district_id,
    PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic, STANDING.label("standing"),
)  # fmt: skip


def _of_register(lines: sa.FromClause) -> sa.Join:
    return lines.join(PERSON, PERSON.c.id == ENTRY.c.mediator_id).join(mediators.ENTRY, STANDS)


def find_mediators(session: Session, actor: Actor, asked: Asked, on: date, *, limit: int = MOST_MEDIATORS) -> Records:
    """Mediators by their names, each with the register entry made last, as it stands on the day."""
    if not asked:
        return []
    statement = sa.select(*REGISTER).params(on=on)
    return _hits(session, statement, _of_register, mediators.visible_to(actor), (asked, ([REGISTERED],)), None, limit)


def _hits(
    session: Session,
    read: sa.Select[Any],
    of: Callable[[sa.FromClause], sa.Join],
    visible: sa.ColumnElement[bool],
    wanted: tuple[Asked, Iterable[Collection[str]]],
    after: int | None,
    limit: int,
) -> Records:
    """The rows to which the index leads, newest first."""
    connection = session.connection()
    dialect = connection.dialect.name
    place = PLACE[dialect]
    statement = read.select_from(of(LINES[dialect])).where(FITS[dialect], visible)
    if after is not None:
        statement = statement.where(place < after)
    asked, within = wanted
    words = asked.written(WRITINGS[dialect], *within)
    page = statement.order_by(place.desc()).limit(sa.bindparam("most", type_=sa.Integer, literal_execute=True))
    return connection.execute(page, {"words": words, "most": limit}).all()


# --- who stands in them ------------------------------------------------------------------------------------------------

SIDES = (
    sa.select(
        PARTY.c.request_id, PARTY.c.side, PARTY.c.represents_id, PERSON.c.id.label("person_id"), PERSON.c.surname,
        PERSON.c.given_name, PERSON.c.patronymic, PERSON.c.folded, ORGANISATION.c.id.label("organisation_id"),
        ORGANISATION.c.name.label("organisation"), ORGANISATION.c.folded.label("organisation_folded"), ORGANISATION.c.bin,
    )
    .select_from(
        PARTY.outerjoin(PERSON, PERSON.c.id == PARTY.c.person_id)
        .outerjoin(ORGANISATION, ORGANISATION.c.id == PARTY.c.organisation_id)
    )
    .where(PARTY.c.request_id.in_(sa.bindparam("keys", expanding=True)))
    .order_by(PARTY.c.side_no, PARTY.c.id)
)  # fmt: skip
PHONES = sa.select(CONTACT.c.person_id, CONTACT.c.organisation_id, CONTACT.c.value, CONTACT.c.folded).where(
    sa.or_(
        CONTACT.c.person_id.in_(sa.bindparam("people", expanding=True)),
        CONTACT.c.organisation_id.in_(sa.bindparam("organisations", expanding=True)),
    ),
    CONTACT.c.folded != "",
)


def sides_of(session: Session, matters: Iterable[UUID]) -> Records:
    """Everybody who stands in these matters, with what they are found by."""
    return session.connection().execute(SIDES, {"keys": list(matters)}).all()


def phones_of(session: Session, sides: Records) -> Records:
    """The phones of these."""
    people = {side.person_id for side in sides} - {None}
    organisations = {side.organisation_id for side in sides} - {None}
    asked = {"people": list(people), "organisations": list(organisations)}
    return session.connection().execute(PHONES, asked).all()
