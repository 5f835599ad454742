"""How we served, as the sides say: averages of half-years that are over, never a single answer."""

from datetime import date

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.access.sight import require_dealing
from mediation_cms.cases.opinion_rules import JULY, closed_halves
from mediation_cms.cases.opinions import READERS, averages
from mediation_cms.core import clock, periods
from mediation_cms.law.queries import value
from mediation_cms.people.queries import names_of
from mediation_cms.web.follow_up_pages import QUESTIONS
from mediation_cms.web.placing import names_of_places

opinions = Blueprint("opinions", __name__, url_prefix="/opinions")
SHOWN = 4


@opinions.get("")
def index() -> ResponseReturnValue:
    """The averages of a half-year that is over, by cabinet and mediator; of a mediator the own ones."""
    require_dealing(g.actor, READERS)
    halves = closed_halves(clock.today(), SHOWN)
    asked = request.args.get("half", "")
    half = next((first for first in halves if first.isoformat() == asked), halves[0])
    lines = averages(g.session, g.actor, half)
    return render_template(
        "opinions/index.html",
        half=half,
        half_name=_name(half),
        halves=[(first, _name(first)) for first in halves],
        lines=lines,
        questions=[(name, question) for name, question, _words in QUESTIONS],
        least=value(g.session, "opinion.least_matters", half),
        names=names_of_places(line.cabinet_id for line in lines),
        people=names_of(g.session, [line.mediator_id for line in lines if line.mediator_id]),
    )


def _name(first: date) -> str:
    return periods.half_year(first.year, 2 if first.month == JULY else 1, g.language)
