"""What the database itself refuses of intake_invitation, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0051"
down_revision = "0050"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER sweep_invitation_attempt_invitation_id AFTER DELETE ON "invitation" BEGIN DELETE FROM '
            '"invitation_attempt" WHERE "invitation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_invitation_reply_invitation_id AFTER DELETE ON "invitation" BEGIN DELETE FROM '
            '"invitation_reply" WHERE "invitation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_own_word_invitation_id AFTER DELETE ON "invitation" BEGIN DELETE FROM "own_word" '
            'WHERE "invitation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER invitation_attempt_needs_consent BEFORE INSERT ON "invitation_attempt" WHEN NOT EXISTS '
            "(SELECT 1 FROM invitation AS its WHERE its.id = NEW.invitation_id AND its.permitted_on IS NOT NULL) "
            "BEGIN SELECT RAISE(ABORT, 'nothing leaves without the applicant'); END"
        ),
        (
            'CREATE TRIGGER invitation_attempt_stands BEFORE UPDATE ON "invitation_attempt" WHEN (OLD.invitation_id '
            "IS NULL) <> (NEW.invitation_id IS NULL) OR OLD.invitation_id <> NEW.invitation_id OR (OLD.channel IS "
            "NULL) <> (NEW.channel IS NULL) OR OLD.channel <> NEW.channel OR (OLD.result IS NULL) <> (NEW.result IS "
            "NULL) OR OLD.result <> NEW.result OR (OLD.written IS NULL) <> (NEW.written IS NULL) OR OLD.written <> "
            "NEW.written OR (OLD.tried_on IS NULL) <> (NEW.tried_on IS NULL) OR OLD.tried_on <> NEW.tried_on OR "
            "(OLD.due_on IS NULL) <> (NEW.due_on IS NULL) OR OLD.due_on <> NEW.due_on BEGIN SELECT RAISE(ABORT, 'a "
            "try to reach a side stays as it was noted'); END"
        ),
        (
            'CREATE TRIGGER invitation_attempt_key_stands BEFORE UPDATE OF id ON "invitation_attempt" WHEN (OLD.id '
            "IS NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not "
            "change'); END"
        ),
        (
            'CREATE TRIGGER invitation_attempt_is_not_replaced_by_insert BEFORE INSERT ON "invitation_attempt" WHEN '
            'EXISTS (SELECT 1 FROM "invitation_attempt" AS there WHERE ((there.id = NEW.id) OR (there.rowid = '
            "NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER invitation_attempt_is_not_replaced_by_update BEFORE UPDATE ON "invitation_attempt" WHEN '
            'EXISTS (SELECT 1 FROM "invitation_attempt" AS there WHERE ((there.id = NEW.id) OR (there.rowid = '
            "NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER invitation_reply_needs_consent BEFORE INSERT ON "invitation_reply" WHEN NOT EXISTS '
            "(SELECT 1 FROM invitation AS its WHERE its.id = NEW.invitation_id AND its.permitted_on IS NOT NULL) "
            "BEGIN SELECT RAISE(ABORT, 'nothing leaves without the applicant'); END"
        ),
        (
            'CREATE TRIGGER invitation_reply_key_stands BEFORE UPDATE OF id ON "invitation_reply" WHEN (OLD.id IS '
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not "
            "change'); END"
        ),
        (
            'CREATE TRIGGER invitation_reply_is_not_replaced_by_insert BEFORE INSERT ON "invitation_reply" WHEN '
            'EXISTS (SELECT 1 FROM "invitation_reply" AS there WHERE ((there.id = NEW.id) OR (there.invitation_id = '
            "NEW.invitation_id AND state = 'waiting' AND NEW.state = 'waiting') OR (there.rowid = NEW.rowid)) AND "
            "NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER invitation_reply_is_not_replaced_by_update BEFORE UPDATE ON "invitation_reply" WHEN '
            'EXISTS (SELECT 1 FROM "invitation_reply" AS there WHERE ((there.id = NEW.id) OR (there.invitation_id = '
            "NEW.invitation_id AND state = 'waiting' AND NEW.state = 'waiting') OR (there.rowid = NEW.rowid)) AND "
            "NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_own_word_reply_id AFTER DELETE ON "invitation_reply" BEGIN DELETE FROM "own_word" '
            'WHERE "reply_id" = OLD."id"; END'
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION invitation_attempt_needs_consent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT "
            "EXISTS (SELECT 1 FROM invitation AS its WHERE its.id = NEW.invitation_id AND its.permitted_on IS NOT "
            "NULL) THEN RAISE EXCEPTION 'nothing leaves without the applicant' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER invitation_attempt_needs_consent BEFORE INSERT ON "invitation_attempt" FOR EACH ROW '
            "EXECUTE FUNCTION invitation_attempt_needs_consent()"
        ),
        (
            "CREATE FUNCTION invitation_attempt_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.invitation_id IS NULL) <> (NEW.invitation_id IS NULL) OR OLD.invitation_id <> NEW.invitation_id OR "
            "(OLD.channel IS NULL) <> (NEW.channel IS NULL) OR OLD.channel <> NEW.channel OR (OLD.result IS NULL) <> "
            "(NEW.result IS NULL) OR OLD.result <> NEW.result OR (OLD.written IS NULL) <> (NEW.written IS NULL) OR "
            "OLD.written <> NEW.written OR (OLD.tried_on IS NULL) <> (NEW.tried_on IS NULL) OR OLD.tried_on <> "
            "NEW.tried_on OR (OLD.due_on IS NULL) <> (NEW.due_on IS NULL) OR OLD.due_on <> NEW.due_on THEN RAISE "
            "EXCEPTION 'a try to reach a side stays as it was noted' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER invitation_attempt_stands BEFORE UPDATE ON "invitation_attempt" FOR EACH ROW EXECUTE '
            "FUNCTION invitation_attempt_stands()"
        ),
        (
            "CREATE FUNCTION invitation_attempt_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id "
            "IS NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not "
            "change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER invitation_attempt_key_stands BEFORE UPDATE OF id ON "invitation_attempt" FOR EACH ROW '
            "EXECUTE FUNCTION invitation_attempt_key_stands()"
        ),
        (
            "CREATE FUNCTION invitation_reply_needs_consent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT "
            "EXISTS (SELECT 1 FROM invitation AS its WHERE its.id = NEW.invitation_id AND its.permitted_on IS NOT "
            "NULL) THEN RAISE EXCEPTION 'nothing leaves without the applicant' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER invitation_reply_needs_consent BEFORE INSERT ON "invitation_reply" FOR EACH ROW EXECUTE '
            "FUNCTION invitation_reply_needs_consent()"
        ),
        (
            "CREATE FUNCTION invitation_reply_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id "
            "IS NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not "
            "change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER invitation_reply_key_stands BEFORE UPDATE OF id ON "invitation_reply" FOR EACH ROW '
            "EXECUTE FUNCTION invitation_reply_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
