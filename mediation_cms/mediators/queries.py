"""Reading the registers: who stands in one, how, and to whom a case may be given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core.dated import in_force as in_force_of
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.names import full_name
from mediation_cms.law.models import Certainty
from mediation_cms.law.queries import versions
from mediation_cms.law.rules import age_on
from mediation_cms.mediators.inputs import EntryIn
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterEntry, RegisterKind, Standing, Suspension
from mediation_cms.mediators.qualification import EXPIRED, lapsing
from mediation_cms.mediators.rules import Asked, Candidate, Demand, Unmet, unmet
from mediation_cms.people.models import Person
from mediation_cms.places.queries import tree

ENTRY, SUSPENSION = table_of(RegisterEntry), table_of(Suspension)
MEDIATOR, PERSON = table_of(Mediator), table_of(Person)
ON = sa.bindparam("on", type_=sa.Date)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Registers are public by law (articles 13 to 16): whoever works here sees every entry. Acting is another matter."""
    return sa.true() if actor.is_system or actor.roles else sa.false()


def get_entry(session: Session, actor: Actor, entry_id: UUID) -> RegisterEntry:
    """One entry. Raises NotFound."""
    found = session.exec(select(RegisterEntry).where(RegisterEntry.id == entry_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def get_mediator(session: Session, actor: Actor, mediator_id: UUID) -> Mediator:
    """One mediator, who stands or stood in a register. Raises NotFound."""
    found = session.exec(select(Mediator).where(Mediator.id == mediator_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def entries_of(session: Session, mediator: Mediator) -> list[RegisterEntry]:
    """Every entry of a mediator, the earliest first."""
    statement = select(RegisterEntry).where(RegisterEntry.mediator_id == mediator.id)
    return list(session.exec(statement.order_by(col(RegisterEntry.since), col(RegisterEntry.id))))


def suspensions_of(session: Session, entry: RegisterEntry) -> list[Suspension]:
    """Every suspension of an entry, the earliest first."""
    return list(session.exec(select(Suspension).where(Suspension.entry_id == entry.id).order_by(col(Suspension.since))))


def in_force(session: Session, mediator: Mediator, on: date) -> list[RegisterEntry]:
    """The entries of a mediator that are in force on that day, suspended ones included."""
    return [entry for entry in entries_of(session, mediator) if in_force_of([entry], on)]


def standing_of(session: Session, entry: RegisterEntry, on: date) -> Standing:
    """How an entry stands on that day."""
    if in_force_of([entry], on) is None:
        return Standing.REMOVED
    return Standing.SUSPENDED if in_force_of(suspensions_of(session, entry), on) else Standing.ACTIVE


def with_number(
    session: Session, given: EntryIn, district_id: UUID, organisation_id: UUID | None
) -> RegisterEntry | None:
    """The entry that has this number in this very register, whenever it was."""
    statement = select(RegisterEntry).where(
        RegisterEntry.register_kind == given.register_kind, RegisterEntry.number == given.number
    )
    if given.register_kind is RegisterKind.AKIM:
        statement = statement.where(RegisterEntry.district_id == district_id)
    if given.register_kind is RegisterKind.ORGANISATION:
        statement = statement.where(RegisterEntry.organisation_id == organisation_id)
    return session.exec(statement).first()


# --- to whom a case may be given ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """An entry in force on a day, since when it is suspended if it is, and whether the certificate that it names has expired."""

    mediator_id: UUID
    entry_id: UUID
    register_kind: RegisterKind
    kind: MediatorKind
    number: str
    district_id: UUID
    suspended_since: date | None
    expired: bool = False


def deciding(lines: list[Line]) -> list[Line]:
    """The entries in force that decide whether somebody may mediate at a cabinet: those of the ANK register, or else all.

    Who is suspended there does not mediate in the Assembly's cabinets because another register has not heard of it yet.
    """
    return [line for line in lines if line.register_kind is RegisterKind.ANK] or lines


def holding(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """That a row holds on the day asked for, `on`."""
    return sa.and_(table.c.since <= ON, sa.or_(table.c.until.is_(None), table.c.until > ON))


IN_FORCE = holding(ENTRY)
SUSPENDED_ON = sa.and_(SUSPENSION.c.entry_id == ENTRY.c.id, holding(SUSPENSION))
LINES = (
    sa.select(
        ENTRY.c.mediator_id, ENTRY.c.id, ENTRY.c.register_kind, ENTRY.c.kind, ENTRY.c.number, ENTRY.c.district_id,
        SUSPENSION.c.since, EXPIRED.label("expired"),
    )
    .select_from(ENTRY.outerjoin(SUSPENSION, SUSPENDED_ON))
    .where(IN_FORCE)
    .order_by(ENTRY.c.mediator_id, ENTRY.c.kind, ENTRY.c.id)  # professional before public
)  # fmt: skip
LINES_OF = LINES.where(ENTRY.c.mediator_id == sa.bindparam("mediator"))


def lines_of(session: Session, mediator_id: UUID, on: date) -> list[Line]:
    """The entries of a mediator that are in force on that day, suspended ones included: professional before public."""
    asked = {"on": on, "mediator": mediator_id, "certified": lapsing(session, on)}
    return [Line(*row) for row in session.connection().execute(LINES_OF, asked)]


def entitling(lines: list[Line], on: date) -> Line:
    """The entry by which a mediator may mediate on that day. Refused when none is in force, or what decides is suspended.

    So it is when the certificate of what decides has expired.
    """
    decide = deciding(lines)
    if not decide:
        raise Refused(_("The mediator stood in no register on %(date)s. Assign another.", date=on))
    active = [line for line in decide if line.suspended_since is None and not line.expired]
    if not active and any(line.suspended_since is None for line in decide):
        raise Refused(_("The certificate of the mediator had expired by %(date)s. Assign another.", date=on))
    if not active:
        since = decide[0].suspended_since or on
        raise Refused(_("The mediator was suspended on %(date)s. Assign another.", date=since))
    return active[0]


def require_entitled(session: Session, mediator: Mediator, on: date) -> RegisterEntry:
    """The entry by which the mediator may mediate on that day. Raises Refused as `entitling` does."""
    return session.get_one(RegisterEntry, entitling(lines_of(session, mediator.id, on), on).entry_id)


@dataclass(frozen=True)
class Assignable:
    """A mediator to whom a case may be given, and by which entry."""

    mediator_id: UUID
    name: str
    kind: MediatorKind
    register_kind: RegisterKind
    district_id: UUID
    languages: list[str]
    at_cabinet: bool
    in_district: bool


NEAR, IN_ANK = ENTRY.alias("near"), ENTRY.alias("in_ank")
IN_REGION = sa.select(NEAR.c.mediator_id).where(
    NEAR.c.district_id.in_(sa.bindparam("region", expanding=True)), holding(NEAR)
)
KNOWN_TO_ANK = sa.select(IN_ANK.c.mediator_id).where(IN_ANK.c.register_kind == RegisterKind.ANK, holding(IN_ANK))
SUSPENDED = sa.select(SUSPENSION.c.entry_id).where(holding(SUSPENSION))
# What `deciding` and `entitling` say of one mediator, asked of all of a region at once.
ENTITLED = sa.and_(
    IN_FORCE,
    sa.or_(ENTRY.c.register_kind == RegisterKind.ANK, ENTRY.c.mediator_id.not_in(KNOWN_TO_ANK)),
    ENTRY.c.id.not_in(SUSPENDED),
    ~EXPIRED,
    ENTRY.c.mediator_id.in_(IN_REGION),
)
AT_CABINET = sa.case((MEDIATOR.c.cabinet_id == sa.bindparam("cabinet", type_=sa.Uuid), 1), else_=0)
IN_DISTRICT = sa.case((ENTRY.c.district_id == sa.bindparam("district", type_=sa.Uuid), 1), else_=0)
NEARBY = (
    sa.select(
        MEDIATOR.c.id, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic, PERSON.c.sort_key, ENTRY.c.kind,
        ENTRY.c.register_kind, ENTRY.c.district_id, ENTRY.c.id.label("entry_id"), AT_CABINET.label("at_cabinet"),
        IN_DISTRICT.label("in_district"),
    )
    .select_from(ENTRY.join(MEDIATOR, MEDIATOR.c.id == ENTRY.c.mediator_id).join(PERSON, PERSON.c.id == MEDIATOR.c.id))
    .where(ENTITLED)
)  # fmt: skip
"""The mediators to whom a case may be given, by each entry that entitles them: whoever is entitled by several counts by the
first of them in the order of `nearest_first`. What it must be given is said by `nearby`."""


def nearest_first(found: sa.FromClause) -> Sequence[sa.ColumnElement[Any]]:
    """The order in which they are named: of the cabinet, of its district, of its region; professional before public."""
    who = found.c
    return who.at_cabinet.desc(), who.in_district.desc(), who.sort_key, who.id, who.kind, who.entry_id


def nearby(session: Session, cabinet_id: UUID, on: date) -> dict[str, Any]:
    """Where and when a mediator is looked for: what `NEARBY` is asked with."""
    places = tree(session)
    region_id = places.region_of(cabinet_id, on)
    return {
        "on": on,
        "certified": lapsing(session, on),
        "cabinet": cabinet_id,
        "district": places.district_of(cabinet_id, on),
        "region": places.districts_in(region_id, on) if region_id else [],
    }


_EVERYBODY = NEARBY.add_columns(MEDIATOR.c.languages).subquery()
ASSIGNABLE = sa.select(_EVERYBODY).order_by(*nearest_first(_EVERYBODY))


def assignable(session: Session, cabinet_id: UUID, on: date) -> list[Assignable]:
    """Who may be given a case of the cabinet on that day: first its own mediators, then its district's, then its region's.

    One statement, however many there are. How many cases each of them has open is known above, to the cases.
    """
    found: dict[UUID, Assignable] = {}
    for who in session.connection().execute(ASSIGNABLE, nearby(session, cabinet_id, on)):
        if who.id not in found:
            found[who.id] = Assignable(
                mediator_id=who.id,
                name=full_name(who.surname, who.given_name, who.patronymic),
                kind=who.kind,
                register_kind=who.register_kind,
                district_id=who.district_id,
                languages=who.languages,
                at_cabinet=bool(who.at_cabinet),
                in_district=bool(who.in_district),
            )
    return list(found.values())


# --- who may enter -----------------------------------------------------------------------------------------------------


def unmet_by(session: Session, born_on: date | None, given: EntryIn) -> list[Unmet]:
    """What the law of that day asks and the entry does not show: certain refusals and warnings, with their source."""
    return unmet_of(demands_on(session, given), born_on, given)


def unmet_of(demands: Mapping[Asked, Demand], born_on: date | None, given: EntryIn) -> list[Unmet]:
    """The same, where the demands of the day are at hand."""
    age = age_on(born_on, given.since) if born_on else None
    return unmet(Candidate(age, given.kind, certified=bool(given.certificate_no)), demands)


def demands_on(session: Session, given: EntryIn) -> dict[Asked, Demand]:
    """What the law of the first day asks of such an entry."""
    codes = {
        Asked.OF_AGE: "person.adult_age",
        Asked.AGE: f"mediator.{given.kind}.min_age",
        Asked.CERTIFICATE: f"mediator.{given.kind}.requirements",
        Asked.REGISTER: f"register.{given.register_kind}.kinds",
    }
    demands = {}
    for asked, code in codes.items():
        rule = in_force_of(versions(session, code), given.since)
        if rule and (asked is not Asked.CERTIFICATE or Asked.CERTIFICATE in rule.value):
            demands[asked] = Demand(rule.value, rule.words, rule.source, rule.certainty is Certainty.FOUND)
    return demands
