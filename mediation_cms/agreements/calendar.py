"""The days of an agreement as a file for the calendar of a phone (iCalendar, RFC 5545). It names nobody and tells nothing.

Whoever looks over a shoulder reads "promised day" and a number: the words stand in the agreement alone.
"""

from datetime import timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event
from sqlmodel import Session

from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.papers import numbered_terms
from mediation_cms.agreements.queries import SETTLED
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language

WEEK, DAY = timedelta(days=7), timedelta(days=1)


def calendar_of(session: Session, first: Agreement, language: Language) -> bytes:
    """The file: a day for each obligation that is still owed and has one, and a reminder a week before.

    A day has the same UID in every file, so that a calendar that reads another one does not show it twice.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Bitim//mediation_cms//KK")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("calscale", "GREGORIAN")
    said = promised_day(first).in_(language)
    for numbered in numbered_terms(session, first):
        due_on = numbered.obligation.due_on
        if due_on is not None and numbered.state not in SETTLED:
            day = Event()
            day.add("uid", uid(numbered.obligation.id))
            day.add("dtstamp", clock.now())
            day.add("dtstart", due_on)
            day.add("dtend", due_on + DAY)
            day.add("summary", f"{said} ({numbered.term.number})")
            day.add("transp", "TRANSPARENT")
            day.add("class", "PRIVATE")
            reminder = Alarm()
            reminder.add("action", "DISPLAY")
            reminder.add("description", said)
            reminder.add("trigger", -WEEK)
            day.add_component(reminder)
            calendar.add_component(day)
    written: bytes = calendar.to_ical()
    return written


def promised_day(first: Agreement) -> Text:
    """What stands in the calendar: no name, no subject."""
    return _("Bitim: promised day, No. %(number)s", number=first.number)


def uid(obligation_id: UUID) -> str:
    """The name of a day that no other calendar uses."""
    return f"{obligation_id}@bitim"
