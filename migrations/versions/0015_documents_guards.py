"""What the database itself refuses of documents, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0015"
down_revision = "0014"

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
            'CREATE TRIGGER stored_file_of_a_signature_stays BEFORE DELETE ON "stored_file" WHEN EXISTS (SELECT 1 '
            "FROM agreement WHERE agreement.scan_id = OLD.id AND agreement.signed_on IS NOT NULL) BEGIN SELECT "
            "RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER stored_file_key_stands BEFORE UPDATE OF id ON "stored_file" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER stored_file_is_not_replaced_by_insert BEFORE INSERT ON "stored_file" WHEN EXISTS (SELECT '
            '1 FROM "stored_file" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR '
            "(there.stored_sha256 = NEW.stored_sha256)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
        (
            'CREATE TRIGGER stored_file_is_not_replaced_by_update BEFORE UPDATE ON "stored_file" WHEN EXISTS (SELECT '
            '1 FROM "stored_file" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid) OR '
            "(there.stored_sha256 = NEW.stored_sha256)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
        (
            "CREATE TRIGGER paper_words_stand BEFORE UPDATE ON \"paper\" WHEN OLD.status = 'ready' AND ((OLD.kind IS "
            "NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR (OLD.number IS NULL) <> (NEW.number IS NULL) OR "
            "OLD.number <> NEW.number OR (OLD.languages IS NULL) <> (NEW.languages IS NULL) OR OLD.languages <> "
            "NEW.languages OR (OLD.code IS NULL) <> (NEW.code IS NULL) OR OLD.code <> NEW.code OR (OLD.dated_on IS "
            "NULL) <> (NEW.dated_on IS NULL) OR OLD.dated_on <> NEW.dated_on OR (OLD.draft IS NULL) <> (NEW.draft IS "
            "NULL) OR OLD.draft <> NEW.draft OR (OLD.thing_id IS NULL) <> (NEW.thing_id IS NULL) OR OLD.thing_id <> "
            "NEW.thing_id OR (OLD.facts_index IS NULL) <> (NEW.facts_index IS NULL) OR OLD.facts_index <> "
            "NEW.facts_index OR (OLD.status IS NULL) <> (NEW.status IS NULL) OR OLD.status <> NEW.status OR "
            "(OLD.made_at IS NULL) <> (NEW.made_at IS NULL) OR OLD.made_at <> NEW.made_at OR (OLD.file_id IS NULL) "
            "<> (NEW.file_id IS NULL) OR OLD.file_id <> NEW.file_id OR (OLD.sha256 IS NULL) <> (NEW.sha256 IS NULL) "
            "OR OLD.sha256 <> NEW.sha256 OR (OLD.pages IS NULL) <> (NEW.pages IS NULL) OR OLD.pages <> NEW.pages) "
            "BEGIN SELECT RAISE(ABORT, 'an issued paper stays as it is'); END"
        ),
        (
            'CREATE TRIGGER paper_key_stands BEFORE UPDATE OF id ON "paper" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER paper_is_not_replaced_by_insert BEFORE INSERT ON "paper" WHEN EXISTS (SELECT 1 FROM '
            '"paper" AS there WHERE ((there.code = NEW.code) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid) OR '
            "(there.thing_id = NEW.thing_id AND there.kind = NEW.kind AND there.languages = NEW.languages AND "
            "there.facts_index = NEW.facts_index)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER paper_is_not_replaced_by_update BEFORE UPDATE ON "paper" WHEN EXISTS (SELECT 1 FROM '
            '"paper" AS there WHERE ((there.code = NEW.code) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid) OR '
            "(there.thing_id = NEW.thing_id AND there.kind = NEW.kind AND there.languages = NEW.languages AND "
            "there.facts_index = NEW.facts_index)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
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
        (
            "CREATE FUNCTION stored_file_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER stored_file_key_stands BEFORE UPDATE OF id ON "stored_file" FOR EACH ROW EXECUTE '
            "FUNCTION stored_file_key_stands()"
        ),
        (
            "CREATE FUNCTION paper_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = "
            "'ready' AND ((OLD.kind IS NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR (OLD.number IS NULL) "
            "<> (NEW.number IS NULL) OR OLD.number <> NEW.number OR (OLD.languages IS NULL) <> (NEW.languages IS "
            "NULL) OR OLD.languages <> NEW.languages OR (OLD.code IS NULL) <> (NEW.code IS NULL) OR OLD.code <> "
            "NEW.code OR (OLD.dated_on IS NULL) <> (NEW.dated_on IS NULL) OR OLD.dated_on <> NEW.dated_on OR "
            "(OLD.draft IS NULL) <> (NEW.draft IS NULL) OR OLD.draft <> NEW.draft OR (OLD.thing_id IS NULL) <> "
            "(NEW.thing_id IS NULL) OR OLD.thing_id <> NEW.thing_id OR (OLD.facts_index IS NULL) <> (NEW.facts_index "
            "IS NULL) OR OLD.facts_index <> NEW.facts_index OR (OLD.status IS NULL) <> (NEW.status IS NULL) OR "
            "OLD.status <> NEW.status OR (OLD.made_at IS NULL) <> (NEW.made_at IS NULL) OR OLD.made_at <> "
            "NEW.made_at OR (OLD.file_id IS NULL) <> (NEW.file_id IS NULL) OR OLD.file_id <> NEW.file_id OR "
            "(OLD.sha256 IS NULL) <> (NEW.sha256 IS NULL) OR OLD.sha256 <> NEW.sha256 OR (OLD.pages IS NULL) <> "
            "(NEW.pages IS NULL) OR OLD.pages <> NEW.pages) THEN RAISE EXCEPTION 'an issued paper stays as it is' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        ('CREATE TRIGGER paper_words_stand BEFORE UPDATE ON "paper" FOR EACH ROW EXECUTE FUNCTION paper_words_stand()'),
        (
            "CREATE FUNCTION paper_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) <> "
            "(NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER paper_key_stands BEFORE UPDATE OF id ON "paper" FOR EACH ROW EXECUTE FUNCTION '
            "paper_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
