"""What the database itself refuses of mediators, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0025"
down_revision = "0024"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER sweep_inaccuracy_mediator_id AFTER DELETE ON "mediator" BEGIN DELETE FROM "inaccuracy" '
            'WHERE "mediator_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_lapse_warning_mediator_id AFTER DELETE ON "mediator" BEGIN DELETE FROM '
            '"lapse_warning" WHERE "mediator_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_mediator_contact_mediator_id AFTER DELETE ON "mediator" BEGIN DELETE FROM '
            '"mediator_contact" WHERE "mediator_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_served_district_mediator_id AFTER DELETE ON "mediator" BEGIN DELETE FROM '
            '"served_district" WHERE "mediator_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_tie_mediator_id AFTER DELETE ON "mediator" BEGIN DELETE FROM "tie" WHERE '
            '"mediator_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_mediator_card_id AFTER DELETE ON "mediator" BEGIN DELETE FROM "mediator_card" '
            'WHERE "id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_search_entry_mediator_id AFTER DELETE ON "mediator" BEGIN DELETE FROM '
            '"search_entry" WHERE "mediator_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_ank_insert BEFORE INSERT ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR "
            "NEW.since < other.until) AND NEW.register_kind = 'ank' AND other.register_kind = 'ank') BEGIN SELECT "
            "RAISE(ABORT, 'one_entry_at_a_time_ank'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_ank_update BEFORE UPDATE ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR "
            "NEW.since < other.until) AND NEW.register_kind = 'ank' AND other.register_kind = 'ank') BEGIN SELECT "
            "RAISE(ABORT, 'one_entry_at_a_time_ank'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_akim_insert BEFORE INSERT ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND other.district_id = NEW.district_id AND (NEW.until IS NULL OR other.since < "
            "NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND NEW.register_kind = 'akim' AND "
            "other.register_kind = 'akim') BEGIN SELECT RAISE(ABORT, 'one_entry_at_a_time_akim'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_akim_update BEFORE UPDATE ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND other.district_id = NEW.district_id AND (NEW.until IS NULL OR other.since < "
            "NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND NEW.register_kind = 'akim' AND "
            "other.register_kind = 'akim') BEGIN SELECT RAISE(ABORT, 'one_entry_at_a_time_akim'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_organisation_insert BEFORE INSERT ON "register_entry" WHEN EXISTS '
            '(SELECT 1 FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = '
            "NEW.mediator_id AND other.kind = NEW.kind AND other.organisation_id = NEW.organisation_id AND "
            "(NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND "
            "NEW.register_kind = 'organisation' AND other.register_kind = 'organisation') BEGIN SELECT RAISE(ABORT, "
            "'one_entry_at_a_time_organisation'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_organisation_update BEFORE UPDATE ON "register_entry" WHEN EXISTS '
            '(SELECT 1 FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = '
            "NEW.mediator_id AND other.kind = NEW.kind AND other.organisation_id = NEW.organisation_id AND "
            "(NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND "
            "NEW.register_kind = 'organisation' AND other.register_kind = 'organisation') BEGIN SELECT RAISE(ABORT, "
            "'one_entry_at_a_time_organisation'); END"
        ),
        (
            "CREATE TRIGGER past_register_entry_insert AFTER INSERT ON \"register_entry\" WHEN NEW.since < date('now', "
            "'+5 hours') OR NEW.until < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_register_entry_update AFTER UPDATE ON "register_entry" WHEN (OLD.since < '
            "date('now', '+5 hours') OR NEW.since < date('now', '+5 hours')) AND (OLD.since IS NOT NEW.since OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.register_kind IS NOT NEW.register_kind OR OLD.kind IS NOT "
            "NEW.kind OR OLD.mediator_id IS NOT NEW.mediator_id) OR (OLD.until < date('now', '+5 hours') OR "
            "NEW.until < date('now', '+5 hours')) AND (OLD.until IS NOT NEW.until) BEGIN INSERT INTO stamp (name, "
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_register_entry_delete AFTER DELETE ON \"register_entry\" WHEN OLD.since < date('now', "
            "'+5 hours') OR OLD.until < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_suspension_entry_id AFTER DELETE ON "register_entry" BEGIN DELETE FROM '
            '"suspension" WHERE "entry_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER one_suspension_at_a_time_insert BEFORE INSERT ON "suspension" WHEN EXISTS (SELECT 1 FROM '
            '"suspension" AS other WHERE other.id <> NEW.id AND other.entry_id = NEW.entry_id AND (NEW.until IS NULL '
            "OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_suspension_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_suspension_at_a_time_update BEFORE UPDATE ON "suspension" WHEN EXISTS (SELECT 1 FROM '
            '"suspension" AS other WHERE other.id <> NEW.id AND other.entry_id = NEW.entry_id AND (NEW.until IS NULL '
            "OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_suspension_at_a_time'); END"
        ),
        (
            "CREATE TRIGGER past_suspension_insert AFTER INSERT ON \"suspension\" WHEN NEW.since < date('now', '+5 "
            "hours') OR NEW.until < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_suspension_update AFTER UPDATE ON \"suspension\" WHEN (OLD.since < date('now', '+5 "
            "hours') OR NEW.since < date('now', '+5 hours')) AND (OLD.since IS NOT NEW.since OR OLD.entry_id IS NOT "
            "NEW.entry_id) OR (OLD.until < date('now', '+5 hours') OR NEW.until < date('now', '+5 hours')) AND "
            "(OLD.until IS NOT NEW.until) BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_suspension_delete AFTER DELETE ON \"suspension\" WHEN OLD.since < date('now', '+5 "
            "hours') OR OLD.until < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
    ],
    "postgresql": [
        ("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_ank EXCLUDE USING gist (mediator_id '
            "WITH =, kind WITH =, daterange(since, until) WITH &&) WHERE (register_kind = 'ank')"
        ),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_akim EXCLUDE USING gist (mediator_id '
            "WITH =, kind WITH =, district_id WITH =, daterange(since, until) WITH &&) WHERE (register_kind = 'akim')"
        ),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_organisation EXCLUDE USING gist '
            "(mediator_id WITH =, kind WITH =, organisation_id WITH =, daterange(since, until) WITH &&) WHERE "
            "(register_kind = 'organisation')"
        ),
        (
            "CREATE OR REPLACE FUNCTION past_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.past', true) IS DISTINCT FROM txid_current()::text THEN INSERT INTO stamp (name, "
            "version) VALUES ('past', floor(random() * 2147483647)::int) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; PERFORM set_config('bitim.past', txid_current()::text, true); END IF; RETURN NULL; "
            "END $$"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_register_entry_insert AFTER INSERT ON "register_entry" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.until "
            "< (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_register_entry_update AFTER UPDATE ON "register_entry" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN ((OLD.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR "
            "NEW.since < (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.since IS DISTINCT FROM NEW.since OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.register_kind IS DISTINCT FROM "
            "NEW.register_kind OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.mediator_id IS DISTINCT FROM "
            "NEW.mediator_id) OR (OLD.until < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.until < (now() AT TIME "
            "ZONE 'Asia/Almaty')::date) AND (OLD.until IS DISTINCT FROM NEW.until)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_register_entry_delete AFTER DELETE ON "register_entry" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR OLD.until "
            "< (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'ALTER TABLE "suspension" ADD CONSTRAINT one_suspension_at_a_time EXCLUDE USING gist (entry_id WITH =, '
            "daterange(since, until) WITH &&)"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_suspension_insert AFTER INSERT ON "suspension" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (NEW.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.until < (now() "
            "AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_suspension_update AFTER UPDATE ON "suspension" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN ((OLD.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.since < (now() "
            "AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.since IS DISTINCT FROM NEW.since OR OLD.entry_id IS "
            "DISTINCT FROM NEW.entry_id) OR (OLD.until < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.until < "
            "(now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.until IS DISTINCT FROM NEW.until)) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_suspension_delete AFTER DELETE ON "suspension" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (OLD.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR OLD.until < (now() "
            "AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
