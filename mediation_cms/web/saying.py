"""What has just been done, said on the next page."""

from flask import flash

from mediation_cms.core.i18n import Text
from mediation_cms.web.languages import current_language


def say(sentence: Text, state: str = "done") -> None:
    """Say it once, in the reader's language. The state is that of a note: done, wait, late."""
    flash(sentence.in_(current_language()), state)
