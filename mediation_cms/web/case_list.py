"""What the list of cases shows. Each line is worked out here, so that its template has nothing to decide."""

from datetime import date
from functools import lru_cache
from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from mediation_cms.cases.queries import list_cases
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.dates import short_day
from mediation_cms.core.db import Records
from mediation_cms.core.i18n import _, labels
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Outcome
from mediation_cms.intake.queries import ALL_IN_PLACE, sees_own_only
from mediation_cms.people.models import Role
from mediation_cms.web.choices import cabinets_covered, options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import KEPT, Filters, Page, drawn, page_of
from mediation_cms.web.nearness import near, short_sighted
from mediation_cms.web.placing import names_of_places


def page(filters: Filters) -> Page:
    """The cases that fit the filters of the address."""
    return page_of(list_cases(g.session, g.actor, **_asked(filters), after=filters.after))


def _asked(filters: Filters) -> dict[str, Any]:
    """The filters as the query takes them: `mine` is a mediator, `due` a day that is near."""
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
        rows=lines(rows.items, named=bool(cabinets)),
        next_url=rows.next_url,
        filters=filters,
        form=Form(filters.typed),
        statuses=options(CaseStatus),
        cabinets=cabinets,
        is_mediator=Role.MEDIATOR in g.actor.roles,
        short_sighted=short_sighted(),
        only_own=sees_own_only(g.actor),
    )


def lines(cases: Records, *, named: bool) -> list[Markup]:
    """The lines of these cases; `named` ones say the cabinet."""
    today, soon, language = clock.today(), near(), g.language
    places = names_of_places(case.cabinet_id for case in cases) if named else {}
    return [line(case, places.get(case.cabinet_id, ""), today, soon, language) for case in cases]


@lru_cache(KEPT)
def line(case: Any, where: str, today: date, soon: date, language: Language) -> Markup:
    """One line. `mark` and `state` are how a badge looks; no mark is no badge."""
    mark = due = ""
    if case.due_on and not case.outcome:
        due = short_day(case.due_on)
        mark = "late" if case.due_on < today else "soon" if case.due_on <= soon else ""
    if case.outcome:
        state = "done" if case.outcome == Outcome.AGREEMENT else "stopped"
        word = labels(Outcome, language)[case.outcome]
    else:
        state = "new" if case.status == CaseStatus.IN_MEDIATION else "wait"
        word = labels(CaseStatus, language)[case.status]
    chosen = f"{case.mediator_surname} {case.mediator_given_name}".strip() if case.mediator_given_name else ""
    return drawn(
        "cases/row.html", case=case, where=f"{case.number} · {where}" if where else case.number, mark=mark, due=due,
        mediator=chosen or _("not chosen yet"), state=state, word=word,
    )  # fmt: skip
