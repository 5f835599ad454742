"""Scope and safety on pages: from the new request to the two papers of its refusal; and a side that nobody else overhears."""

from datetime import date

from sqlmodel import select

from mediation_cms.audit.models import Reading
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.screening_models import SafetyTalk
from mediation_cms.intake.screening_queries import sides_to_ask
from mediation_cms.people.models import Role
from tests import make
from tests.web.stage import Stage, buttons, words


def registered(stage: Stage) -> Request:
    """A request of 26 May 2022 that anybody may look at."""
    request = make.request(stage.session, stage.cast.receptionist, stage.cast.country.cabinet, date(2022, 5, 26))
    stage.session.commit()
    return request


def test_a_request_is_asked_about_half_done_refused_and_its_papers_are_offered(stage: Stage) -> None:
    request, page = registered(stage), stage.receptionist
    here = f"/requests/{request.id}"
    page.get(f"{here}?lang=en")
    assert "Ask about scope and safety" in buttons(page)
    assert "Not checked yet Safety: asked 0 of 2 sides Risk: not assessed yet" in words(page)

    page.get(f"{here}/screening/scope")
    assert "Law on Mediation, art. 1(2). Read in the source." in words(page)
    page.send(f"{here}/screening/scope", **{"answers-third_parties": "yes"})
    page.get(f"{here}/screening")
    assert "Not suitable for mediation" in words(page)
    assert "You decide: refuse it with this ground, or admit it with a reason." in words(page)
    page.get(f"{here}?lang=en")
    assert [word for word in buttons(page) if word in {"Admit to mediation", "Refuse and refer"}] == [
        "Admit to mediation", "Refuse and refer",
    ]  # fmt: skip
    page.get(f"{here}/case")
    assert page.send(f"{here}/case", on="27.05.2022").status_code == 422
    assert page.errors == [
        "The dispute is not suitable for mediation by what was answered. Refuse it, or write why it is taken all the same."
    ]

    page.get(f"{here}/refusal?ground=third_parties")
    assert page.page is not None
    assert '<option value="third_parties" selected>' in page.page.text
    typed = {"ground_code": "third_parties", "referrals": "court", "outcome": "not_mediable", "on": "27.05.2022"}
    assert page.send(f"{here}/refusal", **typed, reason="").status_code == 422
    page.send(f"{here}/refusal", **typed, reason="Үшінші адамдар")
    offered = page.get(f"{here}/papers").text
    assert [kind for kind in ("refusal", "referral") if f'value="{kind}"' in offered] == ["refusal", "referral"]
    stage.session.refresh(request)
    assert request.outcome is Outcome.NOT_MEDIABLE


def test_a_matter_admitted_with_a_reason_says_so_and_why(stage: Stage) -> None:
    request, page = registered(stage), stage.receptionist
    here = f"/requests/{request.id}"
    page.get(f"{here}/screening/scope")
    page.send(f"{here}/screening/scope", **{"answers-third_parties": "yes"})
    page.get(f"{here}/case")
    assert page.send(f"{here}/case", on="27.05.2022", scope_reason="Үшінші адам келіседі").status_code == 303

    page.get(f"{here}/screening?lang=en")

    assert "It was admitted all the same, with a reason." in words(page)
    assert "Why it is taken all the same: Үшінші адам келіседі" in words(page)
    assert "You decide" not in words(page)


def test_the_risk_of_sides_who_were_not_asked_is_not_called_none(stage: Stage) -> None:
    request, page = registered(stage), stage.receptionist
    here, risk = f"/requests/{request.id}", []
    for _side, side in zip(range(2), sides_to_ask(stage.session, request), strict=True):
        page.get(f"{here}/screening?lang=en")
        risk.append(words(page).partition("Level of risk ")[2].partition(" Set")[0])
        page.get(f"{here}/screening/sides/{side.party.id}?lang=en")
        page.send(f"{here}/screening/sides/{side.party.id}", asked_on="27.05.2022", unwilling="yes")
    page.get(f"{here}/screening?lang=en")

    assert risk == ["Not assessed yet", "Not assessed yet"]
    assert "Level of risk None known" in words(page)
    page.get(f"{here}?lang=en")
    assert "Risk: none known" in words(page)


def test_a_level_that_staff_set_to_none_is_assessed(stage: Stage) -> None:
    request, page = registered(stage), stage.receptionist
    page.get(f"/requests/{request.id}/screening/risk?lang=en")
    page.send(f"/requests/{request.id}/screening/risk", risk="none", reason="Екеуі де тыныш.")

    page.get(f"/requests/{request.id}?lang=en")

    assert "Risk: none known" in words(page)


def test_each_side_is_asked_on_a_page_of_its_own_and_the_auditor_learns_nothing(stage: Stage) -> None:
    request, page = registered(stage), stage.receptionist
    here = f"/requests/{request.id}"
    applicant, other = (side.party.id for side in sides_to_ask(stage.session, request))
    page.get(f"{here}/screening/sides/{applicant}?lang=en")
    said = {"asked_on": "27.05.2022", "answers-order": "yes", "order_no": "zq-17/2", "unwilling": "yes"}
    assert page.send(f"{here}/screening/sides/{applicant}", **said).status_code == 303
    page.get(f"{here}/screening?lang=en")
    assert "No joint meeting: meet each side alone." in words(page)
    assert stage.session.exec(select(SafetyTalk)).one().party_id == applicant
    assert "zq-17/2" in page.get(f"{here}/screening/sides/{applicant}").text

    pages = ["", "/screening", f"/screening/sides/{other}", "/history", "/people", "/papers"]
    assert [path for path in pages if "zq-17/2" in page.get(here + path).text] == []
    readings = stage.session.exec(select(Reading.page).where(Reading.page == "screening.safety")).all()
    assert len(readings) == 3
    coordinator = stage.coordinator
    coordinator.get(f"{here}/screening?lang=en")
    assert "Level of risk High" in words(coordinator)
    coordinator.get(f"{here}/screening/meeting")
    coordinator.send(f"{here}/screening/meeting", joint_from="28.05.2022", reason="Полиция өкілі бірге отырады.")
    auditor = stage.sign_in(Role.AUDITOR, stage.cast.country.region)
    auditor.get(f"{here}/screening?lang=en")
    assert "Is it safe?" in words(auditor)
    assert "risk" not in words(auditor).lower()
    assert auditor.get(f"{here}/screening/sides/{applicant}").status_code == 403
    auditor.get(f"{here}/history?lang=en")
    assert "Decision on meetings noted" in words(auditor)
    assert "risk" not in words(auditor).lower()
