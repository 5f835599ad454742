"""What the database itself refuses of disputes, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER catalogue_item_code_stands BEFORE UPDATE ON "catalogue_item" WHEN (OLD.catalogue IS '
            "NULL) <> (NEW.catalogue IS NULL) OR OLD.catalogue <> NEW.catalogue OR (OLD.code IS NULL) <> (NEW.code "
            "IS NULL) OR OLD.code <> NEW.code OR (OLD.parent_code IS NULL) <> (NEW.parent_code IS NULL) OR "
            "OLD.parent_code <> NEW.parent_code BEGIN SELECT RAISE(ABORT, 'a code once given does not change'); END"
        ),
        (
            'CREATE TRIGGER catalogue_item_with_others_stays BEFORE DELETE ON "catalogue_item" WHEN EXISTS (SELECT 1 '
            "FROM catalogue_item AS sub WHERE sub.catalogue = OLD.catalogue AND sub.parent_code = OLD.code) BEGIN "
            "SELECT RAISE(ABORT, 'other items stand under this one'); END"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_clause_dispute_code_stays BEFORE DELETE ON "catalogue_item" '
            'WHEN OLD.catalogue = \'dispute_type\' AND EXISTS (SELECT 1 FROM "clause" WHERE "clause".dispute_code = '
            "OLD.code) BEGIN SELECT RAISE(ABORT, 'a code that was used stays'); END"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_request_dispute_code_stays BEFORE DELETE ON "catalogue_item" '
            'WHEN OLD.catalogue = \'dispute_type\' AND EXISTS (SELECT 1 FROM "request" WHERE "request".dispute_code = '
            "OLD.code) BEGIN SELECT RAISE(ABORT, 'a code that was used stays'); END"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_request_source_stays BEFORE DELETE ON "catalogue_item" WHEN '
            'OLD.catalogue = \'source\' AND EXISTS (SELECT 1 FROM "request" WHERE "request".source = OLD.code) BEGIN '
            "SELECT RAISE(ABORT, 'a code that was used stays'); END"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_mediator_dispute_codes_stays BEFORE DELETE ON "catalogue_item" '
            "WHEN OLD.catalogue = 'dispute_type' AND EXISTS (SELECT 1 FROM \"mediator\" WHERE "
            "CAST(\"mediator\".dispute_codes AS TEXT) LIKE '%\"' || REPLACE(OLD.code, '_', '!_') || '\"%' ESCAPE '!') "
            "BEGIN SELECT RAISE(ABORT, 'a code that was used stays'); END"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_event_kind_stays BEFORE DELETE ON "catalogue_item" WHEN '
            'OLD.catalogue = \'event_kind\' AND EXISTS (SELECT 1 FROM "event" WHERE "event".kind = OLD.code) BEGIN '
            "SELECT RAISE(ABORT, 'a code that was used stays'); END"
        ),
        (
            'CREATE TRIGGER catalogue_item_key_stands BEFORE UPDATE OF id ON "catalogue_item" WHEN (OLD.id IS NULL) '
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); "
            "END"
        ),
        (
            'CREATE TRIGGER catalogue_item_is_not_replaced_by_insert BEFORE INSERT ON "catalogue_item" WHEN EXISTS '
            '(SELECT 1 FROM "catalogue_item" AS there WHERE ((there.catalogue = NEW.catalogue AND there.code = '
            "NEW.code) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER catalogue_item_is_not_replaced_by_update BEFORE UPDATE ON "catalogue_item" WHEN EXISTS '
            '(SELECT 1 FROM "catalogue_item" AS there WHERE ((there.catalogue = NEW.catalogue AND there.code = '
            "NEW.code) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN "
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER clause_code_stands BEFORE UPDATE ON "clause" WHEN (OLD.code IS NULL) <> (NEW.code IS '
            "NULL) OR OLD.code <> NEW.code BEGIN SELECT RAISE(ABORT, 'a code once given does not change'); END"
        ),
        (
            'CREATE TRIGGER clause_stays BEFORE DELETE ON "clause" WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, \'a clause '
            "ends by a day, it does not go'); END"
        ),
        (
            'CREATE TRIGGER clause_key_stands BEFORE UPDATE OF id ON "clause" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER clause_is_not_replaced_by_insert BEFORE INSERT ON "clause" WHEN EXISTS (SELECT 1 FROM '
            '"clause" AS there WHERE ((there.code = NEW.code) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) '
            "AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER clause_is_not_replaced_by_update BEFORE UPDATE ON "clause" WHEN EXISTS (SELECT 1 FROM '
            '"clause" AS there WHERE ((there.code = NEW.code) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) '
            "AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION catalogue_item_code_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.catalogue IS NULL) <> (NEW.catalogue IS NULL) OR OLD.catalogue <> NEW.catalogue OR (OLD.code IS "
            "NULL) <> (NEW.code IS NULL) OR OLD.code <> NEW.code OR (OLD.parent_code IS NULL) <> (NEW.parent_code IS "
            "NULL) OR OLD.parent_code <> NEW.parent_code THEN RAISE EXCEPTION 'a code once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER catalogue_item_code_stands BEFORE UPDATE ON "catalogue_item" FOR EACH ROW EXECUTE '
            "FUNCTION catalogue_item_code_stands()"
        ),
        (
            "CREATE FUNCTION catalogue_item_with_others_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "EXISTS (SELECT 1 FROM catalogue_item AS sub WHERE sub.catalogue = OLD.catalogue AND sub.parent_code = "
            "OLD.code) THEN RAISE EXCEPTION 'other items stand under this one' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER catalogue_item_with_others_stays BEFORE DELETE ON "catalogue_item" FOR EACH ROW EXECUTE '
            "FUNCTION catalogue_item_with_others_stays()"
        ),
        (
            "CREATE FUNCTION catalogue_item_chosen_in_clause_dispute_code_stays() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN IF OLD.catalogue = 'dispute_type' AND EXISTS (SELECT 1 FROM \"clause\" WHERE "
            "\"clause\".dispute_code = OLD.code) THEN RAISE EXCEPTION 'a code that was used stays' USING ERRCODE = "
            "'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_clause_dispute_code_stays BEFORE DELETE ON "catalogue_item" FOR '
            "EACH ROW EXECUTE FUNCTION catalogue_item_chosen_in_clause_dispute_code_stays()"
        ),
        (
            "CREATE FUNCTION catalogue_item_chosen_in_request_dispute_code_stays() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN IF OLD.catalogue = 'dispute_type' AND EXISTS (SELECT 1 FROM \"request\" WHERE "
            "\"request\".dispute_code = OLD.code) THEN RAISE EXCEPTION 'a code that was used stays' USING ERRCODE = "
            "'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_request_dispute_code_stays BEFORE DELETE ON "catalogue_item" '
            "FOR EACH ROW EXECUTE FUNCTION catalogue_item_chosen_in_request_dispute_code_stays()"
        ),
        (
            "CREATE FUNCTION catalogue_item_chosen_in_request_source_stays() RETURNS trigger LANGUAGE plpgsql AS $$ "
            'BEGIN IF OLD.catalogue = \'source\' AND EXISTS (SELECT 1 FROM "request" WHERE "request".source = '
            "OLD.code) THEN RAISE EXCEPTION 'a code that was used stays' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_request_source_stays BEFORE DELETE ON "catalogue_item" FOR EACH '
            "ROW EXECUTE FUNCTION catalogue_item_chosen_in_request_source_stays()"
        ),
        (
            "CREATE FUNCTION catalogue_item_chosen_in_mediator_dispute_codes_stays() RETURNS trigger LANGUAGE "
            "plpgsql AS $$ BEGIN IF OLD.catalogue = 'dispute_type' AND EXISTS (SELECT 1 FROM \"mediator\" WHERE "
            "CAST(\"mediator\".dispute_codes AS TEXT) LIKE '%%\"' || REPLACE(OLD.code, '_', '!_') || '\"%%' ESCAPE '!') "
            "THEN RAISE EXCEPTION 'a code that was used stays' USING ERRCODE = 'check_violation'; END IF; RETURN "
            "OLD; END $$"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_mediator_dispute_codes_stays BEFORE DELETE ON "catalogue_item" '
            "FOR EACH ROW EXECUTE FUNCTION catalogue_item_chosen_in_mediator_dispute_codes_stays()"
        ),
        (
            "CREATE FUNCTION catalogue_item_chosen_in_event_kind_stays() RETURNS trigger LANGUAGE plpgsql AS $$ "
            'BEGIN IF OLD.catalogue = \'event_kind\' AND EXISTS (SELECT 1 FROM "event" WHERE "event".kind = OLD.code) '
            "THEN RAISE EXCEPTION 'a code that was used stays' USING ERRCODE = 'check_violation'; END IF; RETURN "
            "OLD; END $$"
        ),
        (
            'CREATE TRIGGER catalogue_item_chosen_in_event_kind_stays BEFORE DELETE ON "catalogue_item" FOR EACH ROW '
            "EXECUTE FUNCTION catalogue_item_chosen_in_event_kind_stays()"
        ),
        (
            "CREATE FUNCTION catalogue_item_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER catalogue_item_key_stands BEFORE UPDATE OF id ON "catalogue_item" FOR EACH ROW EXECUTE '
            "FUNCTION catalogue_item_key_stands()"
        ),
        (
            "CREATE FUNCTION clause_code_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.code IS NULL) "
            "<> (NEW.code IS NULL) OR OLD.code <> NEW.code THEN RAISE EXCEPTION 'a code once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER clause_code_stands BEFORE UPDATE ON "clause" FOR EACH ROW EXECUTE FUNCTION '
            "clause_code_stands()"
        ),
        (
            "CREATE FUNCTION clause_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE "
            "EXCEPTION 'a clause ends by a day, it does not go' USING ERRCODE = 'check_violation'; END IF; RETURN "
            "OLD; END $$"
        ),
        ('CREATE TRIGGER clause_stays BEFORE DELETE ON "clause" FOR EACH ROW EXECUTE FUNCTION clause_stays()'),
        (
            "CREATE FUNCTION clause_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) <> "
            "(NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER clause_key_stands BEFORE UPDATE OF id ON "clause" FOR EACH ROW EXECUTE FUNCTION '
            "clause_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
