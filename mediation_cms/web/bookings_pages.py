"""What the pages of booked talks show to staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, may
from mediation_cms.consultations.booking_card import Card, names_of_people, to_swap_with
from mediation_cms.consultations.booking_consents import consent_of
from mediation_cms.consultations.booking_days import ALTERNATIVES
from mediation_cms.consultations.booking_inputs import OverrideIn, SlotIn, WhoIn
from mediation_cms.consultations.booking_models import Booking, TalkKind
from mediation_cms.consultations.booking_placing import minutes_of
from mediation_cms.consultations.booking_queries import colleagues_for
from mediation_cms.consultations.booking_workflow import BookingState, BookingStep
from mediation_cms.core import clock
from mediation_cms.core.dates import clock_time, day_and_weekday
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text, _, labels
from mediation_cms.core.languages import Language
from mediation_cms.core.parsing import Unreadable, parse_day
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import get_request
from mediation_cms.mediators.availability_queries import mediators_named, with_hours
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.openings import Opening, openings, why_none
from mediation_cms.notifications.queries import told_of_meeting
from mediation_cms.people.models import Channel
from mediation_cms.web.booking_choice import instant
from mediation_cms.web.booking_pages import Slot, parts_of_day, slot_of
from mediation_cms.web.choices import Options, home_cabinet, options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import as_key
from mediation_cms.web.message_lines import told_lines
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.request_forms import SCREEN_LANGUAGES

CALL_THEM = _("The talk is called off. No message reaches the person: phone them, and offer another time.")
FEW_DAYS, FEW_WEEKS = 6, timedelta(days=28)
WHO = ("name", "phone", "email", "told_by", "note")
TOLD_BY = (Channel.SMS, Channel.EMAIL, Channel.PHONE)
STEPS = {
    BookingStep.TAKE_PLACE: BookingState.TOOK_PLACE,
    BookingStep.MISS: BookingState.NO_SHOW_BY_PERSON,
    BookingStep.FAIL: BookingState.NO_SHOW_BY_MEDIATOR,
}


class FreeDay(NamedTuple):
    """A day with free times: how many, and which, by the part of the day."""

    day: date
    free: int
    parts: list[tuple[Text, list[Slot]]]


@dataclass(frozen=True)
class Seeking:
    """What is looked for, as it stands in the address; what cannot be read is as usual."""

    cabinet_id: UUID
    kind: TalkKind
    mode: Mode
    language: Language
    request: Request | None

    @classmethod
    def asked(cls, offered: Options) -> "Seeking":
        """Out of the address; at the actor's own cabinet unless another is chosen, or at the first where somebody keeps hours."""
        keys = [UUID(key) for key, _name in offered]
        open_now = with_hours(g.session, keys, clock.today())
        first = next((key for key in keys if key in open_now), keys[0])
        asked, usual = as_key(request.args.get("cabinet_id", "")), home_cabinet(offered) or str(first)
        matter = as_key(request.args.get("request_id", ""))
        return cls(
            asked if asked is not None and str(asked) in dict(offered) else UUID(usual),
            TalkKind(_known(TalkKind, "kind", TalkKind.FIRST)),
            Mode(_known(Mode, "mode", Mode.VIDEO)),
            Language(_known(SPOKEN, "language", Language.KK if g.language is Language.EN else g.language)),
            get_request(g.session, g.actor, matter) if matter else None,
        )

    @property
    def address(self) -> dict[str, str]:
        """As it stands in the address."""
        found = {"cabinet_id": str(self.cabinet_id), "kind": self.kind.value, "mode": self.mode.value}
        more = {"request_id": str(self.request.id)} if self.request else {}
        return found | {"language": self.language.value} | more


SPOKEN = (Language.KK, Language.RU)


def _known(values: Iterable[str], name: str, usual: str) -> str:
    typed = request.args.get(name, "")
    return typed if typed in [str(value) for value in values] else usual


def as_typed(sought: Seeking, form: Form) -> tuple[SlotIn, WhoIn, OverrideIn | None]:
    """The time, the person, and why a second first consultation is booked. Raises Invalid."""
    who = WhoIn.checked({name: form.values[name] for name in WHO if name in form.values})
    facts = {name: value for name, value in sought.address.items() if name != "request_id"}
    slot = SlotIn.checked(facts | {"starts_at": form.text("instead") or form.text("starts_at")})
    reason = form.text("override_reason").strip()
    return slot, who, OverrideIn.checked({"override_reason": reason}) if reason else None


