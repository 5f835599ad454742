"""A matter on its way through mediation, made by the product's own actions. The days are of June 2022 unless said otherwise."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import actor_of
from mediation_cms.agreements.actions import draft_agreement, sign_agreement
from mediation_cms.agreements.inputs import AgreementIn, SigningIn
from mediation_cms.agreements.models import Agreement
from mediation_cms.cases.actions import conclude_contract, extend_term, hold_meeting
from mediation_cms.cases.assignment_actions import accept_offer, admit, assign_mediator
from mediation_cms.cases.inputs import AdmissionIn, ContractIn, DeclarationIn, ExtensionIn, MeetingIn
from mediation_cms.cases.models import Case, Contract, Extension, Interest, Meeting
from mediation_cms.cases.sides import sides_of
from mediation_cms.core import clock
from mediation_cms.core.stamps import restamp
from mediation_cms.documents.models import StoredFile
from mediation_cms.intake.inputs import PartyIn
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.party_actions import add_party
from mediation_cms.mediators.actions import add_mediator, suspend
from mediation_cms.mediators.inputs import PracticeIn, SuspensionIn
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.people.models import Account, Person, Role
from mediation_cms.places.models import Mandate, MandateKind, Unit
from tests.make.actors import actor, system
from tests.make.again import again
from tests.make.intake import request
from tests.make.law import law
from tests.make.mediators import entry_in, mediator
from tests.make.places import SmallCountry, small_country

RECEIVED, CONTRACT_ON, MET_ON, SIGNED_ON, DUE_ON = (
    date(2022, 5, 26), date(2022, 6, 3), date(2022, 6, 9), date(2022, 6, 14), date(2022, 7, 4),
)  # fmt: skip


NO_INTEREST = DeclarationIn(interest=Interest.NONE)
SOME_INTEREST = DeclarationIn(interest=Interest.SOME, what="Екінші тарап – туысым.")


@dataclass(frozen=True)
class Cast:
    """Who works at a cabinet: a receptionist, a coordinator, a mediator with a sign-in and a register entry."""

    country: SmallCountry
    receptionist: Actor
    coordinator: Actor
    mediator: Actor
    entry: RegisterEntry


def cast(session: Session) -> Cast:
    """A small country with its law, and the people of its cabinet."""
    law(session)
    return again(session, "cast", lambda: _cast(session))


def _cast(session: Session) -> Cast:
    country = small_country(session)
    conducts, entry = mediator_at_work(session, country)
    return Cast(
        country,
        actor(session, Role.RECEPTIONIST, country.cabinet, name="Серікова Айгүл"),
        actor(session, Role.COORDINATOR, country.region, name="Оспанов Ерлан"),
        conducts,
        entry,
    )


def mediator_at_work(
    session: Session, country: SmallCountry, name: str = "Байжанова Сәуле", **more: object
) -> tuple[Actor, RegisterEntry]:
    """A mediator of the cabinet who can sign in, and the register entry, of a public mediator unless said otherwise."""
    who = actor(session, Role.MEDIATOR, country.cabinet, name=name)
    person = session.get_one(Person, who.person_id)
    practice = PracticeIn(cabinet_id=country.cabinet.id, languages=["kk", "ru"])
    return who, add_mediator(session, system(session), country.district, person, practice, entry_in(**more))


def account_of(session: Session, who: Actor) -> Account:
    """The account behind an actor."""
    return session.get_one(Account, who.account_id)


def actor_again(session: Session, who: Actor) -> Actor:
    """The same actor with the roles of this moment."""
    return actor_of(session, account_of(session, who))


def replace_account(who: Actor, account_id: UUID) -> Actor:
    """The same person with the same roles, signed in by another account."""
    return replace(who, account_id=account_id)


def mediator_of(session: Session, cast: Cast) -> Mediator:
    """The mediator as the register knows them."""
    return session.get_one(Mediator, cast.entry.mediator_id)


def suspended_since(session: Session, cast: Cast, day: str, until: str = "") -> None:
    """The mediator's entry is suspended from a day on."""
    given = SuspensionIn.checked({"since": day, "until": until, "ground": "Этика комиссиясының шешімі"})
    suspend(session, system(session), cast.entry, given)
    session.commit()


def ethnomediation_since(session: Session, cabinet: Unit, day: date) -> None:
    """From this day on the cabinet mediates no more, by somebody's statement."""
    held = session.exec(select(Mandate).where(Mandate.unit_id == cabinet.id)).one()
    held.until = day
    session.add(held)
    session.flush()
    session.add(Mandate(unit_id=cabinet.id, mandate=MandateKind.ETHNOMEDIATION, since=day, source="мәлімдеме"))
    session.flush()
    restamp(session, "places")
    session.commit()


