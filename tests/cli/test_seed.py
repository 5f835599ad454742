"""`seed`: planted once, with what it stands on."""

import pytest

from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine


def test_who_writes_at_length_leaves_the_log_of_sqlite_as_it_was(tmp_path):
    database = Database(make_engine(f"sqlite:///{tmp_path}/long.sqlite3"), Keyring((bytes(32),)), tmp_path)

    def journal() -> str:
        with database.connection() as connection:
            return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())

    before = journal()
    with database.at_length():
        meanwhile = journal()
    assert (before, meanwhile, journal()) == ("wal", "delete", "wal")


def test_a_seed_brings_the_database_with_it_and_is_planted_once(installation):
    installation.run("init")

    assert installation.run("seed", "reference").stdout == "reference: planted.\n"
    assert installation.run("seed", "reference").stdout == "reference: there already, nothing was changed.\n"


@pytest.mark.database("sqlite")
def test_an_unknown_seed_is_wrong_usage_and_the_known_ones_are_named(installation):
    refused = installation.run("seed", "reference", "referense", ends=2)

    assert "There is no seed referense. There are: reference" in refused.stderr
