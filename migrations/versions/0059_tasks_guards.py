"""What the database itself refuses of tasks, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0059"
down_revision = "0058"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER task_stands BEFORE UPDATE ON "task" WHEN (OLD.kind IS NULL) <> (NEW.kind IS NULL) OR '
            "OLD.kind <> NEW.kind OR (OLD.thing_id IS NULL) <> (NEW.thing_id IS NULL) OR OLD.thing_id <> "
            "NEW.thing_id OR (OLD.cabinet_id IS NULL) <> (NEW.cabinet_id IS NULL) OR OLD.cabinet_id <> "
            "NEW.cabinet_id OR (OLD.due_on IS NULL) <> (NEW.due_on IS NULL) OR OLD.due_on <> NEW.due_on OR "
            "(OLD.opened_at IS NULL) <> (NEW.opened_at IS NULL) OR OLD.opened_at <> NEW.opened_at OR "
            "(OLD.opened_by_id IS NULL) <> (NEW.opened_by_id IS NULL) OR OLD.opened_by_id <> NEW.opened_by_id OR "
            "OLD.state = 'done' BEGIN SELECT RAISE(ABORT, 'a task that is done stays as it is'); END"
        ),
        (
            'CREATE TRIGGER task_key_stands BEFORE UPDATE OF id ON "task" WHEN (OLD.id IS NULL) <> (NEW.id IS NULL) '
            "OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER task_is_not_replaced_by_insert BEFORE INSERT ON "task" WHEN EXISTS (SELECT 1 FROM "task" '
            "AS there WHERE ((there.id = NEW.id) OR (there.kind = NEW.kind AND there.thing_id = NEW.thing_id AND "
            "state = 'open' AND NEW.state = 'open') OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER task_is_not_replaced_by_update BEFORE UPDATE ON "task" WHEN EXISTS (SELECT 1 FROM "task" '
            "AS there WHERE ((there.id = NEW.id) OR (there.kind = NEW.kind AND there.thing_id = NEW.thing_id AND "
            "state = 'open' AND NEW.state = 'open') OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) "
            "BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION task_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.kind IS NULL) <> "
            "(NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR (OLD.thing_id IS NULL) <> (NEW.thing_id IS NULL) OR "
            "OLD.thing_id <> NEW.thing_id OR (OLD.cabinet_id IS NULL) <> (NEW.cabinet_id IS NULL) OR OLD.cabinet_id "
            "<> NEW.cabinet_id OR (OLD.due_on IS NULL) <> (NEW.due_on IS NULL) OR OLD.due_on <> NEW.due_on OR "
            "(OLD.opened_at IS NULL) <> (NEW.opened_at IS NULL) OR OLD.opened_at <> NEW.opened_at OR "
            "(OLD.opened_by_id IS NULL) <> (NEW.opened_by_id IS NULL) OR OLD.opened_by_id <> NEW.opened_by_id OR "
            "OLD.state = 'done' THEN RAISE EXCEPTION 'a task that is done stays as it is' USING ERRCODE = "
            "'check_violation'; END IF; RETURN NEW; END $$"
        ),
        ('CREATE TRIGGER task_stands BEFORE UPDATE ON "task" FOR EACH ROW EXECUTE FUNCTION task_stands()'),
        (
            "CREATE FUNCTION task_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) <> "
            "(NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER task_key_stands BEFORE UPDATE OF id ON "task" FOR EACH ROW EXECUTE FUNCTION '
            "task_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
