"""What administrators do to the tree of places. Nothing is overwritten: what changes, changes from a day on, with a source.

An entry that begins on the day of another of its kind corrects that one; every other entry follows in its place.
"""

import re
from datetime import timedelta

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.administration.beginnings import must_number_apart, taken_beginning
from mediation_cms.administration.cabinets import keep_from
from mediation_cms.administration.following import follow, must_stand
from mediation_cms.administration.inputs import AliasIn, ClosingIn, FromDayIn, NameIn, ReachIn, UnitIn
from mediation_cms.administration.queries import dated, unit_with_code
from mediation_cms.administration.rules import end
from mediation_cms.audit import record
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.i18n import _, ngettext
from mediation_cms.core.names import fold
from mediation_cms.core.stamps import restamp
from mediation_cms.places.models import Level, Placing, Succession, Unit, UnitAlias, UnitName
from mediation_cms.places.queries import STAMP, tree

# What a new unit in a unit of that level is; the republic lies in nothing.
BELOW = {
    None: Level.REPUBLIC,
    Level.REPUBLIC: Level.REGION,
    Level.REGION: Level.DISTRICT,
    Level.DISTRICT: Level.CABINET,
}
CODES = {
    Level.REPUBLIC: re.compile(r"[A-Z]{2}"),
    Level.REGION: re.compile(r"\d{2}"),
    Level.DISTRICT: re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"),
}
SHORT = re.compile(r"[A-Z0-9]{2,8}")


def open_unit(session: Session, actor: Actor, parent: Unit | None, given: UnitIn) -> Unit:
    """A new region, district or cabinet in its parent from a day on; without a parent the republic.

    A cabinet gets its owner, and the mandate that the dated rules give to cabinets of such an owner.
    """
    authorize(actor, Can.MANAGE_PLACES, parent)
    level = BELOW.get(parent.level if parent else None)
    if level is None:
        raise Refused(_("Nothing lies in a cabinet. Choose the district or town."))
    if parent:
        must_stand(parent, given.since)
    code = _new_code(session, parent, level, given)
    unit = Unit(
        code=code, short=given.short, level=level, opened_on=given.since, physical=given.physical,
        phone=given.phone, email=given.email, address=given.address,
    )  # fmt: skip
    session.add(unit)
    session.flush()
    follow(session, UnitName, unit, given.since, given.source, kk=given.kk, ru=given.ru, en=given.en, forms=given.forms)
    if parent:
        follow(session, Placing, unit, given.since, given.source, parent_id=parent.id)
    if level is Level.CABINET:
        keep_from(session, unit, given.owner, given.owner_name, given.since, given.source)
    record(session, actor, "unit.opened", unit, code=code, name=given.kk, since=given.since)
    restamp(session, STAMP)
    return unit


def rename_unit(session: Session, actor: Actor, unit: Unit, given: NameIn) -> UnitName:
    """Another name from a day on."""
    authorize(actor, Can.MANAGE_PLACES, unit)
    must_stand(unit, given.since)
    words = {"kk": given.kk, "ru": given.ru, "en": given.en, "forms": given.forms}
    name = follow(session, UnitName, unit, given.since, given.source, **words)
    record(session, actor, "unit.renamed", unit, code=unit.code, name=given.kk, since=given.since)
    restamp(session, STAMP)
    return name


def move_unit(session: Session, actor: Actor, unit: Unit, parent: Unit, given: FromDayIn) -> Placing:
    """Another parent from a day on. The actor administers both the unit and where it goes."""
    authorize(actor, Can.MANAGE_PLACES, unit)
    authorize(actor, Can.MANAGE_PLACES, parent)
    if BELOW.get(parent.level) is not unit.level:
        raise Invalid({"parent_id": _("It cannot lie there. Choose a place of the level above.")})
    must_stand(unit, given.since)
    must_stand(parent, given.since)
    must_number_apart(tree(session), unit, parent, given.since)
    placing = follow(session, Placing, unit, given.since, given.source, parent_id=parent.id)
    record(session, actor, "unit.moved", unit, code=unit.code, into=parent.code, since=given.since)
    restamp(session, STAMP)
    return placing


