"""What people do about records of one human: link them, and undo it. Nothing is merged; each record stays as it was entered."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.barring import bar_from_own_matters
from mediation_cms.intake.known_people import matter_between, seen_by
from mediation_cms.people.models import Person, SamePerson
from mediation_cms.people.same import ALREADY, iins_of, put_link, same_as


def link_people(session: Session, actor: Actor, one: Person, other: Person) -> SamePerson:
    """Say that two records are about one human.

    Raises NotFound unless the actor sees both, Refused for one and the same record, for two that are linked already, and for
    two whose IINs differ, over all records that are linked to either. Whoever turns out to be a side of a matter and has an
    account is barred from it.
    """
    link = link_records(session, actor, one, other)
    bar_from_own_matters(session, actor, one.id)
    return link


def link_records(session: Session, actor: Actor, one: Person, other: Person) -> SamePerson:
    """The same where several are linked at once: who does so bars people when all are linked, or the first bar stops it."""
    matter = matter_between(session, actor, (one.id, other.id))
    authorize(actor, Can.LINK_PEOPLE, matter)
    circles = same_as(session, [one.id, other.id])
    ours, theirs = (iins_of(session, circles[record.id]) for record in (one, other))
    if ours and theirs and len(ours | theirs) > 1:
        raise Refused(_("Their IINs differ, so these are two people. If one of them is wrong, correct it first."))
    if one.id != other.id and other.id in same_as(session, [one.id], seen_by(actor))[one.id]:
        raise Refused(ALREADY)
    link = put_link(session, one.id, other.id, actor.account_id)
    record(session, actor, "people.linked", link, matter_id=matter.id, place_id=matter.cabinet_id)
    return link


def part_people(session: Session, actor: Actor, link: SamePerson) -> None:
    """Undo a link: the two records stand each for itself again. Raises NotFound unless the actor sees both."""
    matter = matter_between(session, actor, (link.person_id, link.other_id))
    authorize(actor, Can.LINK_PEOPLE, matter)
    session.refresh(link, with_for_update=True)
    if link.undone_at is not None:
        raise Refused(_("This link was undone already."))
    link.undone_at, link.undone_by_id = clock.now(), actor.account_id
    session.add(link)
    record(session, actor, "people.parted", link, matter_id=matter.id, place_id=matter.cabinet_id)
