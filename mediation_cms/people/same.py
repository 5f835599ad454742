"""Who belongs together: records that staff linked as one human, over all links that stand."""

from collections.abc import Callable, Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.people.models import Person, SamePerson

LINK, PERSON = table_of(SamePerson), table_of(Person)
STANDS = LINK.c.undone_at.is_(None)
ALREADY = _("They are linked as one person already.")
Seen = Callable[[sa.ColumnElement[UUID]], sa.ColumnElement[bool]]
"""Which records may be looked at, as a condition on the column with their keys."""


IINS = sa.select(PERSON.c.iin_index).where(
    PERSON.c.id.in_(sa.bindparam("of", expanding=True)), PERSON.c.iin_index.is_not(None)
)
ALIKE = sa.select(PERSON.c.id).where(PERSON.c.iin_index.in_(IINS))


def everybody(_key: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Every record."""
    return sa.true()


def same_as(session: Session, person_ids: Iterable[UUID], seen: Seen = everybody) -> dict[UUID, frozenset[UUID]]:
    """For each of these people the keys of all records about that human, the own one among them; in one statement.

    With `seen`, links lead only to records that may be looked at, and through none that may not.
    """
    asked = list(dict.fromkeys(person_ids))
    circles: dict[UUID, set[UUID]] = {key: {key} for key in asked}
    if asked:
        for of, key in session.connection().execute(_walk(seen), {"asked": asked}):
            circles[of].add(key)
    return {key: frozenset(circle) for key, circle in circles.items()}


def same_human(session: Session, person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """All records about these humans: linked by staff, or entered with the same IIN, however far the one leads to the other."""
    known: frozenset[UUID] = frozenset()
    found = frozenset(person_ids)
    while found != known:
        known = found
        circle = frozenset().union(*same_as(session, known).values())
        found = circle.union(session.connection().scalars(ALIKE, {"of": list(circle)}))
    return found


def iins_of(session: Session, person_ids: Iterable[UUID]) -> frozenset[str]:
    """The keyed indexes of the IINs that these records have."""
    return frozenset(session.connection().scalars(IINS.distinct(), {"of": list(person_ids)}))


def _walked(seen: Seen) -> sa.Select[UUID, UUID]:
    """Each record `asked` for with every one that links lead to, however far; UNION ends where they lead in a round."""
    among = PERSON.c.id.in_(sa.bindparam("asked", expanding=True))
    first = sa.select(PERSON.c.id.label("of"), PERSON.c.id.label("key")).where(among)
    walk = first.cte("walk", recursive=True)
    beyond = sa.case((LINK.c.person_id == walk.c.key, LINK.c.other_id), else_=LINK.c.person_id)
    touches = sa.or_(LINK.c.person_id == walk.c.key, LINK.c.other_id == walk.c.key)
    further = sa.select(walk.c.of, PERSON.c.id).where(touches, STANDS, PERSON.c.id == beyond, seen(PERSON.c.id))
    whole = walk.union(further)
    return sa.select(whole.c.of, whole.c.key)


OF_EVERYBODY = _walked(everybody)


def _walk(seen: Seen) -> sa.Select[UUID, UUID]:
    """Built once for all who look at every record: `seen_by` is another one for each reader."""
    return OF_EVERYBODY if seen is everybody else _walked(seen)


def put_link(session: Session, one: UUID, other: UUID, by_account: UUID) -> SamePerson:
    """Link two records as one human. Raises Refused for one and the same record, and when they were linked a moment ago."""
    if one == other:
        raise Refused(_("This is the very same record. Choose another."))
    first, second = sorted((one, other))
    link = SamePerson(person_id=first, other_id=second, linked_by_id=by_account, linked_at=clock.now())
    try:
        with session.begin_nested():
            session.add(link)
    except IntegrityError:  # a colleague was faster
        raise Refused(ALREADY) from None
    return link
