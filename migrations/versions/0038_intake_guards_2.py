"""What the database itself refuses of intake, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0038"
down_revision = "0037"

STATEMENTS = {
    "sqlite": [
        (
            "CREATE TRIGGER past_spell_insert AFTER INSERT ON \"spell\" WHEN NEW.opened_on < date('now', '+5 hours') "
            "OR NEW.ended_on < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_spell_update AFTER UPDATE ON \"spell\" WHEN (OLD.opened_on < date('now', '+5 hours') "
            "OR NEW.opened_on < date('now', '+5 hours')) AND (OLD.opened_on IS NOT NEW.opened_on OR OLD.district_id "
            "IS NOT NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.opened IS NOT NEW.opened OR "
            "OLD.counted IS NOT NEW.counted) OR (OLD.ended_on < date('now', '+5 hours') OR NEW.ended_on < "
            "date('now', '+5 hours')) AND (OLD.ended_on IS NOT NEW.ended_on OR OLD.district_id IS NOT "
            "NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.outcome IS NOT NEW.outcome OR "
            "OLD.transferred IS NOT NEW.transferred OR OLD.counted IS NOT NEW.counted) BEGIN INSERT INTO stamp "
            "(name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_spell_delete AFTER DELETE ON \"spell\" WHEN OLD.opened_on < date('now', '+5 hours') "
            "OR OLD.ended_on < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
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
            'CREATE CONSTRAINT TRIGGER past_spell_insert AFTER INSERT ON "spell" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (NEW.opened_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.ended_on < (now() AT "
            "TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_spell_update AFTER UPDATE ON "spell" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN ((OLD.opened_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.opened_on < (now() AT "
            "TIME ZONE 'Asia/Almaty')::date) AND (OLD.opened_on IS DISTINCT FROM NEW.opened_on OR OLD.district_id IS "
            "DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR OLD.opened IS "
            "DISTINCT FROM NEW.opened OR OLD.counted IS DISTINCT FROM NEW.counted) OR (OLD.ended_on < (now() AT TIME "
            "ZONE 'Asia/Almaty')::date OR NEW.ended_on < (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.ended_on "
            "IS DISTINCT FROM NEW.ended_on OR OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS "
            "DISTINCT FROM NEW.cabinet_id OR OLD.outcome IS DISTINCT FROM NEW.outcome OR OLD.transferred IS DISTINCT "
            "FROM NEW.transferred OR OLD.counted IS DISTINCT FROM NEW.counted)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_spell_delete AFTER DELETE ON "spell" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.opened_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR OLD.ended_on < (now() AT "
            "TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
