"""What the database itself refuses of agreements, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0070"
down_revision = "0069"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER acceptance_of_a_signed_term_stands_at_insert BEFORE INSERT ON "acceptance" WHEN EXISTS '
            '(SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id JOIN obligation ON obligation.agreement_id = agreement.id WHERE '
            "obligation.proposal_id = NEW.proposal_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, "
            "'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER acceptance_of_a_signed_term_stands_at_update BEFORE UPDATE ON "acceptance" WHEN EXISTS '
            '(SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id JOIN obligation ON obligation.agreement_id = agreement.id WHERE '
            "obligation.proposal_id = OLD.proposal_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, "
            "'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER acceptance_of_a_signed_term_stands_at_delete BEFORE DELETE ON "acceptance" WHEN EXISTS '
            '(SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id JOIN obligation ON obligation.agreement_id = agreement.id WHERE '
            "obligation.proposal_id = OLD.proposal_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, "
            "'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER acceptance_key_stands BEFORE UPDATE OF id ON "acceptance" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER acceptance_is_not_replaced_by_insert BEFORE INSERT ON "acceptance" WHEN EXISTS (SELECT 1 '
            'FROM "acceptance" AS there WHERE ((there.id = NEW.id) OR (there.proposal_id = NEW.proposal_id AND '
            "there.side = NEW.side) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER acceptance_is_not_replaced_by_update BEFORE UPDATE ON "acceptance" WHEN EXISTS (SELECT 1 '
            'FROM "acceptance" AS there WHERE ((there.id = NEW.id) OR (there.proposal_id = NEW.proposal_id AND '
            "there.side = NEW.side) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER obligation_added_late BEFORE INSERT ON "obligation" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER obligation_changed_late BEFORE UPDATE ON "obligation" WHEN EXISTS (SELECT 1 FROM '
            "agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) OR EXISTS (SELECT "
            "1 FROM agreement WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN "
            "SELECT RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER obligation_removed_late BEFORE DELETE ON "obligation" WHEN EXISTS (SELECT 1 FROM '
            'agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id '
            "WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER obligation_key_stands BEFORE UPDATE OF id ON "obligation" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER obligation_is_not_replaced_by_insert BEFORE INSERT ON "obligation" WHEN EXISTS (SELECT 1 '
            'FROM "obligation" AS there WHERE ((there.agreement_id = NEW.agreement_id AND there.position = '
            "NEW.position) OR (there.id = NEW.id) OR (there.proposal_id = NEW.proposal_id) OR (there.rowid = "
            "NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER obligation_is_not_replaced_by_update BEFORE UPDATE ON "obligation" WHEN EXISTS (SELECT 1 '
            'FROM "obligation" AS there WHERE ((there.agreement_id = NEW.agreement_id AND there.position = '
            "NEW.position) OR (there.id = NEW.id) OR (there.proposal_id = NEW.proposal_id) OR (there.rowid = "
            "NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER sweep_performance_obligation_id AFTER DELETE ON "obligation" BEGIN DELETE FROM '
            '"performance" WHERE "obligation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER performance_words_stand BEFORE UPDATE ON "performance" WHEN 1 = 1 BEGIN SELECT '
            "RAISE(ABORT, 'what was seen of a performance stays'); END"
        ),
        (
            'CREATE TRIGGER performance_stays BEFORE DELETE ON "performance" WHEN EXISTS (SELECT 1 FROM agreement '
            'JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id JOIN '
            "obligation ON obligation.agreement_id = agreement.id WHERE obligation.id = OLD.obligation_id) BEGIN "
            "SELECT RAISE(ABORT, 'what was seen of a performance stays'); END"
        ),
        (
            'CREATE TRIGGER performance_key_stands BEFORE UPDATE OF id ON "performance" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER performance_is_not_replaced_by_insert BEFORE INSERT ON "performance" WHEN EXISTS (SELECT '
            '1 FROM "performance" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) '
            "BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER performance_is_not_replaced_by_update BEFORE UPDATE ON "performance" WHEN EXISTS (SELECT '
            '1 FROM "performance" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT '
            "(there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION acceptance_of_a_signed_term_stands_at_insert() RETURNS trigger LANGUAGE plpgsql AS $$ "
            'BEGIN IF EXISTS (SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON '
            'request.id = "case".request_id JOIN obligation ON obligation.agreement_id = agreement.id WHERE '
            "obligation.proposal_id = NEW.proposal_id AND agreement.signed_on IS NOT NULL) THEN RAISE EXCEPTION 'a "
            "signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER acceptance_of_a_signed_term_stands_at_insert BEFORE INSERT ON "acceptance" FOR EACH ROW '
            "EXECUTE FUNCTION acceptance_of_a_signed_term_stands_at_insert()"
        ),
        (
            "CREATE FUNCTION acceptance_of_a_signed_term_stands_at_update() RETURNS trigger LANGUAGE plpgsql AS $$ "
            'BEGIN IF EXISTS (SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON '
            'request.id = "case".request_id JOIN obligation ON obligation.agreement_id = agreement.id WHERE '
            "obligation.proposal_id = OLD.proposal_id AND agreement.signed_on IS NOT NULL) THEN RAISE EXCEPTION 'a "
            "signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER acceptance_of_a_signed_term_stands_at_update BEFORE UPDATE ON "acceptance" FOR EACH ROW '
            "EXECUTE FUNCTION acceptance_of_a_signed_term_stands_at_update()"
        ),
        (
            "CREATE FUNCTION acceptance_of_a_signed_term_stands_at_delete() RETURNS trigger LANGUAGE plpgsql AS $$ "
            'BEGIN IF EXISTS (SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON '
            'request.id = "case".request_id JOIN obligation ON obligation.agreement_id = agreement.id WHERE '
            "obligation.proposal_id = OLD.proposal_id AND agreement.signed_on IS NOT NULL) THEN RAISE EXCEPTION 'a "
            "signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER acceptance_of_a_signed_term_stands_at_delete BEFORE DELETE ON "acceptance" FOR EACH ROW '
            "EXECUTE FUNCTION acceptance_of_a_signed_term_stands_at_delete()"
        ),
        (
            "CREATE FUNCTION acceptance_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER acceptance_key_stands BEFORE UPDATE OF id ON "acceptance" FOR EACH ROW EXECUTE FUNCTION '
            "acceptance_key_stands()"
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
            "(SELECT 1 FROM agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) OR "
            "EXISTS (SELECT 1 FROM agreement WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT "
            "NULL) THEN RAISE EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END "
            "IF; RETURN NEW; END $$"
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
            "CREATE FUNCTION obligation_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER obligation_key_stands BEFORE UPDATE OF id ON "obligation" FOR EACH ROW EXECUTE FUNCTION '
            "obligation_key_stands()"
        ),
        (
            "CREATE FUNCTION performance_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN "
            "RAISE EXCEPTION 'what was seen of a performance stays' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER performance_words_stand BEFORE UPDATE ON "performance" FOR EACH ROW EXECUTE FUNCTION '
            "performance_words_stand()"
        ),
        (
            "CREATE FUNCTION performance_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            'FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id JOIN obligation ON obligation.agreement_id = agreement.id WHERE obligation.id = '
            "OLD.obligation_id) THEN RAISE EXCEPTION 'what was seen of a performance stays' USING ERRCODE = "
            "'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER performance_stays BEFORE DELETE ON "performance" FOR EACH ROW EXECUTE FUNCTION '
            "performance_stays()"
        ),
        (
            "CREATE FUNCTION performance_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER performance_key_stands BEFORE UPDATE OF id ON "performance" FOR EACH ROW EXECUTE '
            "FUNCTION performance_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
