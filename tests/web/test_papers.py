"""Papers on pages: asked for, waited for, taken as a file; verified by anybody."""

import hashlib
import re

import pytest
from sqlmodel import col, select

from mediation_cms.agreements.actions import change_draft, drop_draft, sign_agreement
from mediation_cms.agreements.inputs import AgreementIn
from mediation_cms.audit.models import Reading
from mediation_cms.cases.actions import end_mediation, reopen_case
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.dates import day as day_in_words
from mediation_cms.core.languages import Language
from mediation_cms.documents.engine import Rendered
from mediation_cms.documents.issuing import begin_try, issue, note_failure
from mediation_cms.documents.models import Paper, PaperKind, PaperStatus
from mediation_cms.intake.inputs import ReasonIn
from mediation_cms.people.models import Role
from mediation_cms.web import papers
from tests import make
from tests.make import matters
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor

PDF = b"%PDF-1.7 as the jobs would print it"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """No jobs are at work, so nobody waits for them."""
    monkeypatch.setattr(papers, "PAUSE", 0)


def asked(stage: Stage, page: Visitor, case: Case, what: str, languages: str = "kk+ru") -> Paper:
    """Ask for a paper on the page, and the paper that was asked for."""
    page.get(f"/requests/{case.request_id}/papers?lang=en")
    answer = page.send(f"/requests/{case.request_id}/papers", what=what, languages=languages)
    assert answer.status_code == 303, words(page)
    return stage.session.exec(select(Paper).order_by(col(Paper.id).desc())).first() or pytest.fail("no paper")


def print_it(stage: Stage, paper: Paper) -> None:
    """What the jobs do."""
    with stage.database.transaction() as session:
        printed = Rendered(PDF, 2, hashlib.sha256(PDF).hexdigest())
        issue(session, make.system(session), session.get_one(Paper, paper.id), printed)
    stage.session.expire_all()


