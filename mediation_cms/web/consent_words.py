"""What it means to take a consent back, for who does it: said before, since it cannot be given again on the same request."""

from collections.abc import Mapping

from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.application_models import OF_A_REQUEST, ConsentPurpose

WITHOUT: Mapping[ConsentPurpose, Text] = {
    ConsentPurpose.MESSAGES: _(
        "No SMS and no e-mail comes any more about this request and its meetings, not even a reminder. What waits is not "
        "sent. The cabinet calls instead, and what it writes stands on the page of the request."
    ),
    ConsentPurpose.QUESTIONS: _(
        "After the end nobody asks how what was agreed is kept and how the help was: neither by message nor by phone."
    ),
    ConsentPurpose.STATISTICS: _(
        "It is noted. The half-year report counts the request as before: in its numbers nobody can be recognised."
    ),
}


def purpose_named(name: str) -> ConsentPurpose:
    """The use of this name that an applicant is asked about. Raises NotFound."""
    if name not in set(OF_A_REQUEST):
        raise NotFound
    return ConsentPurpose(name)
