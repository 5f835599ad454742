"""`account`: the first administrator, and help for whoever cannot sign in. A passphrase is shown once and kept nowhere."""

from uuid import UUID

import click
from sqlmodel import Session

from mediation_cms.accounts.actions import add_account, disable_account, reset_password
from mediation_cms.accounts.inputs import AccountIn, RoleIn
from mediation_cms.accounts.queries import find_account
from mediation_cms.cli.house import House, system
from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.intake.barring import bar_from_own_matters
from mediation_cms.mediators.account_actions import open_account
from mediation_cms.mediators.account_queries import mediators_with_number
from mediation_cms.people.models import Account, AccountKind, Role
from mediation_cms.places.queries import tree


@click.group()
def account() -> None:
    """Add, disable and reset accounts."""


@account.command()
@click.argument("login")
@click.option("--name", default="", help="Surname, given name and patronymic; a single word is the given name.")
@click.option("--mediator", default="", help="Instead of a name: the number of a mediator in a register.")
@click.option(
    "--role", default=Role.ADMINISTRATOR.value, type=click.Choice([role.value for role in Role]), show_default=True
)
@click.option("--place", default="KZ", show_default=True, help="Where the role is held: KZ, 63, oskemen, 63-OSK.")
@click.option("--email", default="", help="Where messages for this person go.")
@click.option("--language", default="kk", type=click.Choice([code.value for code in Language]), show_default=True)
@click.pass_obj
def add(house: House, login: str, name: str, mediator: str, role: str, place: str, email: str, language: str) -> None:
    """Add an account with a role in a place, and show its passphrase once."""
    if bool(name) is bool(mediator):
        raise click.UsageError("Give either --name or --mediator.")
    surname, given_name, patronymic = _parts(name)
    typed = {"login": login, "surname": surname, "given_name": given_name, "patronymic": patronymic, "email": email,
             "language": language}  # fmt: skip
    with house.database.transaction() as session:
        places = tree(session)
        unit = places.republic if place == "KZ" else places.by_code(place)
        held = RoleIn(role=Role(role), unit_id=unit.id, since=clock.today())
        if mediator:
            given = AccountIn.checked(typed | {"person_id": _in_register(session, mediator)})
            made, passphrase = open_account(session, system(session), given, [held])
        else:
            made, passphrase = add_account(session, system(session), AccountIn.checked(typed), [held])
        if made.person_id is not None:
            bar_from_own_matters(session, system(session), made.person_id)
    click.echo(f"{made.login}  {passphrase}")
    click.echo("The passphrase is shown this once. Hand it over in person.", err=True)


@account.command()
@click.argument("login")
@click.pass_obj
def disable(house: House, login: str) -> None:
    """Nobody signs in with this account any more; its open sessions end now."""
    with house.database.transaction() as session:
        disable_account(session, system(session), _known(session, login))
    click.echo(f"{login} is disabled. `mediation-cms account reset {login}` opens it again.")


@account.command()
@click.argument("login")
@click.pass_obj
def reset(house: House, login: str) -> None:
    """Give the account a new passphrase, shown once, and open it if it was disabled."""
    with house.database.transaction() as session:
        passphrase = reset_password(session, system(session), _known(session, login))
    click.echo(f"{login}  {passphrase}")


def _parts(name: str) -> tuple[str, str, str]:
    words = name.split()
    if len(words) <= 1:
        return "", name.strip(), ""
    return words[0], words[1], " ".join(words[2:])


def _in_register(session: Session, number: str) -> UUID:
    found = mediators_with_number(session, number)
    if len(found) != 1:
        raise click.ClickException(f"{len(found)} mediators have the number {number} in a register; it takes one.")
    return found[0]


def _known(session: Session, login: str) -> Account:
    found = find_account(session, login)
    if found is None or found.kind is not AccountKind.PERSON:
        raise click.ClickException(f"There is no account {login}. Look at the spelling: Latin letters and figures.")
    return found
