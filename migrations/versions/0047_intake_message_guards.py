"""What the database itself refuses of intake_message, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0047"
down_revision = "0046"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER handed_file_stands BEFORE UPDATE ON "handed_file" WHEN (OLD.request_id IS NULL) <> '
            "(NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.file_id IS NULL) <> (NEW.file_id "
            "IS NULL) OR OLD.file_id <> NEW.file_id OR (OLD.from_applicant IS NULL) <> (NEW.from_applicant IS NULL) "
            "OR OLD.from_applicant <> NEW.from_applicant OR (OLD.at IS NULL) <> (NEW.at IS NULL) OR OLD.at <> NEW.at "
            "BEGIN SELECT RAISE(ABORT, 'a file that was handed over stays whose it is'); END"
        ),
        (
            'CREATE TRIGGER handed_file_key_stands BEFORE UPDATE OF id ON "handed_file" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER handed_file_is_not_replaced_by_insert BEFORE INSERT ON "handed_file" WHEN EXISTS (SELECT '
            '1 FROM "handed_file" AS there WHERE ((there.file_id = NEW.file_id) OR (there.id = NEW.id) OR '
            "(there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); "
            "END"
        ),
        (
            'CREATE TRIGGER handed_file_is_not_replaced_by_update BEFORE UPDATE ON "handed_file" WHEN EXISTS (SELECT '
            '1 FROM "handed_file" AS there WHERE ((there.file_id = NEW.file_id) OR (there.id = NEW.id) OR '
            "(there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
        (
            'CREATE TRIGGER request_message_stands BEFORE UPDATE ON "request_message" WHEN (OLD.request_id IS NULL) '
            "<> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.from_applicant IS NULL) <> "
            "(NEW.from_applicant IS NULL) OR OLD.from_applicant <> NEW.from_applicant OR (OLD.account_id IS NULL) <> "
            "(NEW.account_id IS NULL) OR OLD.account_id <> NEW.account_id OR (OLD.at IS NULL) <> (NEW.at IS NULL) OR "
            "OLD.at <> NEW.at OR (OLD.body_sealed IS NULL) <> (NEW.body_sealed IS NULL) OR OLD.body_sealed <> "
            "NEW.body_sealed OR (OLD.once IS NULL) <> (NEW.once IS NULL) OR OLD.once <> NEW.once OR (OLD.read_at IS "
            "NOT NULL AND ((OLD.read_at IS NULL) <> (NEW.read_at IS NULL) OR OLD.read_at <> NEW.read_at)) BEGIN "
            "SELECT RAISE(ABORT, 'a message stays as it was written'); END"
        ),
        (
            'CREATE TRIGGER request_message_key_stands BEFORE UPDATE OF id ON "request_message" WHEN (OLD.id IS '
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not "
            "change'); END"
        ),
        (
            'CREATE TRIGGER request_message_is_not_replaced_by_insert BEFORE INSERT ON "request_message" WHEN EXISTS '
            '(SELECT 1 FROM "request_message" AS there WHERE ((there.id = NEW.id) OR (there.once = NEW.once) OR '
            "(there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); "
            "END"
        ),
        (
            'CREATE TRIGGER request_message_is_not_replaced_by_update BEFORE UPDATE ON "request_message" WHEN EXISTS '
            '(SELECT 1 FROM "request_message" AS there WHERE ((there.id = NEW.id) OR (there.once = NEW.once) OR '
            "(there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION handed_file_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.request_id IS "
            "NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.file_id IS NULL) <> "
            "(NEW.file_id IS NULL) OR OLD.file_id <> NEW.file_id OR (OLD.from_applicant IS NULL) <> "
            "(NEW.from_applicant IS NULL) OR OLD.from_applicant <> NEW.from_applicant OR (OLD.at IS NULL) <> (NEW.at "
            "IS NULL) OR OLD.at <> NEW.at THEN RAISE EXCEPTION 'a file that was handed over stays whose it is' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER handed_file_stands BEFORE UPDATE ON "handed_file" FOR EACH ROW EXECUTE FUNCTION '
            "handed_file_stands()"
        ),
        (
            "CREATE FUNCTION handed_file_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER handed_file_key_stands BEFORE UPDATE OF id ON "handed_file" FOR EACH ROW EXECUTE '
            "FUNCTION handed_file_key_stands()"
        ),
        (
            "CREATE FUNCTION request_message_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.request_id IS NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR "
            "(OLD.from_applicant IS NULL) <> (NEW.from_applicant IS NULL) OR OLD.from_applicant <> "
            "NEW.from_applicant OR (OLD.account_id IS NULL) <> (NEW.account_id IS NULL) OR OLD.account_id <> "
            "NEW.account_id OR (OLD.at IS NULL) <> (NEW.at IS NULL) OR OLD.at <> NEW.at OR (OLD.body_sealed IS NULL) "
            "<> (NEW.body_sealed IS NULL) OR OLD.body_sealed <> NEW.body_sealed OR (OLD.once IS NULL) <> (NEW.once "
            "IS NULL) OR OLD.once <> NEW.once OR (OLD.read_at IS NOT NULL AND ((OLD.read_at IS NULL) <> (NEW.read_at "
            "IS NULL) OR OLD.read_at <> NEW.read_at)) THEN RAISE EXCEPTION 'a message stays as it was written' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER request_message_stands BEFORE UPDATE ON "request_message" FOR EACH ROW EXECUTE FUNCTION '
            "request_message_stands()"
        ),
        (
            "CREATE FUNCTION request_message_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER request_message_key_stands BEFORE UPDATE OF id ON "request_message" FOR EACH ROW EXECUTE '
            "FUNCTION request_message_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
