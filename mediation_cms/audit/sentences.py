"""History in plain language: what each recorded action is called, and what its details are."""

import re
from datetime import date
from typing import Any

from mediation_cms.core.dates import day
from mediation_cms.core.i18n import Phrase, Text, _

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

# A test walks the code: whatever is recorded anywhere has its sentence here.
ACTIONS: dict[str, Text] = {
    "request.registered": _("Request registered"),
    "request.corrected": _("Request corrected"),
    "request.ended": _("Request finished"),
    "request.reopened": _("Request reopened"),
    "request.transferred": _("Request handed over to another cabinet"),
    "party.added": _("Party added"),
    "party.corrected": _("Party corrected"),
    "party.removed": _("Party removed"),
    "representative.added": _("Representative added"),
    "consultation.recorded": _("Consultation recorded"),
    "case.admitted": _("Admitted to mediation"),
    "case.offered": _("Offered to a mediator"),
    "case.accepted": _("Accepted by the mediator"),
    "case.declined": _("Declined by the mediator"),
    "case.taken_back": _("Offer taken back"),
    "case.released": _("Taken from the mediator to choose another"),
    "case.ended": _("Case finished before a contract"),
    "case.reopened": _("Case reopened"),
    "contract.concluded": _("Mediation contract concluded"),
    "term.extended": _("Term extended"),
    "meeting.held": _("Meeting recorded"),
    "note.written": _("Private note written"),
    "mediation.ended": _("Mediation ended"),
    "agreement.drafted": _("Agreement drafted"),
    "agreement.changed": _("Draft of the agreement changed"),
    "agreement.dropped": _("Draft of the agreement dropped"),
    "agreement.signed": _("Agreement signed"),
    "obligation.seen": _("Performance of an obligation recorded"),
    "account.added": _("Account added"),
    "account.disabled": _("Account disabled"),
    "account.reset": _("New passphrase given"),
    "role.granted": _("Role given"),
    "role.ended": _("Role taken"),
}
PAGES: dict[str, Text] = {
    "requests.index": _("List of requests"),
    "requests.show": _("Overview"),
    "requests.people": _("People"),
    "requests.consultations": _("Consultations"),
    "requests.history": _("History"),
    "requests.correction": _("Correction"),
    "cases.show": _("Mediation"),
    "agreements.of_case": _("Agreement"),
    "papers.of_request": _("Papers"),
}


def sentence_of(action: str) -> Text | str:
    """The words for a recorded action; the bare name for one that an older release recorded."""
    return ACTIONS.get(action, action)


def page_of(page: str) -> Text | str:
    """The words for a page that was read."""
    return PAGES.get(page, page)


DETAILS: dict[str, Text] = {
    "number": _("number"),
    "reason": _("reason"),
    "on": _("day"),
    "held_on": _("day"),
    "due_on": _("last day of the term"),
    "answer_by": _("answer by"),
    "days": _("days"),
    "minutes": _("minutes"),
    "mediator": _("mediator"),
    "before": _("before"),
    "after": _("now"),
    "login": _("user name"),
    "terms": _("terms"),
    "sha256": _("SHA-256"),
    "no": _("side"),
}


def said_details(details: dict[str, Any]) -> list[tuple[Text | str, Text | str]]:
    """The details that people understand; days in words, old and new of corrected fields side by side."""
    said: list[tuple[Text | str, Text | str]] = []
    for name, value in details.items():
        if name == "changed" and isinstance(value, dict):
            said += [(field, " → ".join(map(str, pair)) if pair else _("changed")) for field, pair in value.items()]
        elif name in DETAILS:
            said.append((DETAILS[name], _day(value)))
    return said


def _day(value: Any) -> Text | str:
    if isinstance(value, str) and DAY.fullmatch(value):
        return Phrase(day, date.fromisoformat(value))
    return str(value)
