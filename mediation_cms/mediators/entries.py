"""What every change of a register entry goes through: its fields, what is refused, and the write itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE, REASON
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes
from mediation_cms.mediators.inputs import EntryIn, PracticeIn
from mediation_cms.mediators.models import KEPT_BY, Mediator, MediatorKind, RegisterEntry, RegisterKind, Suspension
from mediation_cms.mediators.queries import entries_of, suspensions_of, unmet_by, with_number
from mediation_cms.mediators.rules import Asked, Unmet
from mediation_cms.people.models import OrganisationKind, Person
from mediation_cms.people.records import organisation_named
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level, Unit
from mediation_cms.places.queries import tree
from mediation_cms.places.spots import spot


def practice_fields(session: Session, given: PracticeIn) -> dict[str, Any]:
    """Where and how somebody mediates. Raises Invalid: no such cabinet, no such kind of dispute."""
    if given.cabinet_id is not None:
        cabinet = tree(session).places.get(given.cabinet_id)
        if cabinet is None or cabinet.level is not Level.CABINET:
            raise Invalid({"cabinet_id": NO_SUCH_CHOICE})
    if not set(given.dispute_codes) <= codes(session, Catalogue.DISPUTE_TYPE, clock.today()):
        raise Invalid({"dispute_codes": NO_SUCH_CHOICE})
    return given.model_dump()


TOLD = ("register_kind", "kind", "number", "since", "ground_in", "certificate_no", "certificate_on", "act_in_no",
        "act_in_on", "act_in_by")  # fmt: skip
OUT = ("until", "ground_out", "act_out_no", "act_out_on", "act_out_by")


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry before it is written, as far as it is compared with others."""

    id: UUID
    register_kind: RegisterKind
    kind: MediatorKind
    number: str
    district_id: UUID
    organisation_id: UUID | None
    since: date
    until: date | None = None


Stands = RegisterEntry | Planned


def entry_fields(session: Session, place: Place | Unit, given: EntryIn) -> dict[str, Any]:
    """What the table keeps of an entry. Raises Invalid beside the place."""
    where = spot(session, place, given.since)
    told = given.model_dump(include=set(TOLD))
    return {"district_id": where.district_id, "organisation_id": kept_by(session, given.organisation)} | told


def kept_by(session: Session, organisation: str) -> UUID | None:
    """The organisation whose register it is; nobody's where none was named."""
    return organisation_named(session, organisation, OrganisationKind.MEDIATORS).id if organisation else None


class Unconfirmed(Invalid):
    """The entry does not show all that the law asks. It may have been decided all the same: the keeper confirms that, and why."""

    def __init__(self, found: Sequence[Unmet], given: EntryIn) -> None:
        self.found = found
        said = {"in_spite_of": NOT_SHOWN} if {one.asked for one in found} - set(given.in_spite_of) else {}
        super().__init__(said if given.in_spite_ground else said | {"in_spite_ground": REASON})


NOT_SHOWN = _("The entry does not show this. Complete it, or confirm that it was decided all the same.")


def refuse_unmet(session: Session, person: Person, given: EntryIn, known: Collection[Asked] = ()) -> dict[str, Any]:
    """Refuse with the article what certainly is not met; what is unmet or unknown besides is to be confirmed with a reason.

    What of it the history keeps. `known` are demands of which it was known before, and which nobody is asked again.
    """
    return refuse_of(unmet_by(session, person.born_on, given), given, known)


def refuse_of(found: Iterable[Unmet], given: EntryIn, known: Collection[Asked] = ()) -> dict[str, Any]:
    """The same, where what is not met is at hand."""
    unmet = [missing for missing in found if missing.asked not in known]
    for missing in unmet:
        if missing.certain:
            raise Refused(missing.sentence)
    if not unmet:
        return {}
    if {missing.asked for missing in unmet} - set(given.in_spite_of) or not given.in_spite_ground:
        raise Unconfirmed(unmet, given)
    return {"in_spite_of": [missing.asked for missing in unmet], "in_spite_ground": given.in_spite_ground}


def refuse_second(session: Session, mediator: Mediator, entry: RegisterEntry) -> None:
    """Say it in words before the database does: the same register, the same basis, days that meet."""
    refuse_second_among(entries_of(session, mediator), entry)


def refuse_second_among(others: Iterable[Stands], entry: Stands) -> None:
    """The same, where the entries of the mediator are at hand."""
    same = ("register_kind", "kind", *KEPT_BY[RegisterKind(entry.register_kind)])
    for other in others:
        meets = other.since < (entry.until or date.max) and entry.since < (other.until or date.max)
        if other.id != entry.id and meets and all(getattr(other, name) == getattr(entry, name) for name in same):
            raise Refused(
                _(
                    "This person is already in the register: No. %(number)s. No second entry is made.",
                    number=other.number,
                )
            )


def refuse_used_number(session: Session, entry: RegisterEntry, given: EntryIn) -> None:
    """Raises Invalid when the number was given to another entry of the same register, whenever that was."""
    refuse_number_of(with_number(session, given, entry.district_id, entry.organisation_id), entry)


def refuse_number_of(holder: Stands | None, entry: Stands) -> None:
    """The same, where the holder of the number is at hand."""
    if holder is not None and holder.id != entry.id:
        raise Invalid({"number": _("This number was given before in this register. Numbers are not given twice.")})


def end_suspensions(session: Session, entry: RegisterEntry) -> None:
    """What suspends an entry ends with it at the latest."""
    out = entry.until or date.max
    for held in suspensions_of(session, entry):
        if held.since >= out:
            session.delete(held)
        elif entry.until and (held.until or date.max) > out:
            held.until = out
            session.add(held)
    session.flush()


def write(session: Session, row: RegisterEntry | Suspension) -> None:
    """Write the row. What the database refuses after all was done by a colleague in the same moment."""
    session.add(row)
    try:
        session.flush()
    except IntegrityError:
        raise stale() from None


def said(entry: Any) -> dict[str, Any]:
    """An entry in plain words, for the history."""
    act = {"act_no": entry.act_in_no, "act_on": entry.act_in_on, "act_by": entry.act_in_by}
    return {"register": entry.register_kind, "kind": entry.kind, "number": entry.number, "since": entry.since} | act
