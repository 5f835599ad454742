"""Somebody heard, in a few words: one at the desk, or all who came on a day of open doors."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.consultations.actions import walk_in
from mediation_cms.consultations.brief_inputs import BriefIn, QuickListIn
from mediation_cms.consultations.briefly import called, key_of, twice_on, walk_in_of
from mediation_cms.consultations.inputs import WalkInIn
from mediation_cms.consultations.twice import require_new_talk
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text
from mediation_cms.intake.cabinets import known_cabinet
from mediation_cms.intake.contacting import About
from mediation_cms.intake.models import Request, Source

OF_ALL = {
    "received_on": "held_on",
    "cabinet_id": "cabinet_id",
    "talk-held_on": "held_on",
    "talk-mediator_id": "mediator_id",
}
"""What an input or action says of the day, the cabinet or the mediator is said once, above the rows."""


def brief_walk_in(session: Session, actor: Actor, brief: BriefIn, given: WalkInIn) -> Request:
    """Somebody without an appointment was heard. Raises Invalid (`again`) when the same name was heard by the actor that day."""
    authorize(actor, Can.REGISTER_REQUEST, known_cabinet(session, given.cabinet_id))
    if not brief.again:
        require_new_talk(session, actor, given.received_on, About(None, frozenset(key_of(brief))))
    return walk_in(session, actor, given)


def record_open_day(session: Session, actor: Actor, given: QuickListIn) -> list[Request]:
    """Everybody who was heard on a day of open doors: for each a request and a consultation, all or none.

    Their numbers follow each other. Raises Invalid with what is wrong in every row: `rows-3-name`.
    """
    authorize(actor, Can.REGISTER_REQUEST, known_cabinet(session, given.cabinet_id))
    wrong: dict[str, Text] = twice_on(given)
    made = []
    for place, brief in enumerate(given.rows):
        try:
            made.append(brief_walk_in(session, actor, brief, _walk_in(session, given, brief)))
        except Invalid as problem:
            for name, sentence in problem.fields.items():
                wrong.setdefault(OF_ALL.get(name, f"rows-{place}-{name.removeprefix('talk-')}"), sentence)
    if wrong:
        raise Invalid(wrong)
    return made


def _walk_in(session: Session, given: QuickListIn, brief: BriefIn) -> WalkInIn:
    return walk_in_of(
        brief,
        called(session, brief.dispute_code, given.language),
        cabinet_id=given.cabinet_id,
        on=given.held_on,
        language=given.language,
        talk={"mediator_id": given.mediator_id},
        source=Source.EVENT,
        source_note=given.event,
    )
