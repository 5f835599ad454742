"""What the list of cases shows. Each line is worked out here, so that the template of fifty lines has nothing to decide."""

from typing import Any, NamedTuple

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.dates import short_day
from mediation_cms.core.db import Records
from mediation_cms.core.i18n import _, labels
from mediation_cms.intake.models import Outcome
from mediation_cms.intake.queries import ALL_IN_PLACE
from mediation_cms.people.models import Role
from mediation_cms.web.choices import cabinets_covered, options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, Page
from mediation_cms.web.nearness import near, short_sighted
from mediation_cms.web.placing import names_of_places


class Line(NamedTuple):
    """A case in the list. `mark` and `state` are how a badge looks; no mark is no badge."""

    key: str
    subject: str
    where: str
    mark: str
    due: str
    mediator: str
    state: str
    word: str
    ended: str


def asked(filters: Filters) -> dict[str, Any]:
    """The filters of the address as the query takes them: `mine` is a mediator, `due` a day that is near."""
    wanted = dict(filters.values)
    if wanted.pop("mine", ""):
        wanted["mediator_id"] = g.actor.person_id
    if wanted.pop("due", ""):
        wanted["due_to"] = near()
    return wanted


def index(rows: Page, filters: Filters) -> ResponseReturnValue:
    """The list of cases."""
    cabinets = cabinets_covered(ALL_IN_PLACE)
    return render_template(
        "cases/index.html",
        lines=lines(rows.items, named=bool(cabinets)),
        next_url=rows.next_url,
        filters=filters,
        form=Form(filters.typed),
        statuses=options(CaseStatus),
        cabinets=cabinets,
        is_mediator=Role.MEDIATOR in g.actor.roles,
        short_sighted=short_sighted(),
    )


def lines(cases: Records, *, named: bool) -> list[Line]:
    """The lines of these cases; `named` ones say the cabinet."""
    today, soon = clock.today(), near()
    outcomes, states = labels(Outcome, g.language), labels(CaseStatus, g.language)
    places = names_of_places(case.cabinet_id for case in cases) if named else {}
    nobody = _("not chosen yet").in_(g.language)
    shown = []
    for case in cases:
        outcome, due_on = case.outcome, case.due_on
        mark = due = ""
        if due_on and not outcome:
            due, mark = short_day(due_on), "late" if due_on < today else "soon" if due_on <= soon else ""
        if outcome:
            state, word = "done" if outcome == Outcome.AGREEMENT else "stopped", outcomes[outcome]
        else:
            state, word = "new" if case.status == CaseStatus.IN_MEDIATION else "wait", states[case.status]
        shown.append(
            Line(
                str(case.id), case.subject, f"{case.number} · {places[case.cabinet_id]}" if named else case.number, mark, due,
                f"{case.mediator_surname} {case.mediator_given_name}".strip() if case.mediator_given_name else nobody,
                state, word, short_day(case.ended_on) if case.ended_on else "",
            )
        )  # fmt: skip
    return shown
