"""What people do with a spreadsheet: upload it, match its columns, choose, confirm, undo, discard."""

import json

from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.bell import ring_after_commit
from mediation_cms.core.db import keyring
from mediation_cms.core.errors import Invalid, Refused, stale
from mediation_cms.core.i18n import _, ngettext
from mediation_cms.core.names import clean_line
from mediation_cms.core.parsing import Unreadable
from mediation_cms.documents.files import store
from mediation_cms.imports import reading
from mediation_cms.imports.fields import columns_by_code, folded, guessed, missing
from mediation_cms.imports.inputs import AcceptedIn, ConfirmationIn, MappingIn
from mediation_cms.imports.matching import NEW
from mediation_cms.imports.models import Import, ImportKind, ImportMapping, ImportRow, ImportState, Outcome
from mediation_cms.imports.sheets import Sheet
from mediation_cms.imports.staging import (
    content,
    drop,
    forget_rows,
    headings_of,
    is_short,
    opened,
    put_headings,
    shape_of,
)
from mediation_cms.places.facts import Place

MEDIA_TYPES = {"xlsx": "application/zip", "csv": "text/csv"}  # never handed out
RIGHTS = {
    ImportKind.REGISTER: Can.KEEP_REGISTER,
    ImportKind.COURSES: Can.KEEP_COURSES,
    ImportKind.CERTIFICATES: Can.KEEP_COURSES,
}


def begin_import(
    session: Session, actor: Actor, place: Place, kind: ImportKind, name: str, sent: bytes, seen: Sheet | None = None
) -> Import:
    """Take a spreadsheet in and guess its columns; nothing of it is in the lists. Raises Invalid beside `file`.

    `seen` is what the first look at the file told, where that was done already and nobody had to wait for it.
    """
    authorize(actor, RIGHTS[kind], place)
    sheet = seen or reading.look(sent)
    try:
        called = clean_line(name.replace("\\", "/").rpartition("/")[2])[:120]
    except Unreadable:
        called = ""
    shown = called or "file"
    file = store(session, sent, name=shown, media_type=MEDIA_TYPES[sheet.shape.format], uploaded_by_id=actor.account_id)
    now = clock.now()
    whole = Import(
        kind=kind, unit_id=place.id, by_id=actor.account_id, at=now, changed_at=now, file_name=shown, file_id=file.id,
        shape=vars(sheet.shape),
    )  # fmt: skip
    headings = put_headings(session, whole, sheet.first)
    remembered = _remembered(session, actor, kind, headings)
    columns = remembered.columns if remembered else {str(at): code for at, code in guessed(kind, headings).items()}
    whole.columns = columns
    session.add(whole)
    session.flush()
    record(session, actor, "import.uploaded", whole, title=shown)
    return whole


def map_columns(session: Session, actor: Actor, whole: Import, given: MappingIn) -> None:
    """Say which column tells what; the file is read next. Raises Invalid beside what a file of this kind must tell."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    _require(whole, ImportState.MAPPING, ImportState.READY)
    kind, shape = ImportKind(whole.kind), shape_of(whole)
    chosen: dict[str, int | str] = {"heading": given.heading, "lines": given.lines}
    if shape.format == "csv":
        chosen |= {"encoding": given.encoding or shape.encoding, "separator": given.separator or shape.separator}
    else:
        chosen |= {"sheet": given.sheet or shape.sheet}
    known = columns_by_code(kind)
    columns = {place: code for place, code in given.columns.items() if code in known and place.isdecimal()}
    if len(set(columns.values())) < len(columns):
        twice = next(code for code in columns.values() if list(columns.values()).count(code) > 1)
        raise Invalid({"": _("Two columns cannot both be “%(what)s”. Choose one.", what=known[twice].label)})
    lacking = missing(kind, {int(place): code for place, code in columns.items()}, given.given)
    if lacking:
        raise Invalid(
            {"": _("No column tells “%(what)s”. Choose the column in which it stands.", what=lacking[0].label)}
        )
    whole.shape = vars(shape) | chosen
    whole.columns, whole.given, whole.accepted = columns, given.given, []
    forget_rows(session, whole)
    _remember(session, actor, kind, headings_of(session, whole), columns)
    _queue(session, whole, ImportState.READING)


def look_again(session: Session, actor: Actor, whole: Import, given: MappingIn) -> None:
    """Take other rows for the headings, another sheet, encoding or separator; the columns are guessed anew."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    _require(whole, ImportState.MAPPING, ImportState.READY)
    shape = shape_of(whole)
    chosen = {"heading": given.heading, "lines": given.lines, "sheet": given.sheet or shape.sheet}
    if shape.format == "csv":
        chosen |= {"encoding": given.encoding or shape.encoding, "separator": given.separator or shape.separator}
    whole.shape = vars(shape) | chosen
    first = reading.first_rows(content(session, whole), shape_of(whole))
    headings = put_headings(session, whole, first)
    whole.columns = {str(at): code for at, code in guessed(ImportKind(whole.kind), headings).items()}
    forget_rows(session, whole)
    whole.state, whole.changed_at, whole.about = ImportState.MAPPING, clock.now(), []
    session.add(whole)


