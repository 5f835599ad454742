"""What people do to the declared ties of a mediator: enter one, end it, take out what was entered by mistake.

The history says that a tie was entered and of which kind, never with whom: names of relatives go no further than the page.
"""

from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.mediators.tie_inputs import ASKED, RelativeIn, TieEndingIn, TieIn, VillageIn
from mediation_cms.mediators.tie_models import Tie
from mediation_cms.mediators.tie_queries import Whose
from mediation_cms.people.closeness import organisation_key, place_key
from mediation_cms.people.likeness import key_without_patronymic
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree

LONGEST_KEY = 400
KINDS = {asked: kind for kind, asked in ASKED.items()}


def declare_tie(session: Session, actor: Actor, of: Whose, given: TieIn) -> Tie:
    """Enter a tie of a mediator. Invalid for a district that is not there, or a name without letters."""
    authorize(actor, Can.DECLARE_TIES, of)
    kind, fields = KINDS[type(given)], given.model_dump()
    if isinstance(given, VillageIn) and given.near_id is not None:
        near = tree(session).places.get(given.near_id)
        if near is None or near.level is not Level.DISTRICT:
            raise Invalid({"near_id": NO_SUCH_CHOICE})
    tie = Tie(
        mediator_id=of.mediator_id,
        kind=kind,
        key=_key(given),
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
        **fields,
    )
    session.add(tie)
    session.flush()
    record(session, actor, "tie.declared", tie, **_said(of, tie))
    return tie


def end_tie(session: Session, actor: Actor, of: Whose, tie: Tie, given: TieEndingIn) -> None:
    """The tie is none any more from a day on. Refused when it has ended; Invalid for a day before it began."""
    authorize(actor, Can.DECLARE_TIES, of)
    if tie.until is not None:
        raise Refused(_("This tie has ended already."))
    if given.until <= tie.since:
        raise Invalid({"until": _("The end is before the start. Check the dates.")})
    tie.until = given.until
    session.add(tie)
    record(session, actor, "tie.ended", tie, **_said(of, tie), until=given.until)


def remove_tie(session: Session, actor: Actor, of: Whose, tie: Tie) -> None:
    """Take out a tie that was entered by mistake."""
    authorize(actor, Can.DECLARE_TIES, of)
    record(session, actor, "tie.removed", tie, **_said(of, tie))
    session.delete(tie)
    session.flush()


def _key(given: TieIn) -> str:
    if isinstance(given, RelativeIn):
        key = key_without_patronymic(given.surname, given.given_name)
    else:
        key = place_key(given.called) if isinstance(given, VillageIn) else organisation_key(given.called)
    if not key:
        raise Invalid({"given_name" if isinstance(given, RelativeIn) else "called": _("Type the name in letters.")})
    return key[:LONGEST_KEY]


def _said(of: Whose, tie: Tie) -> dict[str, Any]:
    """Where the mediator works, and of which kind the tie is."""
    return {"place_id": min(of.unit_ids, default=None), "kind": tie.kind}
