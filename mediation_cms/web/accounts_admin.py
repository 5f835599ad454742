"""Settings: accounts. A passphrase is shown once, on an answer that no address leads to."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize_somewhere
from mediation_cms.accounts.actions import add_account, disable_account, end_role, grant_role, reset_password
from mediation_cms.accounts.inputs import AccountIn, RoleIn
from mediation_cms.accounts.queries import (
    all_roles,
    get_account,
    get_role,
    list_accounts,
    may_keep,
    roles_of,
)
from mediation_cms.audit.queries import history_of_things
from mediation_cms.core import clock
from mediation_cms.core.i18n import _, labels
from mediation_cms.intake.barring import bar_from_own_matters
from mediation_cms.mediators.account_actions import open_account
from mediation_cms.mediators.account_queries import WithoutAccount, without_account
from mediation_cms.people.models import Account, Role
from mediation_cms.people.queries import names_of
from mediation_cms.places.models import Level
from mediation_cms.web import transactions
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import beside, together
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.placing import names_of_places, places_for
from mediation_cms.web.request_forms import SCREEN_LANGUAGES
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

accounts_admin = Blueprint("accounts_admin", __name__, url_prefix="/settings/accounts")
ROLE_NAMES = {name: f"role-{name}" for name in ("role", "unit_id", "since")}


@accounts_admin.get("")
def index() -> ResponseReturnValue:
    """The accounts of the places that the actor administers, by the alphabet."""
    authorize_somewhere(g.actor, Can.MANAGE_ACCOUNTS)
    filters = Filters(request.args, set(), set(), set())
    rows = page_of(list_accounts(g.session, g.actor, after=filters.after))
    transactions.reading("accounts_admin.index", shown=[row.login for row in rows.items])
    held = roles_of(g.session, [row.id for row in rows.items])
    return render_template(
        "accounts/index.html",
        rows=rows,
        held=held,
        names=names_of_places(unit_id for roles in held.values() for _role, unit_id in roles),
        role_words=labels(Role, g.language),
    )


@accounts_admin.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new account with its first role, for a mediator of the register or somebody new; its passphrase is the answer."""
    authorize_somewhere(g.actor, Can.MANAGE_ACCOUNTS)
    mediators = without_account(g.session, g.actor)
    form = Form.sent() if request.method == "POST" else _fresh(mediators)
    with form.catching():
        if request.method == "POST":
            typed = form.tree()
            role = typed.pop("role", {})
            with beside(ROLE_NAMES):
                given, held = together(lambda: AccountIn.checked(typed), lambda: RoleIn.checked(role, "role"))
                opening = open_account if given.person_id else add_account
                account, passphrase = opening(g.session, g.actor, given, [held])
            if account.person_id is not None:
                bar_from_own_matters(g.session, g.actor, account.person_id)
            return _once(account, passphrase)
    page = render_template(
        "accounts/new.html",
        form=form,
        mediators=_called(mediators),
        roles=options(Role),
        places=_places(),
        languages_to_choose=SCREEN_LANGUAGES,
    )
    return page, form.status


@accounts_admin.get("/<uuid:account_id>")
def show(account_id: UUID) -> ResponseReturnValue:
    """One account with its roles, and what was done to it."""
    account = _kept(account_id)
    transactions.reading("accounts_admin.show", shown=[account.login])
    roles = all_roles(g.session, account)
    today = clock.today()
    return render_template(
        "accounts/show.html",
        running=[held for held in roles if held.until is None or held.until > today],
        past=[held for held in roles if held.until is not None and held.until <= today],
        names=names_of_places(held.unit_id for held in roles),
        lines=history_of_things(g.session, [account.id, *(held.id for held in roles)]),
        **_facts(account),
    )