def accept_proposals(session: Session, actor: Actor, whole: Import, given: AcceptedIn) -> None:
    """Take every proposal of this kind; the rows are judged anew."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    _require(whole, ImportState.READY)
    whole.accepted = sorted({*whole.accepted, given.kind.value})
    _queue(session, whole, ImportState.READING)


def choose_person(session: Session, actor: Actor, whole: Import, row: ImportRow, chosen: str) -> None:
    """Say whom a row is about: one of those who are offered, or somebody new. Raises Invalid for anybody else."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    _require(whole, ImportState.READY)
    offered = [str(key) for key in opened(session, row)[2]]
    if chosen != NEW and chosen not in offered:
        raise Invalid({f"chosen-{row.number}": _("There is no such choice. Choose from the list.")})
    row.chosen = chosen
    session.add(row)


def choose_all(session: Session, actor: Actor, whole: Import, *, new: bool) -> None:
    """Take the one who is offered in every row that offers one alone, or somebody new in every row that is left."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    _require(whole, ImportState.READY)
    waiting = select(ImportRow).where(ImportRow.import_id == whole.id, ImportRow.outcome == Outcome.CHOICE)
    for row in session.exec(waiting):
        offered = opened(session, row)[2]
        if new or len(offered) == 1:
            row.chosen = NEW if new else str(offered[0])
            session.add(row)


def judge_again(session: Session, actor: Actor, whole: Import) -> None:
    """Have the rows judged anew: after choices, or since something in the lists has changed."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    _require(whole, ImportState.READY)
    _queue(session, whole, ImportState.READING)


def confirm(session: Session, actor: Actor, whole: Import, given: ConfirmationIn) -> None:
    """Have it written. Refused while choices are open or rows have something wrong that may not be left out, and twice."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    session.refresh(whole, with_for_update=True)
    _require(whole, ImportState.READY)
    counts = whole.counts
    if counts.get(Outcome.CHOICE):
        n = counts[Outcome.CHOICE]
        raise Refused(
            ngettext("%(n)s row waits for a choice. Choose first.", "%(n)s rows wait for a choice. Choose first.", n)
        )
    if counts.get(Outcome.REFUSED) and not given.without_problems:
        sentence = ngettext(
            "%(n)s row has something wrong. Correct the file, or tick that it is left out.",
            "%(n)s rows have something wrong. Correct the file, or tick that they are left out.",
            counts[Outcome.REFUSED],
        )
        raise Invalid({"without_problems": sentence})
    if not counts.get(Outcome.MAKE) and not counts.get(Outcome.UPDATE):
        raise Refused(_("There is nothing to write: every row stands in the list as it is, or is left out."))
    whole.confirmed_at = clock.now()
    record(
        session,
        actor,
        "import.confirmed",
        whole,
        title=whole.file_name,
        count=counts.get("make", 0) + counts.get("update", 0),
    )
    _queue(session, whole, ImportState.WRITING)


def undo(session: Session, actor: Actor, whole: Import) -> None:
    """Have a written import undone; rows that were changed since stay and are named. Refused twice."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    session.refresh(whole, with_for_update=True)
    _require(whole, ImportState.DONE)
    if whole.file_id is None:
        raise Refused(_("It was written too long ago to be undone at once. Correct the entries one by one."))
    whole.undone_by_id = actor.account_id
    record(session, actor, "import.undone", whole, title=whole.file_name)
    _queue(session, whole, ImportState.UNDOING)


def discard(session: Session, actor: Actor, whole: Import) -> None:
    """Throw an import away before it is written, with its rows and its file."""
    authorize(actor, RIGHTS[ImportKind(whole.kind)], whole)
    _require(whole, ImportState.MAPPING, ImportState.READY, ImportState.READING)
    record(session, actor, "import.discarded", whole, title=whole.file_name)
    drop(session, whole)


# --- what they share ---------------------------------------------------------------------------------------------------


def _require(whole: Import, *states: ImportState) -> None:
    """Refused where the import is somewhere else by now."""
    if whole.state not in states:
        raise stale()


def _queue(session: Session, whole: Import, state: ImportState) -> None:
    """Hand it to whoever carries imports out: for a short list this process right after the commit, else the jobs."""
    whole.state, whole.changed_at, whole.tries, whole.about = state, clock.now(), 0, []
    whole.looked = whole.expected = 0
    session.add(whole)
    session.flush()
    if not is_short(session, whole):
        ring_after_commit(session)


def _known_by(session: Session, headings: list[str]) -> str:
    return keyring(session).index(json.dumps([folded(one) for one in headings]), "headings")


def _remembered(session: Session, actor: Actor, kind: ImportKind, headings: list[str]) -> ImportMapping | None:
    return session.exec(
        select(ImportMapping).where(
            ImportMapping.by_id == actor.account_id, ImportMapping.kind == kind,
            ImportMapping.headings == _known_by(session, headings),
        )
    ).first()  # fmt: skip


def _remember(session: Session, actor: Actor, kind: ImportKind, headings: list[str], columns: dict[str, str]) -> None:
    kept = _remembered(session, actor, kind, headings)
    if kept is None:
        kept = ImportMapping(kind=kind, by_id=actor.account_id, headings=_known_by(session, headings))
    kept.columns = columns
    session.add(kept)
