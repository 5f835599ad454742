"""What the pages of hours and leave show."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.cases.away_actions import CALL_OFF, Outcome
from mediation_cms.cases.away_queries import talks_ahead
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import colleagues_for
from mediation_cms.core import clock
from mediation_cms.core.dates import hour_after, weekday_called
from mediation_cms.core.errors import Problem
from mediation_cms.core.i18n import Joined, Raised, Text, _, labels, ngettext
from mediation_cms.mediators.availability_inputs import LeaveIn
from mediation_cms.mediators.availability_models import LeaveKind, Week
from mediation_cms.mediators.availability_queries import (
    cabinets_of,
    last_week,
    leaves_between,
    mediators_named,
    other_days,
    week_on,
)
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.opening_rules import Stretch, instant_of
from mediation_cms.mediators.openings import terms_of, usual_terms
from mediation_cms.mediators.tie_queries import Whose
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.typed import today_as_typed

ROWS = 2
ONE_DAY, FAR = timedelta(days=1), timedelta(days=400)
EVERY_WAY = [mode.value for mode in Mode]


def show(of: Whose) -> ResponseReturnValue:
    """The hours at each cabinet, what differs, terms and leave."""
    today, cabinets = clock.today(), cabinets_of(g.session, of)
    weeks = []
    for cabinet_id in cabinets:
        last = last_week(g.session, of.mediator_id, cabinet_id)
        now = week_on(g.session, of.mediator_id, cabinet_id, today)
        coming = last if last is not None and last.since > today else None
        can_go_back = last is not None and (last.before is not None or last.since >= today)
        weeks.append((cabinet_id, _lines(now), coming, _lines(coming), can_go_back))
    days = other_days(g.session, of.mediator_id, today)
    return render_template(
        "availability/show.html",
        weeks=weeks,
        days=[(each, _said(Stretch.read(each.hours))) for each in days],
        terms=terms_of(g.session, [of.mediator_id], today)[of.mediator_id],
        leaves=leaves_between(g.session, [of.mediator_id], today, today + FAR),
        names=names_of_places([*cabinets, *(each.cabinet_id for each in days)]),
        **_facts(of),
    )


def week(of: Whose, cabinet_id: UUID, form: Form) -> ResponseReturnValue:
    """The form of the week."""
    return render_template(
        "availability/week.html",
        form=form,
        cabinet_id=cabinet_id,
        cabinets=_offered(of),
        weekdays=_weekdays(),
        rows=range(ROWS),
        modes=options(Mode),
        within={name: _weekdays()[int(name.split("-")[1])][1] for name in form.errors if name.startswith("days-")},
        **_facts(of),
    ), form.status


def stored_week(mediator_id: UUID, cabinet_id: UUID) -> Form:
    """The hours that hold, or come, as they are typed; an empty week offers every way to talk."""
    kept = last_week(g.session, mediator_id, cabinet_id)
    values: dict[str, Any] = {"since": today_as_typed()}
    if kept is not None and kept.since > clock.today():
        values["since"] = f"{kept.since:%d.%m.%Y}"
    for weekday_no in range(len(_weekdays())):
        stretches = [each for each in Stretch.read(kept.hours if kept else []) if each.weekday == weekday_no]
        for row in range(ROWS):
            values |= _typed(f"days-{weekday_no}-{row}", stretches[row] if row < len(stretches) else None)
    return Form(values)


def fresh_day() -> Form:
    """A day without hours, every way to talk ticked."""
    values: dict[str, Any] = {}
    for row in range(ROWS):
        values |= _typed(f"hours-{row}", None)
    return Form(values)


def new_day(of: Whose, cabinet_id: UUID, form: Form) -> ResponseReturnValue:
    """The form of a day that differs."""
    return render_template(
        "availability/day.html", form=form, cabinet_id=cabinet_id, cabinets=_offered(of), rows=range(ROWS),
        modes=options(Mode), **_facts(of),
    ), form.status  # fmt: skip


def terms(of: Whose, form: Form) -> ResponseReturnValue:
    """The form of the terms, with what is usual."""
    usual = usual_terms(g.session, clock.today())
    return render_template("availability/terms.html", form=form, usual=usual, **_facts(of)), form.status


# --- leave ---------------------------------------------------------------------------------------------------------------


def leave_as_sent(form: Form) -> tuple[LeaveIn, dict[UUID, str]]:
    """The leave, and what was chosen for each talk."""
    tree = form.tree()
    choices = {
        UUID(name.removeprefix("booking-")): str(value)
        for name, value in form.values.items()
        if name.startswith("booking-") and len(name) == len("booking-") + 36
    }
    return LeaveIn.checked({name: tree[name] for name in LeaveIn.model_fields if name in tree}), choices


def asks_more(of: Whose, given: LeaveIn, choices: Mapping[UUID, str]) -> bool:
    """Whether there are talks on these days for which the page has not asked yet."""
    return any(talk.id not in choices for talk in _talks(of, given))


def became_of(outcome: Outcome) -> Text:
    """What became of the talks, in one line."""
    said: list[Text] = [_("The leave is entered.")]
    if outcome.given:
        said.append(ngettext("%(n)s talk goes to a colleague.", "%(n)s talks go to colleagues.", outcome.given))
    if outcome.told:
        said.append(ngettext("%(n)s person is told by a message.", "%(n)s people are told by a message.", outcome.told))
    if outcome.to_phone:
        said.append(
            ngettext(
                "%(n)s person has to be phoned: look at the tasks.",
                "%(n)s people have to be phoned: look at the tasks.",
                outcome.to_phone,
            )
        )
    return Joined(tuple(said), between=" ")


def new_leave(of: Whose, form: Form) -> ResponseReturnValue:
    """The form of a leave, with the talks of the days once these can be read."""
    try:
        talks = _talks(of, leave_as_sent(form)[0])
    except Problem:
        talks = []
    colleagues = {talk.id: colleagues_for(g.session, talk) for talk in talks}
    names = mediators_named(g.session, {key for keys in colleagues.values() for key in keys})
    for talk in talks:
        first = [str(key) for key in colleagues[talk.id]] or [CALL_OFF]
        form.values.setdefault(f"booking-{talk.id}", first[0])
    return render_template(
        "availability/leave.html",
        form=form,
        kinds=options(LeaveKind),
        talks=[(talk, _takers(colleagues[talk.id], names)) for talk in talks],
        modes=labels(Mode, g.language),
        **_facts(of),
    ), form.status


def _talks(of: Whose, given: LeaveIn) -> list[Booking]:
    first, last = instant_of(given.first_day, 0), instant_of(given.last + ONE_DAY, 0)
    return talks_ahead(g.session, first, last, mediator_id=of.mediator_id)


def _takers(colleagues: Sequence[UUID], names: Mapping[UUID, str]) -> Options:
    """Who may take the talk over, and calling it off."""
    offered = [(str(key), _("Give it to %(name)s", name=names[key]).in_(g.language)) for key in colleagues]
    return [*offered, (CALL_OFF, _("Call it off and offer three other times").in_(g.language))]


# --- said --------------------------------------------------------------------------------------------------------------


def _facts(of: Whose) -> dict[str, Any]:
    name = mediators_named(g.session, [of.mediator_id]).get(of.mediator_id, "")
    return {"mediator_id": of.mediator_id, "name": name, "own": of.mediator_id == g.actor.mediator_id}


def _offered(of: Whose) -> Options:
    cabinets = cabinets_of(g.session, of)
    names = names_of_places(cabinets)
    return [(str(key), names[key]) for key in cabinets]


def _weekdays() -> list[tuple[int, str]]:
    return [(number, weekday_called(number, g.language).capitalize()) for number in range(7)]


def _typed(prefix: str, stretch: Stretch | None) -> dict[str, Any]:
    """A row of hours as it is typed."""
    if stretch is None:
        return {f"{prefix}-modes": EVERY_WAY}
    return {
        f"{prefix}-opens": hour_after(stretch.opens),
        f"{prefix}-closes": hour_after(stretch.closes),
        f"{prefix}-modes": [mode.value for mode in stretch.modes],
    }


def _lines(week: Week | None) -> list[tuple[str, str]]:
    """Each weekday with its hours, only those that have some."""
    stretches = Stretch.read(week.hours) if week else ()
    by_day = ((name, [each for each in stretches if each.weekday == number]) for number, name in _weekdays())
    return [(name, _said(found)) for name, found in by_day if found]


def _said(stretches: Sequence[Stretch]) -> str:
    """Hours in words: 09:00–12:00 (by video, by phone)."""
    words, said = labels(Mode, g.language), []
    for each in stretches:
        ways = "" if len(each.modes) == len(Mode) else f" ({', '.join(words[mode.value] for mode in each.modes)})"
        said.append(f"{hour_after(each.opens)}–{hour_after(each.closes)}{ways}")
    return ", ".join(said) or Raised(_("no hours")).in_(g.language)
