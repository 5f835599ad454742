"""The tables of certification_certificate: certificate_series, certificate_batch, certificate, [...]."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "certificate_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_series")),
        sa.UniqueConstraint("series", name=op.f("uq_certificate_series_series")),
    )
    op.create_table(
        "certificate_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_certificate_batch_by_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_certificate_batch_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_batch")),
    )
    op.create_index(op.f("ix_certificate_batch_course_id"), "certificate_batch", ["course_id"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("cabinet_id", sa.Uuid(), nullable=True),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("name_kk", sa.String(length=400), nullable=False),
        sa.Column("name_ru", sa.String(length=400), nullable=False),
        sa.Column(
            "kind",
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
        sa.Column("title_kk", sa.String(length=200), nullable=False),
        sa.Column("title_ru", sa.String(length=200), nullable=False),
        sa.Column("academic_hours", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("place_kk", sa.String(length=200), nullable=False),
        sa.Column("place_ru", sa.String(length=200), nullable=False),
        sa.Column("issuer_kk", sa.String(length=300), nullable=False),
        sa.Column("issuer_ru", sa.String(length=300), nullable=False),
        sa.Column("signatory", sa.String(length=200), nullable=False),
        sa.Column("position_kk", sa.String(length=200), nullable=False),
        sa.Column("position_ru", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("renews_id", sa.Uuid(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column(
            "revoked_for",
            sa.Enum(
                "mistake",
                "false_data",
                "court",
                "other",
                name="revocation_ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("revocation_act", sa.String(length=200), nullable=False),
        sa.Column("revocation_words_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(series IS NULL) = (number IS NULL) AND (series IS NULL) = (source <> '')",
            name=op.f("ck_certificate_series"),
        ),
        sa.CheckConstraint(
            "(revoked_on IS NULL) = (revoked_for IS NULL) AND revoked_on >= issued_on",
            name=op.f("ck_certificate_revoked"),
        ),
        sa.CheckConstraint("academic_hours BETWEEN 1 AND 1000", name=op.f("ck_certificate_hours")),
        sa.CheckConstraint("ends_on >= starts_on AND ends_on <= issued_on", name=op.f("ck_certificate_dates")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_certificate_number")),
        sa.CheckConstraint("replaces_id IS NULL OR renews_id IS NULL", name=op.f("ck_certificate_one_before")),
        sa.CheckConstraint("valid_until >= issued_on", name=op.f("ck_certificate_validity")),
        sa.ForeignKeyConstraint(["batch_id"], ["certificate_batch.id"], name=op.f("fk_certificate_batch_id")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_certificate_cabinet_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_certificate_course_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_certificate_district_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")),
        sa.ForeignKeyConstraint(["renews_id"], ["certificate.id"], name=op.f("fk_certificate_renews_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["certificate.id"], name=op.f("fk_certificate_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_certificate_replaces_id")),
        sa.UniqueConstraint("series", "number", name=op.f("uq_certificate_series_number")),
    )
    op.create_index(op.f("ix_certificate_batch_id"), "certificate", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_certificate_issued_on_district_id_replaces_id"),
        "certificate",
        ["issued_on", "district_id", "replaces_id"],
        unique=False,
    )
    op.create_index(op.f("ix_certificate_label"), "certificate", ["label"], unique=False)
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"], unique=False)
    op.create_index(op.f("ix_certificate_renews_id"), "certificate", ["renews_id"], unique=False)
    op.create_index(op.f("ix_certificate_valid_until"), "certificate", ["valid_until"], unique=False)
    op.create_index(
        "uq_certificate_first",
        "certificate",
        ["course_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("replaces_id IS NULL AND (revoked_for IS NULL OR revoked_for <> 'mistake')"),
        postgresql_where=sa.text("replaces_id IS NULL AND (revoked_for IS NULL OR revoked_for <> 'mistake')"),
    )
    op.create_index(
        "uq_certificate_imported",
        "certificate",
        ["label", "issued_on", "issuer_kk"],
        unique=True,
        sqlite_where=sa.text("series IS NULL"),
        postgresql_where=sa.text("series IS NULL"),
    )
    op.create_table(
        "certificate_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("file", "course", "holder", name="copy_way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_certificate_copy_by_id")),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_copy_certificate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_copy")),
    )
    op.create_index(op.f("ix_certificate_copy_certificate_id"), "certificate_copy", ["certificate_id"], unique=False)
    # ### end Alembic commands ###
