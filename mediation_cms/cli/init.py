"""`init`: what a server needs before its first start. A second run changes nothing."""

from pathlib import Path

import click
import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.audit import record
from mediation_cms.cli.house import House, system
from mediation_cms.cli.migrating import upgrade
from mediation_cms.core.db import Database
from mediation_cms.core.settings import PREFIX, make_missing_secrets
from mediation_cms.documents.fonts import faces
from mediation_cms.people.models import Account, AccountKind

WORTH = {
    "field_keys": "keep a copy apart from the backups; what they encrypt cannot be read without them",
    "secret_key": "it signs cookies; where it is lost or changed, people sign in again",
    "signing_keys": "they sign credentials of certificates; without them those that were given out no longer verify",
}
RESERVED = (AccountKind.SYSTEM, AccountKind.VISITOR)


@click.command()
@click.pass_obj
def init(house: House) -> None:
    """Prepare this server: folder, keys, database, reserved accounts, fonts."""
    click.echo("Ready." if prepare(house) else "Everything is ready; nothing was changed.")


def prepare(house: House) -> bool:
    """Make everything that is missing, and say so line by line; whether anything was."""
    made = make_missing_secrets()
    _keys_fit(house, made)
    done = [f"made {path}: {WORTH[path.name]}" for path in made]
    done += _database(house)
    done += _fonts(house.settings.data_dir / "fonts")
    for line in done:
        click.echo(line)
    return bool(done)


def _database(house: House) -> list[str]:
    migrations = upgrade(engine_of(house.database))
    done = [f"migrated the database, {len(migrations)} steps up to {migrations[-1]}"] if migrations else []
    with house.database.transaction() as session:
        if kinds := _reserve(session):
            done.append(f"made the reserved accounts {' and '.join(kinds)}, to which nobody signs in")
    return done


def engine_of(database: Database) -> sa.Engine:
    """The engine behind the database."""
    return database.bind.engine


def _fonts(folder: Path) -> list[str]:
    before = set(folder.rglob("*.ttf"))
    if not before:
        click.echo("Cutting the fonts of the papers, some ten seconds ...")
    faces(folder)
    return ["cut the fonts of the papers"] if set(folder.rglob("*.ttf")) - before else []


def _reserve(session: Session) -> list[AccountKind]:
    there = set(session.exec(select(Account.kind).where(col(Account.kind).in_(RESERVED))))
    made = [kind for kind in RESERVED if kind not in there]
    accounts = [Account(kind=kind, login=kind.value) for kind in made]
    session.add_all(accounts)
    session.flush()
    for account in accounts:
        record(session, system(session), "account.added", account, login=account.login)
    return made


def _keys_fit(house: House, made: list[Path]) -> None:
    """New field keys for a database that has rows would leave them unreadable for ever."""
    fresh = [path for path in made if path.name == "field_keys"]
    if fresh and sa.inspect(engine_of(house.database)).has_table("account"):
        fresh[0].unlink()
        raise click.ClickException(
            f"The database is there but its field keys are not. Put back {fresh[0]}, or set {PREFIX}FIELD_KEYS."
        )
