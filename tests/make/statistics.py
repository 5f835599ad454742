"""Rows that reports count, put straight into the tables: a country that was split, and what happened in its cabinets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count

from sqlmodel import Session, col, select

from mediation_cms.agreements.models import Agreement, SigningMode
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case, Contract, ContractLanguage
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.course_workflow import EnrolmentState
from mediation_cms.certification.models import Course, CourseKind, Participation
from mediation_cms.consultations.models import Consultation, Mode, Result
from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import restamp
from mediation_cms.intake.models import IntakeChannel, Opened, Outcome, Request, Source, Spell
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterEntry, RegisterKind, Suspension
from mediation_cms.outreach.models import CountMethod, Event, Qualifier
from mediation_cms.people.models import Account, Person
from mediation_cms.places.models import Level, Placing, Succession, Unit, UnitName
from mediation_cms.prevention.models import MeasureKind, PreventiveMeasure
from tests.make.actors import account_for
from tests.make.places import cabinet, district, region, republic

SPLIT = date(2022, 6, 8)
NUMBERS = count(1)


# --- a country -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SplitCountry:
    """East Kazakhstan, from which Abai was split off with Semey, and Karaganda beside them. Each town has a cabinet."""

    republic: Unit
    vko: Unit
    abai: Unit
    karaganda: Unit
    towns: dict[str, Unit] = field(default_factory=dict)
    cabinets: dict[str, Unit] = field(default_factory=dict)

    def placed_in(self, town: str, on: date) -> Unit:
        """The region of the town on that day, as people know it."""
        if town == "temirtau":
            return self.karaganda
        return self.abai if town == "semey" and on >= SPLIT else self.vko


NAMES = {
    "63": ("Шығыс Қазақстан облысы", "Восточно-Казахстанская область", "East Kazakhstan Region"),
    "10": ("Абай облысы", "область Абай", "Abai Region"),
    "35": ("Қарағанды облысы", "Карагандинская область", "Karaganda Region"),
}


def split_country(session: Session) -> SplitCountry:
    """The country before and after 8 June 2022."""
    kz = republic(session)
    vko, abai, karaganda = (
        region(session, kz, code, name[0], since=SPLIT if code == "10" else date(2000, 1, 1))
        for code, name in NAMES.items()
    )
    for unit in (vko, abai, karaganda):
        named = session.exec(select(UnitName).where(UnitName.unit_id == unit.id)).one()
        _kk, named.ru, named.en = NAMES[unit.code]
    session.add(Succession(predecessor_id=vko.id, successor_id=abai.id, since=SPLIT))
    country = SplitCountry(kz, vko, abai, karaganda)
    for town, number, above in (
        ("oskemen", "63-OSK", vko),
        ("ridder", "63-RID", vko),
        ("semey", "63-SEM", vko),
        ("temirtau", "35-TEM", karaganda),
    ):
        country.towns[town] = district(session, above, town, f"{town} қаласы")
        country.cabinets[town] = cabinet(session, country.towns[town], number, f"{town} кабинеті")
    moved = session.exec(select(Placing).where(Placing.unit_id == country.towns["semey"].id)).one()
    moved.until = SPLIT
    session.add(moved)
    session.flush()
    session.add(Placing(unit_id=country.towns["semey"].id, parent_id=abai.id, since=SPLIT))
    session.flush()
    restamp(session, "places")
    return country


def district_of(session: Session, unit: Unit) -> Unit:
    """The district of a cabinet, or the district itself."""
    if unit.level is Level.DISTRICT:
        return unit
    placing = session.exec(select(Placing).where(Placing.unit_id == unit.id, col(Placing.until).is_(None))).one()
    return session.get_one(Unit, placing.parent_id)


# --- requests ------------------------------------------------------------------------------------------------------------


def clerk(session: Session) -> Account:
    """Who typed it all in."""
    found = session.exec(select(Account).where(Account.login == "statistics")).first()
    return found or account_for(session, login="statistics")


def matter(
    session: Session, at: Unit, on: date, channel: IntakeChannel = IntakeChannel.IN_PERSON, *, counted: bool = True
) -> Request:
    """A request received at a cabinet, with its first spell."""
    request = Request(
        number=f"{at.code}-{on.year}-{next(NUMBERS):06d}", cabinet_id=at.id, district_id=district_of(session, at).id,
        received_on=on, channel=channel, source=Source.SELF, language=Language.KK, subject="…", dispute_code="FAM",
        registered_by_id=clerk(session).id, registered_at=clock.now(),
    )  # fmt: skip
    session.add(request)
    session.flush()
    _open(session, request, Opened.RECEIVED, on, counted=counted)
    return request


def ended(session: Session, request: Request, outcome: Outcome, on: date) -> Request:
    """The request ends."""
    spell = _running(session, request)
    spell.ended_on, spell.outcome = on, outcome
    request.status, request.outcome, request.ended_on = RequestStatus.ENDED, outcome, on
    session.add_all([spell, request])
    session.flush()
    return request


def finished(session: Session, at: Unit, on: date, outcome: Outcome, ended_on: date | None = None) -> Request:
    """A request received at a cabinet that ended, on the same day unless said otherwise."""
    return ended(session, matter(session, at, on), outcome, ended_on or on)


def reopened(session: Session, request: Request, on: date, *, counted: bool = True) -> Request:
    """The request is open again."""
    request.status, request.outcome, request.ended_on = RequestStatus.REGISTERED, None, None
    session.add(request)
    _open(session, request, Opened.REOPENED, on, counted=counted)
    return request


def transferred(session: Session, request: Request, to: Unit, on: date, *, counted: bool = True) -> Request:
    """The request goes to another cabinet."""
    spell = _running(session, request)
    spell.ended_on, spell.transferred = on, True
    request.cabinet_id, request.district_id = to.id, district_of(session, to).id
    session.add_all([spell, request])
    session.flush()
    _open(session, request, Opened.TRANSFERRED_IN, on, counted=counted)
    return request


def agreed(session: Session, request: Request, on: date, mediator: Mediator | None = None) -> Agreement:
    """The request is mediated and ends by agreement on the day; the contract was concluded on the day before."""
    if mediator is None:
        mediator = Mediator(id=person(session).id)
        session.add(mediator)
        session.flush()
    case = Case(
        request_id=request.id, number=request.number, cabinet_id=request.cabinet_id, status=CaseStatus.ENDED,
        admitted_on=request.received_on, mediator_id=mediator.id, outcome=Outcome.AGREEMENT, ended_on=on,
    )  # fmt: skip
    session.add(case)
    session.flush()
    concluded_on = on - timedelta(days=1)
    contract = Contract(
        case_id=case.id, number=f"{case.number}-C", district_id=request.district_id, concluded_on=concluded_on,
        concluded_at=time(10), place="…", language=ContractLanguage.KK, mediation_language="…", expenses="…",
        confidentiality="…", liability="…", procedure="…", mediator_id=mediator.id, term_days=30,
        ends_on=concluded_on + timedelta(days=30),
    )  # fmt: skip
    agreement = Agreement(
        case_id=case.id, number=f"{case.number}-A1", status=AgreementStatus.SIGNED, district_id=request.district_id,
        cabinet_id=request.cabinet_id, language=ContractLanguage.KK, signed_on=on, signing=SigningMode.PAPER,
    )  # fmt: skip
    session.add_all([contract, agreement])
    ended(session, request, Outcome.AGREEMENT, on)
    return agreement


def consulted(session: Session, request: Request, on: date) -> Consultation:
    """A consultation on the request."""
    consultation = Consultation(
        request_id=request.id, cabinet_id=request.cabinet_id, district_id=request.district_id, held_on=on,
        mode=Mode.IN_PERSON, language=Language.KK, result=Result.ADVICE_ONLY, account_id=clerk(session).id,
    )  # fmt: skip
    session.add(consultation)
    session.flush()
    return consultation


def _open(session: Session, request: Request, opened: Opened, on: date, *, counted: bool = True) -> None:
    session.add(
        Spell(
            request_id=request.id, cabinet_id=request.cabinet_id, district_id=request.district_id, opened=opened,
            opened_on=on, counted=counted,
        )
    )  # fmt: skip
    session.flush()


def _running(session: Session, request: Request) -> Spell:
    return session.exec(select(Spell).where(Spell.request_id == request.id, col(Spell.ended_on).is_(None))).one()


# --- people, events, training --------------------------------------------------------------------------------------------


def person(session: Session) -> Person:
    """Somebody."""
    someone = Person(surname="Сейітқали", given_name=f"{next(NUMBERS)}", sort_key="с")
    session.add(someone)
    session.flush()
    return someone


def registered(
    session: Session,
    at: Unit,
    kind: MediatorKind = MediatorKind.PUBLIC,
    since: date = date(2016, 1, 1),
    until: date | None = None,
    mediator: Mediator | None = None,
) -> Mediator:
    """A mediator in the register of the ANK; of one who is there already, another entry."""
    if mediator is None:
        mediator = Mediator(id=person(session).id)
        session.add(mediator)
        session.flush()
    session.add(
        RegisterEntry(
            mediator_id=mediator.id, register_kind=RegisterKind.ANK, kind=kind, number=f"{next(NUMBERS)}",
            district_id=at.id, since=since, until=until,
        )
    )  # fmt: skip
    session.flush()
    return mediator


def suspended(session: Session, mediator: Mediator, since: date, until: date | None = None) -> None:
    """The mediator's entry is suspended."""
    entry = session.exec(select(RegisterEntry).where(RegisterEntry.mediator_id == mediator.id)).one()
    session.add(Suspension(entry_id=entry.id, since=since, until=until, ground="…"))
    session.flush()


