"""Registers in bulk: the rows of `mediators.actions`, for registers of hundreds."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from mediation_cms.access import Actor
from mediation_cms.core.clock import ALMATY, now
from mediation_cms.core.names import full_name
from mediation_cms.mediators.inputs import EntryIn, LeavingIn, PracticeIn, SuspensionIn
from mediation_cms.mediators.models import Mediator, RegisterEntry, Suspension
from mediation_cms.people.inputs import IdentifiedPersonIn
from mediation_cms.seeding.bulk_people import put_person
from mediation_cms.seeding.sheaf import Sheaf, Values, typed

OPENS = time(10)


@dataclass(frozen=True, slots=True)
class Entered:
    """A mediator entered in a register."""

    row: Values
    name: str

    @property
    def mediator_id(self) -> UUID:
        """The key of the mediator."""
        found: UUID = self.row["mediator_id"]
        return found


def enter(
    sheaf: Sheaf, by: Actor, district_id: UUID, who: IdentifiedPersonIn, practice: PracticeIn, given: EntryIn
) -> Entered:
    """Somebody new stands in a register of the district from a day on."""
    at = morning(given.since)
    person = put_person(sheaf, at, who)
    sheaf.add(Mediator, at, id=person["id"], **typed(practice))
    entry = sheaf.add(
        RegisterEntry,
        at,
        mediator_id=person["id"],
        district_id=district_id,
        **typed(
            given,
            only=("register_kind", "kind", "number", "since", "ground_in", "act_in_no", "act_in_on", "act_in_by",
                  "certificate_no", "certificate_on"),
        ),
    )  # fmt: skip
    name = full_name(who.surname, who.given_name, who.patronymic)
    _record(sheaf, at, by, "register.entered", entry, name=name, register=given.register_kind, kind=given.kind,
            number=given.number, since=given.since, **_act(given, "act_in"))  # fmt: skip
    return Entered(entry, name)


def suspend(sheaf: Sheaf, by: Actor, entry: Values, given: SuspensionIn) -> None:
    """The entry is suspended from a day on."""
    at = morning(given.since)
    sheaf.add(Suspension, at, entry_id=entry["id"], **typed(given))
    _record(sheaf, at, by, "register.suspended", entry, number=entry["number"], **typed(given))


def leave(sheaf: Sheaf, by: Actor, entry: Values, given: LeavingIn) -> None:
    """The mediator is out of the register from a day on."""
    act = _act(given, "act_out")
    entry |= {"until": given.until, "ground_out": given.ground} | {f"act_out_{name[4:]}": act[name] for name in act}
    _record(sheaf, morning(given.until), by, "register.left", entry, number=entry["number"], until=given.until,
            ground=given.ground, **act)  # fmt: skip


def morning(day: date) -> datetime:
    """When a register is written on a day, if that has come already."""
    return min(datetime.combine(day, OPENS, ALMATY), now())


def _act(given: EntryIn | LeavingIn, prefix: str) -> dict[str, Any]:
    """The deciding act as the history names it."""
    return {f"act_{name}": getattr(given, f"{prefix}_{name}") for name in ("no", "on", "by")}


def _record(sheaf: Sheaf, at: datetime, by: Actor, action: str, entry: Values, **details: Any) -> None:
    sheaf.record(at, by, action, RegisterEntry, entry, entry["district_id"], **details)
