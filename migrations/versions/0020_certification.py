"""The tables of certification: course, course_session, course_trainer, participation, [...]."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
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
                "master_class",
                "ethnomediation",
                name="course_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "open",
                "running",
                "held",
                "cancelled",
                name="course_state",
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
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column(
            "form",
            sa.Enum(
                "in_person",
                "distance",
                "both",
                name="course_form",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("place_note", sa.String(length=300), nullable=False),
        sa.Column("confirms", sa.Boolean(), nullable=False),
        sa.Column("with_test", sa.Boolean(), nullable=False),
        sa.Column("sign_up_from", sa.Date(), nullable=True),
        sa.Column("sign_up_until", sa.Date(), nullable=True),
        sa.Column("cancelled_reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint("(state = 'cancelled') = (cancelled_reason <> '')", name=op.f("ck_course_cancelled")),
        sa.CheckConstraint("state <> 'open' OR cabinet_id IS NOT NULL", name=op.f("ck_course_open_at")),
        sa.CheckConstraint("academic_hours BETWEEN 1 AND 1000", name=op.f("ck_course_hours")),
        sa.CheckConstraint("capacity IS NULL OR capacity BETWEEN 1 AND 500", name=op.f("ck_course_capacity")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_course_dates")),
        sa.CheckConstraint(
            "sign_up_until IS NULL OR sign_up_from IS NULL OR sign_up_until >= sign_up_from",
            name=op.f("ck_course_sign_up"),
        ),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_course_cabinet_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_course_district_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_index(
        op.f("ix_course_ends_on_district_id_kind"), "course", ["ends_on", "district_id", "kind"], unique=False
    )
    op.create_index(op.f("ix_course_state_starts_on"), "course", ["state", "starts_on"], unique=False)
    op.create_table(
        "course_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("academic_hours", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("academic_hours BETWEEN 1 AND 24", name=op.f("ck_course_session_hours")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_course_session_times")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_session_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_session")),
        sa.UniqueConstraint("course_id", "starts_at", name=op.f("uq_course_session_course_id_starts_at")),
    )
    op.create_table(
        "course_trainer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_trainer_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_course_trainer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_trainer")),
        sa.UniqueConstraint("course_id", "person_id", name=op.f("uq_course_trainer_course_id_person_id")),
    )
    op.create_index(op.f("ix_course_trainer_person_id"), "course_trainer", ["person_id"], unique=False)
    op.create_table(
        "participation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "waiting",
                "enrolled",
                "declined",
                "withdrawn",
                "completed",
                "not_completed",
                name="enrolment_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("hours_observed", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column(
            "language",
            sa.Enum("kk", "ru", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("who_index", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(seat IS NOT NULL) = (state IN ('enrolled', 'completed', 'not_completed')) AND COALESCE(seat, 1) >= 1",
            name=op.f("ck_participation_seat"),
        ),
        sa.CheckConstraint("completed = (state = 'completed')", name=op.f("ck_participation_completed")),
        sa.CheckConstraint("hours_observed >= 0", name=op.f("ck_participation_hours_observed")),
        sa.CheckConstraint("points IS NULL OR points BETWEEN 0 AND 100", name=op.f("ck_participation_points")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_participation_contact_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_participation_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("course_id", "person_id", name=op.f("uq_participation_course_id_person_id")),
        sa.UniqueConstraint("course_id", "seat", name=op.f("uq_participation_course_id_seat")),
    )
    op.create_index(
        op.f("ix_participation_course_id_completed"), "participation", ["course_id", "completed"], unique=False
    )
    op.create_index(op.f("ix_participation_person_id"), "participation", ["person_id"], unique=False)
    op.create_index(
        "uq_participation_standing",
        "participation",
        ["course_id", "who_index"],
        unique=True,
        sqlite_where=sa.text("state IN ('applied', 'waiting', 'enrolled')"),
        postgresql_where=sa.text("state IN ('applied', 'waiting', 'enrolled')"),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_attendance_participation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["course_session.id"], name=op.f("fk_attendance_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("session_id", "participation_id", name=op.f("uq_attendance_session_id_participation_id")),
    )
    op.create_index(op.f("ix_attendance_participation_id"), "attendance", ["participation_id"], unique=False)
    op.create_table(
        "enrolment_consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Date(), nullable=False),
        sa.Column(
            "language",
            sa.Enum("kk", "ru", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_enrolment_consent_participation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_consent")),
        sa.UniqueConstraint("participation_id", name=op.f("uq_enrolment_consent_participation_id")),
    )
    # ### end Alembic commands ###
