"""What the database itself refuses of prevention, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0074"
down_revision = "0073"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER past_preventive_measure_insert AFTER INSERT ON "preventive_measure" WHEN NEW.held_on < '
            "date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_preventive_measure_update AFTER UPDATE ON "preventive_measure" WHEN (OLD.held_on < '
            "date('now', '+5 hours') OR NEW.held_on < date('now', '+5 hours')) AND (OLD.held_on IS NOT NEW.held_on "
            "OR OLD.district_id IS NOT NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id) BEGIN INSERT INTO "
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_preventive_measure_delete AFTER DELETE ON "preventive_measure" WHEN OLD.held_on < '
            "date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
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
            'CREATE CONSTRAINT TRIGGER past_preventive_measure_insert AFTER INSERT ON "preventive_measure" '
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.held_on < (now() AT TIME ZONE "
            "'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_preventive_measure_update AFTER UPDATE ON "preventive_measure" '
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((OLD.held_on < (now() AT TIME ZONE "
            "'Asia/Almaty')::date OR NEW.held_on < (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.held_on IS "
            "DISTINCT FROM NEW.held_on OR OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS "
            "DISTINCT FROM NEW.cabinet_id)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_preventive_measure_delete AFTER DELETE ON "preventive_measure" '
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.held_on < (now() AT TIME ZONE "
            "'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
