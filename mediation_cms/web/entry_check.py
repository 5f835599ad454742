"""The check page: a form comes back as it was typed, with the question whether somebody on it is known already.

What was found is marked in the form; a form that brings the mark back has been checked, and its answers count. Where something
else is found by then (a name was corrected, a colleague was faster) the form comes back once more.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import g, request

from mediation_cms.access import Can, may
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import CHOOSE
from mediation_cms.intake.entry_check import NOTHING, Entered, EntryCheck, OpenAlready, entry_check
from mediation_cms.intake.inputs import ANOTHER
from mediation_cms.intake.known_people import human
from mediation_cms.intake.matching import stored_as, typed_as
from mediation_cms.intake.models import JoinKind, Side
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person
from mediation_cms.people.records import iin_index
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form

MOST_CHECKED = 12
"""People of one form who are looked for."""


class Checked:
    """What was found for a form, and what the form says to it."""

    def __init__(self, form: Form, found: EntryCheck) -> None:
        self.form, self.found = form, found
        self.mark = found.mark if found else ""
        self._keep_what_still_fits()
        if found:
            numbers = [m.request.number for one in found.findings for each in one.matches for m in each.human.matters]
            transactions.reading("people.index", shown=list(dict.fromkeys(numbers)))

    def __bool__(self) -> bool:
        return bool(self.found)

    def is_answered(self) -> bool:
        """Whether nothing was found, or the form answers to exactly this. Raises Invalid where an answer is missing."""
        if not self.found:
            return True
        if request.form.get("checked", "") != self.mark:
            transactions.forget()
            return False
        missing = [field_of(one.prefix) for one in self.found.findings if not self.form.text(field_of(one.prefix))]
        if missing:
            raise Invalid(dict.fromkeys(missing, CHOOSE))
        return True

    def may_join(self, one: OpenAlready) -> bool:
        """Whether the actor may join a request to this matter."""
        return may(g.actor, Can.JOIN_REQUEST, one.matter.request)

    def joining(self) -> dict[str, Any] | None:
        """The joining that was chosen, as an input takes it; None for a matter of its own."""
        for one in self.found.open_already:
            if str(one.matter.request.id) == self.form.text("join-to_id"):
                side = str(one.matter.party.id) if one.kind is JoinKind.OTHER_SIDE and not one.crossed else ""
                given = {"to_id": self.form.text("join-to_id"), "kind": one.kind.value, "side": side}
                return given | {name: self.form.text(f"join-{name}") for name in ("reason", "complete")}
        return None

    def _keep_what_still_fits(self) -> None:
        """An answer that speaks of somebody who is not found any more is dropped; who is merely called alike is another."""
        offered = {field_of(one.prefix): one for one in self.found.findings}
        answers = [name for name in self.form.values if name == "same_as" or name.endswith("-same_as")]
        for name in answers:
            among = offered[name].matches if name in offered else ()
            if self.form.text(name) not in {ANOTHER, *(str(match.human.person.id) for match in among)}:
                del self.form.values[name]
        for name, one in offered.items():
            if not one.likely:
                self.form.values.setdefault(name, ANOTHER)


def field_of(prefix: str) -> str:
    """The name of the field that says who somebody is."""
    return f"{prefix}-same_as" if prefix else "same_as"


def of_request(form: Form, others: list[int]) -> Checked:
    """What is found for the people of a new request, as far as they can be read."""
    parties = [("applicant", Side.APPLICANT), *((f"others-{number}", Side.OTHER) for number in others)]
    entered = [one for prefix, side in parties if (one := _party(form, prefix, side)) is not None]
    return Checked(form, entry_check(g.session, g.actor, entered[:MOST_CHECKED], of_request=True))


def of_party(form: Form, side: Side | None, known: Person | None = None) -> Checked:
    """What is found for a party that is added, or for one that is corrected so that it may be somebody else than was `known`."""
    one = _party(form, "party", side)
    return Checked(form, _of_one(one, known))


def of_speaker(form: Form, known: Person | None = None) -> Checked:
    """The same for a representative."""
    person = _person(form.part("person"))
    return Checked(form, _of_one(Entered("", None, person) if person else None, known))


def _of_one(one: Entered | None, known: Person | None) -> EntryCheck:
    if one is None:
        return NOTHING
    but: Collection[UUID] = ()
    if known is not None:
        if _tells_nothing_new(one.person, known):
            return NOTHING
        but = human(g.session, g.actor, known.id).records
    return entry_check(g.session, g.actor, [Entered(one.prefix, one.side, one.person, but)])


def _tells_nothing_new(given: PersonIn, known: Person) -> bool:
    """Whether what speaks for somebody is what was known before: forms do not show an IIN, so an empty one says nothing."""
    typed, stored = typed_as(g.session, given), stored_as(g.session, known)
    same_iin = not given.iin or iin_index(g.session, given.iin) == known.iin_index
    same_name = (typed.key, typed.patronymic) == (stored.key, stored.patronymic)
    return same_iin and same_name and typed.phones <= stored.phones and typed.born_on in {None, stored.born_on}


def _party(form: Form, prefix: str, side: Side | None) -> Entered | None:
    part = form.below(prefix)
    person = _person(part.get("person")) if part.get("kind", "person") == "person" else None
    return Entered(prefix, side, person) if person else None


def _person(typed: Any) -> PersonIn | None:
    """Whoever was typed, as far as it can be read."""
    try:
        return PersonIn.checked(typed) if isinstance(typed, dict) else None
    except Invalid:
        return None
