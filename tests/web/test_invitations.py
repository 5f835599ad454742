"""The invitation of another side on pages: staff walk it from the card to the answer, the side answers by its address."""

import re
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from mediation_cms.cases.readiness_actions import mark_readiness
from mediation_cms.cases.readiness_inputs import ReadinessIn
from mediation_cms.core import clock
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.intake.inputs import RepresentativeIn
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.intake.party_actions import add_representative
from mediation_cms.intake.screening_actions import set_risk
from mediation_cms.intake.screening_inputs import RiskIn
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.people.models import Role
from mediation_cms.people.rules import shown_phone
from tests import make
from tests.make import invitations, matters
from tests.web.stage import Stage
from tests.web.visitor import Visitor

NAMES = ("Төлегенов", "Қайрат", "Воробьёва", "Светлана", "Құдық")


@pytest.fixture
def receptionist(stage: Stage) -> Visitor:
    """The browser at the reception desk."""
    return stage.receptionist


def test_staff_walk_an_invitation_from_the_card_to_a_refusal_that_finishes_the_request(
    stage: Stage, receptionist: Visitor, session: Session
) -> None:
    request = make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, clock.today())
    session.commit()
    card = receptionist.get(f"/requests/{request.id}?lang=en").text
    prepare = re.search(r'href="(/requests/[^"]+/invitations/new\?party=[^"]+)"', card)
    assert prepare is not None

    receptionist.get(prepare[1])
    permission = receptionist.send(prepare[1], language="ru", term_days="10").location
    receptionist.get(permission)
    asked = {"permitted_on": f"{clock.today():%d.%m.%Y}", "permitted_how": "in_person"}
    nobody = receptionist.send(permission, **asked)
    page = receptionist.send(permission, **asked, channels=["post", "call"]).location
    assert (nobody.status_code, page) == (422, permission.removesuffix("/permission"))

    receptionist.get(page)
    letter = receptionist.send(f"/requests/{request.id}/papers", what=page.rpartition("/")[2], languages="ru")
    receptionist.get(f"{page}/attempts/new")
    receptionist.send(f"{page}/attempts/new", channel="post", tried_on=asked["permitted_on"], result="sent")
    waiting = receptionist.get(page).text
    receptionist.get(f"{page}/answer")
    receptionist.send(
        f"{page}/answer",
        answer="refused",
        given_on=asked["permitted_on"],
        how="phone",
        language="ru",
        reason_code="court",
    )
    closing = re.search(
        r'href="(/requests/[^"]+/closure\?after=[^"]+)"', receptionist.get(f"/requests/{request.id}").text
    )
    assert closing is not None
    form = receptionist.get(closing[1]).text

    assert letter.status_code == 303
    assert session.exec(select(Paper.kind)).all() == [PaperKind.INVITATION]
    assert "10 calendar days" in waiting
    assert re.search(r'value="other_side_refused"[^>]* checked', form)
    assert "The other side declined the invitation on" in form


def test_the_side_answers_by_its_address_and_staff_confirm(
    stage: Stage, receptionist: Visitor, visitor: Visitor, session: Session
) -> None:
    make.visitor(session)
    request = make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, clock.today())
    invitation = invitations.permitted(
        session, stage.cast.receptionist, request, permitted_on=f"{clock.today():%d.%m.%Y}"
    )
    session.commit()
    address = f"/i/{code_of(session, invitation).lower()}"

    before = visitor.get(f"{address}?lang=en").text
    no_number = visitor.send(address, answer="call").status_code
    sent = visitor.send(address, answer="call", phone="8 701 000 00 05", call_when="18:00")
    after = visitor.get(address).text
    again = visitor.send(address, answer="refused")
    card = receptionist.get(f"/invitations/{invitation.id}?lang=en").text
    reply = re.search(r'action="(/invitations/[^"]+/replies/[^"]+)"', card)
    assert reply is not None
    receptionist.send(reply[1], what="confirm")

    said = [before.find(word) for word in ("You decide", "no fine or penalty", "What is mediation")]
    assert said == sorted(said)
    assert -1 not in said
    assert [word for word in (*NAMES, request.number) if word in before + after] == []
    assert (no_number, sent.status_code, again.status_code) == (422, 303, 200)
    assert ["yours was not taken" in text for text in (after, again.text)] == [False, True]
    assert "Your answer has come in" in after
    assert shown_phone("+77010000005") in card
    assert session.get_one(Invitation, invitation.id, populate_existing=True).status is InvitationStatus.CALL_ASKED


