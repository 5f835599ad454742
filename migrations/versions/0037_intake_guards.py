"""What the database itself refuses of intake, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0037"
down_revision = "0036"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER number_series_goes_on BEFORE UPDATE ON "number_series" WHEN NEW.last < OLD.last BEGIN '
            "SELECT RAISE(ABORT, 'a number is given once'); END"
        ),
        (
            'CREATE TRIGGER request_number_stands BEFORE UPDATE ON "request" WHEN (OLD.number IS NULL) <> '
            "(NEW.number IS NULL) OR OLD.number <> NEW.number BEGIN SELECT RAISE(ABORT, 'a number once given does "
            "not change'); END"
        ),
        (
            'CREATE TRIGGER request_joined_once BEFORE UPDATE ON "request" WHEN NEW.joined_to_id IS NOT NULL AND '
            "EXISTS (SELECT 1 FROM request AS there WHERE there.joined_to_id = NEW.id OR (there.id = "
            "NEW.joined_to_id AND there.joined_to_id IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'a request is joined to "
            "a matter of its own'); END"
        ),
        (
            'CREATE TRIGGER request_follows_the_same BEFORE UPDATE ON "request" WHEN ((OLD.follows_id IS NULL) <> '
            "(NEW.follows_id IS NULL) OR OLD.follows_id <> NEW.follows_id) AND NEW.follows_id IS NOT NULL BEGIN "
            "SELECT RAISE(ABORT, 'what a matter goes on with does not change'); END"
        ),
        (
            "CREATE TRIGGER past_request_insert AFTER INSERT ON \"request\" WHEN NEW.received_on < date('now', '+5 "
            "hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT "
            "(name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_request_update AFTER UPDATE ON \"request\" WHEN (OLD.received_on < date('now', '+5 "
            "hours') OR NEW.received_on < date('now', '+5 hours')) AND (OLD.received_on IS NOT NEW.received_on OR "
            "OLD.channel IS NOT NEW.channel) BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_request_delete AFTER DELETE ON \"request\" WHEN OLD.received_on < date('now', '+5 "
            "hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT "
            "(name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER request_key_stands BEFORE UPDATE OF id ON "request" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER request_is_not_replaced_by_insert BEFORE INSERT ON "request" WHEN EXISTS (SELECT 1 FROM '
            '"request" AS there WHERE ((there.id = NEW.id) OR (there.number = NEW.number) OR (there.rowid = '
            "NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER request_is_not_replaced_by_update BEFORE UPDATE ON "request" WHEN EXISTS (SELECT 1 FROM '
            '"request" AS there WHERE ((there.id = NEW.id) OR (there.number = NEW.number) OR (there.rowid = '
            "NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER sweep_access_code_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "access_code" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_application_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "application" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_barring_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "barring" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_case_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "case" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_companion_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "companion" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_consent_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "consent" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_consultation_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "consultation" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_contact_log_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "contact_log" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_glance_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "glance" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_handed_file_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "handed_file" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_party_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "party" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_precaution_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "precaution" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_refusal_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "refusal" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_request_message_request_id AFTER DELETE ON "request" BEGIN DELETE FROM '
            '"request_message" WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_scope_answer_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "scope_answer" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_spell_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "spell" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_task_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "task" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_invitation_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "invitation" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_safety_talk_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "safety_talk" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_search_entry_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "search_entry" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER party_of_a_contract_stays BEFORE DELETE ON "party" WHEN OLD.represents_id IS NULL AND '
            'EXISTS (SELECT 1 FROM contract JOIN "case" ON "case".id = contract.case_id JOIN request ON request.id = '
            '"case".request_id WHERE request.id = OLD.request_id AND CAST(contract.signed_by AS TEXT) LIKE \'%"\' || '
            "OLD.side || '-' || OLD.side_no || '\"%') BEGIN SELECT RAISE(ABORT, 'a side of a mediation contract "
            "stays'); END"
        ),
        (
            'CREATE TRIGGER party_of_a_contract_is_the_same BEFORE UPDATE ON "party" WHEN ((OLD.request_id IS NULL) '
            "<> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.side IS NULL) <> (NEW.side IS "
            "NULL) OR OLD.side <> NEW.side OR (OLD.side_no IS NULL) <> (NEW.side_no IS NULL) OR OLD.side_no <> "
            "NEW.side_no OR (OLD.person_id IS NULL) <> (NEW.person_id IS NULL) OR OLD.person_id <> NEW.person_id OR "
            "(OLD.organisation_id IS NULL) <> (NEW.organisation_id IS NULL) OR OLD.organisation_id <> "
            "NEW.organisation_id OR (OLD.represents_id IS NULL) <> (NEW.represents_id IS NULL) OR OLD.represents_id "
            '<> NEW.represents_id) AND EXISTS (SELECT 1 FROM contract JOIN "case" ON "case".id = contract.case_id '
            'JOIN request ON request.id = "case".request_id WHERE request.id = OLD.request_id AND '
            "CAST(contract.signed_by AS TEXT) LIKE '%\"' || OLD.side || '-' || OLD.side_no || '\"%') BEGIN SELECT "
            "RAISE(ABORT, 'a side of a mediation contract stays'); END"
        ),
        (
            'CREATE TRIGGER party_that_signed_is_the_same BEFORE UPDATE ON "party" WHEN ((OLD.request_id IS NULL) <> '
            "(NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.side IS NULL) <> (NEW.side IS "
            "NULL) OR OLD.side <> NEW.side OR (OLD.side_no IS NULL) <> (NEW.side_no IS NULL) OR OLD.side_no <> "
            "NEW.side_no OR (OLD.person_id IS NULL) <> (NEW.person_id IS NULL) OR OLD.person_id <> NEW.person_id OR "
            "(OLD.organisation_id IS NULL) <> (NEW.organisation_id IS NULL) OR OLD.organisation_id <> "
            "NEW.organisation_id OR (OLD.represents_id IS NULL) <> (NEW.represents_id IS NULL) OR OLD.represents_id "
            '<> NEW.represents_id) AND EXISTS (SELECT 1 FROM "case" JOIN agreement ON agreement.case_id = "case".id '
            'JOIN signature ON signature.agreement_id = agreement.id WHERE "case".request_id = OLD.request_id AND '
            "signature.party_id = OLD.id) BEGIN SELECT RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER party_key_stands BEFORE UPDATE OF id ON "party" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER party_is_not_replaced_by_insert BEFORE INSERT ON "party" WHEN EXISTS (SELECT 1 FROM '
            '"party" AS there WHERE ((there.id = NEW.id) OR (there.request_id = NEW.request_id AND there.side = '
            "NEW.side AND there.side_no = NEW.side_no AND represents_id IS NULL AND NEW.represents_id IS NULL) OR "
            "(there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); "
            "END"
        ),
        (
            'CREATE TRIGGER party_is_not_replaced_by_update BEFORE UPDATE ON "party" WHEN EXISTS (SELECT 1 FROM '
            '"party" AS there WHERE ((there.id = NEW.id) OR (there.request_id = NEW.request_id AND there.side = '
            "NEW.side AND there.side_no = NEW.side_no AND represents_id IS NULL AND NEW.represents_id IS NULL) OR "
            "(there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_party_represents_id AFTER DELETE ON "party" BEGIN DELETE FROM "party" WHERE '
            '"represents_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_follow_up_party_id AFTER DELETE ON "party" BEGIN DELETE FROM "follow_up" WHERE '
            '"party_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_invitation_party_id AFTER DELETE ON "party" BEGIN DELETE FROM "invitation" WHERE '
            '"party_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_safety_talk_party_id AFTER DELETE ON "party" BEGIN DELETE FROM "safety_talk" WHERE '
            '"party_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_date_reply_party_id AFTER DELETE ON "party" BEGIN DELETE FROM "date_reply" WHERE '
            '"party_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_observer_consent_party_id AFTER DELETE ON "party" BEGIN DELETE FROM '
            '"observer_consent" WHERE "party_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_signature_party_id AFTER DELETE ON "party" BEGIN DELETE FROM "signature" WHERE '
            '"party_id" = OLD."id"; END'
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION number_series_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.last < "
            "OLD.last THEN RAISE EXCEPTION 'a number is given once' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER number_series_goes_on BEFORE UPDATE ON "number_series" FOR EACH ROW EXECUTE FUNCTION '
            "number_series_goes_on()"
        ),
        (
            "CREATE FUNCTION request_number_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.number IS "
            "NULL) <> (NEW.number IS NULL) OR OLD.number <> NEW.number THEN RAISE EXCEPTION 'a number once given "
            "does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER request_number_stands BEFORE UPDATE ON "request" FOR EACH ROW EXECUTE FUNCTION '
            "request_number_stands()"
        ),
        (
            "CREATE FUNCTION request_joined_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.joined_to_id "
            "IS NOT NULL AND EXISTS (SELECT 1 FROM request AS there WHERE there.joined_to_id = NEW.id OR (there.id = "
            "NEW.joined_to_id AND there.joined_to_id IS NOT NULL)) THEN RAISE EXCEPTION 'a request is joined to a "
            "matter of its own' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER request_joined_once BEFORE UPDATE ON "request" FOR EACH ROW EXECUTE FUNCTION '
            "request_joined_once()"
        ),
        (
            "CREATE FUNCTION request_follows_the_same() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "((OLD.follows_id IS NULL) <> (NEW.follows_id IS NULL) OR OLD.follows_id <> NEW.follows_id) AND "
            "NEW.follows_id IS NOT NULL THEN RAISE EXCEPTION 'what a matter goes on with does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER request_follows_the_same BEFORE UPDATE ON "request" FOR EACH ROW EXECUTE FUNCTION '
            "request_follows_the_same()"
        ),
        (
            "CREATE OR REPLACE FUNCTION past_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.past', true) IS DISTINCT FROM txid_current()::text THEN INSERT INTO stamp (name, "
            "version) VALUES ('past', floor(random() * 2147483647)::int) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; PERFORM set_config('bitim.past', txid_current()::text, true); END IF; RETURN NULL; "
            "END $$"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_request_insert AFTER INSERT ON "request" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (NEW.received_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_request_update AFTER UPDATE ON "request" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN ((OLD.received_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.received_on < "
            "(now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.received_on IS DISTINCT FROM NEW.received_on OR "
            "OLD.channel IS DISTINCT FROM NEW.channel)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_request_delete AFTER DELETE ON "request" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (OLD.received_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            "CREATE FUNCTION request_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER request_key_stands BEFORE UPDATE OF id ON "request" FOR EACH ROW EXECUTE FUNCTION '
            "request_key_stands()"
        ),
        (
            "CREATE FUNCTION party_of_a_contract_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            'OLD.represents_id IS NULL AND EXISTS (SELECT 1 FROM contract JOIN "case" ON "case".id = '
            'contract.case_id JOIN request ON request.id = "case".request_id WHERE request.id = OLD.request_id AND '
            "CAST(contract.signed_by AS TEXT) LIKE '%%\"' || OLD.side || '-' || OLD.side_no || '\"%%') THEN RAISE "
            "EXCEPTION 'a side of a mediation contract stays' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; "
            "END $$"
        ),
        (
            'CREATE TRIGGER party_of_a_contract_stays BEFORE DELETE ON "party" FOR EACH ROW EXECUTE FUNCTION '
            "party_of_a_contract_stays()"
        ),
        (
            "CREATE FUNCTION party_of_a_contract_is_the_same() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "((OLD.request_id IS NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.side "
            "IS NULL) <> (NEW.side IS NULL) OR OLD.side <> NEW.side OR (OLD.side_no IS NULL) <> (NEW.side_no IS "
            "NULL) OR OLD.side_no <> NEW.side_no OR (OLD.person_id IS NULL) <> (NEW.person_id IS NULL) OR "
            "OLD.person_id <> NEW.person_id OR (OLD.organisation_id IS NULL) <> (NEW.organisation_id IS NULL) OR "
            "OLD.organisation_id <> NEW.organisation_id OR (OLD.represents_id IS NULL) <> (NEW.represents_id IS "
            'NULL) OR OLD.represents_id <> NEW.represents_id) AND EXISTS (SELECT 1 FROM contract JOIN "case" ON '
            '"case".id = contract.case_id JOIN request ON request.id = "case".request_id WHERE request.id = '
            "OLD.request_id AND CAST(contract.signed_by AS TEXT) LIKE '%%\"' || OLD.side || '-' || OLD.side_no || "
            "'\"%%') THEN RAISE EXCEPTION 'a side of a mediation contract stays' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER party_of_a_contract_is_the_same BEFORE UPDATE ON "party" FOR EACH ROW EXECUTE FUNCTION '
            "party_of_a_contract_is_the_same()"
        ),
        (
            "CREATE FUNCTION party_that_signed_is_the_same() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "((OLD.request_id IS NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.side "
            "IS NULL) <> (NEW.side IS NULL) OR OLD.side <> NEW.side OR (OLD.side_no IS NULL) <> (NEW.side_no IS "
            "NULL) OR OLD.side_no <> NEW.side_no OR (OLD.person_id IS NULL) <> (NEW.person_id IS NULL) OR "
            "OLD.person_id <> NEW.person_id OR (OLD.organisation_id IS NULL) <> (NEW.organisation_id IS NULL) OR "
            "OLD.organisation_id <> NEW.organisation_id OR (OLD.represents_id IS NULL) <> (NEW.represents_id IS "
            'NULL) OR OLD.represents_id <> NEW.represents_id) AND EXISTS (SELECT 1 FROM "case" JOIN agreement ON '
            'agreement.case_id = "case".id JOIN signature ON signature.agreement_id = agreement.id WHERE '
            '"case".request_id = OLD.request_id AND signature.party_id = OLD.id) THEN RAISE EXCEPTION \'a signed '
            "agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER party_that_signed_is_the_same BEFORE UPDATE ON "party" FOR EACH ROW EXECUTE FUNCTION '
            "party_that_signed_is_the_same()"
        ),
        (
            "CREATE FUNCTION party_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) <> "
            "(NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER party_key_stands BEFORE UPDATE OF id ON "party" FOR EACH ROW EXECUTE FUNCTION '
            "party_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
