"""Who brings what to which cabinet: the beginnings of stories. Nothing here looks at the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from mediation_cms.access import Actor
from mediation_cms.core.languages import Language
from mediation_cms.intake.inputs import PartyIn, PartyKind, RequestIn
from mediation_cms.intake.models import IntakeChannel, Side, Source
from mediation_cms.people.inputs import OrganisationIn
from mediation_cms.seeding.cast import KAZAKH, Cast, Sex
from mediation_cms.seeding.chance import Bag
from mediation_cms.seeding.story import Hand
from mediation_cms.seeding.tales import Tale, library

CHANNELS = {
    IntakeChannel.IN_PERSON: 62, IntakeChannel.PHONE: 19, IntakeChannel.POST: 4, IntakeChannel.EMAIL: 3,
    IntakeChannel.WEB: 3, IntakeChannel.FIELD_VISIT: 6,
}  # fmt: skip
BY_VIDEO = {IntakeChannel.VIDEO: 9}
SOURCES = {
    Source.SELF: 74, Source.COURT: 7, Source.POLICE: 5, Source.COUNCIL: 7, Source.DIALOGUE_PLATFORM: 4, Source.EVENT: 3,
}  # fmt: skip
SENT_BY = {
    Source.COURT: {Language.KK: "сот кеңес берген", Language.RU: "по совету суда"},
    Source.POLICE: {Language.KK: "учаскелік инспектор кеңес берген", Language.RU: "по совету участкового"},
    Source.COUNCIL: {Language.KK: "Қоғамдық келісім кеңесі", Language.RU: "Совет общественного согласия"},
    Source.DIALOGUE_PLATFORM: {Language.KK: "диалог алаңы", Language.RU: "диалоговая площадка"},
    Source.EVENT: {Language.KK: "Бірыңғай медиация күні", Language.RU: "Единый день медиации"},
}
UNNAMED_CALLERS = 0.3  # of those who call
COUPLES = (21, 58)  # years of age


@dataclass(frozen=True)
class Desk:
    """A cabinet at work: who sits at its desk, who leads it, and who mediates. `town` is written into contracts."""

    cabinet_id: UUID
    town: Mapping[Language, str]
    front: Actor
    head: Actor
    hands: Sequence[Hand]
    video: bool = False


class Openings:
    """People of one region who bring their matters."""

    def __init__(self, chance: Random, cast: Cast) -> None:
        self._chance, self.cast = chance, cast
        self._any, self._between_people = Bag(library().weights), Bag(library().between_people)
        self._channels, self._with_video, self._sources = Bag(CHANNELS), Bag(CHANNELS | BY_VIDEO), Bag(SOURCES)

    def tale(self, *, mediable: bool = False) -> Tale:
        """A kind of dispute; a mediable one has a person on each side."""
        return (self._between_people if mediable else self._any).draw(self._chance)

    def brought(self, desk: Desk, tale: Tale, on: date, *, named: bool = False) -> RequestIn:
        """Somebody brings the matter to the cabinet on that day. Who only calls may not give a name."""
        channel = (self._with_video if desk.video else self._channels).draw(self._chance)
        unnamed = not named and channel is IntakeChannel.PHONE and self._chance.random() < UNNAMED_CALLERS
        applicant, language = self._unnamed() if unnamed else self._named(tale, on)
        source = self._sources.draw(self._chance)
        words = tale.words[language]
        return RequestIn.model_construct(
            cabinet_id=desk.cabinet_id,
            received_on=on,
            channel=channel,
            source=source,
            source_note=SENT_BY[source][language] if source in SENT_BY else "",
            language=language,
            subject=words["subject"],
            narrative=words["narrative"],
            dispute_code=tale.code,
            applicant=applicant,
            others=[] if unnamed else [self._other(tale, on)],
            **tale.marks,
        )

    def _unnamed(self) -> tuple[PartyIn, Language]:
        return PartyIn.model_construct(kind=PartyKind.UNNAMED, side=Side.APPLICANT), self.cast.language(KAZAKH)

    def _named(self, tale: Tale, on: date) -> tuple[PartyIn, Language]:
        person, language = self.cast.person(on, ages=COUPLES, sex=Sex.WOMAN) if tale.couple else self.cast.person(on)
        return PartyIn.model_construct(side=Side.APPLICANT, person=person), language

    def _other(self, tale: Tale, on: date) -> PartyIn:
        if tale.with_organisation:
            named = self._chance.choice(library().organisations)
            organisation = OrganisationIn.model_construct(name=named["name"], name_ru=named["name_ru"])
            return PartyIn.model_construct(kind=PartyKind.ORGANISATION, side=Side.OTHER, organisation=organisation)
        person, _language = self.cast.person(on, ages=COUPLES, sex=Sex.MAN) if tale.couple else self.cast.person(on)
        return PartyIn.model_construct(side=Side.OTHER, person=person)
