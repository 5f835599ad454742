"""What the database itself refuses of documents, and what it sweeps away with a row: the same as beside the tables."""

from alembic import op

revision = "0012"
down_revision = "0011"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER stored_file_words_stand BEFORE UPDATE ON "stored_file" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id OR (OLD.sha256 IS NULL) <> (NEW.sha256 IS NULL) OR OLD.sha256 <> "
            "NEW.sha256 OR (OLD.stored_sha256 IS NULL) <> (NEW.stored_sha256 IS NULL) OR OLD.stored_sha256 <> "
            "NEW.stored_sha256 OR (OLD.received_sha256 IS NULL) <> (NEW.received_sha256 IS NULL) OR "
            "OLD.received_sha256 <> NEW.received_sha256 OR (OLD.size IS NULL) <> (NEW.size IS NULL) OR OLD.size <> "
            "NEW.size OR (OLD.media_type IS NULL) <> (NEW.media_type IS NULL) OR OLD.media_type <> NEW.media_type OR "
            "(OLD.name IS NULL) <> (NEW.name IS NULL) OR OLD.name <> NEW.name BEGIN SELECT RAISE(ABORT, 'a stored "
            "file stays as it is'); END"
        ),
        (
            'CREATE TRIGGER stored_file_stays BEFORE DELETE ON "stored_file" WHEN EXISTS (SELECT 1 FROM paper WHERE '
            "paper.file_id = OLD.id) BEGIN SELECT RAISE(ABORT, 'a stored file stays as it is'); END"
        ),
        (
            'CREATE TRIGGER stored_file_is_not_replaced BEFORE INSERT ON "stored_file" WHEN EXISTS (SELECT 1 FROM '
            '"stored_file" AS there WHERE there.id = NEW.id) BEGIN SELECT RAISE(ABORT, \'a stored file stays as it '
            "is'); END"
        ),
        (
            'CREATE TRIGGER stored_file_of_a_signature_stays BEFORE DELETE ON "stored_file" WHEN EXISTS (SELECT 1 '
            "FROM agreement WHERE agreement.scan_id = OLD.id AND agreement.signed_on IS NOT NULL) BEGIN SELECT "
            "RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION stored_file_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id OR (OLD.sha256 IS NULL) <> (NEW.sha256 IS NULL) OR "
            "OLD.sha256 <> NEW.sha256 OR (OLD.stored_sha256 IS NULL) <> (NEW.stored_sha256 IS NULL) OR "
            "OLD.stored_sha256 <> NEW.stored_sha256 OR (OLD.received_sha256 IS NULL) <> (NEW.received_sha256 IS "
            "NULL) OR OLD.received_sha256 <> NEW.received_sha256 OR (OLD.size IS NULL) <> (NEW.size IS NULL) OR "
            "OLD.size <> NEW.size OR (OLD.media_type IS NULL) <> (NEW.media_type IS NULL) OR OLD.media_type <> "
            "NEW.media_type OR (OLD.name IS NULL) <> (NEW.name IS NULL) OR OLD.name <> NEW.name THEN RAISE EXCEPTION "
            "'a stored file stays as it is' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER stored_file_words_stand BEFORE UPDATE ON "stored_file" FOR EACH ROW EXECUTE FUNCTION '
            "stored_file_words_stand()"
        ),
        (
            "CREATE FUNCTION stored_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            "FROM paper WHERE paper.file_id = OLD.id) THEN RAISE EXCEPTION 'a stored file stays as it is' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER stored_file_stays BEFORE DELETE ON "stored_file" FOR EACH ROW EXECUTE FUNCTION '
            "stored_file_stays()"
        ),
        (
            "CREATE FUNCTION stored_file_of_a_signature_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "EXISTS (SELECT 1 FROM agreement WHERE agreement.scan_id = OLD.id AND agreement.signed_on IS NOT NULL) "
            "THEN RAISE EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER stored_file_of_a_signature_stays BEFORE DELETE ON "stored_file" FOR EACH ROW EXECUTE '
            "FUNCTION stored_file_of_a_signature_stays()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
