"""What is typed on both sides of the status page: number and code, a message, how somebody's identity was checked."""

from typing import Annotated

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.validation import Typed, line, words

LONGEST_MESSAGE = 2000
LONGEST_TYPED = 80


class IdentityCheck(Labelled, context="identity check"):
    """How staff made sure that it is the applicant who asks: for a code, or to take a consent back."""

    DOCUMENT = "document", "identity document seen, not copied"
    CALLED_BACK = "called_back", "called back at the number that we know"
    KNOWN = "known", "known to me in person"


class CodeWay(Labelled, context="way of a code"):
    """How the applicant gets a new code."""

    SHOWN = "shown", "I read it out or print it"
    SENT = "sent", "send it as a message"


class ComingBackIn(Typed):
    """Number and code, as somebody types them."""

    number: Annotated[str, line(LONGEST_TYPED)]
    code: Annotated[str, line(LONGEST_TYPED)]


class MessageIn(Typed):
    """A message."""

    body: Annotated[str, words(LONGEST_MESSAGE)]


class ConsentWithdrawalIn(Typed):
    """How identity was checked of who asks to take a consent back."""

    identity: IdentityCheck


class RenewalIn(Typed):
    """How identity was checked, and how the applicant gets the new code."""

    identity: IdentityCheck
    way: CodeWay