def event(session: Session, at: Unit, on: date, audience: int = 0, qualifier: Qualifier = Qualifier.EXACT) -> Event:
    """An event in a district, or of a cabinet."""
    own = at.id if at.level is Level.CABINET else None
    held = Event(
        kind="open_day", title_kk="Ашық есік күні", title_ru="День открытых дверей", cabinet_id=own,
        district_id=district_of(session, at).id, held_on=on, audience=audience, method=CountMethod.COUNT, qualifier=qualifier,
    )  # fmt: skip
    session.add(held)
    session.flush()
    return held


def measure(session: Session, at: Unit, on: date) -> PreventiveMeasure:
    """A preventive measure in a district."""
    held = PreventiveMeasure(
        kind=MeasureKind.MEETING, district_id=district_of(session, at).id, held_on=on, participants=10
    )
    session.add(held)
    session.flush()
    return held


def course(
    session: Session,
    at: Unit,
    ends_on: date,
    finished: int = 0,
    kind: CourseKind = CourseKind.ANK_SHORT,
    learners: Sequence[Person] = (),
) -> Course:
    """A course in a district that so many finished, and one more did not."""
    held = Course(
        kind=kind, title_kk="Курс", title_ru="Курс", district_id=district_of(session, at).id, starts_on=ends_on, ends_on=ends_on,
        academic_hours=16,
    )  # fmt: skip
    session.add(held)
    session.flush()
    who = [*learners, *(person(session) for _ in range(finished - len(learners)))]
    session.add_all(
        Participation(course_id=held.id, person_id=each.id, completed=True, state=EnrolmentState.COMPLETED, seat=seat)
        for seat, each in enumerate(who, start=1)
    )
    session.add(Participation(course_id=held.id, person_id=person(session).id, seat=len(who) + 1))
    session.flush()
    return held


def certificate(session: Session, at: Unit, on: date, replaces: Certificate | None = None) -> Certificate:
    """A certificate given in a district, the first or one in place of another."""
    whose = replaces.person_id if replaces else person(session).id
    given = Certificate(
        series=f"63-{on.year}", number=(number := next(NUMBERS)), label=f"63-{on.year}-{number:06d}", name_kk="…", name_ru="…",
        person_id=whose, district_id=at.id, issued_on=on,
        replaces_id=None if replaces is None else replaces.id,
    )  # fmt: skip
    session.add(given)
    session.flush()
    return given
