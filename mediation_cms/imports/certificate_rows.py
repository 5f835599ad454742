"""Rows of old certificates: taken over with the number that their paper has; they verify too, marked as imported."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mediation_cms.access import Can
from mediation_cms.certification.bulk_actions import remove_imported
from mediation_cms.certification.certificate_import_actions import TAKEN, OldOne, import_certificates
from mediation_cms.certification.certificate_inputs import OldCertificateIn
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.models import CourseKind
from mediation_cms.core.errors import Problem as Refusal
from mediation_cms.core.i18n import _
from mediation_cms.core.names import full_name
from mediation_cms.core.parsing import Unreadable, parse_day
from mediation_cms.imports.course_rows import COURSE_WORDS, TRAINED, UNDONE
from mediation_cms.imports.ground import parts
from mediation_cms.imports.keeping import changed_since
from mediation_cms.imports.matching import People, known_of, twice_in_file
from mediation_cms.imports.models import Outcome
from mediation_cms.imports.problems import Problem
from mediation_cms.imports.register_rows import forget_people
from mediation_cms.imports.rows import Desk, Judged, attempt, place_key, read_person, settle, word_of
from mediation_cms.people.likeness import Likeness, likeness
from mediation_cms.people.records import write_people
from mediation_cms.places.queries import tree

PLAIN = ("label", "issued_on", "title_kk", "title_ru", "academic_hours", "starts_on", "ends_on", "signatory")


class Certificates:
    """Certificates that were issued before this list was kept."""

    can = Can.KEEP_COURSES

    def judge(self, desk: Desk, rows: Sequence[Judged]) -> None:
        """A certificate that is in the list stays as it stands; a number of somebody else is refused."""
        for row in desk.each(rows):
            read_person(desk, row)
            _read_certificate(desk, row)
        twice_in_file(rows)
        sound = [row for row in rows if row.who is not None and row.given is not None]
        people = People(desk, sound, TRAINED)
        held: dict[str, list[Certificate]] = defaultdict(list)
        labels = (row.given.label for row in sound)
        for one in desk.ground.those(desk.session, Certificate, col(Certificate.label), labels):
            held[one.label].append(one)
        people.read_too(one.person_id for those in held.values() for one in those)
        seen: dict[object, int] = {}
        for row in sound:
            _decide(row, people, held[row.given.label], seen)
        for row in rows:
            settle(row)

    def write(self, desk: Desk, rows: Sequence[Judged]) -> dict[int, dict[str, Any]]:
        """New people together, then their certificates place by place."""
        new = {row.human: row.who for row in rows if row.person is None and row.who is not None}
        made = dict(zip(new, write_people(desk.session, list(new.values())), strict=True))
        did: dict[int, dict[str, Any]] = {}
        for _place_id, those in groupby(sorted(rows, key=place_key), key=place_key):
            here = list(those)
            old = [OldOne(row.person.id if row.person else made[row.human], _name(row), row.given) for row in here]
            keys = import_certificates(desk.session, desk.actor, here[0].place, old)  # type: ignore[arg-type]  # judged
            for row, one, key in zip(here, old, keys, strict=True):
                did[row.number] = {"certificate": str(key), "person": str(one.person_id), "new": row.person is None}
        return did

    def undo(self, desk: Desk, did: Mapping[int, dict[str, Any]]) -> list[int]:
        """Each certificate goes unless something has become of it, and whoever was made for it alone."""
        session = desk.session
        touched = changed_since(session, [UUID(one["certificate"]) for one in did.values()], desk.whole)
        left = [number for number, one in did.items() if UUID(one["certificate"]) in touched]
        for numbers in parts(number for number in did if number not in set(left)):
            try:
                with session.begin_nested():
                    _remove(desk, [UUID(did[number]["certificate"]) for number in numbers])
            except (IntegrityError, Refusal):
                for number in numbers:
                    left += [] if _removes_one(desk, UUID(did[number]["certificate"])) else [number]
        for person in {UUID(one["person"]) for number, one in did.items() if one["new"] and number not in set(left)}:
            try:
                with session.begin_nested():
                    forget_people(session, [person])
            except IntegrityError:
                continue  # somewhere else by now
        return sorted(left)


def _name(row: Judged) -> str:
    who = row.person or row.who
    return full_name(who.surname, who.given_name, who.patronymic) if who else ""


def _read_certificate(desk: Desk, row: Judged) -> None:
    """The certificate as its paper says, and where it counts."""
    words = ", ".join(kind.label.in_(desk.actor.language) for kind in CourseKind)
    kind = word_of(row, "course_kind", COURSE_WORDS, _("Write one of: %(words)s.", words=words))
    given: dict[str, Any] = {name: row.typed.get(name, "") for name in PLAIN}
    given |= {"issuer_kk": row.typed.get("issuer", ""), "source": f"{desk.whole.file_name[:160]}, № {row.number}"}
    given |= {"kind": kind} if kind else {}
    if typed := row.typed.get("valid_until"):
        try:
            given["valid_until"] = parse_day(typed)
        except Unreadable as problem:
            row.stop("valid_until", Problem.DAY, problem.sentence)
    given = {name: value for name, value in given.items() if value or name in {"label", "issued_on"}}
    row.given = attempt(row, {"kind": "course_kind"}, lambda: OldCertificateIn.checked(given))
    if row.given is not None:
        if row.given.ends_on is not None and row.given.ends_on > row.given.issued_on:
            row.stop("issued_on", Problem.DAY, _("No certificate before the course ends. Check the days."))
        if row.given.valid_until is not None and row.given.valid_until < row.given.issued_on:
            row.stop("valid_until", Problem.DAY, _("The last day is before the day of issue. Check the days."))
    row.place = desk.place_of(row, row.given.issued_on if row.given else None)


def _decide(row: Judged, people: People, held: Sequence[Certificate], seen: dict[object, int]) -> None:
    key = row.given.label, row.given.issued_on, row.given.issuer_kk
    first = seen.setdefault(key, row.number)
    if first != row.number:
        row.stop(
            "label", Problem.TWICE, _("Row %(row)s has the same number. Numbers are not given twice.", row=str(first))
        )
    same = next((one for one in held if one.imported and (one.issued_on, one.issuer_kk) == key[1:]), None)
    if same is not None:
        row.person, row.target_id = people.by_key[same.person_id], same.id
        row.outcome = Outcome.SAME
        if row.known is None or likeness(row.known, known_of(row.person)) is Likeness.NONE:
            sentence = _("A certificate with this number, day and issuer is in the list under another name.")
            row.stop("label", Problem.TAKEN, sentence)
        return
    if any(not one.imported for one in held):
        row.stop("label", Problem.TAKEN, TAKEN)
    people.settle(row)


def _remove(desk: Desk, keys: Sequence[UUID]) -> None:
    found = desk.session.exec(select(Certificate).where(col(Certificate.id).in_(keys))).all()
    by_place = sorted(found, key=lambda one: str(one.district_id))
    for district_id, those in groupby(by_place, key=lambda one: one.district_id):
        remove_imported(desk.session, desk.actor, tree(desk.session).unit(district_id), list(those), UNDONE)


def _removes_one(desk: Desk, key: UUID) -> bool:
    try:
        with desk.session.begin_nested():
            _remove(desk, [key])
    except (IntegrityError, Refusal):
        return False
    return True
