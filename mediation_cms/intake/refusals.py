"""Noting on which ground a request was refused, and where its applicant was sent."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import CHOOSE, NO_SUCH_CHOICE
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes
from mediation_cms.intake.models import Request
from mediation_cms.intake.screening_inputs import GroundIn
from mediation_cms.intake.screening_models import Referral, Refusal


def require_known(session: Session, given: GroundIn, on: date) -> None:
    """Raise Invalid unless the ground and the referrals may be chosen on that day."""
    wrong = {}
    if given.ground_code not in codes(session, Catalogue.REFUSAL_GROUND, on):
        wrong["ground_code"] = NO_SUCH_CHOICE if given.ground_code else CHOOSE
    if not set(given.referrals) <= codes(session, Catalogue.REFERRAL, on):
        wrong["referrals"] = NO_SUCH_CHOICE
    if wrong:
        raise Invalid(wrong)


def put_refusal(session: Session, actor: Actor, request: Request, given: GroundIn, on: date) -> Refusal:
    """The ground and the referrals of the ending of this day; those of an earlier ending of the same day give way."""
    require_known(session, given, on)
    for former in _of_the_day(session, request, on):
        session.delete(former)
    session.flush()
    refusal = Refusal(
        request_id=request.id,
        district_id=request.district_id,
        refused_on=on,
        ground_code=given.ground_code,
        elsewhere=given.elsewhere,
        account_id=actor.account_id,
    )
    session.add(refusal)
    session.flush()
    session.add_all([Referral(refusal_id=refusal.id, code=code) for code in dict.fromkeys(given.referrals)])
    record(session, actor, "request.refused", refusal, matter_id=request.id, on=on)
    session.flush()
    return refusal


def _of_the_day(session: Session, request: Request, on: date) -> Sequence[Refusal]:
    same_day = select(Refusal).where(Refusal.request_id == request.id, Refusal.refused_on == on)
    return session.exec(same_day).all()
