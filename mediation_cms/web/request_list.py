"""What the list of requests shows."""

from functools import lru_cache
from typing import Any

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from mediation_cms.access import Can
from mediation_cms.core.i18n import labels
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels as dispute_labels
from mediation_cms.intake.models import Outcome
from mediation_cms.intake.numbers import meant
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.web.choices import may_somewhere, options
from mediation_cms.web.lists import KEPT, Filters, Page, drawn
from mediation_cms.web.placing import names_of_places


def asked(filters: Filters) -> dict[str, Any]:
    """The filters of the address as the query takes them: `q` is a number or its end."""
    wanted = dict(filters.values)
    if "q" in wanted:
        wanted["numbers"] = meant(g.session, wanted.pop("q"))
    return wanted


def index(found: Page, filters: Filters) -> ResponseReturnValue:
    """The list of requests."""
    categories = dispute_labels(g.session, Catalogue.DISPUTE_TYPE, g.language)
    places = names_of_places(row.cabinet_id for row in found.items)
    return render_template(
        "requests/index.html",
        rows=[line(row, categories[row.dispute_code], places[row.cabinet_id], g.language) for row in found.items],
        next_url=found.next_url,
        filters=filters,
        statuses=options(RequestStatus),
        may_register=may_somewhere(Can.REGISTER_REQUEST),
        new_url=url_for("requests.new"),
    )


@lru_cache(KEPT)
def line(row: Any, category: str, where: str, language: Language) -> Markup:
    """The line of one request."""
    word = labels(Outcome, language)[row.outcome] if row.outcome else labels(RequestStatus, language)[row.status]
    return drawn("requests/row.html", row=row, category=category, where=where, word=word)
