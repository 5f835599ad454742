"""What the database itself refuses of mediators_occupancy, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0032"
down_revision = "0031"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER one_thing_at_a_time_insert BEFORE INSERT ON "occupancy" WHEN EXISTS (SELECT 1 FROM '
            '"occupancy" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND (NEW.ends_at '
            "IS NULL OR other.starts_at < NEW.ends_at) AND (other.ends_at IS NULL OR NEW.starts_at < other.ends_at)) "
            "BEGIN SELECT RAISE(ABORT, 'one_thing_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_thing_at_a_time_update BEFORE UPDATE ON "occupancy" WHEN EXISTS (SELECT 1 FROM '
            '"occupancy" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND (NEW.ends_at '
            "IS NULL OR other.starts_at < NEW.ends_at) AND (other.ends_at IS NULL OR NEW.starts_at < other.ends_at)) "
            "BEGIN SELECT RAISE(ABORT, 'one_thing_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER occupancy_stands BEFORE UPDATE ON "occupancy" WHEN (OLD.thing_id IS NULL) <> '
            "(NEW.thing_id IS NULL) OR OLD.thing_id <> NEW.thing_id BEGIN SELECT RAISE(ABORT, 'a time once taken is "
            "freed before something else takes it'); END"
        ),
        (
            'CREATE TRIGGER occupancy_key_stands BEFORE UPDATE OF id ON "occupancy" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER occupancy_is_not_replaced_by_insert BEFORE INSERT ON "occupancy" WHEN EXISTS (SELECT 1 '
            'FROM "occupancy" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR (there.thing_id = '
            "NEW.thing_id AND busy IN ('held', 'booked') AND NEW.busy IN ('held', 'booked'))) AND NOT (1 = 0)) BEGIN "
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER occupancy_is_not_replaced_by_update BEFORE UPDATE ON "occupancy" WHEN EXISTS (SELECT 1 '
            'FROM "occupancy" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR (there.thing_id = '
            "NEW.thing_id AND busy IN ('held', 'booked') AND NEW.busy IN ('held', 'booked'))) AND NOT (there.rowid = "
            "OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        ("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        (
            'ALTER TABLE "occupancy" ADD CONSTRAINT one_thing_at_a_time EXCLUDE USING gist (mediator_id WITH =, '
            "tstzrange(starts_at, ends_at) WITH &&)"
        ),
        (
            "CREATE FUNCTION occupancy_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.thing_id IS "
            "NULL) <> (NEW.thing_id IS NULL) OR OLD.thing_id <> NEW.thing_id THEN RAISE EXCEPTION 'a time once taken "
            "is freed before something else takes it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER occupancy_stands BEFORE UPDATE ON "occupancy" FOR EACH ROW EXECUTE FUNCTION '
            "occupancy_stands()"
        ),
        (
            "CREATE FUNCTION occupancy_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER occupancy_key_stands BEFORE UPDATE OF id ON "occupancy" FOR EACH ROW EXECUTE FUNCTION '
            "occupancy_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
