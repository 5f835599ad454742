"""`seed`: rows for an empty installation, made by the product's own actions."""

import sys
from collections.abc import Iterable
from typing import Any

import click

from mediation_cms.cli.house import House, system
from mediation_cms.cli.init import prepare


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--cases", type=click.IntRange(min=1), help="How many cases, for the seed volume.")
@click.option("--seed", type=int, help="Which of the many volumes: the same number makes the same rows.")
@click.pass_obj
def seed(house: House, /, names: tuple[str, ...], **numbers: int | None) -> None:
    """Plant seeds, each with those that it stands on. A second run changes nothing and says so."""
    unknown = [name for name in names if name not in house.seeds]
    if unknown:
        raise click.UsageError(f"There is no seed {unknown[0]}. There are: {', '.join(house.seeds)}.")
    given = {option: number for option, number in numbers.items() if number is not None}
    for option in given:
        if not any(option in house.seeds[name].options for name in names):
            raise click.UsageError(f"--{option} is for seeds that ask for it: volume.")
    prepare(house)
    for name in in_order(house, names):
        with house.database.transaction() as session:
            chosen = {option: given[option] for option in house.seeds[name].options if option in given}
            planted = house.seeds[name].plant(session, system(session), watched, **chosen)
        click.echo(f"{name}: planted." if planted.new else f"{name}: there already, nothing was changed.")
        for line in planted.lines:
            click.echo(line)


def in_order(house: House, names: Iterable[str]) -> list[str]:
    """These seeds, each once and after those that it stands on."""
    found: dict[str, None] = {}
    for name in names:
        found |= dict.fromkeys([*in_order(house, house.seeds[name].needs), name])
    return list(found)


def watched(things: Iterable[Any]) -> Iterable[Any]:
    """The things one by one, with a bar on a terminal that shows how far the work has come."""
    with click.progressbar(things, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar
