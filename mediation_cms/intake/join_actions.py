"""What people do when two requests are one matter: the same request once more, or the other side's own on the same dispute."""

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.barring import carry_bars
from mediation_cms.intake.inputs import JoinIn, PartingIn
from mediation_cms.intake.models import Outcome, Party, Request, Side, Spell
from mediation_cms.intake.parties import is_minor
from mediation_cms.intake.safety import take_danger
from mediation_cms.intake.same_person_actions import link_people
from mediation_cms.intake.spells import finish
from mediation_cms.intake.workflow import REQUEST, RequestStatus, RequestStep
from mediation_cms.people.models import Person
from mediation_cms.people.records import complete_from
from mediation_cms.people.same import same_as


def join_request(session: Session, actor: Actor, request: Request, to: Request, given: JoinIn) -> None:
    """Make a request part of another matter: it ends as merged and is counted by no report, not even of the days before.

    Where `given.side` says which side of that matter the applicant is, the two records are linked as one person, and what is
    not known yet of that side is taken over if it is wished. The numbers, histories and papers of both stay. The matter is as
    dangerous as the request that it took in, and who is barred from the one is barred from the other.
    """
    authorize(actor, Can.JOIN_REQUEST, request)
    authorize(actor, Can.JOIN_REQUEST, to)
    _lock(session, request, to)
    _refuse_joining(session, request, to)
    side = _side(session, to, given)
    finish(session, request, RequestStep.JOIN, Outcome.MERGED, clock.today(), given.reason)
    request.joined_to_id, request.joined_as = to.id, given.kind
    _count(session, request, counted=False)
    # Neither history names the other request: who sees the one need not see the other.
    for action, thing in (("request.joined", request), ("request.took_in", to)):
        record(session, actor, action, thing, matter_id=thing.id, kind=given.kind, reason=given.reason)
    if take_danger(session, to, request):
        record(session, actor, "risk.taken_over", to, matter_id=to.id)
    if side is not None:
        _recognise(session, actor, request, to, side, complete=given.complete)
    carry_bars(session, actor, request, to)
    carry_bars(session, actor, to, request)


def part_request(session: Session, actor: Actor, request: Request, given: PartingIn) -> None:
    """Undo a joining: the request is open as it was, in the very spell that the joining ended, and counts as before.

    Who was recognised as one person stays so: that is undone on the page of the person. What the other matter took over of its
    danger stays until staff set the risk anew, and a bar until the coordinator lifts it.
    """
    authorize(actor, Can.JOIN_REQUEST, request)
    _lock(session, request)
    if request.joined_to_id is None:
        raise Refused(_("This request is not joined to another."))
    to = session.get_one(Request, request.joined_to_id)
    request.status = REQUEST.after(request.status, RequestStep.PART)
    request.joined_to_id, request.joined_as = None, None
    request.outcome, request.ended_on, request.ended_reason = None, None, ""
    _count(session, request, counted=True)
    spell = session.exec(select(Spell).where(Spell.request_id == request.id).order_by(col(Spell.id).desc())).first()
    if spell is not None and spell.outcome is Outcome.MERGED:
        spell.ended_on, spell.outcome = None, None
    session.flush()
    record(session, actor, "request.parted", request, matter_id=request.id, reason=given.reason)
    record(session, actor, "request.let_go", to, matter_id=to.id, reason=given.reason)


def _lock(session: Session, *requests: Request) -> None:
    """Nobody else joins these meanwhile; always in one order, so that no two wait for each other."""
    session.flush()
    for request in sorted(requests, key=lambda each: each.id):
        session.refresh(request, with_for_update=True)


def _refuse_joining(session: Session, request: Request, to: Request) -> None:
    if request.id == to.id:
        raise Invalid({"number": _("This is the same request. Type the number of the other one.")})
    if request.joined_to_id is not None:
        raise Refused(_("This request was joined to another. Go on with that one."))
    if request.status is RequestStatus.ENDED:
        raise Refused(_("A finished request is not joined to another. Reopen it with a reason first."))
    if request.status is RequestStatus.ADMITTED:
        raise Refused(_("This request was admitted to mediation. Join the other request to it instead."))
    if session.exec(select(Request.id).where(Request.joined_to_id == request.id)).first() is not None:
        raise Refused(_("Other requests were joined to this one. Join the other request to it instead."))
    if to.joined_to_id is not None:
        raise Invalid({"number": _("That request was itself joined to another. Join to that one.")})
    if to.status is RequestStatus.ENDED:
        raise Invalid({"number": _("That request is finished. Reopen it first, or choose an open one.")})


def _side(session: Session, to: Request, given: JoinIn) -> Party | None:
    """The side of the other matter that the applicant is. Raises Invalid for a party of any other matter, or a representative."""
    side = session.get(Party, given.side) if given.side else None
    if given.side and (side is None or side.request_id != to.id or side.represents_id is not None):
        raise Invalid({"side": _("There is no such choice. Choose from the list.")})
    return side


def _count(session: Session, request: Request, *, counted: bool) -> None:
    for spell in session.exec(select(Spell).where(Spell.request_id == request.id)):
        spell.counted = counted
        session.add(spell)
    session.add(request)
    session.flush()


def _recognise(session: Session, actor: Actor, request: Request, to: Request, side: Party, *, complete: bool) -> None:
    """Link the applicant with the side that they are in the other matter; take over what is not known of it yet."""
    applicant = session.exec(
        select(Person)
        .join(Party, col(Party.person_id) == Person.id)
        .where(Party.request_id == request.id, Party.side == Side.APPLICANT, col(Party.represents_id).is_(None))
    ).first()
    person = session.get(Person, side.person_id) if side.person_id else None
    if applicant is None or person is None:
        return
    if person.id not in same_as(session, [applicant.id])[applicant.id]:
        link_people(session, actor, applicant, person)
    if complete and complete_from(session, person, applicant):
        side.minor = side.minor or is_minor(session, person.born_on, to.received_on)
        session.add(side)
        record(session, actor, "party.corrected", side, matter_id=to.id, side=side.side, no=side.side_no)
