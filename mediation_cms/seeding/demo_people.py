"""Guests of the demo: people and organisations that show what the usual cast does not.

The IIN and BIN are published test vectors (made to check the check digit); nobody bears them.
"""

from datetime import date

from mediation_cms.core.languages import Language
from mediation_cms.intake.inputs import PartyIn, PartyKind, RepresentativeIn
from mediation_cms.intake.models import Capacity, Side
from mediation_cms.people.inputs import ContactIn, OrganisationIn, PersonIn
from mediation_cms.people.models import Channel, DocumentKind, OrganisationKind
from mediation_cms.seeding.cast import Cast

VECTORS = {
    "061211600012": {"surname": "Сейітова", "given_name": "Дана", "patronymic": "Талғатқызы"},
    "000229500008": {"surname": "Григорьев", "given_name": "Максим", "patronymic": "Олегович"},
    "000229500909": {"surname": "Құрманов", "given_name": "Алмас", "patronymic": "Ерланұлы"},
}
EMPLOYER = OrganisationIn.checked(
    {
        "name": "«Үлгі Ертіс Құрылыс» ЖШС",
        "name_ru": "ТОО «Үлгі Ертіс Құрылыс»",
        "kind": OrganisationKind.COMPANY,
        "bin": "990140000007",
        "address": "Павлодар қаласы, Өнеркәсіп көшесі, 1",
        "contact": {"channel": Channel.PHONE, "value": "+77182009999", "language": Language.RU},
    }
)
SHOP = OrganisationIn.checked(
    {
        "name": "«Үлгі Техника» дүкені",
        "name_ru": "Магазин «Үлгі Техника»",
        "bin": "990140000806",
        "address": "Екібастұз қаласы, Базар көшесі, 2",
        "contact": {"channel": Channel.PHONE, "value": "+77187009999", "language": Language.RU},
    }
)


class Guests:
    """Parties who are out of the ordinary."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def unnamed(self) -> PartyIn:
        """Somebody who gives no name."""
        return PartyIn(kind=PartyKind.UNNAMED, side=Side.APPLICANT)

    def with_iin(self, iin: str, side: Side = Side.APPLICANT) -> PartyIn:
        """Somebody with an IIN: one of the test vectors."""
        contact = ContactIn(channel=Channel.PHONE, value=self._cast.phone(), safe_times="18:00–20:00")
        address = "Павлодар қаласы, Ертіс көшесі, 7-12"
        return PartyIn(
            side=side, person=PersonIn.checked(VECTORS[iin] | {"iin": iin, "address": address, "contact": contact})
        )

    def foreigner(self) -> PartyIn:
        """Somebody from abroad, with a passport and a phone of another country."""
        told = {
            "surname": "Rahimov",
            "given_name": "Otabek",
            "document_kind": DocumentKind.FOREIGN_PASSPORT,
            "document_no": "AA0000000",
            "no_iin_reason": "Шетел азаматы / Иностранный гражданин",
            "address": "Екібастұз қаласы, Мектеп көшесі, 3",
        }
        return PartyIn(side=Side.APPLICANT, person=PersonIn.checked(told))

    def employer(self) -> PartyIn:
        """A company with a BIN."""
        return PartyIn(kind=PartyKind.ORGANISATION, side=Side.OTHER, organisation=EMPLOYER)

    def shop(self) -> PartyIn:
        """A shop with a BIN."""
        return PartyIn(kind=PartyKind.ORGANISATION, side=Side.OTHER, organisation=SHOP)

    def pupil(self, on: date) -> PartyIn:
        """A pupil: under age, so somebody must speak for them."""
        person, _language = self._cast.person(on, ages=(13, 16))
        return PartyIn(side=Side.OTHER, person=person, note="оқушы / ученик")

    def neighbour(self, on: date, side: Side = Side.OTHER) -> PartyIn:
        """One more person."""
        person, _language = self._cast.person(on)
        return PartyIn(side=side, person=person)

    def parent(self, on: date) -> RepresentativeIn:
        """The parent of a pupil, who has shown the birth certificate."""
        return self._representative(on, Capacity.PARENT, "№ 0000001")

    def attorney(self, on: date) -> RepresentativeIn:
        """Somebody with a power of attorney, which was seen."""
        return self._representative(on, Capacity.POWER_OF_ATTORNEY, "1-055")

    def guardian(self, on: date) -> RepresentativeIn:
        """A guardian."""
        return self._representative(on, Capacity.GUARDIAN, "ҚО-17")

    def _representative(self, on: date, capacity: Capacity, number: str) -> RepresentativeIn:
        person, _language = self._cast.person(on, ages=(32, 58))
        told = {
            "capacity": capacity,
            "document_no": number,
            "document_on": on,
            "document_seen": True,
        }
        return RepresentativeIn.checked(told | {"person": person})
