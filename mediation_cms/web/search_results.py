"""What the page of the search shows: the hits in groups, each with why it was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from flask import g

from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.db import Records
from mediation_cms.core.i18n import _, labels
from mediation_cms.core.languages import Language
from mediation_cms.core.names import full_name
from mediation_cms.intake.models import Outcome, Side
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.mediators.models import MediatorKind, Standing
from mediation_cms.people.rules import shown_phone
from mediation_cms.search.asking import Asked, asked
from mediation_cms.search.queries import (
    MOST_MEDIATORS,
    PAGE,
    find_matters,
    find_matters_of,
    find_mediators,
    people_indexed,
    phones_of,
    sides_of,
)
from mediation_cms.search.reasons import ByWhat, Group, Somebody, Why, of_people, why
from mediation_cms.web.languages import address
from mediation_cms.web.lists import KEPT
from mediation_cms.web.placing import names_of_places

SIDES = list(Side)
NOTHING = Asked(())
Places = Mapping[UUID, str]


@dataclass(frozen=True)
class Hit:
    """One line: where it leads, what stands in it, why it was found."""

    url: str
    title: str
    number: str
    subject: str
    where: str
    why: Sequence[str]
    day: date | None
    state: str
    mark: str


@dataclass(frozen=True)
class Found:
    """What was found. `alone` leads to the one matter that a number means; `too_little` was typed to look for anything."""

    groups: Sequence[tuple[Group, Sequence[Hit]]] = ()
    numbers: list[str] = field(default_factory=list)
    alone: str = ""
    next_url: str = ""
    more_mediators: bool = False
    too_little: bool = False


def found(typed: str, person: str, after: int | None) -> Found:
    """The hits for what was typed, or of a person; further pages go on with matters alone."""
    if person:
        return _of_person(person)
    wanted = asked(typed)
    if not wanted:
        return Found(too_little=bool(typed))
    rows = find_matters(g.session, g.actor, wanted, after=after)
    entries = [] if after else find_mediators(g.session, g.actor, wanted, clock.today(), limit=MOST_MEDIATORS + 1)
    sides = _sides(wanted, rows[:PAGE])
    if len(rows) == 1 and not entries and after is None and _means(wanted, rows[0], sides[rows[0].id]):
        return Found(alone=_url(rows[0]))
    shown = entries[:MOST_MEDIATORS]
    places = names_of_places([*(row.cabinet_id for row in rows), *(entry.district_id for entry in shown)])
    hits = [_line(wanted, row, tuple(sides[row.id]), places[row.cabinet_id], g.language) for row in rows[:PAGE]]
    return Found(
        groups=_grouped([*hits, *((Group.MEDIATORS, _mediator(entry, places)) for entry in shown)]),
        numbers=[row.number for row in [*rows[:PAGE], *shown]],
        next_url=address(after=str(rows[PAGE - 1].place)) if len(rows) > PAGE else "",
        more_mediators=len(entries) > MOST_MEDIATORS,
    )


def _of_person(index: str) -> Found:
    people = people_indexed(g.session, index)
    rows = find_matters_of(g.session, g.actor, people)[:PAGE]
    sides = _sides(NOTHING, rows)
    places = names_of_places(row.cabinet_id for row in rows)
    hits = [
        (Group.PEOPLE, _hit(row, of_people(people, sides[row.id]), NOTHING, places[row.cabinet_id], g.language))
        for row in rows
    ]
    return Found(groups=_grouped(hits), numbers=[row.number for row in rows])


def _grouped(hits: Iterable[tuple[Group, Hit]]) -> list[tuple[Group, list[Hit]]]:
    """The groups that have anything in them, in their order."""
    groups: dict[Group, list[Hit]] = {group: [] for group in Group}
    for group, hit in hits:
        groups[group].append(hit)
    return [(group, some) for group, some in groups.items() if some]


# --- matters -----------------------------------------------------------------------------------------------------------


def _sides(wanted: Asked, rows: Records) -> dict[UUID, list[Somebody]]:
    """Who stands in each of these matters, the applicant first; with their phones where one may be meant."""
    found = sides_of(g.session, [row.id for row in rows])
    phones: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for phone in phones_of(g.session, found) if wanted.has_figures else ():
        phones[phone.person_id or phone.organisation_id].append((phone.folded, phone.value))
    sides: dict[UUID, list[Somebody]] = defaultdict(list)
    for side in sorted(found, key=lambda side: SIDES.index(Side(side.side))):
        sides[side.request_id].append(_somebody(side, tuple(phones[side.person_id or side.organisation_id])))
    return sides


def _somebody(side: Any, phones: tuple[tuple[str, str], ...]) -> Somebody:
    person = side.person_id is not None
    return Somebody(
        name=full_name(side.surname, side.given_name, side.patronymic) if person else side.organisation or "",
        side=Side(side.side),
        speaks=side.represents_id is not None,
        person_id=side.person_id,
        folded=(side.folded if person else side.organisation_folded) or "",
        bin=side.bin,
        phones=phones,
    )


def _url(row: Any) -> str:
    return f"/cases/{row.case_id}" if row.case_id else f"/requests/{row.id}"


def _means(wanted: Asked, row: Any, sides: Sequence[Somebody]) -> bool:
    """Whether it is a matter's number that was typed, and nothing else."""
    return why(wanted, row.number, row.subject, row.folded, sides).what == [ByWhat.NUMBER]


