"""Every kind of message that the house sends: its name, who gets it, what its words may say, whether it can be turned off.

The words themselves stand in `templates/mail/<kind>.txt`, or are those that an administrator wrote (`models.MessageText`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mediation_cms.core.clock import ALMATY
from mediation_cms.core.i18n import Labelled, Text, _
from mediation_cms.people.models import Role

Fact = str | int | date | list[datetime] | dict[str, list[str]] | Text
"""What fills the words: a number, a day, an instant or several, how many, or the numbers of matters by the kind of what waits."""


class Group(Labelled, context="group of messages"):
    """What kinds of message are about, for whoever chooses among them."""

    WORK = "work", "Offers and cases"
    DEADLINES = "deadlines", "Deadlines"
    PLACE = "place", "What waits in the place"
    PEOPLE = "people", "To people without an account"


class MessageKind(Labelled, context="kind of message"):
    """What a message tells."""

    CASE_OFFERED = "case_offered", "A case is offered"
    OFFER_PROLONGED = "offer_prolonged", "More time to answer an offer"
    OFFER_REMINDER = "offer_reminder", "The coordinator reminds of an offer"
    OFFER_DUE = "offer_due", "The answer to an offer is due"
    COMPANION_ADDED = "companion_added", "Added beside a mediator"
    CONFLICT_DECLARED = "conflict_declared", "Another mediator is needed"
    CONFLICT_OVERRIDDEN = "conflict_overridden", "A mediator was chosen with a reason"
    BOOKING_OVERRIDDEN = "booking_overridden", "A second first consultation was booked with a reason"
    MEDIATOR_LAPSED = "mediator_lapsed", "A mediator may no longer act"
    TERM_NEAR = "term_near", "The term of a mediation ends soon"
    TERM_OVER = "term_over", "The term of a mediation is over"
    OBLIGATION_DUE = "obligation_due", "Something agreed is due"
    CALLS_DUE = "calls_due", "Sides are to be called"
    INVITATION_ANSWERED = "invitation_answered", "An answer to an invitation came"
    INVITATION_UNANSWERED = "invitation_unanswered", "No answer to an invitation in time"
    OFFER_UNANSWERED = "offer_unanswered", "An offer got no answer in time"
    TASK_DUE = "task_due", "A task waits"
    COORDINATOR_DAY = "coordinator_day", "What waits today, in one message"
    INVITATION = "invitation", "Invitation of the other side"
    MEETING_BOOKED = "meeting_booked", "A meeting is booked"
    MEETING_MOVED = "meeting_moved", "A meeting is moved"
    MEETING_CANCELLED = "meeting_cancelled", "The cabinet cancels a meeting"
    MEETING_GIVEN_UP = "meeting_given_up", "The person cancels a meeting"
    MEETING_TOMORROW = "meeting_tomorrow", "Reminder of a meeting, the day before"
    MEETING_TODAY = "meeting_today", "Reminder of a meeting, on the day"
    MEETING_AGAIN = "meeting_again", "Somebody wanted to book once more"
    EARLIER_TIME = "earlier_time", "An earlier time is free"
    DATES_ASKED = "dates_asked", "Which times suit?"
    DATE_FIXED = "date_fixed", "The day of a meeting is fixed"
    REQUEST_REGISTERED = "request_registered", "A request is registered"
    REQUEST_CODE = "request_code", "The secret code of a request"
    CODE_RENEWED = "code_renewed", "The secret code is renewed"
    REQUEST_NEWS = "request_news", "News on a request"
    REQUEST_MESSAGE = "request_message", "Somebody wrote on a request"
    QUESTIONS = "questions", "Questions some time after"
    CERTIFICATE_READY = "certificate_ready", "A certificate is ready"
    CERTIFICATE_EXPIRES = "certificate_expires", "A certificate expires soon"
    COURSE_PLACE = "course_place", "A place on a course"
    COURSE_WAITING = "course_waiting", "Signed up for a course, no place yet"
    COURSE_DECLINED = "course_declined", "Not admitted to a course"
    COURSE_CANCELLED = "course_cancelled", "A course is cancelled"
    COURSE_TOMORROW = "course_tomorrow", "Reminder of a course, the day before"
    OBSERVATION_OFFERED = "observation_offered", "A mediation to observe is offered"
    OBSERVATION_CONFIRMED = "observation_confirmed", "An observation is confirmed"
    OBSERVATION_CALLED_OFF = "observation_called_off", "An observation is called off"
    TRAINEE_ANSWERED = "trainee_answered", "A trainee answered or wrote"


@dataclass(frozen=True)
class Value:
    """What may stand in braces in the words of a kind: what it means, and a sample for the preview.

    Several may be said from one fact, which `of` names: the day and the hour of one instant.
    """

    what: Text
    sample: Fact
    of: str = ""


AT, BEFORE = datetime(2026, 11, 21, 14, 30, tzinfo=ALMATY), datetime(2026, 11, 20, 10, 0, tzinfo=ALMATY)
VALUES: Mapping[str, Value] = {
    "number": Value(_("number of the matter"), "63-OSK-2026-000123"),
    "course": Value(_("title of the course"), "Медиацияның жалпы курсы"),
    "answer_by": Value(_("last day to answer"), date(2026, 11, 25)),
    "due_on": Value(_("last day"), date(2026, 11, 27)),
    "count": Value(_("how many"), 3),
    "since": Value(_("first day on which the mediator may not act"), date(2026, 11, 27)),
    "cases": Value(_("how many open cases"), 3),
    "talks": Value(_("how many booked talks"), 2),
    "list": Value(
        _("what waits, with the numbers, one line each"),
        {"term_near": ["63-OSK-2026-000123", "63-OSK-2026-000131"], "task_due": ["63-OSK-2026-000118"]},
    ),
    "link": Value(_("the address where one goes on"), ""),
    "date": Value(_("day of the meeting, in figures"), AT, of="starts_at"),
    "time": Value(_("hour of the meeting, without the zone"), AT, of="starts_at"),
    "when": Value(_("day and hour of the meeting in words, with the zone"), AT, of="starts_at"),
    "old_when": Value(_("day and hour before the move, in words, with the zone"), BEFORE, of="old_starts_at"),
    "kept_until": Value(_("hour until which the time is kept"), AT.replace(hour=18), of="kept_until"),
    "times": Value(
        _("other times, one line each"), [AT.replace(day=24), AT.replace(day=25, hour=10, minute=0)], of="times"
    ),
    "mode": Value(_("how: by video, by phone, in person"), _("by video")),
    "place": Value(_("where, or how one comes in"), "Павлодар, Қабанбай батыр көшесі, 18, 114"),
    "reason": Value(_("why it is cancelled"), _("the mediator is ill")),
    "cabinet": Value(_("name of the cabinet"), "Павлодар: медиация кабинеті"),
    "phone": Value(_("phone of the cabinet"), "+77182000000"),
    "code": Value(_("the secret code, never beside the number"), "7K2M-9XA4-VDQ3-T8WH"),
}
PAGE, CODE = "/b/{code}", "7K2M9XA4VDQ3T8WH"
"""Where the link of a sample leads."""


@dataclass(frozen=True)
class Kind:
    """One kind: `roles` may get it, `values` is the closed list of what its words say, `must`: it cannot be turned off.

    Without roles it goes to people without an account, by mail or as an SMS.
    """

    group: Group
    roles: frozenset[Role]
    values: tuple[str, ...]
    must: bool = False

    @property
    def is_for_staff(self) -> bool:
        """Whether staff get it."""
        return bool(self.roles)


def _kind(group: Group, roles: set[Role], *values: str, must: bool = False) -> Kind:
    return Kind(group, frozenset(roles), (*values, "link"), must)


def _for_people(*values: str, link: bool = True) -> Kind:
    return Kind(Group.PEOPLE, frozenset(), (*values, "cabinet", "phone", *(("link",) if link else ())), must=True)


_MEETING = ("date", "time", "when")
_M, _C, _R = Role.MEDIATOR, Role.COORDINATOR, Role.RECEPTIONIST
KINDS: Mapping[MessageKind, Kind] = {
    MessageKind.CASE_OFFERED: _kind(Group.WORK, {_M}, "number", "answer_by", must=True),
    MessageKind.OFFER_PROLONGED: _kind(Group.WORK, {_M}, "number", "answer_by", must=True),
    MessageKind.OFFER_REMINDER: _kind(Group.WORK, {_M}, "number", "answer_by", must=True),
    MessageKind.OFFER_DUE: _kind(Group.WORK, {_M}, "number", "answer_by"),
    MessageKind.COMPANION_ADDED: _kind(Group.WORK, {_M}, "number", must=True),
    MessageKind.CONFLICT_DECLARED: _kind(Group.WORK, {_C}, "number", must=True),
    MessageKind.CONFLICT_OVERRIDDEN: _kind(Group.WORK, {_C}, "number", must=True),
    MessageKind.BOOKING_OVERRIDDEN: _kind(Group.WORK, {_C}, must=True),
    MessageKind.MEDIATOR_LAPSED: _kind(Group.WORK, {_C}, "since", "cases", "talks", must=True),
    MessageKind.TERM_NEAR: _kind(Group.DEADLINES, {_M, _C}, "number", "due_on"),
    MessageKind.TERM_OVER: _kind(Group.DEADLINES, {_M, _C}, "number", "due_on"),
    MessageKind.OBLIGATION_DUE: _kind(Group.DEADLINES, {_M}, "number", "due_on"),
    MessageKind.CALLS_DUE: _kind(Group.DEADLINES, {_M, _C}, "count"),
    MessageKind.INVITATION_ANSWERED: _kind(Group.PLACE, {_R, _M, _C}, "number"),
    MessageKind.INVITATION_UNANSWERED: _kind(Group.PLACE, {_R, _M, _C}, "number", "answer_by"),
    MessageKind.OFFER_UNANSWERED: _kind(Group.PLACE, {_C}, "number", "answer_by"),
    MessageKind.TASK_DUE: _kind(Group.PLACE, {_C}, "number", "due_on"),
    MessageKind.COORDINATOR_DAY: _kind(Group.PLACE, {_C}, "list", must=True),
    MessageKind.MEETING_BOOKED: _for_people(*_MEETING, "mode", "place"),
    MessageKind.MEETING_MOVED: _for_people(*_MEETING, "old_when", "mode", "place"),
    MessageKind.MEETING_CANCELLED: _for_people(*_MEETING, "reason", "times"),
    MessageKind.MEETING_GIVEN_UP: _for_people(*_MEETING),
    MessageKind.MEETING_TOMORROW: _for_people(*_MEETING, "mode", "place"),
    MessageKind.MEETING_TODAY: _for_people(*_MEETING, "mode", "place"),
    MessageKind.MEETING_AGAIN: _for_people(*_MEETING),
    MessageKind.EARLIER_TIME: _for_people(*_MEETING, "kept_until"),
    MessageKind.DATES_ASKED: _for_people(),
    MessageKind.DATE_FIXED: _for_people(*_MEETING, "mode", "place"),
    MessageKind.REQUEST_REGISTERED: _for_people("number"),
    MessageKind.REQUEST_CODE: _for_people("code", link=False),
    MessageKind.CODE_RENEWED: _for_people("number", link=False),
    MessageKind.REQUEST_NEWS: _for_people("number"),
    MessageKind.REQUEST_MESSAGE: _for_people(),
    MessageKind.QUESTIONS: _for_people(),
    MessageKind.CERTIFICATE_READY: _for_people("number", "course"),
    MessageKind.CERTIFICATE_EXPIRES: _for_people("number", "course", "due_on", link=False),
    MessageKind.COURSE_PLACE: _for_people("course", *_MEETING, "place"),
    MessageKind.COURSE_WAITING: _for_people("course", *_MEETING),
    MessageKind.COURSE_DECLINED: _for_people("course", "reason", link=False),
    MessageKind.COURSE_CANCELLED: _for_people("course", *_MEETING, "reason", link=False),
    MessageKind.COURSE_TOMORROW: _for_people("course", *_MEETING, "place"),
    MessageKind.OBSERVATION_OFFERED: _for_people(*_MEETING),
    MessageKind.OBSERVATION_CONFIRMED: _for_people(*_MEETING),
    MessageKind.OBSERVATION_CALLED_OFF: _for_people("reason"),
    MessageKind.TRAINEE_ANSWERED: _kind(Group.WORK, {_M}, "number"),
}
"""All but the invitation: its words are those of the letter, which nobody changes, and it is sent from the matter alone."""


def kind_of(template: str) -> Kind | None:
    """The kind with these words; None for the invitation, and for what nobody knows any more."""
    return KINDS.get(MessageKind(template)) if template in set(MessageKind) else None


def staff_kind(template: str) -> Kind | None:
    """The kind with these words where it goes to staff; None for what goes to anybody else."""
    kind = kind_of(template)
    return kind if kind is not None and kind.is_for_staff else None


def choosable(roles: frozenset[Role]) -> list[MessageKind]:
    """The kinds that somebody with these roles may turn off."""
    return [kind for kind, facts in KINDS.items() if facts.roles & roles and not facts.must]
