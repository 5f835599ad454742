"""One world for everybody who comes with ill intent: two cabinets in two regions, somebody of every role in each, a matter
of the first in every state, and secrets planted in it that nobody may find who has no right to them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy.engine import Connection
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.agreements.actions import sign_agreement
from mediation_cms.agreements.models import Agreement, Obligation
from mediation_cms.agreements.paper_actions import make_agreement
from mediation_cms.cases.actions import end_mediation, write_private_note
from mediation_cms.cases.assignment_actions import accept_offer, admit, assign_mediator
from mediation_cms.cases.inputs import AdmissionIn, EndingIn, NoteIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.paper_actions import make_contract
from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.inputs import CertificateIn
from mediation_cms.certification.models import Participation
from mediation_cms.consultations.actions import record_consultation
from mediation_cms.consultations.inputs import ConsultationIn
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from mediation_cms.disputes.models import CatalogueItem
from mediation_cms.documents.engine import Rendered
from mediation_cms.documents.files import store
from mediation_cms.documents.issuing import issue
from mediation_cms.documents.models import Paper
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.inputs import ClosingIn, RepresentativeIn
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.paper_actions import make_receipt
from mediation_cms.intake.party_actions import add_representative
from mediation_cms.law.models import Rule, SpecialDay
from mediation_cms.people.models import Account, Role, RoleHeld
from mediation_cms.places.models import UnitAlias
from mediation_cms.prevention.actions import add_measure
from mediation_cms.prevention.inputs import MeasureIn
from mediation_cms.statistics.paper_actions import make_report_paper
from mediation_cms.statistics.report import asked, half_year, year_before
from mediation_cms.web.app import Bitim, create_app
from tests import make
from tests.make import certification, matters, outreach
from tests.rights.elsewhere import another_region
from tests.web.conftest import HASH, Visitor
from tests.web.settings import settings_for_tests

DAY = date(2022, 5, 26)
PDF = b"%PDF-1.7 a paper as the jobs would print it"
SCAN = b"%PDF-1.7 what the sides have signed"
# Where each role is held: at the cabinet, or in the region above it.
AT_CABINET = (Role.RECEPTIONIST, Role.MEDIATOR)
HEAD = "head"  # administrator of the republic
COLLEAGUE = "colleague"  # another mediator of the same cabinet
SECRETS = {
    "narrative": "көршінің айтқаны zqnarrativezq",
    "talk at the reception": "қабылдаудағы әңгіме zqreceptionzq",
    "talk before it was given to a mediator": "алғашқы әңгіме zqfirsttalkzq",
    "talk with the mediator": "медиатормен әңгіме zqtalkzq",
    "minutes": "кездесу хаттамасы zqminuteszq",
    "note": "тек өзіме арналған жазба zqnotezq",
    "subject": "шарттың мәні zqsubjectzq",
    "terms": "келісім талабы zqtermszq",
    "consequences": "орындамау салдары zqconsequenceszq",
    "address": "zqaddresszq көшесі, 14",
    "iin": "000229500008",
}
OPEN_WORDS = {"neutral": "Құдық суы zqneutralzq", "surname": "Зертханов"}


def here(role: Role) -> str:
    """Whoever holds the role where the matters are."""
    return role.value


def there(role: Role) -> str:
    """Whoever holds the role in the other region."""
    return f"{role.value} elsewhere"


EVERYBODY = (*map(here, Role), COLLEAGUE, *map(there, Role), HEAD)


@dataclass
class World:
    """Who is in it, the browsers that they sit at, and the things that fill the addresses, by name."""

    app: Bitim
    database: Database
    connection: Connection
    session: Session
    actors: dict[str, Actor] = field(default_factory=dict)
    browsers: dict[str, Visitor] = field(default_factory=dict)
    keys: dict[str, UUID | str] = field(default_factory=dict)

    def hand(self, name: str) -> FlaskClient:
        """A client that is signed in as somebody: another one each time, so that signing out with it harms nobody."""
        kept = self.browsers[name].client.get_cookie("bitim")
        assert kept is not None
        client = self.app.test_client()
        client.set_cookie("bitim", kept.value)
        return client

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens inside leaves nothing behind."""
        with self.connection.begin_nested() as savepoint:
            yield
            savepoint.rollback()


def build(connection: Connection, keyring: Keyring, folder: Path) -> World:
    """The whole world, inside one transaction."""
    settings = settings_for_tests(folder)
    database = Database(connection, keyring, settings.data_dir)
    session = database.session()
    world = World(create_app(settings, database), database, connection, session)
    cast = matters.cast(session)
    _people(world, cast)
    _matters(world, cast)
    _papers(world, cast)
    _lists(world, cast.country)
    _settings(world, cast.country)
    session.commit()
    for name, actor in world.actors.items():
        world.browsers[name] = _browser(world, session.get_one(Account, actor.account_id))
    session.commit()
    return world


