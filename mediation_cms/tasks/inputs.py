"""What is typed when a task is done."""

from typing import Annotated

from mediation_cms.core.validation import Typed, words


class DoneIn(Typed):
    """What was done about it."""

    note: Annotated[str, words(1000)]
