"""What is looked at before somebody is entered: who they may be, and which open matters in sight theirs may be part of."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.names import full_name
from mediation_cms.intake.known_people import SeenMatter
from mediation_cms.intake.matching import Match, matches, typed_as
from mediation_cms.intake.models import JoinKind, Side
from mediation_cms.people.inputs import PersonIn


@dataclass(frozen=True)
class Entered:
    """Somebody who is being typed in: the prefix of the fields, the side, and the records that are this very person already."""

    prefix: str
    side: Side | None
    person: PersonIn
    but: Collection[UUID] = ()


@dataclass(frozen=True)
class Finding:
    """Whom somebody who is being typed in may be."""

    prefix: str
    side: Side | None
    name: str
    matches: Sequence[Match]

    @property
    def likely(self) -> list[Match]:
        """Those of whom staff must say whether it is they."""
        return [match for match in self.matches if match.is_likely]

    @property
    def possible(self) -> list[Match]:
        """Those who are called alike, or share a phone, and no more."""
        return [match for match in self.matches if not match.is_likely]


@dataclass(frozen=True)
class OpenAlready:
    """An open matter in sight that the new request may be part of: what it would be there, and as which side its applicant.

    `name` is who was recognised, typed here as the applicant or (`crossed`) as the other side.
    """

    kind: JoinKind
    matter: SeenMatter
    name: str
    crossed: bool = False


@dataclass(frozen=True)
class EntryCheck:
    """All that was found for one form."""

    findings: Sequence[Finding]
    open_already: Sequence[OpenAlready]

    def __bool__(self) -> bool:
        return bool(self.findings)

    @cached_property
    def mark(self) -> str:
        """What was found, in one word: a form that brings it back was shown exactly this."""
        found = [[one.prefix, [[str(m.human.person.id), m.likeness] for m in one.matches]] for one in self.findings]
        matters = [str(one.matter.request.id) for one in self.open_already]
        return hashlib.sha256(json.dumps([found, matters]).encode()).hexdigest()


NOTHING = EntryCheck((), ())


def entry_check(session: Session, actor: Actor, entered: Sequence[Entered], *, of_request: bool = False) -> EntryCheck:
    """Whom these may be; for a new request (`of_request`) with the open matters that it may be part of."""
    findings = []
    for one in entered:
        found = matches(session, actor, typed_as(session, one.person), one.but)
        if found:
            name = full_name(one.person.surname, one.person.given_name, one.person.patronymic)
            findings.append(Finding(one.prefix, one.side, name, found))
    return EntryCheck(findings, open_already(findings) if of_request else ())


def open_already(findings: Sequence[Finding]) -> list[OpenAlready]:
    """The open matters of whom these are likely to be, each once.

    The applicant has brought the matter before: a duplicate. The applicant is the other side of it, or the other side here
    has brought it: then it is the other side's own request on the same dispute, if the dispute is the same.
    """
    found: dict[UUID, OpenAlready] = {}
    for finding in findings:
        for match in finding.likely:
            for matter in match.human.open_matters:
                one = _part_of(finding, matter)
                if one is not None:
                    found.setdefault(matter.request.id, one)
    return list(found.values())


def _part_of(finding: Finding, matter: SeenMatter) -> OpenAlready | None:
    if finding.side is Side.APPLICANT and matter.is_applicant:
        return OpenAlready(JoinKind.DUPLICATE, matter, finding.name)
    if finding.side is Side.APPLICANT and matter.is_other_side:
        return OpenAlready(JoinKind.OTHER_SIDE, matter, finding.name)
    if finding.side is Side.OTHER and matter.is_applicant:
        return OpenAlready(JoinKind.OTHER_SIDE, matter, finding.name, crossed=True)
    return None
