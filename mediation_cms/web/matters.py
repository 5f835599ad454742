"""One matter on its pages: the request, its case if there is one, its sides, and the tabs that lead through it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, url_for
from flask import request as http

from mediation_cms.access import Can, may
from mediation_cms.cases.models import Case, Contract
from mediation_cms.cases.queries import case_of
from mediation_cms.cases.sides import side_key
from mediation_cms.cases.terms import contract_of, term_of
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, _, ngettext
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.queries import get_request, parties_of
from mediation_cms.law.rules import Term
from mediation_cms.people.models import Contact, Organisation, Person
from mediation_cms.people.queries import contacts_of
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
    term: Term | None
    sides: list[SideShown]

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
        tabs.append(("papers.of_request", _("Papers"), ids))
        tabs.append(("requests.history", _("History"), ids))
        return [(url_for(name, **values), word, http.endpoint == name) for name, word, values in tabs]


def matter(request_id: UUID, page: str) -> Matter:
    """The matter of a request that the actor may see; that it was shown is noted."""
    return matter_of(get_request(g.session, g.actor, request_id), page)


def matter_of(request: Request, page: str) -> Matter:
    """The matter of a request that was found already; that it is shown is noted."""
    transactions.reading(page, request.id)
    case = case_of(g.session, g.actor, request)
    contract = contract_of(g.session, case) if case else None
    term = term_of(g.session, contract) if contract else None
    return Matter(request, case, contract, term, sides_shown(request))


def sides_shown(request: Request) -> list[SideShown]:
    """The parties in the order of their sides, each with its representatives."""
    rows = parties_of(g.session, request.id)
    speaking: dict[UUID, list[SideShown]] = {}
    for party, person, organisation in rows:
        if party.represents_id is not None:
            speaking.setdefault(party.represents_id, []).append(_shown(party, person, organisation, 0))
    principals = [row for row in rows if row[0].represents_id is None]
    return [_shown(*row, number, speaking.get(row[0].id)) for number, row in enumerate(principals, start=1)]


def _shown(
    party: Party,
    person: Person | None,
    organisation: Organisation | None,
    number: int,
    speaking: list[SideShown] | None = None,
) -> SideShown:
    whose = person or organisation
    return SideShown(
        party=party,
        key=side_key(party),
        number=number,
        role=_role(party, number),
        name=whose.name if whose else "",
        contacts=contacts_of(g.session, whose) if whose else [],
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


def waiting_line(request: Request) -> Text:
    """For how long an open request has been waiting, as of today."""
    days = (clock.today() - request.received_on).days
    return ngettext("waiting for %(n)s day", "waiting for %(n)s days", days)
