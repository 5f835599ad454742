"""The tables of mediators_card: mediator_contact, served_district, mediator_card."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "mediator_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "phone",
                "email",
                "site",
                "address",
                name="contact_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_mediator_contact_mediator_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediator_contact")),
    )
    op.create_index(op.f("ix_mediator_contact_mediator_id"), "mediator_contact", ["mediator_id"], unique=False)
    op.create_table(
        "served_district",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_served_district_district_id")),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_served_district_mediator_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_served_district")),
        sa.UniqueConstraint("mediator_id", "district_id", name=op.f("uq_served_district_mediator_id_district_id")),
    )
    op.create_index(op.f("ix_served_district_district_id"), "served_district", ["district_id"], unique=False)
    op.create_table(
        "mediator_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("photo_public", sa.Boolean(), nullable=False),
        sa.Column("modes", sa.JSON(), nullable=False),
        sa.Column("practising_since", sa.Integer(), nullable=True),
        sa.Column("about_kk", sa.String(length=600), nullable=False),
        sa.Column("about_ru", sa.String(length=600), nullable=False),
        sa.CheckConstraint("photo_id IS NOT NULL OR NOT photo_public", name=op.f("ck_mediator_card_photo")),
        sa.CheckConstraint(
            "practising_since IS NULL OR practising_since BETWEEN 1950 AND 2200",
            name=op.f("ck_mediator_card_practising_since"),
        ),
        sa.ForeignKeyConstraint(["id"], ["mediator.id"], name=op.f("fk_mediator_card_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["photo_id"], ["stored_file.id"], name=op.f("fk_mediator_card_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediator_card")),
    )
    # ### end Alembic commands ###
