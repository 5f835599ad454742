"""Whether a cabinet may mediate on a day. Policy, not law: a mediator keeps the right under the law outside the cabinet."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.cases.endings import open_since
from mediation_cms.cases.models import Case, Contract
from mediation_cms.core import clock
from mediation_cms.core.dated import last_day, overlaps
from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.places.models import MandateKind
from mediation_cms.places.queries import tree


def require_mediation(session: Session, cabinet_id: UUID, on: date) -> None:
    """Refuse a contract or an agreement when the cabinet's mandate on that day is ethnomediation, and name the source."""
    refusal = why_no_mediation(session, cabinet_id, on)
    if refusal is not None:
        raise Refused(refusal)


def last_day_of_mediation(session: Session, cabinet_id: UUID, first: date, last: date) -> date | None:
    """The latest of these days, both included, on which the cabinet mediates; None when it does on none of them."""
    days = (
        min(last, last_day(held.until)) if held.until else last
        for held in tree(session).mandates.get(cabinet_id, ())
        if held.value is MandateKind.MEDIATION and overlaps(held, first, last)
    )
    return max(days, default=None)


def days_of_signing(session: Session, case: Case, contract: Contract) -> tuple[date, date | None]:
    """The first and the last day on which an agreement of a running mediation can have been signed, up to today.

    It follows the contract and the last reopening; the last day is None when the cabinet mediates on none of them.
    """
    first = max(contract.concluded_on, open_since(session, case.request_id))
    return first, last_day_of_mediation(session, case.cabinet_id, first, clock.today())


def why_no_mediation(session: Session, cabinet_id: UUID, on: date) -> Text | None:
    """The sentence why the cabinet concludes no contracts and agreements on that day; None when it does."""
    try:
        held = tree(session).mandate(cabinet_id, on)
    except NotFound as unknown:
        return unknown.sentence
    if held.value is MandateKind.MEDIATION:
        return None
    return _(
        "This cabinet concludes no mediation contracts and agreements since %(since)s: its work is ethnomediation. "
        "Source: %(source)s. Open a prevention record.",
        since=held.since,
        source=held.source,
    )
