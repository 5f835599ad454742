"""Asking for a paper, and what becomes of it: queued with its facts, printed by the jobs, never drawn again."""

import dataclasses
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.bell import ring_after_commit
from mediation_cms.core.db import keyring, seal, unseal
from mediation_cms.documents.codes import new_code
from mediation_cms.documents.engine import Rendered
from mediation_cms.documents.facts import CertificateFacts, Facts, InvitationFacts, from_json, to_json
from mediation_cms.documents.facts.paper import LANGUAGES
from mediation_cms.documents.files import store
from mediation_cms.documents.models import Paper, PaperKind, PaperStatus

PDF = "application/pdf"
LONGEST_PROBLEM = 300


def ask_for_paper(
    session: Session,
    actor: Actor,
    facts: Facts,
    *,
    thing_id: UUID,
    matter_id: UUID | None = None,
    cabinet_id: UUID | None = None,
    dated_by_asking: bool = False,
    code: str = "",
) -> Paper:
    """The paper that states these facts about the thing. The use-case that calls this has asked for the right to it.

    The same facts asked twice are the same paper; where it bears the day of asking (`dated_by_asking`), that of the first.
    Other facts are a new paper, which replaces those of this kind about the same thing in all languages. One that could not
    be made is tried again. The jobs add the code, the address and the mark of the demo when they print, so the facts leave
    them empty. `code`: the one by which the thing itself is verified already.
    """
    bare = dataclasses.replace(facts, verification_code="", verification_url="", demo=False)
    index, languages = facts_index(session, bare, dated_by_asking=dated_by_asking), "+".join(facts.languages)
    _one_at_a_time(session, thing_id)
    about = select(Paper).where(Paper.thing_id == thing_id, Paper.kind == PaperKind(facts.kind))
    papers = list(session.exec(about))
    paper = next((found for found in papers if (found.facts_index, found.languages) == (index, languages)), None)
    if paper is None:
        paper = Paper(
            kind=PaperKind(facts.kind),
            number=facts.number,
            languages=languages,
            code=code if code and not papers else new_code(),
            dated_on=facts.made_on,
            draft=facts.draft,
            thing_id=thing_id,
            matter_id=matter_id,
            cabinet_id=cabinet_id,
            facts_index=index,
            asked_at=clock.now(),
            asked_by_id=actor.account_id,
        )
        seal(session, paper, "facts_sealed", to_json(bare))
        session.add(paper)
        session.flush()
        record(
            session, actor, "paper.asked", paper, matter_id=matter_id, kind=paper.kind, number=paper.number,
            languages=languages,
        )  # fmt: skip
    elif paper.status is PaperStatus.FAILED:
        paper.status, paper.tries, paper.problem = PaperStatus.QUEUED, 0, ""
    for other in (*papers, paper):
        other.replaced_by_id, other.outdated_on = None if other.facts_index == index else paper.id, None
        session.add(other)
    session.flush()
    ring_after_commit(session)
    return paper


def outdate(session: Session, thing_id: UUID, *kinds: PaperKind) -> None:
    """What the papers about the thing, of these kinds or of any, say no longer holds from today (Asia/Almaty).

    The thing was changed, given up or taken back.
    Who asks for a paper that says the same again finds it in force again.
    """
    _one_at_a_time(session, thing_id)
    stands = (Paper.thing_id == thing_id, col(Paper.replaced_by_id).is_(None), col(Paper.outdated_on).is_(None))
    of_kind = [col(Paper.kind).in_(kinds)] if kinds else []
    for paper in session.exec(select(Paper).where(*stands, *of_kind)):
        paper.outdated_on = clock.today()
        session.add(paper)


def facts_index(session: Session, facts: Facts, *, dated_by_asking: bool) -> str:
    """What the same facts have in common, whatever the languages of the paper, and the day if it was only that of asking."""
    same = dataclasses.replace(facts, languages=LANGUAGES[0], made_on=date.min if dated_by_asking else facts.made_on)
    return keyring(session).index(to_json(same), "paper")


def to_print(session: Session, paper: Paper, base_url: str, *, demo: bool) -> Facts:
    """The facts of a queued paper, with the code, the addresses and the mark of the demo that they were asked for without."""
    facts = from_json(unseal(session, paper, "facts_sealed") or "")
    if isinstance(facts, InvitationFacts):
        facts = dataclasses.replace(facts, site=base_url)
    return dataclasses.replace(
        facts,
        made_on=paper.dated_on,
        verification_code=paper.code,
        verification_url=f"{base_url}/{'certificates' if isinstance(facts, CertificateFacts) else 'papers'}/{paper.code}",
        demo=demo,
    )


def issue(session: Session, actor: Actor, paper: Paper, printed: Rendered) -> None:
    """Keep the printed paper; from here on nobody draws it again, and its facts are dropped. Nothing when it is kept already."""
    _one_at_a_time(session, paper.thing_id)
    session.flush()
    session.refresh(paper)  # another may have been faster
    if paper.status is PaperStatus.READY:
        return
    name = f"{paper.number}-{paper.kind}-{paper.languages}.pdf"
    file = store(
        session, printed.pdf, name=name, media_type=PDF, uploaded_by_id=paper.asked_by_id, matter_id=paper.matter_id
    )
    paper.status, paper.file_id, paper.sha256, paper.pages = PaperStatus.READY, file.id, file.sha256, printed.pages
    paper.made_at, paper.facts_sealed, paper.problem = clock.now(), None, ""
    session.add(paper)
    record(
        session, actor, "paper.issued", paper, matter_id=paper.matter_id, kind=paper.kind, number=paper.number,
        sha256=file.sha256,
    )  # fmt: skip


def begin_try(session: Session, paper: Paper) -> None:
    """Count the try before it is made: a paper that fells the whole process must not do so for ever."""
    paper.tries += 1
    session.add(paper)


def note_failure(session: Session, paper: Paper, problem: str, *, final: bool) -> None:
    """Keep why the paper could not be printed. Unless this was the last try it waits for another; its facts stay in any case."""
    paper.problem = problem[:LONGEST_PROBLEM]
    if final:
        paper.status = PaperStatus.FAILED
    session.add(paper)


def _one_at_a_time(session: Session, thing_id: UUID) -> None:
    """Two who ask for papers about one thing at once wait for each other; on SQLite every writer does."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(sa.select(sa.func.pg_advisory_xact_lock(thing_id.int >> 65)))
