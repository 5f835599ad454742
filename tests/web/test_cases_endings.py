"""How a case without a contract is finished on its page, and how a matter is opened again."""

from mediation_cms.cases.actions import close_case
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.intake.models import Outcome
from tests.make import matters
from tests.web.stage import Stage, buttons, read


def test_a_case_without_a_contract_is_finished_on_its_own_page(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)

    assert stage.mediator.get(f"/cases/{case.id}/closing").location == f"/cases/{case.id}/closure"


def test_a_case_is_finished_before_a_contract(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/closure?lang=en")

    assert page.send(f"/cases/{case.id}/closure", outcome="not_mediable", on="01.06.2022").status_code == 422
    assert page.errors == ["Give the reason: it stays in the history."]
    page.send(f"/cases/{case.id}/closure", outcome="not_mediable", on="01.06.2022", reason="Үшінші адамның құқығы.")
    assert (stage.again(case).outcome, case.ended_reason) == (Outcome.NOT_MEDIABLE, "Үшінші адамның құқығы.")


def test_a_coordinator_reopens_with_a_reason(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    close_case(
        stage.session, stage.cast.mediator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "01.06.2022"})
    )
    page = stage.coordinator
    read(page, case)
    assert buttons(page) == ["Reopen the case"]
    page.get(f"/cases/{case.id}/reopening?lang=en")

    assert page.send(f"/cases/{case.id}/reopening", on="31.05.2022", reason="Қайта келді.").status_code == 422
    assert page.errors == ["It ended on 1 June 2022: it cannot be open again before that day."]
    page.send(f"/cases/{case.id}/reopening", on="10.06.2022", reason="Қайта келді.")
    assert stage.again(case).status is CaseStatus.IN_WORK


def test_a_matter_with_an_agreement_is_not_reopened(stage: Stage) -> None:
    case = stage.session.get_one(Case, matters.signed(stage.session, stage.cast).case_id)
    page = stage.coordinator
    read(page, case)

    assert buttons(page) == ["Agreement"]
    assert page.get(f"/cases/{case.id}/reopening").status_code == 409
