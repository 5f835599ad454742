"""Every right to act, on one page. Any one of the rules suffices. A right to see is `visible_to` in each concept's queries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from mediation_cms.access.actors import Actor
from mediation_cms.core.errors import Forbidden
from mediation_cms.core.i18n import Labelled
from mediation_cms.people.models import AccountKind, Role


class Can(Labelled, context="right"):
    """What can be done. The thing that it is done to stands in brackets."""

    REGISTER_REQUEST = "register_request", "register a request (cabinet)"
    CHANGE_REQUEST = "change_request", "correct a request (request)"
    CLOSE_REQUEST = "close_request", "finish or transfer a request (request)"
    REOPEN_REQUEST = "reopen_request", "reopen a finished matter (request)"
    JOIN_REQUEST = "join_request", "join a request to another, or undo it (request)"
    LINK_PEOPLE = "link_people", "link two records as one person, or undo it (request)"
    INVITE = "invite", "invite the other side (request)"
    ANSWER_INVITATION = "answer_invitation", "answer an invitation by the address on the letter (invitation)"
    READ_NARRATIVE = "read_narrative", "read what happened (request)"
    SCREEN_REQUEST = "screen_request", "ask about scope and safety (request)"
    READ_SAFETY = "read_safety", "read what a side said of its safety (request)"
    ALLOW_JOINT_MEETING = "allow_joint_meeting", "allow a joint meeting in spite of a risk (request)"
    HOLD_CONSULTATION = "hold_consultation", "record a consultation (request)"
    READ_CONSULTATION_NOTES = "read_consultation_notes", "read notes of a consultation (consultation)"
    BOOK = "book", "book a talk without an account (cabinet)"
    KEEP_BOOKING = "keep_booking", "move or cancel one's own booking by a personal link (booking)"
    MANAGE_BOOKINGS = "manage_bookings", "book for somebody, move, cancel, note what came of it (booking)"
    OVERRIDE_BOOKING = "override_booking", "book a second first consultation, with a reason (cabinet)"
    LOG_CONTACT = "log_contact", "log a call, message, letter or visit (request)"
    ADMIT_CASE = "admit_case", "admit to mediation (request)"
    ASSIGN_CASE = "assign_case", "assign a mediator (case)"
    NAME_COMPANION = "name_companion", "add a co-mediator or an observer (case)"
    MARK_LOOKED_AT = "mark_looked_at", "mark in the queue as looked at (request)"
    KEEP_BARRINGS = "keep_barrings", "bar somebody from a matter, lift a bar (request)"
    ANSWER_OFFER = "answer_offer", "accept or decline a case (case)"
    DECLARE_INTEREST = "declare_interest", "declare whether there is a conflict of interest (case)"
    CLOSE_CASE = "close_case", "finish a case before a contract (case)"
    CONDUCT_MEDIATION = "conduct_mediation", "contract, meetings, extension, ending (case)"
    MARK_READINESS = "mark_readiness", "mark what a side is ready with (case)"
    READ_MINUTES = "read_minutes", "read minutes and terms (case)"
    WRITE_PRIVATE_NOTE = "write_private_note", "write a note for oneself (case)"
    RECORD_PERFORMANCE = "record_performance", "record the performance of obligations (case)"
    ASK_SIDES = "ask_sides", "ask the sides later whether their agreement is kept (case)"
    ASK_OPINION = "ask_opinion", "ask a side how it was served (case)"
    ANSWER_FROM_HOME = "answer_from_home", "answer by a personal link (follow-up, finding of a date)"
    FINISH_TASK = "finish_task", "see to a task (task)"
    APPLY = "apply", "ask for mediation without an account"
    COME_BACK = "come_back", "follow one's own request by number and secret code (request)"
    WRITE_TO_APPLICANT = "write_to_applicant", "read and answer messages of the applicant, show files (request)"
    RENEW_CODE = "renew_code", "give the applicant a secret code after checking identity (request)"
    WITHDRAW_CONSENT = "withdraw_consent", "take back a consent for the applicant who asks (request)"
    MAKE_PAPER = "make_paper", "have a paper made (request)"
    KEEP_REGISTER = "keep_register", "enter, suspend and remove mediators (district)"
    DECLARE_TIES = "declare_ties", "see and enter the ties of a mediator (mediator)"
    KEEP_CARD = "keep_card", "keep what is told of a mediator: photo, languages, districts, contacts (mediator)"
    REPORT_INACCURACY = "report_inaccuracy", "say without an account that the public register is wrong"
    KEEP_AVAILABILITY = "keep_availability", "keep the hours and leave of a mediator (mediator)"
    CLOSE_CABINET = "close_cabinet", "close a cabinet for some days, open it again (cabinet)"
    SET_VIDEO_ADDRESS = "set_video_address", "set the address of a cabinet's video room (cabinet)"
    KEEP_COURSES = "keep_courses", "enter courses and certificates (district)"
    TAKE_CERTIFICATE = "take_certificate", "take one's own certificate by a link"
    KEEP_ATTENDANCE = "keep_attendance", "mark who was there on a course, enter the points of its test (course)"
    SIGN_UP = "sign_up", "sign up for a course without an account"
    KEEP_SIGN_UP = "keep_sign_up", "give up one's own place on a course"
    OBSERVE = "observe", "ask to observe a mediation by the link to one's place on a course (observation)"
    SEE_TRAINEES = "see_trainees", "see who asks to observe mediations"
    OFFER_MEETING = "offer_meeting", "offer a trainee a meeting of one's own to observe"
    MENTOR = "mentor", "let a trainee observe one's mediation, count the hours (case)"
    NOTE_OBSERVER_CONSENT = "note_observer_consent", "note what a side says of being observed, call it off (case)"
    KEEP_EVENTS = "keep_events", "enter events (district)"
    KEEP_MEASURES = "keep_measures", "enter preventive measures (district)"
    READ_REPORT = "read_report", "read the report (place)"
    READ_HISTORY = "read_history", "read who did and saw what (place)"
    MANAGE_ACCOUNTS = "manage_accounts", "make and disable accounts, give roles (place)"
    MANAGE_PLACES = "manage_places", "change the tree of places (place)"
    MANAGE_LAW = "manage_law", "change dated rules, labels and holidays"
    MANAGE_CATALOGUES = "manage_catalogues", "change catalogues"
    MANAGE_MESSAGES = "manage_messages", "change the words of messages, try again what did not arrive"
    OPEN_SETTINGS = "open_settings", "open the settings to read"
    KEEP_OWN_ACCOUNT = "keep_own_account", "choose one's own language and password, end one's own sessions (account)"


class HasMediator(Protocol):
    """A thing that a mediator works on."""

    mediator_id: Any


Rule = Callable[[Actor, Any], bool]


def unit_of(thing: Any) -> UUID | None:
    """The unit where a thing lies: its cabinet, else its district, else itself when it is a unit."""
    for name in ("cabinet_id", "district_id", "unit_id", "id"):
        found: UUID | None = getattr(thing, name, None)
        if found is not None:
            return found
    return None


def in_place(role: Role) -> Rule:
    """The rule that the actor holds the role in a place that covers the thing."""

    def rule(actor: Actor, thing: Any) -> bool:
        return actor.holds(role, unit_of(thing))

    return rule


def in_any_place(role: Role) -> Rule:
    """The rule that the actor holds the role in one of the places that the thing names: a mediator may stand in several."""

    def rule(actor: Actor, thing: Any) -> bool:
        return any(actor.holds(role, unit_id) for unit_id in getattr(thing, "unit_ids", ()))

    return rule


def system(actor: Actor, _thing: object) -> bool:
    """The product itself: jobs, seeds, command line."""
    return actor.is_system


def visitor(actor: Actor, _thing: object) -> bool:
    """Somebody without an account, whom a secret has let in: the code on a letter."""
    return actor.kind is AccountKind.VISITOR


def mediator_of_the_case(actor: Actor, thing: HasMediator) -> bool:
    """The mediator who has taken the thing, or one who conducts the mediation beside that mediator."""
    if actor.mediator_id is None:
        return False
    if offered_to(actor, thing):
        return not getattr(thing, "on_offer", False)
    return Role.MEDIATOR in actor.roles and actor.mediator_id in getattr(thing, "co_mediators", ())


def mediator_of_the_place(actor: Actor, thing: Any) -> bool:
    """A mediator who works in a place that covers the thing, unless it is only offered to them or they only look on."""
    only_offered = offered_to(actor, thing) and getattr(thing, "on_offer", False)
    looks_on = actor.mediator_id in getattr(thing, "observers", ())
    return actor.holds(Role.MEDIATOR, unit_of(thing)) and not only_offered and not looks_on


def offered_to(actor: Actor, thing: HasMediator) -> bool:
    """The one mediator to whom the thing is offered or given."""
    return actor.mediator_id is not None and getattr(thing, "mediator_id", None) == actor.mediator_id


def trainer_of_the_course(actor: Actor, thing: Any) -> bool:
    """Who teaches the course."""
    return actor.person_id is not None and actor.person_id in getattr(thing, "trainer_ids", ())


def everywhere(role: Role) -> Rule:
    """The rule that the actor holds the role in the whole republic."""

    def rule(actor: Actor, _thing: object) -> bool:
        return role in actor.everywhere

    return rule


def anywhere(role: Role) -> Rule:
    """The rule that the actor holds the role in any place at all: for what is the same in all places."""

    def rule(actor: Actor, _thing: object) -> bool:
        return role in actor.roles

    return rule


def own_account(actor: Actor, thing: Any) -> bool:
    """Whose account it is."""
    return getattr(thing, "id", None) == actor.account_id


def author(actor: Actor, thing: Any) -> bool:
    """Who wrote it."""
    return getattr(thing, "account_id", None) == actor.account_id


def but_not_its_mediator(rule: Rule) -> Rule:
    """The rule, but for the mediator of the thing, whatever other role they hold: of oneself one does not ask."""

    def narrowed(actor: Actor, thing: Any) -> bool:
        return rule(actor, thing) and not mediator_of_the_case(actor, thing)

    return narrowed


receptionist = in_place(Role.RECEPTIONIST)
coordinator = in_place(Role.COORDINATOR)
manager = in_place(Role.MANAGER)
register_keeper = in_place(Role.REGISTER_KEEPER)
administrator = in_place(Role.ADMINISTRATOR)
auditor = in_place(Role.AUDITOR)

RULES: dict[Can, tuple[Rule, ...]] = {
    Can.REGISTER_REQUEST: (receptionist, mediator_of_the_place, coordinator, system),
    Can.CHANGE_REQUEST: (receptionist, mediator_of_the_case, coordinator, system),
    Can.CLOSE_REQUEST: (receptionist, mediator_of_the_place, coordinator, system),
    Can.REOPEN_REQUEST: (coordinator, system),
    Can.JOIN_REQUEST: (receptionist, mediator_of_the_case, coordinator, system),
    Can.LINK_PEOPLE: (receptionist, mediator_of_the_case, coordinator, system),
    Can.INVITE: (receptionist, mediator_of_the_case, coordinator, system),
    Can.ANSWER_INVITATION: (visitor,),
    Can.READ_NARRATIVE: (receptionist, mediator_of_the_case, coordinator),
    Can.SCREEN_REQUEST: (receptionist, mediator_of_the_case, coordinator, system),
    Can.READ_SAFETY: (receptionist, mediator_of_the_case, coordinator),
    Can.ALLOW_JOINT_MEETING: (coordinator, system),
    Can.HOLD_CONSULTATION: (receptionist, mediator_of_the_place, mediator_of_the_case, coordinator, system),
    Can.READ_CONSULTATION_NOTES: (author, mediator_of_the_case, coordinator),
    Can.BOOK: (visitor,),
    Can.KEEP_BOOKING: (visitor,),
    Can.MANAGE_BOOKINGS: (receptionist, mediator_of_the_case, coordinator, system),
    Can.OVERRIDE_BOOKING: (coordinator, system),
    Can.LOG_CONTACT: (receptionist, mediator_of_the_case, coordinator, system),
    Can.ADMIT_CASE: (receptionist, mediator_of_the_place, coordinator, system),
    Can.ASSIGN_CASE: (coordinator, system),
    Can.NAME_COMPANION: (coordinator, system),
    Can.MARK_LOOKED_AT: (coordinator, system),
    Can.KEEP_BARRINGS: (coordinator, system),
    Can.ANSWER_OFFER: (offered_to, system),
    Can.DECLARE_INTEREST: (offered_to, system),
    Can.CLOSE_CASE: (coordinator, mediator_of_the_case, system),
    Can.CONDUCT_MEDIATION: (mediator_of_the_case, system),
    Can.MARK_READINESS: (receptionist, mediator_of_the_case, coordinator, system),
    Can.READ_MINUTES: (mediator_of_the_case, coordinator),
    Can.WRITE_PRIVATE_NOTE: (mediator_of_the_case,),
    Can.RECORD_PERFORMANCE: (mediator_of_the_case, coordinator, system),
    Can.ASK_SIDES: (receptionist, mediator_of_the_case, coordinator, system),
    Can.ASK_OPINION: (but_not_its_mediator(receptionist), but_not_its_mediator(coordinator), system),
    Can.ANSWER_FROM_HOME: (visitor,),
    Can.FINISH_TASK: (coordinator, system),
    Can.APPLY: (visitor,),
    Can.COME_BACK: (visitor,),
    Can.WRITE_TO_APPLICANT: (receptionist, mediator_of_the_case, coordinator, system),
    Can.RENEW_CODE: (receptionist, mediator_of_the_case, coordinator, system),
    Can.WITHDRAW_CONSENT: (receptionist, mediator_of_the_case, coordinator, system),
    Can.MAKE_PAPER: (receptionist, mediator_of_the_place, mediator_of_the_case, coordinator, system),
    Can.KEEP_REGISTER: (register_keeper, system),
    Can.DECLARE_TIES: (
        mediator_of_the_case,
        in_any_place(Role.REGISTER_KEEPER),
        in_any_place(Role.COORDINATOR),
        system,
    ),
    Can.KEEP_CARD: (mediator_of_the_case, in_any_place(Role.REGISTER_KEEPER), system),
    Can.REPORT_INACCURACY: (visitor,),
    Can.KEEP_AVAILABILITY: (mediator_of_the_case, in_any_place(Role.COORDINATOR), system),
    Can.CLOSE_CABINET: (coordinator, system),
    Can.SET_VIDEO_ADDRESS: (coordinator, administrator, system),
    Can.KEEP_COURSES: (register_keeper, coordinator, system),
    Can.TAKE_CERTIFICATE: (visitor,),
    Can.KEEP_ATTENDANCE: (register_keeper, coordinator, trainer_of_the_course, system),
    Can.SIGN_UP: (visitor,),
    Can.KEEP_SIGN_UP: (visitor,),
    Can.OBSERVE: (visitor,),
    Can.SEE_TRAINEES: (anywhere(Role.MEDIATOR), anywhere(Role.COORDINATOR)),
    Can.OFFER_MEETING: (anywhere(Role.MEDIATOR),),
    Can.MENTOR: (mediator_of_the_case, system),
    Can.NOTE_OBSERVER_CONSENT: (mediator_of_the_case, coordinator, system),
    Can.KEEP_EVENTS: (coordinator, receptionist, system),
    Can.KEEP_MEASURES: (coordinator, mediator_of_the_place, system),
    Can.READ_REPORT: (manager, coordinator, auditor, system),
    Can.READ_HISTORY: (coordinator, auditor, administrator),
    Can.MANAGE_ACCOUNTS: (administrator, system),
    Can.MANAGE_PLACES: (administrator, everywhere(Role.ADMINISTRATOR), system),
    Can.MANAGE_LAW: (everywhere(Role.ADMINISTRATOR), system),
    Can.MANAGE_CATALOGUES: (everywhere(Role.ADMINISTRATOR), system),
    Can.MANAGE_MESSAGES: (everywhere(Role.ADMINISTRATOR), system),
    Can.OPEN_SETTINGS: (anywhere(Role.ADMINISTRATOR), anywhere(Role.AUDITOR)),
    Can.KEEP_OWN_ACCOUNT: (own_account,),
}


def may(actor: Actor, can: Can, thing: object = None) -> bool:
    """Whether the actor may. Pages ask this for their buttons, `authorize` for the act itself: one row for both."""
    return any(rule(actor, thing) for rule in RULES[can])


@dataclass(frozen=True)
class _At:
    """Whatever lies in a unit."""

    unit_id: UUID


def may_somewhere(actor: Actor, can: Can) -> bool:
    """Whether there is any place in which the actor may: for the doors to lists and to empty forms."""
    places = (next(iter(covered)) for covered in actor.covers.values() if covered)
    return any(may(actor, can, _At(unit_id)) for unit_id in places)


def authorize_somewhere(actor: Actor, can: Can) -> None:
    """Refuse (Forbidden, 403) unless there is any place in which the actor may."""
    if not may_somewhere(actor, can):
        raise Forbidden


def authorize(actor: Actor, can: Can, thing: object = None) -> None:
    """Refuse (Forbidden, 403) unless the actor may."""
    if not may(actor, can, thing):
        raise Forbidden
