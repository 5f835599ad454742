"""The home of each role."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

desk = Blueprint("desk", __name__)


@desk.get("/desk")
def home() -> ResponseReturnValue:
    """What waits for the actor today."""
    return render_template("desk.html")
