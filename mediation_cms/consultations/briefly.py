"""What is made of somebody who was heard in a few words: a walk-in, a name to look for, a subject."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mediation_cms.consultations.brief_inputs import BriefIn, QuickListIn
from mediation_cms.consultations.inputs import WalkInIn
from mediation_cms.consultations.models import Mode
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.core.names import parts_of
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels
from mediation_cms.intake.inputs import PartyKind
from mediation_cms.intake.models import IntakeChannel, Source
from mediation_cms.people.likeness import key_without_patronymic

TWICE_HERE = _("This name stands twice on the list. If these are two talks, mark it below.")
CHANNELS = {
    Mode.IN_PERSON: IntakeChannel.IN_PERSON, Mode.VIDEO: IntakeChannel.VIDEO, Mode.PHONE: IntakeChannel.PHONE,
}  # fmt: skip


def walk_in_of(
    brief: BriefIn, called: str, *, cabinet_id: UUID, on: date, language: Language, talk: dict[str, Any], **came: object
) -> WalkInIn:
    """The request of somebody who was heard, with the talk. `called` stands for a subject that was not written."""
    applicant: dict[str, Any] = {"side": "applicant", "kind": PartyKind.UNNAMED}
    if not brief.unnamed:
        person = parts_of(brief.name) | {"contact": {"value": brief.phone, "language": language}}
        applicant |= {"kind": PartyKind.PERSON, "person": person}
    elif brief.phone:
        applicant["note"] = brief.phone
    return WalkInIn.checked({
        "cabinet_id": cabinet_id, "received_on": on, "language": language, "channel": CHANNELS[brief.mode],
        "source": Source.SELF, "subject": brief.subject or called, "dispute_code": brief.dispute_code,
        "applicant": applicant, "others": [],
        "talk": {
            "held_on": on, "minutes": brief.minutes, "mode": brief.mode, "language": language, "side": "applicant-1",
            "result": brief.result, "reason": brief.reason,
        } | talk,
    } | came)  # fmt: skip


def twice_on(given: QuickListIn) -> dict[str, Text]:
    """The rows of a list whose name stands above already, unless they are marked as another talk."""
    seen: set[str] = set()
    asked: dict[str, Text] = {}
    for place, brief in enumerate(given.rows):
        if not brief.again and key_of(brief) & seen:
            asked[f"rows-{place}-again"] = TWICE_HERE
        seen |= key_of(brief)
    return asked


def key_of(brief: BriefIn) -> set[str]:
    """The name as it is looked for, in a set; nobody is the same as somebody unnamed."""
    if brief.unnamed or not brief.name:
        return set()
    name = parts_of(brief.name)
    return {key_without_patronymic(name.get("surname", ""), name["given_name"])}


def called(session: Session, dispute_code: str, language: Language) -> str:
    """What a matter is called whose subject nobody wrote: the words of its category."""
    return labels(session, Catalogue.DISPUTE_TYPE, language).get(dispute_code, dispute_code)[:120]
