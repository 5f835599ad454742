"""What the database itself refuses of places, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER past_unit_insert AFTER INSERT ON "unit" WHEN 1 = 1 BEGIN INSERT INTO stamp (name, '
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_unit_update AFTER UPDATE ON "unit" WHEN OLD.level IS NOT NEW.level OR OLD.opened_on '
            "IS NOT NEW.opened_on OR OLD.closed_on IS NOT NEW.closed_on OR OLD.physical IS NOT NEW.physical BEGIN "
            "INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO "
            "UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_unit_delete AFTER DELETE ON "unit" WHEN 1 = 1 BEGIN INSERT INTO stamp (name, '
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            'CREATE TRIGGER one_mandate_at_a_time_insert BEFORE INSERT ON "mandate" WHEN EXISTS (SELECT 1 FROM '
            '"mandate" AS other WHERE other.id <> NEW.id AND other.unit_id = NEW.unit_id AND (NEW.until IS NULL OR '
            "other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_mandate_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_mandate_at_a_time_update BEFORE UPDATE ON "mandate" WHEN EXISTS (SELECT 1 FROM '
            '"mandate" AS other WHERE other.id <> NEW.id AND other.unit_id = NEW.unit_id AND (NEW.until IS NULL OR '
            "other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_mandate_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_ownership_at_a_time_insert BEFORE INSERT ON "ownership" WHEN EXISTS (SELECT 1 FROM '
            '"ownership" AS other WHERE other.id <> NEW.id AND other.unit_id = NEW.unit_id AND (NEW.until IS NULL OR '
            "other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_ownership_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_ownership_at_a_time_update BEFORE UPDATE ON "ownership" WHEN EXISTS (SELECT 1 FROM '
            '"ownership" AS other WHERE other.id <> NEW.id AND other.unit_id = NEW.unit_id AND (NEW.until IS NULL OR '
            "other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_ownership_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_placing_at_a_time_insert BEFORE INSERT ON "placing" WHEN EXISTS (SELECT 1 FROM '
            '"placing" AS other WHERE other.id <> NEW.id AND other.unit_id = NEW.unit_id AND (NEW.until IS NULL OR '
            "other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_placing_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_placing_at_a_time_update BEFORE UPDATE ON "placing" WHEN EXISTS (SELECT 1 FROM '
            '"placing" AS other WHERE other.id <> NEW.id AND other.unit_id = NEW.unit_id AND (NEW.until IS NULL OR '
            "other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_placing_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER past_placing_insert AFTER INSERT ON "placing" WHEN 1 = 1 BEGIN INSERT INTO stamp (name, '
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_placing_update AFTER UPDATE ON "placing" WHEN OLD.unit_id IS NOT NEW.unit_id OR '
            "OLD.parent_id IS NOT NEW.parent_id OR OLD.since IS NOT NEW.since OR OLD.until IS NOT NEW.until BEGIN "
            "INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO "
            "UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_placing_delete AFTER DELETE ON "placing" WHEN 1 = 1 BEGIN INSERT INTO stamp (name, '
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            'CREATE TRIGGER one_unit_name_at_a_time_insert BEFORE INSERT ON "unit_name" WHEN EXISTS (SELECT 1 FROM '
            '"unit_name" AS other WHERE other.id <> NEW.id AND other.unit_id = NEW.unit_id AND (NEW.until IS NULL OR '
            "other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_unit_name_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_unit_name_at_a_time_update BEFORE UPDATE ON "unit_name" WHEN EXISTS (SELECT 1 FROM '
            '"unit_name" AS other WHERE other.id <> NEW.id AND other.unit_id = NEW.unit_id AND (NEW.until IS NULL OR '
            "other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_unit_name_at_a_time'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE OR REPLACE FUNCTION past_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.past', true) IS DISTINCT FROM txid_current()::text THEN INSERT INTO stamp (name, "
            "version) VALUES ('past', floor(random() * 2147483647)::int) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; PERFORM set_config('bitim.past', txid_current()::text, true); END IF; RETURN NULL; "
            "END $$"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_unit_insert AFTER INSERT ON "unit" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_unit_update AFTER UPDATE ON "unit" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.level IS DISTINCT FROM NEW.level OR OLD.opened_on IS DISTINCT FROM NEW.opened_on OR "
            "OLD.closed_on IS DISTINCT FROM NEW.closed_on OR OLD.physical IS DISTINCT FROM NEW.physical) EXECUTE "
            "FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_unit_delete AFTER DELETE ON "unit" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        ("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        (
            'ALTER TABLE "mandate" ADD CONSTRAINT one_mandate_at_a_time EXCLUDE USING gist (unit_id WITH =, '
            "daterange(since, until) WITH &&)"
        ),
        (
            'ALTER TABLE "ownership" ADD CONSTRAINT one_ownership_at_a_time EXCLUDE USING gist (unit_id WITH =, '
            "daterange(since, until) WITH &&)"
        ),
        (
            'ALTER TABLE "placing" ADD CONSTRAINT one_placing_at_a_time EXCLUDE USING gist (unit_id WITH =, '
            "daterange(since, until) WITH &&)"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_placing_insert AFTER INSERT ON "placing" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_placing_update AFTER UPDATE ON "placing" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id OR OLD.parent_id IS DISTINCT FROM "
            "NEW.parent_id OR OLD.since IS DISTINCT FROM NEW.since OR OLD.until IS DISTINCT FROM NEW.until) EXECUTE "
            "FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_placing_delete AFTER DELETE ON "placing" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'ALTER TABLE "unit_name" ADD CONSTRAINT one_unit_name_at_a_time EXCLUDE USING gist (unit_id WITH =, '
            "daterange(since, until) WITH &&)"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
