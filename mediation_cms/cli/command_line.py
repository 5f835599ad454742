"""The line that people type: which commands there are, and how a refusal is said. 0 = done, 1 = refused or wrong, 2 = usage."""

import importlib
from collections import UserDict
from collections.abc import Mapping
from typing import Any

import click
from sqlalchemy.exc import OperationalError

from mediation_cms.cli.house import House
from mediation_cms.cli.schema_version import Unmigrated
from mediation_cms.core.crypto import Unreadable
from mediation_cms.core.errors import Problem
from mediation_cms.core.settings import Misconfigured

COMMANDS = {
    "account": "mediation_cms.cli.accounts",
    "check": "mediation_cms.cli.check",
    "init": "mediation_cms.cli.init",
    "paper": "mediation_cms.cli.paper",
    "report": "mediation_cms.cli.report",
    "search": "mediation_cms.cli.search",
    "seed": "mediation_cms.cli.seed",
    "serve": "mediation_cms.cli.serve",
    "work": "mediation_cms.cli.work",
}


class Commands(UserDict[str, click.Command]):
    """Commands by name, each imported when it is asked for: serving pages must not wait for what prints papers."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        super().__init__()
        self.data = dict(modules)  # type: ignore[arg-type]  # names of modules until they are asked for

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = getattr(importlib.import_module(str(self.data[name])), name)
        return command


class CommandLine(click.Group):
    """A group that ends with one line on standard error when the product refuses."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise click.ClickException(str(problem)) from problem
        except (Misconfigured, Unmigrated, Unreadable) as problem:
            raise click.ClickException(str(problem)) from problem
        except OperationalError as error:
            said = " ".join(str(error.orig).split())
            raise click.ClickException(
                f"The database does not answer ({said}). Check MEDIATION_CMS_DATABASE_URL and run `mediation-cms check`."
            ) from error
        except BrokenPipeError:  # whoever reads has read enough; click ends quietly
            raise
        except OSError as error:
            raise click.ClickException(f"{error.strerror}: {error.filename or ''}. Mend it and try again.") from error


def command_line(house: House) -> click.Group:
    """The command line of this house."""
    return CommandLine(
        "mediation-cms",
        commands=Commands(COMMANDS),
        help="Bitim: case management for mediation cabinets.",
        context_settings={"obj": house, "help_option_names": ["-h", "--help"]},
    )
