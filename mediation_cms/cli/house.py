"""What the commands need of the parts beside them, put together in `mediation_cms.main`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import reserved
from mediation_cms.core.db import Database
from mediation_cms.core.settings import Settings
from mediation_cms.people.models import AccountKind

Item = TypeVar("Item")
Watch = Callable[[Iterable[Any]], Iterable[Any]]
"""Shows how far the work on these things has come, while handing them on one by one."""


class Unmigrated(Exception):
    """The database is not at the present schema, or cannot be brought there; the message says why and what to do."""


class Planted(Protocol):
    """What a seed has done."""

    new: bool
    lines: tuple[str, ...]


class Seed(Protocol):
    """A seed: which others it stands on, which numbers may be given to it by name, and how it is planted."""

    needs: tuple[str, ...]
    options: tuple[str, ...]

    @property
    def plant(self) -> Callable[..., Planted]:
        """Writes the rows that are not there yet: `plant(session, actor, watch)` and the options by name."""


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


def system(session: Session) -> Actor:
    """As whom the command line acts."""
    return reserved(session, AccountKind.SYSTEM)
