"""`seed`: planted once, with what it stands on."""

import pytest


def test_a_seed_brings_the_database_with_it_and_is_planted_once(installation):
    installation.run("init")

    assert installation.run("seed", "reference").stdout == "reference: planted.\n"
    assert installation.run("seed", "reference").stdout == "reference: there already, nothing was changed.\n"


@pytest.mark.database("sqlite")
def test_an_unknown_seed_is_wrong_usage_and_the_known_ones_are_named(installation):
    refused = installation.run("seed", "reference", "referense", ends=2)

    assert "There is no seed referense. There are: reference" in refused.stderr
