"""The cabinet's own computer (`?kiosk=1`): nothing that one visitor typed is there for the next.

A cookie that goes with the browser's window keeps the mode across links; `?kiosk=0` ends it. Forms fill in nothing by themselves,
the browser keeps no page (`security.put_headers` says so of every page), and after two idle minutes `end` forgets everything: by
a refresh of the page itself without scripts, with a count before it with them.
"""

import re

from flask import Blueprint, Flask, Response, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

COOKIE = "kiosk"
ON, OFF = "1", "0"
IDLE = 120
"""Seconds."""
FILLS_IN = re.compile(r' autocomplete="[^"]*"')
KEPT_BY_VISITORS = ("lang", "vision")

kiosk = Blueprint("kiosk", __name__)


def install(app: Flask) -> None:
    """Settle the mode before every request, and keep to it in every answer."""
    app.before_request(_choose)
    app.after_request(_keep)


@kiosk.get("/kiosk/end")
def end() -> ResponseReturnValue:
    """Forget who was here, and begin anew at the home page. On any other computer it only leads home."""
    if not g.kiosk:
        return redirect(url_for("public.home"))
    session.clear()
    g.kiosk_ends = True
    return redirect(url_for("public.home", kiosk=ON))


def _choose() -> None:
    asked = request.args.get("kiosk", "")
    g.keep_kiosk = asked in {ON, OFF}
    g.kiosk = asked == ON if g.keep_kiosk else request.cookies.get(COOKIE) == ON


def _keep(response: Response) -> Response:
    if g.get("keep_kiosk"):
        secure = current_app.settings.secure  # type: ignore[attr-defined]  # our own Flask
        if g.kiosk:
            response.set_cookie(COOKIE, ON, httponly=True, samesite="Lax", secure=secure)
        else:
            response.delete_cookie(COOKIE)
    if g.get("kiosk_ends"):
        for name in KEPT_BY_VISITORS:
            response.delete_cookie(name)
    elif g.get("kiosk") and response.mimetype == "text/html" and not response.direct_passthrough:
        response.set_data(_fills_in_nothing(response.get_data(as_text=True)))
    return response


def _fills_in_nothing(page: str) -> str:
    """Whatever form a page draws, the browser fills in nothing. What people typed is escaped, and stays as it is."""
    return FILLS_IN.sub("", page).replace("<form ", '<form autocomplete="off" ')
