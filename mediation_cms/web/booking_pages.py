"""What the pages of booking show."""

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.consultations.booking_consents import booking_consent, consent_at
from mediation_cms.consultations.booking_days import Day, Sought, days_of, nearest_to
from mediation_cms.consultations.booking_inputs import WhoIn
from mediation_cms.consultations.booking_models import Booking, TalkKind
from mediation_cms.consultations.booking_placing import hours_or_minutes, minutes_of
from mediation_cms.consultations.booking_queries import offer_for, wish_of
from mediation_cms.consultations.booking_telling import place_of
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.dates import clock_time, day, when
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text, _, labels
from mediation_cms.core.languages import Language
from mediation_cms.core.parsing import Unreadable, parse_day
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.mediators.openings import Opening, why_none
from mediation_cms.people.models import Channel, Contact
from mediation_cms.people.queries import names_of
from mediation_cms.people.rules import shown_phone
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree, video_address
from mediation_cms.web.booking_choice import ANYWHERE, Choice, stamp
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import own_name
from mediation_cms.web.site import site

WHO = ("name", "phone", "email", "told_by", "note")
TOLD_BY = (Channel.SMS, Channel.EMAIL, Channel.PHONE)
STEPS = 6
KIND, PLACE, WAY, TIME, PERSON, CHECK = range(1, STEPS + 1)
TWO_WEEKS, ONE_DAY = timedelta(days=14), timedelta(days=1)
WAITS_DAYS = (7, 14, 28)
NOON, EVENING = 12, 18
PARTS = (_("In the morning"), _("In the afternoon"), _("In the evening"))
JOINS_BEFORE, JOINS_AFTER = timedelta(minutes=15), timedelta(minutes=30)
HTTPS = "https://"
CONFLICT = 409
AS_ABOVE = _("as it is written above")
HOLD_IS_OVER = _("The time was held for ten minutes and is free again. Your answers are kept: choose a time.")
ABOUT_KINDS = {
    TalkKind.FIRST: _("You tell what it is about, and hear whether mediation fits and how it would go."),
    TalkKind.FOLLOW_UP: _("You have talked with us already, and go on."),
}
ABOUT_MODES = {
    Mode.VIDEO: _("You open a link on a phone or computer with a camera. Nothing has to be installed."),
    Mode.PHONE: _("We call you at the hour that you choose."),
    Mode.IN_PERSON: _("You come to the cabinet."),
}


class Slot(NamedTuple):
    """One button: what it sends, and what it says."""

    value: str
    word: str


def kinds(choice: Choice) -> ResponseReturnValue:
    """Which talk: one tap. Who has scanned the code on a door reads which cabinet it is."""
    words, today = labels(TalkKind, g.language), clock.today()
    lines = [
        (choice.url(kind=kind), words[kind.value], ABOUT_KINDS[kind], minutes_of(g.session, kind, today))
        for kind in TalkKind
    ]
    return _step("booking/kinds.html", KIND, "/", lines=lines, at=choice.cabinet and choice.cabinet.id)


def regions(choice: Choice) -> ResponseReturnValue:
    """Where: the soonest time wherever it is, or a region."""
    places, today = tree(g.session), clock.today()
    lines = [
        (choice.url(region=place.code), name)
        for place, name in places.by_name(Level.REGION, g.language, today)
        if places.cabinets_in(place.id, today)
    ]
    return _step(
        "booking/regions.html", PLACE, choice.without("kind"), lines=lines, any_url=choice.url(cabinet=ANYWHERE)
    )


def cabinets(choice: Choice) -> ResponseReturnValue:
    """Which cabinet of a region."""
    places, today, region = tree(g.session), clock.today(), choice.region
    inside = places.cabinets_in(region.id, today) if region else frozenset()
    lines = [
        (choice.url(cabinet=place.code), name, letterhead(g.session, place.id, today))
        for place, name in places.by_name(Level.CABINET, g.language, today)
        if place.id in inside
    ]
    return _step(
        "booking/cabinets.html", PLACE, choice.without("region"), lines=lines,
        region=places.name(region.id, g.language, today) if region else "",
    )  # fmt: skip


