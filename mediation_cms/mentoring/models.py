"""An observation of a mediation by a trainee, and the consent of each side to it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.consultations.models import Mode
from mediation_cms.core.columns import choice, instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.mentoring.workflow import ObservationState

MOST_HOURS = 24
_ABOUT = ("case_id", "mentor_id", "starts_at", "minutes", "mode")
_AHEAD = "state IN ('asked', 'offered', 'confirmed')"
_TAKES_NONE = "state IN ('asked', 'called_off')"
_TAKES_A_MEETING = "state IN ('offered', 'confirmed', 'written', 'counted')"


class Observation(Row, table=True):
    """That a trainee, known by the place on a course, wishes to look on at a mediation, and what came of it.

    `district_id` is where the course is: mediators of that region read the wish. A mentor offers a meeting of a case of
    theirs; the trainee takes it by undertaking to keep silent (`undertaken_at`). `no_ties`: the mentor asked the sides, and
    nobody is kin of the trainee or works with them. What the trainee writes on the sheet, without names, is encrypted.
    """

    participation_id: UUID = Field(foreign_key="participation.id", index=True, ondelete="CASCADE")
    district_id: UUID = Field(foreign_key="unit.id", index=True)
    state: ObservationState = choice(ObservationState, default=ObservationState.ASKED)
    asked_at: datetime = instant()
    wish: str = Field(default="", max_length=300)
    case_id: UUID | None = Field(default=None, foreign_key="case.id", index=True, ondelete="CASCADE")
    mentor_id: UUID | None = Field(default=None, foreign_key="mediator.id")
    starts_at: datetime | None = instant(default=None, nullable=True)
    minutes: int | None = None
    mode: Mode | None = choice(Mode, default=None, nullable=True)
    undertaken_at: datetime | None = instant(default=None, nullable=True)
    no_ties: bool = False
    sheet_sealed: bytes | None = sealed()
    hours: int | None = None
    reason: str = Field(default="", max_length=400)

    __table_args__ = (
        sa.CheckConstraint(f"{_TAKES_NONE} OR (case_id IS NOT NULL AND mentor_id IS NOT NULL)", name="mentor"),
        sa.CheckConstraint(
            f"{_TAKES_NONE} OR (starts_at IS NOT NULL AND minutes IS NOT NULL AND mode IS NOT NULL)", name="time"
        ),
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 15 AND 480", name="minutes"),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'written', 'counted') OR (undertaken_at IS NOT NULL AND no_ties)", name="confirmed"
        ),
        sa.CheckConstraint("(sheet_sealed IS NOT NULL) = (state IN ('written', 'counted'))", name="sheet"),
        sa.CheckConstraint("(hours IS NOT NULL) = (state = 'counted')", name="counted"),
        sa.CheckConstraint(f"hours IS NULL OR hours BETWEEN 1 AND {MOST_HOURS}", name="hours"),
        sa.CheckConstraint("(state = 'called_off') = (reason <> '')", name="called_off"),
        sa.Index("uq_observation_ahead", "participation_id", unique=True,
                 sqlite_where=sa.text(_AHEAD), postgresql_where=sa.text(_AHEAD)),
        sa.Index("uq_observation_meeting", "mentor_id", "starts_at", unique=True,
                 sqlite_where=sa.text(_TAKES_A_MEETING), postgresql_where=sa.text(_TAKES_A_MEETING)),
    )  # fmt: skip


class ObserverConsent(Row, table=True):
    """That a side consents to being observed by this trainee: when, noted by whom; and when it took that back."""

    observation_id: UUID = Field(foreign_key="observation.id", ondelete="CASCADE")
    party_id: UUID = Field(foreign_key="party.id", index=True, ondelete="CASCADE")
    given_at: datetime = instant()
    noted_by_id: UUID = Field(foreign_key="account.id")
    withdrawn_at: datetime | None = instant(default=None, nullable=True)
    withdrawal_noted_by_id: UUID | None = Field(default=None, foreign_key="account.id")

    __table_args__ = (
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawal_noted_by_id IS NULL)", name="withdrawn"),
        sa.Index("uq_observer_consent_standing", "observation_id", "party_id", unique=True,
                 sqlite_where=sa.text("withdrawn_at IS NULL"), postgresql_where=sa.text("withdrawn_at IS NULL")),
    )  # fmt: skip


_SIDES = (
    'SELECT 1 FROM party JOIN "case" AS its ON its.request_id = party.request_id '
    "WHERE its.id = NEW.case_id AND party.side <> 'third' AND party.represents_id IS NULL"
)
_SILENT = (
    f"EXISTS ({_SIDES} AND NOT EXISTS (SELECT 1 FROM observer_consent AS said WHERE said.observation_id = NEW.id "  # noqa: S608 - our own words
    "AND said.party_id = party.id AND said.withdrawn_at IS NULL))"
)
refuse(
    table_of(Observation), "observation_begins", "INSERT", "NEW.state <> 'asked'", "an observation begins with a wish"
)
refuse(
    table_of(Observation), "observation_consented", "UPDATE",
    f"NEW.state = 'confirmed' AND OLD.state <> 'confirmed' AND ({_SILENT} OR NOT EXISTS ({_SIDES}))",
    "nobody looks on unless every side consents",
)  # fmt: skip
refuse(
    table_of(Observation), "observation_in_order", "UPDATE",
    "(NEW.state = 'written' AND OLD.state NOT IN ('confirmed', 'written')) "
    "OR (NEW.state = 'counted' AND OLD.state NOT IN ('written', 'counted')) "
    "OR (OLD.state IN ('counted', 'called_off') AND "
    f"({changed('state', 'hours', 'reason', 'sheet_sealed', 'undertaken_at', *_ABOUT)}))",
    "hours count after a sheet, a sheet after what was confirmed, and what is over stays",
)  # fmt: skip
refuse(
    table_of(Observation), "observation_stands", "UPDATE",
    f"{changed('participation_id', 'district_id', 'asked_at', 'wish')} "
    f"OR (OLD.case_id IS NOT NULL AND ({changed(*_ABOUT)})) "
    f"OR (OLD.undertaken_at IS NOT NULL AND ({changed('undertaken_at')}))",
    "a wish, the meeting that was offered and an undertaking stand",
)  # fmt: skip
refuse(
    table_of(ObserverConsent), "observer_consent_stands", "UPDATE",
    f"{changed('observation_id', 'party_id', 'given_at', 'noted_by_id')} "
    f"OR (OLD.withdrawn_at IS NOT NULL AND ({changed('withdrawn_at', 'withdrawal_noted_by_id')}))",
    "a consent stands as it was given, and is withdrawn once",
)  # fmt: skip
refuse(
    table_of(ObserverConsent), "observer_consent_carries", "UPDATE",
    f"({changed('withdrawn_at')}) AND EXISTS (SELECT 1 FROM observation AS its WHERE its.id = OLD.observation_id "  # noqa: S608 - our own words
    "AND its.state IN ('confirmed', 'written', 'counted'))",
    "a confirmed observation is called off before a consent to it ends",
)  # fmt: skip
