"""The tables of mediators_occupancy: occupancy."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "occupancy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "busy",
            sa.Enum(
                "held", "booked", "meeting", "leave", name="busy", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(busy = 'held') = (until IS NOT NULL)", name=op.f("ck_occupancy_held")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_occupancy_times")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_occupancy_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupancy")),
    )
    op.create_index(op.f("ix_occupancy_mediator_id_starts_at"), "occupancy", ["mediator_id", "starts_at"], unique=False)
    op.create_index(op.f("ix_occupancy_thing_id"), "occupancy", ["thing_id"], unique=False)
    op.create_index(
        "ix_occupancy_until",
        "occupancy",
        ["until"],
        unique=False,
        sqlite_where=sa.text("until IS NOT NULL"),
        postgresql_where=sa.text("until IS NOT NULL"),
    )
    op.create_index(
        "uq_occupancy_booking",
        "occupancy",
        ["thing_id"],
        unique=True,
        sqlite_where=sa.text("busy IN ('held', 'booked')"),
        postgresql_where=sa.text("busy IN ('held', 'booked')"),
    )
    # ### end Alembic commands ###
