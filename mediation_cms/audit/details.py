"""The details of a history line in plain language: what each is called, and how its value reads."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mediation_cms.core.dates import day, when
from mediation_cms.core.i18n import Joined, Phrase, Text, _, label_of
from mediation_cms.disputes.models import Catalogue

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?[+-]\d{2}:\d{2}")
ARROW = " → "
EMPTY = "–"
Said = list[tuple[Text | str, Text | str]]
PlaceNamed = Callable[[UUID], Text | str]
ItemNamed = Callable[[Catalogue, str], Text | str]
PLACES = {"cabinet_id", "district_id", "place_id"}

# What is shown, and how it is called. What does not stand here (keys, sizes) is for programs.
NAMES: dict[str, Text] = {
    "number": _("number"),
    "reason": _("reason"),
    "reply": _("answer"),
    "on": _("day"),
    "day": _("day"),
    "held_on": _("day"),
    "due_on": _("last day of the term"),
    "answer_by": _("answer by"),
    "since": _("from which day"),
    "until": _("until"),
    "starts_on": _("starts on"),
    "starts_at": _("day and hour"),
    "ends_on": _("ends on"),
    "issued_on": _("issued on"),
    "days": _("days"),
    "minutes": _("minutes"),
    "mediator": _("mediator"),
    "before": _("before"),
    "after": _("now"),
    "value": _("now"),
    "login": _("user name"),
    "terms": _("terms"),
    "sha256": _("SHA-256"),
    "no": _("side"),
    "refused_by": _("which side refused"),
    "name": _("name"),
    "title": _("title"),
    "title_kk": _("title in Kazakh"),
    "title_ru": _("title in Russian"),
    "code": _("code"),
    "alias": _("other name"),
    "into": _("into"),
    "by": _("instead"),
    "phone": _("phone"),
    "email": _("e-mail"),
    "role": _("role"),
    "register": _("which register"),
    "register_kind": _("which register"),
    "kind": _("kind"),
    "light": _("which mark"),
    "ground": _("ground"),
    "ground_in": _("ground"),
    "ground_out": _("ground of removal"),
    "in_spite_of": _("not met, or not shown"),
    "in_spite_ground": _("entered all the same because"),
    "act_no": _("number of the decision"),
    "act_on": _("date of the decision"),
    "act_by": _("who decided"),
    "act_in_no": _("number of the decision"),
    "act_in_on": _("date of the decision"),
    "act_in_by": _("who decided"),
    "act_out_no": _("number of the decision on removal"),
    "act_out_on": _("date of the decision on removal"),
    "act_out_by": _("who decided on removal"),
    "what": _("documents"),
    "education": _("education"),
    "institution": _("where it was received"),
    "graduated_in": _("year of graduation"),
    "retired_judge": _("retired judge"),
    "training_no": _("certificate number"),
    "training_issuer": _("who gave the certificate"),
    "training_programme": _("programme of the course"),
    "training_hours": _("academic hours"),
    "training_from": _("first day of the course"),
    "training_on": _("certificate of"),
    "elected_by": _("who elected"),
    "elected_on": _("day of the election"),
    "protocol_no": _("number of the protocol"),
    "votes_for": _("votes for"),
    "votes_against": _("votes against"),
    "certificate_no": _("certificate number"),
    "way": _("how"),
    "certificate_on": _("certificate of"),
    "organisation_id": _("organisation"),
    "cabinet_id": _("cabinet"),
    "district_id": _("district or town"),
    "languages": _("languages"),
    "dispute_codes": _("dispute categories"),
    "owner": _("owner"),
    "mandate": _("mandate"),
    "count": _("how many"),
    "audience": _("people reached"),
    "participants": _("people"),
    "method": _("how they were counted"),
    "qualifier": _("how exact"),
    "venue": _("venue"),
    "partners": _("partners"),
    "note": _("note"),
    "academic_hours": _("academic hours"),
    "trainer": _("trainer"),
    "language": _("language"),
    "answer": _("answer"),
    "attempt": _("result"),
    "channels": _("by which ways"),
    "outcome": _("outcome"),
    "state": _("state"),
    "capacity": _("capacity"),
    "document_no": _("number of the document"),
    "document_on": _("date of the document"),
    "document_seen_on": _("document seen on"),
    "contact": _("how to reach them"),
    "subject": _("subject"),
    "dispute_code": _("dispute category"),
    "channel": _("channel"),
    "source": _("source"),
    "source_note": _("source in words"),
    "kk": _("in Kazakh"),
    "ru": _("in Russian"),
    "en": _("in English"),
    "position": _("place in the list"),
    "name_kk": _("name in Kazakh"),
    "name_ru": _("name in Russian"),
    "name_en": _("name in English"),
    "purpose": _("what it is for"),
    "external_registration_no": _("number in the institution's register"),
    "received_at": _("hour"),
    "narrative": _("what happened"),
    "inter_ethnic": _("inter-ethnic"),
    "minor_involved": _("minor involved"),
    "court_referral": _("sent by a court"),
    "court_case_no": _("number of the case in court"),
    "urgent": _("urgent"),
    "interest": _("what was declared"),
    "found": _("what the check found"),
    "told": _("how many coordinators were told"),
    "message": _("which message"),
    "left_out": _("not wanted"),
    "one_by_one": _("each by itself"),
    "identity": _("how identity was checked"),
    "purposes": _("for what"),
    "modes": _("ways to talk"),
    "practising_since": _("mediates since"),
    "about_kk": _("about oneself, in Kazakh"),
    "about_ru": _("about oneself, in Russian"),
    "photo_public": _("photo public"),
    "districts": _("districts served"),
    "contacts": _("contacts"),
}
# Which catalogue speaks for a value.
CATALOGUES = {
    "source": Catalogue.SOURCE,
    "dispute_code": Catalogue.DISPUTE_TYPE,
    "dispute_codes": Catalogue.DISPUTE_TYPE,
}
YES_NO = {"True": _("yes"), "False": _("no")}
# Which labelled enum speaks for a value: by action and name where a name has several, else by name.
CONTEXTS = {
    "language": "paper language",
    "languages": "paper language",
    "register": "register",
    "register_kind": "register",
    "role": "role",
    "owner": "owner of a cabinet",
    "mandate": "mandate",
    "method": "count",
    "qualifier": "qualifier",
    "outcome": "outcome",
    "state": "obligation",
    "booking.state": "booking",
    "capacity": "capacity",
    "channel": "channel",
    "purpose": "clause",
    "message": "kind of message",
    "left_out": "kind of message",
    "register.kind": "mediator",
    "invitation.answer": "answer to an invitation",
    "invitation.channel": "invitation channel",
    "invitation.channels": "invitation channel",
    "invitation.attempt": "attempt",
    "invitation.state": "invitation",
    "course.kind": "course",
    "course.state": "enrolment",
    "course.step.state": "state of a course",
    "certificate.ground": "revocation",
    "certificate.way": "copy of a certificate",
    "application.kind": "mediator",
    "in_spite_of": "requirement",
    "what": "document shown",
    "education": "education",
    "training_programme": "course",
    "request.kind": "joining",
    "light": "readiness",
    "contact.kind": "contact",
    "contact.outcome": "contact",
    "measure.kind": "measure",
    "calendar.kind": "calendar",
    "tie.kind": "tie",
    "barring.ground": "bar",
    "interest": "declaration",
    "found": "conflict",
    "task.kind": "task",
    "reply": "reply",
    "identity": "identity check",
    "purposes": "consent",
}


@dataclass(frozen=True)
class Named:
    """How places and items of catalogues are called."""

    place: PlaceNamed = str
    item: ItemNamed = lambda _catalogue, code: code


def said_details(action: str, details: Mapping[str, Any], named: Named) -> Said:
    """The details that people understand; days in words, old and new of corrected fields side by side."""
    said: Said = []
    for name, value in details.items():
        if name == "changed" and isinstance(value, dict):
            said += [_change(action, field, pair, named) for field, pair in value.items()]
        elif name in NAMES and value not in ("", [], None) and not _is_code(action, name):
            said.append((NAMES[name], _value(action, name, value, named)))
    return said


def _is_code(action: str, name: str) -> bool:
    """A kind that is an item of a catalogue is said by the title beside it; its code is for programs."""
    return name == "kind" and _context(action, name) is None


def _context(action: str, name: str) -> str | None:
    thing = action.partition(".")[0]
    return next((CONTEXTS[key] for key in (f"{action}.{name}", f"{thing}.{name}", name) if key in CONTEXTS), None)


def _change(action: str, name: str, pair: Any, named: Named) -> tuple[Text | str, Text | str]:
    called = NAMES.get(name, name)
    if not isinstance(pair, list) or not pair or name == "organisation_id":
        return called, _("changed")
    return called, Joined(tuple(_value(action, name, value, named) for value in pair), between=ARROW)


def _value(action: str, name: str, value: Any, named: Named) -> Text | str:
    if name == "languages" and isinstance(value, str) and ", " in value:
        value = value.split(", ")
    if isinstance(value, list):
        return Joined(tuple(_value(action, name, each, named) for each in value), between=", ") if value else EMPTY
    stored = "" if value is None else str(value)
    context = _context(action, name)
    read: Text | str = stored or EMPTY
    if stored in YES_NO:
        read = YES_NO[stored]
    elif DAY.fullmatch(stored):
        read = Phrase(day, date.fromisoformat(stored))
    elif INSTANT.fullmatch(stored):
        read = Phrase(when, datetime.fromisoformat(stored))
    elif stored and name in PLACES:
        read = named.place(UUID(stored))
    elif stored and name in CATALOGUES:
        read = named.item(CATALOGUES[name], stored)
    elif context and stored:
        read = label_of(context, stored)
    return read
