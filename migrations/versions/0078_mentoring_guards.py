"""What the database itself refuses of mentoring, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0078"
down_revision = "0077"

STATEMENTS = {
    "sqlite": [
        (
            "CREATE TRIGGER observation_begins BEFORE INSERT ON \"observation\" WHEN NEW.state <> 'asked' BEGIN SELECT "
            "RAISE(ABORT, 'an observation begins with a wish'); END"
        ),
        (
            "CREATE TRIGGER observation_consented BEFORE UPDATE ON \"observation\" WHEN NEW.state = 'confirmed' AND "
            "OLD.state <> 'confirmed' AND (EXISTS (SELECT 1 FROM party JOIN \"case\" AS its ON its.request_id = "
            "party.request_id WHERE its.id = NEW.case_id AND party.side <> 'third' AND party.represents_id IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM observer_consent AS said WHERE said.observation_id = NEW.id AND "
            'said.party_id = party.id AND said.withdrawn_at IS NULL)) OR NOT EXISTS (SELECT 1 FROM party JOIN "case" '
            "AS its ON its.request_id = party.request_id WHERE its.id = NEW.case_id AND party.side <> 'third' AND "
            "party.represents_id IS NULL)) BEGIN SELECT RAISE(ABORT, 'nobody looks on unless every side consents'); "
            "END"
        ),
        (
            "CREATE TRIGGER observation_in_order BEFORE UPDATE ON \"observation\" WHEN (NEW.state = 'written' AND "
            "OLD.state NOT IN ('confirmed', 'written')) OR (NEW.state = 'counted' AND OLD.state NOT IN ('written', "
            "'counted')) OR (OLD.state IN ('counted', 'called_off') AND ((OLD.state IS NULL) <> (NEW.state IS NULL) "
            "OR OLD.state <> NEW.state OR (OLD.hours IS NULL) <> (NEW.hours IS NULL) OR OLD.hours <> NEW.hours OR "
            "(OLD.reason IS NULL) <> (NEW.reason IS NULL) OR OLD.reason <> NEW.reason OR (OLD.sheet_sealed IS NULL) "
            "<> (NEW.sheet_sealed IS NULL) OR OLD.sheet_sealed <> NEW.sheet_sealed OR (OLD.undertaken_at IS NULL) <> "
            "(NEW.undertaken_at IS NULL) OR OLD.undertaken_at <> NEW.undertaken_at OR (OLD.case_id IS NULL) <> "
            "(NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.mentor_id IS NULL) <> (NEW.mentor_id IS "
            "NULL) OR OLD.mentor_id <> NEW.mentor_id OR (OLD.starts_at IS NULL) <> (NEW.starts_at IS NULL) OR "
            "OLD.starts_at <> NEW.starts_at OR (OLD.minutes IS NULL) <> (NEW.minutes IS NULL) OR OLD.minutes <> "
            "NEW.minutes OR (OLD.mode IS NULL) <> (NEW.mode IS NULL) OR OLD.mode <> NEW.mode)) BEGIN SELECT "
            "RAISE(ABORT, 'hours count after a sheet, a sheet after what was confirmed, and what is over stays'); END"
        ),
        (
            'CREATE TRIGGER observation_stands BEFORE UPDATE ON "observation" WHEN (OLD.participation_id IS NULL) <> '
            "(NEW.participation_id IS NULL) OR OLD.participation_id <> NEW.participation_id OR (OLD.district_id IS "
            "NULL) <> (NEW.district_id IS NULL) OR OLD.district_id <> NEW.district_id OR (OLD.asked_at IS NULL) <> "
            "(NEW.asked_at IS NULL) OR OLD.asked_at <> NEW.asked_at OR (OLD.wish IS NULL) <> (NEW.wish IS NULL) OR "
            "OLD.wish <> NEW.wish OR (OLD.case_id IS NOT NULL AND ((OLD.case_id IS NULL) <> (NEW.case_id IS NULL) OR "
            "OLD.case_id <> NEW.case_id OR (OLD.mentor_id IS NULL) <> (NEW.mentor_id IS NULL) OR OLD.mentor_id <> "
            "NEW.mentor_id OR (OLD.starts_at IS NULL) <> (NEW.starts_at IS NULL) OR OLD.starts_at <> NEW.starts_at "
            "OR (OLD.minutes IS NULL) <> (NEW.minutes IS NULL) OR OLD.minutes <> NEW.minutes OR (OLD.mode IS NULL) "
            "<> (NEW.mode IS NULL) OR OLD.mode <> NEW.mode)) OR (OLD.undertaken_at IS NOT NULL AND "
            "((OLD.undertaken_at IS NULL) <> (NEW.undertaken_at IS NULL) OR OLD.undertaken_at <> NEW.undertaken_at)) "
            "BEGIN SELECT RAISE(ABORT, 'a wish, the meeting that was offered and an undertaking stand'); END"
        ),
        (
            'CREATE TRIGGER observation_key_stands BEFORE UPDATE OF id ON "observation" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER observation_is_not_replaced_by_insert BEFORE INSERT ON "observation" WHEN EXISTS (SELECT '
            '1 FROM "observation" AS there WHERE ((there.id = NEW.id) OR (there.mentor_id = NEW.mentor_id AND '
            "there.starts_at = NEW.starts_at AND state IN ('offered', 'confirmed', 'written', 'counted') AND "
            "NEW.state IN ('offered', 'confirmed', 'written', 'counted')) OR (there.participation_id = "
            "NEW.participation_id AND state IN ('asked', 'offered', 'confirmed') AND NEW.state IN ('asked', "
            "'offered', 'confirmed')) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER observation_is_not_replaced_by_update BEFORE UPDATE ON "observation" WHEN EXISTS (SELECT '
            '1 FROM "observation" AS there WHERE ((there.id = NEW.id) OR (there.mentor_id = NEW.mentor_id AND '
            "there.starts_at = NEW.starts_at AND state IN ('offered', 'confirmed', 'written', 'counted') AND "
            "NEW.state IN ('offered', 'confirmed', 'written', 'counted')) OR (there.participation_id = "
            "NEW.participation_id AND state IN ('asked', 'offered', 'confirmed') AND NEW.state IN ('asked', "
            "'offered', 'confirmed')) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT "
            "RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER sweep_observer_consent_observation_id AFTER DELETE ON "observation" BEGIN DELETE FROM '
            '"observer_consent" WHERE "observation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER observer_consent_stands BEFORE UPDATE ON "observer_consent" WHEN (OLD.observation_id IS '
            "NULL) <> (NEW.observation_id IS NULL) OR OLD.observation_id <> NEW.observation_id OR (OLD.party_id IS "
            "NULL) <> (NEW.party_id IS NULL) OR OLD.party_id <> NEW.party_id OR (OLD.given_at IS NULL) <> "
            "(NEW.given_at IS NULL) OR OLD.given_at <> NEW.given_at OR (OLD.noted_by_id IS NULL) <> (NEW.noted_by_id "
            "IS NULL) OR OLD.noted_by_id <> NEW.noted_by_id OR (OLD.withdrawn_at IS NOT NULL AND ((OLD.withdrawn_at "
            "IS NULL) <> (NEW.withdrawn_at IS NULL) OR OLD.withdrawn_at <> NEW.withdrawn_at OR "
            "(OLD.withdrawal_noted_by_id IS NULL) <> (NEW.withdrawal_noted_by_id IS NULL) OR "
            "OLD.withdrawal_noted_by_id <> NEW.withdrawal_noted_by_id)) BEGIN SELECT RAISE(ABORT, 'a consent stands "
            "as it was given, and is withdrawn once'); END"
        ),
        (
            'CREATE TRIGGER observer_consent_carries BEFORE UPDATE ON "observer_consent" WHEN ((OLD.withdrawn_at IS '
            "NULL) <> (NEW.withdrawn_at IS NULL) OR OLD.withdrawn_at <> NEW.withdrawn_at) AND EXISTS (SELECT 1 FROM "
            "observation AS its WHERE its.id = OLD.observation_id AND its.state IN ('confirmed', 'written', "
            "'counted')) BEGIN SELECT RAISE(ABORT, 'a confirmed observation is called off before a consent to it "
            "ends'); END"
        ),
        (
            'CREATE TRIGGER observer_consent_key_stands BEFORE UPDATE OF id ON "observer_consent" WHEN (OLD.id IS '
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not "
            "change'); END"
        ),
        (
            'CREATE TRIGGER observer_consent_is_not_replaced_by_insert BEFORE INSERT ON "observer_consent" WHEN '
            'EXISTS (SELECT 1 FROM "observer_consent" AS there WHERE ((there.id = NEW.id) OR (there.observation_id = '
            "NEW.observation_id AND there.party_id = NEW.party_id AND withdrawn_at IS NULL AND NEW.withdrawn_at IS "
            "NULL) OR (there.rowid = NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER observer_consent_is_not_replaced_by_update BEFORE UPDATE ON "observer_consent" WHEN '
            'EXISTS (SELECT 1 FROM "observer_consent" AS there WHERE ((there.id = NEW.id) OR (there.observation_id = '
            "NEW.observation_id AND there.party_id = NEW.party_id AND withdrawn_at IS NULL AND NEW.withdrawn_at IS "
            "NULL) OR (there.rowid = NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, "
            "'nothing is put in its place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION observation_begins() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.state <> "
            "'asked' THEN RAISE EXCEPTION 'an observation begins with a wish' USING ERRCODE = 'check_violation'; END "
            "IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER observation_begins BEFORE INSERT ON "observation" FOR EACH ROW EXECUTE FUNCTION '
            "observation_begins()"
        ),
        (
            "CREATE FUNCTION observation_consented() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.state = "
            "'confirmed' AND OLD.state <> 'confirmed' AND (EXISTS (SELECT 1 FROM party JOIN \"case\" AS its ON "
            "its.request_id = party.request_id WHERE its.id = NEW.case_id AND party.side <> 'third' AND "
            "party.represents_id IS NULL AND NOT EXISTS (SELECT 1 FROM observer_consent AS said WHERE "
            "said.observation_id = NEW.id AND said.party_id = party.id AND said.withdrawn_at IS NULL)) OR NOT EXISTS "
            '(SELECT 1 FROM party JOIN "case" AS its ON its.request_id = party.request_id WHERE its.id = NEW.case_id '
            "AND party.side <> 'third' AND party.represents_id IS NULL)) THEN RAISE EXCEPTION 'nobody looks on "
            "unless every side consents' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER observation_consented BEFORE UPDATE ON "observation" FOR EACH ROW EXECUTE FUNCTION '
            "observation_consented()"
        ),
        (
            "CREATE FUNCTION observation_in_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (NEW.state = "
            "'written' AND OLD.state NOT IN ('confirmed', 'written')) OR (NEW.state = 'counted' AND OLD.state NOT IN "
            "('written', 'counted')) OR (OLD.state IN ('counted', 'called_off') AND ((OLD.state IS NULL) <> "
            "(NEW.state IS NULL) OR OLD.state <> NEW.state OR (OLD.hours IS NULL) <> (NEW.hours IS NULL) OR "
            "OLD.hours <> NEW.hours OR (OLD.reason IS NULL) <> (NEW.reason IS NULL) OR OLD.reason <> NEW.reason OR "
            "(OLD.sheet_sealed IS NULL) <> (NEW.sheet_sealed IS NULL) OR OLD.sheet_sealed <> NEW.sheet_sealed OR "
            "(OLD.undertaken_at IS NULL) <> (NEW.undertaken_at IS NULL) OR OLD.undertaken_at <> NEW.undertaken_at OR "
            "(OLD.case_id IS NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.mentor_id IS NULL) "
            "<> (NEW.mentor_id IS NULL) OR OLD.mentor_id <> NEW.mentor_id OR (OLD.starts_at IS NULL) <> "
            "(NEW.starts_at IS NULL) OR OLD.starts_at <> NEW.starts_at OR (OLD.minutes IS NULL) <> (NEW.minutes IS "
            "NULL) OR OLD.minutes <> NEW.minutes OR (OLD.mode IS NULL) <> (NEW.mode IS NULL) OR OLD.mode <> "
            "NEW.mode)) THEN RAISE EXCEPTION 'hours count after a sheet, a sheet after what was confirmed, and what "
            "is over stays' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER observation_in_order BEFORE UPDATE ON "observation" FOR EACH ROW EXECUTE FUNCTION '
            "observation_in_order()"
        ),
        (
            "CREATE FUNCTION observation_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.participation_id IS NULL) <> (NEW.participation_id IS NULL) OR OLD.participation_id <> "
            "NEW.participation_id OR (OLD.district_id IS NULL) <> (NEW.district_id IS NULL) OR OLD.district_id <> "
            "NEW.district_id OR (OLD.asked_at IS NULL) <> (NEW.asked_at IS NULL) OR OLD.asked_at <> NEW.asked_at OR "
            "(OLD.wish IS NULL) <> (NEW.wish IS NULL) OR OLD.wish <> NEW.wish OR (OLD.case_id IS NOT NULL AND "
            "((OLD.case_id IS NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.mentor_id IS "
            "NULL) <> (NEW.mentor_id IS NULL) OR OLD.mentor_id <> NEW.mentor_id OR (OLD.starts_at IS NULL) <> "
            "(NEW.starts_at IS NULL) OR OLD.starts_at <> NEW.starts_at OR (OLD.minutes IS NULL) <> (NEW.minutes IS "
            "NULL) OR OLD.minutes <> NEW.minutes OR (OLD.mode IS NULL) <> (NEW.mode IS NULL) OR OLD.mode <> "
            "NEW.mode)) OR (OLD.undertaken_at IS NOT NULL AND ((OLD.undertaken_at IS NULL) <> (NEW.undertaken_at IS "
            "NULL) OR OLD.undertaken_at <> NEW.undertaken_at)) THEN RAISE EXCEPTION 'a wish, the meeting that was "
            "offered and an undertaking stand' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER observation_stands BEFORE UPDATE ON "observation" FOR EACH ROW EXECUTE FUNCTION '
            "observation_stands()"
        ),
        (
            "CREATE FUNCTION observation_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER observation_key_stands BEFORE UPDATE OF id ON "observation" FOR EACH ROW EXECUTE '
            "FUNCTION observation_key_stands()"
        ),
        (
            "CREATE FUNCTION observer_consent_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.observation_id IS NULL) <> (NEW.observation_id IS NULL) OR OLD.observation_id <> "
            "NEW.observation_id OR (OLD.party_id IS NULL) <> (NEW.party_id IS NULL) OR OLD.party_id <> NEW.party_id "
            "OR (OLD.given_at IS NULL) <> (NEW.given_at IS NULL) OR OLD.given_at <> NEW.given_at OR (OLD.noted_by_id "
            "IS NULL) <> (NEW.noted_by_id IS NULL) OR OLD.noted_by_id <> NEW.noted_by_id OR (OLD.withdrawn_at IS NOT "
            "NULL AND ((OLD.withdrawn_at IS NULL) <> (NEW.withdrawn_at IS NULL) OR OLD.withdrawn_at <> "
            "NEW.withdrawn_at OR (OLD.withdrawal_noted_by_id IS NULL) <> (NEW.withdrawal_noted_by_id IS NULL) OR "
            "OLD.withdrawal_noted_by_id <> NEW.withdrawal_noted_by_id)) THEN RAISE EXCEPTION 'a consent stands as it "
            "was given, and is withdrawn once' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER observer_consent_stands BEFORE UPDATE ON "observer_consent" FOR EACH ROW EXECUTE '
            "FUNCTION observer_consent_stands()"
        ),
        (
            "CREATE FUNCTION observer_consent_carries() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "((OLD.withdrawn_at IS NULL) <> (NEW.withdrawn_at IS NULL) OR OLD.withdrawn_at <> NEW.withdrawn_at) AND "
            "EXISTS (SELECT 1 FROM observation AS its WHERE its.id = OLD.observation_id AND its.state IN "
            "('confirmed', 'written', 'counted')) THEN RAISE EXCEPTION 'a confirmed observation is called off before "
            "a consent to it ends' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER observer_consent_carries BEFORE UPDATE ON "observer_consent" FOR EACH ROW EXECUTE '
            "FUNCTION observer_consent_carries()"
        ),
        (
            "CREATE FUNCTION observer_consent_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id "
            "IS NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not "
            "change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER observer_consent_key_stands BEFORE UPDATE OF id ON "observer_consent" FOR EACH ROW '
            "EXECUTE FUNCTION observer_consent_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
