"""What the database itself refuses of intake_barring, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0044"
down_revision = "0043"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER barring_stands BEFORE UPDATE ON "barring" WHEN (OLD.request_id IS NULL) <> '
            "(NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.person_id IS NULL) <> "
            "(NEW.person_id IS NULL) OR OLD.person_id <> NEW.person_id OR (OLD.ground IS NULL) <> (NEW.ground IS "
            "NULL) OR OLD.ground <> NEW.ground OR (OLD.at IS NULL) <> (NEW.at IS NULL) OR OLD.at <> NEW.at OR "
            "(OLD.by_id IS NULL) <> (NEW.by_id IS NULL) OR OLD.by_id <> NEW.by_id OR OLD.ended_at IS NOT NULL BEGIN "
            "SELECT RAISE(ABORT, 'a bar from a matter is lifted once and stays written'); END"
        ),
        (
            'CREATE TRIGGER barring_key_stands BEFORE UPDATE OF id ON "barring" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER barring_is_not_replaced_by_insert BEFORE INSERT ON "barring" WHEN EXISTS (SELECT 1 FROM '
            '"barring" AS there WHERE ((there.id = NEW.id) OR (there.person_id = NEW.person_id AND there.request_id '
            "= NEW.request_id AND ended_at IS NULL AND NEW.ended_at IS NULL) OR (there.rowid = NEW.rowid)) AND NOT "
            "(1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER barring_is_not_replaced_by_update BEFORE UPDATE ON "barring" WHEN EXISTS (SELECT 1 FROM '
            '"barring" AS there WHERE ((there.id = NEW.id) OR (there.person_id = NEW.person_id AND there.request_id '
            "= NEW.request_id AND ended_at IS NULL AND NEW.ended_at IS NULL) OR (there.rowid = NEW.rowid)) AND NOT "
            "(there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION barring_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.request_id IS "
            "NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.person_id IS NULL) <> "
            "(NEW.person_id IS NULL) OR OLD.person_id <> NEW.person_id OR (OLD.ground IS NULL) <> (NEW.ground IS "
            "NULL) OR OLD.ground <> NEW.ground OR (OLD.at IS NULL) <> (NEW.at IS NULL) OR OLD.at <> NEW.at OR "
            "(OLD.by_id IS NULL) <> (NEW.by_id IS NULL) OR OLD.by_id <> NEW.by_id OR OLD.ended_at IS NOT NULL THEN "
            "RAISE EXCEPTION 'a bar from a matter is lifted once and stays written' USING ERRCODE = "
            "'check_violation'; END IF; RETURN NEW; END $$"
        ),
        ('CREATE TRIGGER barring_stands BEFORE UPDATE ON "barring" FOR EACH ROW EXECUTE FUNCTION barring_stands()'),
        (
            "CREATE FUNCTION barring_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER barring_key_stands BEFORE UPDATE OF id ON "barring" FOR EACH ROW EXECUTE FUNCTION '
            "barring_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
