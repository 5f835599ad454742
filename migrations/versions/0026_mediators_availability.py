"""The tables of mediators_availability: booking_terms, cabinet_closing, leave, other_day, week."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "booking_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column("buffer_minutes", sa.Integer(), nullable=True),
        sa.Column("horizon_days", sa.Integer(), nullable=True),
        sa.Column("notice_hours", sa.Integer(), nullable=True),
        sa.CheckConstraint("buffer_minutes BETWEEN 0 AND 240", name=op.f("ck_booking_terms_buffer")),
        sa.CheckConstraint("horizon_days BETWEEN 1 AND 366", name=op.f("ck_booking_terms_horizon")),
        sa.CheckConstraint("notice_hours BETWEEN 0 AND 336", name=op.f("ck_booking_terms_notice")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_booking_terms_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_terms")),
        sa.UniqueConstraint("mediator_id", name=op.f("uq_booking_terms_mediator_id")),
    )
    op.create_table(
        "cabinet_closing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("until > since", name=op.f("ck_cabinet_closing_dates")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_cabinet_closing_cabinet_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_cabinet_closing_entered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cabinet_closing")),
    )
    op.create_index(op.f("ix_cabinet_closing_cabinet_id"), "cabinet_closing", ["cabinet_id"], unique=False)
    op.create_table(
        "leave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "vacation",
                "illness",
                "trip",
                "other",
                name="leave_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_leave_days")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_leave_entered_by_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_leave_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    op.create_index(op.f("ix_leave_mediator_id"), "leave", ["mediator_id"], unique=False)
    op.create_table(
        "other_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_other_day_cabinet_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_other_day_entered_by_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_other_day_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_day")),
        sa.UniqueConstraint("mediator_id", "cabinet_id", "day", name=op.f("uq_other_day_mediator_id_cabinet_id_day")),
    )
    op.create_index(op.f("ix_other_day_cabinet_id"), "other_day", ["cabinet_id"], unique=False)
    op.create_table(
        "week",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_week_dates")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_week_cabinet_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_week_entered_by_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_week_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week")),
        sa.UniqueConstraint("mediator_id", "cabinet_id", "since", name=op.f("uq_week_mediator_id_cabinet_id_since")),
    )
    op.create_index(op.f("ix_week_cabinet_id"), "week", ["cabinet_id"], unique=False)
    op.create_index(
        "uq_week_open",
        "week",
        ["mediator_id", "cabinet_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    # ### end Alembic commands ###
