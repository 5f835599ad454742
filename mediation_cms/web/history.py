"""The wing of history: what was done in the places that the actor answers for, and what was refused to their people."""

from collections.abc import Callable, Sequence
from functools import partial

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize_somewhere
from mediation_cms.audit.queries import CASE_READERS, Line, newest, people_of, refusals
from mediation_cms.core.i18n import Text
from mediation_cms.intake.queries import barred_from
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.placing import names_of_places

history = Blueprint("history", __name__, url_prefix="/history")


@history.get("")
def index() -> ResponseReturnValue:
    """What was done, newest first."""
    return _page("history/index.html", "history.index", partial(newest, hidden=barred_from(g.actor.person_id)))


@history.get("/refusals")
def refused() -> ResponseReturnValue:
    """What was tried and refused, newest first."""
    return _page("history/refusals.html", "history.refusals", refusals)


def _page(template: str, page: str, read: Callable[..., Sequence[Line]]) -> ResponseReturnValue:
    authorize_somewhere(g.actor, Can.READ_HISTORY)
    filters = Filters(request.args, set(), {"account_id"}, {"on"})
    rows = page_of(read(g.session, g.actor, **filters.values, after=filters.after))
    transactions.reading(page)
    people = people_of(g.session, g.actor)
    return render_template(
        template,
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        people=[(str(key), name.in_(g.language) if isinstance(name, Text) else name) for key, name in people],
        may_open_matters=bool(g.actor.roles & CASE_READERS),
        names=names_of_places(line.place_id for line in rows.items),
    )
