"""`seed`: rows for an empty installation, made by the product's own actions."""

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

import click

from mediation_cms.cli.house import House, system
from mediation_cms.cli.init import prepare


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--cases", type=click.IntRange(1), help="How many cases (volume).")
@click.option(
    "--seed", "chance", type=int, help="From which number chance begins; the same gives the same rows (volume)."
)
@click.pass_obj
def seed(house: House, names: tuple[str, ...], cases: int | None, chance: int | None) -> None:
    """Plant seeds, each with those that it stands on. A second run changes nothing and says so."""
    given = {name: number for name, number in (("cases", cases), ("seed", chance)) if number is not None}
    _known(house, names, given)
    prepare(house)
    for name in in_order(house, names):
        found = house.seeds[name]
        options = {option: number for option, number in given.items() if option in found.options}
        at_length = house.database.at_length() if found.long else nullcontext()
        with at_length, house.database.transaction() as session:
            planted = found.plant(session, system(session), watched, **options)
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


def _known(house: House, names: Iterable[str], given: dict[str, int]) -> None:
    unknown = [name for name in names if name not in house.seeds]
    if unknown:
        raise click.UsageError(f"There is no seed {unknown[0]}. There are: {', '.join(house.seeds)}.")
    taken = {option for name in names for option in house.seeds[name].options}
    if strange := set(given) - taken:
        raise click.UsageError(f"None of these seeds takes --{min(strange)}.")
