"""What the database itself refuses of agreements, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0069"
down_revision = "0068"

STATEMENTS = {
    "sqlite": [
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
            "CAST(OLD.bound_sides AS TEXT) <> CAST(NEW.bound_sides AS TEXT) OR NEW.status IN ('draft', 'dropped')) "
            "BEGIN SELECT RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER agreement_stays BEFORE DELETE ON "agreement" WHEN EXISTS (SELECT 1 FROM agreement JOIN '
            '"case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id WHERE '
            "agreement.id = OLD.id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a signed "
            "agreement does not change'); END"
        ),
        (
            "CREATE TRIGGER past_agreement_insert AFTER INSERT ON \"agreement\" WHEN NEW.signed_on < date('now', '+5 "
            "hours') OR NEW.performed_on < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_agreement_update AFTER UPDATE ON \"agreement\" WHEN (OLD.signed_on < date('now', '+5 "
            "hours') OR NEW.signed_on < date('now', '+5 hours')) AND (OLD.signed_on IS NOT NEW.signed_on OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.amends_id IS NOT "
            "NEW.amends_id) OR (OLD.performed_on < date('now', '+5 hours') OR NEW.performed_on < date('now', '+5 "
            "hours')) AND (OLD.performed_on IS NOT NEW.performed_on OR OLD.district_id IS NOT NEW.district_id OR "
            "OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.amends_id IS NOT NEW.amends_id) BEGIN INSERT INTO stamp "
            "(name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_agreement_delete AFTER DELETE ON \"agreement\" WHEN OLD.signed_on < date('now', '+5 "
            "hours') OR OLD.performed_on < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER agreement_key_stands BEFORE UPDATE OF id ON "agreement" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER agreement_is_not_replaced_by_insert BEFORE INSERT ON "agreement" WHEN EXISTS (SELECT 1 '
            'FROM "agreement" AS there WHERE ((there.case_id = NEW.case_id AND amends_id IS NULL AND signed_on IS '
            "NOT NULL AND NEW.amends_id IS NULL AND NEW.signed_on IS NOT NULL) OR (there.id = NEW.id) OR "
            "(there.number = NEW.number) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER agreement_is_not_replaced_by_update BEFORE UPDATE ON "agreement" WHEN EXISTS (SELECT 1 '
            'FROM "agreement" AS there WHERE ((there.case_id = NEW.case_id AND amends_id IS NULL AND signed_on IS '
            "NOT NULL AND NEW.amends_id IS NULL AND NEW.signed_on IS NOT NULL) OR (there.id = NEW.id) OR "
            "(there.number = NEW.number) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN "
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_agreement_amends_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "agreement" '
            'WHERE "amends_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_signature_agreement_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "signature" '
            'WHERE "agreement_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_obligation_agreement_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "obligation" '
            'WHERE "agreement_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER proposal_of_a_signed_term_stands BEFORE UPDATE ON "proposal" WHEN EXISTS (SELECT 1 FROM '
            'agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id '
            "JOIN obligation ON obligation.agreement_id = agreement.id WHERE obligation.proposal_id = OLD.id AND "
            "agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER proposal_stays BEFORE DELETE ON "proposal" WHEN EXISTS (SELECT 1 FROM "case" JOIN '
            'request ON request.id = "case".request_id WHERE "case".id = OLD.case_id) BEGIN SELECT RAISE(ABORT, \'a '
            "proposal is struck, not deleted'); END"
        ),
        (
            'CREATE TRIGGER proposal_key_stands BEFORE UPDATE OF id ON "proposal" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER proposal_is_not_replaced_by_insert BEFORE INSERT ON "proposal" WHEN EXISTS (SELECT 1 '
            'FROM "proposal" AS there WHERE ((there.id = NEW.id) OR (there.replaces_id = NEW.replaces_id AND state '
            "<> 'struck' AND NEW.state <> 'struck') OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER proposal_is_not_replaced_by_update BEFORE UPDATE ON "proposal" WHEN EXISTS (SELECT 1 '
            'FROM "proposal" AS there WHERE ((there.id = NEW.id) OR (there.replaces_id = NEW.replaces_id AND state '
            "<> 'struck' AND NEW.state <> 'struck') OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) "
            "BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_proposal_replaces_id AFTER DELETE ON "proposal" BEGIN DELETE FROM "proposal" WHERE '
            '"replaces_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_acceptance_proposal_id AFTER DELETE ON "proposal" BEGIN DELETE FROM "acceptance" '
            'WHERE "proposal_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_obligation_proposal_id AFTER DELETE ON "proposal" BEGIN DELETE FROM "obligation" '
            'WHERE "proposal_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER signature_added_late BEFORE INSERT ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER signature_changed_late BEFORE UPDATE ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) OR EXISTS (SELECT 1 FROM "
            "agreement WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT "
            "RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER signature_removed_late BEFORE DELETE ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            'JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id WHERE '
            "agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER signature_key_stands BEFORE UPDATE OF id ON "signature" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER signature_is_not_replaced_by_insert BEFORE INSERT ON "signature" WHEN EXISTS (SELECT 1 '
            'FROM "signature" AS there WHERE ((there.agreement_id = NEW.agreement_id AND there.party_id = '
            "NEW.party_id) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER signature_is_not_replaced_by_update BEFORE UPDATE ON "signature" WHEN EXISTS (SELECT 1 '
            'FROM "signature" AS there WHERE ((there.agreement_id = NEW.agreement_id AND there.party_id = '
            "NEW.party_id) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) "
            "BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
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
            "CAST(OLD.bound_sides AS TEXT) <> CAST(NEW.bound_sides AS TEXT) OR NEW.status IN ('draft', 'dropped')) "
            "THEN RAISE EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER agreement_words_stand BEFORE UPDATE ON "agreement" FOR EACH ROW EXECUTE FUNCTION '
            "agreement_words_stand()"
        ),
        (
            "CREATE FUNCTION agreement_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "
            'agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id '
            "WHERE agreement.id = OLD.id AND agreement.signed_on IS NOT NULL) THEN RAISE EXCEPTION 'a signed "
            "agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER agreement_stays BEFORE DELETE ON "agreement" FOR EACH ROW EXECUTE FUNCTION agreement_stays()'),
        (
            "CREATE OR REPLACE FUNCTION past_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.past', true) IS DISTINCT FROM txid_current()::text THEN INSERT INTO stamp (name, "
            "version) VALUES ('past', floor(random() * 2147483647)::int) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; PERFORM set_config('bitim.past', txid_current()::text, true); END IF; RETURN NULL; "
            "END $$"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_agreement_insert AFTER INSERT ON "agreement" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (NEW.signed_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR "
            "NEW.performed_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_agreement_update AFTER UPDATE ON "agreement" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN ((OLD.signed_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.signed_on "
            "< (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.signed_on IS DISTINCT FROM NEW.signed_on OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR "
            "OLD.amends_id IS DISTINCT FROM NEW.amends_id) OR (OLD.performed_on < (now() AT TIME ZONE "
            "'Asia/Almaty')::date OR NEW.performed_on < (now() AT TIME ZONE 'Asia/Almaty')::date) AND "
            "(OLD.performed_on IS DISTINCT FROM NEW.performed_on OR OLD.district_id IS DISTINCT FROM NEW.district_id "
            "OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR OLD.amends_id IS DISTINCT FROM NEW.amends_id)) "
            "EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_agreement_delete AFTER DELETE ON "agreement" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (OLD.signed_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR "
            "OLD.performed_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            "CREATE FUNCTION agreement_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER agreement_key_stands BEFORE UPDATE OF id ON "agreement" FOR EACH ROW EXECUTE FUNCTION '
            "agreement_key_stands()"
        ),
        (
            "CREATE FUNCTION proposal_of_a_signed_term_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            'EXISTS (SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id '
            '= "case".request_id JOIN obligation ON obligation.agreement_id = agreement.id WHERE '
            "obligation.proposal_id = OLD.id AND agreement.signed_on IS NOT NULL) THEN RAISE EXCEPTION 'a signed "
            "agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER proposal_of_a_signed_term_stands BEFORE UPDATE ON "proposal" FOR EACH ROW EXECUTE '
            "FUNCTION proposal_of_a_signed_term_stands()"
        ),
        (
            "CREATE FUNCTION proposal_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "
            '"case" JOIN request ON request.id = "case".request_id WHERE "case".id = OLD.case_id) THEN RAISE '
            "EXCEPTION 'a proposal is struck, not deleted' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; "
            "END $$"
        ),
        ('CREATE TRIGGER proposal_stays BEFORE DELETE ON "proposal" FOR EACH ROW EXECUTE FUNCTION proposal_stays()'),
        (
            "CREATE FUNCTION proposal_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER proposal_key_stands BEFORE UPDATE OF id ON "proposal" FOR EACH ROW EXECUTE FUNCTION '
            "proposal_key_stands()"
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
            "1 FROM agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) OR EXISTS "
            "(SELECT 1 FROM agreement WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) "
            "THEN RAISE EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
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
        (
            "CREATE FUNCTION signature_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER signature_key_stands BEFORE UPDATE OF id ON "signature" FOR EACH ROW EXECUTE FUNCTION '
            "signature_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
