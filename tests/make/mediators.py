"""Mediators in registers, and what the law asks of them."""

from datetime import date
from itertools import count

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.core.stamps import restamp
from mediation_cms.law.models import Certainty, Rule
from mediation_cms.law.queries import STAMP
from mediation_cms.mediators.actions import add_mediator
from mediation_cms.mediators.inputs import EntryIn, LeavingIn, PracticeIn, SuspensionIn
from mediation_cms.mediators.models import MediatorKind, RegisterEntry
from mediation_cms.mediators.rules import Asked
from mediation_cms.people.inputs import IdentifiedPersonIn
from mediation_cms.places.models import Unit
from tests.make.actors import system

NUMBERS = count(1)
NO_IIN = {"no_iin_reason": "invented for a test"}
TAKEN_OVER = {"in_spite_of": list(Asked), "in_spite_ground": "қағаз тізілімдегідей"}
NOTHING_CONFIRMED = {"in_spite_of": [], "in_spite_ground": ""}
# Code, value, how sure: as in the reference seed.
LAW = (
    ("mediator.professional.min_age", 25, Certainty.FOUND),
    ("mediator.public.min_age", 40, Certainty.RECALLED),
    ("mediator.professional.requirements", ["higher_education", "certificate"], Certainty.FOUND),
    ("person.adult_age", 18, Certainty.RECALLED),
    ("register.akim.kinds", ["public"], Certainty.FOUND),
)


def law_of_mediators(session: Session, since: date = date(2011, 8, 5)) -> None:
    """What article 9 asks of a mediator, from a day on: these rules and no others."""
    session.execute(sa.delete(Rule))
    for code, value, certainty in LAW:
        session.add(
            Rule(
                code=code, value=value, since=since, kk=code, ru=code, en=code, source={"en": "art. 9"}, certainty=certainty
            )
        )  # fmt: skip
    session.flush()
    restamp(session, STAMP)


def person_in(name: str = "Төлегенов Қайрат Мұхаметжанұлы", **more: object) -> IdentifiedPersonIn:
    """A person as the register asks for one."""
    surname, given_name, *patronymic = name.split(maxsplit=2)
    return IdentifiedPersonIn.checked(
        NO_IIN | {"surname": surname, "given_name": given_name, "patronymic": "".join(patronymic)} | more
    )


def entry_in(**more: object) -> EntryIn:
    """An entry of a public mediator in the ANK register, since 10 January 2020: taken over, whatever it does not show."""
    given = {"kind": MediatorKind.PUBLIC, "number": f"ANK-{next(NUMBERS)}", "since": "10.01.2020"} | TAKEN_OVER
    return EntryIn.checked(given | more)


def mediator(
    session: Session, place: Unit, name: str = "Төлегенов Қайрат", practice: PracticeIn | None = None, **more: object
) -> RegisterEntry:
    """Somebody who stands in a register of the place."""
    return add_mediator(session, system(session), place, person_in(name), practice or PracticeIn(), entry_in(**more))


def left(until: str = "01.03.2022", ground: str = "own wish") -> LeavingIn:
    """What a keeper types when somebody leaves a register."""
    return LeavingIn.checked({"until": until, "ground": ground})


def suspended(since: str = "01.02.2022", until: str = "", ground: str = "complaint") -> SuspensionIn:
    """What a keeper types when somebody is suspended."""
    return SuspensionIn.checked({"since": since, "until": until, "ground": ground})
