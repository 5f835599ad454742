"""The calendar file of a mail that speaks of a time (iCalendar, RFC 5545 and 5546): made, moved and cancelled by the same name.

It says "meeting", where and until when: neither with whom nor what about, since calendars are shared and read over shoulders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from icalendar import Calendar, Event, vCalAddress

from mediation_cms.core import clock
from mediation_cms.core.i18n import _

TITLE = _("Meeting (Bitim)")
"""What stands in the calendar where nobody gave it another neutral title."""
FETCHED_EVERY = timedelta(hours=1)
"""How often programs are asked to fetch a feed anew."""


@dataclass(frozen=True)
class Entry:
    """One meeting in a calendar. A later `sequence` of the same `uid` takes the place of an earlier one."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool = False

    def kept(self) -> dict[str, Any]:
        """As it stands in the outbox."""
        return asdict(self) | {"starts_at": self.starts_at.isoformat(), "ends_at": self.ends_at.isoformat()}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """As it stood in the outbox."""
        times = {name: datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")}
        return cls(**{**kept, **times})

    @property
    def method(self) -> str:
        """What the calendar of the reader is to do with it."""
        return "CANCEL" if self.is_cancelled else "REQUEST"


def calendar_file(
    entry: Entry, *, title: str, sender: str = "", reader: str = "", place: str = "", link: str = ""
) -> bytes:
    """The file, from `sender` to `reader` (addresses): it asks for no answer, since one moves and cancels by the link.

    Without a reader it is one that somebody downloads: from nobody to nobody.
    """
    calendar = _calendar(entry.method if reader else "PUBLISH")
    event = _event(entry, title, place)
    if reader:
        event.add("organizer", vCalAddress(f"mailto:{sender}"))
        guest = vCalAddress(f"mailto:{reader}")
        guest.params.update({"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
        event.add("attendee", guest)
    if link and not entry.is_cancelled:
        event.add("url", link)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


@dataclass(frozen=True)
class Line:
    """One entry of a feed: what it is called, and where it is."""

    entry: Entry
    title: str
    place: str = ""


def feed_file(name: str, lines: Iterable[Line]) -> bytes:
    """A calendar that is fetched again and again, under a name of its own."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(clock.ALMATY))
    calendar.add("refresh-interval", FETCHED_EVERY, parameters={"VALUE": "DURATION"})
    for line in lines:
        calendar.add_component(_event(line.entry, line.title, line.place))
    written: bytes = calendar.to_ical()
    return written


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Bitim//mediation_cms//KK")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(entry: Entry, title: str, place: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", title)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if place:
        event.add("location", place)
    return event
