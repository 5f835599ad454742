"""What the database itself refuses of notifications, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0013"
down_revision = "0012"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER message_text_stands BEFORE UPDATE ON "message_text" WHEN (OLD.kind IS NULL) <> (NEW.kind '
            "IS NULL) OR OLD.kind <> NEW.kind OR (OLD.since IS NULL) <> (NEW.since IS NULL) OR OLD.since <> "
            "NEW.since OR (OLD.subject_kk IS NULL) <> (NEW.subject_kk IS NULL) OR OLD.subject_kk <> NEW.subject_kk "
            "OR (OLD.body_kk IS NULL) <> (NEW.body_kk IS NULL) OR OLD.body_kk <> NEW.body_kk OR (OLD.sms_kk IS NULL) "
            "<> (NEW.sms_kk IS NULL) OR OLD.sms_kk <> NEW.sms_kk OR (OLD.subject_ru IS NULL) <> (NEW.subject_ru IS "
            "NULL) OR OLD.subject_ru <> NEW.subject_ru OR (OLD.body_ru IS NULL) <> (NEW.body_ru IS NULL) OR "
            "OLD.body_ru <> NEW.body_ru OR (OLD.sms_ru IS NULL) <> (NEW.sms_ru IS NULL) OR OLD.sms_ru <> NEW.sms_ru "
            "OR (OLD.subject_en IS NULL) <> (NEW.subject_en IS NULL) OR OLD.subject_en <> NEW.subject_en OR "
            "(OLD.body_en IS NULL) <> (NEW.body_en IS NULL) OR OLD.body_en <> NEW.body_en OR (OLD.sms_en IS NULL) <> "
            "(NEW.sms_en IS NULL) OR OLD.sms_en <> NEW.sms_en BEGIN SELECT RAISE(ABORT, 'words that were said stand: "
            "others are said from another day on'); END"
        ),
        (
            'CREATE TRIGGER one_message_text_at_a_time_insert BEFORE INSERT ON "message_text" WHEN EXISTS (SELECT 1 '
            'FROM "message_text" AS other WHERE other.id <> NEW.id AND other.kind = NEW.kind AND (NEW.until IS NULL '
            "OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_message_text_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_message_text_at_a_time_update BEFORE UPDATE ON "message_text" WHEN EXISTS (SELECT 1 '
            'FROM "message_text" AS other WHERE other.id <> NEW.id AND other.kind = NEW.kind AND (NEW.until IS NULL '
            "OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_message_text_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER message_text_key_stands BEFORE UPDATE OF id ON "message_text" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER message_text_is_not_replaced_by_insert BEFORE INSERT ON "message_text" WHEN EXISTS '
            '(SELECT 1 FROM "message_text" AS there WHERE ((there.id = NEW.id) OR (there.kind = NEW.kind AND '
            "there.since = NEW.since) OR (there.kind = NEW.kind AND until IS NULL AND NEW.until IS NULL) OR "
            "(there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); "
            "END"
        ),
        (
            'CREATE TRIGGER message_text_is_not_replaced_by_update BEFORE UPDATE ON "message_text" WHEN EXISTS '
            '(SELECT 1 FROM "message_text" AS there WHERE ((there.id = NEW.id) OR (there.kind = NEW.kind AND '
            "there.since = NEW.since) OR (there.kind = NEW.kind AND until IS NULL AND NEW.until IS NULL) OR "
            "(there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION message_text_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.kind IS "
            "NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR (OLD.since IS NULL) <> (NEW.since IS NULL) OR "
            "OLD.since <> NEW.since OR (OLD.subject_kk IS NULL) <> (NEW.subject_kk IS NULL) OR OLD.subject_kk <> "
            "NEW.subject_kk OR (OLD.body_kk IS NULL) <> (NEW.body_kk IS NULL) OR OLD.body_kk <> NEW.body_kk OR "
            "(OLD.sms_kk IS NULL) <> (NEW.sms_kk IS NULL) OR OLD.sms_kk <> NEW.sms_kk OR (OLD.subject_ru IS NULL) <> "
            "(NEW.subject_ru IS NULL) OR OLD.subject_ru <> NEW.subject_ru OR (OLD.body_ru IS NULL) <> (NEW.body_ru "
            "IS NULL) OR OLD.body_ru <> NEW.body_ru OR (OLD.sms_ru IS NULL) <> (NEW.sms_ru IS NULL) OR OLD.sms_ru <> "
            "NEW.sms_ru OR (OLD.subject_en IS NULL) <> (NEW.subject_en IS NULL) OR OLD.subject_en <> NEW.subject_en "
            "OR (OLD.body_en IS NULL) <> (NEW.body_en IS NULL) OR OLD.body_en <> NEW.body_en OR (OLD.sms_en IS NULL) "
            "<> (NEW.sms_en IS NULL) OR OLD.sms_en <> NEW.sms_en THEN RAISE EXCEPTION 'words that were said stand: "
            "others are said from another day on' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER message_text_stands BEFORE UPDATE ON "message_text" FOR EACH ROW EXECUTE FUNCTION '
            "message_text_stands()"
        ),
        ("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        (
            'ALTER TABLE "message_text" ADD CONSTRAINT one_message_text_at_a_time EXCLUDE USING gist (kind WITH =, '
            "daterange(since, until) WITH &&)"
        ),
        (
            "CREATE FUNCTION message_text_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER message_text_key_stands BEFORE UPDATE OF id ON "message_text" FOR EACH ROW EXECUTE '
            "FUNCTION message_text_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
