"""What the database itself refuses of intake_access_code, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0040"
down_revision = "0039"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER access_code_stands BEFORE UPDATE ON "access_code" WHEN (OLD.request_id IS NULL) <> '
            "(NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.code_index IS NULL) <> "
            "(NEW.code_index IS NULL) OR OLD.code_index <> NEW.code_index OR (OLD.made_at IS NULL) <> (NEW.made_at "
            "IS NULL) OR OLD.made_at <> NEW.made_at OR (OLD.ended_at IS NOT NULL AND ((OLD.ended_at IS NULL) <> "
            "(NEW.ended_at IS NULL) OR OLD.ended_at <> NEW.ended_at)) BEGIN SELECT RAISE(ABORT, 'a secret code leads "
            "to one request and ends once'); END"
        ),
        (
            'CREATE TRIGGER access_code_key_stands BEFORE UPDATE OF id ON "access_code" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER access_code_is_not_replaced_by_insert BEFORE INSERT ON "access_code" WHEN EXISTS (SELECT '
            '1 FROM "access_code" AS there WHERE ((there.code_index = NEW.code_index) OR (there.id = NEW.id) OR '
            "(there.request_id = NEW.request_id AND ended_at IS NULL AND NEW.ended_at IS NULL) OR (there.rowid = "
            "NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER access_code_is_not_replaced_by_update BEFORE UPDATE ON "access_code" WHEN EXISTS (SELECT '
            '1 FROM "access_code" AS there WHERE ((there.code_index = NEW.code_index) OR (there.id = NEW.id) OR '
            "(there.request_id = NEW.request_id AND ended_at IS NULL AND NEW.ended_at IS NULL) OR (there.rowid = "
            "NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION access_code_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.request_id IS "
            "NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.code_index IS NULL) <> "
            "(NEW.code_index IS NULL) OR OLD.code_index <> NEW.code_index OR (OLD.made_at IS NULL) <> (NEW.made_at "
            "IS NULL) OR OLD.made_at <> NEW.made_at OR (OLD.ended_at IS NOT NULL AND ((OLD.ended_at IS NULL) <> "
            "(NEW.ended_at IS NULL) OR OLD.ended_at <> NEW.ended_at)) THEN RAISE EXCEPTION 'a secret code leads to "
            "one request and ends once' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER access_code_stands BEFORE UPDATE ON "access_code" FOR EACH ROW EXECUTE FUNCTION '
            "access_code_stands()"
        ),
        (
            "CREATE FUNCTION access_code_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER access_code_key_stands BEFORE UPDATE OF id ON "access_code" FOR EACH ROW EXECUTE '
            "FUNCTION access_code_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
