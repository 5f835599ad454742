"""What the database itself refuses of certification, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0021"
down_revision = "0020"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER course_keeps_room BEFORE UPDATE ON "course" WHEN NEW.capacity IS NOT NULL AND EXISTS '
            "(SELECT 1 FROM participation WHERE participation.course_id = NEW.id AND participation.seat > "
            "NEW.capacity) BEGIN SELECT RAISE(ABORT, 'a course keeps room for those who have a place'); END"
        ),
        (
            "CREATE TRIGGER past_course_insert AFTER INSERT ON \"course\" WHEN NEW.ends_on < date('now', '+5 hours') "
            "BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) "
            "DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_course_update AFTER UPDATE ON \"course\" WHEN (OLD.ends_on < date('now', '+5 hours') "
            "OR NEW.ends_on < date('now', '+5 hours')) AND (OLD.ends_on IS NOT NEW.ends_on OR OLD.district_id IS NOT "
            "NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.kind IS NOT NEW.kind OR OLD.state IS NOT "
            "NEW.state) BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_course_delete AFTER DELETE ON \"course\" WHEN OLD.ends_on < date('now', '+5 hours') "
            "BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) "
            "DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER course_key_stands BEFORE UPDATE OF id ON "course" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER course_is_not_replaced_by_insert BEFORE INSERT ON "course" WHEN EXISTS (SELECT 1 FROM '
            '"course" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN '
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER course_is_not_replaced_by_update BEFORE UPDATE ON "course" WHEN EXISTS (SELECT 1 FROM '
            '"course" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = '
            "OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_course_session_course_id AFTER DELETE ON "course" BEGIN DELETE FROM '
            '"course_session" WHERE "course_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_course_trainer_course_id AFTER DELETE ON "course" BEGIN DELETE FROM '
            '"course_trainer" WHERE "course_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_participation_course_id AFTER DELETE ON "course" BEGIN DELETE FROM "participation" '
            'WHERE "course_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_attendance_session_id AFTER DELETE ON "course_session" BEGIN DELETE FROM '
            '"attendance" WHERE "session_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER participation_has_room_on_insert BEFORE INSERT ON "participation" WHEN NEW.seat IS NOT '
            "NULL AND EXISTS (SELECT 1 FROM course WHERE course.id = NEW.course_id AND NEW.seat > course.capacity) "
            "BEGIN SELECT RAISE(ABORT, 'no more have a place on a course than it holds'); END"
        ),
        (
            'CREATE TRIGGER participation_has_room_on_update BEFORE UPDATE ON "participation" WHEN NEW.seat IS NOT '
            "NULL AND EXISTS (SELECT 1 FROM course WHERE course.id = NEW.course_id AND NEW.seat > course.capacity) "
            "BEGIN SELECT RAISE(ABORT, 'no more have a place on a course than it holds'); END"
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
        (
            'CREATE TRIGGER participation_key_stands BEFORE UPDATE OF id ON "participation" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER participation_is_not_replaced_by_insert BEFORE INSERT ON "participation" WHEN EXISTS '
            '(SELECT 1 FROM "participation" AS there WHERE ((there.course_id = NEW.course_id AND there.person_id = '
            "NEW.person_id) OR (there.course_id = NEW.course_id AND there.seat = NEW.seat) OR (there.course_id = "
            "NEW.course_id AND there.who_index = NEW.who_index AND state IN ('applied', 'waiting', 'enrolled') AND "
            "NEW.state IN ('applied', 'waiting', 'enrolled')) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) "
            "AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER participation_is_not_replaced_by_update BEFORE UPDATE ON "participation" WHEN EXISTS '
            '(SELECT 1 FROM "participation" AS there WHERE ((there.course_id = NEW.course_id AND there.person_id = '
            "NEW.person_id) OR (there.course_id = NEW.course_id AND there.seat = NEW.seat) OR (there.course_id = "
            "NEW.course_id AND there.who_index = NEW.who_index AND state IN ('applied', 'waiting', 'enrolled') AND "
            "NEW.state IN ('applied', 'waiting', 'enrolled')) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) "
            "AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_attendance_participation_id AFTER DELETE ON "participation" BEGIN DELETE FROM '
            '"attendance" WHERE "participation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_enrolment_consent_participation_id AFTER DELETE ON "participation" BEGIN DELETE '
            'FROM "enrolment_consent" WHERE "participation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_observation_participation_id AFTER DELETE ON "participation" BEGIN DELETE FROM '
            '"observation" WHERE "participation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER enrolment_consent_stands BEFORE UPDATE ON "enrolment_consent" WHEN (OLD.participation_id '
            "IS NULL) <> (NEW.participation_id IS NULL) OR OLD.participation_id <> NEW.participation_id OR "
            "(OLD.version IS NULL) <> (NEW.version IS NULL) OR OLD.version <> NEW.version OR (OLD.language IS NULL) "
            "<> (NEW.language IS NULL) OR OLD.language <> NEW.language OR (OLD.given_at IS NULL) <> (NEW.given_at IS "
            "NULL) OR OLD.given_at <> NEW.given_at OR (OLD.words_sealed IS NULL) <> (NEW.words_sealed IS NULL) OR "
            "OLD.words_sealed <> NEW.words_sealed BEGIN SELECT RAISE(ABORT, 'what somebody agreed to stands as it "
            "was read'); END"
        ),
        (
            'CREATE TRIGGER enrolment_consent_key_stands BEFORE UPDATE OF id ON "enrolment_consent" WHEN (OLD.id IS '
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not "
            "change'); END"
        ),
        (
            'CREATE TRIGGER enrolment_consent_is_not_replaced_by_insert BEFORE INSERT ON "enrolment_consent" WHEN '
            'EXISTS (SELECT 1 FROM "enrolment_consent" AS there WHERE ((there.id = NEW.id) OR '
            "(there.participation_id = NEW.participation_id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN "
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER enrolment_consent_is_not_replaced_by_update BEFORE UPDATE ON "enrolment_consent" WHEN '
            'EXISTS (SELECT 1 FROM "enrolment_consent" AS there WHERE ((there.id = NEW.id) OR '
            "(there.participation_id = NEW.participation_id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = "
            "OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION course_keeps_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.capacity IS NOT "
            "NULL AND EXISTS (SELECT 1 FROM participation WHERE participation.course_id = NEW.id AND "
            "participation.seat > NEW.capacity) THEN RAISE EXCEPTION 'a course keeps room for those who have a "
            "place' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER course_keeps_room BEFORE UPDATE ON "course" FOR EACH ROW EXECUTE FUNCTION '
            "course_keeps_room()"
        ),
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
            "NEW.kind OR OLD.state IS DISTINCT FROM NEW.state)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_course_delete AFTER DELETE ON "course" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.ends_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            "CREATE FUNCTION course_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) <> "
            "(NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER course_key_stands BEFORE UPDATE OF id ON "course" FOR EACH ROW EXECUTE FUNCTION '
            "course_key_stands()"
        ),
        (
            "CREATE FUNCTION participation_has_room_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "NEW.seat IS NOT NULL AND EXISTS (SELECT 1 FROM course WHERE course.id = NEW.course_id AND NEW.seat > "
            "course.capacity) THEN RAISE EXCEPTION 'no more have a place on a course than it holds' USING ERRCODE = "
            "'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER participation_has_room_on_insert BEFORE INSERT ON "participation" FOR EACH ROW EXECUTE '
            "FUNCTION participation_has_room_on_insert()"
        ),
        (
            "CREATE FUNCTION participation_has_room_on_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "NEW.seat IS NOT NULL AND EXISTS (SELECT 1 FROM course WHERE course.id = NEW.course_id AND NEW.seat > "
            "course.capacity) THEN RAISE EXCEPTION 'no more have a place on a course than it holds' USING ERRCODE = "
            "'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER participation_has_room_on_update BEFORE UPDATE ON "participation" FOR EACH ROW EXECUTE '
            "FUNCTION participation_has_room_on_update()"
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
        (
            "CREATE FUNCTION participation_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER participation_key_stands BEFORE UPDATE OF id ON "participation" FOR EACH ROW EXECUTE '
            "FUNCTION participation_key_stands()"
        ),
        (
            "CREATE FUNCTION enrolment_consent_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.participation_id IS NULL) <> (NEW.participation_id IS NULL) OR OLD.participation_id <> "
            "NEW.participation_id OR (OLD.version IS NULL) <> (NEW.version IS NULL) OR OLD.version <> NEW.version OR "
            "(OLD.language IS NULL) <> (NEW.language IS NULL) OR OLD.language <> NEW.language OR (OLD.given_at IS "
            "NULL) <> (NEW.given_at IS NULL) OR OLD.given_at <> NEW.given_at OR (OLD.words_sealed IS NULL) <> "
            "(NEW.words_sealed IS NULL) OR OLD.words_sealed <> NEW.words_sealed THEN RAISE EXCEPTION 'what somebody "
            "agreed to stands as it was read' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER enrolment_consent_stands BEFORE UPDATE ON "enrolment_consent" FOR EACH ROW EXECUTE '
            "FUNCTION enrolment_consent_stands()"
        ),
        (
            "CREATE FUNCTION enrolment_consent_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id "
            "IS NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not "
            "change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER enrolment_consent_key_stands BEFORE UPDATE OF id ON "enrolment_consent" FOR EACH ROW '
            "EXECUTE FUNCTION enrolment_consent_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
