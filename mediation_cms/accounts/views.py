"""The views that somebody keeps."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.accounts.models import SavedView
from mediation_cms.core.errors import NotFound

VIEWS = (
    select(SavedView)
    .where(SavedView.account_id == sa.bindparam("of"), SavedView.page == sa.bindparam("page"))
    .order_by(col(SavedView.id))
)


def views_of(session: Session, account_id: UUID, page: str) -> list[SavedView]:
    """The views that an account keeps of this list, the oldest first."""
    return list(session.exec(VIEWS, params={"of": account_id, "page": page}))


def view_named(session: Session, account_id: UUID, page: str, name: str) -> SavedView | None:
    """The view of this name, if the account keeps one."""
    return next((view for view in views_of(session, account_id, page) if view.name == name), None)


def get_view(session: Session, account_id: UUID, view_id: UUID) -> SavedView:
    """A view that this very account keeps. Raises NotFound."""
    view = session.get(SavedView, view_id)
    if view is None or view.account_id != account_id:
        raise NotFound
    return view
