"""Staff give the applicant a secret code: the first one of a request that they registered, or a new one for a lost one."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.intake.access_code_models import CodeKept
from mediation_cms.intake.access_codes import give_code, note_kept, standing_code
from mediation_cms.intake.applicant_news import tell_code, tell_renewed, way_of_applicant
from mediation_cms.intake.message_inputs import CodeWay, RenewalIn
from mediation_cms.intake.models import Request

NO_WAY = _("No message reaches this person safely. Read the code out or print it.")


def renew_code(session: Session, actor: Actor, request: Request, given: RenewalIn) -> str:
    """A new code after identity was checked: the code, once. The old one dies, and the applicant is told so without the new one.

    Raises Invalid where it is to be sent and nothing would reach the applicant.
    """
    authorize(actor, Can.RENEW_CODE, request)
    if given.way is CodeWay.SENT and way_of_applicant(session, request, asked=True) is None:
        raise Invalid({"way": NO_WAY})
    is_lost = standing_code(session, request) is not None
    code = give_code(session, actor, request, identity=given.identity)
    if is_lost:
        tell_renewed(session, request)
    if given.way is CodeWay.SENT:
        tell_code(session, request, code)
        note_kept(session, request, CodeKept.SENT)
    return code
