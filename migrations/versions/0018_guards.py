"""What the database itself refuses, and what it sweeps away with a row: the same as beside the tables."""

from alembic import op

revision = "0018"
down_revision = "0017"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER sweep_participation_course_id AFTER DELETE ON "course" BEGIN DELETE FROM "participation" '
            'WHERE "course_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_case_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "case" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_consultation_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "consultation" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_party_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "party" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_spell_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "spell" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_ank_insert BEFORE INSERT ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR "
            "NEW.since < other.until) AND NEW.register_kind = 'ank' AND other.register_kind = 'ank') BEGIN SELECT "
            "RAISE(ABORT, 'one_entry_at_a_time_ank'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_ank_update BEFORE UPDATE ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR "
            "NEW.since < other.until) AND NEW.register_kind = 'ank' AND other.register_kind = 'ank') BEGIN SELECT "
            "RAISE(ABORT, 'one_entry_at_a_time_ank'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_akim_insert BEFORE INSERT ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND other.district_id = NEW.district_id AND (NEW.until IS NULL OR other.since < "
            "NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND NEW.register_kind = 'akim' AND "
            "other.register_kind = 'akim') BEGIN SELECT RAISE(ABORT, 'one_entry_at_a_time_akim'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_akim_update BEFORE UPDATE ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND other.district_id = NEW.district_id AND (NEW.until IS NULL OR other.since < "
            "NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND NEW.register_kind = 'akim' AND "
            "other.register_kind = 'akim') BEGIN SELECT RAISE(ABORT, 'one_entry_at_a_time_akim'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_organisation_insert BEFORE INSERT ON "register_entry" WHEN EXISTS '
            '(SELECT 1 FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = '
            "NEW.mediator_id AND other.kind = NEW.kind AND other.organisation_id = NEW.organisation_id AND "
            "(NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND "
            "NEW.register_kind = 'organisation' AND other.register_kind = 'organisation') BEGIN SELECT RAISE(ABORT, "
            "'one_entry_at_a_time_organisation'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_organisation_update BEFORE UPDATE ON "register_entry" WHEN EXISTS '
            '(SELECT 1 FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = '
            "NEW.mediator_id AND other.kind = NEW.kind AND other.organisation_id = NEW.organisation_id AND "
            "(NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND "
            "NEW.register_kind = 'organisation' AND other.register_kind = 'organisation') BEGIN SELECT RAISE(ABORT, "
            "'one_entry_at_a_time_organisation'); END"
        ),
        (
            'CREATE TRIGGER sweep_suspension_entry_id AFTER DELETE ON "register_entry" BEGIN DELETE FROM '
            '"suspension" WHERE "entry_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_party_represents_id AFTER DELETE ON "party" BEGIN DELETE FROM "party" WHERE '
            '"represents_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_signature_party_id AFTER DELETE ON "party" BEGIN DELETE FROM "signature" WHERE '
            '"party_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_agreement_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "agreement" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_assignment_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "assignment" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_contract_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "contract" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_meeting_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "meeting" WHERE "case_id" '
            '= OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_private_note_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "private_note" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER one_suspension_at_a_time_insert BEFORE INSERT ON "suspension" WHEN EXISTS (SELECT 1 FROM '
            '"suspension" AS other WHERE other.id <> NEW.id AND other.entry_id = NEW.entry_id AND (NEW.until IS NULL '
            "OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_suspension_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_suspension_at_a_time_update BEFORE UPDATE ON "suspension" WHEN EXISTS (SELECT 1 FROM '
            '"suspension" AS other WHERE other.id <> NEW.id AND other.entry_id = NEW.entry_id AND (NEW.until IS NULL '
            "OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_suspension_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER sweep_extension_contract_id AFTER DELETE ON "contract" BEGIN DELETE FROM "extension" '
            'WHERE "contract_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER agreement_words_stand BEFORE UPDATE ON "agreement" WHEN OLD.signed_on IS NOT NULL AND '
            "((OLD.case_id IS NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.number IS NULL) "
            "<> (NEW.number IS NULL) OR OLD.number <> NEW.number OR (OLD.amends_id IS NULL) <> (NEW.amends_id IS "
            "NULL) OR OLD.amends_id <> NEW.amends_id OR (OLD.language IS NULL) <> (NEW.language IS NULL) OR "
            "OLD.language <> NEW.language OR (OLD.subject_kk_sealed IS NULL) <> (NEW.subject_kk_sealed IS NULL) OR "
            "OLD.subject_kk_sealed <> NEW.subject_kk_sealed OR (OLD.subject_ru_sealed IS NULL) <> "
            "(NEW.subject_ru_sealed IS NULL) OR OLD.subject_ru_sealed <> NEW.subject_ru_sealed OR "
            "(OLD.consequences_kk_sealed IS NULL) <> (NEW.consequences_kk_sealed IS NULL) OR "
            "OLD.consequences_kk_sealed <> NEW.consequences_kk_sealed OR (OLD.consequences_ru_sealed IS NULL) <> "
            "(NEW.consequences_ru_sealed IS NULL) OR OLD.consequences_ru_sealed <> NEW.consequences_ru_sealed OR "
            "(OLD.partial IS NULL) <> (NEW.partial IS NULL) OR OLD.partial <> NEW.partial OR (OLD.lawful IS NULL) <> "
            "(NEW.lawful IS NULL) OR OLD.lawful <> NEW.lawful OR (OLD.minors_considered IS NULL) <> "
            "(NEW.minors_considered IS NULL) OR OLD.minors_considered <> NEW.minors_considered OR (OLD.signed_on IS "
            "NULL) <> (NEW.signed_on IS NULL) OR OLD.signed_on <> NEW.signed_on OR (OLD.signing IS NULL) <> "
            "(NEW.signing IS NULL) OR OLD.signing <> NEW.signing OR (OLD.place IS NULL) <> (NEW.place IS NULL) OR "
            "OLD.place <> NEW.place OR (OLD.scan_id IS NULL) <> (NEW.scan_id IS NULL) OR OLD.scan_id <> NEW.scan_id "
            "OR (OLD.scan_sha256 IS NULL) <> (NEW.scan_sha256 IS NULL) OR OLD.scan_sha256 <> NEW.scan_sha256 OR "
            "CAST(OLD.bound_sides AS TEXT) <> CAST(NEW.bound_sides AS TEXT)) BEGIN SELECT RAISE(ABORT, 'a signed "
            "agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER agreement_stands BEFORE DELETE ON "agreement" WHEN EXISTS (SELECT 1 FROM agreement JOIN '
            '"case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id WHERE '
            "agreement.id = OLD.id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a signed "
            "agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER sweep_agreement_amends_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "agreement" '
            'WHERE "amends_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_obligation_agreement_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "obligation" '
            'WHERE "agreement_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_signature_agreement_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "signature" '
            'WHERE "agreement_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER obligation_added_late BEFORE INSERT ON "obligation" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER obligation_changed_late BEFORE UPDATE ON "obligation" WHEN EXISTS (SELECT 1 FROM '
            "agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT "
            "RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER obligation_removed_late BEFORE DELETE ON "obligation" WHEN EXISTS (SELECT 1 FROM '
            'agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id '
            "WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER sweep_performance_obligation_id AFTER DELETE ON "obligation" BEGIN DELETE FROM '
            '"performance" WHERE "obligation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER signature_added_late BEFORE INSERT ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER signature_changed_late BEFORE UPDATE ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER signature_removed_late BEFORE DELETE ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            'JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id WHERE '
            "agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
    ],
    "postgresql": [
        ("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_ank EXCLUDE USING gist (mediator_id '
            "WITH =, kind WITH =, daterange(since, until) WITH &&) WHERE (register_kind = 'ank')"
        ),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_akim EXCLUDE USING gist (mediator_id '
            "WITH =, kind WITH =, district_id WITH =, daterange(since, until) WITH &&) WHERE (register_kind = 'akim')"
        ),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_organisation EXCLUDE USING gist '
            "(mediator_id WITH =, kind WITH =, organisation_id WITH =, daterange(since, until) WITH &&) WHERE "
            "(register_kind = 'organisation')"
        ),
        (
            'ALTER TABLE "suspension" ADD CONSTRAINT one_suspension_at_a_time EXCLUDE USING gist (entry_id WITH =, '
            "daterange(since, until) WITH &&)"
        ),
        (
            "CREATE FUNCTION agreement_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.signed_on "
            "IS NOT NULL AND ((OLD.case_id IS NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR "
            "(OLD.number IS NULL) <> (NEW.number IS NULL) OR OLD.number <> NEW.number OR (OLD.amends_id IS NULL) <> "
            "(NEW.amends_id IS NULL) OR OLD.amends_id <> NEW.amends_id OR (OLD.language IS NULL) <> (NEW.language IS "
            "NULL) OR OLD.language <> NEW.language OR (OLD.subject_kk_sealed IS NULL) <> (NEW.subject_kk_sealed IS "
            "NULL) OR OLD.subject_kk_sealed <> NEW.subject_kk_sealed OR (OLD.subject_ru_sealed IS NULL) <> "
            "(NEW.subject_ru_sealed IS NULL) OR OLD.subject_ru_sealed <> NEW.subject_ru_sealed OR "
            "(OLD.consequences_kk_sealed IS NULL) <> (NEW.consequences_kk_sealed IS NULL) OR "
            "OLD.consequences_kk_sealed <> NEW.consequences_kk_sealed OR (OLD.consequences_ru_sealed IS NULL) <> "
            "(NEW.consequences_ru_sealed IS NULL) OR OLD.consequences_ru_sealed <> NEW.consequences_ru_sealed OR "
            "(OLD.partial IS NULL) <> (NEW.partial IS NULL) OR OLD.partial <> NEW.partial OR (OLD.lawful IS NULL) <> "
            "(NEW.lawful IS NULL) OR OLD.lawful <> NEW.lawful OR (OLD.minors_considered IS NULL) <> "
            "(NEW.minors_considered IS NULL) OR OLD.minors_considered <> NEW.minors_considered OR (OLD.signed_on IS "
            "NULL) <> (NEW.signed_on IS NULL) OR OLD.signed_on <> NEW.signed_on OR (OLD.signing IS NULL) <> "
            "(NEW.signing IS NULL) OR OLD.signing <> NEW.signing OR (OLD.place IS NULL) <> (NEW.place IS NULL) OR "
            "OLD.place <> NEW.place OR (OLD.scan_id IS NULL) <> (NEW.scan_id IS NULL) OR OLD.scan_id <> NEW.scan_id "
            "OR (OLD.scan_sha256 IS NULL) <> (NEW.scan_sha256 IS NULL) OR OLD.scan_sha256 <> NEW.scan_sha256 OR "
            "CAST(OLD.bound_sides AS TEXT) <> CAST(NEW.bound_sides AS TEXT)) THEN RAISE EXCEPTION 'a signed "
            "agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER agreement_words_stand BEFORE UPDATE ON "agreement" FOR EACH ROW EXECUTE FUNCTION '
            "agreement_words_stand()"
        ),
        (
            "CREATE FUNCTION agreement_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            'FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id WHERE agreement.id = OLD.id AND agreement.signed_on IS NOT NULL) THEN RAISE EXCEPTION '
            "'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER agreement_stands BEFORE DELETE ON "agreement" FOR EACH ROW EXECUTE FUNCTION '
            "agreement_stands()"
        ),
        (
            "CREATE FUNCTION obligation_added_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT "
            "1 FROM agreement WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE "
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; "
            "END $$"
        ),
        (
            'CREATE TRIGGER obligation_added_late BEFORE INSERT ON "obligation" FOR EACH ROW EXECUTE FUNCTION '
            "obligation_added_late()"
        ),
        (
            "CREATE FUNCTION obligation_changed_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS "
            "(SELECT 1 FROM agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) "
            "THEN RAISE EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER obligation_changed_late BEFORE UPDATE ON "obligation" FOR EACH ROW EXECUTE FUNCTION '
            "obligation_changed_late()"
        ),
        (
            "CREATE FUNCTION obligation_removed_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS "
            '(SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE '
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; "
            "END $$"
        ),
        (
            'CREATE TRIGGER obligation_removed_late BEFORE DELETE ON "obligation" FOR EACH ROW EXECUTE FUNCTION '
            "obligation_removed_late()"
        ),
        (
            "CREATE FUNCTION signature_added_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            "FROM agreement WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE "
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; "
            "END $$"
        ),
        (
            'CREATE TRIGGER signature_added_late BEFORE INSERT ON "signature" FOR EACH ROW EXECUTE FUNCTION '
            "signature_added_late()"
        ),
        (
            "CREATE FUNCTION signature_changed_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT "
            "1 FROM agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE "
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; "
            "END $$"
        ),
        (
            'CREATE TRIGGER signature_changed_late BEFORE UPDATE ON "signature" FOR EACH ROW EXECUTE FUNCTION '
            "signature_changed_late()"
        ),
        (
            "CREATE FUNCTION signature_removed_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT "
            '1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE '
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; "
            "END $$"
        ),
        (
            'CREATE TRIGGER signature_removed_late BEFORE DELETE ON "signature" FOR EACH ROW EXECUTE FUNCTION '
            "signature_removed_late()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
