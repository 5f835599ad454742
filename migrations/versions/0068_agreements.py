"""The tables of agreements: agreement, proposal, signature, acceptance, obligation, performance."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("amends_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "signed",
                "performed",
                "dropped",
                name="agreement_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "kk", "ru", "kk+ru", name="contract_language", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("subject_kk_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("subject_ru_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("consequences_kk_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("consequences_ru_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("bound_sides", sa.JSON(), nullable=False),
        sa.Column("lawful", sa.Boolean(), nullable=False),
        sa.Column("minors_considered", sa.Boolean(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column(
            "signing",
            sa.Enum(
                "paper", "email_exchange", name="signing_mode", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=True),
        sa.Column("scan_sha256", sa.String(length=64), nullable=True),
        sa.Column("performed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'performed') = (performed_on IS NOT NULL)", name=op.f("ck_agreement_performed")),
        sa.CheckConstraint(
            "status NOT IN ('signed', 'performed') OR (signed_on IS NOT NULL AND signing IS NOT NULL)",
            name=op.f("ck_agreement_signed"),
        ),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["agreement.id"], name=op.f("fk_agreement_amends_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_agreement_cabinet_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_agreement_case_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_agreement_district_id")),
        sa.ForeignKeyConstraint(["scan_id"], ["stored_file.id"], name=op.f("fk_agreement_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("number", name=op.f("uq_agreement_number")),
    )
    op.create_index(op.f("ix_agreement_case_id"), "agreement", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_agreement_district_id_performed_on_amends_id_cabinet_id"),
        "agreement",
        ["district_id", "performed_on", "amends_id", "cabinet_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_district_id_signed_on_amends_id_cabinet_id"),
        "agreement",
        ["district_id", "signed_on", "amends_id", "cabinet_id"],
        unique=False,
    )
    op.create_index(
        "uq_agreement_first",
        "agreement",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("amends_id IS NULL AND signed_on IS NOT NULL"),
        postgresql_where=sa.text("amends_id IS NULL AND signed_on IS NOT NULL"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "accepted",
                "countered",
                "struck",
                name="proposal_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("struck_because_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'struck') = (struck_because_sealed IS NOT NULL)", name=op.f("ck_proposal_struck")),
        sa.CheckConstraint("replaces_id <> id", name=op.f("ck_proposal_other")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_proposal_case_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_proposal_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["proposal.id"], name=op.f("fk_proposal_replaces_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_case_id"), "proposal", ["case_id"], unique=False)
    op.create_index(
        "uq_proposal_answer",
        "proposal",
        ["replaces_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'struck'"),
        postgresql_where=sa.text("state <> 'struck'"),
    )
    op.create_table(
        "signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_signature_agreement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_signature_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("agreement_id", "party_id", name=op.f("uq_signature_agreement_id_party_id")),
    )
    op.create_index(op.f("ix_signature_agreement_id"), "signature", ["agreement_id"], unique=False)
    op.create_table(
        "acceptance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_acceptance_account_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_acceptance_proposal_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
        sa.UniqueConstraint("proposal_id", "side", name=op.f("uq_acceptance_proposal_id_side")),
    )
    op.create_index(op.f("ix_acceptance_proposal_id"), "acceptance", ["proposal_id"], unique=False)
    op.create_table(
        "obligation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("proposal_id", sa.Uuid(), nullable=True),
        sa.Column("clause_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("debtor_sides", sa.JSON(), nullable=False),
        sa.Column("what_kk_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("what_ru_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("proof_kk_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("proof_ru_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(agreement_id IS NULL) = (position IS NULL)", name=op.f("ck_obligation_place")),
        sa.CheckConstraint(
            "agreement_id IS NOT NULL OR proposal_id IS NOT NULL", name=op.f("ck_obligation_of_something")
        ),
        sa.CheckConstraint("amount IS NULL OR amount > 0", name=op.f("ck_obligation_amount")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_obligation_agreement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_obligation_clause_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_obligation_proposal_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sa.UniqueConstraint("agreement_id", "position", name=op.f("uq_obligation_agreement_id_position")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_obligation_proposal_id")),
    )
    op.create_index(op.f("ix_obligation_agreement_id"), "obligation", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_obligation_due_on"), "obligation", ["due_on"], unique=False)
    op.create_table(
        "performance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "done",
                "partly",
                "disputed",
                "lifted",
                name="performance_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_performance_account_id")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_performance_obligation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance")),
    )
    op.create_index(op.f("ix_performance_obligation_id"), "performance", ["obligation_id"], unique=False)
    # ### end Alembic commands ###
