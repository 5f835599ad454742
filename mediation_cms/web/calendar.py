"""The calendar of a day and of a week: talks, meetings, leave, closed days and holidays. What it shows stands in the address."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can
from mediation_cms.access.sight import require_dealing
from mediation_cms.cases.agenda import Item, ItemKind, Looked, agenda, mediators_of, on_day
from mediation_cms.consultations.booking_queries import READERS
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.i18n import Words, labels
from mediation_cms.law.models import DayKind
from mediation_cms.law.queries import special_days
from mediation_cms.mediators.availability_queries import list_closings
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.opening_rules import each_day
from mediation_cms.people.models import Role
from mediation_cms.web import transactions
from mediation_cms.web.choices import cabinets, cabinets_covered
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import address
from mediation_cms.web.lists import Filters
from mediation_cms.web.placing import names_of_places

calendar = Blueprint("calendar", __name__, url_prefix="/calendar")
ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
AT_DESK = (Role.RECEPTIONIST, Role.COORDINATOR)


@calendar.get("")
def day() -> ResponseReturnValue:
    """One day, mediator by mediator."""
    filters, chosen = _asked()
    facts = _facts(filters, chosen, chosen, ONE_DAY)
    transactions.reading("calendar.day", shown=facts["numbers"])
    return render_template("calendar/day.html", **facts)


@calendar.get("/week")
def week() -> ResponseReturnValue:
    """One week, day by day."""
    filters, chosen = _asked()
    monday = chosen - chosen.weekday() * ONE_DAY
    facts = _facts(filters, monday, monday + WEEK - ONE_DAY, WEEK)
    transactions.reading("calendar.week", shown=facts["numbers"])
    return render_template("calendar/week.html", **facts)


def _asked() -> tuple[Filters, date]:
    require_dealing(g.actor, READERS)
    filters = Filters(request.args, set(), {"cabinet_id", "mediator_id"}, {"day"})
    return filters, filters.values.get("day") or clock.today()


def _facts(filters: Filters, first: date, last: date, step: timedelta) -> dict[str, Any]:
    mediators = mediators_of(g.session, g.actor)
    at_desk = not g.actor.roles.isdisjoint(AT_DESK)
    looked = Looked(
        first, last, filters.values.get("cabinet_id"),
        filters.values.get("mediator_id") if at_desk else g.actor.mediator_id,
    )  # fmt: skip
    items = agenda(g.session, g.actor, looked, mediators)
    names = {each.id: each.name for each in mediators}
    return {
        "numbers": list(dict.fromkeys(item.number for item in items if item.number)),
        "first": first,
        "last": last,
        "days": [(each, on_day(items, each)) for each in each_day(first, last)],
        "by_mediator": _by_mediator(items, names),
        "names": names,
        "many": len(mediators) > 1,
        "free_days": _free_days(first, last),
        "closings": _closings(first, last),
        "states": labels(BookingState, g.language),
        "modes": labels(Mode, g.language),
        "kinds": {kind.value: kind for kind in ItemKind},
        "filters": filters,
        "form": Form({**filters.typed, "day": f"{first:%d.%m.%Y}"}),
        "cabinets": cabinets_covered(AT_DESK),
        "mediators": [(str(each.id), each.name) for each in mediators] if at_desk else [],
        "before": address(day=f"{first - step:%d.%m.%Y}"),
        "after": address(day=f"{first + step:%d.%m.%Y}"),
        "now": address(day=None),
        "other": _other(filters),
        "may_book": bool(cabinets(Can.MANAGE_BOOKINGS)),
        "at_desk": at_desk,
        "keeps_hours": not g.actor.roles.isdisjoint({Role.MEDIATOR, Role.COORDINATOR}),
        "here": request.path,
    }


def _other(filters: Filters) -> dict[str, str]:
    """The same filters on the other page: the week of the day, a day of the week."""
    kept: dict[str, Any] = dict(filters.typed)
    return {name: url_for(f".{name}", **kept) for name in ("day", "week")}


def _by_mediator(items: Sequence[Item], names: dict[Any, str]) -> list[tuple[str, list[Item]]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(names.get(item.mediator_id, ""), []).append(item)
    return sorted(found.items())


def _free_days(first: date, last: date) -> dict[date, Words]:
    found = special_days(g.session, first, last)
    return {each.day: Words(each.kk, each.ru, each.en) for each in found if each.kind is not DayKind.WORKING_DAY}


def _closings(first: date, last: date) -> list[tuple[Any, str]]:
    found = [each for each in list_closings(g.session, g.actor, first) if each.since <= last]
    names = names_of_places(each.cabinet_id for each in found)
    return [(each, names[each.cabinet_id]) for each in found]
