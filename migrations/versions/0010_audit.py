"""The tables of audit: draft, entry, reading, submission."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("values_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_draft_token_hash")),
    )
    op.create_index(op.f("ix_draft_saved_at"), "draft", ["saved_at"], unique=False)
    op.create_index(
        "uq_draft_of_page",
        "draft",
        ["account_id", "address"],
        unique=True,
        sqlite_where=sa.text("token_hash IS NULL"),
        postgresql_where=sa.text("token_hash IS NULL"),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("thing_kind", sa.String(length=60), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("seal", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_entry_account_id")),
        sa.ForeignKeyConstraint(["place_id"], ["unit.id"], name=op.f("fk_entry_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("sequence", name=op.f("uq_entry_sequence")),
    )
    op.create_index(op.f("ix_entry_account_id"), "entry", ["account_id"], unique=False)
    op.create_index(op.f("ix_entry_at"), "entry", ["at"], unique=False)
    op.create_index(op.f("ix_entry_matter_id_id"), "entry", ["matter_id", "id"], unique=False)
    op.create_index(op.f("ix_entry_place_id_id"), "entry", ["place_id", "id"], unique=False)
    op.create_index(op.f("ix_entry_thing_id_id"), "entry", ["thing_id", "id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.String(length=80), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_reading_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_account_id"), "reading", ["account_id"], unique=False)
    op.create_index(op.f("ix_reading_at"), "reading", ["at"], unique=False)
    op.create_index(op.f("ix_reading_matter_id_id"), "reading", ["matter_id", "id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_submission_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("key", name=op.f("uq_submission_key")),
    )
    # ### end Alembic commands ###
