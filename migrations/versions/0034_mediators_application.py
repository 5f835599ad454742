"""The tables of mediators_application: register_application, document_seen."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "register_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "received",
                "awaiting",
                "checked",
                "admitted",
                "refused",
                "withdrawn",
                name="application_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("cabinet_id", sa.Uuid(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("dispute_codes", sa.JSON(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_by_id", sa.Uuid(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column(
            "identity",
            sa.Enum(
                "card",
                "passport",
                "digital",
                "residence_permit",
                "other",
                name="identity_shown",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "education",
            sa.Enum(
                "higher",
                "postgraduate",
                "vocational",
                "secondary",
                name="education",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("institution", sa.String(length=200), nullable=False),
        sa.Column("graduated_in", sa.Integer(), nullable=True),
        sa.Column("retired_judge", sa.Boolean(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=True),
        sa.Column("training_no", sa.String(length=80), nullable=False),
        sa.Column("training_issuer", sa.String(length=200), nullable=False),
        sa.Column("training_on", sa.Date(), nullable=True),
        sa.Column("training_from", sa.Date(), nullable=True),
        sa.Column(
            "training_programme",
            sa.Enum(
                "general",
                "specialised",
                "trainer",
                "ank_short",
                "seminar",
                "master_class",
                "ethnomediation",
                name="course_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("training_hours", sa.Integer(), nullable=True),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("elected_by", sa.String(length=300), nullable=False),
        sa.Column("elected_on", sa.Date(), nullable=True),
        sa.Column("protocol_no", sa.String(length=60), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("act_no", sa.String(length=60), nullable=False),
        sa.Column("act_on", sa.Date(), nullable=True),
        sa.Column("act_by", sa.String(length=200), nullable=False),
        sa.Column("ground", sa.String(length=300), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(register_kind = 'organisation') = (organisation_id IS NOT NULL)",
            name=op.f("ck_register_application_kept_by"),
        ),
        sa.CheckConstraint(
            "(status IN ('admitted', 'refused', 'withdrawn')) = (decided_on IS NOT NULL AND decided_by_id IS NOT NULL)",
            name=op.f("ck_register_application_decided"),
        ),
        sa.CheckConstraint("entry_id IS NULL OR status = 'admitted'", name=op.f("ck_register_application_admitted")),
        sa.CheckConstraint(
            "status NOT IN ('admitted', 'refused') OR (act_no <> '' AND act_on IS NOT NULL)",
            name=op.f("ck_register_application_act"),
        ),
        sa.CheckConstraint(
            "COALESCE(votes_for, 0) >= 0 AND COALESCE(votes_against, 0) >= 0",
            name=op.f("ck_register_application_votes"),
        ),
        sa.CheckConstraint(
            "training_hours IS NULL OR training_hours BETWEEN 1 AND 1000", name=op.f("ck_register_application_hours")
        ),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_register_application_cabinet_id")),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_register_application_certificate_id")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_register_application_decided_by_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_register_application_district_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name=op.f("fk_register_application_entry_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_register_application_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_register_application_person_id")),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["account.id"], name=op.f("fk_register_application_received_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_application")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_register_application_entry_id")),
    )
    op.create_index(op.f("ix_register_application_person_id"), "register_application", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_register_application_status_district_id_received_on"),
        "register_application",
        ["status", "district_id", "received_on"],
        unique=False,
    )
    op.create_index(
        "uq_register_application_open_akim",
        "register_application",
        ["person_id", "kind", "district_id"],
        unique=True,
        sqlite_where=sa.text("register_kind = 'akim' AND status IN ('received', 'awaiting', 'checked')"),
        postgresql_where=sa.text("register_kind = 'akim' AND status IN ('received', 'awaiting', 'checked')"),
    )
    op.create_index(
        "uq_register_application_open_ank",
        "register_application",
        ["person_id", "kind"],
        unique=True,
        sqlite_where=sa.text("register_kind = 'ank' AND status IN ('received', 'awaiting', 'checked')"),
        postgresql_where=sa.text("register_kind = 'ank' AND status IN ('received', 'awaiting', 'checked')"),
    )
    op.create_index(
        "uq_register_application_open_organisation",
        "register_application",
        ["person_id", "kind", "organisation_id"],
        unique=True,
        sqlite_where=sa.text("register_kind = 'organisation' AND status IN ('received', 'awaiting', 'checked')"),
        postgresql_where=sa.text("register_kind = 'organisation' AND status IN ('received', 'awaiting', 'checked')"),
    )
    op.create_table(
        "document_seen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "what",
            sa.Enum(
                "identity",
                "diploma",
                "training",
                "medical",
                "no_conviction",
                "protocol",
                name="shown",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["register_application.id"],
            name=op.f("fk_document_seen_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_document_seen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_seen")),
        sa.UniqueConstraint("application_id", "what", name=op.f("uq_document_seen_application_id_what")),
    )
    # ### end Alembic commands ###
