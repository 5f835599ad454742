"""Trainees who ask to observe: a mentor offers a meeting, notes what the sides say, confirms, reads the sheet, counts hours."""

from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.cases.queries import get_case
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.validation import CHOOSE
from mediation_cms.mentoring.actions import (
    call_off_observation,
    confirm_observation,
    count_hours,
    note_consent,
    offer_meeting,
    withdraw_consent,
)
from mediation_cms.mentoring.inputs import CallingOffIn, HoursIn, NoTiesIn, OfferIn
from mediation_cms.mentoring.queries import Shown, get_observation
from mediation_cms.mentoring.workflow import ObservationState
from mediation_cms.web import mentoring_pages as shown
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import as_key
from mediation_cms.web.saying import say

mentoring = Blueprint("mentoring", __name__, url_prefix="/mentoring")
OF_ONE = "/<uuid:observation_id>"
TOLD = _("The trainee is told.")
CALL = _("No message reaches the trainee: call.")


@mentoring.get("")
def index() -> ResponseReturnValue:
    """Who asks to observe in the region, and the observations of cases in sight."""
    authorize(g.actor, Can.SEE_TRAINEES)
    return shown.listed()


@mentoring.route(f"{OF_ONE}/offer", methods=["GET", "POST"])
def offer(observation_id: UUID) -> ResponseReturnValue:
    """Offer a trainee a meeting of one of the own cases."""
    found = get_observation(g.session, g.actor, observation_id)
    authorize(g.actor, Can.OFFER_MEETING)
    if found.observation.state is not ObservationState.ASKED:
        raise NotFound
    form = Form.sent() if request.method == "POST" else shown.fresh()
    with form.catching():
        if request.method == "POST":
            given = OfferIn.checked(form.tree())
            case = get_case(g.session, g.actor, given.case_id)
            _say(told=offer_meeting(g.session, g.actor, found.observation, case, given))
            return redirect(url_for(".show", observation_id=observation_id), code=303)
    return shown.offer(found, form)


@mentoring.get(OF_ONE)
def show(observation_id: UUID) -> ResponseReturnValue:
    """One observation of a case in sight: the meeting, what each side says, the sheet."""
    return shown.one(_of_case(observation_id), Form())


@mentoring.post(f"{OF_ONE}/consents")
def consents(observation_id: UUID) -> ResponseReturnValue:
    """Note that a side consents, or that it takes its consent back."""
    found, form = _of_case(observation_id), Form.sent()
    authorize(g.actor, Can.NOTE_OBSERVER_CONSENT, found.case)
    with form.catching():
        party_id, note = as_key(form.text("party")), SAID.get(form.text("said"))
        if party_id is None or note is None:
            raise Invalid({"": CHOOSE})
        note(g.session, g.actor, found.observation, found.the_case, party_id)
        say(_("Noted."))
        return redirect(url_for(".show", observation_id=observation_id), code=303)
    return shown.one(found, form)


@mentoring.post(f"{OF_ONE}/confirmation")
def confirmation(observation_id: UUID) -> ResponseReturnValue:
    """Confirm it, once everybody has agreed."""
    found, form = _of_case(observation_id), Form.sent()
    authorize(g.actor, Can.MENTOR, found.case)
    with form.catching():
        given = NoTiesIn.checked(form.tree())
        _say(told=confirm_observation(g.session, g.actor, found.observation, found.the_case, given))
        return redirect(url_for(".show", observation_id=observation_id), code=303)
    return shown.one(found, form)


@mentoring.post(f"{OF_ONE}/hours")
def hours(observation_id: UUID) -> ResponseReturnValue:
    """Count the hours of what was observed."""
    found, form = _of_case(observation_id), Form.sent()
    authorize(g.actor, Can.MENTOR, found.case)
    with form.catching():
        count_hours(g.session, g.actor, found.observation, found.the_case, HoursIn.checked(form.tree()))
        say(_("The hours are counted."))
        return redirect(url_for(".show", observation_id=observation_id), code=303)
    return shown.one(found, form)


@mentoring.route(f"{OF_ONE}/calling-off", methods=["GET", "POST"])
def calling_off(observation_id: UUID) -> ResponseReturnValue:
    """Call it off, with a reason that the trainee reads."""
    found = _of_case(observation_id)
    authorize(g.actor, Can.NOTE_OBSERVER_CONSENT, found.case)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            given = CallingOffIn.checked(form.tree())
            _say(told=call_off_observation(g.session, g.actor, found.observation, found.the_case, given))
            return redirect(url_for(".show", observation_id=observation_id), code=303)
    return shown.calling_off(found, form)


# --- inner parts ---------------------------------------------------------------------------------------------------------


SAID = {"yes": note_consent, "no": withdraw_consent}


def _of_case(observation_id: UUID) -> Shown:
    """An observation for which a meeting was offered. Raises NotFound."""
    found = get_observation(g.session, g.actor, observation_id)
    if found.case is None:
        raise NotFound
    return found


def _say(*, told: bool) -> None:
    sentence: Text = TOLD if told else CALL
    say(sentence, "done" if told else "wait")
