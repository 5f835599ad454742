"""One's own account: language, password, sessions on other devices."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.accounts.inputs import LanguageIn, MessagesIn, PasswordIn
from mediation_cms.accounts.models import SignIn
from mediation_cms.accounts.own_actions import (
    change_password,
    choose_language,
    choose_messages,
    end_other_sessions,
    end_session,
)
from mediation_cms.accounts.passwords import SHORTEST
from mediation_cms.accounts.queries import own_account as account_of
from mediation_cms.accounts.queries import roles_held
from mediation_cms.accounts.sessions import is_of, open_sessions, remember_failure
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _, ngettext
from mediation_cms.mediators.tie_queries import is_mediator
from mediation_cms.notifications.kinds import KINDS, choosable
from mediation_cms.notifications.queries import choice_of
from mediation_cms.people.models import Account, Role
from mediation_cms.web import transactions
from mediation_cms.web.accounts import request_token
from mediation_cms.web.forms import Form
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.request_forms import SCREEN_LANGUAGES
from mediation_cms.web.saying import say
from mediation_cms.web.signing_in import network

own_account = Blueprint("own_account", __name__, url_prefix="/account")
# What browsers and systems call themselves; the first that is found is meant, so the more particular ones come first.
BROWSERS = (
    ("YaBrowser", "Yandex"), ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True)
class Device:
    """An open session as its owner recognises it."""

    id: UUID
    name: str
    started_at: datetime
    seen_at: datetime
    here: bool


@own_account.get("")
def show() -> ResponseReturnValue:
    """Who one is here, and what one may choose."""
    return _page()


@own_account.post("/language")
def language() -> ResponseReturnValue:
    """Choose the language in which the pages greet."""
    form = Form.sent()
    with form.catching():
        given = LanguageIn.checked(form.tree())
        choose_language(g.session, g.actor, account_of(g.session, g.actor), given)
        g.language, g.keep_language = given.language, True
        say(_("Saved"))
        return redirect(url_for(".show"), code=303)
    return _page(language_form=form)


@own_account.post("/messages")
def messages() -> ResponseReturnValue:
    """Choose which messages come."""
    given = MessagesIn.checked(Form.sent().tree())
    choose_messages(g.session, g.actor, account_of(g.session, g.actor), given)
    say(_("Saved"))
    return redirect(url_for(".show", _anchor="messages"), code=303)


@own_account.post("/password")
def password() -> ResponseReturnValue:
    """Change the password with the old one; a wrong old one is remembered like a failed sign-in."""
    form = Form.sent()
    account = account_of(g.session, g.actor)
    login = account.login  # read now: after a refusal the session of this request must not take the lock again
    with form.catching():
        given = PasswordIn.checked(form.tree())
        change_password(g.session, g.actor, account, given, token=request_token(), network=network())
        say(_("The password is changed. Every other session has ended."))
        return redirect(url_for(".show"), code=303)
    if "old" in form.errors and form.values.get("old"):
        with transactions.database().transaction() as session:
            remember_failure(session, login, network())
    return _page(password_form=form)


@own_account.post("/sessions/others/ending")
def other_sessions() -> ResponseReturnValue:
    """End every session but this one."""
    ended = end_other_sessions(g.session, g.actor, account_of(g.session, g.actor), token=request_token())
    say(ngettext("%(n)s session has ended.", "%(n)s sessions have ended.", ended))
    return redirect(url_for(".show"), code=303)


@own_account.post("/sessions/<uuid:sign_in_id>/ending")
def session_ending(sign_in_id: UUID) -> ResponseReturnValue:
    """End one session."""
    account = account_of(g.session, g.actor)
    end_session(g.session, g.actor, account, _session(open_sessions(g.session, account), sign_in_id))
    say(_("The session has ended."))
    return redirect(url_for(".show"), code=303)


def device_name(browser: str) -> str:
    """What a browser says of itself, in two words: Firefox, Windows."""
    words = [next((name for sign, name in names if sign in browser), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(word for word in words if word)


def _page(language_form: Form | None = None, password_form: Form | None = None) -> ResponseReturnValue:
    account, token = account_of(g.session, g.actor), request_token()
    roles = roles_held(g.session, account)
    devices = [
        Device(one.id, device_name(one.device), one.started_at, one.seen_at, is_of(one, token))
        for one in open_sessions(g.session, account)
    ]
    form = password_form or language_form or Form()
    form.values = {name: value for name, value in form.values.items() if name not in {"old", "password", "again"}}
    page = render_template(
        "accounts/own.html",
        account=account,
        form=form,
        language_form=language_form or Form({"language": account.language.value}),
        password_form=password_form or Form(),
        roles=roles,
        names=names_of_places(held.unit_id for held in roles),
        ties_of=g.actor.mediator_id if is_mediator(g.session, g.actor) else None,
        devices=devices,
        languages_to_choose=SCREEN_LANGUAGES,
        **_messages(account),
        shortest=SHORTEST,
    )
    return page, form.status


def _messages(account: Account) -> dict[str, Any]:
    """Which messages the holder of the account may choose among, as chosen, and which arrive in any case."""
    kinds, choice = choosable(g.actor.roles), choice_of(g.session, account.id)
    off = set(choice.off) if choice else set()
    chosen = {"wanted": [kind.value for kind in kinds if kind.value not in off]}
    if choice and choice.one_by_one:
        chosen["one_by_one"] = ["yes"]
    return {
        "messages_form": Form(chosen),
        "message_kinds": [(kind.value, kind.label) for kind in kinds],
        "messages_always": [kind.label for kind, facts in KINDS.items() if facts.must and facts.roles & g.actor.roles],
        "chooses_digest": Role.COORDINATOR in g.actor.roles,
    }


def _session(found: list[SignIn], sign_in_id: UUID) -> SignIn:
    for one in found:
        if one.id == sign_in_id:
            return one
    raise NotFound
