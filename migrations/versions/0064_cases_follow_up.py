"""The tables of cases_follow_up: opinion, follow_up, held_opinion."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"


def upgrade() -> None:
    op.create_table(
        "opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=True),
        sa.Column("half", sa.Date(), nullable=False),
        sa.Column("matter_index", sa.String(length=64), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=True),
        sa.Column("again", sa.Integer(), nullable=True),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.CheckConstraint("again IS NULL OR again BETWEEN 1 AND 5", name=op.f("ck_opinion_again")),
        sa.CheckConstraint(
            "heard BETWEEN 1 AND 5 OR again BETWEEN 1 AND 5 OR reach BETWEEN 1 AND 5", name=op.f("ck_opinion_something")
        ),
        sa.CheckConstraint("heard IS NULL OR heard BETWEEN 1 AND 5", name=op.f("ck_opinion_heard")),
        sa.CheckConstraint("reach IS NULL OR reach BETWEEN 1 AND 5", name=op.f("ck_opinion_reach")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_opinion_cabinet_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_opinion_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
    )
    op.create_index(op.f("ix_opinion_half_cabinet_id"), "opinion", ["half", "cabinet_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "agreement", "opinion", name="follow_up_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("after_days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "answered",
                "not_reached",
                "unwilling",
                "set_aside",
                name="follow_up_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "kept",
                "partly",
                "not_kept",
                "changed",
                "answered",
                "unreached",
                "unwilling",
                name="reply",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("asked_on", sa.Date(), nullable=True),
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
            nullable=True,
        ),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("no_more", sa.Boolean(), nullable=False),
        sa.Column("home_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'agreement' AND state = 'answered') = (result IS NOT NULL)", name=op.f("ck_follow_up_result")
        ),
        sa.CheckConstraint("(state = 'set_aside') = (reason <> '')", name=op.f("ck_follow_up_reason")),
        sa.CheckConstraint("(state = 'waiting') = (next_on IS NOT NULL)", name=op.f("ck_follow_up_waiting")),
        sa.CheckConstraint("kind = 'agreement' OR note_sealed IS NULL", name=op.f("ck_follow_up_note")),
        sa.CheckConstraint(
            "result IS NULL OR result IN ('kept', 'partly', 'not_kept', 'changed')",
            name=op.f("ck_follow_up_result_of_a_reply"),
        ),
        sa.CheckConstraint("after_days > 0 AND attempts >= 0", name=op.f("ck_follow_up_counts")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_follow_up_account_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["party.id"], name=op.f("fk_follow_up_answered_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_follow_up_cabinet_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_follow_up_case_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_follow_up_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_case_id"), "follow_up", ["case_id"], unique=False)
    op.create_index(
        "ix_follow_up_next",
        "follow_up",
        ["cabinet_id", "next_on"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(op.f("ix_follow_up_party_id"), "follow_up", ["party_id"], unique=False)
    op.create_index(
        "ix_follow_up_result",
        "follow_up",
        ["cabinet_id", "due_on", "after_days"],
        unique=False,
        sqlite_where=sa.text("result IS NOT NULL"),
        postgresql_where=sa.text("result IS NOT NULL"),
    )
    op.create_index(
        "uq_follow_up_waiting",
        "follow_up",
        ["party_id", "kind", "after_days"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "held_opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("follow_up_id", sa.Uuid(), nullable=False),
        sa.Column("said_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_held_opinion_follow_up_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_opinion")),
        sa.UniqueConstraint("follow_up_id", name=op.f("uq_held_opinion_follow_up_id")),
    )
    # ### end Alembic commands ###
