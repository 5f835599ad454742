"""One world for everybody who comes with ill intent: two cabinets in two regions, somebody of every role in each, a matter
of the first in every state, and secrets planted in it that nobody may find who has no right to them."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.engine import Connection
from sqlmodel import select

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import give_link
from mediation_cms.cases.closing import Step
from mediation_cms.cases.models import Case
from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.certificate_inputs import CertificateIn
from mediation_cms.certification.course_actions import add_session, take_step
from mediation_cms.certification.course_workflow import CourseStep
from mediation_cms.certification.models import Course, Participation
from mediation_cms.core.clock import now, today
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from mediation_cms.core.signing import signing_key
from mediation_cms.disputes.models import CatalogueItem, Clause
from mediation_cms.imports.actions import begin_import
from mediation_cms.imports.models import ImportKind
from mediation_cms.law.models import Rule, SpecialDay
from mediation_cms.mediators.application_actions import receive_application
from mediation_cms.mediators.inaccuracy_actions import report_inaccuracy
from mediation_cms.mediators.inaccuracy_inputs import InaccuracyIn
from mediation_cms.mediators.inputs import PracticeIn
from mediation_cms.mediators.tie_actions import declare_tie
from mediation_cms.mediators.tie_inputs import RelativeIn
from mediation_cms.mediators.tie_queries import whose
from mediation_cms.mentoring.actions import offer_meeting
from mediation_cms.mentoring.inputs import OfferIn, WishIn
from mediation_cms.mentoring.trainee_actions import ask_to_observe
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.models import WORDS, Delivery, Message, MessageText
from mediation_cms.people.models import Account, Channel, Role, RoleHeld
from mediation_cms.places.models import UnitAlias
from mediation_cms.places.queries import tree
from mediation_cms.prevention.actions import add_measure
from mediation_cms.prevention.inputs import MeasureIn
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_catalogues import plant_clauses
from tests import make
from tests.make import certification, learning, matters, outreach
from tests.make.admission import application_in, complete
from tests.make.mediators import person_in
from tests.rights.elsewhere import another_region
from tests.rights.ground import (
    AT_CABINET,
    COLLEAGUE,
    HEAD,
    SECRETS,
    World,
    here,
    there,
)
from tests.rights.world_of_matters import build_matters, build_papers
from tests.web.conftest import HASH
from tests.web.settings import app_for_tests, one_key, settings_for_tests
from tests.web.visitor import Visitor


def build(connection: Connection, keyring: Keyring, folder: Path) -> World:
    """The whole world, inside one transaction."""
    settings = settings_for_tests(folder)
    database = Database(connection, keyring, settings.data_dir)
    session = database.session()
    world = World(app_for_tests(settings, database), database, connection, session)
    cast = matters.cast(session)
    _people(world, cast)
    build_matters(world, cast)
    build_papers(world, cast)
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
        "cabinet code": cast.country.cabinet.code,
        "region": cast.country.region.id,
        "cabinet elsewhere": other.cabinet.id,
    }
    world.keys |= {"entry": cast.entry.id, "mediator": cast.entry.mediator_id}
    keeping = whose(session, [cast.entry.mediator_id])[cast.entry.mediator_id]
    relative = RelativeIn.checked({"kin": "sibling", "given_name": "Асхат", "since": "10.01.2020"})
    wrong = InaccuracyIn.checked({"words": SECRETS["report"], "reply_to": ""})
    seen = report_inaccuracy(session, make.visitor(session), cast.entry.mediator_id, cast.country.district.id, wrong)
    world.keys |= {
        "report of an inaccuracy": seen.id,
        "tie": declare_tie(session, make.system(session), keeping, relative).id,
        "colleague": world.actors[COLLEAGUE].person_id or "",
        "relative tie": "relative", "village tie": "village", "organisation tie": "organisation",
        **{f"closing {step}": step.value for step in Step},
    }  # fmt: skip
    session.flush()
    asked = application_in(received_on="02.03.2022", identity_seen_on="02.03.2022")
    applicant = person_in("Үміткер Айгүл", born_on="01.02.1980")
    system = make.system(session)
    applied = receive_application(session, system, cast.country.district, applicant, PracticeIn(), asked)
    world.keys |= {"register application": complete(session, system, applied).id}


# --- lists and settings --------------------------------------------------------------------------------------------------


def _lists(world: World, country: make.SmallCountry) -> None:
    session = world.session
    learners = certification.learners("Тыңдаушы Айна", "Тыңдаушы Берік", completed=True)
    course = certification.course(session, country.cabinet, learners)
    given = CertificateIn.checked({"issued_on": "20.03.2022"})
    first, *_others = issue_certificates(session, make.system(session), course, given)
    certification.printed(session, first)
    participation = session.exec(select(Participation.id).where(Participation.course_id == course.id)).first()
    day = add_session(session, make.system(session), course, learning.a_day(course.starts_on))
    soon = today() + timedelta(days=10)
    days = {"starts_on": f"{soon:%d.%m.%Y}", "ends_on": f"{soon:%d.%m.%Y}", "academic_hours": "8"}
    to_come = certification.course(session, country.cabinet, (), **days)
    add_session(session, make.system(session), to_come, learning.a_day(soon))
    take_step(session, make.system(session), to_come, CourseStep.OPEN)
    measure = MeasureIn.checked({"kind": "meeting", "held_on": "05.05.2022", "participants": "12"})
    world.keys |= {
        "course": course.id,
        "participation": participation or "",
        "certificate": first.id,
        "batch": first.batch_id or "",
        "certificate code": first.code,
        "signing key": signing_key(one_key()).name,
        "certificate link": give_link(session, Purpose.CERTIFICATE, first.id, today() + timedelta(days=9)),
        "copy of nobody": uuid4(),
        "day of a course": day.id,
        "open course": to_come.id,
        "place on a course": learning.signed_up(session, to_come).code,
        **_observations(world, to_come),
        "event": outreach.event(session, country.cabinet).id,
        "import": begin_import(
            session,
            world.actors[here(Role.REGISTER_KEEPER)],
            tree(session).unit(country.district.id),
            ImportKind.REGISTER,
            "list.csv",
            "ИИН;Фамилия;Имя;Номер;Дата включения\n;Ахметов;Болат;7001;10.01.2020\n".encode(),
        ).id,
        "import kind": "register",
        "measure": add_measure(session, make.system(session), country.cabinet, measure).id,
    }


def _observations(world: World, course: Course) -> dict[str, Any]:
    """A trainee who waits for a mentor, and one to whom the mediator offers a meeting of the case in work."""
    session, visitor = world.session, make.visitor(world.session)
    asked = [
        ask_to_observe(session, visitor, learning.signed_up(session, course, name, phone=phone).participation, WishIn())
        for name, phone in (("Тәлім Алушы", "8 701 000 00 81"), ("Тәлім Күтуші", "8 701 000 00 82"))
    ]
    case = session.get_one(Case, world.keys["in_work case"])
    ahead = {
        "day": f"{today() + timedelta(days=12):%d.%m.%Y}",
        "hour": "10:00",
        "minutes": "60",
        "case_id": str(case.id),
    }
    offer_meeting(session, world.actors[here(Role.MEDIATOR)], asked[0], case, OfferIn.checked(ahead))
    return {"observation": asked[0].id, "wish to observe": asked[1].id}


def _settings(world: World, country: make.SmallCountry) -> None:
    session = world.session
    account = session.get_one(Account, world.actors["receptionist"].account_id)
    alias = UnitAlias(unit_id=country.cabinet.id, alias="Бұрынғы атау", folded="бурынгы атау")
    session.add(alias)
    session.flush()
    plant_clauses(session, REFERENCE)
    rule, item = session.exec(select(Rule)).first(), session.exec(select(CatalogueItem)).first()
    assert rule is not None
    assert item is not None
    text = MessageText.model_validate(
        {"kind": MessageKind.TERM_NEAR, "since": matters.RECEIVED} | dict.fromkeys(WORDS, "№ {number}")
    )
    failed = Message(
        template="term_near", person_id=account.person_id, channel=Channel.EMAIL, address="nobody@example.kz",
        language=account.language, facts={"number": "63-OSK-2022-000001", "due_on": "2022-07-04"}, made_at=now(),
        next_try_at=now(), status=Delivery.FAILED, problem="550 no such mailbox",
    )  # fmt: skip
    session.add_all([text, failed])
    session.flush()
    world.keys |= {
        "account": account.id,
        "role held": session.exec(select(RoleHeld.id).where(RoleHeld.account_id == account.id)).one(),
        "alias": alias.id,
        "district": country.district.id,
        "rule": rule.id,
        "rule code": rule.code,
        "special day": session.exec(select(SpecialDay.id)).first() or "",
        "item": item.id,
        "clause": session.exec(select(Clause.id)).first() or "",
        "catalogue": item.catalogue,
        "message kind": "term_near",
        "message text": text.id,
        "undelivered": failed.id,
        "session of nobody": uuid4(),
        "view of nobody": uuid4(),
        "static file": "bitim.css",
        "role with a guide": "mediator",
        "step": "about",
    }
