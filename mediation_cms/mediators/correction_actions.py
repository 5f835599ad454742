"""Putting right what was entered wrong in a register. Every correction is traced."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.mediators.entries import (
    OUT,
    end_suspensions,
    entry_fields,
    practice_fields,
    refuse_second,
    refuse_unmet,
    refuse_used_number,
    said,
    write,
)
from mediation_cms.mediators.inputs import CorrectionIn, EntryIn, PracticeIn
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.mediators.queries import suspensions_of, unmet_by
from mediation_cms.mediators.rules import Asked
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person
from mediation_cms.people.records import put_person
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit


def correct_entry(
    session: Session, actor: Actor, entry: RegisterEntry, place: Place | Unit, given: CorrectionIn
) -> None:
    """Correct an entry: whatever was typed wrong, its place included. The same refusals as for a new one.

    What the entry did not meet before, whoever entered it has answered for.
    """
    authorize(actor, Can.KEEP_REGISTER, entry)
    authorize(actor, Can.KEEP_REGISTER, place)
    mediator = session.get_one(Mediator, entry.mediator_id)
    session.refresh(mediator, with_for_update=True)
    session.refresh(entry)
    person = session.get_one(Person, mediator.id)
    in_spite = refuse_unmet(session, person, given, _unmet_before(session, person, entry))
    fields = entry_fields(session, place, given) | {name: getattr(given, name) for name in OUT}
    corrected = RegisterEntry(id=entry.id, mediator_id=mediator.id, **fields)
    refuse_second(session, mediator, corrected)
    refuse_used_number(session, corrected, given)
    if any(held.since < given.since for held in suspensions_of(session, entry)):
        raise Invalid({"since": _("The entry was suspended before that day. Check the dates.")})
    changed = put(entry, fields)
    write(session, entry)
    end_suspensions(session, entry)
    record(session, actor, "register.corrected", entry, number=entry.number, changed=changed, **in_spite)


def _unmet_before(session: Session, person: Person, entry: RegisterEntry) -> set[Asked]:
    stood = EntryIn.model_construct(
        **{name: getattr(entry, name) for name in EntryIn.model_fields if hasattr(entry, name)}
    )
    return {missing.asked for missing in unmet_by(session, person.born_on, stood) if not missing.certain}


def correct_mediator(session: Session, actor: Actor, entry: RegisterEntry, who: PersonIn, practice: PracticeIn) -> None:
    """Correct who stands behind an entry: name, requisites, and where and how the mediator works."""
    authorize(actor, Can.KEEP_REGISTER, entry)
    mediator, person = session.get_one(Mediator, entry.mediator_id), session.get_one(Person, entry.mediator_id)
    before = person.name
    put_person(session, person, who)
    changed = put(mediator, practice_fields(session, practice))
    session.add(mediator)
    session.flush()
    if person.name != before:
        changed["name"] = [before, person.name]
    record(session, actor, "mediator.corrected", mediator, place_id=entry.district_id, changed=changed)


def remove_entry(session: Session, actor: Actor, entry: RegisterEntry, given: ReasonIn) -> None:
    """Take out an entry that was made by mistake, as if it had never been. Who leaves a register leaves it by a day."""
    authorize(actor, Can.KEEP_REGISTER, entry)
    for suspension in suspensions_of(session, entry):
        session.delete(suspension)
    session.flush()
    session.delete(entry)
    session.flush()
    record(session, actor, "register.removed", entry, reason=given.reason, **said(entry))
