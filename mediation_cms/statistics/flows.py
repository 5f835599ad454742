"""What happened in a period: requests opened and ended, consultations, contracts, agreements, measures, events, courses."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from mediation_cms.agreements.models import Agreement
from mediation_cms.cases.models import Case, Contract
from mediation_cms.certification.certificate_models import Certificate, RevocationGround
from mediation_cms.certification.course_workflow import CourseState
from mediation_cms.certification.models import Course, CourseKind, Participation
from mediation_cms.consultations.models import Consultation, Result
from mediation_cms.core.i18n import Labelled
from mediation_cms.disputes.models import Catalogue
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, ONLINE, Opened, Outcome, Request, Spell
from mediation_cms.outreach.models import Event, Qualifier
from mediation_cms.prevention.models import MeasureKind, PreventiveMeasure
from mediation_cms.statistics.borders import Reach
from mediation_cms.statistics.sources import FIRST, LAST, Clause, Column, Line, Site, Source, Statement


def _during(day: Column) -> Clause:
    clause: Clause = col(day).between(FIRST, LAST)
    return clause


def _of(table: type[Any], day: Column, *where: Clause) -> Statement:
    return sa.select().select_from(table).where(_during(day), *where)


def _each(code: str, column: Column, kinds: Iterable[Labelled]) -> tuple[Line, ...]:
    """A line of its own for each kind: «T2.ethnomediation»."""
    return tuple(Line(f"{code}.{kind.value}", col(column) == kind) for kind in kinds)


def _said_by(column: Column, *path: Clause) -> Column:
    """What another table says of the record: looked up for the rows that are shown, never when records are counted."""
    return sa.select(col(column)).where(*path).scalar_subquery()


def _in_six_figures(number: Column) -> Column:
    written = sa.cast(number, sa.String())
    return sa.func.substr(sa.literal("000000") + written, sa.func.length(written) + 1)


# --- requests: counted by the spells for which they are open -------------------------------------------------------------

OF_THE_REQUEST = col(Request.id) == col(Spell.request_id)
SPELL: dict[str, Any] = {
    "site": Site(col(Spell.district_id), col(Spell.cabinet_id)),
    "key": col(Spell.id),
    "number": _said_by(Request.number, OF_THE_REQUEST),
    "kind": _said_by(Request.dispute_code, OF_THE_REQUEST),
    "kinds": Catalogue.DISPUTE_TYPE,
    "outcome": col(Spell.outcome),
    "outcomes": Outcome,
}


def _came_from_elsewhere(reach: Reach) -> Clause:
    """Handed over by a cabinet outside the place: the spell before it is not one that went on from inside on that day."""
    beside, other = aliased(Spell), aliased(Spell)
    before = (
        sa.select(col(beside.id))
        .where(col(beside.request_id) == col(Spell.request_id), col(beside.id) < col(Spell.id))
        .order_by(col(beside.id).desc())
    )
    here = col(other.transferred).is_(True), col(other.ended_on) == col(Spell.opened_on)
    return sa.and_(col(Spell.opened) == Opened.TRANSFERRED_IN, _unless_inside(reach, other, before, *here))


def _went_elsewhere(reach: Reach) -> Clause:
    """Handed over to a cabinet outside the place: the spell after it is not one that came from inside on that day."""
    beside, other = aliased(Spell), aliased(Spell)
    after = (
        sa.select(col(beside.id))
        .where(col(beside.request_id) == col(Spell.request_id), col(beside.id) > col(Spell.id))
        .order_by(col(beside.id))
    )
    here = col(other.opened) == Opened.TRANSFERRED_IN, col(other.opened_on) == col(Spell.ended_on)
    return sa.and_(col(Spell.transferred).is_(True), _unless_inside(reach, other, after, *here))


def _unless_inside(reach: Reach, other: Any, beside: Statement, *here: Clause) -> Clause:
    nearest = beside.limit(1).correlate(Spell).scalar_subquery()
    inside = Site(col(other.district_id), col(other.cabinet_id)).inside(reach)
    return (
        ~sa.select(sa.literal(1))
        .select_from(other)
        .where(col(other.id) == nearest, *here, inside)
        .correlate(Spell)
        .exists()
    )


OPENED = Source(
    _of(Spell, Spell.opened_on, col(Spell.counted).is_(True)),
    on=col(Spell.opened_on),
    lines=(
        Line("received", col(Spell.opened) == Opened.RECEIVED),
        Line("reopened", col(Spell.opened) == Opened.REOPENED),
        Line("transferred_in", _came_from_elsewhere),
    ),
    **SPELL,
)
WITHOUT_AGREEMENT = tuple(outcome for outcome in ENDINGS_OF_MEDIATION if outcome is not Outcome.AGREEMENT)
ENDED = Source(
    _of(Spell, Spell.ended_on, col(Spell.counted).is_(True)),
    on=col(Spell.ended_on),
    lines=(
        *_each("finished", Spell.outcome, Outcome),
        Line("M3", col(Spell.outcome).in_(WITHOUT_AGREEMENT)),
        Line("transferred_out", _went_elsewhere),
    ),
    **SPELL,
)
# The few that came online are found by an index of their own: its channels stand in the statement, not beside it, and the
# district is written so that no database thinks of the many other requests of the place first.
CAME_ONLINE = col(Request.channel).in_(sa.bindparam("channels", ONLINE, expanding=True, literal_execute=True))
RECEIVED_ONLINE = Source(
    sa.select()
    .select_from(sa.join(Request, Spell, OF_THE_REQUEST))
    .where(CAME_ONLINE, _during(Request.received_on))
    .where(col(Spell.opened) == Opened.RECEIVED, col(Spell.counted).is_(True)),
    on=col(Request.received_on),
    lines=(Line("A2"),),
    **SPELL
    | {
        "site": Site(sa.func.coalesce(col(Spell.district_id), col(Spell.district_id)), col(Spell.cabinet_id)),
        "number": col(Request.number),
        "kind": col(Request.dispute_code),
    },
)

# --- what is done on a request -------------------------------------------------------------------------------------------

OF_THE_TALK = col(Request.id) == col(Consultation.request_id)
CONSULTATIONS = Source(
    _of(Consultation, Consultation.held_on),
    Site(col(Consultation.district_id), col(Consultation.cabinet_id)),
    key=col(Consultation.id),
    on=col(Consultation.held_on),
    lines=(Line("C1"),),
    number=_said_by(Request.number, OF_THE_TALK),
    kind=_said_by(Request.dispute_code, OF_THE_TALK),
    kinds=Catalogue.DISPUTE_TYPE,
    outcome=col(Consultation.result),
    outcomes=Result,
)
OF_THE_CONTRACT = col(Case.id) == col(Contract.case_id)
CONTRACTS = Source(
    _of(Contract, Contract.concluded_on),
    Site(col(Contract.district_id), _said_by(Case.cabinet_id, OF_THE_CONTRACT)),
    key=col(Contract.id),
    on=col(Contract.concluded_on),
    lines=(Line("M1"),),
    number=col(Contract.number),
    kind=_said_by(Request.dispute_code, col(Request.id) == col(Case.request_id), OF_THE_CONTRACT),
    kinds=Catalogue.DISPUTE_TYPE,
    outcome=_said_by(Case.outcome, OF_THE_CONTRACT),
    outcomes=Outcome,
)
OF_THE_AGREEMENT = col(Case.id) == col(Agreement.case_id)
AGREEMENT: dict[str, Any] = {
    "site": Site(col(Agreement.district_id), col(Agreement.cabinet_id)),
    "key": col(Agreement.id),
    "number": col(Agreement.number),
    "kind": _said_by(Request.dispute_code, col(Request.id) == col(Case.request_id), OF_THE_AGREEMENT),
    "kinds": Catalogue.DISPUTE_TYPE,
    "outcome": _said_by(Case.outcome, OF_THE_AGREEMENT),
    "outcomes": Outcome,
}
# A supplement amends an agreement and is no agreement of its own.
FIRST_ONE = col(Agreement.amends_id).is_(None)
SIGNED = Source(
    _of(Agreement, Agreement.signed_on, FIRST_ONE), on=col(Agreement.signed_on), lines=(Line("M2"),), **AGREEMENT
)
PERFORMED = Source(
    _of(Agreement, Agreement.performed_on, FIRST_ONE), on=col(Agreement.performed_on), lines=(Line("M4"),), **AGREEMENT
)

# --- prevention, events, training ----------------------------------------------------------------------------------------

MEASURES = Source(
    _of(PreventiveMeasure, PreventiveMeasure.held_on),
    Site(col(PreventiveMeasure.district_id), col(PreventiveMeasure.cabinet_id)),
    key=col(PreventiveMeasure.id),
    on=col(PreventiveMeasure.held_on),
    lines=(Line("P1"),),
    kind=col(PreventiveMeasure.kind),
    kinds=MeasureKind,
)
EVENTS = Source(
    _of(Event, Event.held_on),
    Site(col(Event.district_id), col(Event.cabinet_id)),
    key=col(Event.id),
    on=col(Event.held_on),
    lines=(
        Line("E1"),
        Line("E2", amount=col(Event.audience)),
        *_each("E2", Event.qualifier, (Qualifier.MORE_THAN, Qualifier.ABOUT)),
    ),
    title=(col(Event.title_kk), col(Event.title_ru)),
    kind=col(Event.kind),
    kinds=Catalogue.EVENT_KIND,
)
HELD = col(Course.state) == CourseState.HELD
COURSE: dict[str, Any] = {
    "site": Site(col(Course.district_id), col(Course.cabinet_id)),
    "on": col(Course.ends_on),
    "title": (col(Course.title_kk), col(Course.title_ru)),
    "kind": col(Course.kind),
    "kinds": CourseKind,
}
COURSES = Source(
    _of(Course, Course.ends_on, HELD),
    key=col(Course.id),
    lines=(Line("T1"), *_each("T1", Course.kind, CourseKind)),
    **COURSE,
)
TRAINED = Source(
    sa.select()
    .select_from(sa.join(Course, Participation, col(Participation.course_id) == col(Course.id)))
    .where(_during(Course.ends_on), HELD, col(Participation.completed).is_(True)),
    key=col(Participation.id),
    lines=(Line("T2"), *_each("T2", Course.kind, CourseKind)),
    **COURSE,
)
CERTIFICATES = Source(
    _of(
        Certificate,
        Certificate.issued_on,
        col(Certificate.replaces_id).is_(None),
        sa.func.coalesce(col(Certificate.revoked_for), "") != RevocationGround.MISTAKE,
    ),
    Site(col(Certificate.district_id), cabinet=None),
    key=col(Certificate.id),
    on=col(Certificate.issued_on),
    lines=(Line("T3"),),
    number=col(Certificate.label),
    kind=_said_by(Course.kind, col(Course.id) == col(Certificate.course_id)),
    kinds=CourseKind,
)

FLOWS = (
    OPENED, RECEIVED_ONLINE, ENDED, CONSULTATIONS, CONTRACTS, SIGNED, PERFORMED, MEASURES, EVENTS, COURSES, TRAINED,
    CERTIFICATES,
)  # fmt: skip
