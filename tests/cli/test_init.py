"""`init`: everything that a server needs, once."""

import base64
import re

import pytest
from sqlmodel import select

from mediation_cms.core.signing import fresh_key
from mediation_cms.people.models import Account, AccountKind


def accounts(installation) -> list[tuple[AccountKind, str]]:
    with installation.database.session(writes=False) as session:
        return [(account.kind, account.login) for account in session.exec(select(Account).order_by(Account.login))]


def test_init_prepares_everything_and_says_so(installation):
    said = installation.run("init").stdout

    secret = installation.data_dir / "secrets" / "secret_key"
    assert f"made {secret}: it signs cookies; where it is lost or changed, people sign in again\n" in said
    assert "field_keys: keep a copy apart from the backups; what they encrypt cannot be read without them\n" in said
    assert re.search(r"migrated the database, \d+ steps", said)
    assert said.endswith("Ready.\n")
    assert accounts(installation) == [(AccountKind.SYSTEM, "system"), (AccountKind.VISITOR, "visitor")]
    secrets = sorted((installation.data_dir / "secrets").iterdir())
    assert [(path.name, path.stat().st_mode & 0o777) for path in secrets] == [
        ("field_keys", 0o600),
        ("secret_key", 0o600),
        ("signing_keys", 0o600),
    ]


def test_a_second_init_changes_nothing(installation):
    installation.run("init")
    before = {path: path.read_bytes() for path in (installation.data_dir / "secrets").iterdir()}

    assert installation.run("init").stdout == "Everything is ready; nothing was changed.\n"
    assert {path: path.read_bytes() for path in (installation.data_dir / "secrets").iterdir()} == before
    assert len(accounts(installation)) == 2


@pytest.mark.database("sqlite")
def test_keys_that_the_environment_brings_are_not_made(installation):
    keys = {"SECRET_KEY": "x1y2z3w4" * 5, "FIELD_KEYS": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}
    signing = base64.urlsafe_b64encode(fresh_key()).decode()
    installation.run("init", **keys, SIGNING_KEYS=signing)

    assert list((installation.data_dir / "secrets").iterdir()) == []


@pytest.mark.database("sqlite")
def test_no_second_keys_are_made_for_a_database_that_has_some(installation):
    installation.run("init")
    keys = installation.data_dir / "secrets" / "field_keys"
    keys.unlink()
    refused = installation.run("init", ends=1)

    assert refused.stderr == (
        f"Error: The database is there but its field keys are not. Put back {keys}, or set MEDIATION_CMS_FIELD_KEYS.\n"
    )
    assert not keys.exists()


@pytest.mark.database("sqlite")
def test_without_init_every_command_says_to_run_it(installation):
    assert "Run `mediation-cms init`" in installation.run("serve", ends=1).stderr
    installation.run("init")
    with installation.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")

    for command in ("serve", "work"):
        said = installation.run(command, ends=1).stderr
        assert re.fullmatch(r"Error: The database waits for \d+ migrations. Run `mediation-cms init`.\n", said)
