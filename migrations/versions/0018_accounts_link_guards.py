"""What the database itself refuses of accounts_link, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0018"
down_revision = "0017"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER personal_link_stands BEFORE UPDATE ON "personal_link" WHEN (OLD.token_index IS NULL) <> '
            "(NEW.token_index IS NULL) OR OLD.token_index <> NEW.token_index OR (OLD.purpose IS NULL) <> "
            "(NEW.purpose IS NULL) OR OLD.purpose <> NEW.purpose OR (OLD.thing_id IS NULL) <> (NEW.thing_id IS NULL) "
            "OR OLD.thing_id <> NEW.thing_id OR (OLD.made_at IS NULL) <> (NEW.made_at IS NULL) OR OLD.made_at <> "
            "NEW.made_at OR NEW.until > OLD.until OR OLD.ended_at IS NOT NULL AND ((OLD.until IS NULL) <> (NEW.until "
            "IS NULL) OR OLD.until <> NEW.until OR (OLD.used_at IS NULL) <> (NEW.used_at IS NULL) OR OLD.used_at <> "
            "NEW.used_at OR (OLD.ended_at IS NULL) <> (NEW.ended_at IS NULL) OR OLD.ended_at <> NEW.ended_at) BEGIN "
            "SELECT RAISE(ABORT, 'a link leads to one thing, never longer than was said, and ends once'); END"
        ),
        (
            'CREATE TRIGGER personal_link_key_stands BEFORE UPDATE OF id ON "personal_link" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER personal_link_is_not_replaced_by_insert BEFORE INSERT ON "personal_link" WHEN EXISTS '
            '(SELECT 1 FROM "personal_link" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR '
            "(there.token_index = NEW.token_index)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in "
            "its place'); END"
        ),
        (
            'CREATE TRIGGER personal_link_is_not_replaced_by_update BEFORE UPDATE ON "personal_link" WHEN EXISTS '
            '(SELECT 1 FROM "personal_link" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR '
            "(there.token_index = NEW.token_index)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION personal_link_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.token_index "
            "IS NULL) <> (NEW.token_index IS NULL) OR OLD.token_index <> NEW.token_index OR (OLD.purpose IS NULL) <> "
            "(NEW.purpose IS NULL) OR OLD.purpose <> NEW.purpose OR (OLD.thing_id IS NULL) <> (NEW.thing_id IS NULL) "
            "OR OLD.thing_id <> NEW.thing_id OR (OLD.made_at IS NULL) <> (NEW.made_at IS NULL) OR OLD.made_at <> "
            "NEW.made_at OR NEW.until > OLD.until OR OLD.ended_at IS NOT NULL AND ((OLD.until IS NULL) <> (NEW.until "
            "IS NULL) OR OLD.until <> NEW.until OR (OLD.used_at IS NULL) <> (NEW.used_at IS NULL) OR OLD.used_at <> "
            "NEW.used_at OR (OLD.ended_at IS NULL) <> (NEW.ended_at IS NULL) OR OLD.ended_at <> NEW.ended_at) THEN "
            "RAISE EXCEPTION 'a link leads to one thing, never longer than was said, and ends once' USING ERRCODE = "
            "'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER personal_link_stands BEFORE UPDATE ON "personal_link" FOR EACH ROW EXECUTE FUNCTION '
            "personal_link_stands()"
        ),
        (
            "CREATE FUNCTION personal_link_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER personal_link_key_stands BEFORE UPDATE OF id ON "personal_link" FOR EACH ROW EXECUTE '
            "FUNCTION personal_link_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
