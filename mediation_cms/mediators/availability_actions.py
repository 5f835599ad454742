"""What is done to hours: a week kept from a day on and taken back, a day that differs, terms of booking, the video room."""

from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.stamps import restamp
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.mediators.availability_inputs import OtherDayIn, TermsIn, VideoIn, WeekIn
from mediation_cms.mediators.availability_models import BookingTerms, OtherDay, Week
from mediation_cms.mediators.availability_queries import cabinets_of, last_week, own_terms, week_on
from mediation_cms.mediators.tie_queries import Whose
from mediation_cms.places.models import Level, Unit
from mediation_cms.places.queries import STAMP


def keep_week(session: Session, actor: Actor, of: Whose, cabinet_id: UUID, given: WeekIn) -> Week:
    """The hours of the week at a cabinet from a day on. Refused while other hours are entered for a later day."""
    authorize(actor, Can.KEEP_AVAILABILITY, of)
    _must_be_theirs(session, of, cabinet_id)
    last = last_week(session, of.mediator_id, cabinet_id)
    if last is not None and last.since > given.since:
        raise Invalid(
            {
                "since": _(
                    "Other hours are entered from %(day)s already. Take them back first, or choose that day.",
                    day=last.since,
                )
            }
        )
    standing = week_on(session, of.mediator_id, cabinet_id, given.since)
    week = standing if standing is not None and standing.since == given.since else None
    if week is not None:
        week.before, week.hours, week.entered_at = week.hours, given.hours, clock.now()
    else:
        if standing is not None:
            standing.until = given.since
            session.add(standing)
            session.flush()
        week = Week(
            mediator_id=of.mediator_id, cabinet_id=cabinet_id, hours=given.hours, since=given.since,
            entered_by_id=actor.account_id, entered_at=clock.now(),
        )  # fmt: skip
    session.add(week)
    session.flush()
    record(session, actor, "week.kept", week, place_id=cabinet_id, since=week.since)
    return week


def take_back_week(session: Session, actor: Actor, of: Whose, cabinet_id: UUID) -> None:
    """Take back the last change of the hours. Refused once the days before today stand on it."""
    authorize(actor, Can.KEEP_AVAILABILITY, of)
    week = last_week(session, of.mediator_id, cabinet_id)
    if week is None or (week.before is None and week.since < clock.today()):
        raise Refused(_("There is nothing to take back: these hours hold already. Enter other hours from a day on."))
    record(session, actor, "week.taken_back", week, place_id=cabinet_id, since=week.since)
    if week.before is not None:
        week.hours, week.before = week.before, None
        session.add(week)
        session.flush()
        return
    session.delete(week)
    session.flush()
    followed = select(Week).where(
        Week.mediator_id == of.mediator_id, Week.cabinet_id == cabinet_id, col(Week.until) == week.since
    )
    if earlier := session.exec(followed).first():
        earlier.until = None
        session.add(earlier)
        session.flush()


def keep_other_day(session: Session, actor: Actor, of: Whose, cabinet_id: UUID, given: OtherDayIn) -> OtherDay:
    """Other hours on one day at a cabinet, or none; what stood for that day is replaced."""
    authorize(actor, Can.KEEP_AVAILABILITY, of)
    _must_be_theirs(session, of, cabinet_id)
    known = select(OtherDay).where(
        OtherDay.mediator_id == of.mediator_id, OtherDay.cabinet_id == cabinet_id, OtherDay.day == given.day
    )
    found = session.exec(known).first() or OtherDay(
        mediator_id=of.mediator_id, cabinet_id=cabinet_id, day=given.day, entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )  # fmt: skip
    found.hours, found.note = given.kept, given.note
    session.add(found)
    session.flush()
    record(session, actor, "other_day.kept", found, place_id=cabinet_id, on=given.day)
    return found


def drop_other_day(session: Session, actor: Actor, of: Whose, other_day: OtherDay) -> None:
    """The day is as the week says again."""
    authorize(actor, Can.KEEP_AVAILABILITY, of)
    record(session, actor, "other_day.dropped", other_day, place_id=other_day.cabinet_id, on=other_day.day)
    session.delete(other_day)
    session.flush()


def keep_terms(session: Session, actor: Actor, of: Whose, given: TermsIn) -> None:
    """What the mediator asks of bookings: minutes free around each, days ahead, hours before."""
    authorize(actor, Can.KEEP_AVAILABILITY, of)
    terms = own_terms(session, of.mediator_id) or BookingTerms(mediator_id=of.mediator_id)
    for name, chosen in given.model_dump().items():
        setattr(terms, name, chosen)
    session.add(terms)
    session.flush()
    record(session, actor, "terms.kept", terms, place_id=min(of.unit_ids, default=None))


def set_video_address(session: Session, actor: Actor, cabinet: Unit, given: VideoIn) -> None:
    """The address at which people join a talk by video with the cabinet; empty: none, they are given the phone."""
    authorize(actor, Can.SET_VIDEO_ADDRESS, cabinet)
    if cabinet.level is not Level.CABINET:
        raise Refused(_("Only a cabinet has a video room."))
    cabinet.video = given.video
    session.add(cabinet)
    session.flush()
    record(session, actor, "cabinet.video_set", cabinet, code=cabinet.code)
    restamp(session, STAMP)


def _must_be_theirs(session: Session, of: Whose, cabinet_id: UUID) -> None:
    if cabinet_id not in cabinets_of(session, of):
        raise Invalid({"cabinet_id": NO_SUCH_CHOICE})
