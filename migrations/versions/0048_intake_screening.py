"""The tables of intake_screening: precaution, refusal, scope_answer, referral, safety_talk."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.create_table(
        "precaution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("risk_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("joint_from", sa.Date(), nullable=True),
        sa.Column("joint_by_id", sa.Uuid(), nullable=True),
        sa.Column("joint_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("word_on", sa.Date(), nullable=True),
        sa.Column("word_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(joint_from IS NULL) = (joint_by_id IS NULL)", name=op.f("ck_precaution_joint")),
        sa.CheckConstraint(
            "(joint_from IS NULL) = (joint_reason_sealed IS NULL)", name=op.f("ck_precaution_joint_reason")
        ),
        sa.CheckConstraint("(word_on IS NULL) = (word_by_id IS NULL)", name=op.f("ck_precaution_word")),
        sa.ForeignKeyConstraint(["joint_by_id"], ["account.id"], name=op.f("fk_precaution_joint_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_precaution_request_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["word_by_id"], ["account.id"], name=op.f("fk_precaution_word_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precaution")),
        sa.UniqueConstraint("request_id", name=op.f("uq_precaution_request_id")),
    )
    op.create_table(
        "refusal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("refused_on", sa.Date(), nullable=False),
        sa.Column("ground_code", sa.String(length=40), nullable=False),
        sa.Column("elsewhere", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_refusal_account_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_refusal_district_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_refusal_request_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
        sa.UniqueConstraint("request_id", "refused_on", name=op.f("uq_refusal_request_id_refused_on")),
    )
    op.create_index(op.f("ix_refusal_district_id_refused_on"), "refusal", ["district_id", "refused_on"], unique=False)
    op.create_index(op.f("ix_refusal_request_id"), "refusal", ["request_id"], unique=False)
    op.create_table(
        "scope_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=70), nullable=False),
        sa.Column(
            "reply",
            sa.Enum("yes", "no", "unknown", name="reply", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_scope_answer_account_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_scope_answer_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scope_answer")),
        sa.UniqueConstraint("request_id", "code", name=op.f("uq_scope_answer_request_id_code")),
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("refusal_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["refusal_id"], ["refusal.id"], name=op.f("fk_referral_refusal_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("refusal_id", "code", name=op.f("uq_referral_refusal_id_code")),
    )
    op.create_table(
        "safety_talk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "not_asked",
                "partly",
                "unwilling",
                "asked",
                name="asked",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("state <> 'not_asked' AND answers_sealed IS NOT NULL", name=op.f("ck_safety_talk_heard")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_safety_talk_account_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_safety_talk_party_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_safety_talk_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_talk")),
        sa.UniqueConstraint("party_id", name=op.f("uq_safety_talk_party_id")),
    )
    op.create_index(op.f("ix_safety_talk_request_id"), "safety_talk", ["request_id"], unique=False)
    # ### end Alembic commands ###
