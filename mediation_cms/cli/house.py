"""What the commands need of the parts beside them, put together in `mediation_cms.main`."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import reserved
from mediation_cms.core.db import Database
from mediation_cms.core.settings import Settings
from mediation_cms.people.models import AccountKind


class Planted(Protocol):
    """What a seed has done."""

    @property
    def new(self) -> bool:
        """Whether it has added anything."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be said about it."""


class Seed(Protocol):
    """A seed: how it is planted, which others it stands on, which numbers may be given to it."""

    @property
    def plant(self) -> Callable[..., Planted]:
        """Writes the rows that are not there yet: `plant(session, actor, watch, **numbers)`."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The seeds that come before it."""

    @property
    def options(self) -> tuple[str, ...]:
        """The names of its numbers."""

    @property
    def long(self) -> bool:
        """Whether it writes so much that nobody works beside it."""


class House(Protocol):
    """An installation."""

    @property
    def settings(self) -> Settings:
        """Its settings. Raises Misconfigured."""

    @property
    def database(self) -> Database:
        """Its database."""

    @property
    def seeds(self) -> Mapping[str, Seed]:
        """The seeds that can be planted."""

    def app(self) -> Any:
        """Its web application."""

    def work(self) -> None:
        """Do its jobs until told to stop."""

    def print_paper(self, paper_id: UUID) -> None:
        """Print one paper that was asked for, now and here."""

    def greet_mail_server(self) -> str:
        """Sign in to the mail server and say who sends. Raises Misconfigured, or an error whose words say why it cannot be."""

    def greet_sms_gateway(self) -> str:
        """Knock at the SMS gateway and say where it is. Raises Misconfigured, or an error whose words say why it cannot be."""


def system(session: Session) -> Actor:
    """As whom the command line acts."""
    return reserved(session, AccountKind.SYSTEM)
