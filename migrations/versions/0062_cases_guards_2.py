"""What the database itself refuses of cases, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0062"
down_revision = "0061"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER meeting_added_late BEFORE INSERT ON "meeting" WHEN EXISTS (SELECT 1 FROM "case" JOIN '
            'request ON request.id = "case".request_id WHERE "case".id = NEW.case_id AND "case".status = \'ended\') '
            "BEGIN SELECT RAISE(ABORT, 'a meeting of an ended case stays as it is'); END"
        ),
        (
            'CREATE TRIGGER meeting_words_stand BEFORE UPDATE ON "meeting" WHEN EXISTS (SELECT 1 FROM "case" JOIN '
            'request ON request.id = "case".request_id WHERE "case".id = OLD.case_id AND "case".status = \'ended\') OR '
            'EXISTS (SELECT 1 FROM "case" JOIN request ON request.id = "case".request_id WHERE "case".id = '
            "NEW.case_id AND \"case\".status = 'ended') BEGIN SELECT RAISE(ABORT, 'a meeting of an ended case stays as "
            "it is'); END"
        ),
        (
            'CREATE TRIGGER meeting_stays BEFORE DELETE ON "meeting" WHEN EXISTS (SELECT 1 FROM "case" JOIN request '
            'ON request.id = "case".request_id WHERE "case".id = OLD.case_id AND "case".status = \'ended\') BEGIN '
            "SELECT RAISE(ABORT, 'a meeting of an ended case stays as it is'); END"
        ),
        (
            'CREATE TRIGGER meeting_key_stands BEFORE UPDATE OF id ON "meeting" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER meeting_is_not_replaced_by_insert BEFORE INSERT ON "meeting" WHEN EXISTS (SELECT 1 FROM '
            '"meeting" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN '
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER meeting_is_not_replaced_by_update BEFORE UPDATE ON "meeting" WHEN EXISTS (SELECT 1 FROM '
            '"meeting" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = '
            "OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER extension_words_stand BEFORE UPDATE ON "extension" WHEN (OLD.contract_id IS NULL) <> '
            "(NEW.contract_id IS NULL) OR OLD.contract_id <> NEW.contract_id OR (OLD.days IS NULL) <> (NEW.days IS "
            "NULL) OR OLD.days <> NEW.days OR (OLD.agreed_on IS NULL) <> (NEW.agreed_on IS NULL) OR OLD.agreed_on <> "
            "NEW.agreed_on OR (OLD.reason IS NULL) <> (NEW.reason IS NULL) OR OLD.reason <> NEW.reason OR "
            "(OLD.ends_on IS NULL) <> (NEW.ends_on IS NULL) OR OLD.ends_on <> NEW.ends_on BEGIN SELECT RAISE(ABORT, "
            "'an extension of the term does not change'); END"
        ),
        (
            'CREATE TRIGGER extension_stays BEFORE DELETE ON "extension" WHEN EXISTS (SELECT 1 FROM contract JOIN '
            '"case" ON "case".id = contract.case_id JOIN request ON request.id = "case".request_id WHERE contract.id '
            "= OLD.contract_id) BEGIN SELECT RAISE(ABORT, 'an extension of the term does not change'); END"
        ),
        (
            'CREATE TRIGGER extension_key_stands BEFORE UPDATE OF id ON "extension" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER extension_is_not_replaced_by_insert BEFORE INSERT ON "extension" WHEN EXISTS (SELECT 1 '
            'FROM "extension" AS there WHERE ((there.contract_id = NEW.contract_id) OR (there.id = NEW.id) OR '
            "(there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); "
            "END"
        ),
        (
            'CREATE TRIGGER extension_is_not_replaced_by_update BEFORE UPDATE ON "extension" WHEN EXISTS (SELECT 1 '
            'FROM "extension" AS there WHERE ((there.contract_id = NEW.contract_id) OR (there.id = NEW.id) OR '
            "(there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION meeting_added_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            'FROM "case" JOIN request ON request.id = "case".request_id WHERE "case".id = NEW.case_id AND '
            "\"case\".status = 'ended') THEN RAISE EXCEPTION 'a meeting of an ended case stays as it is' USING ERRCODE "
            "= 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER meeting_added_late BEFORE INSERT ON "meeting" FOR EACH ROW EXECUTE FUNCTION '
            "meeting_added_late()"
        ),
        (
            "CREATE FUNCTION meeting_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            'FROM "case" JOIN request ON request.id = "case".request_id WHERE "case".id = OLD.case_id AND '
            '"case".status = \'ended\') OR EXISTS (SELECT 1 FROM "case" JOIN request ON request.id = "case".request_id '
            'WHERE "case".id = NEW.case_id AND "case".status = \'ended\') THEN RAISE EXCEPTION \'a meeting of an ended '
            "case stays as it is' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER meeting_words_stand BEFORE UPDATE ON "meeting" FOR EACH ROW EXECUTE FUNCTION '
            "meeting_words_stand()"
        ),
        (
            "CREATE FUNCTION meeting_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "
            '"case" JOIN request ON request.id = "case".request_id WHERE "case".id = OLD.case_id AND "case".status = '
            "'ended') THEN RAISE EXCEPTION 'a meeting of an ended case stays as it is' USING ERRCODE = "
            "'check_violation'; END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER meeting_stays BEFORE DELETE ON "meeting" FOR EACH ROW EXECUTE FUNCTION meeting_stays()'),
        (
            "CREATE FUNCTION meeting_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER meeting_key_stands BEFORE UPDATE OF id ON "meeting" FOR EACH ROW EXECUTE FUNCTION '
            "meeting_key_stands()"
        ),
        (
            "CREATE FUNCTION extension_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.contract_id IS NULL) <> (NEW.contract_id IS NULL) OR OLD.contract_id <> NEW.contract_id OR "
            "(OLD.days IS NULL) <> (NEW.days IS NULL) OR OLD.days <> NEW.days OR (OLD.agreed_on IS NULL) <> "
            "(NEW.agreed_on IS NULL) OR OLD.agreed_on <> NEW.agreed_on OR (OLD.reason IS NULL) <> (NEW.reason IS "
            "NULL) OR OLD.reason <> NEW.reason OR (OLD.ends_on IS NULL) <> (NEW.ends_on IS NULL) OR OLD.ends_on <> "
            "NEW.ends_on THEN RAISE EXCEPTION 'an extension of the term does not change' USING ERRCODE = "
            "'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER extension_words_stand BEFORE UPDATE ON "extension" FOR EACH ROW EXECUTE FUNCTION '
            "extension_words_stand()"
        ),
        (
            "CREATE FUNCTION extension_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "
            'contract JOIN "case" ON "case".id = contract.case_id JOIN request ON request.id = "case".request_id '
            "WHERE contract.id = OLD.contract_id) THEN RAISE EXCEPTION 'an extension of the term does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER extension_stays BEFORE DELETE ON "extension" FOR EACH ROW EXECUTE FUNCTION extension_stays()'),
        (
            "CREATE FUNCTION extension_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER extension_key_stands BEFORE UPDATE OF id ON "extension" FOR EACH ROW EXECUTE FUNCTION '
            "extension_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
