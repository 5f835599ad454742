"""What the database itself refuses of cases, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0061"
down_revision = "0060"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER case_number_stands BEFORE UPDATE ON "case" WHEN (OLD.number IS NULL) <> (NEW.number IS '
            "NULL) OR OLD.number <> NEW.number OR (OLD.request_id IS NULL) <> (NEW.request_id IS NULL) OR "
            "OLD.request_id <> NEW.request_id BEGIN SELECT RAISE(ABORT, 'a number once given does not change'); END"
        ),
        (
            'CREATE TRIGGER case_stays BEFORE DELETE ON "case" WHEN EXISTS (SELECT 1 FROM request WHERE request.id = '
            "OLD.request_id) BEGIN SELECT RAISE(ABORT, 'a case stays'); END"
        ),
        (
            'CREATE TRIGGER past_case_update AFTER UPDATE ON "case" WHEN OLD.cabinet_id IS NOT NEW.cabinet_id BEGIN '
            "INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO "
            "UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER case_key_stands BEFORE UPDATE OF id ON "case" WHEN (OLD.id IS NULL) <> (NEW.id IS NULL) '
            "OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER case_is_not_replaced_by_insert BEFORE INSERT ON "case" WHEN EXISTS (SELECT 1 FROM "case" '
            "AS there WHERE ((there.id = NEW.id) OR (there.number = NEW.number) OR (there.request_id = "
            "NEW.request_id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is "
            "put in its place'); END"
        ),
        (
            'CREATE TRIGGER case_is_not_replaced_by_update BEFORE UPDATE ON "case" WHEN EXISTS (SELECT 1 FROM "case" '
            "AS there WHERE ((there.id = NEW.id) OR (there.number = NEW.number) OR (there.request_id = "
            "NEW.request_id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
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
            'CREATE TRIGGER sweep_date_finding_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "date_finding" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_declaration_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "declaration" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_follow_up_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "follow_up" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_meeting_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "meeting" WHERE "case_id" '
            '= OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_observation_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "observation" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_private_note_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "private_note" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_readiness_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "readiness" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_proposal_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "proposal" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER contract_words_stand BEFORE UPDATE ON "contract" WHEN (OLD.case_id IS NULL) <> '
            "(NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.number IS NULL) <> (NEW.number IS NULL) OR "
            "OLD.number <> NEW.number OR (OLD.concluded_on IS NULL) <> (NEW.concluded_on IS NULL) OR "
            "OLD.concluded_on <> NEW.concluded_on OR (OLD.concluded_at IS NULL) <> (NEW.concluded_at IS NULL) OR "
            "OLD.concluded_at <> NEW.concluded_at OR (OLD.place IS NULL) <> (NEW.place IS NULL) OR OLD.place <> "
            "NEW.place OR (OLD.language IS NULL) <> (NEW.language IS NULL) OR OLD.language <> NEW.language OR "
            "(OLD.mediation_language IS NULL) <> (NEW.mediation_language IS NULL) OR OLD.mediation_language <> "
            "NEW.mediation_language OR (OLD.subject_sealed IS NULL) <> (NEW.subject_sealed IS NULL) OR "
            "OLD.subject_sealed <> NEW.subject_sealed OR (OLD.expenses IS NULL) <> (NEW.expenses IS NULL) OR "
            "OLD.expenses <> NEW.expenses OR (OLD.fee IS NULL) <> (NEW.fee IS NULL) OR OLD.fee <> NEW.fee OR "
            "(OLD.confidentiality IS NULL) <> (NEW.confidentiality IS NULL) OR OLD.confidentiality <> "
            "NEW.confidentiality OR (OLD.liability IS NULL) <> (NEW.liability IS NULL) OR OLD.liability <> "
            "NEW.liability OR (OLD.procedure IS NULL) <> (NEW.procedure IS NULL) OR OLD.procedure <> NEW.procedure "
            "OR (OLD.mediator_id IS NULL) <> (NEW.mediator_id IS NULL) OR OLD.mediator_id <> NEW.mediator_id OR "
            "(OLD.term_days IS NULL) <> (NEW.term_days IS NULL) OR OLD.term_days <> NEW.term_days OR (OLD.ends_on IS "
            "NULL) <> (NEW.ends_on IS NULL) OR OLD.ends_on <> NEW.ends_on OR CAST(OLD.co_mediators AS TEXT) <> "
            "CAST(NEW.co_mediators AS TEXT) OR CAST(OLD.chosen_by_sides AS TEXT) <> CAST(NEW.chosen_by_sides AS "
            "TEXT) OR CAST(OLD.signed_by AS TEXT) <> CAST(NEW.signed_by AS TEXT) BEGIN SELECT RAISE(ABORT, 'a "
            "mediation contract does not change'); END"
        ),
        (
            'CREATE TRIGGER contract_stays BEFORE DELETE ON "contract" WHEN EXISTS (SELECT 1 FROM "case" JOIN '
            'request ON request.id = "case".request_id WHERE "case".id = OLD.case_id) BEGIN SELECT RAISE(ABORT, \'a '
            "mediation contract does not change'); END"
        ),
        (
            "CREATE TRIGGER past_contract_insert AFTER INSERT ON \"contract\" WHEN NEW.concluded_on < date('now', '+5 "
            "hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT "
            "(name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_contract_update AFTER UPDATE ON \"contract\" WHEN (OLD.concluded_on < date('now', '+5 "
            "hours') OR NEW.concluded_on < date('now', '+5 hours')) AND (OLD.concluded_on IS NOT NEW.concluded_on OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.case_id IS NOT NEW.case_id) BEGIN INSERT INTO stamp "
            "(name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_contract_delete AFTER DELETE ON \"contract\" WHEN OLD.concluded_on < date('now', '+5 "
            "hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT "
            "(name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER contract_key_stands BEFORE UPDATE OF id ON "contract" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER contract_is_not_replaced_by_insert BEFORE INSERT ON "contract" WHEN EXISTS (SELECT 1 '
            'FROM "contract" AS there WHERE ((there.case_id = NEW.case_id) OR (there.id = NEW.id) OR (there.number = '
            "NEW.number) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in "
            "its place'); END"
        ),
        (
            'CREATE TRIGGER contract_is_not_replaced_by_update BEFORE UPDATE ON "contract" WHEN EXISTS (SELECT 1 '
            'FROM "contract" AS there WHERE ((there.case_id = NEW.case_id) OR (there.id = NEW.id) OR (there.number = '
            "NEW.number) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_extension_contract_id AFTER DELETE ON "contract" BEGIN DELETE FROM "extension" '
            'WHERE "contract_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER declaration_stands BEFORE UPDATE ON "declaration" WHEN (OLD.case_id IS NULL) <> '
            "(NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.mediator_id IS NULL) <> (NEW.mediator_id IS "
            "NULL) OR OLD.mediator_id <> NEW.mediator_id OR (OLD.interest IS NULL) <> (NEW.interest IS NULL) OR "
            "OLD.interest <> NEW.interest OR (OLD.wording IS NULL) <> (NEW.wording IS NULL) OR OLD.wording <> "
            "NEW.wording OR (OLD.what_sealed IS NULL) <> (NEW.what_sealed IS NULL) OR OLD.what_sealed <> "
            "NEW.what_sealed OR (OLD.told IS NULL) <> (NEW.told IS NULL) OR OLD.told <> NEW.told OR (OLD.at IS NULL) "
            "<> (NEW.at IS NULL) OR OLD.at <> NEW.at OR (OLD.entered_by_id IS NULL) <> (NEW.entered_by_id IS NULL) "
            "OR OLD.entered_by_id <> NEW.entered_by_id BEGIN SELECT RAISE(ABORT, 'a declaration stays as it was "
            "made'); END"
        ),
        (
            'CREATE TRIGGER declaration_stays BEFORE DELETE ON "declaration" WHEN EXISTS (SELECT 1 FROM "case" JOIN '
            'request ON request.id = "case".request_id WHERE "case".id = OLD.case_id) BEGIN SELECT RAISE(ABORT, \'a '
            "declaration stays as it was made'); END"
        ),
        (
            'CREATE TRIGGER declaration_key_stands BEFORE UPDATE OF id ON "declaration" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER declaration_is_not_replaced_by_insert BEFORE INSERT ON "declaration" WHEN EXISTS (SELECT '
            '1 FROM "declaration" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) '
            "BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER declaration_is_not_replaced_by_update BEFORE UPDATE ON "declaration" WHEN EXISTS (SELECT '
            '1 FROM "declaration" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT '
            "(there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION case_number_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.number IS "
            "NULL) <> (NEW.number IS NULL) OR OLD.number <> NEW.number OR (OLD.request_id IS NULL) <> "
            "(NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id THEN RAISE EXCEPTION 'a number once given "
            "does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER case_number_stands BEFORE UPDATE ON "case" FOR EACH ROW EXECUTE FUNCTION '
            "case_number_stands()"
        ),
        (
            "CREATE FUNCTION case_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "
            "request WHERE request.id = OLD.request_id) THEN RAISE EXCEPTION 'a case stays' USING ERRCODE = "
            "'check_violation'; END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER case_stays BEFORE DELETE ON "case" FOR EACH ROW EXECUTE FUNCTION case_stays()'),
        (
            "CREATE OR REPLACE FUNCTION past_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.past', true) IS DISTINCT FROM txid_current()::text THEN INSERT INTO stamp (name, "
            "version) VALUES ('past', floor(random() * 2147483647)::int) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; PERFORM set_config('bitim.past', txid_current()::text, true); END IF; RETURN NULL; "
            "END $$"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_case_update AFTER UPDATE ON "case" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id) EXECUTE FUNCTION past_changed()"
        ),
        (
            "CREATE FUNCTION case_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) <> "
            "(NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER case_key_stands BEFORE UPDATE OF id ON "case" FOR EACH ROW EXECUTE FUNCTION '
            "case_key_stands()"
        ),
        (
            "CREATE FUNCTION contract_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.case_id IS "
            "NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.number IS NULL) <> (NEW.number IS "
            "NULL) OR OLD.number <> NEW.number OR (OLD.concluded_on IS NULL) <> (NEW.concluded_on IS NULL) OR "
            "OLD.concluded_on <> NEW.concluded_on OR (OLD.concluded_at IS NULL) <> (NEW.concluded_at IS NULL) OR "
            "OLD.concluded_at <> NEW.concluded_at OR (OLD.place IS NULL) <> (NEW.place IS NULL) OR OLD.place <> "
            "NEW.place OR (OLD.language IS NULL) <> (NEW.language IS NULL) OR OLD.language <> NEW.language OR "
            "(OLD.mediation_language IS NULL) <> (NEW.mediation_language IS NULL) OR OLD.mediation_language <> "
            "NEW.mediation_language OR (OLD.subject_sealed IS NULL) <> (NEW.subject_sealed IS NULL) OR "
            "OLD.subject_sealed <> NEW.subject_sealed OR (OLD.expenses IS NULL) <> (NEW.expenses IS NULL) OR "
            "OLD.expenses <> NEW.expenses OR (OLD.fee IS NULL) <> (NEW.fee IS NULL) OR OLD.fee <> NEW.fee OR "
            "(OLD.confidentiality IS NULL) <> (NEW.confidentiality IS NULL) OR OLD.confidentiality <> "
            "NEW.confidentiality OR (OLD.liability IS NULL) <> (NEW.liability IS NULL) OR OLD.liability <> "
            "NEW.liability OR (OLD.procedure IS NULL) <> (NEW.procedure IS NULL) OR OLD.procedure <> NEW.procedure "
            "OR (OLD.mediator_id IS NULL) <> (NEW.mediator_id IS NULL) OR OLD.mediator_id <> NEW.mediator_id OR "
            "(OLD.term_days IS NULL) <> (NEW.term_days IS NULL) OR OLD.term_days <> NEW.term_days OR (OLD.ends_on IS "
            "NULL) <> (NEW.ends_on IS NULL) OR OLD.ends_on <> NEW.ends_on OR CAST(OLD.co_mediators AS TEXT) <> "
            "CAST(NEW.co_mediators AS TEXT) OR CAST(OLD.chosen_by_sides AS TEXT) <> CAST(NEW.chosen_by_sides AS "
            "TEXT) OR CAST(OLD.signed_by AS TEXT) <> CAST(NEW.signed_by AS TEXT) THEN RAISE EXCEPTION 'a mediation "
            "contract does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER contract_words_stand BEFORE UPDATE ON "contract" FOR EACH ROW EXECUTE FUNCTION '
            "contract_words_stand()"
        ),
        (
            "CREATE FUNCTION contract_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "
            '"case" JOIN request ON request.id = "case".request_id WHERE "case".id = OLD.case_id) THEN RAISE '
            "EXCEPTION 'a mediation contract does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; "
            "END $$"
        ),
        ('CREATE TRIGGER contract_stays BEFORE DELETE ON "contract" FOR EACH ROW EXECUTE FUNCTION contract_stays()'),
        (
            'CREATE CONSTRAINT TRIGGER past_contract_insert AFTER INSERT ON "contract" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (NEW.concluded_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_contract_update AFTER UPDATE ON "contract" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN ((OLD.concluded_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.concluded_on < "
            "(now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.concluded_on IS DISTINCT FROM NEW.concluded_on OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.case_id IS DISTINCT FROM NEW.case_id)) EXECUTE "
            "FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_contract_delete AFTER DELETE ON "contract" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (OLD.concluded_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            "CREATE FUNCTION contract_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER contract_key_stands BEFORE UPDATE OF id ON "contract" FOR EACH ROW EXECUTE FUNCTION '
            "contract_key_stands()"
        ),
        (
            "CREATE FUNCTION declaration_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.case_id IS "
            "NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.mediator_id IS NULL) <> "
            "(NEW.mediator_id IS NULL) OR OLD.mediator_id <> NEW.mediator_id OR (OLD.interest IS NULL) <> "
            "(NEW.interest IS NULL) OR OLD.interest <> NEW.interest OR (OLD.wording IS NULL) <> (NEW.wording IS "
            "NULL) OR OLD.wording <> NEW.wording OR (OLD.what_sealed IS NULL) <> (NEW.what_sealed IS NULL) OR "
            "OLD.what_sealed <> NEW.what_sealed OR (OLD.told IS NULL) <> (NEW.told IS NULL) OR OLD.told <> NEW.told "
            "OR (OLD.at IS NULL) <> (NEW.at IS NULL) OR OLD.at <> NEW.at OR (OLD.entered_by_id IS NULL) <> "
            "(NEW.entered_by_id IS NULL) OR OLD.entered_by_id <> NEW.entered_by_id THEN RAISE EXCEPTION 'a "
            "declaration stays as it was made' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER declaration_stands BEFORE UPDATE ON "declaration" FOR EACH ROW EXECUTE FUNCTION '
            "declaration_stands()"
        ),
        (
            "CREATE FUNCTION declaration_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            'FROM "case" JOIN request ON request.id = "case".request_id WHERE "case".id = OLD.case_id) THEN RAISE '
            "EXCEPTION 'a declaration stays as it was made' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; "
            "END $$"
        ),
        (
            'CREATE TRIGGER declaration_stays BEFORE DELETE ON "declaration" FOR EACH ROW EXECUTE FUNCTION '
            "declaration_stays()"
        ),
        (
            "CREATE FUNCTION declaration_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER declaration_key_stands BEFORE UPDATE OF id ON "declaration" FOR EACH ROW EXECUTE '
            "FUNCTION declaration_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
