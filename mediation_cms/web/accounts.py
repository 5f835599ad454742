"""Sign in, sign out."""

import re

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from mediation_cms.accounts.holders import holder_of
from mediation_cms.accounts.sessions import TooManyTries, remember_failure
from mediation_cms.accounts.sessions import sign_in as begin
from mediation_cms.accounts.sessions import sign_out as end
from mediation_cms.core.errors import Refused
from mediation_cms.web import transactions
from mediation_cms.web.drafts import found_again
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import NULL
from mediation_cms.web.signing_in import SignedIn, network

accounts = Blueprint("accounts", __name__)
OWN_ADDRESS = re.compile(r"(?:/[^\s\\/?#\x00-\x1f\x7f]+)+(?:\?[^\s\\\x00-\x1f\x7f]*)?")


@accounts.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """The sign-in page, and the try to sign in."""
    if request.method != "POST":
        return redirect(url_for("desk.home")) if g.actor else render_template("sign_in.html", form=Form())
    form = Form(request.form.to_dict())
    login, password = form.text("login")[:200].replace(NULL, ""), form.text("password")[:1000]
    try:
        token = begin(g.session, login, password, network(), request.user_agent.string)
    except Refused as refusal:
        transactions.forget()
        form.errors = {"": refusal.sentence}
        if not isinstance(refusal, TooManyTries):
            with transactions.database().transaction() as session:
                remember_failure(session, login, network())
        waits = {"Retry-After": str(refusal.seconds)} if isinstance(refusal, TooManyTries) else {}
        return render_template("sign_in.html", form=form), refusal.status, waits
    if g.actor is not None:
        end(g.session, request_token())
    g.session.flush()
    holder = holder_of(g.session, token)
    cookie.clear()  # whatever stood there before, its token against forged forms included, is worth nothing now
    if holder is not None:
        login_user(SignedIn(token, holder.actor))
        g.language = g.language if g.keep_language else holder.actor.language  # what was chosen on this very page stays
        g.keep_language = True
    again = found_again(holder.actor.account_id, request.args.get("kept", "")) if holder else ""
    return redirect(again or _inside(request.args.get("next", "")), code=303)


@accounts.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session on the server, then on the browser."""
    end(g.session, request_token())
    logout_user()
    cookie.clear()
    answer = redirect(url_for("accounts.sign_in"), code=303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def request_token() -> str:
    """The token of this session."""
    return str(current_user.get_id())


def _inside(address: str) -> str:
    """An address of our own, never another site's: browsers drop tabs and line ends, and take a backslash for a slash."""
    return address if OWN_ADDRESS.fullmatch(address) else url_for("desk.home")
