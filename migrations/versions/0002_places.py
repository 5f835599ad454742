"""The tables of places: unit, mandate, ownership, placing, succession, unit_alias, unit_name."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("short", sa.String(length=8), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "republic",
                "region",
                "district",
                "cabinet",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("physical", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("video", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "closed_on IS NULL OR opened_on IS NULL OR closed_on > opened_on", name=op.f("ck_unit_dates")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_index(op.f("ix_unit_level"), "unit", ["level"], unique=False)
    op.create_table(
        "mandate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "mandate",
            sa.Enum(
                "mediation", "ethnomediation", name="mandate_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_mandate_dates")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_mandate_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sa.UniqueConstraint("unit_id", "since", name=op.f("uq_mandate_unit_id_since")),
    )
    op.create_index(op.f("ix_mandate_unit_id"), "mandate", ["unit_id"], unique=False)
    op.create_index(
        "uq_mandate_open",
        "mandate",
        ["unit_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "ownership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "owner",
            sa.Enum(
                "ank",
                "akimat",
                "mediators_organisation",
                "private",
                name="owner",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_name", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_ownership_dates")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_ownership_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership")),
        sa.UniqueConstraint("unit_id", "since", name=op.f("uq_ownership_unit_id_since")),
    )
    op.create_index(op.f("ix_ownership_unit_id"), "ownership", ["unit_id"], unique=False)
    op.create_index(
        "uq_ownership_open",
        "ownership",
        ["unit_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "placing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_placing_dates")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_placing_parent_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_placing_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placing")),
        sa.UniqueConstraint("unit_id", "since", name=op.f("uq_placing_unit_id_since")),
    )
    op.create_index(op.f("ix_placing_parent_id"), "placing", ["parent_id"], unique=False)
    op.create_index(op.f("ix_placing_unit_id"), "placing", ["unit_id"], unique=False)
    op.create_index(
        "uq_placing_open",
        "placing",
        ["unit_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "succession",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["predecessor_id"], ["unit.id"], name=op.f("fk_succession_predecessor_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_succession_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
        sa.UniqueConstraint("predecessor_id", "successor_id", name=op.f("uq_succession_predecessor_id_successor_id")),
    )
    op.create_index(op.f("ix_succession_predecessor_id"), "succession", ["predecessor_id"], unique=False)
    op.create_index(op.f("ix_succession_successor_id"), "succession", ["successor_id"], unique=False)
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.String(length=160), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
    )
    op.create_index(op.f("ix_unit_alias_folded"), "unit_alias", ["folded"], unique=False)
    op.create_index(op.f("ix_unit_alias_unit_id"), "unit_alias", ["unit_id"], unique=False)
    op.create_table(
        "unit_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("kk", sa.String(length=160), nullable=False),
        sa.Column("ru", sa.String(length=160), nullable=False),
        sa.Column("en", sa.String(length=160), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_unit_name_dates")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_name_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_name")),
        sa.UniqueConstraint("unit_id", "since", name=op.f("uq_unit_name_unit_id_since")),
    )
    op.create_index(op.f("ix_unit_name_unit_id"), "unit_name", ["unit_id"], unique=False)
    op.create_index(
        "uq_unit_name_open",
        "unit_name",
        ["unit_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    # ### end Alembic commands ###
