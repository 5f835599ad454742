"""What people do to registers: enter, suspend, resume, leave. Applications and elections follow as a process of their own."""

from datetime import date

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.core.dated import in_force as in_force_of
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.mediators.entries import (
    end_suspensions,
    entry_fields,
    practice_fields,
    refuse_second,
    refuse_unmet,
    refuse_used_number,
    said,
    write,
)
from mediation_cms.mediators.inputs import EntryIn, LeavingIn, PracticeIn, ResumptionIn, SuspensionIn
from mediation_cms.mediators.models import Mediator, RegisterEntry, Suspension
from mediation_cms.mediators.queries import suspensions_of
from mediation_cms.people.inputs import IdentifiedPersonIn, PersonIn
from mediation_cms.people.models import Person
from mediation_cms.people.queries import with_iin
from mediation_cms.people.records import person_from
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit

# --- in ----------------------------------------------------------------------------------------------------------------


def add_mediator(
    session: Session,
    actor: Actor,
    place: Place | Unit,
    who: IdentifiedPersonIn | Person,
    practice: PracticeIn,
    given: EntryIn,
) -> RegisterEntry:
    """Enter somebody new in a register of the district: a person as typed, or one who is known already.

    Who stands or stood in a register is known by the IIN and gets a further entry, not a second card.
    """
    authorize(actor, Can.KEEP_REGISTER, place)
    person = who if isinstance(who, Person) else _known(session, who) or person_from(session, who)
    mediator = session.get(Mediator, person.id) or Mediator(id=person.id)
    put(mediator, practice_fields(session, practice))
    session.add(mediator)
    session.flush()
    return enter_in_register(session, actor, place, mediator, given)


def enter_in_register(
    session: Session, actor: Actor, place: Place | Unit, mediator: Mediator, given: EntryIn
) -> RegisterEntry:
    """Enter a mediator in a register of the district, from a day on.

    Refused before the least age and when the law certainly forbids it (`unmet_by`), or when the mediator stands in this very
    register already; Invalid when the number was given before, or what else is not met was not confirmed with a reason.
    """
    authorize(actor, Can.KEEP_REGISTER, place)
    session.refresh(mediator, with_for_update=True)  # two keepers entering one mediator come one after the other
    entry = RegisterEntry(mediator_id=mediator.id, **entry_fields(session, place, given))
    person = session.get_one(Person, mediator.id)
    in_spite = refuse_unmet(session, person, given)
    refuse_second(session, mediator, entry)
    refuse_used_number(session, entry, given)
    write(session, entry)
    record(session, actor, "register.entered", entry, name=person.name, **said(entry), **in_spite)
    return entry


# --- while in ----------------------------------------------------------------------------------------------------------


def suspend(session: Session, actor: Actor, entry: RegisterEntry, given: SuspensionIn) -> Suspension:
    """Suspend an entry from a day on; it still counts in the register, and no case is given. Refused when it is not in force."""
    authorize(actor, Can.KEEP_REGISTER, entry)
    session.refresh(entry, with_for_update=True)
    if in_force_of([entry], given.since) is None:
        raise Refused(_("The entry is not in force on %(date)s. Check the dates.", date=given.since))
    if entry.until and (given.until is None or given.until > entry.until):
        given = given.model_copy(update={"until": entry.until})
    for earlier in suspensions_of(session, entry):
        if earlier.since < (given.until or date.max) and given.since < (earlier.until or date.max):
            raise Refused(_("The entry is suspended from %(date)s already.", date=earlier.since))
    suspension = Suspension(entry_id=entry.id, **given.model_dump())
    write(session, suspension)
    record(
        session, actor, "register.suspended", entry, number=entry.number, since=given.since, until=given.until,
        ground=given.ground, act_no=given.act_no, act_on=given.act_on, act_by=given.act_by,
    )  # fmt: skip
    return suspension


def resume(session: Session, actor: Actor, entry: RegisterEntry, given: ResumptionIn) -> None:
    """End the suspension that runs on that day: the day is the first active one again. Refused when none runs."""
    authorize(actor, Can.KEEP_REGISTER, entry)
    session.refresh(entry, with_for_update=True)
    running = [held for held in suspensions_of(session, entry) if held.until is None or held.until > given.on]
    if not running or running[0].since > given.on:
        raise Refused(_("The entry is not suspended on %(date)s. Check the dates.", date=given.on))
    if running[0].since == given.on:
        raise Refused(_("The suspension begins on %(date)s itself. Choose a later day.", date=given.on))
    running[0].sqlmodel_update({"until": given.on} | given.model_dump(exclude={"on"}))
    write(session, running[0])
    record(
        session, actor, "register.resumed", entry, number=entry.number, on=given.on, ground=given.resumed_ground,
        act_no=given.resumed_act_no, act_on=given.resumed_act_on, act_by=given.resumed_act_by,
    )  # fmt: skip


# --- out ---------------------------------------------------------------------------------------------------------------


def leave_register(session: Session, actor: Actor, entry: RegisterEntry, given: LeavingIn) -> None:
    """Take a mediator out of a register from a day on, with the ground. A suspension that runs ends with the entry."""
    authorize(actor, Can.KEEP_REGISTER, entry)
    session.refresh(entry, with_for_update=True)
    if entry.until is not None:
        raise Refused(_("The mediator left this register on %(date)s already.", date=entry.until))
    if given.until <= entry.since:
        raise Invalid({"until": _("The end is before the start. Check the dates.")})
    entry.sqlmodel_update({"ground_out": given.ground} | given.model_dump(exclude={"ground"}))
    write(session, entry)
    end_suspensions(session, entry)
    record(
        session, actor, "register.left", entry, number=entry.number, until=given.until, ground=given.ground,
        act_no=given.act_out_no, act_on=given.act_out_on, act_by=given.act_out_by,
    )  # fmt: skip


def _known(session: Session, who: PersonIn) -> Person | None:
    """The person with this IIN who has a mediator's card already."""
    people = with_iin(session, who.iin) if who.iin else []
    return next((person for person in people if session.get(Mediator, person.id)), None)
