"""What the database itself refuses of mediators_application, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0035"
down_revision = "0034"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER register_application_stands BEFORE UPDATE ON "register_application" WHEN OLD.status IN '
            "('admitted', 'refused', 'withdrawn') AND ((OLD.person_id IS NULL) <> (NEW.person_id IS NULL) OR "
            "OLD.person_id <> NEW.person_id OR (OLD.status IS NULL) <> (NEW.status IS NULL) OR OLD.status <> "
            "NEW.status OR (OLD.register_kind IS NULL) <> (NEW.register_kind IS NULL) OR OLD.register_kind <> "
            "NEW.register_kind OR (OLD.kind IS NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR "
            "(OLD.district_id IS NULL) <> (NEW.district_id IS NULL) OR OLD.district_id <> NEW.district_id OR "
            "(OLD.received_on IS NULL) <> (NEW.received_on IS NULL) OR OLD.received_on <> NEW.received_on OR "
            "(OLD.announced_on IS NULL) <> (NEW.announced_on IS NULL) OR OLD.announced_on <> NEW.announced_on OR "
            "(OLD.decided_on IS NULL) <> (NEW.decided_on IS NULL) OR OLD.decided_on <> NEW.decided_on OR (OLD.act_no "
            "IS NULL) <> (NEW.act_no IS NULL) OR OLD.act_no <> NEW.act_no OR (OLD.act_on IS NULL) <> (NEW.act_on IS "
            "NULL) OR OLD.act_on <> NEW.act_on OR (OLD.act_by IS NULL) <> (NEW.act_by IS NULL) OR OLD.act_by <> "
            "NEW.act_by OR (OLD.ground IS NULL) <> (NEW.ground IS NULL) OR OLD.ground <> NEW.ground OR "
            "(OLD.training_no IS NULL) <> (NEW.training_no IS NULL) OR OLD.training_no <> NEW.training_no OR "
            "(OLD.training_on IS NULL) <> (NEW.training_on IS NULL) OR OLD.training_on <> NEW.training_on OR "
            "(OLD.training_from IS NULL) <> (NEW.training_from IS NULL) OR OLD.training_from <> NEW.training_from OR "
            "(OLD.training_hours IS NULL) <> (NEW.training_hours IS NULL) OR OLD.training_hours <> "
            "NEW.training_hours OR (OLD.protocol_no IS NULL) <> (NEW.protocol_no IS NULL) OR OLD.protocol_no <> "
            "NEW.protocol_no OR (OLD.elected_on IS NULL) <> (NEW.elected_on IS NULL) OR OLD.elected_on <> "
            "NEW.elected_on OR (OLD.education IS NULL) <> (NEW.education IS NULL) OR OLD.education <> NEW.education "
            "OR (OLD.certificate_id IS NULL) <> (NEW.certificate_id IS NULL) OR OLD.certificate_id <> "
            "NEW.certificate_id OR (OLD.retired_judge IS NULL) <> (NEW.retired_judge IS NULL) OR OLD.retired_judge "
            "<> NEW.retired_judge) BEGIN SELECT RAISE(ABORT, 'an application that was decided stays as it is'); END"
        ),
        (
            'CREATE TRIGGER register_application_stays BEFORE DELETE ON "register_application" WHEN 1 = 1 BEGIN '
            "SELECT RAISE(ABORT, 'an application is decided or withdrawn, never deleted'); END"
        ),
        (
            'CREATE TRIGGER register_application_key_stands BEFORE UPDATE OF id ON "register_application" WHEN '
            "(OLD.id IS NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given "
            "does not change'); END"
        ),
        (
            'CREATE TRIGGER register_application_is_not_replaced_by_insert BEFORE INSERT ON "register_application" '
            'WHEN EXISTS (SELECT 1 FROM "register_application" AS there WHERE ((there.entry_id = NEW.entry_id) OR '
            "(there.id = NEW.id) OR (there.person_id = NEW.person_id AND there.kind = NEW.kind AND register_kind = "
            "'ank' AND status IN ('received', 'awaiting', 'checked') AND NEW.register_kind = 'ank' AND NEW.status IN "
            "('received', 'awaiting', 'checked')) OR (there.person_id = NEW.person_id AND there.kind = NEW.kind AND "
            "there.district_id = NEW.district_id AND register_kind = 'akim' AND status IN ('received', 'awaiting', "
            "'checked') AND NEW.register_kind = 'akim' AND NEW.status IN ('received', 'awaiting', 'checked')) OR "
            "(there.person_id = NEW.person_id AND there.kind = NEW.kind AND there.organisation_id = "
            "NEW.organisation_id AND register_kind = 'organisation' AND status IN ('received', 'awaiting', "
            "'checked') AND NEW.register_kind = 'organisation' AND NEW.status IN ('received', 'awaiting', "
            "'checked')) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in "
            "its place'); END"
        ),
        (
            'CREATE TRIGGER register_application_is_not_replaced_by_update BEFORE UPDATE ON "register_application" '
            'WHEN EXISTS (SELECT 1 FROM "register_application" AS there WHERE ((there.entry_id = NEW.entry_id) OR '
            "(there.id = NEW.id) OR (there.person_id = NEW.person_id AND there.kind = NEW.kind AND register_kind = "
            "'ank' AND status IN ('received', 'awaiting', 'checked') AND NEW.register_kind = 'ank' AND NEW.status IN "
            "('received', 'awaiting', 'checked')) OR (there.person_id = NEW.person_id AND there.kind = NEW.kind AND "
            "there.district_id = NEW.district_id AND register_kind = 'akim' AND status IN ('received', 'awaiting', "
            "'checked') AND NEW.register_kind = 'akim' AND NEW.status IN ('received', 'awaiting', 'checked')) OR "
            "(there.person_id = NEW.person_id AND there.kind = NEW.kind AND there.organisation_id = "
            "NEW.organisation_id AND register_kind = 'organisation' AND status IN ('received', 'awaiting', "
            "'checked') AND NEW.register_kind = 'organisation' AND NEW.status IN ('received', 'awaiting', "
            "'checked')) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_document_seen_application_id AFTER DELETE ON "register_application" BEGIN DELETE '
            'FROM "document_seen" WHERE "application_id" = OLD."id"; END'
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION register_application_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "OLD.status IN ('admitted', 'refused', 'withdrawn') AND ((OLD.person_id IS NULL) <> (NEW.person_id IS "
            "NULL) OR OLD.person_id <> NEW.person_id OR (OLD.status IS NULL) <> (NEW.status IS NULL) OR OLD.status "
            "<> NEW.status OR (OLD.register_kind IS NULL) <> (NEW.register_kind IS NULL) OR OLD.register_kind <> "
            "NEW.register_kind OR (OLD.kind IS NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR "
            "(OLD.district_id IS NULL) <> (NEW.district_id IS NULL) OR OLD.district_id <> NEW.district_id OR "
            "(OLD.received_on IS NULL) <> (NEW.received_on IS NULL) OR OLD.received_on <> NEW.received_on OR "
            "(OLD.announced_on IS NULL) <> (NEW.announced_on IS NULL) OR OLD.announced_on <> NEW.announced_on OR "
            "(OLD.decided_on IS NULL) <> (NEW.decided_on IS NULL) OR OLD.decided_on <> NEW.decided_on OR (OLD.act_no "
            "IS NULL) <> (NEW.act_no IS NULL) OR OLD.act_no <> NEW.act_no OR (OLD.act_on IS NULL) <> (NEW.act_on IS "
            "NULL) OR OLD.act_on <> NEW.act_on OR (OLD.act_by IS NULL) <> (NEW.act_by IS NULL) OR OLD.act_by <> "
            "NEW.act_by OR (OLD.ground IS NULL) <> (NEW.ground IS NULL) OR OLD.ground <> NEW.ground OR "
            "(OLD.training_no IS NULL) <> (NEW.training_no IS NULL) OR OLD.training_no <> NEW.training_no OR "
            "(OLD.training_on IS NULL) <> (NEW.training_on IS NULL) OR OLD.training_on <> NEW.training_on OR "
            "(OLD.training_from IS NULL) <> (NEW.training_from IS NULL) OR OLD.training_from <> NEW.training_from OR "
            "(OLD.training_hours IS NULL) <> (NEW.training_hours IS NULL) OR OLD.training_hours <> "
            "NEW.training_hours OR (OLD.protocol_no IS NULL) <> (NEW.protocol_no IS NULL) OR OLD.protocol_no <> "
            "NEW.protocol_no OR (OLD.elected_on IS NULL) <> (NEW.elected_on IS NULL) OR OLD.elected_on <> "
            "NEW.elected_on OR (OLD.education IS NULL) <> (NEW.education IS NULL) OR OLD.education <> NEW.education "
            "OR (OLD.certificate_id IS NULL) <> (NEW.certificate_id IS NULL) OR OLD.certificate_id <> "
            "NEW.certificate_id OR (OLD.retired_judge IS NULL) <> (NEW.retired_judge IS NULL) OR OLD.retired_judge "
            "<> NEW.retired_judge) THEN RAISE EXCEPTION 'an application that was decided stays as it is' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER register_application_stands BEFORE UPDATE ON "register_application" FOR EACH ROW EXECUTE '
            "FUNCTION register_application_stands()"
        ),
        (
            "CREATE FUNCTION register_application_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN "
            "RAISE EXCEPTION 'an application is decided or withdrawn, never deleted' USING ERRCODE = "
            "'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER register_application_stays BEFORE DELETE ON "register_application" FOR EACH ROW EXECUTE '
            "FUNCTION register_application_stays()"
        ),
        (
            "CREATE FUNCTION register_application_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.id IS NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does "
            "not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER register_application_key_stands BEFORE UPDATE OF id ON "register_application" FOR EACH '
            "ROW EXECUTE FUNCTION register_application_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
