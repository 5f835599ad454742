"""Whom somebody who is being typed in may be: the known people in the actor's sight, most alike first.

Each way to be alike reads its own index and stops after a few rows, so that thousands of the same name cost no more than some.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core.names import search_key
from mediation_cms.core.parsing import Unreadable
from mediation_cms.intake.known_people import CONTACT, PARTY, PERSON, Human, humans, seen_by
from mediation_cms.intake.numbers import meant
from mediation_cms.intake.queries import REQUEST, visible_to
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.likeness import Known, Likeness, Shared, likeness, shared
from mediation_cms.people.models import PHONES, Person
from mediation_cms.people.queries import contacts_of, contacts_of_all, phones_of
from mediation_cms.people.records import iin_index, named_so
from mediation_cms.people.rules import born_on_of, normalise_phone

MOST = 8
"""People shown for one who is typed in: more are not compared by anybody."""
FOUND = 24
"""Records that each way to be alike may bring."""
AMONG = 1000
"""Of so many namesakes, the newest, those in sight are looked for when nothing but the name, or the phone, speaks for them."""


@dataclass(frozen=True)
class Match:
    """Somebody known, how much speaks for the two being one human, and what."""

    human: Human
    likeness: Likeness
    shared: tuple[Shared, ...]

    @classmethod
    def of(cls, session: Session, who: Known, one: Human) -> "Match":
        """Somebody who was looked for by hand, however little speaks for it."""
        there = stored_as(session, one.person)
        return cls(one, likeness(who, there), shared(who, there))

    @property
    def is_likely(self) -> bool:
        """Whether so much speaks for it that staff must say yes or no."""
        return self.likeness >= Likeness.LIKELY


def typed_as(session: Session, given: PersonIn) -> Known:
    """What is known of somebody who is being typed in; the birth date is in the IIN where only that was typed."""
    keys = named_so(given)
    reached = given.contact
    phones = {reached.value} if reached and reached.value and reached.channel in PHONES else set()
    return Known(
        keys["short_key"],
        search_key(given.patronymic),
        given.born_on or (born_on_of(given.iin) if given.iin else None),
        iin_index(session, given.iin) if given.iin else None,
        frozenset(phones),
    )


def stored_as(session: Session, person: Person) -> Known:
    """What is known of somebody by their record."""
    return _known(person, phones_of(contacts_of(session, person)))


def _known(person: Person, phones: frozenset[str]) -> Known:
    return Known(person.short_key, search_key(person.patronymic), person.born_on, person.iin_index, phones)


def matches(session: Session, actor: Actor, who: Known, but: Collection[UUID] = ()) -> list[Match]:
    """The known people whom this may be, most alike first; `but` are the records that are this very person already."""
    ways = _ways(who)
    if not ways:
        return []
    found = _found(session, actor, ways, but)
    reached = contacts_of_all(session, found)
    alike: dict[UUID, tuple[Likeness, tuple[Shared, ...]]] = {}
    for person in found:
        there = _known(person, phones_of(reached.get(person.id, [])))
        alike[person.id] = likeness(who, there), shared(who, there)
    those = [person for person in found if alike[person.id][0] > Likeness.NONE]
    those.sort(key=lambda person: (alike[person.id][0], len(alike[person.id][1]), person.id), reverse=True)
    shown = humans(session, actor, those, MOST) if those else []
    return [Match(one, *alike[one.person.id]) for one in shown if not one.records & set(but)]


def _found(session: Session, actor: Actor, ways: list[sa.ColumnElement[bool]], but: Collection[UUID]) -> list[Person]:
    seen = seen_by(actor)(PERSON.c.id)
    branches = []
    for way in ways:
        few = sa.select(PERSON.c.id).where(way, PERSON.c.id.not_in(list(but)), seen)
        branches.append(sa.select(few.order_by(PERSON.c.id.desc()).limit(FOUND).subquery().c.id))
    return list(session.exec(select(Person).where(col(Person.id).in_(sa.union(*branches)))))


def _ways(who: Known) -> list[sa.ColumnElement[bool]]:
    """The ways in which a record may be alike, each served by an index."""
    ways: list[sa.ColumnElement[bool]] = []
    reached = sa.select(CONTACT.c.person_id).where(
        CONTACT.c.value.in_(who.phones), CONTACT.c.channel.in_(PHONES), CONTACT.c.person_id.is_not(None)
    )
    if who.iin_index:
        ways.append(PERSON.c.iin_index == who.iin_index)
    if who.phones:
        ways.append(PERSON.c.id.in_(_newest(reached, CONTACT.c.id)))
    if who.key:
        called = PERSON.c.short_key == who.key
        ways += [
            PERSON.c.folded == who.whole,
            PERSON.c.id.in_(_newest(sa.select(PERSON.c.id).where(called), PERSON.c.id)),
        ]
        if who.born_on:
            ways.append(sa.and_(called, PERSON.c.born_on == who.born_on))
        if who.phones:
            by_phone = reached.where(CONTACT.c.person_id == PERSON.c.id).correlate(PERSON).exists()
            ways.append(sa.and_(called, by_phone))
    return ways


def _newest(those: sa.Select[UUID], key: sa.ColumnElement[UUID]) -> sa.Select[UUID]:
    newest = those.order_by(key.desc()).limit(AMONG).subquery()
    return sa.select(newest.c[0])


# --- looked for by hand ------------------------------------------------------------------------------------------------


def looked_for(
    session: Session, actor: Actor, typed: str, after: UUID | None = None, limit: int = MOST, *, indexed: str = ""
) -> list[Person]:
    """People in sight with this phone or whole name in any spelling, newest first; one more than a page.

    What is typed is read as a number where it is one, else as a name with or without patronymic. The number of a matter in
    sight, or its end, finds whoever takes part in it. `indexed` is the keyed index of an IIN, in place of all that.
    """
    asked = [PERSON.c.iin_index == indexed] if indexed else _asked(session, actor, typed)
    if not asked:
        return []
    statement = select(Person).where(sa.or_(*asked), seen_by(actor)(PERSON.c.id))
    if after is not None:
        statement = statement.where(Person.id < after)
    return list(session.exec(statement.order_by(col(Person.id).desc()).limit(limit + 1)))


def _asked(session: Session, actor: Actor, typed: str) -> list[sa.ColumnElement[bool]]:
    """What may be meant; nothing when it can be none of it."""
    key = search_key(typed)
    if not any(figure.isdigit() for figure in typed):
        return [PERSON.c.folded == key, PERSON.c.short_key == key] if key else []
    numbers = meant(session, typed)
    return [*_with_phone(typed), *([_in_matters(actor, numbers)] if numbers else [])]


def _with_phone(typed: str) -> list[sa.ColumnElement[bool]]:
    try:
        phone = normalise_phone(typed)
    except Unreadable:
        return []
    reached = sa.select(CONTACT.c.person_id).where(CONTACT.c.value == phone, CONTACT.c.channel.in_(PHONES))
    return [PERSON.c.id.in_(reached.where(CONTACT.c.person_id.is_not(None)))]


def _in_matters(actor: Actor, numbers: Collection[str]) -> sa.ColumnElement[bool]:
    part = sa.select(PARTY.c.person_id).join(REQUEST, REQUEST.c.id == PARTY.c.request_id)
    here = part.where(REQUEST.c.number.in_(list(numbers)), visible_to(actor), PARTY.c.person_id.is_not(None))
    return PERSON.c.id.in_(here)
