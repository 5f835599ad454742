"""The tables of certification: certificate_series, course, certificate, participation."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


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
        "course",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "general",
                "specialised",
                "trainer",
                "ank_short",
                "seminar",
                "ethnomediation",
                name="course_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title_kk", sa.String(length=200), nullable=False),
        sa.Column("title_ru", sa.String(length=200), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=True),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("academic_hours", sa.Integer(), nullable=False),
        sa.Column("trainer", sa.String(length=200), nullable=False),
        sa.CheckConstraint("academic_hours BETWEEN 1 AND 1000", name=op.f("ck_course_hours")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_course_dates")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_course_cabinet_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_course_district_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_index(
        op.f("ix_course_ends_on_district_id_kind"), "course", ["ends_on", "district_id", "kind"], unique=False
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_certificate_number")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_certificate_course_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_certificate_district_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["certificate.id"], name=op.f("fk_certificate_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_certificate_replaces_id")),
        sa.UniqueConstraint("series", "number", name=op.f("uq_certificate_series_number")),
    )
    op.create_index(
        op.f("ix_certificate_issued_on_district_id_replaces_id"),
        "certificate",
        ["issued_on", "district_id", "replaces_id"],
        unique=False,
    )
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"], unique=False)
    op.create_index(
        "uq_certificate_first",
        "certificate",
        ["course_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("replaces_id IS NULL"),
        postgresql_where=sa.text("replaces_id IS NULL"),
    )
    op.create_table(
        "participation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_participation_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("course_id", "person_id", name=op.f("uq_participation_course_id_person_id")),
    )
    op.create_index(
        op.f("ix_participation_course_id_completed"), "participation", ["course_id", "completed"], unique=False
    )
    op.create_index(op.f("ix_participation_person_id"), "participation", ["person_id"], unique=False)
    # ### end Alembic commands ###
