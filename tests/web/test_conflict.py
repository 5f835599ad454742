"""The conflict of interest on pages: found beside the list, overridden with a reason, declared, barred, lifted."""

from sqlmodel import select

from mediation_cms.cases.models import Assignment
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.intake.barring import barrings_of, is_barred
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.tie_models import Tie
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Person, Role
from mediation_cms.people.records import iin_index
from tests import make
from tests.make import matters
from tests.make.mediators import mediator
from tests.web.stage import Stage, read, words


def test_from_a_declared_tie_over_the_reason_to_the_notice_above(stage: Stage) -> None:
    session, country = stage.session, stage.cast.country
    above = make.actor(session, Role.COORDINATOR, country.republic, name="Жоғары Деңгей")
    matters.account_of(session, above).email = "above@example.com"
    sister = session.get_one(Mediator, mediator(session, country.district, "Асанова Алия").mediator_id)
    case = matters.admitted(session, stage.cast)
    session.commit()
    page = stage.coordinator
    for below in ("", "/new/relative", "/new/village", "/new/organisation"):
        assert page.get(f"/ties/{sister.id}{below}?lang=en").status_code == 200
    said = {"kin": "sibling", "surname": "Толегенов", "given_name": "Кайрат", "since": "10.01.2020"}
    assert page.send(f"/ties/{sister.id}/new/relative", **said | {"given_name": ""}).status_code == 422
    assert page.send(f"/ties/{sister.id}/new/relative", **said, patronymic="Мухаметжанович").status_code == 303
    page.get(f"/ties/{sister.id}?lang=en")
    assert "Толегенов Кайрат Мухаметжанович , brother or sister" in words(page)

    asked = read(page, case, "/assignment")
    assert "in three words at least" in asked
    assert "Conflict Declared as a relative: Төлегенов Қайрат Мұхаметжанұлы" in asked
    offer = f"/cases/{case.id}/assignment?lang=en"
    assert page.send(offer, mediator_id=str(sister.id)).status_code == 422
    assert page.errors == ["The mediator has a conflict of interest. Choose another or give a reason."]
    assert page.send(offer, mediator_id=str(sister.id), override_reason="жоқ").status_code == 422
    assert page.errors == ["Give the reason in three words at least: the level above reads it."]
    assert page.send(offer, mediator_id=str(sister.id), override_reason="Басқа медиатор мүлде жоқ").status_code == 303

    shown = read(page, case)
    assert "1 coordinator of the level above is told of it." in shown
    assert "The check for a conflict of interest found: declared as a relative." in shown
    assert "Why chosen all the same: Басқа медиатор мүлде жоқ" in shown
    assert [message.address for message in session.exec(select(Message))] == ["above@example.com"]
    (tie,) = session.exec(select(Tie))
    for step, sent in (("ending", {"until": "01.06.2022"}), ("removal", {})):
        page.get(f"/ties/{sister.id}/{tie.id}/{step}?lang=en")
        assert page.send(f"/ties/{sister.id}/{tie.id}/{step}", **sent).status_code == 303


def test_what_lies_elsewhere_is_told_by_no_page(stage: Stage) -> None:
    session, country = stage.session, stage.cast.country
    far = make.district(session, make.region(session, country.republic, "10", "Абай облысы"), "semey", "Семей қаласы")
    cabinet = make.cabinet(session, far, "10-SEM", "Семей кабинеті")
    mediator(session, country.district, "Асанов Берік Ерланұлы")
    rival = {"side": "other", "person": {"surname": "Асанов", "given_name": "Берик", "patronymic": "Ерланович"}}
    reception = make.actor(session, Role.RECEPTIONIST, cabinet)
    secret = make.request(session, reception, cabinet, matters.RECEIVED, others=[rival])
    case = matters.admitted(session, stage.cast)
    session.commit()

    page = stage.coordinator
    said = read(page, case, "/assignment")
    source = page.page.text if page.page else ""

    assert "Conflict Possible conflict, ask the regional coordinator" in said
    for told in (secret.number, str(secret.id), "Берик", "Семей", "10-SEM", "another matter"):
        assert told not in source


