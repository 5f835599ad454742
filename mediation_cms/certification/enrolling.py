"""What the use-cases of enrolment are made of: whether one can sign up, how somebody is told, the consent, moving up."""

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to
from mediation_cms.audit import record
from mediation_cms.certification.course_telling import tell_learner
from mediation_cms.certification.course_workflow import (
    ENROLMENT,
    OPEN_WISHES,
    STANDING,
    CourseState,
    EnrolmentState,
    EnrolmentStep,
)
from mediation_cms.certification.enrolment_inputs import SignUpIn
from mediation_cms.certification.models import Course, EnrolmentConsent, Participation
from mediation_cms.certification.places_on_course import lock, promote
from mediation_cms.core import clock
from mediation_cms.core.db import keyring, seal, unseal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.core.names import full_name, sort_key
from mediation_cms.documents.consent_text import ConsentWords, consent_words
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.telling import withdraw
from mediation_cms.people.inputs import ContactIn
from mediation_cms.people.models import Channel, Contact, Person
from mediation_cms.people.records import add_contact

AT_A_CABINET = _("People sign up at a cabinet: choose the cabinet that holds the course.")
MOST_WISHES = 300
"""So many may wait at once: a longer list helps nobody."""
PURPOSE = "course"
"""The rule with the words of the consent is `consent.course`."""


def why_closed(course: Course) -> Text | None:
    """Why nobody can sign up for a course today; None where one can."""
    today = clock.today()
    if course.state is CourseState.CANCELLED:
        return _("This course is cancelled.")
    if course.state is not CourseState.OPEN or today > (course.sign_up_until or course.starts_on):
        return _("The sign-up for this course is closed. Look at the other courses, or call the cabinet.")
    if course.sign_up_from and today < course.sign_up_from:
        return _("The sign-up opens on %(date)s.", date=course.sign_up_from)
    return None


def course_consent(session: Session, course: Course, name: str, language: Language) -> ConsentWords:
    """The consent as it reads today for who signs up for this course."""
    return consent_words(session, PURPOSE, course.cabinet_id or course.district_id, name, language, clock.today())


def keep_consent(session: Session, course: Course, participation: Participation, name: str, language: Language) -> None:
    """Keep what was agreed to, with its very words. Part of a use-case, which authorizes and records."""
    text = course_consent(session, course, name, language)
    kept = EnrolmentConsent(
        participation_id=participation.id, version=text.version, language=language, given_at=clock.now()
    )
    seal(session, kept, "words_sealed", text.written())
    session.add(kept)
    session.flush()


def consent_of(session: Session, participation: Participation) -> tuple[EnrolmentConsent, list[str]] | None:
    """What was agreed to, line by line; None where staff entered the name. Whoever shows it has asked for the right."""
    found = session.exec(select(EnrolmentConsent).where(EnrolmentConsent.participation_id == participation.id)).first()
    return (found, (unseal(session, found, "words_sealed") or "").split("\n")) if found else None


def who_index(session: Session, given: SignUpIn) -> str:
    """A keyed index of name and way: who signs up with both the same is the same."""
    who = f"{sort_key(full_name(given.surname, given.given_name, given.patronymic))}|{given.phone or given.email}"
    return keyring(session).index(who, "course sign-up")


def refuse_twice(session: Session, course: Course, given: SignUpIn) -> None:
    """Refuse who stands on the list already, and whoever would make the waiting list too long."""
    same = select(Participation.id).where(
        Participation.course_id == course.id,
        Participation.who_index == who_index(session, given),
        col(Participation.state).in_(STANDING),
    )
    if session.exec(same).first() is not None:
        raise Refused(
            _("Somebody with this name and phone or e-mail is on the list already. If the link is lost, call us.")
        )
    waiting = select(Participation.id).where(
        Participation.course_id == course.id, col(Participation.state).in_(OPEN_WISHES)
    )
    if len(session.exec(waiting.limit(MOST_WISHES)).all()) >= MOST_WISHES:
        raise Refused(_("The waiting list of this course is full. Look at the other courses, or call the cabinet."))


def way_of(session: Session, person: Person, given: SignUpIn, language: Language) -> Contact:
    """How the person is told: by what was chosen; another way that was given is noted as well."""
    by_phone = Channel.SMS if given.told_by is Channel.SMS else Channel.PHONE
    ways = [
        add_contact(session, person, ContactIn(
            channel=channel, value=value, language=language,
            may_leave_message=channel is given.told_by and channel is not Channel.PHONE,
        ))
        for channel, value in ((by_phone, given.phone), (Channel.EMAIL, given.email)) if value
    ]  # fmt: skip
    found = [way for way in ways if way is not None]
    return next((way for way in found if way.channel is given.told_by), found[0])


def kind_for(participation: Participation) -> MessageKind:
    """What somebody is told of where they are: that there is a place, or that they wait."""
    has_place = participation.state is EnrolmentState.ENROLLED
    return MessageKind.COURSE_PLACE if has_place else MessageKind.COURSE_WAITING


def leave(session: Session, actor: Actor, course: Course, participation: Participation) -> None:
    """Somebody gives up the place or the waiting; twice is once. Refused once the course is over."""
    lock(session, course)
    session.refresh(participation)
    if participation.state is EnrolmentState.WITHDRAWN:
        return  # tapped twice
    participation.state = ENROLMENT.after(participation.state, EnrolmentStep.WITHDRAW)
    participation.seat = None
    session.add(participation)
    session.flush()
    withdraw(session, f"course:{participation.id}")
    record(session, actor, "course.left", course)
    fill_places(session, actor, course)


def fill_places(session: Session, actor: Actor, course: Course) -> list[Participation]:
    """Whoever waits moves up to what is free, in the order of signing up, and is told."""
    promoted = promote(session, course)
    for participation in promoted:
        record(session, actor, "course.moved_up", course)
        tell_learner(session, course, participation, MessageKind.COURSE_PLACE)
    return promoted


def forget_links(session: Session, participation: Participation) -> None:
    """Before somebody is taken off the list: their link leads nowhere any more, and nothing more is told."""
    withdraw(session, f"course:{participation.id}")
    end_links_to(session, Purpose.ENROLMENT, participation.id)
