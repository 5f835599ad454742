"""Printing the papers that were asked for: facts are read, then printed outside any transaction, then kept."""

import logging
from threading import Event
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import col, select

from mediation_cms.accounts.queries import reserved
from mediation_cms.core.bundled import bundled
from mediation_cms.core.crypto import Unreadable
from mediation_cms.core.db import Database
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.documents.engine import PdfEngineMissing, Unprintable
from mediation_cms.documents.facts import Facts
from mediation_cms.documents.issuing import begin_try, issue, note_failure, to_print
from mediation_cms.documents.models import Paper, PaperStatus
from mediation_cms.documents.pressroom import Pressroom
from mediation_cms.documents.sample import SAMPLE
from mediation_cms.jobs.certifying import say_printed
from mediation_cms.jobs.shift import Shift
from mediation_cms.people.models import AccountKind

LOG = logging.getLogger(__name__)
MOST_TRIES = 3
FELL = "the program fell while it printed this paper"
UNREADABLE = "its facts cannot be read: they were sealed with another key or by another release"


def warm_press(shift: Shift) -> None:
    """Start the press before somebody waits for it, and tell early when it cannot print."""
    try:
        shift.press.render(SAMPLE)
    except (Unprintable, PdfEngineMissing) as problem:
        LOG.warning("papers cannot be printed: %s", problem)


def print_papers(shift: Shift) -> None:
    """Print every paper that waits, those that were not tried yet first."""
    while not shift.ending.is_set():
        with shift.database.session(writes=False) as session:
            waiting = select(Paper.id).where(Paper.status == PaperStatus.QUEUED)
            paper_id = session.exec(waiting.order_by(col(Paper.tries), col(Paper.id)).limit(1)).first()
        if paper_id is None:
            return
        print_paper(shift, paper_id)


def print_paper(shift: Shift, paper_id: UUID) -> None:
    """Try to print one paper, if it still waits."""
    facts = _facts(shift, paper_id)
    if facts is None:
        return
    try:
        printed = shift.press.render(facts)
    except (Unprintable, PdfEngineMissing) as problem:
        LOG.warning("not printed: %s", problem)
        with shift.database.transaction() as session:
            paper = session.get_one(Paper, paper_id)
            hopeless = isinstance(problem, PdfEngineMissing) or paper.tries >= MOST_TRIES
            note_failure(session, paper, str(problem), final=hopeless)
        return
    with shift.database.transaction() as session:
        paper = session.get_one(Paper, paper_id)
        issue(session, reserved(session, AccountKind.SYSTEM), paper, printed)
        say_printed(session, paper)


def print_alone(settings: Settings, database: Database, paper_id: UUID) -> None:
    """Print one paper outside the jobs process: for the command line, which cannot know whether that one is at work."""
    with Pressroom(bundled("pdf_templates"), settings.data_dir / "fonts") as press:
        print_paper(Shift(settings, database, press, Event()), paper_id)


def _facts(shift: Shift, paper_id: UUID) -> Facts | None:
    """The facts of a paper whose turn it is; none when it is printed already or cannot be."""
    with shift.database.transaction() as session:
        paper = session.get_one(Paper, paper_id, with_for_update=True)
        if paper.status is not PaperStatus.QUEUED:
            return None
        if paper.tries >= MOST_TRIES:
            note_failure(session, paper, FELL, final=True)
            return None
        begin_try(session, paper)
        try:
            return to_print(session, paper, shift.settings.base_url, demo=shift.settings.mode is Mode.DEMO)
        except (Unreadable, ValidationError):
            note_failure(session, paper, UNREADABLE, final=True)
            return None
