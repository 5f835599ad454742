"""What the sides are told while a date is found: to each a link of its own, by a way at which a message may be left."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to, give_link, told_with
from mediation_cms.cases.date_models import DateReply
from mediation_cms.cases.date_rules import Time
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.invitation_queries import reach_of
from mediation_cms.intake.models import Party
from mediation_cms.notifications.kinds import Fact, MessageKind
from mediation_cms.notifications.outbox import Reach
from mediation_cms.notifications.telling import Tidings, safe_way, tell
from mediation_cms.people.models import Contact

PAGE = "/d/{code}"


def way_of(session: Session, party_id: UUID) -> Contact | None:
    """By which way a side is written to; None: staff ask it."""
    return safe_way(reach_of(session, session.get_one(Party, party_id)))


def ask(session: Session, case: Case, reply: DateReply, until: date) -> None:
    """Ask a side which times suit it."""
    if _write(session, case, reply, until, MessageKind.DATES_ASKED):
        reply.sent_on = clock.today()
        session.add(reply)
        session.flush()


def tell_fixed(session: Session, case: Case, reply: DateReply, time: Time) -> None:
    """Tell a side which time it is."""
    _write(session, case, reply, time.day, MessageKind.DATE_FIXED, time)


def _write(
    session: Session, case: Case, reply: DateReply, until: date, kind: MessageKind, fixed: Time | None = None
) -> bool:
    end_links_to(session, Purpose.DATES, reply.id)
    way = way_of(session, reply.party_id)
    if way is None:
        return False
    code = give_link(session, Purpose.DATES, reply.id, until, person_id=way.person_id)
    house = letterhead(session, case.cabinet_id, clock.today())
    facts: dict[str, Fact] = {"starts_at": fixed.instant, "mode": fixed.mode.label, "place": ""} if fixed else {}
    tidings = Tidings(
        kind, house.name.in_(way.language), house.phone, PAGE, code, case.request_id, facts,
        about=told_with(Purpose.DATES, reply.id),
    )  # fmt: skip
    tell(session, way.person_id, tidings, reach=Reach.at(way))
    return True
