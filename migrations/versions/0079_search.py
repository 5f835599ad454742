"""The tables of search: search_entry."""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("mediator_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("(request_id IS NULL) <> (mediator_id IS NULL)", name=op.f("ck_search_entry_one")),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_search_entry_mediator_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_search_entry_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("mediator_id", name=op.f("uq_search_entry_mediator_id")),
        sa.UniqueConstraint("request_id", name=op.f("uq_search_entry_request_id")),
    )
    # ### end Alembic commands ###
