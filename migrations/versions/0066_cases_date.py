"""The tables of cases_date: date_finding, date_option, date_reply."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"


def upgrade() -> None:
    op.create_table(
        "date_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "fixed", "closed", name="finding_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("fixed_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(state = 'fixed') = (fixed_id IS NOT NULL)", name=op.f("ck_date_finding_fixed")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_date_finding_minutes")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_date_finding_asked_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_date_finding_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_finding")),
    )
    op.create_index(op.f("ix_date_finding_case_id"), "date_finding", ["case_id"], unique=False)
    op.create_index(
        "uq_date_finding_open",
        "date_finding",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "date_option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Time(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("in_person", "video", "phone", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["date_finding.id"], name=op.f("fk_date_option_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_option")),
        sa.UniqueConstraint("finding_id", "day", "hour", name=op.f("uq_date_option_finding_id_day_hour")),
    )
    op.create_table(
        "date_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("suits", sa.JSON(), nullable=False),
        sa.CheckConstraint("answered_at IS NOT NULL OR CAST(suits AS TEXT) = '[]'", name=op.f("ck_date_reply_suits")),
        sa.CheckConstraint("(answered_at IS NULL) = (by_id IS NULL)", name=op.f("ck_date_reply_answered")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_date_reply_by_id")),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["date_finding.id"], name=op.f("fk_date_reply_finding_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_date_reply_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_reply")),
        sa.UniqueConstraint("finding_id", "party_id", name=op.f("uq_date_reply_finding_id_party_id")),
    )
    op.create_index(op.f("ix_date_reply_party_id"), "date_reply", ["party_id"], unique=False)
    # ### end Alembic commands ###
