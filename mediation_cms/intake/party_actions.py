"""What people do to the parties of a request."""

from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.barring import bar_the_sides
from mediation_cms.intake.inputs import PartyIn, RepresentativeIn
from mediation_cms.intake.invitation_queries import has_left
from mediation_cms.intake.models import Capacity, Party, Request, Side
from mediation_cms.intake.parties import put_party, put_person_of, put_representative, put_speaker
from mediation_cms.intake.preconditions import require_open
from mediation_cms.intake.recognising import recognise
from mediation_cms.intake.safety import weigh
from mediation_cms.people.records import forget_if_unknown


def add_party(session: Session, actor: Actor, request: Request, given: PartyIn) -> Party:
    """Add another side or a third person to an open request."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    require_open(request)
    party = put_party(session, request, given)
    record(session, actor, "party.added", party, matter_id=request.id, side=party.side, no=party.side_no)
    recognise(session, actor, party, given.same_as, "party")
    bar_the_sides(session, actor, request, party)
    return party


def correct_party(session: Session, actor: Actor, request: Request, party: Party, given: PartyIn) -> None:
    """Correct or complete what is known of a party: names, IIN, address, ways to reach it. Its side stays."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    require_open(request)
    put_person_of(session, request, party, given)
    record(session, actor, "party.corrected", party, matter_id=request.id, side=party.side, no=party.side_no)
    recognise(session, actor, party, given.same_as, "party")
    bar_the_sides(session, actor, request, party)


def add_representative(
    session: Session, actor: Actor, request: Request, party: Party, given: RepresentativeIn
) -> Party:
    """Add somebody who speaks for a party: under power of attorney, or as parent or guardian."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    require_open(request)
    if party.represents_id is not None or party.request_id != request.id:
        raise Refused(_("A representative is added to a party, not to another representative."))
    _may_speak(party, given)
    representative = put_representative(session, actor, request, party, given)
    record(session, actor, "representative.added", representative, matter_id=request.id, capacity=given.capacity)
    recognise(session, actor, representative, given.same_as)
    bar_the_sides(session, actor, request, representative)
    return representative


def correct_representative(
    session: Session, actor: Actor, request: Request, representative: Party, given: RepresentativeIn
) -> None:
    """Correct who speaks for a party, in what capacity, by what document, and how they are reached."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    require_open(request)
    _may_speak(session.get_one(Party, representative.represents_id), given)
    changed = put_speaker(session, actor, representative, given)
    record(session, actor, "representative.corrected", representative, matter_id=request.id, changed=changed)
    recognise(session, actor, representative, given.same_as)
    bar_the_sides(session, actor, request, representative)


def remove_party(session: Session, actor: Actor, request: Request, party: Party) -> None:
    """Take a party out of an open request, with its representatives. The applicant stays.

    Who is named by no other record is forgotten with it.
    """
    authorize(actor, Can.CHANGE_REQUEST, request)
    require_open(request)
    if party.side is Side.APPLICANT and party.represents_id is None:
        raise Refused(_("A request needs its applicant. Correct the entry instead."))
    if has_left(session, party.id):
        raise Refused(_("This side was invited: the record of that stays. Correct the entry instead."))
    speaking = session.exec(select(Party).where(Party.represents_id == party.id)).all()
    people = {one.person_id for one in (party, *speaking) if one.person_id is not None}
    for representative in speaking:
        session.delete(representative)
    record(session, actor, "party.removed", party, matter_id=request.id, side=party.side, no=party.side_no)
    session.delete(party)
    session.flush()
    weigh(session, request)
    for person_id in people:
        forget_if_unknown(session, person_id)


def _may_speak(party: Party, given: RepresentativeIn) -> None:
    """A parent speaks for a child. Guardians speak for adults too, whom a court has found unable to act."""
    if given.capacity is Capacity.PARENT and not party.minor:
        raise Invalid(
            {
                "capacity": _(
                    "A parent speaks for somebody under age only. Choose another, or mark the party as under age."
                )
            }
        )
