"""What the database itself refuses of consultations_booking, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0057"
down_revision = "0056"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER booking_stands BEFORE UPDATE ON "booking" WHEN (OLD.person_id IS NOT NULL AND '
            "(((OLD.cabinet_id IS NULL) <> (NEW.cabinet_id IS NULL) OR OLD.cabinet_id <> NEW.cabinet_id OR (OLD.kind "
            "IS NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR (OLD.made_at IS NULL) <> (NEW.made_at IS "
            "NULL) OR OLD.made_at <> NEW.made_at OR (OLD.made_by_id IS NULL) <> (NEW.made_by_id IS NULL) OR "
            "OLD.made_by_id <> NEW.made_by_id) OR NEW.state = 'held' OR (((OLD.mediator_id IS NULL) <> "
            "(NEW.mediator_id IS NULL) OR OLD.mediator_id <> NEW.mediator_id OR (OLD.starts_at IS NULL) <> "
            "(NEW.starts_at IS NULL) OR OLD.starts_at <> NEW.starts_at OR (OLD.ends_at IS NULL) <> (NEW.ends_at IS "
            "NULL) OR OLD.ends_at <> NEW.ends_at) AND NEW.sequence <= OLD.sequence))) OR NEW.sequence < OLD.sequence "
            "OR (OLD.state LIKE 'cancelled%' AND NEW.state <> OLD.state) BEGIN SELECT RAISE(ABORT, 'a booking is "
            "moved or ended, and each change that is told raises its sequence'); END"
        ),
        (
            'CREATE TRIGGER booking_stays BEFORE DELETE ON "booking" WHEN OLD.person_id IS NOT NULL BEGIN SELECT '
            "RAISE(ABORT, 'a booking is cancelled, never deleted'); END"
        ),
        (
            'CREATE TRIGGER booking_key_stands BEFORE UPDATE OF id ON "booking" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER booking_is_not_replaced_by_insert BEFORE INSERT ON "booking" WHEN EXISTS (SELECT 1 FROM '
            '"booking" AS there WHERE ((there.consultation_id = NEW.consultation_id) OR (there.id = NEW.id) OR '
            "(there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); "
            "END"
        ),
        (
            'CREATE TRIGGER booking_is_not_replaced_by_update BEFORE UPDATE ON "booking" WHEN EXISTS (SELECT 1 FROM '
            '"booking" AS there WHERE ((there.consultation_id = NEW.consultation_id) OR (there.id = NEW.id) OR '
            "(there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_active_talk_booking_id AFTER DELETE ON "booking" BEGIN DELETE FROM "active_talk" '
            'WHERE "booking_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_booking_consent_booking_id AFTER DELETE ON "booking" BEGIN DELETE FROM '
            '"booking_consent" WHERE "booking_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_waiting_wish_booking_id AFTER DELETE ON "booking" BEGIN DELETE FROM "waiting_wish" '
            'WHERE "booking_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER booking_consent_stands BEFORE UPDATE ON "booking_consent" WHEN (OLD.booking_id IS NULL) '
            "<> (NEW.booking_id IS NULL) OR OLD.booking_id <> NEW.booking_id OR (OLD.version IS NULL) <> "
            "(NEW.version IS NULL) OR OLD.version <> NEW.version OR (OLD.language IS NULL) <> (NEW.language IS NULL) "
            "OR OLD.language <> NEW.language OR (OLD.given_at IS NULL) <> (NEW.given_at IS NULL) OR OLD.given_at <> "
            "NEW.given_at OR (OLD.words_sealed IS NULL) <> (NEW.words_sealed IS NULL) OR OLD.words_sealed <> "
            "NEW.words_sealed BEGIN SELECT RAISE(ABORT, 'what somebody agreed to stands as it was read'); END"
        ),
        (
            'CREATE TRIGGER booking_consent_key_stands BEFORE UPDATE OF id ON "booking_consent" WHEN (OLD.id IS '
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not "
            "change'); END"
        ),
        (
            'CREATE TRIGGER booking_consent_is_not_replaced_by_insert BEFORE INSERT ON "booking_consent" WHEN EXISTS '
            '(SELECT 1 FROM "booking_consent" AS there WHERE ((there.booking_id = NEW.booking_id) OR (there.id = '
            "NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER booking_consent_is_not_replaced_by_update BEFORE UPDATE ON "booking_consent" WHEN EXISTS '
            '(SELECT 1 FROM "booking_consent" AS there WHERE ((there.booking_id = NEW.booking_id) OR (there.id = '
            "NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_wish_consent_wish_id AFTER DELETE ON "waiting_wish" BEGIN DELETE FROM '
            '"wish_consent" WHERE "wish_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER wish_consent_stands BEFORE UPDATE ON "wish_consent" WHEN (OLD.wish_id IS NULL) <> '
            "(NEW.wish_id IS NULL) OR OLD.wish_id <> NEW.wish_id OR (OLD.version IS NULL) <> (NEW.version IS NULL) "
            "OR OLD.version <> NEW.version OR (OLD.language IS NULL) <> (NEW.language IS NULL) OR OLD.language <> "
            "NEW.language OR (OLD.given_at IS NULL) <> (NEW.given_at IS NULL) OR OLD.given_at <> NEW.given_at OR "
            "(OLD.words_sealed IS NOT NULL AND ((OLD.words_sealed IS NULL) <> (NEW.words_sealed IS NULL) OR "
            "OLD.words_sealed <> NEW.words_sealed)) BEGIN SELECT RAISE(ABORT, 'what somebody agreed to stands as it "
            "was read'); END"
        ),
        (
            'CREATE TRIGGER wish_consent_key_stands BEFORE UPDATE OF id ON "wish_consent" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER wish_consent_is_not_replaced_by_insert BEFORE INSERT ON "wish_consent" WHEN EXISTS '
            '(SELECT 1 FROM "wish_consent" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR '
            "(there.wish_id = NEW.wish_id)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER wish_consent_is_not_replaced_by_update BEFORE UPDATE ON "wish_consent" WHEN EXISTS '
            '(SELECT 1 FROM "wish_consent" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR '
            "(there.wish_id = NEW.wish_id)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is "
            "put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION booking_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.person_id IS NOT "
            "NULL AND (((OLD.cabinet_id IS NULL) <> (NEW.cabinet_id IS NULL) OR OLD.cabinet_id <> NEW.cabinet_id OR "
            "(OLD.kind IS NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR (OLD.made_at IS NULL) <> "
            "(NEW.made_at IS NULL) OR OLD.made_at <> NEW.made_at OR (OLD.made_by_id IS NULL) <> (NEW.made_by_id IS "
            "NULL) OR OLD.made_by_id <> NEW.made_by_id) OR NEW.state = 'held' OR (((OLD.mediator_id IS NULL) <> "
            "(NEW.mediator_id IS NULL) OR OLD.mediator_id <> NEW.mediator_id OR (OLD.starts_at IS NULL) <> "
            "(NEW.starts_at IS NULL) OR OLD.starts_at <> NEW.starts_at OR (OLD.ends_at IS NULL) <> (NEW.ends_at IS "
            "NULL) OR OLD.ends_at <> NEW.ends_at) AND NEW.sequence <= OLD.sequence))) OR NEW.sequence < OLD.sequence "
            "OR (OLD.state LIKE 'cancelled%%' AND NEW.state <> OLD.state) THEN RAISE EXCEPTION 'a booking is moved "
            "or ended, and each change that is told raises its sequence' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        ('CREATE TRIGGER booking_stands BEFORE UPDATE ON "booking" FOR EACH ROW EXECUTE FUNCTION booking_stands()'),
        (
            "CREATE FUNCTION booking_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.person_id IS NOT "
            "NULL THEN RAISE EXCEPTION 'a booking is cancelled, never deleted' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER booking_stays BEFORE DELETE ON "booking" FOR EACH ROW EXECUTE FUNCTION booking_stays()'),
        (
            "CREATE FUNCTION booking_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER booking_key_stands BEFORE UPDATE OF id ON "booking" FOR EACH ROW EXECUTE FUNCTION '
            "booking_key_stands()"
        ),
        (
            "CREATE FUNCTION booking_consent_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.booking_id IS NULL) <> (NEW.booking_id IS NULL) OR OLD.booking_id <> NEW.booking_id OR "
            "(OLD.version IS NULL) <> (NEW.version IS NULL) OR OLD.version <> NEW.version OR (OLD.language IS NULL) "
            "<> (NEW.language IS NULL) OR OLD.language <> NEW.language OR (OLD.given_at IS NULL) <> (NEW.given_at IS "
            "NULL) OR OLD.given_at <> NEW.given_at OR (OLD.words_sealed IS NULL) <> (NEW.words_sealed IS NULL) OR "
            "OLD.words_sealed <> NEW.words_sealed THEN RAISE EXCEPTION 'what somebody agreed to stands as it was "
            "read' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER booking_consent_stands BEFORE UPDATE ON "booking_consent" FOR EACH ROW EXECUTE FUNCTION '
            "booking_consent_stands()"
        ),
        (
            "CREATE FUNCTION booking_consent_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER booking_consent_key_stands BEFORE UPDATE OF id ON "booking_consent" FOR EACH ROW EXECUTE '
            "FUNCTION booking_consent_key_stands()"
        ),
        (
            "CREATE FUNCTION wish_consent_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.wish_id IS "
            "NULL) <> (NEW.wish_id IS NULL) OR OLD.wish_id <> NEW.wish_id OR (OLD.version IS NULL) <> (NEW.version "
            "IS NULL) OR OLD.version <> NEW.version OR (OLD.language IS NULL) <> (NEW.language IS NULL) OR "
            "OLD.language <> NEW.language OR (OLD.given_at IS NULL) <> (NEW.given_at IS NULL) OR OLD.given_at <> "
            "NEW.given_at OR (OLD.words_sealed IS NOT NULL AND ((OLD.words_sealed IS NULL) <> (NEW.words_sealed IS "
            "NULL) OR OLD.words_sealed <> NEW.words_sealed)) THEN RAISE EXCEPTION 'what somebody agreed to stands as "
            "it was read' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER wish_consent_stands BEFORE UPDATE ON "wish_consent" FOR EACH ROW EXECUTE FUNCTION '
            "wish_consent_stands()"
        ),
        (
            "CREATE FUNCTION wish_consent_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER wish_consent_key_stands BEFORE UPDATE OF id ON "wish_consent" FOR EACH ROW EXECUTE '
            "FUNCTION wish_consent_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
