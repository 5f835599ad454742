"""The seed `almaty-region-2017`: cabinets, register and certificates of Almaty Region in its old composition."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.certification.certificate_actions import give_certificate
from mediation_cms.certification.certificate_inputs import CertificateIn
from mediation_cms.core.languages import Language
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.places.models import Unit
from mediation_cms.places.queries import tree
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.cabinets import Cabinet, district, open_cabinet
from mediation_cms.seeding.chance import dealt
from mediation_cms.seeding.planting import Planted, Watch, planted_before, remember
from mediation_cms.seeding.registers import Register

NAME = "almaty-region-2017"
IN_KAZAKH, IN_RUSSIAN = "{of} № {n} медиация кабинеті", "Кабинет медиации № {n} {of}"
IN_ENGLISH = "Mediation cabinet No. {n} {of}"


def plant(session: Session, actor: Actor, watch: Watch) -> Planted:
    """The end of 2017, unless it is there already."""
    if planted_before(session, NAME):
        return Planted(new=False)
    Region(session, actor, NAME).plant(watch)
    remember(session, NAME)
    return Planted(new=True)


class Region(SeedAtWork):
    """The seed while it is planted."""

    def plant(self, watch: Watch) -> None:
        """Cabinets with the mediators of their districts, then the certificates, year by year."""
        register = Register(self.world.sheaf, self.actor, self.cast, self.dice("register"), "19/")
        for line in watch(list(self.lines("districts"))):
            unit = district(self.session, line["district"])
            cabinets = [self._open(unit, line["short"], number) for number in range(1, int(line["cabinets"]) + 1)]
            self._enter(register, unit, line, cabinets)
        register.close(self.told["left_the_register"])
        self.world.sheaf.write()
        for district_code, given in watch(list(self._certificates())):
            unit = district(self.session, district_code)
            give_certificate(self.session, self.actor, unit, self.cast.learner(), given, printed=False)

    def _open(self, unit: Unit, short: str, number: int) -> Cabinet:
        since = self._day("cabinets", unit.code, number)
        kk, ru, en = (tree(self.session).forms(unit.id, language, since).of for language in Language)
        told = {
            "short": short if number == 1 else f"{short}{number}",
            "district": unit.code,
            "since": since.isoformat(),
            "kk": IN_KAZAKH.format(of=kk, n=number),
            "ru": IN_RUSSIAN.format(of=ru, n=number),
            "en": IN_ENGLISH.format(of=en, n=number),
        }
        return open_cabinet(self.session, self.actor, told, self.told["source"])

    def _enter(self, register: Register, unit: Unit, line: dict[str, str], cabinets: list[Cabinet]) -> None:
        for kind in MediatorKind:
            for place in range(int(line[kind.value])):
                since = self._day("entered", unit.code, kind, place)
                register.enter(unit.id, kind, since, cabinets[place % len(cabinets)].unit.id)

    def _certificates(self) -> Iterator[tuple[str, CertificateIn]]:
        """In which district on which day each was given, in the order of the days."""
        shares = {line["district"]: int(line["certificates"]) for line in self.lines("districts")}
        for year, count in self.told["certificates"].items():
            days = self.working_days(date(int(year), 2, 1), date(int(year), 12, 15))
            chance = self.dice(f"certificates of {year}")
            given = sorted((chance.choice(days), code) for code in dealt(shares, count))
            yield from ((code, CertificateIn.model_construct(issued_on=day)) for day, code in given)

    def _day(self, purpose: str, *which: object) -> date:
        first, last = self.told[f"{purpose}_from"], self.told[f"{purpose}_to"]
        ahead = self.dice("/".join(map(str, (purpose, *which)))).randrange((last - first).days + 1)
        return self.world.calendar.next_working(first + timedelta(days=ahead))