def _browser(world: World, account: Account) -> Visitor:
    browser = Visitor(world.app.test_client())
    browser.sign_in(account.login)
    return browser


# --- people --------------------------------------------------------------------------------------------------------------


def _people(world: World, cast: matters.Cast) -> None:
    session = world.session
    other = another_region(session, cast.country)
    world.actors = {"mediator": cast.mediator, "receptionist": cast.receptionist, "coordinator": cast.coordinator}
    world.actors[COLLEAGUE] = matters.mediator_at_work(session, cast.country, "Болат Жұмабаев")[0]
    world.actors[there(Role.MEDIATOR)] = matters.mediator_at_work(session, other, "Марат Қасымов")[0]
    for name, country in ((here, cast.country), (there, other)):
        for role in Role:
            place = country.cabinet if role in AT_CABINET else country.region
            if name(role) not in world.actors:
                world.actors[name(role)] = make.actor(session, role, place, name=f"Асан {role.name.title()}")
    world.actors[HEAD] = make.actor(session, Role.ADMINISTRATOR, cast.country.republic, name="Ерлан Бас")
    for actor in world.actors.values():
        account = session.get_one(Account, actor.account_id)
        account.password_hash, account.email = HASH, f"{account.login}@bitim.example"
        session.add(account)
    world.keys |= {
        "cabinet": cast.country.cabinet.id,
        "region": cast.country.region.id,
        "cabinet elsewhere": other.cabinet.id,
    }
    world.keys |= {"entry": cast.entry.id, "mediator": cast.entry.mediator_id}
    session.flush()


# --- matters -------------------------------------------------------------------------------------------------------------


def typed(**changed: Any) -> dict[str, Any]:
    """A request with something secret in every field that is kept from others."""
    applicant = {
        "side": "applicant",
        "person": {
            "surname": OPEN_WORDS["surname"], "given_name": "Қайрат", "iin": SECRETS["iin"], "address": SECRETS["address"],
            "contact": {"channel": "phone", "value": "+7 (7232) 00-00-01", "language": "kk"},
        },
    }  # fmt: skip
    return {"narrative": SECRETS["narrative"], "subject": OPEN_WORDS["neutral"], "applicant": applicant} | changed


def _matters(world: World, cast: matters.Cast) -> None:
    session, cabinet = world.session, cast.country.cabinet
    registered = make.request(session, cast.receptionist, cabinet, DAY, **typed())
    record_consultation(session, cast.receptionist, registered, talk("at the reception"))
    closed = make.request(session, cast.receptionist, cabinet, DAY, **typed())
    close_request(session, cast.receptionist, closed, ClosingIn.checked({"outcome": "withdrawn", "on": "30.05.2022"}))
    cases = {
        "admitted": matters.admitted(session, cast, DAY, **typed()),
        "offered": matters.offered(session, cast, DAY, **typed()),
        "offered away": matters.offered_away(session, cast, DAY, **typed()),
        "in_work": _heard_before(world, cast),
    }
    for name in ("in_mediation", "drafted", "signed", "ended"):
        cases[name] = _mediated(world, cast)
    draft = matters.drafted(session, cast, cases["drafted"], **words(session, cases["drafted"]))
    signed = _signed(world, cast, cases["signed"])
    ending = {"ending": "both_refused", "on": "20.06.2022", "reason": "Екі тарап бас тартты."}
    end_mediation(session, cast.mediator, cases["ended"], EndingIn.checked(ending))
    for name, case in cases.items():
        world.keys |= {f"{name} case": case.id, f"{name} request": case.request_id}
    parties = select(Party).where(Party.request_id == registered.id).order_by(col(Party.id))
    applicant, other = session.exec(parties).all()
    speaks = {"given_name": "Дәулет", "contact": {"value": "8 701 000 00 03", "language": "ru"}}
    powers = {"capacity": "power_of_attorney", "document_no": "17", "document_on": "20.05.2022", "document_seen": "yes"}
    speaker = add_representative(
        session, cast.receptionist, registered, other, RepresentativeIn.checked({"person": speaks} | powers)
    )
    world.keys |= {
        "registered request": registered.id, "closed request": closed.id, "applicant": applicant.id, "other side": other.id,
        "representative": speaker.id,
        "draft": draft.id, "agreement": signed.id,
        "obligation": session.exec(select(Obligation.id).where(Obligation.agreement_id == signed.id)).one(),
    }  # fmt: skip


def talk(where: str, result: str = "continues") -> ConsultationIn:
    """A consultation with something secret in its notes."""
    given = {"held_on": "27.05.2022", "mode": "in_person", "language": "kk", "result": result}
    return ConsultationIn.checked(given | {"notes": SECRETS[f"talk {where}"]})