def ways(choice: Choice) -> ResponseReturnValue:
    """In which language, and how."""
    words = labels(Mode, g.language)
    return _step(
        "booking/ways.html", WAY, choice.without("cabinet", "region"), choice=choice,
        form=Form({"language": str(g.language), "mode": choice.modes[0].value}),
        tongues=_tongues(), modes=[(mode.value, words[mode.value].capitalize(), ABOUT_MODES[mode]) for mode in choice.modes],
    )  # fmt: skip


def times(
    choice: Choice, *, held: Booking | None = None, moves: tuple[Booking, str] | None = None, typed: Form | None = None,
    lost: Text | None = None, wanted: datetime | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """The days with the number of their free times, and the times of one day; where there are none, why, and what else."""
    sought = choice.sought(moves[0] if moves else held)
    assert sought is not None  # noqa: S101 - asked by who calls
    today = clock.today()
    first = max(_day_in("after") or (clock.local(wanted).date() if wanted else today), today)
    last = first + TWO_WEEKS - ONE_DAY
    days = days_of(g.session, sought, first, last)
    free = [each for each in days if each.openings]
    chosen = _chosen(free, wanted)
    here = url_for("booked.times", code=moves[1]) if moves else choice.url()
    return render_template(
        "booking/times.html",
        step=(TIME, STEPS),
        back=url_for("booked.show", code=moves[1]) if moves else choice.without("language", "mode"),
        choice=choice,
        moves=moves[0] if moves else None,
        action=url_for("booked.times", code=moves[1]) if moves else "/book/times",
        lost=lost,
        nearest=[slot_of(each, whole=True) for each in nearest_to(g.session, sought, wanted)]
        if lost and wanted
        else [],
        days=[(each, _with(here, day=each.day, after=first if first > today else None)) for each in days if free],
        chosen=chosen,
        parts_of_day=parts_of_day(chosen.openings) if chosen else [],
        empty=None if free else _none(choice, sought, first, last, here),
        later=_with(here, after=last + ONE_DAY),
        earlier=_with(here, after=max(first - TWO_WEEKS, today)) if first > today else "",
        minutes=int(hours_or_minutes(g.session, "booking.hold_minutes", "minutes").total_seconds() // 60),
        facts=_facts(choice, changes=not moves),
        phone=choice.cabinet.phone if choice.cabinet else "",
        kept=_hidden(typed) if typed else [],
        waits=request.args.get("waits") == "yes",
        form=Form(),
    ), CONFLICT if lost else 200


def who(booking: Booking, code: str, form: Form) -> ResponseReturnValue:
    """Who comes: a name, and a way to tell if something changes."""
    if "told_by" not in form.values:
        form.values["told_by"] = Channel.SMS.value
    return holding("booking/who.html", PERSON, booking, code, form, told_by=_told_by())


def check(booking: Booking, code: str, form: Form, typed: WhoIn) -> ResponseReturnValue:
    """Everything once more; then it is booked."""
    own = [
        (_("Your name").in_(g.language), typed.name),
        (_("Phone").in_(g.language), shown_phone(typed.phone) if typed.phone else ""),
        (_("E-mail").in_(g.language), typed.email),
        (_("We tell you").in_(g.language), labels(Channel, g.language)[typed.told_by.value]),
    ]
    return holding(
        "booking/check.html",
        CHECK,
        booking,
        code,
        form,
        own=[line for line in own if line[1]],
        note=typed.note,
        consent=booking_consent(g.session, booking, typed.name, g.language),
    )


def booked(booking: Booking, code: str) -> ResponseReturnValue:
    """One's own talk: when, how, where; and what can be done with it."""
    offer = offer_for(g.session, booking)
    if offer is not None:
        return offered(booking, offer, code)
    contact = g.session.get(Contact, booking.contact_id) if booking.contact_id else None
    return _own(
        "booking/booked.html", booking, code,
        ahead=is_ahead(booking),
        waits=wish_of(g.session, booking) is not None,
        tells=contact.channel if contact and contact.may_leave_message else None,
        address=f"{site()}/b/{code}",
        joins=_joins(booking),
    )  # fmt: skip


def offered(booking: Booking, offer: Booking, code: str) -> ResponseReturnValue:
    """An earlier time that is kept for a while: to take, or to leave."""
    has_one = booking.state is not BookingState.HELD
    return _own("booking/offered.html", booking, code, offer=offer, has_one=has_one)


def moving(booking: Booking, code: str, starts_at: datetime) -> ResponseReturnValue:
    """The new time beside the old one, before the talk is moved."""
    return _own("booking/moving.html", booking, code, starts_at=starts_at, form=Form())


def cancellation(booking: Booking, code: str) -> ResponseReturnValue:
    """Asked once more before cancelling."""
    return _own("booking/cancellation.html", booking, code, form=Form())


def join(booking: Booking, code: str) -> ResponseReturnValue:
    """Where one joins: never a link that leads nowhere."""
    address = video_address(g.session, booking.cabinet_id) or ""
    opens = booking.starts_at - JOINS_BEFORE
    return _own(
        "booking/join.html", booking, code, ahead=is_ahead(booking), opens=opens, is_open=_joins(booking),
        video=address if address.startswith(HTTPS) and booking.mode is Mode.VIDEO else "",
        over=booking.state is not BookingState.CONFIRMED or clock.now() > booking.ends_at + JOINS_AFTER,
        seconds=max(10, int((opens - clock.now()).total_seconds()) + 1),
    )  # fmt: skip


def waiting(choice: Choice, form: Form) -> ResponseReturnValue:
    """Who wants to be told when a time frees up, and for how long."""
    today = clock.today()
    untils = [
        (f"{today + timedelta(days=days):%Y-%m-%d}", day(today + timedelta(days=days), g.language))
        for days in WAITS_DAYS
    ]
    assert choice.cabinet is not None  # noqa: S101 - asked by who calls
    called = form.text("name").strip() or AS_ABOVE.in_(g.language)
    form.values.setdefault("told_by", Channel.SMS.value)
    form.values.setdefault("until", untils[1][0])
    return render_template(
        "booking/waiting.html", choice=choice, form=form, back=choice.url(), untils=untils, told_by=_told_by(),
        facts=_facts(choice, changes=False), hidden=list(choice.args.items()),
        consent=consent_at(g.session, choice.cabinet.id, called, g.language),
    ), form.status  # fmt: skip


def is_ahead(booking: Booking) -> bool:
    """Whether the talk is booked and still to come, so that it can be moved and cancelled."""
    return booking.state is BookingState.CONFIRMED and booking.starts_at > clock.now()


def parts_of_day(openings: list[Opening]) -> list[tuple[Text, list[Slot]]]:
    """The times of one day: in the morning, in the afternoon, in the evening."""
    found = groupby(openings, key=lambda each: _part(clock.local(each.starts_at).hour))
    return [(PARTS[part], [slot_of(each) for each in of_part]) for part, of_part in found]


def slot_of(opening: Opening, *, whole: bool = False) -> Slot:
    """A time as a button: its hour; `whole`: its day as well."""
    hour = clock.local(opening.starts_at).time()
    return Slot(stamp(opening.starts_at), when(opening.starts_at, g.language) if whole else clock_time(hour))


def holding(
    template: str, number: int, booking: Booking, code: str, form: Form, **shown: object
) -> ResponseReturnValue:
    """A page on which the time is held: until when, and what it was chosen from, should it be lost."""
    choice = Choice.behind(booking)
    hidden = [*choice.args.items(), ("starts_at", stamp(booking.starts_at))]
    left = booking.held_until is not None and booking.held_until > clock.now()
    return render_template(
        template, step=(number, STEPS), back=choice.url(day=f"{clock.local(booking.starts_at):%Y-%m-%d}"), booking=booking,
        action=url_for("booked.show", code=code), form=form, hidden=hidden,
        until=booking.held_until if left else None, kept=_hidden(form),
        until_said=clock_time(clock.local(booking.held_until).time()) if booking.held_until else "",
        facts=[(_("When").in_(g.language), when(booking.starts_at, g.language)), *_facts(choice, changes=False)], **shown,
    ), form.status  # fmt: skip


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _step(template: str, number: int, back: str, **shown: object) -> ResponseReturnValue:
    return render_template(template, step=(number, STEPS), back=back, **shown)


def _own(template: str, booking: Booking, code: str, **shown: object) -> ResponseReturnValue:
    """A page of one's own talk."""
    mediator = names_of(g.session, [booking.mediator_id]).get(booking.mediator_id, "")
    return render_template(
        template, booking=booking, code=code, mode=labels(Mode, g.language)[booking.mode.value], mediator=mediator,
        place_said=place_of(g.session, booking), house=letterhead(g.session, booking.cabinet_id, clock.today()),
        cabinet_id=booking.cabinet_id, back=url_for("booked.show", code=code), **shown,
    )  # fmt: skip


def _facts(choice: Choice, *, changes: bool) -> list[tuple[str, ...]]:
    """What was chosen so far, each with its way back."""
    assert choice.kind is not None  # noqa: S101 - asked by who calls
    assert choice.mode is not None  # noqa: S101 - as above
    assert choice.language is not None  # noqa: S101 - as above
    here = tree(g.session).name_and_region(choice.cabinet.id, g.language, clock.today()) if choice.cabinet else ""
    lines = [
        (_("Talk"), labels(TalkKind, g.language)[choice.kind.value], "kind"),
        (_("Where"), here or _("Any mediator, soonest").in_(g.language), "cabinet"),
        (_("How"), labels(Mode, g.language)[choice.mode.value], "mode"),
        (_("Language"), own_name(choice.language), "language"),
    ]
    if choice.mediator is not None:
        name = names_of(g.session, [choice.mediator]).get(choice.mediator, "")
        lines.append((_("Mediator"), name, "mediator"))
    return [(name.in_(g.language), said, *([choice.without(part)] if changes else [])) for name, said, part in lines]


def _none(choice: Choice, sought: Sought, first: date, last: date, here: str) -> object:
    """Why there is no time in these days, with the next one and other cabinets; at any cabinet, nothing more is known."""
    if choice.cabinet is None:
        return None
    minutes = minutes_of(g.session, sought.kind, first)
    found = why_none(
        g.session, choice.cabinet.id, first=first, last=last, minutes=minutes, mode=sought.mode,
        language=sought.language, mediator_id=sought.mediator_id,
    )  # fmt: skip
    places, today = tree(g.session), clock.today()
    elsewhere = [
        (choice.url(cabinet=places.unit(each.cabinet_id).code, day=f"{each.day:%Y-%m-%d}"),
         places.name_and_region(each.cabinet_id, g.language, today), each.day)
        for each in found.elsewhere
    ]  # fmt: skip
    onward = _with(here, after=found.next_free, day=found.next_free)
    return {"sentence": found.sentence, "next": found.next_free, "url": onward, "elsewhere": elsewhere}


def _chosen(free: list[Day], wanted: datetime | None) -> Day | None:
    asked = _day_in("day") or (clock.local(wanted).date() if wanted else None)
    return next((each for each in free if each.day == asked), free[0] if free else None)


def _day_in(name: str) -> date | None:
    try:
        return parse_day(request.args.get(name, "")) if request.args.get(name) else None
    except (Unreadable, Invalid):
        return None


def _part(hour: int) -> int:
    return (hour >= NOON) + (hour >= EVENING)


def _with(address: str, **more: date | None) -> str:
    added = "&".join(f"{name}={value:%Y-%m-%d}" for name, value in more.items() if value is not None)
    return f"{address}{'&' if '?' in address else '?'}{added}" if added else address


def _hidden(form: Form) -> list[tuple[str, str]]:
    """What was typed on a page before this one."""
    return [(name, form.text(name)) for name in WHO if form.text(name)]


def _joins(booking: Booking) -> bool:
    now = clock.now()
    hours = booking.starts_at - JOINS_BEFORE <= now <= booking.ends_at + JOINS_AFTER
    return booking.state is BookingState.CONFIRMED and hours


def _told_by() -> list[tuple[str, str]]:
    return [(value, word) for value, word in options(Channel, *TOLD_BY)]


def _tongues() -> list[tuple[str, str]]:
    return [(each.value, own_name(each)) for each in Language]
