"""The tables of intake: number_series, request, party, spell."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "number_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_number_series_cabinet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("cabinet_id", "year", name=op.f("uq_number_series_cabinet_id_year")),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "registered",
                "admitted",
                "ended",
                name="request_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.Time(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "channel",
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
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("source_note", sa.String(length=200), nullable=False),
        sa.Column("external_registration_no", sa.String(length=60), nullable=False),
        sa.Column("court_case_no", sa.String(length=60), nullable=False),
        sa.Column(
            "language",
            sa.Enum("kk", "ru", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column("narrative_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("dispute_code", sa.String(length=40), nullable=False),
        sa.Column("inter_ethnic", sa.Boolean(), nullable=False),
        sa.Column("minor_involved", sa.Boolean(), nullable=False),
        sa.Column("court_referral", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column(
            "risk_set",
            sa.Enum("none", "watch", "high", name="risk_set", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "risk",
            sa.Enum("none", "watch", "high", name="risk", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("joined_to_id", sa.Uuid(), nullable=True),
        sa.Column(
            "joined_as",
            sa.Enum("duplicate", "other_side", name="join_kind", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("ended_reason", sa.String(length=400), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=True),
        sa.Column("on_offer", sa.Boolean(), nullable=False),
        sa.Column("registered_by_id", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'ended') = (outcome IS NOT NULL)", name=op.f("ck_request_finished")),
        sa.CheckConstraint(
            "joined_to_id IS NULL OR (joined_as IS NOT NULL AND COALESCE(outcome, '') = 'merged')",
            name=op.f("ck_request_joined"),
        ),
        sa.CheckConstraint("(outcome IS NULL) = (ended_on IS NULL)", name=op.f("ck_request_ended")),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= received_on", name=op.f("ck_request_dates")),
        sa.CheckConstraint("follows_id IS NULL OR follows_id <> id", name=op.f("ck_request_follows")),
        sa.CheckConstraint("joined_to_id <> id", name=op.f("ck_request_joined_to_itself")),
        sa.CheckConstraint("mediator_id IS NOT NULL OR NOT on_offer", name=op.f("ck_request_on_offer")),
        sa.CheckConstraint("priority BETWEEN 0 AND 3", name=op.f("ck_request_priority")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_request_cabinet_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_request_district_id")),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["request.id"], name=op.f("fk_request_follows_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["joined_to_id"], ["request.id"], name=op.f("fk_request_joined_to_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["mediator_id"], ["person.id"], name=op.f("fk_request_mediator_id")),
        sa.ForeignKeyConstraint(["registered_by_id"], ["account.id"], name=op.f("fk_request_registered_by_id")),
        sa.ForeignKeyConstraint(
            ["source_organisation_id"], ["organisation.id"], name=op.f("fk_request_source_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("number", name=op.f("uq_request_number")),
    )
    op.create_index(op.f("ix_request_cabinet_id_id"), "request", ["cabinet_id", "id"], unique=False)
    op.create_index(op.f("ix_request_follows_id"), "request", ["follows_id"], unique=False)
    op.create_index(op.f("ix_request_joined_to_id"), "request", ["joined_to_id"], unique=False)
    op.create_index(op.f("ix_request_mediator_id_status_id"), "request", ["mediator_id", "status", "id"], unique=False)
    op.create_index(
        "ix_request_online",
        "request",
        ["received_on"],
        unique=False,
        sqlite_where=sa.text("channel IN ('web', 'video')"),
        postgresql_where=sa.text("channel IN ('web', 'video')"),
    )
    op.create_index(
        "ix_request_queue",
        "request",
        ["priority", "id", "cabinet_id"],
        unique=False,
        sqlite_where=sa.text("status = 'registered'"),
        postgresql_where=sa.text("status = 'registered'"),
    )
    op.create_index(
        "ix_request_quiet",
        "request",
        ["last_contact_on", "received_on"],
        unique=False,
        sqlite_where=sa.text("status <> 'ended'"),
        postgresql_where=sa.text("status <> 'ended'"),
    )
    op.create_index(op.f("ix_request_status_id_cabinet_id"), "request", ["status", "id", "cabinet_id"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("applicant", "other", "third", name="side", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("side_no", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "self",
                "power_of_attorney",
                "parent",
                "guardian",
                name="capacity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("represents_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("document_no", sa.String(length=80), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=True),
        sa.Column("document_seen_on", sa.Date(), nullable=True),
        sa.Column("document_seen_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("person_id IS NULL OR organisation_id IS NULL", name=op.f("ck_party_one")),
        sa.ForeignKeyConstraint(["document_seen_by_id"], ["account.id"], name=op.f("fk_party_document_seen_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_party_organisation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_party_person_id")),
        sa.ForeignKeyConstraint(
            ["represents_id"], ["party.id"], name=op.f("fk_party_represents_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_party_request_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_organisation_id"), "party", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_party_person_id"), "party", ["person_id"], unique=False)
    op.create_index(op.f("ix_party_request_id"), "party", ["request_id"], unique=False)
    op.create_index(
        "uq_party_side",
        "party",
        ["request_id", "side", "side_no"],
        unique=True,
        sqlite_where=sa.text("represents_id IS NULL"),
        postgresql_where=sa.text("represents_id IS NULL"),
    )
    op.create_table(
        "spell",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("cabinet_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column(
            "opened",
            sa.Enum(
                "received",
                "reopened",
                "transferred_in",
                name="opened",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
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
        sa.Column("transferred", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(ended_on IS NULL) = (outcome IS NULL AND NOT transferred)", name=op.f("ck_spell_ended")),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= opened_on", name=op.f("ck_spell_dates")),
        sa.ForeignKeyConstraint(["cabinet_id"], ["unit.id"], name=op.f("fk_spell_cabinet_id")),
        sa.ForeignKeyConstraint(["district_id"], ["unit.id"], name=op.f("fk_spell_district_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_spell_request_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spell")),
    )
    op.create_index(
        op.f("ix_spell_district_id_opened_on_opened_counted_cabinet_id"),
        "spell",
        ["district_id", "opened_on", "opened", "counted", "cabinet_id"],
        unique=False,
    )
    op.create_index(
        "ix_spell_ended",
        "spell",
        ["district_id", "ended_on", "outcome", "counted", "transferred", "cabinet_id", "opened_on"],
        unique=False,
    )
    op.create_index(op.f("ix_spell_request_id"), "spell", ["request_id"], unique=False)
    op.create_index(
        "ix_spell_still_open",
        "spell",
        ["district_id", "opened_on", "counted", "cabinet_id"],
        unique=False,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "uq_spell_open",
        "spell",
        ["request_id"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    # ### end Alembic commands ###
