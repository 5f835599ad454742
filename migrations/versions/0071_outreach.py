"""The tables of outreach: event."""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title_kk", sa.String(length=200), nullable=False),
        sa.Column("title_ru", sa.String(length=200), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=True),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("partners", sa.String(length=400), nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "list", "count", "estimate", name="count_method", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "qualifier",
            sa.Enum("eq", "gt", "approx", name="qualifier", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.CheckConstraint("audience BETWEEN 0 AND 1000000", name=op.f("ck_event_audience")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_event_cabinet_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_event_district_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(
        op.f("ix_event_held_on_district_id_audience"), "event", ["held_on", "district_id", "audience"], unique=False
    )
    # ### end Alembic commands ###
