"""The tables of cases: case, assignment, contract, declaration, meeting, private_note, [...]."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"


def upgrade() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "admitted",
                "offered",
                "in_work",
                "in_mediation",
                "ended",
                name="case_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.Column("scope_reason", sa.String(length=400), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "agreement",
                "excluded",
                "both_refused",
                "one_refused",
                "term_expired",
                "settled_at_consultation",
                "advice_only",
                "other_side_refused",
                "not_mediable",
                "withdrawn",
                "passed_on",
                "merged",
                "not_stated",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.String(length=400), nullable=False),
        sa.Column("no_meeting_reason", sa.String(length=400), nullable=False),
        sa.Column("refused_by", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'ended') = (outcome IS NOT NULL AND ended_on IS NOT NULL)", name=op.f("ck_case_ended")
        ),
        sa.CheckConstraint(
            "COALESCE(outcome, '') = 'one_refused' OR CAST(refused_by AS TEXT) = '[]'", name=op.f("ck_case_refused_by")
        ),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= admitted_on", name=op.f("ck_case_dates")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_case_cabinet_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_case_mediator_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_case_request_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("number", name=op.f("uq_case_number")),
        sa.UniqueConstraint("request_id", name=op.f("uq_case_request_id")),
    )
    op.create_index(op.f("ix_case_cabinet_id_status_id"), "case", ["cabinet_id", "status", "id"], unique=False)
    op.create_index(op.f("ix_case_mediator_id_status_id"), "case", ["mediator_id", "status", "id"], unique=False)
    op.create_index(op.f("ix_case_status_due_on"), "case", ["status", "due_on"], unique=False)
    op.create_index(op.f("ix_case_status_id_cabinet_id"), "case", ["status", "id", "cabinet_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column("offered_by_id", sa.Uuid(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "waiting",
                "accepted",
                "declined",
                "taken_back",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("override_reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint("override_reason = '' OR CAST(found AS TEXT) <> '[]'", name=op.f("ck_assignment_override")),
        sa.CheckConstraint("released_at IS NULL OR answer = 'accepted'", name=op.f("ck_assignment_released")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_assignment_case_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_assignment_mediator_id")),
        sa.ForeignKeyConstraint(["offered_by_id"], ["account.id"], name=op.f("fk_assignment_offered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_case_id"), "assignment", ["case_id"], unique=False)
    op.create_index(op.f("ix_assignment_mediator_id"), "assignment", ["mediator_id"], unique=False)
    op.create_index(
        "uq_assignment_waiting",
        "assignment",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("answer = 'waiting'"),
        postgresql_where=sa.text("answer = 'waiting'"),
    )
    op.create_table(
        "contract",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=False),
        sa.Column("concluded_at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "kk", "ru", "kk+ru", name="contract_language", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("mediation_language", sa.String(length=60), nullable=False),
        sa.Column("subject_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("expenses", sa.String(length=1000), nullable=False),
        sa.Column("fee", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("confidentiality", sa.String(length=2000), nullable=False),
        sa.Column("liability", sa.String(length=2000), nullable=False),
        sa.Column("procedure", sa.String(length=2000), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column("co_mediators", sa.JSON(), nullable=False),
        sa.Column("chosen_by_sides", sa.JSON(), nullable=False),
        sa.Column("signed_by", sa.JSON(), nullable=False),
        sa.Column("term_days", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on > concluded_on", name=op.f("ck_contract_term")),
        sa.CheckConstraint("fee IS NULL OR fee >= 0", name=op.f("ck_contract_fee")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_contract_case_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_contract_district_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_contract_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("case_id", name=op.f("uq_contract_case_id")),
        sa.UniqueConstraint("number", name=op.f("uq_contract_number")),
    )
    op.create_index(
        op.f("ix_contract_district_id_concluded_on"), "contract", ["district_id", "concluded_on"], unique=False
    )
    op.create_table(
        "declaration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=False),
        sa.Column(
            "interest",
            sa.Enum("none", "some", name="interest", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("wording", sa.String(length=10), nullable=False),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(interest = 'some') = (what_sealed IS NOT NULL)", name=op.f("ck_declaration_what")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_declaration_case_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_declaration_entered_by_id")),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name=op.f("fk_declaration_mediator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
    )
    op.create_index(op.f("ix_declaration_case_id"), "declaration", ["case_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("joint", "private", name="meeting_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("held_at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("present", sa.JSON(), nullable=False),
        sa.Column("record_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_meeting_minutes")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_meeting_account_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_meeting_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_case_id"), "meeting", ["case_id"], unique=False)
    op.create_index(op.f("ix_meeting_held_on"), "meeting", ["held_on"], unique=False)
    op.create_table(
        "private_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_private_note_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_private_note_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_note")),
    )
    op.create_index(op.f("ix_private_note_author_id"), "private_note", ["author_id"], unique=False)
    op.create_index(op.f("ix_private_note_case_id"), "private_note", ["case_id"], unique=False)
    op.create_table(
        "readiness",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column(
            "light",
            sa.Enum(
                "informed",
                "consented",
                "documents_seen",
                "time_confirmed",
                name="light",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_readiness_account_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_readiness_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readiness")),
        sa.UniqueConstraint("case_id", "side", "light", name=op.f("uq_readiness_case_id_side_light")),
    )
    op.create_table(
        "extension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 365", name=op.f("ck_extension_days")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_extension_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
        sa.UniqueConstraint("contract_id", name=op.f("uq_extension_contract_id")),
    )
    # ### end Alembic commands ###
