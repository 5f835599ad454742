"""Days on which a cabinet is closed, with everybody who has to be told; and the video rooms of cabinets."""

from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.access.sight import deals_with, require_dealing
from mediation_cms.cases.away_actions import close_cabinet, open_again
from mediation_cms.cases.away_queries import called_off_on, talks_ahead
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import READERS as WITH_CALENDAR
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.mediators.availability_actions import set_video_address
from mediation_cms.mediators.availability_inputs import ClosedDaysIn, VideoIn
from mediation_cms.mediators.availability_queries import get_closing, list_closings
from mediation_cms.mediators.opening_rules import instant_of
from mediation_cms.people.models import Role
from mediation_cms.people.queries import names_of as names_of_people
from mediation_cms.places.models import Level, Unit
from mediation_cms.places.queries import tree
from mediation_cms.tasks.models import TaskKind
from mediation_cms.tasks.queries import open_about
from mediation_cms.web import transactions
from mediation_cms.web.availability_pages import ONE_DAY
from mediation_cms.web.choices import cabinets, home_cabinet
from mediation_cms.web.forms import Form
from mediation_cms.web.placing import chosen_place, names_of_places
from mediation_cms.web.saying import say

closings = Blueprint("closings", __name__)
READERS = frozenset({Role.COORDINATOR, Role.RECEPTIONIST, Role.ADMINISTRATOR})


@closings.get("/closings")
def index() -> ResponseReturnValue:
    """The closed days to come, and the video room of each cabinet."""
    require_dealing(g.actor, READERS)
    found, places = list_closings(g.session, g.actor, clock.today()), tree(g.session)
    kept = ((places.unit(UUID(key)), name) for key, name in cabinets(Can.SET_VIDEO_ADDRESS))
    rooms = [(unit.id, unit.code, name, unit.video) for unit, name in kept]
    return render_template(
        "closings/index.html",
        closings=[(each, each.until - ONE_DAY) for each in found],
        names=names_of_places(each.cabinet_id for each in found),
        rooms=rooms,
        has_calendar=deals_with(g.actor, WITH_CALENDAR),
        may_close=bool(cabinets(Can.CLOSE_CABINET)),
    )


@closings.route("/closings/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Close a cabinet: the page first shows whom it concerns, then everybody is told."""
    offered = cabinets(Can.CLOSE_CABINET)
    authorize(g.actor, Can.CLOSE_CABINET, _anywhere(offered))
    form = Form.sent() if request.method == "POST" else Form({"cabinet_id": home_cabinet(offered)})
    talks: list[Booking] | None = None
    with form.catching():
        if request.method == "POST":
            tree_of_form = form.tree()
            place = chosen_place(tree_of_form.pop("cabinet_id", ""), "cabinet_id")
            sure = tree_of_form.pop("sure", "")
            given = ClosedDaysIn.checked(tree_of_form)
            cabinet = g.session.get_one(Unit, place.id)
            authorize(g.actor, Can.CLOSE_CABINET, cabinet)
            talks = _concerned(place.id, given)
            if sure or not talks:
                closing, _outcome = close_cabinet(g.session, g.actor, cabinet, given)
                say(_("The cabinet is closed on these days. Everybody who can be written to is told."))
                return redirect(url_for(".show", closing_id=closing.id), code=303)
    return render_template("closings/new.html", form=form, cabinets=offered, talks=talks), form.status


@closings.get("/closings/<uuid:closing_id>")
def show(closing_id: UUID) -> ResponseReturnValue:
    """Whom a closing concerned: who was told by a message, who has to be phoned, who was."""
    closing = get_closing(g.session, g.actor, closing_id)
    talks = called_off_on(g.session, closing)
    to_phone = {talk.id: open_about(g.session, TaskKind.TALK_CALLED_OFF, talk.id) for talk in talks}
    transactions.reading("closings.show")
    return render_template(
        "closings/show.html",
        closing=closing,
        last=closing.until - ONE_DAY,
        cabinet=names_of_places([closing.cabinet_id])[closing.cabinet_id],
        talks=talks,
        to_phone=to_phone,
        waiting=sum(task is not None for task in to_phone.values()),
        people=names_of_people(g.session, [talk.person_id for talk in talks if talk.person_id]),
        may_open=may(g.actor, Can.CLOSE_CABINET, closing) and closing.until > clock.today(),
    )


@closings.post("/closings/<uuid:closing_id>/removal")
def removal(closing_id: UUID) -> ResponseReturnValue:
    """The cabinet is open on these days after all."""
    closing = get_closing(g.session, g.actor, closing_id)
    open_again(g.session, g.actor, g.session.get_one(Unit, closing.cabinet_id), closing)
    say(_("The cabinet is open on these days. Talks that were called off stay so."))
    return redirect(url_for(".index"), code=303)


@closings.route("/video-rooms/<uuid:cabinet_id>", methods=["GET", "POST"])
def video_room(cabinet_id: UUID) -> ResponseReturnValue:
    """The address at which people join a talk by video with this cabinet."""
    cabinet = g.session.get(Unit, cabinet_id)
    if cabinet is None or cabinet.level is not Level.CABINET:
        raise NotFound
    authorize(g.actor, Can.SET_VIDEO_ADDRESS, cabinet)
    form = Form.sent() if request.method == "POST" else Form({"video": cabinet.video})
    with form.catching():
        if request.method == "POST":
            set_video_address(g.session, g.actor, cabinet, VideoIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".index"), code=303)
    name = names_of_places([cabinet_id])[cabinet_id]
    return render_template("closings/video.html", form=form, name=name), form.status


def _concerned(cabinet_id: UUID, given: ClosedDaysIn) -> list[Booking]:
    first, last = instant_of(given.first_day, 0), instant_of(given.last + ONE_DAY, 0)
    return talks_ahead(g.session, first, last, cabinet_id=cabinet_id)


def _anywhere(offered: list[tuple[str, str]]) -> Any:
    """The first cabinet that may be closed; None, which nobody may close, where there is none."""
    return tree(g.session).unit(UUID(offered[0][0])) if offered else None
