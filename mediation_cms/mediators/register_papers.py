"""The facts of the papers of a register entry: the decision by which it was made, and the extract of a day."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, Words, _
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import words as words_of
from mediation_cms.documents.facts import (
    Act,
    Cabinet,
    Pause,
    RegisterExtractFacts,
    RegisterOrderFacts,
    same,
)
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.letterhead import in_both
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.law.queries import versions
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.mediators.queries import standing_of, suspensions_of
from mediation_cms.people.models import Organisation, Person
from mediation_cms.places.queries import tree

OF_REGISTER = (PaperKind.REGISTER_ORDER, PaperKind.REGISTER_EXTRACT)
SPOKEN = {
    "kk": Words("қазақша", "казахский"), "ru": Words("орысша", "русский"), "en": Words("ағылшынша", "английский"),
    "uz": Words("өзбекше", "узбекский"), "ug": Words("ұйғырша", "уйгурский"), "tr": Words("түрікше", "турецкий"),
    "de": Words("немісше", "немецкий"),
}  # fmt: skip


def order_facts(session: Session, entry: RegisterEntry, languages: Languages) -> RegisterOrderFacts:
    """The decision on entry. Refused while no decision is entered: a paper without its number binds nobody."""
    if not (entry.act_in_no and entry.act_in_on and entry.act_in_by):
        raise Refused(_("Enter by which decision the mediator came into the register: number, day and who decided."))
    return RegisterOrderFacts(
        number=entry.act_in_no,
        made_on=entry.act_in_on,
        since=entry.since,
        act=Act(number=entry.act_in_no, on=entry.act_in_on, by=entry.act_in_by),
        ground=entry.ground_in,
        **_both(session, entry, languages),
    )


def extract_facts(session: Session, entry: RegisterEntry, languages: Languages) -> RegisterExtractFacts:
    """What stands in the register of the mediator today."""
    today, mediator = clock.today(), session.get_one(Mediator, entry.mediator_id)
    district = tree(session).words(entry.district_id, min(today, entry.until or today))
    return RegisterExtractFacts(
        number=entry.number,
        made_on=today,
        standing=in_both(standing_of(session, entry, today).label),
        place=in_both(district),
        since=entry.since,
        until=entry.until,
        ground_in=entry.ground_in,
        act_in=Act(number=entry.act_in_no, on=entry.act_in_on, by=entry.act_in_by),
        ground_out=entry.ground_out,
        act_out=Act(number=entry.act_out_no, on=entry.act_out_on, by=entry.act_out_by),
        spoken=_listed([SPOKEN.get(code, same(code)) for code in mediator.languages]),
        fields=_listed([words_of(session, Catalogue.DISPUTE_TYPE, code) for code in mediator.dispute_codes]),
        pauses=tuple(
            Pause(
                since=held.since, until=held.until, ground=held.ground,
                act=Act(number=held.act_no, on=held.act_on, by=held.act_by),
            )
            for held in suspensions_of(session, entry)
        ),
        **_both(session, entry, languages),
    )  # fmt: skip


def papers_of_entry(session: Session, entry: RegisterEntry) -> list[Paper]:
    """The papers of an entry, the newest first."""
    about = select(Paper).where(Paper.thing_id == entry.id, col(Paper.kind).in_(OF_REGISTER))
    return list(session.exec(about.order_by(col(Paper.id).desc())))


def _both(session: Session, entry: RegisterEntry, languages: Languages) -> dict[str, Any]:
    label = in_force(versions(session, f"label.mediator.{entry.kind.value}.{entry.register_kind.value}"), entry.since)
    of = session.get(Organisation, entry.organisation_id) if entry.organisation_id else None
    return {
        "languages": languages,
        "cabinet": _letterhead(session, entry),
        "name": session.get_one(Person, entry.mediator_id).name,
        "status": in_both(label.words if label else entry.kind.label),
        "register": same(of.name) if of else in_both(entry.register_kind.label),
        "register_no": entry.number,
        "certificate_no": entry.certificate_no,
        "certificate_on": entry.certificate_on,
    }


def _letterhead(session: Session, entry: RegisterEntry) -> Cabinet:
    """Whose register it is, and where: a register has no cabinet."""
    of = session.get(Organisation, entry.organisation_id) if entry.organisation_id else None
    place = in_both(tree(session).words(entry.district_id, entry.since))
    register = same(of.name) if of else in_both(entry.register_kind.label)
    return Cabinet(name=register, house=place, address=same(""), phone="", place=place)


def _listed(called: Sequence[Text]) -> Words:
    return Words(*(", ".join(each.in_(language) for each in called) for language in (Language.KK, Language.RU)))
