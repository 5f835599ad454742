"""What is asked about a tie of a mediator."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import ValidationInfo, field_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.validation import Optional_, OptionalPastDay, PastDay, Typed, line, wrong
from mediation_cms.mediators.tie_models import Kin, TieKind
from mediation_cms.people.inputs import Name, NamePart


def after_the_start(until: date | None, above: ValidationInfo) -> date | None:
    """The first day without the tie comes after the first day with it."""
    if until and until <= above.data.get("since", date.min):
        raise wrong(_("The end is before the start. Check the dates."))
    return until


class RelativeIn(Typed):
    """A relative, by name in its parts."""

    kin: Kin
    surname: NamePart = ""
    given_name: Name
    patronymic: NamePart = ""
    born_on: OptionalPastDay = None
    since: PastDay
    until: OptionalPastDay = None

    _ends = field_validator("until")(after_the_start)


class VillageIn(Typed):
    """A village or rural district, in words; with the district or town in which it lies where that is known."""

    called: Annotated[str, line(200)]
    near_id: Annotated[UUID | None, Optional_] = None
    since: PastDay
    until: OptionalPastDay = None

    _ends = field_validator("until")(after_the_start)


class MembershipIn(Typed):
    """An employer or an association, by name."""

    called: Annotated[str, line(300)]
    since: PastDay
    until: OptionalPastDay = None

    _ends = field_validator("until")(after_the_start)


TieIn = RelativeIn | VillageIn | MembershipIn
ASKED: Mapping[TieKind, type[TieIn]] = {
    TieKind.RELATIVE: RelativeIn,
    TieKind.VILLAGE: VillageIn,
    TieKind.ORGANISATION: MembershipIn,
}


class TieEndingIn(Typed):
    """From which day on there is no such tie any more."""

    until: PastDay
