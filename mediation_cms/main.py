"""The composition root: settings, then the database, then the application, the jobs and the command line."""

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from typing import Any
from uuid import UUID

from mediation_cms.cli.command_line import command_line
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.settings import Settings
from mediation_cms.web.app import Bitim, create_app


def make_database(settings: Settings) -> Database:
    """The database of these settings."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return Database(make_engine(settings.database_url), Keyring(settings.field_keys), settings.data_dir)


def make_app() -> Bitim:
    """The web application, with its settings from the environment: for any WSGI server."""
    settings = Settings.from_environment()
    return create_app(settings, make_database(settings))


class House:
    """What the commands work with, made when it is asked for. Web processes load this module, but neither jobs nor seeds."""

    @cached_property
    def settings(self) -> Settings:
        """The settings from the environment. Raises Misconfigured."""
        return Settings.from_environment()

    @cached_property
    def database(self) -> Database:
        """The database of these settings."""
        return make_database(self.settings)

    @property
    def seeds(self) -> Mapping[str, Any]:
        """The seeds that can be planted."""
        seeds: Mapping[str, Any] = import_module("mediation_cms.seeding.registry").SEEDS
        return seeds

    def app(self) -> Bitim:
        """The web application."""
        return create_app(self.settings, self.database)

    def work(self) -> None:
        """Do the jobs until told to stop."""
        import_module("mediation_cms.jobs.work").work(self.settings, self.database)

    def print_paper(self, paper_id: UUID) -> None:
        """Print one paper that was asked for, now and here."""
        import_module("mediation_cms.jobs.printing").print_alone(self.settings, self.database, paper_id)

    def greet_mail_server(self) -> str:
        """Sign in to the mail server; who sends. Raises Misconfigured, or an error whose words say why it cannot be."""
        sender: str = import_module("mediation_cms.jobs.mailing").greet(self.settings)
        return sender


cli = command_line(House())

if __name__ == "__main__":
    cli()
