"""What is asked about an event for the public."""

from typing import Annotated

from pydantic import ValidationInfo, field_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.titles import TitledIn
from mediation_cms.core.validation import OptionalLine, PastDay, between, code, words, wrong
from mediation_cms.outreach.models import CountMethod, Qualifier


class EventIn(TitledIn):
    """An event that was held: what, when, where, with whom, how many came and how that is known."""

    kind: Annotated[str, code(40)]
    held_on: PastDay
    venue: OptionalLine = ""
    partners: Annotated[str, words(400, needed=False)] = ""
    audience: Annotated[int, between(0, 1_000_000)]
    method: CountMethod
    qualifier: Qualifier = Qualifier.EXACT
    note: Annotated[str, words(400, needed=False)] = ""

    @field_validator("qualifier")
    @classmethod
    def _a_list_is_exact(cls, qualifier: Qualifier, above: ValidationInfo) -> Qualifier:
        """Whoever has the names on a list knows the number."""
        if above.data.get("method") is CountMethod.LIST and qualifier is not Qualifier.EXACT:
            raise wrong(_('A list gives the exact number. Choose "exactly" or another method.'))
        return qualifier
