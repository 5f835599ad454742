"""The wings of the house: their blueprints, and the rail that leads to them, filtered by what the actor may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from flask import request
from markupsafe import Markup

from mediation_cms.access import Actor
from mediation_cms.core.i18n import Text, _, pgettext
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Role
from mediation_cms.web.accounts import accounts
from mediation_cms.web.accounts_admin import accounts_admin
from mediation_cms.web.admission import admission
from mediation_cms.web.advising import advising
from mediation_cms.web.agreements import agreements
from mediation_cms.web.answering import answering
from mediation_cms.web.applying import applying
from mediation_cms.web.availability import availability
from mediation_cms.web.barrings import barrings
from mediation_cms.web.booked import booked
from mediation_cms.web.booking import booking
from mediation_cms.web.bookings import bookings
from mediation_cms.web.calendar import calendar
from mediation_cms.web.cases import cases
from mediation_cms.web.certificate_batches import certificate_batches
from mediation_cms.web.certificates import certificates
from mediation_cms.web.closing import closing
from mediation_cms.web.closings import closings
from mediation_cms.web.companions import companions
from mediation_cms.web.contacts import contacts
from mediation_cms.web.correspondence import correspondence
from mediation_cms.web.course_days import course_days
from mediation_cms.web.courses import courses
from mediation_cms.web.credentials import credentials
from mediation_cms.web.dates import dates
from mediation_cms.web.desk import desk
from mediation_cms.web.doors import on_the_door
from mediation_cms.web.drafts import drafts
from mediation_cms.web.events import events
from mediation_cms.web.feeds import feeds
from mediation_cms.web.follow_ups import follow_ups
from mediation_cms.web.from_home import from_home
from mediation_cms.web.help import help_pages
from mediation_cms.web.history import history
from mediation_cms.web.imports import imports
from mediation_cms.web.invitations import invitations
from mediation_cms.web.joining import joining
from mediation_cms.web.kiosk import kiosk
from mediation_cms.web.languages import current_language
from mediation_cms.web.learning import learning
from mediation_cms.web.lists import drawn
from mediation_cms.web.mediator_cards import mediator_cards
from mediation_cms.web.mediators_public import mediators_public
from mediation_cms.web.mediators_public import tables as mediators_tables
from mediation_cms.web.mentoring import mentoring
from mediation_cms.web.opinions import opinions
from mediation_cms.web.own_account import own_account
from mediation_cms.web.papers import papers
from mediation_cms.web.parties import parties
from mediation_cms.web.people import people
from mediation_cms.web.prevention import prevention
from mediation_cms.web.proposals import proposals
from mediation_cms.web.public import health, public, styleguide
from mediation_cms.web.queue import queue
from mediation_cms.web.register_days import register_days
from mediation_cms.web.register_papers import register_papers
from mediation_cms.web.register_steps import register_steps
from mediation_cms.web.registers import registers
from mediation_cms.web.reports import reports
from mediation_cms.web.requests import requests
from mediation_cms.web.screening import screening
from mediation_cms.web.search import search
from mediation_cms.web.settings import settings
from mediation_cms.web.settings_catalogues import settings_catalogues
from mediation_cms.web.settings_clauses import settings_clauses
from mediation_cms.web.settings_law import settings_law
from mediation_cms.web.settings_messages import settings_messages
from mediation_cms.web.settings_places import settings_places
from mediation_cms.web.status import status
from mediation_cms.web.tasks import tasks
from mediation_cms.web.ties import ties
from mediation_cms.web.verification import verification
from mediation_cms.web.views import views

BLUEPRINTS = (
    public,
    kiosk,
    health,
    styleguide,
    accounts,
    desk,
    help_pages,
    queue,
    views,
    contacts,
    drafts,
    search,
    requests,
    parties,
    screening,
    joining,
    people,
    barrings,
    invitations,
    advising,
    applying,
    answering,
    from_home,
    status,
    correspondence,
    dates,
    on_the_door,
    booking,
    booked,
    bookings,
    calendar,
    feeds,
    availability,
    closings,
    cases,
    closing,
    companions,
    agreements,
    follow_ups,
    opinions,
    tasks,
    proposals,
    papers,
    reports,
    events,
    prevention,
    courses,
    course_days,
    learning,
    mentoring,
    certificates,
    certificate_batches,
    verification,
    credentials,
    admission,
    registers,
    register_steps,
    register_papers,
    register_days,
    mediators_public,
    mediators_tables,
    mediator_cards,
    imports,
    ties,
    settings,
    settings_places,
    settings_law,
    settings_catalogues,
    settings_clauses,
    settings_messages,
    accounts_admin,
    own_account,
    history,
)
DESK_WORK = {Role.RECEPTIONIST, Role.MEDIATOR, Role.COORDINATOR, Role.AUDITOR}
EVERYBODY = set(Role)


@dataclass(frozen=True)
class Wing:
    """One entry of the rail."""

    key: str
    url: str
    label: Text
    icon: str
    roles: frozenset[Role]


def _wing(key: str, label: Text, icon: str, roles: set[Role]) -> Wing:
    return Wing(key, f"/{key}", label, icon, frozenset(roles))


REPORT_READERS = {Role.MANAGER, Role.COORDINATOR, Role.AUDITOR}
WINGS = (
    _wing("desk", _("Desk"), "house", EVERYBODY),
    _wing("queue", _("Queue"), "wait", {Role.COORDINATOR}),
    _wing("requests", _("Requests"), "write", DESK_WORK),
    _wing("cases", _("Cases"), "people", DESK_WORK),
    _wing("calendar", _("Calendar"), "calendar", {Role.RECEPTIONIST, Role.MEDIATOR, Role.COORDINATOR}),
    _wing("agreements", _("Agreements"), "paper", {Role.MEDIATOR, Role.COORDINATOR}),
    _wing("invitations", _("Invitations"), "talk", DESK_WORK),
    _wing("follow-ups", _("Follow-up"), "phone", DESK_WORK),
    _wing("tasks", _("Tasks"), "check", {Role.COORDINATOR, Role.AUDITOR}),
    _wing("opinions", _("How we served"), "talk", {Role.MEDIATOR, Role.COORDINATOR, Role.MANAGER}),
    _wing("registers", _("Registers"), "person", EVERYBODY - {Role.ADMINISTRATOR}),
    _wing("people", _("People"), "search", DESK_WORK),
    _wing("courses", _("Courses"), "book", {Role.REGISTER_KEEPER, Role.COORDINATOR, Role.MANAGER, Role.AUDITOR}),
    _wing("mentoring", _("Trainees"), "book", {Role.MEDIATOR, Role.COORDINATOR}),
    _wing("events", _("Events"), "calendar", set(Role) - {Role.ADMINISTRATOR, Role.REGISTER_KEEPER}),
    _wing("prevention", _("Prevention"), "talk", {Role.COORDINATOR, Role.MEDIATOR, Role.MANAGER, Role.AUDITOR}),
    _wing("reports", _("Reports"), "chart", REPORT_READERS),
    _wing("history", pgettext("menu", "History"), "clock", {Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR}),
    _wing("settings", _("Settings"), "settings", {Role.ADMINISTRATOR, Role.AUDITOR}),
    _wing("account", _("My account"), "lock", EVERYBODY),
)  # fmt: skip


def wings_of(actor: Actor) -> list[Wing]:
    """The wings that the actor has something to do in."""
    return [wing for wing in WINGS if wing.roles & actor.roles]


def doors(wings: Iterable[Wing], *, listed: bool) -> Markup:
    """The doors to these wings, as items of a list or one beside the other, with a mark at the wing in which this page lies."""
    keys, here = tuple(wing.key for wing in wings), request.path.split("/", 2)[1]
    return _doors(keys, listed, here if here in keys else "", current_language())


@lru_cache(1000)
def _doors(keys: tuple[str, ...], listed: bool, here: str, _language: Language) -> Markup:  # noqa: FBT001 - a key of the memo
    return drawn("doors.html", wings=[wing for wing in WINGS if wing.key in keys], listed=listed, here=here)
