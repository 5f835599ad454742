"""A question that stands on a page of its own."""

from dataclasses import dataclass

from mediation_cms.core.i18n import Text, Words


@dataclass(frozen=True)
class Asked:
    """A question: its words, and what is said under them."""

    question: Text | Words
    hint: Text | None = None
