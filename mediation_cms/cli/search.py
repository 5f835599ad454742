"""`search`: the index of the search, made anew where it differs from what the tables say."""

import click

from mediation_cms.cli.house import House
from mediation_cms.cli.seed import watched
from mediation_cms.search.index import rebuild as make_anew


@click.group()
def search() -> None:
    """The index by which people, numbers and phones are found."""


@search.command()
@click.pass_obj
def rebuild(house: House) -> None:
    """Make the index anew out of the tables. Nobody can write meanwhile: about a minute for a million cases."""
    with house.database.transaction() as session:
        lines = make_anew(session, watched)
    click.echo(f"The index of the search was made anew: {lines} lines.")
