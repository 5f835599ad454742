"""What stands between a trainee and a matter, and who may be a mentor."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.conflict import stands_in_the_way
from mediation_cms.cases.conflict_facts import like, people_of
from mediation_cms.cases.conflict_queries import conflicts_of
from mediation_cms.cases.models import Case
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.barring import is_barred
from mediation_cms.law.queries import rule
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import in_force, require_entitled
from mediation_cms.people.likeness import Likeness
from mediation_cms.people.same import same_human

YEARS = "mentoring.years_in_register"
LEAP_DAY = (2, 29)


def may_not_observe(session: Session, actor: Actor, case: Case, person_id: UUID) -> bool:
    """Whether somebody is barred from the matter, is or may be one of its people, or, as a mediator, has a tie to one of them.

    All records of that human are asked. Whose kin or colleague somebody is who never declared ties, only the sides can say:
    the mentor asks them (`Observation.no_ties`).
    """
    records = same_human(session, [person_id])
    if any(is_barred(session, case.request_id, key) for key in records):
        return True
    people = people_of(session, case)
    found = {one.id: one for one in like(session, people.persons, records)} if people.persons else {}
    themselves = [found[key] for key in records if key in found]
    if any(people.how(person, one) >= Likeness.LIKELY for person in people.persons for one in themselves):
        return True
    mediators = [key for key in records if session.get(Mediator, key) is not None]
    hits = conflicts_of(session, actor, case) if mediators else {}
    return any(stands_in_the_way(hits.get(key, ())) for key in mediators)


def why_no_mentor(session: Session, mediator: Mediator, on: date) -> Text | None:
    """Why somebody may not be a mentor on that day, by the dated rule; None for who may. Refused without an entry in force."""
    require_entitled(session, mediator, on)
    years = rule(session, YEARS, on)
    since = min(entry.since for entry in in_force(session, mediator, on))
    if _years_later(since, years.value) <= on:
        return None
    return _(
        "A mentor stands in a register for at least %(years)s years (%(source)s). Ask a colleague who does.",
        years=years.value, source=years.source,
    )  # fmt: skip


def require_mentor(session: Session, mediator: Mediator, on: date) -> None:
    """Refuse who may not be a mentor on that day."""
    if (why_not := why_no_mentor(session, mediator, on)) is not None:
        raise Refused(why_not)


def _years_later(day: date, years: int) -> date:
    """The same day so many years later; of a leap day the last of February."""
    on_leap_day = (day.month, day.day) == LEAP_DAY
    return date(day.year + years, day.month, 28 if on_leap_day else day.day)