def new(sought: Seeking, offered: Options, form: Form) -> ResponseReturnValue:
    """The next days with their times, the name, the phone: the first time is chosen already. What is typed always stays."""
    today = clock.today()
    wanted = _instant(form.text("starts_at"))
    first = max(_day(form.text("since")) or _day(form.text("from")) or today, today)
    facts: dict[str, Any] = {
        "first": first, "last": first + FEW_WEEKS, "minutes": minutes_of(g.session, sought.kind, today),
        "mode": sought.mode, "language": sought.language, "notice": False,
    }  # fmt: skip
    found = openings(g.session, sought.cabinet_id, **facts)
    days, later = _days(found)
    is_open = any(each.starts_at == wanted for each in found)
    if days and (wanted is None or (form.text("since") and not is_open)):
        form.values["starts_at"] = days[0].parts[0][1][0].value
    return render_template(
        "bookings/new.html",
        form=form,
        days=days,
        chosen_day=clock.local(wanted).date() if wanted and is_open else None,
        since=first,
        later=later,
        earlier=today if first > today else None,
        nearest=_nearest(found, wanted) if form.errors and wanted and not is_open else [],
        why=None if days else why_none(g.session, sought.cabinet_id, **facts),
        names=names_of_places([sought.cabinet_id]),
        sought=sought,
        asked=Form(sought.address),
        cabinets=offered if len(offered) > 1 else [],
        kinds=options(TalkKind),
        modes=options(Mode),
        spoken=[each for each in SCREEN_LANGUAGES if each[0] in [one.value for one in SPOKEN]],
        told_by=options(Channel, *TOLD_BY),
        may_override=may(g.actor, Can.OVERRIDE_BOOKING, sought),
    ), form.status


def show(card: Card, manages: bool) -> ResponseReturnValue:  # noqa: FBT001 - what the page asks of rights
    """One talk."""
    return render_template(
        "bookings/show.html",
        card=card,
        booking=card.booking,
        consent=consent_of(g.session, card.booking) if manages else None,
        state=labels(BookingState, g.language)[card.booking.state.value],
        steps=[(step.value, STEPS[step].label) for step in STEPS if STEPS[step] is not card.booking.state],
        cabinet=names_of_places([card.booking.cabinet_id])[card.booking.cabinet_id],
        colleagues=_colleagues(card) if manages and card.is_ahead else [],
        told=told_lines(told_of_meeting(g.session, card.booking.id)) if manages else [],
        manages=manages,
    )


def times(card: Card, form: Form) -> ResponseReturnValue:
    """Other times for a talk: of the same mediator, and of anybody."""
    booking = card.booking
    return render_template(
        "bookings/time.html",
        form=form,
        card=card,
        mine=_days(_openings(booking, booking.mediator_id))[0],
        anybody=_days(_openings(booking, None))[0],
    ), form.status


def swapping(card: Card, form: Form) -> ResponseReturnValue:
    """The talks with which this one may change places."""
    others = to_swap_with(g.session, g.actor, card.booking)
    names = names_of_people(g.session, others)
    offered = [(str(each.id), f"{_said(each.starts_at)}, {names.get(each.id, '')}") for each in others]
    return render_template("bookings/swap.html", form=form, card=card, others=offered), form.status


def _openings(booking: Booking, mediator_id: UUID | None) -> list[Opening]:
    today, minutes = clock.today(), int((booking.ends_at - booking.starts_at).total_seconds() // 60)
    found = openings(
        g.session, booking.cabinet_id, first=today, last=today + FEW_WEEKS, minutes=minutes, mode=booking.mode,
        language=booking.language, mediator_id=mediator_id, but=booking.id, notice=False,
    )  # fmt: skip
    return [each for each in found if each.starts_at != booking.starts_at]


def _days(found: list[Opening]) -> tuple[list[FreeDay], date | None]:
    """The first few days with their hours, each once; and the day after them with which one goes on."""
    hours: dict[date, dict[datetime, Opening]] = {}
    for opening in found:
        hours.setdefault(clock.local(opening.starts_at).date(), {}).setdefault(opening.starts_at, opening)
    days = [
        FreeDay(day, len(of_day), parts_of_day([of_day[hour] for hour in sorted(of_day)]))
        for day, of_day in sorted(hours.items())
    ]
    return days[:FEW_DAYS], days[FEW_DAYS].day if len(days) > FEW_DAYS else None


def _nearest(found: list[Opening], wanted: datetime) -> list[Slot]:
    """The three free times nearest to one that is lost."""
    each = {opening.starts_at: opening for opening in found}.values()
    near = sorted(each, key=lambda one: (abs(one.starts_at - wanted), one.starts_at))[:ALTERNATIVES]
    return [slot_of(one, whole=True) for one in sorted(near, key=lambda one: one.starts_at)]


def _instant(typed: str) -> datetime | None:
    try:
        return instant(typed) if typed else None
    except Invalid:
        return None


def _day(typed: str) -> date | None:
    try:
        return parse_day(typed) if typed else None
    except (Unreadable, Invalid):
        return None


def _said(instant: datetime) -> str:
    """A time in words for a button: the day with its weekday, and the hour."""
    local = clock.local(instant)
    return f"{day_and_weekday(local.date(), g.language)}, {clock_time(local.time())}"


def _colleagues(card: Card) -> list[tuple[str, Any]]:
    keys = colleagues_for(g.session, card.booking)
    names = mediators_named(g.session, keys)
    return [(str(key), names[key]) for key in keys]
