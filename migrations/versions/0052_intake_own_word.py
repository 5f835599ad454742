"""The tables of intake_own_word: own_word."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    op.create_table(
        "own_word",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("reply_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("sent_at IS NULL OR said_sealed IS NOT NULL", name=op.f("ck_own_word_sent")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_own_word_invitation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["invitation_reply.id"], name=op.f("fk_own_word_reply_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_word")),
        sa.UniqueConstraint("reply_id", name=op.f("uq_own_word_reply_id")),
    )
    op.create_index(op.f("ix_own_word_invitation_id"), "own_word", ["invitation_id"], unique=False)
    # ### end Alembic commands ###
