"""The public home, the styleguide, and the answers for whoever watches the server."""

from flask import Blueprint, abort, current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.core.settings import Mode
from mediation_cms.web.forms import Form

public = Blueprint("public", __name__)
health = Blueprint("health", __name__)
styleguide = Blueprint("styleguide", __name__)


@public.get("/")
def home() -> ResponseReturnValue:
    """The door of the house: citizens' doors follow with their wing, staff go to their desk."""
    return redirect(url_for("desk.home" if g.actor else "accounts.sign_in"))


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
