"""What an applicant who comes back by number and code is told: neutral words, by a way at which a message may be left.

Never the number beside the code, and never what the request is about.
"""

from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.access_codes import standing_code, told_with_code
from mediation_cms.intake.application_models import ConsentPurpose
from mediation_cms.intake.consents import is_withdrawn
from mediation_cms.intake.invitation_queries import reach_of
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.notifications.kinds import KINDS, Fact, MessageKind
from mediation_cms.notifications.models import Message
from mediation_cms.notifications.outbox import Reach
from mediation_cms.notifications.telling import Tidings, safe_way, tell
from mediation_cms.people.models import Contact

PAGE = "/status"


def way_of_applicant(session: Session, request: Request, *, asked: bool = False) -> Contact | None:
    """By which way the applicant is written to; None where only a call or a letter reaches them, or they want no messages."""
    if is_withdrawn(session, request.id, ConsentPurpose.MESSAGES):
        return None
    sides = select(Party).where(Party.request_id == request.id, col(Party.represents_id).is_(None))
    applicant = session.exec(sides.where(Party.side == Side.APPLICANT)).first()
    return safe_way(reach_of(session, applicant), asked=asked) if applicant else None


def tell_registered(session: Session, request: Request) -> Message | None:
    """Confirm to who has just applied that the request is registered, with its number."""
    once = f"request-registered:{request.id}"
    return _tell(session, request, MessageKind.REQUEST_REGISTERED, page=PAGE, once=once, asked=True)


def tell_code(session: Session, request: Request, code: str) -> Message | None:
    """Send the secret code to who has just asked for it, without the number. It is withdrawn with the code."""
    return _tell(session, request, MessageKind.REQUEST_CODE, code=code, asked=True)


def tell_renewed(session: Session, request: Request) -> Message | None:
    """Tell that a new code was given, without the code: who did not ask for it has to know."""
    return _tell(session, request, MessageKind.CODE_RENEWED)


def tell_news(session: Session, request: Request, change: str) -> Message | None:
    """Tell an applicant who has a code that the request has come further; of one `change` once."""
    if standing_code(session, request) is None:
        return None
    return _tell(session, request, MessageKind.REQUEST_NEWS, page=PAGE, once=f"request-news:{request.id}:{change}")


def tell_of_message(session: Session, request: Request, name: str) -> Message | None:
    """Tell an applicant who has a code that the cabinet has written."""
    if standing_code(session, request) is None:
        return None
    return _tell(session, request, MessageKind.REQUEST_MESSAGE, page=PAGE, once=f"request-message:{name}")


def _tell(
    session: Session, request: Request, kind: MessageKind, *, page: str = "", code: str = "", once: str | None = None,
    asked: bool = False,
) -> Message | None:  # fmt: skip
    way = way_of_applicant(session, request, asked=asked)
    if way is None:
        return None
    house = letterhead(session, request.cabinet_id, clock.today())
    about = told_with_code(request) if code else None
    facts: dict[str, Fact] = {"number": request.number} if "number" in KINDS[kind].values else {}
    tidings = Tidings(
        kind, house.name.in_(way.language), house.phone, page, code, request.id, facts, once=once, about=about
    )  # fmt: skip
    return tell(session, way.person_id, tidings, reach=Reach.at(way), asked=asked)
