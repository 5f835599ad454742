"""Rows of a register of mediators: judged by the rules of an entry, written as entries, undone by taking them out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from mediation_cms.access import Can
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Problem as Refusal
from mediation_cms.core.i18n import _
from mediation_cms.core.keys import new_key
from mediation_cms.imports.ground import parts
from mediation_cms.imports.keeping import changed_since, restored, snapshot
from mediation_cms.imports.matching import People, known_of, twice_in_file
from mediation_cms.imports.models import Outcome
from mediation_cms.imports.problems import Problem
from mediation_cms.imports.rows import Desk, Judged, attempt, once_folded, place_key, read_person, settle, word_of
from mediation_cms.mediators.bulk_actions import Newcomer, enter_all, remove_entries
from mediation_cms.mediators.correction_actions import correct_entry, correct_mediator
from mediation_cms.mediators.entries import OUT, TOLD, Planned, entry_fields, refuse_second_among
from mediation_cms.mediators.inputs import CorrectionIn, PracticeIn
from mediation_cms.mediators.models import Mediator, RegisterEntry, RegisterKind
from mediation_cms.mediators.queries import demands_on, unmet_of
from mediation_cms.mediators.rules import Asked, Demand
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.likeness import Likeness, likeness
from mediation_cms.people.models import Organisation, Person
from mediation_cms.people.records import folded_organisation
from mediation_cms.people.rules import born_on_of
from mediation_cms.places.queries import tree

ENTRY, MEDIATOR, PERSON = table_of(RegisterEntry), table_of(Mediator), table_of(Person)
IN_A_REGISTER = PERSON.c.id.in_(sa.select(MEDIATOR.c.id))
KINDS = {
    "public": ("непроф", "кәсіби емес", "қоғамдық", "общественн", "public", "non-professional"),
    "professional": ("профес", "кәсіби", "professional"),
}
REGISTERS = {
    "ank": ("ҚХА", "АНК", "Ассамбле", "ank", "assembly"),
    "akim": ("аким", "әкім", "akim"),
    "organisation": ("организац", "ұйым", "organi"),
}
LANGUAGES = {
    "kk": ("қаз", "каз", "kaz"), "ru": ("рус", "орыс", "rus"), "en": ("англ", "ағыл", "engl"), "uz": ("узб", "өзб", "uzb"),
    "ug": ("уйг", "ұйғ", "uyg", "uig"), "tr": ("тур", "түр", "turk"), "de": ("нем", "неміс", "germ"),
}  # fmt: skip
ENTRY_FIELDS = ("organisation", *(name for name in (*TOLD, *OUT) if name not in {"register_kind", "kind"}))
PERSON_FIELDS = ("surname", "given_name", "patronymic", "born_on")
HELD = tuple(name for name in CorrectionIn.model_fields if name in RegisterEntry.model_fields)
NOBODY = PersonIn.model_validate({"given_name": "-"}).__dict__
NUMBER_TAKEN = _("This number was given before in this register. Numbers are not given twice.")


class Registers:
    """Registers of mediators."""

    can = Can.KEEP_REGISTER

    def judge(self, desk: Desk, rows: Sequence[Judged]) -> None:
        """A row with a number that stands in the register updates that entry; any other makes one."""
        for row in desk.each(rows):
            read_person(desk, row)
            _read_entry(desk, row)
        twice_in_file(rows)
        sound = [row for row in rows if row.who is not None and row.given is not None]
        ground = _Ground(desk, sound)
        for row in sound:
            ground.decide(row)
        for row in rows:
            settle(row)

    def write(self, desk: Desk, rows: Sequence[Judged]) -> dict[int, dict[str, Any]]:
        """New entries place by place, all at once; then what is updated, one by one."""
        did: dict[int, dict[str, Any]] = {}
        new = [row for row in rows if row.outcome is Outcome.MAKE]
        known_before = {row.person.id for row in new if row.person is not None}
        new_people: dict[object, UUID] = {}  # one new person may stand in registers of several places
        for _place_id, those in groupby(sorted(new, key=place_key), key=place_key):
            here = list(those)
            newcomers = [_newcomer(desk, row, new_people) for row in here]
            made = enter_all(desk.session, desk.actor, here[0].place, newcomers)  # type: ignore[arg-type]  # judged
            for row, one in zip(here, made, strict=True):
                if one.is_new:
                    new_people[row.human] = one.mediator_id
                did[row.number] = {"entry": str(one.entry_id), "person": str(one.mediator_id),
                                   "new": one.mediator_id not in known_before}  # fmt: skip
        for row in rows:
            if row.outcome is Outcome.UPDATE:
                did[row.number] = _update(desk, row)
        return did

    def undo(self, desk: Desk, did: Mapping[int, dict[str, Any]]) -> list[int]:
        """Entries that were made are taken out with who stands behind them, if nothing has come of them; updates are put back."""
        made = {number: one for number, one in did.items() if "entry" in one}
        things = [UUID(one[name]) for one in made.values() for name in ("entry", "person")]
        touched = changed_since(desk.session, things, desk.whole)
        left = [
            number for number, one in made.items() if UUID(one["entry"]) in touched or UUID(one["person"]) in touched
        ]
        left += _take_out(desk, {number: one for number, one in made.items() if number not in set(left)})
        for number, one in did.items():
            if "entry" not in one and not restored(desk, one):
                left.append(number)
        return sorted(left)


def _read_entry(desk: Desk, row: Judged) -> None:
    """The entry as typed, the practice, and the place."""
    whole = desk.whole.given
    said = _("Write one of: %(words)s.", words="ANK / ҚХА / АНК, әкім / аким, ұйым / организация")
    register = word_of(row, "register_kind", REGISTERS, said) or (
        "organisation" if row.typed.get("organisation") else whole.get("register_kind", "ank")
    )
    kinds = _("Write one of: %(words)s.", words="кәсіби / профессиональный, қоғамдық / общественный")
    kind = word_of(row, "kind", KINDS, kinds) or whole.get("kind", "")
    given = {name: row.typed.get(name, "") for name in ENTRY_FIELDS}
    given |= {"register_kind": register, "kind": kind}
    row.given = attempt(row, {}, lambda: CorrectionIn.checked({name: value for name, value in given.items() if value}))
    row.more = PracticeIn(languages=list(_languages(row)))
    row.place = desk.place_of(row, row.given.since if row.given else None)
    if row.place is None:
        row.given = None


def _languages(row: Judged) -> Iterator[str]:
    for word in row.typed.get("languages", "").replace(";", ",").replace("/", ",").split(","):
        folded = once_folded(word)
        code = next(
            (code for code, known in LANGUAGES.items() if folded and any(once_folded(one) in folded for one in known)),
            "",
        )
        if code:
            yield code
        elif folded:
            row.say(
                "languages",
                Problem.WORD,
                _("This language is not known and is left out: %(word)s", word=word.strip()[:60]),
            )


class _Ground:
    """What stands in the registers already, as far as these rows ask, and what the rows above would add."""

    def __init__(self, desk: Desk, rows: Sequence[Judged]) -> None:
        self.desk, session = desk, desk.session
        self.people = People(desk, rows, IN_A_REGISTER)
        those = partial(desk.ground.those, session)
        named = {folded_organisation(row.given.organisation) for row in rows if row.given.organisation}
        known = those(Organisation, col(Organisation.folded), named)
        self.organisations = {one.folded: one.id for one in known}
        holders = those(RegisterEntry, col(RegisterEntry.number), (row.given.number for row in rows))
        self.people.read_too(entry.mediator_id for entry in holders)
        self.holders = {
            self._key(entry.register_kind, entry.number, entry.district_id, entry.organisation_id): entry
            for entry in holders
        }
        self.theirs: dict[object, list[RegisterEntry]] = defaultdict(list)
        for entry in those(RegisterEntry, col(RegisterEntry.mediator_id), self.people.by_key):
            self.theirs[entry.mediator_id].append(entry)
        self.mediators = {one.id: one for one in those(Mediator, col(Mediator.id), self.people.by_key)}
        self.seen: dict[object, int] = {}
        self.made: dict[object, list[Planned]] = defaultdict(list)
        self.demands: dict[object, dict[Asked, Demand]] = {}

    def _key(
        self, kind: RegisterKind, number: str, district_id: UUID | None, organisation: object
    ) -> tuple[object, ...]:
        holder = (
            district_id if kind == RegisterKind.AKIM else organisation if kind == RegisterKind.ORGANISATION else None
        )
        return str(kind), number, holder

    def decide(self, row: Judged) -> None:
        """What the row would do."""
        district = tree(self.desk.session).district_of(row.place.id, row.given.since)  # type: ignore[union-attr]  # read with its place
        folded = folded_organisation(row.given.organisation)
        organisation = self.organisations.get(folded, folded) if row.given.organisation else None
        key = self._key(row.given.register_kind, row.given.number, district, organisation)
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            row.stop(
                "number",
                Problem.TWICE,
                _("Row %(row)s has the same number. Numbers are not given twice.", row=str(first)),
            )
            return
        held = self.holders.get(key)
        if held is not None:
            self._updates(row, held)
            self._say_what_is_unmet(row)
            return
        self.people.settle(row)
        self._say_what_is_unmet(row)
        told = {name: getattr(row.given, name) for name in ("register_kind", "kind", "number", "since", "until")}
        probe = Planned(id=new_key(), district_id=district, organisation_id=organisation, **told)  # type: ignore[arg-type]  # or its name
        owner = row.person.id if row.person else row.human
        if (
            attempt(row, {}, lambda: refuse_second_among([*self.theirs[owner], *self.made[owner]], probe)) is None
            and not row.stopped
        ):
            self.made[owner].append(probe)

    def _say_what_is_unmet(self, row: Judged) -> None:
        """What the row certainly does not meet stops it; the rest is confirmed with the import, seen beside the row."""
        born_on = (row.person.born_on if row.person else None) or _born_on(row)
        for missing in unmet_of(self._demands(row.given), born_on, row.given):
            (row.stop if missing.certain else row.say)("", Problem.RULE, missing.sentence)

    def _demands(self, given: CorrectionIn) -> dict[Asked, Demand]:
        key = given.register_kind, given.kind, given.since
        if key not in self.demands:
            self.demands[key] = demands_on(self.desk.session, given)
        return self.demands[key]

    def _updates(self, row: Judged, held: RegisterEntry) -> None:
        person = self.people.by_key[held.mediator_id]
        mine, theirs = row.known, known_of(person)
        same_name = mine is not None and (mine.key == theirs.key or mine.whole == theirs.whole)
        if mine is None or (
            likeness(mine, theirs) is Likeness.NONE and not (same_name and not (mine.iin_index and theirs.iin_index))
        ):
            row.stop("number", Problem.TAKEN, NUMBER_TAKEN)
            return
        row.person, row.target_id = person, held.id
        changes = _merged(row, held, person, self.mediators[person.id])
        row.outcome = Outcome.UPDATE if changes else Outcome.SAME
        if changes is not None:
            row.given, row.who, row.more = changes


def _born_on(row: Judged) -> date | None:
    """The birth date as typed, or as the IIN holds it."""
    iin = row.who.iin if row.who else None
    return (row.who.born_on if row.who else None) or (born_on_of(iin) if iin else None)


def _merged(
    row: Judged, held: RegisterEntry, person: Person, mediator: Mediator
) -> tuple[CorrectionIn, PersonIn, PracticeIn] | None:
    """What stands in the register with what the row adds or changes: an empty cell takes nothing away. None: all stands so."""
    typed = {name for name, value in row.typed.items() if value}
    entry = {name: getattr(row.given if name in typed else held, name) for name in HELD}
    who = {name: getattr(row.who, name, None) or getattr(person, name) for name in PERSON_FIELDS}
    iin_is_new = bool(row.known and row.known.iin_index and row.known.iin_index != person.iin_index)
    spoken = list(mediator.languages) + [code for code in row.more.languages if code not in mediator.languages]
    if (
        all(entry[name] == getattr(held, name) for name in HELD)
        and all(who[name] == getattr(person, name) for name in PERSON_FIELDS)
        and not iin_is_new
        and spoken == mediator.languages
    ):
        return None
    told = {"iin": row.who.iin if row.who and iin_is_new else None}
    return (
        row.given.model_copy(update=entry),
        PersonIn.model_construct(**NOBODY | who | told),
        PracticeIn(cabinet_id=mediator.cabinet_id, languages=spoken, dispute_codes=mediator.dispute_codes),
    )


def _newcomer(desk: Desk, row: Judged, new_people: Mapping[object, UUID]) -> Newcomer:
    made = new_people.get(row.human)
    who = row.person or (desk.session.get_one(Person, made) if made else row.who)
    return Newcomer(who, row.more, _confirmed(desk, row.given), row.human)  # type: ignore[arg-type]  # judged


def _confirmed(desk: Desk, given: CorrectionIn) -> CorrectionIn:
    """Whoever confirmed the import has seen beside each row what it does not show, and took the list over all the same."""
    return given.model_copy(update={"in_spite_of": list(Asked), "in_spite_ground": f"Импорт: {desk.whole.file_name}"})


def _update(desk: Desk, row: Judged) -> dict[str, Any]:
    assert row.person is not None and row.place is not None and row.who is not None  # noqa: S101, PT018 - judged
    session, place, who = desk.session, row.place, row.who
    entry, person = session.get_one(RegisterEntry, row.target_id), session.get_one(Person, row.person.id)
    mediator = session.get_one(Mediator, person.id)
    things = {"register_entry": entry, "person": person, "mediator": mediator}
    before = {name: snapshot(thing) for name, thing in things.items()}
    fields = entry_fields(session, place, row.given) | {name: getattr(row.given, name) for name in OUT}
    if any(getattr(entry, name) != value for name, value in fields.items()):
        correct_entry(session, desk.actor, entry, place, _confirmed(desk, row.given))
    named = any(getattr(person, name) != getattr(who, name) for name in PERSON_FIELDS)
    if who.iin or named or mediator.languages != row.more.languages:
        correct_mediator(session, desk.actor, entry, who, row.more)
    return {"was": {name: [str(thing.id), before[name], snapshot(thing)] for name, thing in things.items()}}


# --- undoing -----------------------------------------------------------------------------------------------------------

UNDONE = ReasonIn.model_construct(reason="Импорт кері қайтарылды / Импорт отменён")


def _take_out(desk: Desk, made: Mapping[int, dict[str, Any]]) -> list[int]:
    """Take out what these rows made, in portions; where something else holds on to one of a portion, one by one."""
    left: list[int] = []
    for numbers in parts(made):
        try:
            with desk.session.begin_nested():
                _take_out_all(desk, [made[number] for number in numbers])
        except (IntegrityError, Refusal):
            for number in numbers:
                left += [number] if not _takes_out_one(desk, made[number]) else []
    return left


def _takes_out_one(desk: Desk, one: dict[str, Any]) -> bool:
    try:
        with desk.session.begin_nested():
            _take_out_all(desk, [one])
    except (IntegrityError, Refusal):
        return False
    return True


def _take_out_all(desk: Desk, made: Sequence[dict[str, Any]]) -> None:
    session = desk.session
    keys = [UUID(one["entry"]) for one in made]
    entries = list(session.exec(select(RegisterEntry).where(col(RegisterEntry.id).in_(keys))))
    by_district = partial(sorted, key=lambda entry: str(entry.district_id))
    for district_id, those in groupby(by_district(entries), key=lambda entry: entry.district_id):
        remove_entries(session, desk.actor, tree(session).unit(district_id), list(those), UNDONE)
    new = {UUID(one["person"]) for one in made if one["new"]}
    holding = set(session.connection().scalars(sa.select(ENTRY.c.mediator_id).where(ENTRY.c.mediator_id.in_(new))))
    forget = list(new - holding)
    session.connection().execute(sa.delete(MEDIATOR).where(MEDIATOR.c.id.in_(forget)))
    forget_people(session, forget)


def forget_people(session: Session, keys: Sequence[UUID]) -> None:
    """Delete people whom the import had made, with the ways to reach them. Raises IntegrityError where a record names one."""
    contact = table_of(Person).metadata.tables["contact"]
    session.connection().execute(sa.delete(contact).where(contact.c.person_id.in_(keys)))
    session.connection().execute(sa.delete(PERSON).where(PERSON.c.id.in_(keys)))
