"""The wing of settings: its home. Places, law, catalogues and accounts have files of their own."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may_somewhere

settings = Blueprint("settings", __name__, url_prefix="/settings")


@settings.get("")
def home() -> ResponseReturnValue:
    """What can be set, one card each."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return render_template("settings/home.html", may_accounts=may_somewhere(g.actor, Can.MANAGE_ACCOUNTS))
