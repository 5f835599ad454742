"""The public home, the cabinets with their phones, the quick way out, the styleguide, and the answers for whoever watches."""

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from mediation_cms.core import clock
from mediation_cms.core.settings import Mode
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.web.forms import Form
from mediation_cms.web.signing_in import SAME_ORIGIN

public = Blueprint("public", __name__)
health = Blueprint("health", __name__)
styleguide = Blueprint("styleguide", __name__)
KEPT_BY_VISITORS = ("lang", "vision")
ITSELF = (SAME_ORIGIN, "none")
"""Who leads to the quick way out: a page of ours, or the reader. A picture on a page of somebody else ends nobody's session."""


@public.get("/")
def home() -> ResponseReturnValue:
    """Three doors for everybody; staff go to their desk."""
    if g.actor:
        return redirect(url_for("desk.home"))
    return render_template("home.html")


@public.get("/cabinets")
def cabinets() -> ResponseReturnValue:
    """Every cabinet of today with its address and phone, by region."""
    return render_template("cabinets.html", regions=cabinets_by_region())


@public.get("/leave")
def leave() -> ResponseReturnValue:
    """Away from here at once: what this browser holds of us is forgotten, and a page without a name opens.

    Staff stay signed in: they have a way out of their own.
    """
    answer = make_response(redirect(url_for(".left"), code=303))
    if g.actor is None and request.headers.get("Sec-Fetch-Site", SAME_ORIGIN) in ITSELF:
        _forget(answer)
    return answer


@public.get("/today")
def left() -> ResponseReturnValue:
    """A page that says nothing about anybody: the day."""
    return render_template("left.html", day=clock.today())


@health.get("/health/live")
def live() -> ResponseReturnValue:
    """The process answers."""
    return {"live": True}


@health.get("/health/ready")
def ready() -> ResponseReturnValue:
    """The database answers too."""
    g.session.connection().exec_driver_sql("SELECT 1")
    return {"ready": True}


@styleguide.get("/styleguide")
def show() -> ResponseReturnValue:
    """Every component on one page; not in production."""
    if current_app.settings.mode is Mode.PRODUCTION:  # type: ignore[attr-defined]  # our own Flask
        abort(404)
    return render_template("styleguide.html", form=Form())


def cabinets_by_region() -> list[tuple[str, list[Place]]]:
    """The cabinets that are open today under the names of their regions, both in the order of the alphabet."""
    today, places = clock.today(), tree(g.session)
    named = places.by_name(Level.CABINET, g.language, today)
    regions = [
        (name, [cabinet for cabinet, _name in named if places.region_of(cabinet.id, today) == region.id])
        for region, name in places.by_name(Level.REGION, g.language, today)
    ]
    return [(name, found) for name, found in regions if found]


def _forget(answer: Response) -> None:
    """The computer of a cabinet stays one; everything else goes."""
    session.clear()
    for name in KEPT_BY_VISITORS:
        answer.delete_cookie(name)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"' if g.kiosk else '"cache", "cookies", "storage"'
