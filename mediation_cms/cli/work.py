"""`work`: the jobs process on its own, for a server of its own or under another watch than `serve`."""

import signal

import click

from mediation_cms.cli import logs
from mediation_cms.cli.companion import die_with
from mediation_cms.cli.house import House
from mediation_cms.cli.schema_version import require_present


@click.command()
@click.option("--tied", type=int, metavar="PID", help="End when this process, the parent, ends.")
@click.pass_obj
def work(house: House, tied: int | None) -> None:
    """Do the jobs until told to stop. Several may run: one works, the others stand by."""
    if tied is not None:
        die_with(tied, signal.SIGTERM)
    logs.tell()
    require_present(house.database)
    house.work()
