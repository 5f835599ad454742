"""The applicant takes the request back from home: before a mediation contract, without a reason if they like."""

from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.endings import end_case
from mediation_cms.cases.models import Answer, Case
from mediation_cms.cases.offers import answer_offer, give_matter_to
from mediation_cms.cases.terms import contract_of
from mediation_cms.cases.workflow import CaseStatus, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.message_inputs import MessageIn
from mediation_cms.intake.message_writing import put_message
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.spells import finish
from mediation_cms.intake.workflow import RequestStatus, RequestStep

HAS_CONTRACT = _(
    "A mediation contract is signed, so the mediation is ended together with the mediator. Call the cabinet: nobody has to go on."
)


def withdraw_from_home(session: Session, actor: Actor, request: Request, given: MessageIn) -> None:
    """End the request, and its case if it has one, as withdrawn by the applicant.

    What they say of it waits for staff as a message. Refused once it is finished, and once there is a mediation contract.
    An offer that no mediator has answered is taken back.
    """
    authorize(actor, Can.COME_BACK, request)
    if request.status is RequestStatus.ENDED:
        raise Refused(_("The request is finished already. Nothing more is needed from you."))
    case = session.exec(select(Case).where(Case.request_id == request.id)).first()
    if case is not None and contract_of(session, case) is not None:
        raise Refused(HAS_CONTRACT)
    today = clock.today()
    if case is None:
        finish(session, request, RequestStep.CLOSE, Outcome.WITHDRAWN, today, "")
    else:
        if case.status is CaseStatus.OFFERED:
            answer_offer(session, case, Answer.TAKEN_BACK)
            give_matter_to(session, case, None)
        end_case(session, case, CaseStep.CLOSE, Outcome.WITHDRAWN, today)
    record(session, actor, "request.withdrawn", request, matter_id=request.id, on=today)
    put_message(session, actor, request, given.body, from_applicant=True)
