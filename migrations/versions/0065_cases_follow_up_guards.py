"""What the database itself refuses of cases_follow_up, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0065"
down_revision = "0064"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER opinion_stands BEFORE UPDATE ON "opinion" WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, \'an '
            "opinion stays as it was given'); END"
        ),
        (
            'CREATE TRIGGER opinion_stays BEFORE DELETE ON "opinion" WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, \'an '
            "opinion stays'); END"
        ),
        (
            'CREATE TRIGGER opinion_key_stands BEFORE UPDATE OF id ON "opinion" WHEN (OLD.id IS NULL) <> (NEW.id IS '
            "NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER opinion_is_not_replaced_by_insert BEFORE INSERT ON "opinion" WHEN EXISTS (SELECT 1 FROM '
            '"opinion" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN '
            "SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER opinion_is_not_replaced_by_update BEFORE UPDATE ON "opinion" WHEN EXISTS (SELECT 1 FROM '
            '"opinion" AS there WHERE ((there.id = NEW.id) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = '
            "OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER follow_up_plan_stands BEFORE UPDATE ON "follow_up" WHEN (OLD.case_id IS NULL) <> '
            "(NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.party_id IS NULL) <> (NEW.party_id IS NULL) "
            "OR OLD.party_id <> NEW.party_id OR (OLD.cabinet_id IS NULL) <> (NEW.cabinet_id IS NULL) OR "
            "OLD.cabinet_id <> NEW.cabinet_id OR (OLD.kind IS NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR "
            "(OLD.after_days IS NULL) <> (NEW.after_days IS NULL) OR OLD.after_days <> NEW.after_days OR (OLD.due_on "
            "IS NULL) <> (NEW.due_on IS NULL) OR OLD.due_on <> NEW.due_on BEGIN SELECT RAISE(ABORT, 'what was "
            "planned to be asked stands'); END"
        ),
        (
            "CREATE TRIGGER follow_up_answer_stands BEFORE UPDATE ON \"follow_up\" WHEN OLD.kind = 'opinion' AND "
            "OLD.state NOT IN ('waiting', 'not_reached') AND ((OLD.state IS NULL) <> (NEW.state IS NULL) OR "
            "OLD.state <> NEW.state OR (OLD.attempts IS NULL) <> (NEW.attempts IS NULL) OR OLD.attempts <> "
            "NEW.attempts OR (OLD.asked_on IS NULL) <> (NEW.asked_on IS NULL) OR OLD.asked_on <> NEW.asked_on) BEGIN "
            "SELECT RAISE(ABORT, 'a side is asked once how it was served'); END"
        ),
        (
            'CREATE TRIGGER follow_up_stays BEFORE DELETE ON "follow_up" WHEN EXISTS (SELECT 1 FROM party JOIN '
            "request ON request.id = party.request_id WHERE party.id = OLD.party_id) BEGIN SELECT RAISE(ABORT, 'what "
            "was asked stays'); END"
        ),
        (
            'CREATE TRIGGER follow_up_key_stands BEFORE UPDATE OF id ON "follow_up" WHEN (OLD.id IS NULL) <> (NEW.id '
            "IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER follow_up_is_not_replaced_by_insert BEFORE INSERT ON "follow_up" WHEN EXISTS (SELECT 1 '
            'FROM "follow_up" AS there WHERE ((there.id = NEW.id) OR (there.party_id = NEW.party_id AND there.kind = '
            "NEW.kind AND there.after_days = NEW.after_days AND state = 'waiting' AND NEW.state = 'waiting') OR "
            "(there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); "
            "END"
        ),
        (
            'CREATE TRIGGER follow_up_is_not_replaced_by_update BEFORE UPDATE ON "follow_up" WHEN EXISTS (SELECT 1 '
            'FROM "follow_up" AS there WHERE ((there.id = NEW.id) OR (there.party_id = NEW.party_id AND there.kind = '
            "NEW.kind AND there.after_days = NEW.after_days AND state = 'waiting' AND NEW.state = 'waiting') OR "
            "(there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put "
            "in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_held_opinion_follow_up_id AFTER DELETE ON "follow_up" BEGIN DELETE FROM '
            '"held_opinion" WHERE "follow_up_id" = OLD."id"; END'
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION opinion_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE "
            "EXCEPTION 'an opinion stays as it was given' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END "
            "$$"
        ),
        ('CREATE TRIGGER opinion_stands BEFORE UPDATE ON "opinion" FOR EACH ROW EXECUTE FUNCTION opinion_stands()'),
        (
            "CREATE FUNCTION opinion_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE "
            "EXCEPTION 'an opinion stays' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER opinion_stays BEFORE DELETE ON "opinion" FOR EACH ROW EXECUTE FUNCTION opinion_stays()'),
        (
            "CREATE FUNCTION opinion_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER opinion_key_stands BEFORE UPDATE OF id ON "opinion" FOR EACH ROW EXECUTE FUNCTION '
            "opinion_key_stands()"
        ),
        (
            "CREATE FUNCTION follow_up_plan_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.case_id IS "
            "NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.party_id IS NULL) <> (NEW.party_id "
            "IS NULL) OR OLD.party_id <> NEW.party_id OR (OLD.cabinet_id IS NULL) <> (NEW.cabinet_id IS NULL) OR "
            "OLD.cabinet_id <> NEW.cabinet_id OR (OLD.kind IS NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR "
            "(OLD.after_days IS NULL) <> (NEW.after_days IS NULL) OR OLD.after_days <> NEW.after_days OR (OLD.due_on "
            "IS NULL) <> (NEW.due_on IS NULL) OR OLD.due_on <> NEW.due_on THEN RAISE EXCEPTION 'what was planned to "
            "be asked stands' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER follow_up_plan_stands BEFORE UPDATE ON "follow_up" FOR EACH ROW EXECUTE FUNCTION '
            "follow_up_plan_stands()"
        ),
        (
            "CREATE FUNCTION follow_up_answer_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.kind = "
            "'opinion' AND OLD.state NOT IN ('waiting', 'not_reached') AND ((OLD.state IS NULL) <> (NEW.state IS "
            "NULL) OR OLD.state <> NEW.state OR (OLD.attempts IS NULL) <> (NEW.attempts IS NULL) OR OLD.attempts <> "
            "NEW.attempts OR (OLD.asked_on IS NULL) <> (NEW.asked_on IS NULL) OR OLD.asked_on <> NEW.asked_on) THEN "
            "RAISE EXCEPTION 'a side is asked once how it was served' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER follow_up_answer_stands BEFORE UPDATE ON "follow_up" FOR EACH ROW EXECUTE FUNCTION '
            "follow_up_answer_stands()"
        ),
        (
            "CREATE FUNCTION follow_up_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "
            "party JOIN request ON request.id = party.request_id WHERE party.id = OLD.party_id) THEN RAISE EXCEPTION "
            "'what was asked stays' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        ('CREATE TRIGGER follow_up_stays BEFORE DELETE ON "follow_up" FOR EACH ROW EXECUTE FUNCTION follow_up_stays()'),
        (
            "CREATE FUNCTION follow_up_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS NULL) "
            "<> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER follow_up_key_stands BEFORE UPDATE OF id ON "follow_up" FOR EACH ROW EXECUTE FUNCTION '
            "follow_up_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
