"""What the database itself refuses of intake_application, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0042"
down_revision = "0041"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER application_sent_once BEFORE UPDATE ON "application" WHEN OLD.sent_at IS NOT NULL AND '
            "((OLD.sent_at IS NULL) <> (NEW.sent_at IS NULL) OR OLD.sent_at <> NEW.sent_at OR (OLD.request_id IS "
            "NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.said_sealed IS NULL) <> "
            "(NEW.said_sealed IS NULL) OR OLD.said_sealed <> NEW.said_sealed) BEGIN SELECT RAISE(ABORT, 'a request "
            "from home is sent once'); END"
        ),
        (
            'CREATE TRIGGER application_key_stands BEFORE UPDATE OF id ON "application" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER application_is_not_replaced_by_insert BEFORE INSERT ON "application" WHEN EXISTS (SELECT '
            '1 FROM "application" AS there WHERE ((there.id = NEW.id) OR (there.request_id = NEW.request_id) OR '
            "(there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); "
            "END"
        ),
        (
            'CREATE TRIGGER application_is_not_replaced_by_update BEFORE UPDATE ON "application" WHEN EXISTS (SELECT '
            '1 FROM "application" AS there WHERE ((there.id = NEW.id) OR (there.request_id = NEW.request_id) OR '
            "(there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
        (
            'CREATE TRIGGER consent_stands BEFORE UPDATE ON "consent" WHEN (OLD.request_id IS NULL) <> '
            "(NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.purpose IS NULL) <> (NEW.purpose "
            "IS NULL) OR OLD.purpose <> NEW.purpose OR (OLD.version IS NULL) <> (NEW.version IS NULL) OR OLD.version "
            "<> NEW.version OR (OLD.language IS NULL) <> (NEW.language IS NULL) OR OLD.language <> NEW.language OR "
            "(OLD.given_at IS NULL) <> (NEW.given_at IS NULL) OR OLD.given_at <> NEW.given_at OR (OLD.words_sealed "
            "IS NOT NULL AND ((OLD.words_sealed IS NULL) <> (NEW.words_sealed IS NULL) OR OLD.words_sealed <> "
            "NEW.words_sealed)) OR (OLD.withdrawn_at IS NOT NULL AND ((OLD.withdrawn_at IS NULL) <> "
            "(NEW.withdrawn_at IS NULL) OR OLD.withdrawn_at <> NEW.withdrawn_at)) BEGIN SELECT RAISE(ABORT, 'what "
            "somebody agreed to stands as it was read, and is withdrawn once'); END"
        ),
        (
            'CREATE TRIGGER consent_key_stands BEFORE UPDATE OF id ON "consent" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER consent_is_not_replaced_by_insert BEFORE INSERT ON "consent" WHEN EXISTS (SELECT 1 FROM '
            '"consent" AS there WHERE ((there.id = NEW.id) OR (there.request_id = NEW.request_id AND there.purpose = '
            "NEW.purpose) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
        (
            'CREATE TRIGGER consent_is_not_replaced_by_update BEFORE UPDATE ON "consent" WHEN EXISTS (SELECT 1 FROM '
            '"consent" AS there WHERE ((there.id = NEW.id) OR (there.request_id = NEW.request_id AND there.purpose = '
            "NEW.purpose) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION application_sent_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.sent_at IS "
            "NOT NULL AND ((OLD.sent_at IS NULL) <> (NEW.sent_at IS NULL) OR OLD.sent_at <> NEW.sent_at OR "
            "(OLD.request_id IS NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR "
            "(OLD.said_sealed IS NULL) <> (NEW.said_sealed IS NULL) OR OLD.said_sealed <> NEW.said_sealed) THEN "
            "RAISE EXCEPTION 'a request from home is sent once' USING ERRCODE = 'check_violation'; END IF; RETURN "
            "NEW; END $$"
        ),
        (
            'CREATE TRIGGER application_sent_once BEFORE UPDATE ON "application" FOR EACH ROW EXECUTE FUNCTION '
            "application_sent_once()"
        ),
        (
            "CREATE FUNCTION application_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER application_key_stands BEFORE UPDATE OF id ON "application" FOR EACH ROW EXECUTE '
            "FUNCTION application_key_stands()"
        ),
        (
            "CREATE FUNCTION consent_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.request_id IS "
            "NULL) <> (NEW.request_id IS NULL) OR OLD.request_id <> NEW.request_id OR (OLD.purpose IS NULL) <> "
            "(NEW.purpose IS NULL) OR OLD.purpose <> NEW.purpose OR (OLD.version IS NULL) <> (NEW.version IS NULL) "
            "OR OLD.version <> NEW.version OR (OLD.language IS NULL) <> (NEW.language IS NULL) OR OLD.language <> "
            "NEW.language OR (OLD.given_at IS NULL) <> (NEW.given_at IS NULL) OR OLD.given_at <> NEW.given_at OR "
            "(OLD.words_sealed IS NOT NULL AND ((OLD.words_sealed IS NULL) <> (NEW.words_sealed IS NULL) OR "
            "OLD.words_sealed <> NEW.words_sealed)) OR (OLD.withdrawn_at IS NOT NULL AND ((OLD.withdrawn_at IS NULL) "
            "<> (NEW.withdrawn_at IS NULL) OR OLD.withdrawn_at <> NEW.withdrawn_at)) THEN RAISE EXCEPTION 'what "
            "somebody agreed to stands as it was read, and is withdrawn once' USING ERRCODE = 'check_violation'; END "
            "IF; RETURN NEW; END $$"
        ),
        ('CREATE TRIGGER consent_stands BEFORE UPDATE ON "consent" FOR EACH ROW EXECUTE FUNCTION consent_stands()'),
        (
            "CREATE FUNCTION consent_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER consent_key_stands BEFORE UPDATE OF id ON "consent" FOR EACH ROW EXECUTE FUNCTION '
            "consent_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
