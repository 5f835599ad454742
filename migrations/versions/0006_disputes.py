"""The tables of disputes: catalogue_item, clause."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "catalogue_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "catalogue",
            sa.Enum(
                "dispute_type",
                "refusal_ground",
                "referral",
                "source",
                "event_kind",
                "invitation_refusal",
                name="catalogue",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("parent_code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kk", sa.String(length=200), nullable=False),
        sa.Column("ru", sa.String(length=200), nullable=False),
        sa.Column("en", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("code <> ''", name=op.f("ck_catalogue_item_code")),
        sa.CheckConstraint("until IS NULL OR since IS NULL OR since < until", name=op.f("ck_catalogue_item_dates")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_item")),
        sa.UniqueConstraint("catalogue", "code", name=op.f("uq_catalogue_item_catalogue_code")),
    )
    op.create_table(
        "clause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("dispute_code", sa.String(length=40), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "obligation",
                "procedure",
                "consequence",
                "subject",
                name="clause_purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_kk", sa.String(length=120), nullable=False),
        sa.Column("name_ru", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("kk", sa.String(length=2000), nullable=False),
        sa.Column("ru", sa.String(length=2000), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("code <> ''", name=op.f("ck_clause_code")),
        sa.CheckConstraint("until IS NULL OR since IS NULL OR since < until", name=op.f("ck_clause_dates")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("code", name=op.f("uq_clause_code")),
    )
    # ### end Alembic commands ###
