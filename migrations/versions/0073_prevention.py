"""The tables of prevention: preventive_measure."""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"


def upgrade() -> None:
    op.create_table(
        "preventive_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "meeting",
                "dialogue_platform",
                "reception",
                "field_visit",
                "training",
                "information",
                name="measure_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cabinet_id", sa.Uuid(), nullable=True),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.CheckConstraint("participants BETWEEN 0 AND 1000000", name=op.f("ck_preventive_measure_participants")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_preventive_measure_cabinet_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_preventive_measure_district_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preventive_measure")),
    )
    op.create_index(
        op.f("ix_preventive_measure_held_on_district_id"),
        "preventive_measure",
        ["held_on", "district_id"],
        unique=False,
    )
    # ### end Alembic commands ###