# --- a case in each state ------------------------------------------------------------------------------------------------


def admitted(session: Session, cast: Cast, day: date = RECEIVED, /, **changed: Any) -> Case:
    """A request admitted to mediation, waiting for a mediator."""
    made = request(session, cast.receptionist, cast.country.cabinet, day, **changed)
    return admit(session, cast.receptionist, made, AdmissionIn(on=day))


def offered(session: Session, cast: Cast, day: date = RECEIVED, /, **changed: Any) -> Case:
    """A case that waits for the mediator's answer."""
    case = admitted(session, cast, day, **changed)
    assign_mediator(session, cast.coordinator, case, mediator_of(session, cast))
    return case


def offered_away(session: Session, cast: Cast, day: date = RECEIVED, /, **changed: Any) -> Case:
    """A case that waits for the answer of a mediator of the register who does not sign in."""
    case = admitted(session, cast, day, **changed)
    away = mediator(session, cast.country.district, "Ким Виктор Сергеевич")
    assign_mediator(session, cast.coordinator, case, session.get_one(Mediator, away.mediator_id))
    return case


def in_work(session: Session, cast: Cast, day: date = RECEIVED, /, **changed: Any) -> Case:
    """A case that the mediator has accepted, without a contract."""
    if day != RECEIVED or changed:
        return _in_work(session, cast, day, **changed)
    return again(session, "in work", lambda: _in_work(session, cast, day))


def _in_work(session: Session, cast: Cast, day: date, /, **changed: Any) -> Case:
    case = offered(session, cast, day, **changed)
    accept_offer(session, cast.mediator, case, NO_INTEREST)
    return case


def with_three_sides(session: Session, cast: Cast) -> Case:
    """A case that the mediator has accepted, with two other sides: Воробьёва Светлана and Ерік."""
    case = in_work(session, cast)
    third = {"side": "other", "person": {
        "given_name": "Ерік", "iin": "000229500008", "address": "Меновное ауылы", "contact": {"value": "+7 (7232) 00-00-03"},
    }}  # fmt: skip
    add_party(session, cast.coordinator, session.get_one(Request, case.request_id), PartyIn.checked(third))
    return case


def in_mediation(session: Session, cast: Cast, on: date = CONTRACT_ON, /, **changed: Any) -> Case:
    """A case with a contract: the term runs."""
    if on != CONTRACT_ON or changed:
        return _in_mediation(session, cast, on, **changed)
    return again(session, "in mediation", lambda: _in_mediation(session, cast, on))


def _in_mediation(session: Session, cast: Cast, on: date, /, **changed: Any) -> Case:
    case = in_work(session, cast, min(RECEIVED, on))
    contract(session, cast, case, concluded_on=f"{on:%d.%m.%Y}", **changed)
    return case


def met(session: Session, cast: Cast) -> Case:
    """A mediation in which one joint meeting was held."""
    return again(session, "met", lambda: _met(session, cast))


def _met(session: Session, cast: Cast) -> Case:
    case = in_mediation(session, cast)
    meeting(session, cast, case)
    return case


def signed(session: Session, cast: Cast, **changed: Any) -> Agreement:
    """An agreement that both sides have signed."""
    agreement = drafted(session, cast, met(session, cast), **changed)
    sign_agreement(session, cast.mediator, agreement, signing(session, cast, agreement), scan(session, cast))
    return agreement


def signed_with_due(session: Session, cast: Cast, due_on: date) -> Agreement:
    """A signed agreement whose one term falls due on this day."""
    both = ["applicant-1", "other-1"]
    term = {"debtor_sides": both, "what_kk": "Төлейді.", "what_ru": "Платит.", "due_on": f"{due_on:%d.%m.%Y}"}
    return signed(session, cast, terms=[term])


# --- what is typed -------------------------------------------------------------------------------------------------------


def keys(session: Session, case: Case) -> list[str]:
    """The names of the sides of a case."""
    return [side.key for side in sides_of(session, case.request_id)]