def close_unit(session: Session, actor: Actor, unit: Unit, given: ClosingIn, *, open_matters: int) -> None:
    """End a unit; `on` is the first day without it. Refused while something is open in it.

    `open_matters`: how many requests are open there, which the edge asks of intake, since places know nothing of requests.
    """
    authorize(actor, Can.MANAGE_PLACES, unit)
    must_stand(unit, given.on - timedelta(days=1), field="on")
    if open_matters:
        raise Refused(
            ngettext(
                "%(n)s request is still open here. Finish or transfer it first.",
                "%(n)s requests are still open here. Finish or transfer them first.",
                open_matters,
            )
        )
    places = tree(session)
    inside = [place for below in places.under(unit.id, given.on) if (place := places.unit(below)).is_open(given.on)]
    codes = sorted(place.code for place in inside if place.id != unit.id)
    if codes:
        raise Refused(_("First close or move what lies in it: %(codes)s.", codes=", ".join(codes)))
    unit.closed_on = given.on
    end(dated(session, Placing, unit), given.on)
    session.add(unit)
    record(session, actor, "unit.closed", unit, code=unit.code, on=given.on)
    restamp(session, STAMP)


def add_successor(session: Session, actor: Actor, unit: Unit, successor: Unit, given: FromDayIn) -> Succession:
    """Say that another unit continues this one, wholly or in part, from a day on."""
    authorize(actor, Can.MANAGE_PLACES, unit)
    authorize(actor, Can.MANAGE_PLACES, successor)
    places = tree(session)
    if unit.id == successor.id or unit.level is not successor.level:
        raise Invalid({"successor_id": _("Choose another place of the same level.")})
    if successor.id in places.before.get(unit.id, ()) or successor.id in places.after.get(unit.id, ()):
        raise Refused(_("These two places are linked already."))
    link = Succession(predecessor_id=unit.id, successor_id=successor.id, since=given.since, source=given.source)
    session.add(link)
    record(session, actor, "unit.continued", unit, code=unit.code, by=successor.code, since=given.since)
    restamp(session, STAMP)
    return link


def add_alias(session: Session, actor: Actor, unit: Unit, given: AliasIn) -> UnitAlias:
    """Another name by which people find the unit."""
    authorize(actor, Can.MANAGE_PLACES, unit)
    alias = UnitAlias(unit_id=unit.id, alias=given.alias, folded=fold(given.alias))
    session.add(alias)
    record(session, actor, "unit.alias_added", unit, code=unit.code, alias=given.alias)
    restamp(session, STAMP)
    return alias


def remove_alias(session: Session, actor: Actor, unit: Unit, alias: UnitAlias) -> None:
    """Forget one of the other names. Raises NotFound when it is another unit's."""
    authorize(actor, Can.MANAGE_PLACES, unit)
    if alias.unit_id != unit.id:
        raise NotFound
    session.delete(alias)
    record(session, actor, "unit.alias_removed", unit, code=unit.code, alias=alias.alias)
    restamp(session, STAMP)


def change_reach(session: Session, actor: Actor, unit: Unit, given: ReachIn) -> None:
    """Another phone, address or mail, or another kind of cabinet."""
    authorize(actor, Can.MANAGE_PLACES, unit)
    unit.physical, unit.phone, unit.email, unit.address = given.physical, given.phone, given.email, given.address
    session.add(unit)
    record(session, actor, "unit.reach_changed", unit, code=unit.code, phone=given.phone, email=given.email)
    restamp(session, STAMP)


def _new_code(session: Session, parent: Unit | None, level: Level, given: UnitIn) -> str:
    """The code of a new unit: that of a cabinet is made of its region and its short name, others are typed."""
    if parent and level is Level.CABINET:
        if not SHORT.fullmatch(given.short):
            raise Invalid({"short": _("2 to 8 capital Latin letters or figures, for example OSK.")})
        places = tree(session)
        region = places.region_of(parent.id, given.since)
        field, code = "short", f"{places.unit(region or parent.id).code}-{given.short}"
        taken = taken_beginning(places, parent.id, given.short, given.since)
    else:
        if not CODES[level].fullmatch(given.code):
            raise Invalid({"code": _("A region has two figures (63), a district small Latin letters (katon-karagay).")})
        field, code, taken = "code", given.code, None
    if taken or unit_with_code(session, code):
        raise Invalid({field: _("The code %(code)s is taken. Choose another.", code=taken or code)})
    return code
