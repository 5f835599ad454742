"""Views that people keep of a list: a name for an address."""

from uuid import UUID

from flask import Blueprint, g, redirect
from flask.typing import ResponseReturnValue

from mediation_cms.accounts.inputs import LISTS, LONGEST_QUERY, ViewIn
from mediation_cms.accounts.queries import own_account
from mediation_cms.accounts.view_actions import drop_view, keep_view
from mediation_cms.accounts.views import get_view
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say

views = Blueprint("views", __name__, url_prefix="/views")


@views.post("")
def keep() -> ResponseReturnValue:
    """Keep the list that is open under a name."""
    account, form = own_account(g.session, g.actor), Form.sent()
    with form.catching():
        view = keep_view(g.session, g.actor, account, ViewIn.checked(form.values))
        say(_("The view “%(name)s” is kept.", name=view.name))
        return _list(view.page, view.query)
    page = form.text("page")
    if page not in LISTS:
        raise Invalid({"page": NO_SUCH_CHOICE})
    say(_("The view was not kept. %(problem)s", problem=next(iter(form.errors.values()))), "late")
    return _list(page, form.text("query")[:LONGEST_QUERY])


@views.post("/<uuid:view_id>/removal")
def removal(view_id: UUID) -> ResponseReturnValue:
    """Forget a view of one's own."""
    view = get_view(g.session, g.actor.account_id, view_id)
    page, name = view.page, view.name
    drop_view(g.session, g.actor, own_account(g.session, g.actor), view)
    say(_("The view “%(name)s” is taken out.", name=name))
    return redirect(page, code=303)


def _list(page: str, query: str) -> ResponseReturnValue:
    return redirect(f"{page}?{query}" if query else page, code=303)
