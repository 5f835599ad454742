"""What is asked of who reports an inaccuracy."""

from typing import Annotated

from mediation_cms.core.validation import Typed, line, words


class InaccuracyIn(Typed):
    """What is wrong, and how to answer if the reporter wants that."""

    words: Annotated[str, words(1000)]
    reply_to: Annotated[str, line(200, needed=False)] = ""
