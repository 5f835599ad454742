"""What the database itself refuses of audit, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0011"
down_revision = "0010"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER entry_words_stand BEFORE UPDATE ON "entry" WHEN (OLD.at IS NULL) <> (NEW.at IS NULL) OR '
            "OLD.at <> NEW.at OR (OLD.account_id IS NULL) <> (NEW.account_id IS NULL) OR OLD.account_id <> "
            "NEW.account_id OR (OLD.action IS NULL) <> (NEW.action IS NULL) OR OLD.action <> NEW.action OR "
            "(OLD.thing_kind IS NULL) <> (NEW.thing_kind IS NULL) OR OLD.thing_kind <> NEW.thing_kind OR "
            "(OLD.thing_id IS NULL) <> (NEW.thing_id IS NULL) OR OLD.thing_id <> NEW.thing_id OR (OLD.matter_id IS "
            "NULL) <> (NEW.matter_id IS NULL) OR OLD.matter_id <> NEW.matter_id OR (OLD.place_id IS NULL) <> "
            "(NEW.place_id IS NULL) OR OLD.place_id <> NEW.place_id OR CAST(OLD.details AS TEXT) <> CAST(NEW.details "
            "AS TEXT) BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END"
        ),
        (
            'CREATE TRIGGER entry_stays BEFORE DELETE ON "entry" WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, \'the history '
            "is only added to'); END"
        ),
        (
            'CREATE TRIGGER entry_key_stands BEFORE UPDATE OF id ON "entry" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER entry_is_not_replaced_by_insert BEFORE INSERT ON "entry" WHEN EXISTS (SELECT 1 FROM '
            '"entry" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR (there.sequence = '
            "NEW.sequence)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER entry_is_not_replaced_by_update BEFORE UPDATE ON "entry" WHEN EXISTS (SELECT 1 FROM '
            '"entry" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR (there.sequence = '
            "NEW.sequence)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER reading_words_stand BEFORE UPDATE ON "reading" WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, \'the '
            "history is only added to'); END"
        ),
        (
            'CREATE TRIGGER reading_stays BEFORE DELETE ON "reading" WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, \'the '
            "history is only added to'); END"
        ),
        (
            'CREATE TRIGGER reading_key_stands BEFORE UPDATE OF id ON "reading" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER reading_is_not_replaced_by_insert BEFORE INSERT ON "reading" WHEN EXISTS (SELECT 1 FROM '
            '"reading" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN '
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER reading_is_not_replaced_by_update BEFORE UPDATE ON "reading" WHEN EXISTS (SELECT 1 FROM '
            '"reading" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = '
            "OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION entry_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.at IS NULL) <> "
            "(NEW.at IS NULL) OR OLD.at <> NEW.at OR (OLD.account_id IS NULL) <> (NEW.account_id IS NULL) OR "
            "OLD.account_id <> NEW.account_id OR (OLD.action IS NULL) <> (NEW.action IS NULL) OR OLD.action <> "
            "NEW.action OR (OLD.thing_kind IS NULL) <> (NEW.thing_kind IS NULL) OR OLD.thing_kind <> NEW.thing_kind "
            "OR (OLD.thing_id IS NULL) <> (NEW.thing_id IS NULL) OR OLD.thing_id <> NEW.thing_id OR (OLD.matter_id "
            "IS NULL) <> (NEW.matter_id IS NULL) OR OLD.matter_id <> NEW.matter_id OR (OLD.place_id IS NULL) <> "
            "(NEW.place_id IS NULL) OR OLD.place_id <> NEW.place_id OR CAST(OLD.details AS TEXT) <> CAST(NEW.details "
            "AS TEXT) THEN RAISE EXCEPTION 'the history is only added to' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        ('CREATE TRIGGER entry_words_stand BEFORE UPDATE ON "entry" FOR EACH ROW EXECUTE FUNCTION entry_words_stand()'),
        (
            "CREATE FUNCTION entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE "
            "EXCEPTION 'the history is only added to' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER entry_stays BEFORE DELETE ON "entry" FOR EACH ROW EXECUTE FUNCTION entry_stays()'),
        (
            "CREATE FUNCTION entry_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) <> "
            "(NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER entry_key_stands BEFORE UPDATE OF id ON "entry" FOR EACH ROW EXECUTE FUNCTION '
            "entry_key_stands()"
        ),
        (
            "CREATE FUNCTION reading_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE "
            "EXCEPTION 'the history is only added to' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER reading_words_stand BEFORE UPDATE ON "reading" FOR EACH ROW EXECUTE FUNCTION '
            "reading_words_stand()"
        ),
        (
            "CREATE FUNCTION reading_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE "
            "EXCEPTION 'the history is only added to' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER reading_stays BEFORE DELETE ON "reading" FOR EACH ROW EXECUTE FUNCTION reading_stays()'),
        (
            "CREATE FUNCTION reading_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER reading_key_stands BEFORE UPDATE OF id ON "reading" FOR EACH ROW EXECUTE FUNCTION '
            "reading_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
