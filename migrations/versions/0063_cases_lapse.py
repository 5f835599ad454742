"""The tables of cases_lapse: lapse_warning."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"


def upgrade() -> None:
    op.create_table(
        "lapse_warning",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_lapse_warning_mediator_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lapse_warning")),
        sa.UniqueConstraint(
            "thing_id", "mediator_id", "since", name=op.f("uq_lapse_warning_thing_id_mediator_id_since")
        ),
    )
    op.create_index(op.f("ix_lapse_warning_mediator_id"), "lapse_warning", ["mediator_id"], unique=False)
    # ### end Alembic commands ###