@accounts_admin.route("/<uuid:account_id>/roles/new", methods=["GET", "POST"])
def role(account_id: UUID) -> ResponseReturnValue:
    """Give a role in a place from a day on."""
    account = _kept(account_id)
    form = Form.sent() if request.method == "POST" else Form({"role-since": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            with beside(ROLE_NAMES):
                grant_role(g.session, g.actor, account, RoleIn.checked(form.tree().get("role", {}), "role"))
            say(_("The role is given."))
            return _back(account_id)
    page = render_template("accounts/role.html", form=form, roles=options(Role), places=_places(), **_facts(account))
    return page, form.status


@accounts_admin.route("/<uuid:account_id>/roles/<uuid:held_id>/ending", methods=["GET", "POST"])
def role_ending(account_id: UUID, held_id: UUID) -> ResponseReturnValue:
    """Take a role from today on."""
    account = _kept(account_id)
    held = get_role(g.session, account, held_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            end_role(g.session, g.actor, held)
            say(_("The role has ended."))
            return _back(account_id)
    names = names_of_places([held.unit_id])
    page = render_template("accounts/role_ending.html", form=form, held=held, names=names, **_facts(account))
    return page, form.status


@accounts_admin.route("/<uuid:account_id>/disabling", methods=["GET", "POST"])
def disabling(account_id: UUID) -> ResponseReturnValue:
    """Let nobody sign in with the account any more."""
    account = _kept(account_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            disable_account(g.session, g.actor, account)
            say(_("The account is disabled."))
            return _back(account_id)
    return render_template("accounts/disabling.html", form=form, **_facts(account)), form.status


@accounts_admin.route("/<uuid:account_id>/passphrase", methods=["GET", "POST"])
def passphrase(account_id: UUID) -> ResponseReturnValue:
    """A new passphrase, which is the answer."""
    account = _kept(account_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            return _once(account, reset_password(g.session, g.actor, account))
    return render_template("accounts/passphrase.html", form=form, **_facts(account)), form.status


def _once(account: Account, passphrase: str) -> ResponseReturnValue:
    """The passphrase on the answer itself: no address leads to it, and the browser keeps no copy."""
    transactions.leads_to(url_for(".show", account_id=account.id))
    return render_template("accounts/once.html", passphrase=passphrase, **_facts(account))


def _fresh(mediators: Sequence[WithoutAccount]) -> Form:
    """The form of a new account; of the mediator of the register that `?mediator=` names, when it can be opened here."""
    values = {"role-since": today_as_typed(), "language": "kk"}
    for one in mediators:
        if str(one.mediator_id) == request.args.get("mediator"):
            values |= {"person_id": str(one.mediator_id), "role-role": Role.MEDIATOR.value}
            offered = {value for _group, members in _places() for value, _name in members}
            works_at = (str(unit_id) for unit_id in (one.cabinet_id, one.district_id))
            values |= {"role-unit_id": next((unit_id for unit_id in works_at if unit_id in offered), "")}
    return Form(values)


def _called(mediators: Sequence[WithoutAccount]) -> Options:
    names = names_of_places(one.district_id for one in mediators)
    return [(str(one.mediator_id), f"{one.name}, {names[one.district_id]}") for one in mediators]


def _kept(account_id: UUID) -> Account:
    """An account that the actor keeps."""
    authorize_somewhere(g.actor, Can.MANAGE_ACCOUNTS)
    return get_account(g.session, g.actor, account_id)


def _facts(account: Account) -> dict[str, object]:
    names = names_of(g.session, [account.person_id] if account.person_id else [])
    return {
        "account": account,
        "name": next(iter(names.values()), account.login),
        "may_keep": may_keep(g.session, g.actor, account),
        "own": account.id == g.actor.account_id,
    }


def _places() -> list[tuple[str, list[tuple[str, str]]]]:
    return places_for(Can.MANAGE_ACCOUNTS, levels=(Level.REPUBLIC, Level.REGION, Level.CABINET, Level.DISTRICT))


def _back(account_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".show", account_id=account_id), code=303)
