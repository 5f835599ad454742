"""What the jobs work with while their process holds the lease."""

from dataclasses import dataclass
from threading import Event

from mediation_cms.core.db import Database
from mediation_cms.core.settings import Settings
from mediation_cms.documents.pressroom import Pressroom


@dataclass(frozen=True)
class Shift:
    """The time for which this process does the jobs. A job that takes long looks at `ending` between two things."""

    settings: Settings
    database: Database
    press: Pressroom
    ending: Event
