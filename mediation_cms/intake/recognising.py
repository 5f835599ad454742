"""Somebody who is entered is recognised as a human who was entered before: the choice made on the form of their party."""

from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.known_people import get_known
from mediation_cms.intake.models import Party
from mediation_cms.intake.same_person_actions import link_records
from mediation_cms.people.models import Person


def recognise(session: Session, actor: Actor, party: Party, same_as: UUID | None, prefix: str = "") -> None:
    """Link whoever the party is with the record that was chosen; nothing for somebody new or without a name.

    Whoever enters several bars people afterwards (`bar_the_sides`), when all of them are recognised.
    Raises Invalid beside the choice, whose name stands behind the prefix.
    """
    if same_as is None or party.person_id is None:
        return
    session.flush()
    try:
        link_records(session, actor, session.get_one(Person, party.person_id), get_known(session, actor, same_as))
    except NotFound:
        raise _beside(prefix, Refused(NO_SUCH_CHOICE)) from None
    except Refused as problem:
        raise _beside(prefix, problem) from None


def _beside(prefix: str, problem: Refused) -> Invalid:
    return Invalid({f"{prefix}-same_as" if prefix else "same_as": problem.sentence})
