"""The tables of law: rule, special_day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("kk", sa.String(length=300), nullable=False),
        sa.Column("ru", sa.String(length=300), nullable=False),
        sa.Column("en", sa.String(length=300), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "found",
                "partly_found",
                "recalled",
                "assumed",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_rule_dates")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
        sa.UniqueConstraint("code", "since", name=op.f("uq_rule_code_since")),
    )
    op.create_index(op.f("ix_rule_code"), "rule", ["code"], unique=False)
    op.create_index(
        "uq_rule_open",
        "rule",
        ["code"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "special_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "holiday",
                "day_off",
                "working_day",
                name="day_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kk", sa.String(length=160), nullable=False),
        sa.Column("ru", sa.String(length=160), nullable=False),
        sa.Column("en", sa.String(length=160), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "found",
                "partly_found",
                "recalled",
                "assumed",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_day")),
        sa.UniqueConstraint("day", name=op.f("uq_special_day_day")),
    )
    # ### end Alembic commands ###
