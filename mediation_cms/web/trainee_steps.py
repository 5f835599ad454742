"""What the buttons on a trainee's own page do: one page, one step at a time."""

from flask import g

from mediation_cms.access import Actor
from mediation_cms.certification.models import Participation
from mediation_cms.core.errors import Invalid, stale
from mediation_cms.core.i18n import _
from mediation_cms.mentoring.inputs import SheetIn, WishIn
from mediation_cms.mentoring.models import Observation
from mediation_cms.mentoring.queries import observations_of
from mediation_cms.mentoring.trainee_actions import ask_to_observe, give_up, hand_in, take_meeting
from mediation_cms.web.forms import Form

ASK, TAKE, GIVE_UP, SHEET = "ask", "take", "give_up", "sheet"


def take_step(visitor: Actor, participation: Participation, form: Form) -> None:
    """The step of the button that was pressed. Refused for one that is not there any more."""
    step = form.text("step")
    if step == ASK:
        ask_to_observe(g.session, visitor, participation, WishIn.checked({"wish": form.text("wish")}))
        return
    observation = _newest(participation)
    if step == TAKE:
        if not form.text("undertakes"):
            raise Invalid({"undertakes": _("Tick this: nobody observes without keeping silent about it.")})
        take_meeting(g.session, visitor, observation)
    elif step == GIVE_UP:
        give_up(g.session, visitor, observation)
    elif step == SHEET:
        hand_in(
            g.session, visitor, observation, SheetIn.checked({name: form.text(name) for name in SheetIn.model_fields})
        )
    else:
        raise stale()


def _newest(participation: Participation) -> Observation:
    found = observations_of(g.session, participation)
    if not found:
        raise stale()
    return found[0]
