"""Papers that were asked for are printed, tried thrice when they fail, and never printed twice."""

from dataclasses import replace

import pytest
from sqlmodel import select

from mediation_cms.audit.models import Entry
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.settings import Mode
from mediation_cms.documents.files import content_of
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper, PaperStatus, StoredFile
from mediation_cms.jobs.printing import FELL, UNREADABLE, print_paper, print_papers
from mediation_cms.people.models import AccountKind
from tests import make
from tests.documents import samples
from tests.documents.reading import text

CABINET = samples.CABINET.name.kk


@pytest.fixture
def system(session):
    return make.system(session)


@pytest.fixture
def ask(session, system):
    def asked(facts=None, thing_id=None):
        facts = facts or samples.receipt(samples.KK)
        paper = ask_for_paper(session, system, facts, thing_id=thing_id or system.account_id)
        session.commit()
        return paper

    return asked


def again(session, paper):
    session.expire_all()
    return session.get_one(Paper, paper.id)


def test_what_was_asked_for_is_printed_and_kept(session, shift, ask, system):
    papers = [ask(), ask(samples.termination(samples.KK))]
    print_papers(shift)

    for paper in papers:
        done = again(session, paper)
        pdf = content_of(session, session.get_one(StoredFile, done.file_id))
        assert (done.status, done.tries, done.facts_sealed) == (PaperStatus.READY, 1, None)
        assert done.code in text(pdf)
        assert CABINET in text(pdf)
    issued = select(Entry.account_id).where(Entry.action == "paper.issued")
    assert session.exec(issued).all() == [system.account_id] * 2
    assert system.kind is AccountKind.SYSTEM


def test_a_paper_of_the_demo_says_so_on_the_page(session, with_settings, ask):
    paper = ask()
    print_papers(with_settings(mode=Mode.DEMO))

    assert "ҮЛГІ" in text(content_of(session, session.get_one(StoredFile, again(session, paper).file_id)))


def test_a_paper_that_fails_is_tried_thrice_and_says_why(session, shift, empty_press, ask):
    paper = ask()
    print_papers(replace(shift, press=empty_press))
    done = again(session, paper)

    assert (done.status, done.tries) == (PaperStatus.FAILED, 3)
    assert done.problem.startswith("receipt 63-OSK-2026-000123: TemplateNotFound")
    assert done.facts_sealed is not None


def test_a_paper_that_fails_does_not_keep_the_others_waiting(session, shift, ask):
    bad, good = ask(), ask(samples.termination(samples.KK))
    bad.facts_sealed = b"moved here by hand"
    session.commit()
    print_papers(shift)

    assert (again(session, bad).status, again(session, bad).problem) == (PaperStatus.FAILED, UNREADABLE)
    assert again(session, good).status is PaperStatus.READY


def test_a_paper_that_felled_the_program_three_times_is_left_alone(session, shift, ask):
    paper = ask()
    paper.tries = 3
    session.commit()
    print_papers(shift)

    assert (again(session, paper).status, again(session, paper).problem) == (PaperStatus.FAILED, FELL)


def test_a_key_that_is_gone_fails_the_paper_with_a_sentence(session, shift, ask):
    paper = ask()
    print_papers(replace(shift, database=replace(shift.database, keyring=Keyring((bytes(range(64, 96)),)))))

    assert (again(session, paper).status, again(session, paper).problem) == (PaperStatus.FAILED, UNREADABLE)


def test_a_printed_paper_is_not_printed_again(session, shift, ask):
    paper = ask()
    print_papers(shift)
    first = again(session, paper).sha256
    print_paper(shift, paper.id)

    assert again(session, paper).sha256 == first
    assert len(session.exec(select(StoredFile)).all()) == 1


def test_whoever_is_told_to_stop_begins_no_paper(session, shift, ask):
    paper = ask()
    shift.ending.set()
    print_papers(shift)

    assert again(session, paper).status is PaperStatus.QUEUED
