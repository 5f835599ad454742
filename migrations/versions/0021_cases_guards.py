"""What the database itself refuses of cases, and what it sweeps away with a row: the same as beside the tables."""

from alembic import op

revision = "0021"
down_revision = "0020"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER past_case_update AFTER UPDATE ON "case" WHEN OLD.cabinet_id IS NOT NEW.cabinet_id BEGIN '
            "INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO "
            "UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_agreement_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "agreement" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_assignment_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "assignment" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_contract_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "contract" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_meeting_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "meeting" WHERE "case_id" '
            '= OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_private_note_case_id AFTER DELETE ON "case" BEGIN DELETE FROM "private_note" WHERE '
            '"case_id" = OLD."id"; END'
        ),
        (
            "CREATE TRIGGER past_contract_insert AFTER INSERT ON \"contract\" WHEN NEW.concluded_on < date('now', '+5 "
            "hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT "
            "(name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_contract_update AFTER UPDATE ON \"contract\" WHEN (OLD.concluded_on < date('now', '+5 "
            "hours') OR NEW.concluded_on < date('now', '+5 hours')) AND (OLD.concluded_on IS NOT NEW.concluded_on OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.case_id IS NOT NEW.case_id) BEGIN INSERT INTO stamp "
            "(name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_contract_delete AFTER DELETE ON \"contract\" WHEN OLD.concluded_on < date('now', '+5 "
            "hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT "
            "(name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_extension_contract_id AFTER DELETE ON "contract" BEGIN DELETE FROM "extension" '
            'WHERE "contract_id" = OLD."id"; END'
        ),
    ],
    "postgresql": [
        (
            "CREATE OR REPLACE FUNCTION past_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.past', true) IS DISTINCT FROM txid_current()::text THEN INSERT INTO stamp (name, "
            "version) VALUES ('past', floor(random() * 2147483647)::int) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; PERFORM set_config('bitim.past', txid_current()::text, true); END IF; RETURN NULL; "
            "END $$"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_case_update AFTER UPDATE ON "case" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_contract_insert AFTER INSERT ON "contract" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (NEW.concluded_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_contract_update AFTER UPDATE ON "contract" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN ((OLD.concluded_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.concluded_on < "
            "(now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.concluded_on IS DISTINCT FROM NEW.concluded_on OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.case_id IS DISTINCT FROM NEW.case_id)) EXECUTE "
            "FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_contract_delete AFTER DELETE ON "contract" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (OLD.concluded_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
