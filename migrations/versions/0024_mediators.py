"""The tables of mediators: mediator, register_entry, suspension."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "mediator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("dispute_codes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_mediator_cabinet_id")),
        sa.ForeignKeyConstraint(["id"], ["person.id"], name=op.f("fk_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediator")),
    )
    op.create_index(op.f("ix_mediator_cabinet_id"), "mediator", ["cabinet_id"], unique=False)
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column(
            "register_kind",
            sa.Enum(
                "ank",
                "akim",
                "organisation",
                name="register_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "professional", "public", name="mediator_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ground_in", sa.String(length=300), nullable=False),
        sa.Column("ground_out", sa.String(length=300), nullable=False),
        sa.Column("certificate_no", sa.String(length=80), nullable=False),
        sa.Column("certificate_on", sa.Date(), nullable=True),
        sa.Column("act_in_no", sa.String(length=60), nullable=False),
        sa.Column("act_in_on", sa.Date(), nullable=True),
        sa.Column("act_in_by", sa.String(length=200), nullable=False),
        sa.Column("act_out_no", sa.String(length=60), nullable=False),
        sa.Column("act_out_on", sa.Date(), nullable=True),
        sa.Column("act_out_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "(register_kind = 'organisation') = (organisation_id IS NOT NULL)", name=op.f("ck_register_entry_kept_by")
        ),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_register_entry_dates")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_register_entry_district_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_register_entry_mediator_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_register_entry_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
    )
    op.create_index(
        op.f("ix_register_entry_mediator_id_register_kind_kind_since_until"),
        "register_entry",
        ["mediator_id", "register_kind", "kind", "since", "until"],
        unique=False,
    )
    op.create_index(
        "ix_register_entry_on_a_day",
        "register_entry",
        ["register_kind", "since", "until", "district_id", "kind", "mediator_id"],
        unique=False,
    )
    op.create_index(
        "uq_register_entry_akim_number",
        "register_entry",
        ["number", "district_id"],
        unique=True,
        sqlite_where=sa.text("register_kind = 'akim'"),
        postgresql_where=sa.text("register_kind = 'akim'"),
    )
    op.create_index(
        "uq_register_entry_ank_number",
        "register_entry",
        ["number"],
        unique=True,
        sqlite_where=sa.text("register_kind = 'ank'"),
        postgresql_where=sa.text("register_kind = 'ank'"),
    )
    op.create_index(
        "uq_register_entry_organisation_number",
        "register_entry",
        ["number", "organisation_id"],
        unique=True,
        sqlite_where=sa.text("register_kind = 'organisation'"),
        postgresql_where=sa.text("register_kind = 'organisation'"),
    )
    op.create_table(
        "suspension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ground", sa.String(length=300), nullable=False),
        sa.Column("act_no", sa.String(length=60), nullable=False),
        sa.Column("act_on", sa.Date(), nullable=True),
        sa.Column("act_by", sa.String(length=200), nullable=False),
        sa.Column("resumed_ground", sa.String(length=300), nullable=False),
        sa.Column("resumed_act_no", sa.String(length=60), nullable=False),
        sa.Column("resumed_act_on", sa.Date(), nullable=True),
        sa.Column("resumed_act_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_suspension_dates")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name=op.f("fk_suspension_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    op.create_index(op.f("ix_suspension_entry_id"), "suspension", ["entry_id"], unique=False)
    # ### end Alembic commands ###
