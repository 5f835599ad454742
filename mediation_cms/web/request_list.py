"""What the list of requests shows."""

from functools import lru_cache
from typing import Any

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from mediation_cms.access import Can, may
from mediation_cms.core.i18n import labels
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels as dispute_labels
from mediation_cms.intake.models import Outcome
from mediation_cms.intake.queries import list_requests, sees_own_only
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.web.choices import may_somewhere, options
from mediation_cms.web.lists import KEPT, Filters, Page, drawn, page_of
from mediation_cms.web.placing import names_of_places


def page(filters: Filters) -> Page:
    """The requests that fit the filters of the address."""
    return page_of(list_requests(g.session, g.actor, **filters.values, after=filters.after))


def index(found: Page, filters: Filters) -> ResponseReturnValue:
    """The list of requests."""
    categories = dispute_labels(g.session, Catalogue.DISPUTE_TYPE, g.language)
    places = names_of_places(row.cabinet_id for row in found.items)
    return render_template(
        "requests/index.html",
        rows=[
            line(
                row,
                categories[row.dispute_code],
                places[row.cabinet_id],
                g.language,
                shows_risk=may(g.actor, Can.READ_SAFETY, row),
            )
            for row in found.items
        ],
        next_url=found.next_url,
        filters=filters,
        statuses=options(RequestStatus),
        may_register=may_somewhere(Can.REGISTER_REQUEST),
        new_url=url_for("requests.new"),
        only_own=sees_own_only(g.actor),
    )


@lru_cache(KEPT)
def line(row: Any, category: str, where: str, language: Language, *, shows_risk: bool) -> Markup:
    """The line of one request; its risk for whoever may read what the sides said."""
    word = labels(Outcome, language)[row.outcome] if row.outcome else labels(RequestStatus, language)[row.status]
    return drawn(
        "requests/row.html",
        row=row,
        category=category,
        where=where,
        word=word,
        risk=Risk(row.risk) if shows_risk else Risk.NONE,
    )
