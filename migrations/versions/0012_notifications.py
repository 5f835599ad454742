"""The tables of notifications: message_text, message, message_choice."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "message_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "case_offered",
                "offer_prolonged",
                "offer_reminder",
                "offer_due",
                "companion_added",
                "conflict_declared",
                "conflict_overridden",
                "booking_overridden",
                "term_near",
                "term_over",
                "obligation_due",
                "calls_due",
                "invitation_answered",
                "invitation_unanswered",
                "offer_unanswered",
                "task_due",
                "coordinator_day",
                "invitation",
                "meeting_booked",
                "meeting_moved",
                "meeting_cancelled",
                "meeting_given_up",
                "meeting_tomorrow",
                "meeting_today",
                "meeting_again",
                "earlier_time",
                "dates_asked",
                "date_fixed",
                "request_registered",
                "request_code",
                "code_renewed",
                "request_news",
                "request_message",
                "questions",
                name="message_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_kk", sa.String(length=120), nullable=False),
        sa.Column("subject_ru", sa.String(length=120), nullable=False),
        sa.Column("subject_en", sa.String(length=120), nullable=False),
        sa.Column("body_kk", sa.String(length=2000), nullable=False),
        sa.Column("body_ru", sa.String(length=2000), nullable=False),
        sa.Column("body_en", sa.String(length=2000), nullable=False),
        sa.Column("sms_kk", sa.String(length=300), nullable=False),
        sa.Column("sms_ru", sa.String(length=300), nullable=False),
        sa.Column("sms_en", sa.String(length=300), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_message_text_dates")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_text")),
        sa.UniqueConstraint("kind", "since", name=op.f("uq_message_text_kind_since")),
    )
    op.create_index(
        "uq_message_text_open",
        "message_text",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "sms",
                "email",
                "post",
                "visit",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column(
            "language",
            sa.Enum("kk", "ru", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "sent",
                "failed",
                "withdrawn",
                "late",
                name="delivery",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.Column("once", sa.String(length=160), nullable=True),
        sa.Column("about", sa.String(length=120), nullable=True),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("calendar", sa.JSON(), nullable=False),
        sa.CheckConstraint("(status = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_message_sent")),
        sa.CheckConstraint("status = 'waiting' OR code_sealed IS NULL", name=op.f("ck_message_code")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("once", name=op.f("uq_message_once")),
    )
    op.create_index(op.f("ix_message_about"), "message", ["about"], unique=False)
    op.create_index(op.f("ix_message_matter_id"), "message", ["matter_id"], unique=False)
    op.create_index(op.f("ix_message_status_next_try_at"), "message", ["status", "next_try_at"], unique=False)
    op.create_table(
        "message_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("off", sa.JSON(), nullable=False),
        sa.Column("one_by_one", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_message_choice_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_choice")),
        sa.UniqueConstraint("account_id", name=op.f("uq_message_choice_account_id")),
    )
    # ### end Alembic commands ###
