"""The tables of mediators_tie: tie."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "tie",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "relative",
                "village",
                "organisation",
                name="tie_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kin",
            sa.Enum(
                "spouse",
                "parent",
                "child",
                "sibling",
                "by_marriage",
                "other",
                name="kin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("surname", sa.String(length=120), nullable=False),
        sa.Column("given_name", sa.String(length=120), nullable=False),
        sa.Column("patronymic", sa.String(length=120), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("called", sa.String(length=300), nullable=False),
        sa.Column("near_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(kind = 'relative') = (called = '')", name=op.f("ck_tie_called")),
        sa.CheckConstraint(
            "(kind = 'relative') = (kin IS NOT NULL AND given_name <> '')", name=op.f("ck_tie_relative")
        ),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_tie_dates")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_tie_entered_by_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_tie_mediator_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["near_id"], ["unit.id"], name=op.f("fk_tie_near_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
    )
    op.create_index(op.f("ix_tie_key_kind_mediator_id"), "tie", ["key", "kind", "mediator_id"], unique=False)
    op.create_index(op.f("ix_tie_mediator_id"), "tie", ["mediator_id"], unique=False)
    # ### end Alembic commands ###
