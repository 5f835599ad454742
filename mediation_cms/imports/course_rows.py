"""Rows of courses with learners: rows that tell of one course make it together, and each puts somebody on its list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from mediation_cms.access import Can
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.certification.actions import add_course, remove_course
from mediation_cms.certification.bulk_actions import Learner, add_learners, remove_learners
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.inputs import CourseIn
from mediation_cms.certification.models import Course, CourseKind, Participation
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Problem as Refusal
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.names import fold
from mediation_cms.imports.keeping import changed_since
from mediation_cms.imports.matching import People, twice_in_file
from mediation_cms.imports.models import Outcome
from mediation_cms.imports.problems import Problem
from mediation_cms.imports.register_rows import IN_A_REGISTER, forget_people
from mediation_cms.imports.rows import Desk, Judged, attempt, read_person, settle, word_of
from mediation_cms.people.models import Person
from mediation_cms.places.queries import tree

PERSON, PLACE_ON_LIST, CERTIFICATE = table_of(Person), table_of(Participation), table_of(Certificate)
TRAINED = sa.or_(
    IN_A_REGISTER,
    PERSON.c.id.in_(sa.select(PLACE_ON_LIST.c.person_id)),
    PERSON.c.id.in_(sa.select(CERTIFICATE.c.person_id)),
)
YES, NO = (
    ("да", "иә", "ия", "yes", "+", "1", "true", "заверш", "оконч", "аяқта", "бітір", "прош"),
    ("нет", "жоқ", "no", "-", "0", "false", "не "),
)
COURSE_WORDS = {
    "trainer": ("тренер", "жаттықтыр", "trainer"), "specialised": ("специализ", "арнайы", "мамандандыр", "speciali"),
    "ank_short": ("АНК", "ҚХА", "краткоср", "қысқа", "short"), "ethnomediation": ("этно", "ethno"),
    "seminar": ("семинар", "seminar"), "general": ("общ", "жалпы", "general"),
}  # fmt: skip
UNDONE = ReasonIn.model_construct(reason="Импорт кері қайтарылды / Импорт отменён")


class Courses:
    """Courses with learners."""

    can = Can.KEEP_COURSES

    def judge(self, desk: Desk, rows: Sequence[Judged]) -> None:
        """A course that stands in the list is known by kind, title, days and place; somebody on its list stays there."""
        for row in desk.each(rows):
            read_person(desk, row)
            read_course(desk, row)
        twice_in_file(rows)
        sound = [row for row in rows if row.who is not None and row.given is not None]
        ground = _Ground(desk, sound)
        for row in sound:
            ground.decide(row)
        for row in rows:
            settle(row)

    def write(self, desk: Desk, rows: Sequence[Judged]) -> dict[int, dict[str, Any]]:
        """Courses that are new, then everybody onto their lists."""
        by_course: dict[object, list[Judged]] = defaultdict(list)
        for row in rows:
            by_course[row.more].append(row)
        did: dict[int, dict[str, Any]] = {}
        new_people: dict[object, Person] = {}
        for those in by_course.values():
            first = next((row for row in those if row.target_id), those[0])
            known = desk.session.get(Course, first.target_id) if first.target_id else None
            course = known or add_course(desk.session, desk.actor, first.place, first.given)  # type: ignore[arg-type]  # judged
            before = _on_list(desk.session, course)
            learners = [Learner(row.person or new_people.get(row.human) or row.who, _completed(row)) for row in those]  # type: ignore[arg-type]  # judged
            for row, learner, held in zip(
                those, learners, add_learners(desk.session, desk.actor, course, learners), strict=True
            ):
                is_new = not isinstance(learner.who, Person)
                if is_new:
                    new_people[row.human] = desk.session.get_one(Person, held.person_id)
                did[row.number] = {
                    "course": str(course.id), "made": known is None, "place": str(held.id), "person": str(held.person_id),
                    "new": is_new, "was": before.get(held.id),
                }  # fmt: skip
        return did

    def undo(self, desk: Desk, did: Mapping[int, dict[str, Any]]) -> list[int]:
        """Whoever was put on a list comes off, a course that was made goes; one that was changed since stays."""
        left: list[int] = []
        by_course: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
        for number, one in did.items():
            by_course[one["course"]][number] = one
        touched = changed_since(desk.session, map(UUID, by_course), desk.whole)
        for key, those in by_course.items():
            if UUID(key) in touched or not _undo_course(desk, UUID(key), those):
                left += those
        return sorted(left)


def read_course(desk: Desk, row: Judged) -> None:
    """The course as typed, and its place."""
    said = _("Write one of: %(words)s.", words=", ".join(kind.label.in_(desk.actor.language) for kind in CourseKind))
    labels = {fold(kind.label.in_(language)): kind.value for kind in CourseKind for language in Language}
    kind = labels.get(fold(row.typed.get("course_kind", ""))) or word_of(row, "course_kind", COURSE_WORDS, said)
    given = {
        name: row.typed.get(name, "")
        for name in ("title_kk", "title_ru", "academic_hours", "starts_on", "ends_on", "trainer")
    }
    given = {name: value or desk.whole.given.get(name, "") for name, value in given.items()}
    given["kind"] = kind or desk.whole.given.get("course_kind", "")
    given["ends_on"] = given["ends_on"] or given["starts_on"]
    row.given = attempt(row, {"kind": "course_kind"}, lambda: CourseIn.checked(given))
    row.place = desk.place_of(row, row.given.ends_on if row.given else None)
    if row.place is None:
        row.given = None
    elif row.given is not None:
        district = tree(desk.session).district_of(row.place.id, row.given.ends_on)
        row.more = _key(row.given.kind, row.given.titles["title_kk"], row.given.starts_on, row.given.ends_on, district)


def _key(kind: str, title: str, starts_on: object, ends_on: object, district_id: UUID | None) -> tuple[object, ...]:
    return str(kind), fold(title), starts_on, ends_on, district_id


class _Ground:
    """Courses and lists as they stand."""

    def __init__(self, desk: Desk, rows: Sequence[Judged]) -> None:
        self.people = People(desk, rows, TRAINED)
        those = partial(desk.ground.those, desk.session)
        found = those(Course, col(Course.ends_on), (row.given.ends_on for row in rows))
        self.courses = {_key(one.kind, one.title_kk, one.starts_on, one.ends_on, one.district_id): one for one in found}
        self.lists: dict[UUID, dict[UUID, Participation]] = defaultdict(dict)
        for held in those(Participation, col(Participation.course_id), (one.id for one in found)):
            self.lists[held.course_id][held.person_id] = held
        self.on_lists: dict[UUID, set[UUID]] = {key: set(held) for key, held in self.lists.items()}
        self.seen: dict[object, int] = {}

    def decide(self, row: Judged) -> None:
        """What the row would do."""
        course = self.courses.get(row.more)
        self.people.settle(row)
        if course is not None:
            row.target_id = course.id
            on_it = [key for key in row.candidates if key in self.on_lists.get(course.id, ())]
            if row.outcome is Outcome.CHOICE and on_it:  # who stands on this very list under this name is meant
                row.person, row.outcome = self.people.by_key[on_it[0]], Outcome.MAKE
        if row.outcome is Outcome.CHOICE:
            return
        who = row.person.id if row.person else row.human
        first = self.seen.setdefault((row.more, who), row.number)
        if first != row.number:
            row.stop("full_name" if row.typed.get("full_name") else "surname", Problem.TWICE,
                     _("Row %(row)s tells the same of the same person.", row=str(first)))  # fmt: skip
        held = self.lists[course.id].get(row.person.id) if course is not None and row.person is not None else None
        if held is not None:
            row.outcome = Outcome.UPDATE if _completed(row) and not held.completed else Outcome.SAME


def _completed(row: Judged) -> bool:
    typed = row.typed.get("completed", "").casefold()
    return bool(typed) and not typed.startswith(NO) and any(typed.startswith(word) for word in YES)


def _on_list(session: Session, course: Course) -> dict[UUID, bool]:
    held = session.exec(select(Participation).where(Participation.course_id == course.id))
    return {one.id: one.completed for one in held}


def _undo_course(desk: Desk, key: UUID, those: Mapping[int, dict[str, Any]]) -> bool:
    """All that these rows did to one course, or nothing of it."""
    session = desk.session
    course = session.get(Course, key)
    if course is None:
        return False
    ones = list(those.values())
    try:
        with session.begin_nested():
            for one in ones:
                if one["was"] is not None:
                    session.get_one(Participation, UUID(one["place"])).completed = one["was"]
            session.flush()
            remove_learners(
                session, desk.actor, course, [UUID(one["place"]) for one in ones if one["was"] is None], UNDONE
            )
            if ones[0]["made"]:
                if _on_list(session, course):
                    raise _StillHeld(_("Somebody else stands on the list of the course by now."))
                remove_course(session, desk.actor, course, UNDONE)
    except (IntegrityError, Refusal):
        return False
    for person in {UUID(one["person"]) for one in ones if one["new"]}:
        try:
            with session.begin_nested():
                forget_people(session, [person])
        except IntegrityError:
            continue  # on another list by now
    return True


class _StillHeld(Refusal):
    """What was made cannot go: somebody else uses it."""
