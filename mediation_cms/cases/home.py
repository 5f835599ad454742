"""Which sides may be asked from home, and what became of it: a link goes out, an answer comes or a call has to be made."""

from datetime import timedelta

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to, give_link, told_with
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpState
from mediation_cms.cases.follow_ups import CALLABLE
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.consents import may_ask_later
from mediation_cms.intake.invitation_queries import reach_of
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.safety import keeps_apart
from mediation_cms.law.queries import value, working_calendar
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.outbox import Reach
from mediation_cms.notifications.telling import Tidings, safe_way, tell
from mediation_cms.people.models import Contact

PAGE = "/f/{code}"
APART = _("The sides are kept apart: nothing is sent by itself. Ask the side first whether a message is safe.")
NOT_AGREED = _("This side has not agreed to questions by message, or has taken it back. Call instead.")
NO_WAY = _("No e-mail or SMS is known at which this side may be written to at any hour. Call instead.")


def home_way(session: Session, call: FollowUp) -> Contact | None:
    """By which way the side is written to: one at which a message may be left. A child never is; who speaks for it may be."""
    return safe_way(reach_of(session, session.get_one(Party, call.party_id)))


def why_not_home(session: Session, case: Case, call: FollowUp, *, agreed: bool) -> Text | None:
    """Why the question is not sent; None where it may be. `agreed`: the side has said that a message is safe."""
    if not may_ask_later(session, session.get_one(Party, call.party_id)):
        return NOT_AGREED
    if home_way(session, call) is None:
        return NO_WAY
    apart = not agreed and keeps_apart(session, session.get_one(Request, case.request_id))
    return APART if apart else None


def send_home(session: Session, case: Case, call: FollowUp, *, agreed: bool) -> None:
    """Send the question with a link, and let some working days pass before anybody calls. Refused where it may not be sent."""
    why_not = why_not_home(session, case, call, agreed=agreed)
    way = home_way(session, call)
    if why_not is not None or way is None:
        raise Refused(why_not or NO_WAY)
    today = clock.today()
    end_links_to(session, Purpose.FOLLOW_UP, call.id)
    until = today + timedelta(days=value(session, "follow_up.home_days", today))
    code = give_link(session, Purpose.FOLLOW_UP, call.id, until, person_id=way.person_id)
    house = letterhead(session, case.cabinet_id, today)
    tidings = Tidings(
        MessageKind.QUESTIONS, house.name.in_(way.language), house.phone, PAGE, code, case.request_id,
        about=told_with(Purpose.FOLLOW_UP, call.id),
    )  # fmt: skip
    tell(session, way.person_id, tidings, reach=Reach.at(way))
    waits = value(session, "follow_up.home_working_days", today)
    call.home_on = today
    call.next_on = max(call.next_on or today, working_calendar(session).after(today, waits))
    session.add(call)
    session.flush()


def takes_answer(call: FollowUp, actor: Actor) -> bool:
    """Whether the side may answer, or answer otherwise: nobody of us has written an answer down meanwhile."""
    return call.state in CALLABLE or (call.state is FollowUpState.ANSWERED and call.account_id == actor.account_id)
