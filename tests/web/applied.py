"""An applicant who can be written to and holds a number and a code."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from mediation_cms.core.languages import Language
from mediation_cms.intake.access_codes import give_code
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact
from tests.web.stage import Stage
from tests.web.visitor import Visitor


@dataclass
class Applied:
    """A request whose applicant may be written to, and its code."""

    request: Request
    code: str

    def come_back(self, browser: Visitor, code: str = "") -> int:
        """Type number and code."""
        browser.get("/status?lang=en")
        return browser.send("/status", number=self.request.number, code=code or self.code).status_code


def applied(stage: Stage, request: Request) -> Applied:
    """The applicant of this request has an e-mail and a code."""
    session = stage.session
    sides = select(Party).where(Party.request_id == request.id, Party.side == Side.APPLICANT)
    mail = Contact(person_id=session.exec(sides).one().person_id, channel=Channel.EMAIL, value="q@example.kz")
    mail.language, mail.may_leave_message = Language.KK, True
    session.add(mail)
    code = give_code(session, stage.cast.receptionist, request)
    session.commit()
    return Applied(request, code)


def told(session: Session) -> list[str]:
    """What people were told, in order."""
    return list(
        session.exec(select(Message.template).where(col(Message.person_id).is_not(None)).order_by(col(Message.id)))
    )
