"""What the database itself refuses of people, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0009"
down_revision = "0008"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER sweep_same_person_other_id AFTER DELETE ON "person" BEGIN DELETE FROM "same_person" '
            'WHERE "other_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_same_person_person_id AFTER DELETE ON "person" BEGIN DELETE FROM "same_person" '
            'WHERE "person_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_calendar_feed_account_id AFTER DELETE ON "account" BEGIN DELETE FROM '
            '"calendar_feed" WHERE "account_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_draft_account_id AFTER DELETE ON "account" BEGIN DELETE FROM "draft" WHERE '
            '"account_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_import_mapping_by_id AFTER DELETE ON "account" BEGIN DELETE FROM "import_mapping" '
            'WHERE "by_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_message_choice_account_id AFTER DELETE ON "account" BEGIN DELETE FROM '
            '"message_choice" WHERE "account_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_saved_view_account_id AFTER DELETE ON "account" BEGIN DELETE FROM "saved_view" '
            'WHERE "account_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER same_person_stands BEFORE UPDATE ON "same_person" WHEN OLD.undone_at IS NOT NULL OR '
            "(OLD.person_id IS NULL) <> (NEW.person_id IS NULL) OR OLD.person_id <> NEW.person_id OR (OLD.other_id "
            "IS NULL) <> (NEW.other_id IS NULL) OR OLD.other_id <> NEW.other_id OR (OLD.linked_by_id IS NULL) <> "
            "(NEW.linked_by_id IS NULL) OR OLD.linked_by_id <> NEW.linked_by_id OR (OLD.linked_at IS NULL) <> "
            "(NEW.linked_at IS NULL) OR OLD.linked_at <> NEW.linked_at BEGIN SELECT RAISE(ABORT, 'a link is undone "
            "once and else stands as it was made'); END"
        ),
        (
            'CREATE TRIGGER same_person_key_stands BEFORE UPDATE OF id ON "same_person" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER same_person_is_not_replaced_by_insert BEFORE INSERT ON "same_person" WHEN EXISTS (SELECT '
            '1 FROM "same_person" AS there WHERE ((there.id = NEW.id) OR (there.person_id = NEW.person_id AND '
            "there.other_id = NEW.other_id AND undone_at IS NULL AND NEW.undone_at IS NULL) OR (there.rowid = "
            "NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER same_person_is_not_replaced_by_update BEFORE UPDATE ON "same_person" WHEN EXISTS (SELECT '
            '1 FROM "same_person" AS there WHERE ((there.id = NEW.id) OR (there.person_id = NEW.person_id AND '
            "there.other_id = NEW.other_id AND undone_at IS NULL AND NEW.undone_at IS NULL) OR (there.rowid = "
            "NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION same_person_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.undone_at IS "
            "NOT NULL OR (OLD.person_id IS NULL) <> (NEW.person_id IS NULL) OR OLD.person_id <> NEW.person_id OR "
            "(OLD.other_id IS NULL) <> (NEW.other_id IS NULL) OR OLD.other_id <> NEW.other_id OR (OLD.linked_by_id "
            "IS NULL) <> (NEW.linked_by_id IS NULL) OR OLD.linked_by_id <> NEW.linked_by_id OR (OLD.linked_at IS "
            "NULL) <> (NEW.linked_at IS NULL) OR OLD.linked_at <> NEW.linked_at THEN RAISE EXCEPTION 'a link is "
            "undone once and else stands as it was made' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END "
            "$$"
        ),
        (
            'CREATE TRIGGER same_person_stands BEFORE UPDATE ON "same_person" FOR EACH ROW EXECUTE FUNCTION '
            "same_person_stands()"
        ),
        (
            "CREATE FUNCTION same_person_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER same_person_key_stands BEFORE UPDATE OF id ON "same_person" FOR EACH ROW EXECUTE '
            "FUNCTION same_person_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
