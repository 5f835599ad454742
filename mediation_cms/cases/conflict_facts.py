"""What the check for a conflict of interest reads: the few people of a case, and whoever may be one of them.

Everything is looked up by these people (`short_key`, `iin_index`, phone), so that it costs the same for one mediator and for two
thousand. What is encrypted is opened for the people of the case alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.cases.models import Case
from mediation_cms.core.db import table_of, unseal
from mediation_cms.core.names import full_name, search_key
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.queries import parties_of
from mediation_cms.mediators.models import Mediator
from mediation_cms.people.closeness import organisation_key, places_in
from mediation_cms.people.likeness import Known, Likeness, likeness
from mediation_cms.people.models import PHONES, Contact, Organisation, Person
from mediation_cms.people.same import same_as

PERSON, PARTY, CONTACT, MEDIATOR = table_of(Person), table_of(Party), table_of(Contact), table_of(Mediator)
MOST_NAMESAKES = 1000
"""Records for which nothing but the name without the patronymic speaks, of each name, the newest first: a frequent name has
more, whom nobody could tell apart. Whoever has more in common with somebody is compared, however many there are."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the case or of another matter, with what is known for comparing."""

    id: UUID
    name: str
    surname: str
    known: Known


@dataclass(frozen=True, slots=True)
class People:
    """Who takes part in a case: the people, all records that staff linked with each, and the organisations by their keys."""

    persons: tuple[Somebody, ...]
    circles: Mapping[UUID, frozenset[UUID]]
    villages: Mapping[str, Sequence[Somebody]]
    organisations: Mapping[str, str]
    sender: Mapping[str, str]

    def how(self, person: Somebody, other: Somebody) -> Likeness:
        """How much speaks for the other record being this person; linked by staff is certain."""
        if other.id in self.circles[person.id]:
            return Likeness.CERTAIN
        return likeness(person.known, other.known)


def people_of(session: Session, case: Case) -> People:
    """The people and organisations of a case, and who sent the applicant."""
    request = session.get_one(Request, case.request_id)
    rows = parties_of(session, request.id)
    found = {person.id: person for _party, person, _organisation in rows if person is not None}
    phones = _phones(session, found)
    persons = tuple(_somebody(person, phones) for person in found.values())
    villages: dict[str, list[Somebody]] = defaultdict(list)
    for one in persons:
        for key in places_in(unseal(session, found[one.id], "address_sealed") or ""):
            villages[key].append(one)
    body = session.get(Organisation, request.source_organisation_id) if request.source_organisation_id else None
    return People(
        persons,
        same_as(session, found) if found else {},
        villages,
        _called(organisation for _party, _person, organisation in rows if organisation is not None),
        _called([body] if body else []),
    )


def like(session: Session, people: Collection[Somebody], also: Collection[UUID] = ()) -> list[Somebody]:
    """Every record that may be about one of these people: of the same name, IIN or phone, or one of the given keys."""
    names = sorted(_names(people))
    return _somebodies(
        session, _likely(len(names)), _signs(people, also) | dict(zip(_numbered(len(names)), names, strict=True))
    )


def mediators_like(session: Session, people: Collection[Somebody], also: Collection[UUID]) -> list[Somebody]:
    """The same among mediators alone. These are few, and so are the namesakes among them."""
    return _somebodies(session, MEDIATORS, _signs(people, also) | {"names": _names(people)})


def side_by_side(session: Session, records: Collection[UUID], but: UUID) -> dict[UUID, list[tuple[UUID, Somebody]]]:
    """Everybody in the other matters in which one of these records takes part: by request, the key and who it is."""
    if not records:
        return {}
    rows = session.connection().execute(BESIDE, {"records": records, "but": but}).all()
    phones = _phones(session, [row.id for row in rows])
    found: dict[UUID, list[tuple[UUID, Somebody]]] = defaultdict(list)
    for row in rows:
        found[row.request_id].append((row.id, _somebody(row, phones)))
    return found


# --- by what a record may be about one of these people --------------------------------------------------------------------


def _any_of(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, expanding=True)


