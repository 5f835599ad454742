"""Proposals on pages: written at the table, answered, and terms of the agreement."""

import re

from mediation_cms.agreements.queries import proposals_of
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_catalogues import plant_clauses
from tests.make import matters
from tests.web.stage import Stage


def test_a_proposal_grows_into_a_term_on_pages(stage: Stage) -> None:
    plant_clauses(stage.session, REFERENCE)
    case = matters.met(stage.session, stage.cast)
    matters.drafted(stage.session, stage.cast, case, terms=[])
    stage.session.commit()
    page, at = stage.mediator, f"/cases/{case.id}/proposals"
    text = page.get(f"{at}/new?lang=en").text
    (clause,) = re.findall(r'<option value="([\w-]+)">One payment</option>', text)
    typed = {
        "side": "applicant-1",
        "debtor_sides": "other-1",
        "amount": "5000",
        "due_on": "01.08.2100",
        "clause_id": clause,
    }

    worded = page.send(f"{at}/new", **typed, add="clause").text
    assert "5\xa0000\xa0₸" in worded
    assert "{proof}" in worded  # nobody has typed how it is proved
    assert proposals_of(stage.session, case) == []

    page.get(f"{at}/new")
    page.send(f"{at}/new", **typed, what_ru="Вернёт {thing}.", what_kk="{amount}")
    assert "Its words still hold braces: which thing." in page.get(f"{at}?lang=en").text
    ((proposal, _term),) = proposals_of(stage.session, case)
    page.get(f"{at}/{proposal.id}")
    words_typed = {"what_ru": "Постарается вернуть долг.", "what_kk": "Қарызын қайтаруға тырысады."}
    assert page.send(f"{at}/{proposal.id}", **typed, **words_typed).status_code == 303, page.errors
    for side in ("applicant-1", "other-1"):
        page.send(f"{at}/{proposal.id}/acceptance", side=side)
    draft = page.get(f"/cases/{case.id}/agreement?lang=en").text
    assert "Постарается вернуть долг." in draft
    assert "cannot be enforced" in draft

    page.get(f"{at}/{proposal.id}/counter")
    page.send(f"{at}/{proposal.id}/counter", **typed | {"side": "other-1", "what_ru": "Возвращает долг."})
    page.get(f"{at}/{proposal.id}")
    _first, (answer, _words) = proposals_of(stage.session, case)
    page.send(f"{at}/{answer.id}/striking", reason="Ойланды.")
    page.send(f"{at}/{proposal.id}/restoration")
    table = page.get(f"{at}?lang=en").text
    assert "Ойланды." in table
    assert "Accepted by every side" in table
    assert "Постарается вернуть долг." in page.get(f"/cases/{case.id}/agreement").text


def test_what_was_accepted_before_the_draft_stands_in_its_fresh_form(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    stage.session.commit()
    page, at = stage.mediator, f"/cases/{case.id}"
    page.get(f"{at}/proposals/new")
    typed = {"side": "applicant-1", "debtor_sides": "other-1", "due_on": "01.08.2100", "what_kk": "Қарызын қайтарады."}
    assert page.send(f"{at}/proposals/new", **typed).status_code == 303
    ((proposal, term),) = proposals_of(stage.session, case)
    page.send(f"{at}/proposals/{proposal.id}/acceptance", side="other-1")

    assert "Accepted proposals that wait for the draft: 1." in page.get(f"{at}/agreement?lang=en").text
    form = page.get(f"{at}/agreement/draft").text
    assert (form.count("Қарызын қайтарады."), f'name="terms-0-id" value="{term.id}"' in form) == (1, True)