def test_the_mediator_declares_with_the_answer_and_a_conflict_shuts_the_door(stage: Stage) -> None:
    case, other = matters.offered(stage.session, stage.cast), matters.offered(stage.session, stage.cast)
    stage.session.commit()
    page = stage.mediator
    assert "I have no interest in the outcome of this matter." in read(page, case, "/acceptance")

    assert page.send(f"/cases/{case.id}/acceptance?lang=en").status_code == 422
    assert page.errors == ["Choose one."]
    assert page.send(f"/cases/{case.id}/acceptance?lang=en", interest="some").status_code == 422
    assert page.errors == ["Say in a few words what it is: only the coordinator reads it."]
    assert page.send(f"/cases/{case.id}/acceptance", interest="some", what="Досым").location == "/desk"
    assert page.send(f"/cases/{other.id}/acceptance", interest="none").status_code == 303
    assert page.send(f"/cases/{other.id}/declaration", interest="none").status_code == 303

    assert stage.again(case).status is CaseStatus.ADMITTED
    assert page.get(f"/cases/{case.id}").status_code == 404
    coordinator = stage.coordinator
    said = read(coordinator, case)
    assert "Досым" in said
    assert "Байжанова Сәуле : declared a conflict of interest" in said
    assert "Is barred from this matter" in read(coordinator, case, "/assignment")
    ((barring, _who),) = barrings_of(stage.session, case.request_id)
    lifting = f"/requests/{case.request_id}/barrings/{barring.id}/lifting"
    assert coordinator.get(lifting).status_code == 200
    assert coordinator.send(lifting).status_code == 422
    assert coordinator.send(lifting, reason="Аттас адам екен").status_code == 303
    assert coordinator.get(f"/requests/{case.request_id}/barrings/new").status_code == 200
    assert coordinator.send(
        f"/requests/{case.request_id}/barrings/new", person_id=str(stage.cast.receptionist.person_id)
    ).status_code == 303  # fmt: skip
    assert stage.receptionist.get(f"/cases/{case.id}").status_code == 404
    assert len(stage.session.exec(select(Assignment)).all()) == 2


def test_who_registers_a_matter_of_their_own_hands_it_to_a_colleague(stage: Stage) -> None:
    own = stage.session.get_one(Person, stage.cast.receptionist.person_id)
    own.iin_index = iin_index(stage.session, "000229500008")
    stage.session.commit()
    page = stage.receptionist
    typed = {
        "cabinet_id": str(stage.cast.country.cabinet.id), "received_on": "26.05.2022", "channel": "in_person",
        "source": "self", "language": "kk", "subject": "Құдық", "dispute_code": "NEI", "applicant-kind": "person",
        "applicant-person-given_name": "Айгүл", "applicant-person-iin": "000229500008",
    }  # fmt: skip
    page.get("/requests/new")

    assert page.send("/requests/new?lang=en", **typed).location == "/requests"
    page.get("/requests?lang=en")
    assert "It is your own matter: a colleague goes on with it, and you no longer see it." in words(page)
    assert "Құдық" not in words(page)


def test_a_mediator_whose_iin_is_put_in_later_finds_the_own_matter_no_more(stage: Stage) -> None:
    session, cast = stage.session, stage.cast
    own = {"side": "applicant", "person": {"given_name": "Сәуле", "iin": "061211600012"}}
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED, applicant=own, others=[])
    keeper = stage.sign_in(Role.REGISTER_KEEPER, cast.country.region)
    address = f"/registers/{cast.entry.id}/person"

    keeper.get(address)
    assert keeper.send(address, person__given_name="Сәуле", person__iin="061211600012").status_code == 303

    assert is_barred(session, request.id, cast.mediator.person_id)
