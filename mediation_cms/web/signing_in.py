"""Who is at work in this request. Flask-Login carries the token of a server-side session in its cookie."""

from dataclasses import dataclass

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from mediation_cms.access import Actor
from mediation_cms.accounts.holders import holder_of
from mediation_cms.accounts.inputs import LanguageIn
from mediation_cms.accounts.own_actions import choose_language
from mediation_cms.accounts.queries import own_account
from mediation_cms.accounts.sessions import mark_seen
from mediation_cms.core.i18n import _
from mediation_cms.web import transactions
from mediation_cms.web.drafts import left_behind
from mediation_cms.web.saying import say

# Every page is for signed-in staff unless it stands here. A test walks all routes.
PUBLIC = {
    "static",
    "public.home",
    "public.cabinets",
    "doors.book",
    "doors.sheet",
    "public.leave",
    "public.left",
    "advising.show",
    "advising.question",
    "advising.answer",
    "applying.show",
    "applying.question",
    "applying.check",
    "applying.consent",
    "applying.done",
    "applying.receipt",
    "applying.removal",
    "accounts.sign_in",
    "papers.verify",
    "verification.show",
    "verification.machine",
    "verification.own",
    "verification.own_file",
    "credentials.show",
    "credentials.status",
    "credentials.key",
    "credentials.keys",
    "answering.show",
    "answering.question",
    "answering.check",
    "from_home.answer",
    "kiosk.end",
    "dates.mine",
    "status.show",
    "status.messages",
    "status.files",
    "status.file",
    "status.receipt",
    "status.withdrawal",
    "status.talk",
    "status.consents",
    "status.consent",
    "status.leaving",
    "feeds.file",
    "mediators_public.index",
    "mediators_public.about_data",
    "mediators_public.show",
    "mediators_public.photo",
    "mediators_public.inaccuracy",
    "mediators_public.thanks",
    "mediators_tables.as_csv",
    "mediators_tables.as_json",
    "booking.start",
    "booking.hold",
    "booking.waiting",
    "booked.show",
    "booked.join",
    "booked.calendar",
    "booked.times",
    "booked.move",
    "booked.cancellation",
    "booked.waiting",
    "booked.offer",
    "learning.index",
    "learning.show",
    "learning.sign_up",
    "learning.own",
    "learning.calendar",
    "learning.withdrawal",
    "learning.observation",
    "health.live",
    "health.ready",
    "styleguide.show",
}

UNAUTHORIZED = 401
SAME_ORIGIN = "same-origin"
"""What browsers call a request that a page of our own has led to."""


@dataclass
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A session that Flask-Login remembers by its token."""

    token: str
    actor: Actor

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


def install(app: Flask) -> None:
    """Load who is signed in before every request, and send everybody else to the sign-in page."""
    manager = LoginManager()
    # No context processor: a page about a database that is away must not ask it who is reading.
    manager.init_app(app, add_context_processor=False)
    manager.session_protection = None  # the session lives on the server; a changed browser text must not end it
    manager.user_loader(_load)
    app.before_request(_who)


def network() -> str:
    """Where the request comes from, as far as the trusted proxies say."""
    return request.remote_addr or ""


def _who() -> ResponseReturnValue | None:
    if request.endpoint == "static":
        return None
    g.actor = None
    transactions.open_for_request()
    if current_user.is_authenticated:
        g.actor = current_user.actor
        _keep_language(g.actor)
    if request.endpoint is None or request.endpoint in PUBLIC or g.actor is not None:
        return None
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    if request.endpoint == "drafts.keep":
        return "", UNAUTHORIZED
    if token := left_behind():
        say(_("The session has ended. Sign in again: the draft is kept."), "wait")
        return redirect(url_for("accounts.sign_in", kept=token))
    if request.endpoint != "accounts.sign_out":
        say(
            _(
                "Your session has ended, and what you sent was not stored. Sign in; then go back and send the form again."
            ),
            "wait",
        )
    return redirect(url_for("accounts.sign_in"))


def _keep_language(actor: Actor) -> None:
    """Whoever uses the switch of languages chooses their own. A link from elsewhere, a mail or a chat, chooses for nobody."""
    from_here = request.headers.get("Sec-Fetch-Site", SAME_ORIGIN) == SAME_ORIGIN
    if request.method == "GET" and g.keep_language and g.language is not actor.language and from_here:
        g.session.rollback()  # so that this very page reads what is chosen now
        with transactions.database().transaction() as session:
            choose_language(session, actor, own_account(session, actor), LanguageIn(language=g.language))


def _load(token: str) -> SignedIn | None:
    holder = holder_of(g.session, token)
    if holder is None:
        return None
    if holder.due:
        with transactions.database().transaction() as session:
            mark_seen(session, holder.sign_in_id)
    return SignedIn(token, holder.actor)
