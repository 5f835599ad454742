"""The tables of mentoring: observation, observer_consent."""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"


def upgrade() -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "offered",
                "confirmed",
                "written",
                "counted",
                "called_off",
                name="observation_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wish", sa.String(length=300), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("mentor_id", sa.Uuid(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column(
            "mode",
            sa.Enum("in_person", "video", "phone", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("undertaken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("no_ties", sa.Boolean(), nullable=False),
        sa.Column("sheet_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint("(hours IS NOT NULL) = (state = 'counted')", name=op.f("ck_observation_counted")),
        sa.CheckConstraint(
            "(sheet_sealed IS NOT NULL) = (state IN ('written', 'counted'))", name=op.f("ck_observation_sheet")
        ),
        sa.CheckConstraint("(state = 'called_off') = (reason <> '')", name=op.f("ck_observation_called_off")),
        sa.CheckConstraint(
            "state IN ('asked', 'called_off') OR (case_id IS NOT NULL AND mentor_id IS NOT NULL)",
            name=op.f("ck_observation_mentor"),
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'called_off') OR (starts_at IS NOT NULL AND minutes IS NOT NULL AND mode IS NOT NULL)",
            name=op.f("ck_observation_time"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'written', 'counted') OR (undertaken_at IS NOT NULL AND no_ties)",
            name=op.f("ck_observation_confirmed"),
        ),
        sa.CheckConstraint("hours IS NULL OR hours BETWEEN 1 AND 24", name=op.f("ck_observation_hours")),
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 15 AND 480", name=op.f("ck_observation_minutes")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_observation_case_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_observation_district_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mediator.id"], name=op.f("fk_observation_mentor_id")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_observation_participation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index(op.f("ix_observation_case_id"), "observation", ["case_id"], unique=False)
    op.create_index(op.f("ix_observation_district_id"), "observation", ["district_id"], unique=False)
    op.create_index(op.f("ix_observation_participation_id"), "observation", ["participation_id"], unique=False)
    op.create_index(
        "uq_observation_ahead",
        "observation",
        ["participation_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'offered', 'confirmed')"),
        postgresql_where=sa.text("state IN ('asked', 'offered', 'confirmed')"),
    )
    op.create_index(
        "uq_observation_meeting",
        "observation",
        ["mentor_id", "starts_at"],
        unique=True,
        sqlite_where=sa.text("state IN ('offered', 'confirmed', 'written', 'counted')"),
        postgresql_where=sa.text("state IN ('offered', 'confirmed', 'written', 'counted')"),
    )
    op.create_table(
        "observer_consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("observation_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_noted_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawal_noted_by_id IS NULL)", name=op.f("ck_observer_consent_withdrawn")
        ),
        sa.ForeignKeyConstraint(["noted_by_id"], ["account.id"], name=op.f("fk_observer_consent_noted_by_id")),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observation.id"], name=op.f("fk_observer_consent_observation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_observer_consent_party_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["withdrawal_noted_by_id"], ["account.id"], name=op.f("fk_observer_consent_withdrawal_noted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observer_consent")),
    )
    op.create_index(op.f("ix_observer_consent_party_id"), "observer_consent", ["party_id"], unique=False)
    op.create_index(
        "uq_observer_consent_standing",
        "observer_consent",
        ["observation_id", "party_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    # ### end Alembic commands ###
