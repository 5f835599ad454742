"""What the database itself refuses of mediators_inaccuracy, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0029"
down_revision = "0028"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER inaccuracy_stands BEFORE UPDATE ON "inaccuracy" WHEN OLD.done_at IS NOT NULL OR '
            "(OLD.mediator_id IS NULL) <> (NEW.mediator_id IS NULL) OR OLD.mediator_id <> NEW.mediator_id OR "
            "(OLD.district_id IS NULL) <> (NEW.district_id IS NULL) OR OLD.district_id <> NEW.district_id OR "
            "(OLD.words_index IS NULL) <> (NEW.words_index IS NULL) OR OLD.words_index <> NEW.words_index OR "
            "(OLD.reported_at IS NULL) <> (NEW.reported_at IS NULL) OR OLD.reported_at <> NEW.reported_at BEGIN "
            "SELECT RAISE(ABORT, 'a report that is seen to stays as it is'); END"
        ),
        (
            'CREATE TRIGGER inaccuracy_key_stands BEFORE UPDATE OF id ON "inaccuracy" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER inaccuracy_is_not_replaced_by_insert BEFORE INSERT ON "inaccuracy" WHEN EXISTS (SELECT 1 '
            'FROM "inaccuracy" AS there WHERE ((there.id = NEW.id) OR (there.mediator_id = NEW.mediator_id AND '
            "there.words_index = NEW.words_index AND done_at IS NULL AND NEW.done_at IS NULL) OR (there.rowid = "
            "NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER inaccuracy_is_not_replaced_by_update BEFORE UPDATE ON "inaccuracy" WHEN EXISTS (SELECT 1 '
            'FROM "inaccuracy" AS there WHERE ((there.id = NEW.id) OR (there.mediator_id = NEW.mediator_id AND '
            "there.words_index = NEW.words_index AND done_at IS NULL AND NEW.done_at IS NULL) OR (there.rowid = "
            "NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION inaccuracy_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.done_at IS NOT "
            "NULL OR (OLD.mediator_id IS NULL) <> (NEW.mediator_id IS NULL) OR OLD.mediator_id <> NEW.mediator_id OR "
            "(OLD.district_id IS NULL) <> (NEW.district_id IS NULL) OR OLD.district_id <> NEW.district_id OR "
            "(OLD.words_index IS NULL) <> (NEW.words_index IS NULL) OR OLD.words_index <> NEW.words_index OR "
            "(OLD.reported_at IS NULL) <> (NEW.reported_at IS NULL) OR OLD.reported_at <> NEW.reported_at THEN RAISE "
            "EXCEPTION 'a report that is seen to stays as it is' USING ERRCODE = 'check_violation'; END IF; RETURN "
            "NEW; END $$"
        ),
        (
            'CREATE TRIGGER inaccuracy_stands BEFORE UPDATE ON "inaccuracy" FOR EACH ROW EXECUTE FUNCTION '
            "inaccuracy_stands()"
        ),
        (
            "CREATE FUNCTION inaccuracy_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER inaccuracy_key_stands BEFORE UPDATE OF id ON "inaccuracy" FOR EACH ROW EXECUTE FUNCTION '
            "inaccuracy_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