def contract_typed(session: Session, case: Case, /, **changed: Any) -> dict[str, Any]:
    """What a mediator types for a contract of both sides on 3 June 2022."""
    both = keys(session, case)
    return {
        "concluded_on": f"{CONTRACT_ON:%d.%m.%Y}",
        "concluded_at": "10:30",
        "place": "Өскемен қаласы",
        "language": "kk+ru",
        "mediation_language": "қазақ және орыс тілдері",
        "subject": "Құдық суын пайдалану және учаскелердің шекарасы.",
        "expenses": "Медиатор медиацияны тегін жүргізеді.",
        "confidentiality": "Тараптар құпиялылықты сақтайды.",
        "liability": "Медиатор заңға сәйкес жауап береді.",
        "procedure": "Кездесулердің уақыты келісіп белгіленеді.",
        "term_days": "30",
        "chosen_by": both,
        "signed_by": both,
    } | changed


def contract(session: Session, cast: Cast, case: Case, /, **changed: Any) -> Contract:
    """The mediation contract of a case."""
    return conclude_contract(session, cast.mediator, case, ContractIn.checked(contract_typed(session, case, **changed)))


def meeting_typed(session: Session, case: Case, /, **changed: Any) -> dict[str, Any]:
    """What a mediator types for a joint meeting."""
    return {
        "kind": "joint", "held_on": f"{MET_ON:%d.%m.%Y}", "held_at": "15:00", "minutes": "60",
        "present": keys(session, case), "record": "Екі тарап құдықты кезекпен пайдалануға келісті.",
    } | changed  # fmt: skip


def meeting(session: Session, cast: Cast, case: Case, /, **changed: Any) -> Meeting:
    """A meeting that was held."""
    return hold_meeting(session, cast.mediator, case, MeetingIn.checked(meeting_typed(session, case, **changed)))


def extended(session: Session, cast: Cast, case: Case) -> Extension:
    """Twenty days more, agreed on 30 June 2022."""
    typed = {"days": "20", "agreed_on": "30.06.2022", "reason": "Жер актісі", "mediator_consents": "yes"}
    given = ExtensionIn.checked(typed | {"consents": keys(session, case)})
    return extend_term(session, cast.mediator, case, given)


def term_typed(session: Session, case: Case, /, **changed: Any) -> dict[str, Any]:
    """One term: the other side moves the fence by 20 July 2022."""
    return {
        "debtor_sides": keys(session, case)[1:], "what_kk": "Дуалды бұрынғы орнына жылжытады.",
        "what_ru": "Переносит забор на прежнее место.", "due_on": "20.07.2022", "amount": "",
        "proof_kk": "Бірге өлшеу", "proof_ru": "Совместный замер",
    } | changed  # fmt: skip


def agreement_typed(session: Session, case: Case, /, **changed: Any) -> dict[str, Any]:
    """What a mediator types for an agreement in both languages that is fit for signing."""
    return {
        "language": "kk+ru",
        "subject_kk": "Құдық суы мен шекара.",
        "subject_ru": "Вода из колодца и граница.",
        "consequences_kk": "Орындамаған тарап шығынды өтейді.",
        "consequences_ru": "Не исполнившая сторона возмещает расходы.",
        "bound_sides": keys(session, case),
        "lawful": "yes",
        "terms": [term_typed(session, case)],
    } | changed


def drafted(session: Session, cast: Cast, case: Case, /, **changed: Any) -> Agreement:
    """The draft of an agreement."""
    return draft_agreement(session, cast.mediator, case, AgreementIn.checked(agreement_typed(session, case, **changed)))


def parties(session: Session, case: Case) -> list[Party]:
    """The parties of a case, in the order of their entry."""
    return list(session.exec(select(Party).where(Party.request_id == case.request_id).order_by(col(Party.id))))


def signing(session: Session, cast: Cast, agreement: Agreement, /, **changed: Any) -> SigningIn:
    """Both sides sign on paper on 14 June 2022."""
    case = session.get_one(Case, agreement.case_id)
    return SigningIn.checked({
        "signed_on": f"{SIGNED_ON:%d.%m.%Y}", "place": "Өскемен қаласы", "signing": "paper",
        "signed_by": [str(party.id) for party in parties(session, case)],
    } | changed)  # fmt: skip


def scan(session: Session, cast: Cast, matter_id: UUID | None = None) -> StoredFile:
    """The row of a scan; its bytes matter to the tests of files alone."""
    file = StoredFile(
        sha256="a" * 64, stored_sha256=f"{len(session.exec(select(StoredFile)).all()):064x}", received_sha256="a" * 64, size=3,
        media_type="application/pdf", name="scan.pdf", matter_id=matter_id, uploaded_by_id=cast.mediator.account_id,
        at=clock.now(),
    )  # fmt: skip
    session.add(file)
    session.flush()
    return file