def test_a_side_that_consents_is_not_said_to_wait_for_an_invitation(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page, at = stage.mediator, f"/requests/{case.request_id}?lang=en"
    assert "Not invited yet" in page.get(at).text
    light = ReadinessIn.checked({"side": "other-1", "light": "consented", "ready": "yes"})
    mark_readiness(stage.session, stage.cast.mediator, case, light)
    stage.session.commit()

    shown = page.get(at).text
    assert ["Not invited yet" in shown, "it was not invited by the cabinet" in shown] == [False, True]


def test_an_unknown_an_expired_and_a_withdrawn_code_get_the_same_answer_and_guessing_is_slowed(
    stage: Stage, visitor: Visitor, session: Session
) -> None:
    request = make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, matters.RECEIVED)
    invitation = invitations.permitted(session, stage.cast.receptionist, request)
    invitation.code_until = clock.today() - timedelta(days=1)
    session.add(invitation)
    session.commit()

    expired = visitor.get(f"/i/{code_of(session, invitation)}")
    unknown = visitor.get("/i/0000-0000-0000")
    third, fourth = (visitor.get("/i/0000-0000-0001").status_code for _time in range(2))

    assert (expired.status_code, unknown.status_code, third, fourth) == (404, 404, 404, 429)
    assert expired.text.replace(code_of(session, invitation), "X") == unknown.text.replace("0000-0000-0000", "X")


def test_the_funnel_is_shown_to_whoever_deals_with_matters_and_each_number_opens_its_list(
    stage: Stage, session: Session
) -> None:
    request = make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, matters.RECEIVED)
    invitations.sent(session, stage.cast.receptionist, request)
    session.commit()
    coordinator = stage.at_the_desk_of(stage.cast.coordinator, Role.COORDINATOR)

    page = coordinator.get("/invitations?lang=en").text
    late = coordinator.get("/invitations?stage=no_answer").text
    agreed = coordinator.get("/invitations?stage=agreed").text

    assert 'href="/invitations?lang=en&amp;stage=no_answer"' in page
    assert [request.number in text for text in (page, late, agreed)] == [True, True, False]


def test_whoever_only_looks_on_sees_neither_the_address_nor_why_it_may_not_go_out(
    stage: Stage, receptionist: Visitor, session: Session
) -> None:
    request = make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, matters.RECEIVED)
    invitation = invitations.permitted(session, stage.cast.receptionist, request)
    set_risk(session, stage.cast.receptionist, request, RiskIn(risk=Risk.HIGH, reason="Есік алдында күтіп тұр."))
    session.commit()
    auditor = stage.sign_in(Role.AUDITOR, stage.cast.country.region)
    told = (f"/i/{code_of(session, invitation)}", "Ask the applicant first")

    pages = [visitor.get(f"/invitations/{invitation.id}?lang=en").text for visitor in (receptionist, auditor)]

    assert [[each in page for each in told] for page in pages] == [[True, True], [False, False]]


def test_it_is_the_side_that_is_invited_and_not_who_speaks_for_it(
    stage: Stage, receptionist: Visitor, session: Session
) -> None:
    request = make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, matters.RECEIVED)
    side = invitations.other_side(session, request)
    person = {"surname": "Воробьёва", "given_name": "Светлана"}
    powers = {"capacity": "power_of_attorney", "document_on": "01.06.2022", "document_no": "№ 17"}
    given = RepresentativeIn.checked({"person": person} | powers)
    speaker = add_representative(session, stage.cast.receptionist, request, side, given)
    session.commit()

    pages = [receptionist.get(f"/requests/{request.id}/invitations/new?party={each.id}") for each in (side, speaker)]

    assert [page.status_code for page in pages] == [200, 404]


def test_the_page_tells_how_to_reach_who_speaks_for_a_child_and_not_the_child(
    stage: Stage, receptionist: Visitor, session: Session
) -> None:
    request = make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, matters.RECEIVED)
    side = invitations.other_side(session, request)
    side.minor = True
    mother = {"surname": "Воробьева", "given_name": "Анна", "contact": {"value": "8 701 000 00 07"}}
    speaks = RepresentativeIn.checked({"capacity": "parent", "person": mother})
    add_representative(session, stage.cast.receptionist, request, side, speaks)
    invitation = invitations.prepared(session, stage.cast.receptionist, request)
    session.commit()

    reach = receptionist.get(f"/invitations/{invitation.id}?lang=en").text.partition("How to reach this side")[2]

    shown = [phone for phone in ("+77010000007", "+77232000002") if shown_phone(phone) in reach]
    assert shown == ["+77010000007"]