def words(session: Session, case: Case) -> dict[str, Any]:
    """An agreement with something secret in each of its texts."""
    term = matters.term_typed(session, case, what_kk=SECRETS["terms"], what_ru=SECRETS["terms"])
    said = dict.fromkeys(("consequences_kk", "consequences_ru"), SECRETS["consequences"])
    return {"subject_kk": SECRETS["subject"], "subject_ru": SECRETS["subject"], "terms": [term]} | said


def _heard_before(world: World, cast: matters.Cast) -> Case:
    """A case in work; its applicant was heard at the reception before there was a mediator."""
    session = world.session
    request = make.request(session, cast.receptionist, cast.country.cabinet, DAY, **typed())
    record_consultation(session, cast.receptionist, request, talk("before it was given to a mediator", "to_mediation"))
    case = admit(session, cast.receptionist, request, AdmissionIn(on=DAY))
    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    accept_offer(session, cast.mediator, case)
    return case


def _mediated(world: World, cast: matters.Cast) -> Case:
    session = world.session
    case = matters.in_work(session, cast, DAY, **typed())
    request = session.get_one(Request, case.request_id)
    record_consultation(session, cast.mediator, request, talk("with the mediator", "to_mediation"))
    matters.contract(session, cast, case, subject=SECRETS["subject"])
    matters.meeting(session, cast, case, record=SECRETS["minutes"])
    write_private_note(session, cast.mediator, case, NoteIn(text=SECRETS["note"]))
    return case


def _signed(world: World, cast: matters.Cast, case: Case) -> Agreement:
    session = world.session
    agreement = matters.drafted(session, cast, case, **words(session, case))
    scan = store(
        session, SCAN, name="scan.pdf", media_type="application/pdf", uploaded_by_id=cast.mediator.account_id,
        matter_id=case.request_id,
    )  # fmt: skip
    sign_agreement(session, cast.mediator, agreement, matters.signing(session, cast, agreement), scan)
    return agreement


def _papers(world: World, cast: matters.Cast) -> None:
    session = world.session
    case = session.get_one(Case, world.keys["signed case"])
    request = session.get_one(Request, case.request_id)
    place = cast.country.region
    wanted = asked(session, place.code, "2022-H1")
    report = half_year(session, cast.coordinator, wanted.place, wanted.period, wanted.borders)
    before = year_before(session, cast.coordinator, report)
    made = {
        "receipt": make_receipt(session, cast.receptionist, request),
        "contract paper": make_contract(session, cast.mediator, case),
        "agreement paper": make_agreement(session, cast.mediator, session.get_one(Agreement, world.keys["agreement"])),
        "report paper": make_report_paper(session, cast.coordinator, report, before, (cast.coordinator.language,)),
    }
    for name, paper in made.items():
        issue(session, make.system(session), paper, _printed(paper))
        world.keys[name] = paper.id
    world.keys["code"] = made["receipt"].code


def _printed(paper: Paper) -> Rendered:
    pdf = PDF + str(paper.id).encode()
    return Rendered(pdf, 1, hashlib.sha256(pdf).hexdigest())


# --- lists and settings --------------------------------------------------------------------------------------------------


def _lists(world: World, country: make.SmallCountry) -> None:
    session = world.session
    learners = certification.learners("Тыңдаушы Айна", "Тыңдаушы Берік", completed=True)
    course = certification.course(session, country.cabinet, learners)
    given = CertificateIn.checked({"issued_on": "20.03.2022"})
    first, *_others = issue_certificates(session, make.system(session), course, given)
    participation = session.exec(select(Participation.id).where(Participation.course_id == course.id)).first()
    measure = MeasureIn.checked({"kind": "meeting", "held_on": "05.05.2022", "participants": "12"})
    world.keys |= {
        "course": course.id,
        "participation": participation or "",
        "certificate": first.id,
        "event": outreach.event(session, country.cabinet).id,
        "measure": add_measure(session, make.system(session), country.cabinet, measure).id,
    }


def _settings(world: World, country: make.SmallCountry) -> None:
    session = world.session
    account = session.get_one(Account, world.actors["receptionist"].account_id)
    alias = UnitAlias(unit_id=country.cabinet.id, alias="Бұрынғы атау", folded="бурынгы атау")
    session.add(alias)
    session.flush()
    rule, item = session.exec(select(Rule)).first(), session.exec(select(CatalogueItem)).first()
    assert rule is not None
    assert item is not None
    world.keys |= {
        "account": account.id,
        "role held": session.exec(select(RoleHeld.id).where(RoleHeld.account_id == account.id)).one(),
        "alias": alias.id,
        "district": country.district.id,
        "rule": rule.id,
        "rule code": rule.code,
        "special day": session.exec(select(SpecialDay.id)).first() or "",
        "item": item.id,
        "catalogue": item.catalogue,
        "session of nobody": uuid4(),
        "static file": "bitim.css",
    }