def test_a_paper_is_asked_for_waited_for_and_taken(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    paper = asked(stage, page, case, "contract")
    at = f"/requests/{case.request_id}/papers"
    page.get(f"{at}?lang=en&paper={paper.id}")
    assert "The paper is being prepared." in words(page)
    assert page.get(f"{at}/{paper.id}/file").status_code == 409

    print_it(stage, paper)

    page.get(f"{at}?lang=en&paper={paper.id}")
    assert "The paper is ready. Download: Mediation contract" in words(page)
    assert f"{paper.number} SHA-256: {hashlib.sha256(PDF).hexdigest()}" in words(page)
    answer = page.get(f"{at}/{paper.id}/file")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == f"attachment; filename={paper.number}-contract-kk+ru.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert stage.session.exec(select(Reading.matter_id).where(Reading.page == "papers.file")).all() == [case.request_id]


def test_only_papers_that_can_be_made_are_offered(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator

    def offered(who: Visitor, of: Case) -> list[str]:
        text = who.get(f"/requests/{of.request_id}/papers").text
        return re.findall(r'name="what" value="([^"]+)"', text)

    assert offered(page, case) == ["receipt", "case_report"]
    running = matters.met(stage.session, stage.cast)
    draft = matters.drafted(stage.session, stage.cast, running)
    stage.session.commit()
    assert offered(page, running) == ["receipt", "contract", str(draft.id), "case_report"]
    assert offered(stage.receptionist, running) == ["receipt", "contract"]
    chosen = page.get(f"/requests/{running.request_id}/papers?what={draft.id}").text
    assert re.findall(r'name="what" value="([^"]+)" checked', chosen) == [str(draft.id)]
    given = EndingIn.checked({"ending": "one_refused", "refused_by": ["other-1"], "on": "20.06.2022", "reason": "…"})
    end_mediation(stage.session, stage.cast.mediator, running, given)
    stage.session.commit()
    assert offered(stage.receptionist, running) == ["receipt", "contract", "termination"]
    assert offered(stage.sign_in(Role.AUDITOR, stage.cast.country.region), running) == []


@pytest.mark.parametrize(
    ("what", "languages", "said"),
    [
        ("contract", "kk", "There is no such choice. Choose from the list."),
        ("", "kk", "Choose one."),
        ("receipt", "en", "There is no such choice. Choose from the list."),
    ],
)
def test_what_cannot_be_made_is_refused_beside_its_field(stage: Stage, what: str, languages: str, said: str) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/requests/{case.request_id}/papers?lang=en")

    answer = page.send(f"/requests/{case.request_id}/papers", what=what, languages=languages)

    assert answer.status_code == 422
    assert page.errors == [said]
    assert f'value="{languages}" checked' in answer.text or languages == "en"


def test_what_the_sides_sign_is_printed_only_in_the_languages_in_which_it_is_written(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast, language="kk")
    matters.meeting(stage.session, stage.cast, case)
    draft = matters.drafted(stage.session, stage.cast, case, language="kk", subject_ru="", consequences_ru="")
    page = stage.mediator
    page.get(f"/requests/{case.request_id}/papers?lang=en")

    for what in ("contract", str(draft.id)):
        answer = page.send(f"/requests/{case.request_id}/papers", what=what, languages="ru")
        assert answer.status_code == 409
        assert "It is not drawn up in this language: Russian" in words(page)


def test_terms_are_not_downloaded_at_the_reception_desk(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)
    case = stage.session.get_one(Case, agreement.case_id)
    paper = asked(stage, stage.mediator, case, str(agreement.id))
    print_it(stage, paper)
    page = stage.receptionist
    page.get(f"/requests/{case.request_id}/papers?lang=en")

    assert f"Settlement agreement {paper.number}" in words(page)
    assert "Download" not in words(page)
    assert page.get(f"/requests/{case.request_id}/papers/{paper.id}/file").status_code == 403


def test_a_replaced_paper_is_marked(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    draft = matters.drafted(stage.session, stage.cast, case, lawful="")
    page = stage.mediator
    first = asked(stage, page, case, str(draft.id))
    print_it(stage, first)
    draft.lawful = True
    stage.session.add(draft)
    stage.session.commit()
    second = asked(stage, page, case, str(draft.id))
    print_it(stage, second)

    page.get(f"/requests/{case.request_id}/papers?lang=en")
    badges = re.findall(r'<td data-label="State"><span class="badge \w+">([^<]+)', page.page.text if page.page else "")
    assert badges == ["In force", "Replaced"]


def test_a_paper_that_could_not_be_made_says_why_and_can_be_asked_for_again(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    paper = asked(stage, page, case, "receipt", "kk")
    begin_try(stage.session, paper)
    note_failure(stage.session, paper, "the printing took longer than 30 seconds", final=True)
    stage.session.commit()

    page.get(f"/requests/{case.request_id}/papers?lang=en&paper={paper.id}")
    assert "The paper could not be made. Ask for it again" in words(page)
    assert "Could not be made the printing took longer than 30 seconds" in words(page)
    assert asked(stage, page, case, "receipt", "kk").id == paper.id
    stage.session.refresh(paper)
    assert paper.status is PaperStatus.QUEUED


def test_a_paper_belongs_to_its_matter(stage: Stage) -> None:
    case, other = matters.in_work(stage.session, stage.cast), matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    paper = asked(stage, page, case, "receipt")
    print_it(stage, paper)

    assert page.get(f"/requests/{other.request_id}/papers/{paper.id}/file").status_code == 404
    assert page.get(f"/requests/{other.request_id}/papers?paper={paper.id}").status_code == 404
    assert (
        stage.sign_in(Role.MANAGER, stage.cast.country.region)
        .get(f"/requests/{case.request_id}/papers/{paper.id}/file")
        .status_code
        == 404
    )


# --- verification --------------------------------------------------------------------------------------------------------


def test_anybody_verifies_a_paper_and_learns_no_name(stage: Stage, visitor: Visitor) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    paper = asked(stage, stage.mediator, case, "contract")
    print_it(stage, paper)

    answer = visitor.get(f"/papers/{paper.code}?lang=en")

    said = words(visitor)
    assert answer.status_code == 200
    assert "Genuine This paper was issued here and is in force." in said
    assert f"Paper Mediation contract Number {paper.number} Date 3 June 2022 Mediation cabinet Өскемен" in said
    assert hashlib.sha256(PDF).hexdigest() in said
    for secret in ("Төлегенов", "Воробьёва", "Байжанова", "Құдық"):
        assert secret not in answer.text


def test_a_code_is_read_however_it_is_typed(stage: Stage, visitor: Visitor) -> None:
    case = matters.in_work(stage.session, stage.cast)
    paper = asked(stage, stage.mediator, case, "receipt")

    sloppy = paper.code.lower().replace("-", " ")
    answer = visitor.get(f"/papers?code={sloppy}")
    assert answer.status_code == 302
    assert "Genuine" in visitor.get(f"{answer.location}?lang=en").text


def test_an_unknown_code_is_said_to_be_unknown(visitor: Visitor, stage: Stage) -> None:
    answer = visitor.get("/papers/7K2M-Q9XA-04VD-HT3E?lang=en")

    assert answer.status_code == 404
    assert "There is no paper with this code. Compare it with the paper: 16 letters and figures." in words(visitor)
    assert visitor.get("/papers?lang=en").status_code == 200
    assert visitor.get("/papers/<script>").status_code == 404


def test_a_replaced_paper_and_a_draft_are_said_to_be_so(stage: Stage, visitor: Visitor) -> None:
    case = matters.met(stage.session, stage.cast)
    draft = matters.drafted(stage.session, stage.cast, case, lawful="")
    page = stage.mediator
    first = asked(stage, page, case, str(draft.id))
    visitor.get(f"/papers/{first.code}?lang=en")
    assert "This paper was printed here as a draft. It binds nobody." in words(visitor)
    draft.lawful = True
    stage.session.add(draft)
    stage.session.commit()
    asked(stage, page, case, str(draft.id))

    visitor.get(f"/papers/{first.code}?lang=en")
    assert "This paper was issued here. A newer one has taken its place." in words(visitor)


def out_of_date() -> str:
    """What anybody reads of a paper whose words have changed today."""
    day = day_in_words(clock.today(), Language.EN)
    return f"Out of date This paper was issued here, but since {day} what it says no longer holds. Ask the cabinet what does."


def verdict(visitor: Visitor, paper: Paper) -> str:
    """What anybody reads of a paper."""
    visitor.get(f"/papers/{paper.code}?lang=en")
    return words(visitor)


def test_a_print_of_a_draft_that_was_changed_afterwards_is_out_of_date(stage: Stage, visitor: Visitor) -> None:
    case = matters.met(stage.session, stage.cast)
    draft = matters.drafted(stage.session, stage.cast, case)
    page, mediator = stage.mediator, stage.cast.mediator
    paper = asked(stage, page, case, str(draft.id))
    print_it(stage, paper)
    typed = matters.agreement_typed(stage.session, case)
    change_draft(stage.session, mediator, draft, AgreementIn.checked(typed))
    assert "Genuine" in verdict(visitor, paper)  # saved again as it was

    later = [matters.term_typed(stage.session, case, due_on="20.07.2023")]
    change_draft(stage.session, mediator, draft, AgreementIn.checked(typed | {"terms": later}))
    scan = matters.scan(stage.session, stage.cast)
    sign_agreement(stage.session, mediator, draft, matters.signing(stage.session, stage.cast, draft), scan)
    stage.session.commit()

    said = verdict(visitor, paper)
    assert out_of_date() in said
    assert "in force" not in said
    page.get(f"/requests/{case.request_id}/papers?lang=en")
    assert "Out of date" in words(page)


def test_a_print_of_a_draft_that_was_given_up_is_out_of_date(stage: Stage, visitor: Visitor) -> None:
    case = matters.met(stage.session, stage.cast)
    draft = matters.drafted(stage.session, stage.cast, case)
    paper = asked(stage, stage.mediator, case, str(draft.id))

    drop_draft(stage.session, stage.cast.mediator, draft)
    stage.session.commit()

    assert out_of_date() in verdict(visitor, paper)


def test_a_notice_of_termination_is_out_of_date_once_the_case_is_reopened(stage: Stage, visitor: Visitor) -> None:
    session, cast = stage.session, stage.cast
    case = matters.met(session, cast)
    ending = EndingIn.checked({"ending": "excluded", "on": "20.06.2022", "reason": "Үшінші адамның құқығы."})
    end_mediation(session, cast.mediator, case, ending)
    session.commit()
    contract = asked(stage, stage.mediator, case, "contract")
    notice = asked(stage, stage.mediator, case, "termination")
    assert "Genuine" in verdict(visitor, notice)

    reopen_case(session, cast.coordinator, case, ReasonIn.checked({"on": "01.08.2022", "reason": "Қайта келісті."}))
    session.commit()
    assert out_of_date() in verdict(visitor, notice)
    assert "Genuine" in verdict(visitor, contract)


def test_every_kind_of_paper_of_a_matter_can_be_asked_for_here(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)
    case = stage.session.get_one(Case, agreement.case_id)
    page = stage.mediator

    kinds = {asked(stage, page, case, what).kind for what in ("receipt", "contract", "termination", str(agreement.id))}

    assert kinds == {PaperKind.RECEIPT, PaperKind.CONTRACT, PaperKind.TERMINATION, PaperKind.AGREEMENT}
