"""A mediator declares anew: circumstances became known, or the declaration is missing."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.cases.actions import end_mediation
from mediation_cms.cases.declarations import declare, keep_out, step_aside
from mediation_cms.cases.endings import meetings_held
from mediation_cms.cases.inputs import DeclarationIn, EndingIn
from mediation_cms.cases.models import Case, Declaration, Interest
from mediation_cms.cases.parting import part
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.errors import stale
from mediation_cms.intake.models import Outcome

# It stands in the notice of termination, which is in both languages.
BECAUSE = "Медиатор мүдделер қақтығысы туралы мәлімдеді / Медиатором заявлено о конфликте интересов"


def renew_declaration(session: Session, actor: Actor, case: Case, given: DeclarationIn) -> Declaration:
    """Declare anew. A conflict takes the case from the mediator: declined, released, or, where a contract runs, ended.

    A running mediation ends as circumstances that exclude it (article 26, 2; our reading, assumed), for a contract names its
    mediator. Refused once the case has ended.
    """
    authorize(actor, Can.DECLARE_INTEREST, case)
    if case.status is CaseStatus.ENDED:
        raise stale()
    declaration = declare(session, actor, case, given)
    if declaration.interest is Interest.NONE:
        return declaration
    if case.status is CaseStatus.IN_MEDIATION:
        why = "" if meetings_held(session, case) else BECAUSE
        ending = {"ending": Outcome.EXCLUDED, "on": clock.today(), "reason": BECAUSE, "no_meeting_reason": why}
        end_mediation(session, actor, case, EndingIn.checked(ending))
        keep_out(session, actor, case, declaration)
    else:
        step_aside(session, actor, case, declaration)
    return declaration


def declare_beside(session: Session, actor: Actor, case: Case, given: DeclarationIn) -> Declaration:
    """A co-mediator declares, for themselves alone. A conflict ends their part; the case stays with its mediator.

    Refused for anybody else, and once the case has ended.
    """
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    own = next((one for one in case.companions if one.mediator_id == actor.mediator_id), None)
    if own is None or case.status is CaseStatus.ENDED:
        raise stale()
    declaration = declare(session, actor, case, given, beside=own.mediator_id)
    if declaration.interest is Interest.SOME:
        part(session, actor, case, own, clock.today(), BECAUSE)
        keep_out(session, actor, case, declaration)
    return declaration
