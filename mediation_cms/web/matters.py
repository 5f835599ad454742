"""One matter on its pages: the request, its case if there is one, its sides, and the tabs that lead through it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import g, url_for
from flask import request as http

from mediation_cms.access import Can, may
from mediation_cms.cases.models import Case, Contract, Extension
from mediation_cms.cases.sides import side_key
from mediation_cms.cases.terms import term_with
from mediation_cms.cases.whole import Whole, whole_of_case, whole_of_request
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.barring import barrings_of
from mediation_cms.intake.barring_models import Barring
from mediation_cms.intake.models import Party, Request, Side, side_number
from mediation_cms.intake.queries import get_request, parties_of
from mediation_cms.law.rules import Term
from mediation_cms.people.models import Contact, Organisation, Person
from mediation_cms.people.queries import contacts_of_all
from mediation_cms.web import transactions


@dataclass(frozen=True)
class SideShown:
    """A party as pages show it: number and name of its side, who it is, how it is reached, who speaks for it."""

    party: Party
    key: str
    number: int
    role: Text
    name: str
    contacts: list[Contact]
    representatives: list["SideShown"]
    person: Person | None
    organisation: Organisation | None


@dataclass(frozen=True)
class Matter:
    """Everything that the head of each page of a matter needs."""

    request: Request
    case: Case | None
    contract: Contract | None
    extension: Extension | None
    term: Term | None
    mediator: Person | None
    sides: list[SideShown]

    @property
    def the_case(self) -> Case:
        """The case of a matter that has one. Raises NotFound."""
        if self.case is None:
            raise NotFound
        return self.case

    @cached_property
    def went_on(self) -> Request | None:
        """The matter that this one was joined to, if that is in sight."""
        try:
            joined_to = self.request.joined_to_id
            return get_request(g.session, g.actor, joined_to) if joined_to else None
        except NotFound:
            return None

    @cached_property
    def barred(self) -> list[tuple[Barring, Person]]:
        """Who is barred from the matter, for who keeps that; nobody for others."""
        return barrings_of(g.session, self.request.id) if may(g.actor, Can.KEEP_BARRINGS, self.request) else []

    @property
    def tabs(self) -> list[tuple[str, Text, bool]]:
        """Address, word, whether it is this page."""
        ids: dict[str, Any] = {"request_id": self.request.id}
        tabs = [("requests.show", _("Overview"), ids), ("parties.people", _("People"), ids)]
        tabs.append(("requests.consultations", _("Consultations"), ids))
        if self.case is not None:
            tabs.append(("cases.show", _("Mediation"), {"case_id": self.case.id}))
            if may(g.actor, Can.READ_MINUTES, self.case):
                tabs.append(("agreements.of_case", _("Agreement"), {"case_id": self.case.id}))
        if may(g.actor, Can.WRITE_TO_APPLICANT, self.request):
            tabs.append(("correspondence.messages", _("Messages"), ids))
        tabs.append(("papers.of_request", _("Papers"), ids))
        tabs.append(("requests.history", _("History"), ids))
        return [(url_for(name, **values), word, http.endpoint == name) for name, word, values in tabs]


def matter(request_id: UUID, page: str) -> Matter:
    """The matter of a request that the actor may see; that it was shown is noted."""
    return _shown_on(page, whole_of_request(g.session, g.actor, request_id))


def matter_of_case(case_id: UUID, page: str) -> Matter:
    """The matter of a case that the actor may see; that it was shown is noted."""
    return _shown_on(page, whole_of_case(g.session, g.actor, case_id))


def _shown_on(page: str, whole: Whole) -> Matter:
    transactions.reading(page, whole.request.id)
    term = None
    if whole.contract is not None:
        term = term_with(g.session, whole.contract, whole.extension)
    return Matter(
        whole.request, whole.case, whole.contract, whole.extension, term, whole.mediator, sides_shown(whole.request)
    )


def sides_shown(request: Request) -> list[SideShown]:
    """The parties in the order of their sides, each with its representatives."""
    rows = parties_of(g.session, request.id)
    reached = contacts_of_all(g.session, [who for _party, *both in rows for who in both if who is not None])
    speaking: dict[UUID, list[SideShown]] = {}
    for row in rows:
        if row[0].represents_id is not None:
            speaking.setdefault(row[0].represents_id, []).append(_shown(*row, 0, reached))
    principals = [row for row in rows if row[0].represents_id is None]
    numbers = _numbers([row[0] for row in principals])
    return [_shown(*row, numbers[row[0].id], reached, speaking.get(row[0].id)) for row in principals]


def _numbers(principals: list[Party]) -> dict[UUID, int]:
    """Sides go by the number that papers call them by; third persons are counted on after the last side."""
    numbers = {each.id: side_number(each.side, each.side_no) for each in principals if each.side is not Side.THIRD}
    last = max(numbers.values(), default=0)
    return numbers | {each.id: last + each.side_no for each in principals if each.side is Side.THIRD}


def _shown(
    party: Party,
    person: Person | None,
    organisation: Organisation | None,
    number: int,
    reached: dict[UUID, list[Contact]],
    speaking: list[SideShown] | None = None,
) -> SideShown:
    whose = person or organisation
    return SideShown(
        party=party,
        key=side_key(party),
        number=number,
        role=_role(party, number),
        name=whose.name if whose else "",
        contacts=reached.get(whose.id, []) if whose else [],
        representatives=speaking or [],
        person=person,
        organisation=organisation,
    )


def _role(party: Party, number: int) -> Text:
    if party.represents_id is not None:
        return party.capacity.label
    if party.side is Side.THIRD:
        return Side.THIRD.label
    if party.side is Side.APPLICANT:
        return _("Side %(n)s, applicant", n=number)
    return _("Side %(n)s", n=number)