KEY = PERSON.c.id
PERSONS = sa.select(
    KEY,
    PERSON.c.surname,
    PERSON.c.given_name,
    PERSON.c.patronymic,
    PERSON.c.short_key,
    PERSON.c.born_on,
    PERSON.c.iin_index,
)
# The given keys, and the records with more in common than a part of the name: each way is served by its own index.
ALIKE = (
    sa.select(KEY).where(KEY.in_(_any_of("keys"))),
    sa.select(KEY).where(PERSON.c.iin_index.in_(_any_of("iins"))),
    sa.select(KEY).where(PERSON.c.folded.in_(_any_of("wholes"))),
    sa.select(KEY).where(PERSON.c.short_key.in_(_any_of("names_born")), PERSON.c.born_on.in_(_any_of("born"))),
    sa.select(CONTACT.c.person_id).where(
        CONTACT.c.value.in_(_any_of("phones")), CONTACT.c.channel.in_(PHONES), CONTACT.c.person_id.is_not(None)
    ),
)
NAMESAKES = sa.select(KEY).where(PERSON.c.short_key.in_(_any_of("names")))
MEDIATORS = PERSONS.where(KEY.in_(sa.union(*ALIKE, NAMESAKES)), KEY.in_(sa.select(MEDIATOR.c.id)))
OTHER_MATTERS = sa.select(PARTY.c.request_id).where(
    PARTY.c.person_id.in_(_any_of("records")), PARTY.c.request_id != sa.bindparam("but")
)
BESIDE = (
    PERSONS.add_columns(PARTY.c.request_id)
    .join_from(PARTY, PERSON, PARTY.c.person_id == KEY)
    .where(PARTY.c.request_id.in_(OTHER_MATTERS))
)
REACHED = sa.select(CONTACT.c.person_id, CONTACT.c.value).where(
    CONTACT.c.person_id.in_(_any_of("keys")), CONTACT.c.channel.in_(PHONES)
)


@lru_cache
def _likely(names: int) -> sa.Select[Any]:
    """The records that may be about people of so many names."""
    namesakes = (_newest(PERSON.c.short_key == sa.bindparam(name)) for name in _numbered(names))
    return PERSONS.where(KEY.in_(sa.union(*ALIKE, *namesakes)))


def _numbered(names: int) -> list[str]:
    return [f"name_{number}" for number in range(names)]


def _newest(namesakes: sa.ColumnElement[bool]) -> sa.Select[tuple[Any]]:
    newest = sa.select(KEY).where(namesakes).order_by(KEY.desc()).limit(MOST_NAMESAKES).subquery()
    return sa.select(newest.c[0])


def _signs(people: Collection[Somebody], also: Collection[UUID]) -> dict[str, Collection[Any]]:
    """What `ALIKE` is asked with."""
    known = [one.known for one in people]
    born = [one for one in known if one.key and one.born_on]
    return {
        "keys": {*also, *(one.id for one in people)},
        "iins": {one.iin_index for one in known if one.iin_index},
        "wholes": {one.whole for one in known if one.key},
        "names_born": {one.key for one in born},
        "born": {one.born_on for one in born},
        "phones": {phone for one in known for phone in one.phones},
    }


def _names(people: Collection[Somebody]) -> set[str]:
    return {one.known.key for one in people if one.known.key}


def _somebodies(session: Session, statement: sa.Select[Any], asked: Mapping[str, Any]) -> list[Somebody]:
    rows = session.connection().execute(statement, asked).all()
    phones = _phones(session, [row.id for row in rows])
    return [_somebody(row, phones) for row in rows]


def _phones(session: Session, keys: Collection[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for person_id, value in session.connection().execute(REACHED, {"keys": list(keys)}) if keys else ():
        found[person_id].add(value)
    return found


def _somebody(person: Any, phones: Mapping[UUID, set[str]]) -> Somebody:
    """Of a record, or of the columns of one."""
    known = Known(
        key=person.short_key,
        patronymic=search_key(person.patronymic),
        born_on=person.born_on,
        iin_index=person.iin_index,
        phones=frozenset(phones.get(person.id, ())),
    )
    name = full_name(person.surname, person.given_name, person.patronymic)
    return Somebody(person.id, name, person.surname, known)


def _called(organisations: Iterable[Organisation]) -> dict[str, str]:
    """The names of organisations by the keys of both."""
    return {organisation_key(name): each.name for each in organisations for name in (each.name, each.name_ru) if name}
