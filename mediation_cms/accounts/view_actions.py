"""Views that people keep: a filtered list under a name of their own."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.inputs import ViewIn
from mediation_cms.accounts.models import SavedView
from mediation_cms.accounts.queries import seat_of
from mediation_cms.accounts.views import view_named, views_of
from mediation_cms.audit import record
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.people.models import Account

MOST_VIEWS = 20


def keep_view(session: Session, actor: Actor, account: Account, given: ViewIn) -> SavedView:
    """Keep a list with its filters and columns under a name; one of the same name gives way to it."""
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    view = view_named(session, account.id, given.page, given.name)
    if view is None and len(views_of(session, account.id, given.page)) >= MOST_VIEWS:
        raise Refused(_("You keep %(n)s views of this list. Take one out first.", n=MOST_VIEWS))
    view = view or SavedView(account_id=account.id, page=given.page, name=given.name, query="")
    view.query = given.query
    session.add(view)
    session.flush()
    record(session, actor, "view.kept", view, place_id=seat_of(session, account).id)
    return view


def drop_view(session: Session, actor: Actor, account: Account, view: SavedView) -> None:
    """Forget a view."""
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    session.delete(view)
    record(session, actor, "view.dropped", view, place_id=seat_of(session, account).id)
