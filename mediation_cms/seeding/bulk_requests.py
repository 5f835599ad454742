"""Requests in bulk: the rows of `intake.actions` and `consultations.actions`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.consultations.actions import ENDS
from mediation_cms.consultations.holders import own_key
from mediation_cms.consultations.models import Consultation
from mediation_cms.core.clock import local
from mediation_cms.core.dated import in_force
from mediation_cms.core.db import Row
from mediation_cms.intake.cabinets import OpenCabinet
from mediation_cms.intake.fields import NUMBERS_OF_OTHERS, PLAIN
from mediation_cms.intake.inputs import ClosingIn, PartyIn
from mediation_cms.intake.models import Opened, Outcome, Party, Request, Side, Spell
from mediation_cms.intake.numbers import folded
from mediation_cms.intake.screening_rules import at_the_door
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.law.queries import Calendar, RuleInForce, versions, working_calendar
from mediation_cms.law.rules import age_on
from mediation_cms.people.models import Role
from mediation_cms.places.queries import tree
from mediation_cms.places.tree import Tree
from mediation_cms.seeding.bulk_people import put_organisation, put_person
from mediation_cms.seeding.sheaf import Sheaf, Values, typed
from mediation_cms.seeding.story import Closed, Consulted, LeftUnstated, Registered, Step

Scan = Callable[[Actor, UUID, str], tuple[UUID, str]]
"""Keeps a scan for a matter under a name: its key and the SHA-256 of its bytes."""


@dataclass(frozen=True)
class World:
    """What all stories of a run share. The law and the calendar are read once."""

    session: Session
    sheaf: Sheaf
    scan: Scan
    _versions: dict[str, list[RuleInForce]] = field(default_factory=dict)

    @cached_property
    def calendar(self) -> Calendar:
        """Which days are worked."""
        return working_calendar(self.session)

    @cached_property
    def tree(self) -> Tree:
        """The tree of places: no story changes it."""
        return tree(self.session)

    def law(self, code: str, on: date) -> Any:
        """The value of a dated rule on that day."""
        if code not in self._versions:
            self._versions[code] = list(versions(self.session, code))
        rule = in_force(self._versions[code], on)
        if rule is None:
            raise LookupError(f"no rule {code} on {on}")
        return rule.value


class Matter:
    """One story while it is being told: its rows as they stand."""

    def __init__(self, world: World, cabinet: OpenCabinet, number: str) -> None:
        self.world, self.sheaf = world, world.sheaf
        self.cabinet, self.number = cabinet, number
        self.parties: dict[str, Values] = {}
        self.request: Values
        self.spell: Values
        self.case: Values
        self.offer: Values
        self.contract: Values
        self.agreement: Values
        self.obligations: list[Values] = []
        self.signed: Values | None = None
        self.seen: dict[int, tuple[str, date]] = {}
        self._place: UUID | None = None

    def record(self, step: Step, action: str, table: type[Row], row: Values, **details: Any) -> None:
        """Add to the history of the matter. What names no cabinet lies where the matter lay last."""
        self._place = row.get("cabinet_id") or self._place
        self.sheaf.record(step.at, step.by, action, table, row, self._place, matter_id=self.request["id"], **details)

    def contacted(self, on: date) -> None:
        """Somebody was spoken to on that day."""
        self.request["last_contact_on"] = max(on, self.request["last_contact_on"] or on)

    def finish(self, outcome: Outcome, on: date, reason: str = "") -> None:
        """The request and its spell end."""
        self.request |= {"status": RequestStatus.ENDED, "outcome": outcome, "ended_on": on, "ended_reason": reason}
        self.spell |= {"outcome": outcome, "ended_on": on}


def register(matter: Matter, step: Registered) -> None:
    """The request with its parties and its first spell."""
    given, by, cabinet = step.given, step.by, matter.cabinet
    request = matter.request = matter.sheaf.add(
        Request,
        step.at,
        number=matter.number,
        cabinet_id=cabinet.id,
        district_id=cabinet.district_id,
        received_on=given.received_on,
        mediator_id=by.mediator_id if by.holds(Role.MEDIATOR, cabinet.id) else None,
        registered_by_id=by.account_id,
        registered_at=step.at,
        folded=folded(matter.number, given.subject, *(getattr(given, name) for name in NUMBERS_OF_OTHERS)),
        **{name: getattr(given, name) for name in PLAIN},
        **at_the_door(given.risk_seen, urgent=given.urgent),
    )
    matter.sheaf.seal(Request, request, "narrative_sealed", given.narrative)
    for party in (given.applicant, *given.others):
        _put_party(matter, step, party)
    matter.spell = matter.sheaf.add(
        Spell,
        step.at,
        request_id=request["id"],
        cabinet_id=cabinet.id,
        district_id=cabinet.district_id,
        opened=Opened.RECEIVED,
        opened_on=given.received_on,
    )
    matter.record(step, "request.registered", Request, request, number=request["number"], channel=given.channel)


def consult(matter: Matter, step: Consulted) -> None:
    """A consultation; the request ends with it where its result says so."""
    given, request = step.given, matter.request
    consultation = matter.sheaf.add(
        Consultation,
        step.at,
        request_id=request["id"],
        cabinet_id=request["cabinet_id"],
        district_id=request["district_id"],
        mediator_id=given.mediator_id or own_key(step.by, request["cabinet_id"], request["mediator_id"]),
        account_id=step.by.account_id,
        **typed(given, without=("mediator_id", "notes", "reason")),
    )
    if request["status"] is RequestStatus.REGISTERED:
        request["mediator_id"] = request["mediator_id"] or consultation["mediator_id"]
    matter.contacted(given.held_on)
    matter.sheaf.seal(Consultation, consultation, "notes_sealed", given.notes)
    matter.record(step, "consultation.recorded", Consultation, consultation, result=given.result, held_on=given.held_on)
    if given.result in ENDS:
        closing = ClosingIn.model_construct(outcome=ENDS[given.result], on=given.held_on, reason=given.reason)
        close(matter, Closed(step.at, step.by, closing))


def close(matter: Matter, step: Closed) -> None:
    """The request ends before any case."""
    given = step.given
    matter.finish(given.outcome, given.on, given.reason)
    matter.record(
        step, "request.ended", Request, matter.request, outcome=given.outcome, on=given.on, reason=given.reason
    )


def leave_unstated(matter: Matter, step: LeftUnstated) -> None:
    """The request ends on this day with the outcome that only seeds and imports may give."""
    on = local(step.at).date()
    matter.finish(Outcome.NOT_STATED, on)
    matter.record(step, "request.ended", Request, matter.request, outcome=Outcome.NOT_STATED, on=on, reason="")


def _put_party(matter: Matter, step: Registered, given: PartyIn) -> None:
    request = matter.request
    before = sum(party["side"] is given.side for party in matter.parties.values())
    person = put_person(matter.sheaf, step.at, given.person) if given.person else None
    organisation = put_organisation(matter.sheaf, step.at, given.organisation) if given.organisation else None
    party = matter.sheaf.add(
        Party,
        step.at,
        request_id=request["id"],
        side=given.side,
        side_no=before + 1,
        position=before,
        person_id=person["id"] if person else None,
        organisation_id=organisation["id"] if organisation else None,
        note=given.note,
        minor=given.minor or (person is not None and _is_minor(matter, person["born_on"])),
    )
    matter.parties[f"{Side(given.side)}-{party['side_no']}"] = party
    request["minor_involved"] = request["minor_involved"] or party["minor"]


def _is_minor(matter: Matter, born_on: date | None) -> bool:
    on = matter.request["received_on"]
    return born_on is not None and age_on(born_on, on) < matter.world.law("person.adult_age", on)
