"""What the database itself refuses of cases_date, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0067"
down_revision = "0066"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER date_finding_stands BEFORE UPDATE ON "date_finding" WHEN (OLD.case_id IS NULL) <> '
            "(NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.minutes IS NULL) <> (NEW.minutes IS NULL) "
            "OR OLD.minutes <> NEW.minutes OR (OLD.closes_on IS NULL) <> (NEW.closes_on IS NULL) OR OLD.closes_on <> "
            "NEW.closes_on OR (OLD.asked_at IS NULL) <> (NEW.asked_at IS NULL) OR OLD.asked_at <> NEW.asked_at OR "
            "(OLD.asked_by_id IS NULL) <> (NEW.asked_by_id IS NULL) OR OLD.asked_by_id <> NEW.asked_by_id OR "
            "(OLD.state <> 'open' AND ((OLD.state IS NULL) <> (NEW.state IS NULL) OR OLD.state <> NEW.state OR "
            "(OLD.fixed_id IS NULL) <> (NEW.fixed_id IS NULL) OR OLD.fixed_id <> NEW.fixed_id)) BEGIN SELECT "
            "RAISE(ABORT, 'what the sides were asked stands, and ends once'); END"
        ),
        (
            'CREATE TRIGGER date_finding_key_stands BEFORE UPDATE OF id ON "date_finding" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER date_finding_is_not_replaced_by_insert BEFORE INSERT ON "date_finding" WHEN EXISTS '
            "(SELECT 1 FROM \"date_finding\" AS there WHERE ((there.case_id = NEW.case_id AND state = 'open' AND "
            "NEW.state = 'open') OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER date_finding_is_not_replaced_by_update BEFORE UPDATE ON "date_finding" WHEN EXISTS '
            "(SELECT 1 FROM \"date_finding\" AS there WHERE ((there.case_id = NEW.case_id AND state = 'open' AND "
            "NEW.state = 'open') OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = "
            "OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_date_option_finding_id AFTER DELETE ON "date_finding" BEGIN DELETE FROM '
            '"date_option" WHERE "finding_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_date_reply_finding_id AFTER DELETE ON "date_finding" BEGIN DELETE FROM '
            '"date_reply" WHERE "finding_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER date_option_stands BEFORE UPDATE ON "date_option" WHEN (OLD.finding_id IS NULL) <> '
            "(NEW.finding_id IS NULL) OR OLD.finding_id <> NEW.finding_id OR (OLD.day IS NULL) <> (NEW.day IS NULL) "
            "OR OLD.day <> NEW.day OR (OLD.hour IS NULL) <> (NEW.hour IS NULL) OR OLD.hour <> NEW.hour OR (OLD.mode "
            "IS NULL) <> (NEW.mode IS NULL) OR OLD.mode <> NEW.mode BEGIN SELECT RAISE(ABORT, 'a time that was "
            "proposed stands'); END"
        ),
        (
            'CREATE TRIGGER date_option_key_stands BEFORE UPDATE OF id ON "date_option" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER date_option_is_not_replaced_by_insert BEFORE INSERT ON "date_option" WHEN EXISTS (SELECT '
            '1 FROM "date_option" AS there WHERE ((there.finding_id = NEW.finding_id AND there.day = NEW.day AND '
            "there.hour = NEW.hour) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN "
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER date_option_is_not_replaced_by_update BEFORE UPDATE ON "date_option" WHEN EXISTS (SELECT '
            '1 FROM "date_option" AS there WHERE ((there.finding_id = NEW.finding_id AND there.day = NEW.day AND '
            "there.hour = NEW.hour) OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = "
            "OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER date_reply_stands BEFORE UPDATE ON "date_reply" WHEN ((OLD.party_id IS NULL) <> '
            "(NEW.party_id IS NULL) OR OLD.party_id <> NEW.party_id OR (OLD.answered_at IS NULL) <> (NEW.answered_at "
            "IS NULL) OR OLD.answered_at <> NEW.answered_at OR (OLD.by_id IS NULL) <> (NEW.by_id IS NULL) OR "
            "OLD.by_id <> NEW.by_id OR CAST(OLD.suits AS TEXT) <> CAST(NEW.suits AS TEXT)) AND NOT EXISTS (SELECT 1 "
            "FROM date_finding AS its WHERE its.id = OLD.finding_id AND its.state = 'open') BEGIN SELECT "
            "RAISE(ABORT, 'what a side said of times stands once a day is fixed'); END"
        ),
        (
            'CREATE TRIGGER date_reply_key_stands BEFORE UPDATE OF id ON "date_reply" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER date_reply_is_not_replaced_by_insert BEFORE INSERT ON "date_reply" WHEN EXISTS (SELECT 1 '
            'FROM "date_reply" AS there WHERE ((there.finding_id = NEW.finding_id AND there.party_id = NEW.party_id) '
            "OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER date_reply_is_not_replaced_by_update BEFORE UPDATE ON "date_reply" WHEN EXISTS (SELECT 1 '
            'FROM "date_reply" AS there WHERE ((there.finding_id = NEW.finding_id AND there.party_id = NEW.party_id) '
            "OR (there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION date_finding_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.case_id IS "
            "NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.minutes IS NULL) <> (NEW.minutes "
            "IS NULL) OR OLD.minutes <> NEW.minutes OR (OLD.closes_on IS NULL) <> (NEW.closes_on IS NULL) OR "
            "OLD.closes_on <> NEW.closes_on OR (OLD.asked_at IS NULL) <> (NEW.asked_at IS NULL) OR OLD.asked_at <> "
            "NEW.asked_at OR (OLD.asked_by_id IS NULL) <> (NEW.asked_by_id IS NULL) OR OLD.asked_by_id <> "
            "NEW.asked_by_id OR (OLD.state <> 'open' AND ((OLD.state IS NULL) <> (NEW.state IS NULL) OR OLD.state <> "
            "NEW.state OR (OLD.fixed_id IS NULL) <> (NEW.fixed_id IS NULL) OR OLD.fixed_id <> NEW.fixed_id)) THEN "
            "RAISE EXCEPTION 'what the sides were asked stands, and ends once' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER date_finding_stands BEFORE UPDATE ON "date_finding" FOR EACH ROW EXECUTE FUNCTION '
            "date_finding_stands()"
        ),
        (
            "CREATE FUNCTION date_finding_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER date_finding_key_stands BEFORE UPDATE OF id ON "date_finding" FOR EACH ROW EXECUTE '
            "FUNCTION date_finding_key_stands()"
        ),
        (
            "CREATE FUNCTION date_option_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.finding_id IS "
            "NULL) <> (NEW.finding_id IS NULL) OR OLD.finding_id <> NEW.finding_id OR (OLD.day IS NULL) <> (NEW.day "
            "IS NULL) OR OLD.day <> NEW.day OR (OLD.hour IS NULL) <> (NEW.hour IS NULL) OR OLD.hour <> NEW.hour OR "
            "(OLD.mode IS NULL) <> (NEW.mode IS NULL) OR OLD.mode <> NEW.mode THEN RAISE EXCEPTION 'a time that was "
            "proposed stands' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER date_option_stands BEFORE UPDATE ON "date_option" FOR EACH ROW EXECUTE FUNCTION '
            "date_option_stands()"
        ),
        (
            "CREATE FUNCTION date_option_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER date_option_key_stands BEFORE UPDATE OF id ON "date_option" FOR EACH ROW EXECUTE '
            "FUNCTION date_option_key_stands()"
        ),
        (
            "CREATE FUNCTION date_reply_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF ((OLD.party_id IS "
            "NULL) <> (NEW.party_id IS NULL) OR OLD.party_id <> NEW.party_id OR (OLD.answered_at IS NULL) <> "
            "(NEW.answered_at IS NULL) OR OLD.answered_at <> NEW.answered_at OR (OLD.by_id IS NULL) <> (NEW.by_id IS "
            "NULL) OR OLD.by_id <> NEW.by_id OR CAST(OLD.suits AS TEXT) <> CAST(NEW.suits AS TEXT)) AND NOT EXISTS "
            "(SELECT 1 FROM date_finding AS its WHERE its.id = OLD.finding_id AND its.state = 'open') THEN RAISE "
            "EXCEPTION 'what a side said of times stands once a day is fixed' USING ERRCODE = 'check_violation'; END "
            "IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER date_reply_stands BEFORE UPDATE ON "date_reply" FOR EACH ROW EXECUTE FUNCTION '
            "date_reply_stands()"
        ),
        (
            "CREATE FUNCTION date_reply_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER date_reply_key_stands BEFORE UPDATE OF id ON "date_reply" FOR EACH ROW EXECUTE FUNCTION '
            "date_reply_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
