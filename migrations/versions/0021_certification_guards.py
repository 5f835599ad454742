"""What the database itself refuses of certification, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0021"
down_revision = "0020"

STATEMENTS = {
    "sqlite": [
        (
            "CREATE TRIGGER past_course_insert AFTER INSERT ON \"course\" WHEN NEW.ends_on < date('now', '+5 hours') "
            "BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) "
            "DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_course_update AFTER UPDATE ON \"course\" WHEN (OLD.ends_on < date('now', '+5 hours') "
            "OR NEW.ends_on < date('now', '+5 hours')) AND (OLD.ends_on IS NOT NEW.ends_on OR OLD.district_id IS NOT "
            "NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.kind IS NOT NEW.kind) BEGIN INSERT INTO "
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_course_delete AFTER DELETE ON \"course\" WHEN OLD.ends_on < date('now', '+5 hours') "
            "BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) "
            "DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_participation_course_id AFTER DELETE ON "course" BEGIN DELETE FROM "participation" '
            'WHERE "course_id" = OLD."id"; END'
        ),
        (
            "CREATE TRIGGER past_certificate_insert AFTER INSERT ON \"certificate\" WHEN NEW.issued_on < date('now', "
            "'+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_certificate_update AFTER UPDATE ON \"certificate\" WHEN (OLD.issued_on < date('now', "
            "'+5 hours') OR NEW.issued_on < date('now', '+5 hours')) AND (OLD.issued_on IS NOT NEW.issued_on OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.replaces_id IS NOT NEW.replaces_id) BEGIN INSERT INTO "
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_certificate_delete AFTER DELETE ON \"certificate\" WHEN OLD.issued_on < date('now', "
            "'+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_participation_insert AFTER INSERT ON "participation" WHEN 1 = 1 BEGIN INSERT INTO '
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_participation_update AFTER UPDATE ON "participation" WHEN OLD.course_id IS NOT '
            "NEW.course_id OR OLD.completed IS NOT NEW.completed BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_participation_delete AFTER DELETE ON "participation" WHEN 1 = 1 BEGIN INSERT INTO '
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
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
            'CREATE CONSTRAINT TRIGGER past_course_insert AFTER INSERT ON "course" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (NEW.ends_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_course_update AFTER UPDATE ON "course" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN ((OLD.ends_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.ends_on < (now() AT TIME "
            "ZONE 'Asia/Almaty')::date) AND (OLD.ends_on IS DISTINCT FROM NEW.ends_on OR OLD.district_id IS DISTINCT "
            "FROM NEW.district_id OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR OLD.kind IS DISTINCT FROM "
            "NEW.kind)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_course_delete AFTER DELETE ON "course" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.ends_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_certificate_insert AFTER INSERT ON "certificate" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (NEW.issued_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_certificate_update AFTER UPDATE ON "certificate" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN ((OLD.issued_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.issued_on "
            "< (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.issued_on IS DISTINCT FROM NEW.issued_on OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.replaces_id IS DISTINCT FROM NEW.replaces_id)) "
            "EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_certificate_delete AFTER DELETE ON "certificate" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (OLD.issued_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_participation_insert AFTER INSERT ON "participation" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_participation_update AFTER UPDATE ON "participation" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.course_id IS DISTINCT FROM NEW.course_id OR OLD.completed IS "
            "DISTINCT FROM NEW.completed) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_participation_delete AFTER DELETE ON "participation" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
