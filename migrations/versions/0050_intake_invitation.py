"""The tables of intake_invitation: invitation, invitation_attempt, invitation_reply."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "prepared",
                "permitted",
                "told",
                "sent",
                "thinking",
                "call_asked",
                "accepted",
                "declined",
                "expired",
                "withdrawn",
                name="invitation_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "language",
            sa.Enum("kk", "ru", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("term_days", sa.Integer(), nullable=False),
        sa.Column("tells_name", sa.Boolean(), nullable=False),
        sa.Column("tells_category", sa.Boolean(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("prepared_on", sa.Date(), nullable=False),
        sa.Column("prepared_by_id", sa.Uuid(), nullable=False),
        sa.Column("permitted_on", sa.Date(), nullable=True),
        sa.Column(
            "permitted_how",
            sa.Enum(
                "in_person",
                "phone",
                "post",
                "email",
                "web",
                "video",
                "field_visit",
                name="intake_channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("permitted_by_id", sa.Uuid(), nullable=True),
        sa.Column("code_index", sa.String(length=64), nullable=True),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("code_until", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('accepted', 'declined', 'expired', 'withdrawn')) = (ended_on IS NOT NULL)",
            name=op.f("ck_invitation_ended"),
        ),
        sa.CheckConstraint(
            "status <> 'expired' OR (due_on IS NOT NULL AND ended_on > due_on)", name=op.f("ck_invitation_expired")
        ),
        sa.CheckConstraint("status <> 'sent' OR sent_on IS NOT NULL", name=op.f("ck_invitation_written")),
        sa.CheckConstraint(
            "status IN ('prepared', 'withdrawn') OR permitted_on IS NOT NULL", name=op.f("ck_invitation_consent")
        ),
        sa.CheckConstraint(
            "(code_index IS NULL) = (permitted_on IS NULL) AND (code_index IS NULL) = (code_until IS NULL)",
            name=op.f("ck_invitation_code"),
        ),
        sa.CheckConstraint(
            "(permitted_on IS NULL) = (permitted_by_id IS NULL) AND (permitted_on IS NULL) = (permitted_how IS NULL)",
            name=op.f("ck_invitation_permitted"),
        ),
        sa.CheckConstraint(
            "(sent_on IS NULL) = (due_on IS NULL) AND (due_on IS NULL OR due_on > sent_on)",
            name=op.f("ck_invitation_term"),
        ),
        sa.CheckConstraint("left_on IS NULL OR permitted_on IS NOT NULL", name=op.f("ck_invitation_leaves")),
        sa.CheckConstraint("sent_on IS NULL OR left_on IS NOT NULL", name=op.f("ck_invitation_sent")),
        sa.CheckConstraint("term_days > 0", name=op.f("ck_invitation_days")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_invitation_party_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["permitted_by_id"], ["account.id"], name=op.f("fk_invitation_permitted_by_id")),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["account.id"], name=op.f("fk_invitation_prepared_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_invitation_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_index", name=op.f("uq_invitation_code_index")),
    )
    op.create_index(op.f("ix_invitation_prepared_on"), "invitation", ["prepared_on"], unique=False)
    op.create_index(op.f("ix_invitation_request_id"), "invitation", ["request_id"], unique=False)
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["party_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('prepared', 'permitted', 'told', 'sent', 'thinking', 'call_asked')"),
        postgresql_where=sa.text("status IN ('prepared', 'permitted', 'told', 'sent', 'thinking', 'call_asked')"),
    )
    op.create_table(
        "invitation_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "call",
                "sms",
                "post",
                "email",
                "visit",
                "other_person",
                name="invitation_channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "result",
            sa.Enum(
                "sent",
                "reached",
                "not_reached",
                "left_message",
                "wrong",
                name="attempt_result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=False),
        sa.Column("tried_at", sa.Time(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("written = (due_on IS NOT NULL)", name=op.f("ck_invitation_attempt_term")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_invitation_attempt_by_id")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invitation_attempt_invitation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_invitation_attempt_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_attempt")),
    )
    op.create_index(op.f("ix_invitation_attempt_invitation_id"), "invitation_attempt", ["invitation_id"], unique=False)
    op.create_table(
        "invitation_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "agreed",
                "call",
                "thinking",
                "refused",
                name="reply_answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "in_person",
                "phone",
                "post",
                "email",
                "web",
                "video",
                "field_visit",
                name="intake_channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "language",
            sa.Enum("kk", "ru", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("separately", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("call_when", sa.String(length=120), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("said_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "confirmed",
                "set_aside",
                name="reply_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name=op.f("ck_invitation_reply_settled")),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)", name=op.f("ck_invitation_reply_settled_by")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_invitation_reply_by_id")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invitation_reply_invitation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["settled_by_id"], ["account.id"], name=op.f("fk_invitation_reply_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_reply")),
    )
    op.create_index(op.f("ix_invitation_reply_invitation_id"), "invitation_reply", ["invitation_id"], unique=False)
    op.create_index(
        "uq_invitation_reply_waiting",
        "invitation_reply",
        ["invitation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    # ### end Alembic commands ###
