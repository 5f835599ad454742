"""The composition root: settings, then the database, then the application, the jobs, the seeds and the command line.

Each part is loaded when it is asked for, so that no process carries what it does not use: a web process neither the jobs nor
the press, the jobs no pages.
"""

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from typing import Any
from uuid import UUID

from mediation_cms.cli.command_line import command_line
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.settings import Settings


def make_database(settings: Settings) -> Database:
    """The database of these settings."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return Database(make_engine(settings.database_url), Keyring(settings.field_keys), settings.data_dir)


def make_app() -> Any:
    """The web application, with its settings from the environment: for any WSGI server."""
    return House().app()


class House:
    """What the commands work with, made when it is asked for."""

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

    def app(self) -> Any:
        """The web application."""
        return import_module("mediation_cms.web.app").create_app(self.settings, self.database)

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

    def greet_sms_gateway(self) -> str:
        """Knock at the SMS gateway; where it is. Raises Misconfigured, or an error whose words say why it cannot be reached."""
        place: str = import_module("mediation_cms.jobs.texting").greet(self.settings)
        return place


cli = command_line(House())

if __name__ == "__main__":
    cli()
