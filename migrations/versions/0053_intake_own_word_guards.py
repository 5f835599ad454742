"""What the database itself refuses of intake_own_word, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0053"
down_revision = "0052"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER own_word_stands BEFORE UPDATE ON "own_word" WHEN OLD.sent_at IS NOT NULL AND '
            "((OLD.invitation_id IS NULL) <> (NEW.invitation_id IS NULL) OR OLD.invitation_id <> NEW.invitation_id "
            "OR (OLD.reply_id IS NULL) <> (NEW.reply_id IS NULL) OR OLD.reply_id <> NEW.reply_id OR (OLD.sent_at IS "
            "NULL) <> (NEW.sent_at IS NULL) OR OLD.sent_at <> NEW.sent_at OR (OLD.said_sealed IS NULL) <> "
            "(NEW.said_sealed IS NULL) OR OLD.said_sealed <> NEW.said_sealed) BEGIN SELECT RAISE(ABORT, 'what a side "
            "has sent stays as it was sent'); END"
        ),
        (
            'CREATE TRIGGER own_word_key_stands BEFORE UPDATE OF id ON "own_word" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER own_word_is_not_replaced_by_insert BEFORE INSERT ON "own_word" WHEN EXISTS (SELECT 1 '
            'FROM "own_word" AS there WHERE ((there.id = NEW.id) OR (there.reply_id = NEW.reply_id) OR (there.rowid '
            "= NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER own_word_is_not_replaced_by_update BEFORE UPDATE ON "own_word" WHEN EXISTS (SELECT 1 '
            'FROM "own_word" AS there WHERE ((there.id = NEW.id) OR (there.reply_id = NEW.reply_id) OR (there.rowid '
            "= NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION own_word_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.sent_at IS NOT "
            "NULL AND ((OLD.invitation_id IS NULL) <> (NEW.invitation_id IS NULL) OR OLD.invitation_id <> "
            "NEW.invitation_id OR (OLD.reply_id IS NULL) <> (NEW.reply_id IS NULL) OR OLD.reply_id <> NEW.reply_id "
            "OR (OLD.sent_at IS NULL) <> (NEW.sent_at IS NULL) OR OLD.sent_at <> NEW.sent_at OR (OLD.said_sealed IS "
            "NULL) <> (NEW.said_sealed IS NULL) OR OLD.said_sealed <> NEW.said_sealed) THEN RAISE EXCEPTION 'what a "
            "side has sent stays as it was sent' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        ('CREATE TRIGGER own_word_stands BEFORE UPDATE ON "own_word" FOR EACH ROW EXECUTE FUNCTION own_word_stands()'),
        (
            "CREATE FUNCTION own_word_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER own_word_key_stands BEFORE UPDATE OF id ON "own_word" FOR EACH ROW EXECUTE FUNCTION '
            "own_word_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