@lru_cache(KEPT)
def _line(wanted: Asked, row: Any, sides: tuple[Somebody, ...], where: str, language: Language) -> tuple[Group, Hit]:
    """As what a matter was found, and its line: worked out once for as long as it says the same."""
    reason = why(wanted, row.number, row.subject, row.folded, sides)
    return reason.group, _hit(row, reason, wanted, where, language)


def _hit(row: Any, reason: Why, wanted: Asked, where: str, language: Language) -> Hit:
    named = reason.who and reason.group is not Group.MATTERS
    sides = [_side(each.side, each.speaks, language) for each in reason.who]
    said = sides if named else [f"{side}: {each.name}" for side, each in zip(sides, reason.who, strict=True)]
    phones = [shown_phone(value) for each in reason.who for value in each.phones_meant(wanted)]
    return Hit(
        url=_url(row),
        title=", ".join(dict.fromkeys(each.name for each in reason.who)) if named else row.subject,
        number=row.number,
        subject=row.subject if named else "",
        where=where,
        why=[*said, *phones, *(labels(ByWhat, language)[each] for each in reason.what)],
        day=row.received_on,
        state=_state(row, language),
        mark="done" if row.outcome == Outcome.AGREEMENT else "stopped" if row.outcome else "wait",
    )


def _state(row: Any, language: Language) -> str:
    """How a matter ended, or where it stands: as a case, if it became one."""
    if row.outcome:
        return labels(Outcome, language)[row.outcome]
    if row.case_status:
        return labels(CaseStatus, language)[row.case_status]
    return labels(RequestStatus, language)[row.status]


@cache
def _side(side: Side, speaks: bool, language: Language) -> str:  # noqa: FBT001 - a key of the memo
    """On which side somebody stands."""
    return (_("representative (%(side)s)", side=side.label) if speaks else side.label).in_(language)


# --- mediators ---------------------------------------------------------------------------------------------------------


def _mediator(entry: Any, places: Places) -> Hit:
    return Hit(
        url=f"/registers/{entry.id}",
        title=full_name(entry.surname, entry.given_name, entry.patronymic),
        number=entry.number,
        subject="",
        where=places[entry.district_id],
        why=[labels(MediatorKind, g.language)[entry.kind]],
        day=None,
        state=labels(Standing, g.language)[entry.standing],
        mark="done" if entry.standing == Standing.ACTIVE else "stopped",
    )
