"""The reason that an act needs, so that its trace explains itself."""

from typing import Annotated

from pydantic import AfterValidator

from mediation_cms.core.i18n import _
from mediation_cms.core.validation import Typed, words, wrong


def _given(reason: str) -> str:
    if not reason:
        raise wrong(_("Give the reason: it stays in the history."))
    return reason


Reason = Annotated[str, words(400, needed=False), AfterValidator(_given)]


class ReasonIn(Typed):
    """Why something is taken out or taken back."""

    reason: Reason
