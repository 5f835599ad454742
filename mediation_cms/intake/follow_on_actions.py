"""Going on with a matter that has ended: a new request that follows it, between the same people."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.barring import bar_the_sides, carry_bars
from mediation_cms.intake.fields import begin_request
from mediation_cms.intake.following import copy_parties
from mediation_cms.intake.inputs import FollowOnIn, RequestFields
from mediation_cms.intake.models import Opened, Request, Source
from mediation_cms.intake.safety import danger_of
from mediation_cms.intake.spells import open_spell
from mediation_cms.intake.workflow import RequestStatus


def begin_follow_on(session: Session, actor: Actor, before: Request, given: FollowOnIn) -> Request:
    """Register a request that follows an ended one, at the same cabinet, with the same people on the same sides.

    Its number is new. Who speaks for a side shows the document anew. It is as dangerous as the matter before, and who is barred
    from that one is barred from it. Refused while the matter before is open, and for a day before its end.
    """
    authorize(actor, Can.REGISTER_REQUEST, before)
    if before.status is not RequestStatus.ENDED or before.ended_on is None:
        raise Refused(_("This matter is still open. Go on with it."))
    if given.received_on < before.ended_on:
        raise Invalid({"received_on": _("This is before the end of the matter. Check the dates.")})
    request = begin_request(
        session,
        actor,
        before.cabinet_id,
        given.received_on,
        _fields(before, given),
        risk=danger_of(session, before),
        follows_id=before.id,
    )
    copy_parties(session, actor, before, request)
    bar_the_sides(session, actor, request)
    carry_bars(session, actor, before, request)
    open_spell(session, request, Opened.RECEIVED, request.received_on)
    record(
        session,
        actor,
        "request.registered",
        request,
        matter_id=request.id,
        number=request.number,
        channel=request.channel,
    )
    # Neither history names the other request: who sees the one need not see the other.
    record(session, actor, "request.followed", before, matter_id=before.id)
    return request


def _fields(before: Request, given: FollowOnIn) -> RequestFields:
    """What is known already: the language, and the marks that warn. Nobody sent the applicant: they come of themselves."""
    return RequestFields(
        channel=given.channel,
        source=Source.SELF,
        language=before.language,
        subject=given.subject,
        narrative=given.narrative,
        dispute_code=given.dispute_code,
        inter_ethnic=before.inter_ethnic,
        minor_involved=before.minor_involved,
    )
