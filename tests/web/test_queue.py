"""The coordinator in front of the queue: propose, offer, mark, remind, keep a view."""

import re
from datetime import timedelta

from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.intake.models import Request
from mediation_cms.intake.screening_actions import set_risk
from mediation_cms.intake.screening_inputs import RiskIn
from mediation_cms.intake.screening_rules import Risk
from tests.make import invitations, matters
from tests.web.counting import same_for_thirty
from tests.web.stage import Stage, words


def test_a_coordinator_takes_up_the_queue(stage: Stage) -> None:
    case, page = matters.admitted(stage.session, stage.cast), stage.coordinator
    offered = matters.offered(stage.session, stage.cast)
    stage.session.commit()

    page.get("/queue?lang=en")
    assert "1 case waits for a mediator" in words(page)
    page.get(f"/queue?lang=en&open={case.request_id}")
    said = words(page)
    assert "Байжанова Сәуле Of this cabinet: Өскемен қаласы (en) Works in this language: Қазақша 1 open case" in said
    assert "No conflict found" in said

    # looked at: nothing chosen is said clearly, what was typed stays
    page.send("/queue?lang=en", does="look", waits_for="соттың қағаздары", until="")
    assert "Mark at least one line of the list first." in words(page)
    assert 'value="соттың қағаздары"' in page.shown
    page.send(
        "/queue?lang=en", does="look", request=str(case.request_id), waits_for="соттың қағаздары", until="01.02.2020"
    )
    assert "This day has passed. Give today or a later one." in words(page)
    assert re.findall(r'name="request" value="([^"]+)" checked', page.shown) == [str(case.request_id)]
    assert page.send("/queue?lang=en", does="sweep", request=str(case.request_id)).status_code == 404
    page.get("/queue?lang=en")
    page.send("/queue?lang=en", does="look", request=str(case.request_id), waits_for="соттың қағаздары", until="")
    page.get("/queue?lang=en&mark=looked_at")
    assert "Оспанов Ерлан: соттың қағаздары" in words(page)

    # a view is kept, and found under its name
    nameless = page.send("/views", page="/queue", name="   ", query="mark=looked_at")
    assert nameless.location == "/queue?mark=looked_at"
    assert "The view was not kept." in page.get("/queue?mark=looked_at&lang=en").text
    page.send("/views", page="/queue", name="менікі", query="mark=looked_at&lang=en&after=1")
    page.get("/queue?lang=en")
    assert 'href="/queue?mark=looked_at"' in page.shown

    # the offer goes out from the proposal
    page.get(f"/queue?lang=en&open={case.request_id}")
    proposed, yesterday = str(stage.cast.entry.mediator_id), f"{clock.today() - timedelta(days=1):%d.%m.%Y}"
    page.send(f"/cases/{case.id}/assignment?lang=en", mediator_id=proposed, answer_by=yesterday)
    assert f'value="{yesterday}"' in page.shown
    assert re.findall(r'id="mediator_id[^"]*" value="([^"]+)" checked', page.shown) == [proposed]
    page.send(f"/cases/{case.id}/assignment", mediator_id=proposed, answer_by="")
    stage.session.expire_all()
    assert stage.session.get_one(Case, case.id).status is CaseStatus.OFFERED
    page.get("/queue?lang=en&list=unanswered")
    page.send("/queue?lang=en&list=unanswered", does="remind", request=str(offered.request_id))
    page.send("/queue?lang=en&list=unanswered", does="remind", request=str(offered.request_id))
    assert "The mediator was reminded today. Call, or wait until tomorrow." in words(page)


def test_a_line_says_the_level_of_risk_and_whose_state_is_meant(stage: Stage) -> None:
    for level in (Risk.WATCH, Risk.HIGH):
        case = matters.admitted(stage.session, stage.cast)
        request = stage.session.get_one(Request, case.request_id)
        set_risk(stage.session, stage.cast.receptionist, request, RiskIn(risk=level, reason="Қорқамын деді."))
    invitations.prepared(stage.session, stage.cast.receptionist, request)
    stage.session.commit()
    page = stage.coordinator

    page.get("/queue?lang=en")

    assert '<span class="badge soon">Risk: watch</span>' in page.shown
    assert '<span class="badge late">Risk: high</span>' in page.shown
    assert re.search(r'<span class="badge [a-z]+">The other side: Prepared</span>', page.shown)


def test_a_line_that_was_drawn_before_says_what_is_true_now(stage: Stage) -> None:
    case, page = matters.admitted(stage.session, stage.cast), stage.coordinator
    request = stage.session.get_one(Request, case.request_id)
    page.get("/queue?lang=en")
    assert f"open={request.id}#chosen" in page.shown
    assert ">Urgent<" not in page.shown

    request.subject, request.urgent = "Ортақ қабырға", True
    stage.session.add(request)
    stage.session.commit()

    page.get(f"/queue?lang=en&open={request.id}")
    assert ">Urgent<" in page.shown
    assert "Choose: Ортақ қабырға" in words(page)
    assert '<tr aria-current="true">' in page.shown
    page.get("/queue?lang=ru")
    assert "Choose" not in page.shown
    assert "Ортақ қабырға" in words(page)


def test_a_mediator_of_two_offers_is_one_who_is_reminded(stage: Stage) -> None:
    offered = [matters.offered(stage.session, stage.cast) for _offer in range(2)]
    stage.session.commit()
    page = stage.coordinator
    page.get("/queue?lang=en&list=unanswered")

    page.send("/queue?lang=en&list=unanswered", does="remind", request=[str(case.request_id) for case in offered])

    page.get("/queue?lang=en&list=unanswered")
    assert "1 mediator is reminded." in words(page)


def test_the_queue_asks_as_often_for_many_lines_as_for_one(stage: Stage) -> None:
    same_for_thirty(stage.coordinator, stage.session, "/queue", lambda: matters.admitted(stage.session, stage.cast))
