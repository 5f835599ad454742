"""What the database itself refuses of certification_certificate, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0023"
down_revision = "0022"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER certificate_words_stand BEFORE UPDATE ON "certificate" WHEN (OLD.series IS NULL) <> '
            "(NEW.series IS NULL) OR OLD.series <> NEW.series OR (OLD.number IS NULL) <> (NEW.number IS NULL) OR "
            "OLD.number <> NEW.number OR (OLD.label IS NULL) <> (NEW.label IS NULL) OR OLD.label <> NEW.label OR "
            "(OLD.code IS NULL) <> (NEW.code IS NULL) OR OLD.code <> NEW.code OR (OLD.person_id IS NULL) <> "
            "(NEW.person_id IS NULL) OR OLD.person_id <> NEW.person_id OR (OLD.course_id IS NULL) <> (NEW.course_id "
            "IS NULL) OR OLD.course_id <> NEW.course_id OR (OLD.batch_id IS NULL) <> (NEW.batch_id IS NULL) OR "
            "OLD.batch_id <> NEW.batch_id OR (OLD.cabinet_id IS NULL) <> (NEW.cabinet_id IS NULL) OR OLD.cabinet_id "
            "<> NEW.cabinet_id OR (OLD.district_id IS NULL) <> (NEW.district_id IS NULL) OR OLD.district_id <> "
            "NEW.district_id OR (OLD.name_kk IS NULL) <> (NEW.name_kk IS NULL) OR OLD.name_kk <> NEW.name_kk OR "
            "(OLD.name_ru IS NULL) <> (NEW.name_ru IS NULL) OR OLD.name_ru <> NEW.name_ru OR (OLD.kind IS NULL) <> "
            "(NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR (OLD.title_kk IS NULL) <> (NEW.title_kk IS NULL) OR "
            "OLD.title_kk <> NEW.title_kk OR (OLD.title_ru IS NULL) <> (NEW.title_ru IS NULL) OR OLD.title_ru <> "
            "NEW.title_ru OR (OLD.academic_hours IS NULL) <> (NEW.academic_hours IS NULL) OR OLD.academic_hours <> "
            "NEW.academic_hours OR (OLD.starts_on IS NULL) <> (NEW.starts_on IS NULL) OR OLD.starts_on <> "
            "NEW.starts_on OR (OLD.ends_on IS NULL) <> (NEW.ends_on IS NULL) OR OLD.ends_on <> NEW.ends_on OR "
            "(OLD.place_kk IS NULL) <> (NEW.place_kk IS NULL) OR OLD.place_kk <> NEW.place_kk OR (OLD.place_ru IS "
            "NULL) <> (NEW.place_ru IS NULL) OR OLD.place_ru <> NEW.place_ru OR (OLD.issuer_kk IS NULL) <> "
            "(NEW.issuer_kk IS NULL) OR OLD.issuer_kk <> NEW.issuer_kk OR (OLD.issuer_ru IS NULL) <> (NEW.issuer_ru "
            "IS NULL) OR OLD.issuer_ru <> NEW.issuer_ru OR (OLD.signatory IS NULL) <> (NEW.signatory IS NULL) OR "
            "OLD.signatory <> NEW.signatory OR (OLD.position_kk IS NULL) <> (NEW.position_kk IS NULL) OR "
            "OLD.position_kk <> NEW.position_kk OR (OLD.position_ru IS NULL) <> (NEW.position_ru IS NULL) OR "
            "OLD.position_ru <> NEW.position_ru OR (OLD.issued_on IS NULL) <> (NEW.issued_on IS NULL) OR "
            "OLD.issued_on <> NEW.issued_on OR (OLD.valid_until IS NULL) <> (NEW.valid_until IS NULL) OR "
            "OLD.valid_until <> NEW.valid_until OR (OLD.source IS NULL) <> (NEW.source IS NULL) OR OLD.source <> "
            "NEW.source OR (OLD.replaces_id IS NULL) <> (NEW.replaces_id IS NULL) OR OLD.replaces_id <> "
            "NEW.replaces_id OR (OLD.renews_id IS NULL) <> (NEW.renews_id IS NULL) OR OLD.renews_id <> NEW.renews_id "
            "OR (OLD.revoked_on IS NOT NULL AND ((OLD.revoked_on IS NULL) <> (NEW.revoked_on IS NULL) OR "
            "OLD.revoked_on <> NEW.revoked_on OR (OLD.revoked_for IS NULL) <> (NEW.revoked_for IS NULL) OR "
            "OLD.revoked_for <> NEW.revoked_for OR (OLD.revocation_act IS NULL) <> (NEW.revocation_act IS NULL) OR "
            "OLD.revocation_act <> NEW.revocation_act OR (OLD.revocation_words_sealed IS NULL) <> "
            "(NEW.revocation_words_sealed IS NULL) OR OLD.revocation_words_sealed <> NEW.revocation_words_sealed)) "
            "BEGIN SELECT RAISE(ABORT, 'a certificate stands as it was issued'); END"
        ),
        (
            'CREATE TRIGGER certificate_stays BEFORE DELETE ON "certificate" WHEN OLD.series IS NOT NULL OR '
            "OLD.revoked_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a certificate stands as it was issued'); END"
        ),
        (
            "CREATE TRIGGER past_certificate_insert AFTER INSERT ON \"certificate\" WHEN NEW.issued_on < date('now', "
            "'+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_certificate_update AFTER UPDATE ON \"certificate\" WHEN (OLD.issued_on < date('now', "
            "'+5 hours') OR NEW.issued_on < date('now', '+5 hours')) AND (OLD.issued_on IS NOT NEW.issued_on OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.replaces_id IS NOT NEW.replaces_id OR OLD.revoked_for IS "
            "NOT NEW.revoked_for) BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_certificate_delete AFTER DELETE ON \"certificate\" WHEN OLD.issued_on < date('now', "
            "'+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER certificate_key_stands BEFORE UPDATE OF id ON "certificate" WHEN (OLD.id IS NULL) <> '
            "(NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not change'); END"
        ),
        (
            'CREATE TRIGGER certificate_is_not_replaced_by_insert BEFORE INSERT ON "certificate" WHEN EXISTS (SELECT '
            '1 FROM "certificate" AS there WHERE ((there.code = NEW.code) OR (there.course_id = NEW.course_id AND '
            "there.person_id = NEW.person_id AND replaces_id IS NULL AND (revoked_for IS NULL OR revoked_for <> "
            "'mistake') AND NEW.replaces_id IS NULL AND (NEW.revoked_for IS NULL OR NEW.revoked_for <> 'mistake')) "
            "OR (there.id = NEW.id) OR (there.label = NEW.label AND there.issued_on = NEW.issued_on AND "
            "there.issuer_kk = NEW.issuer_kk AND series IS NULL AND NEW.series IS NULL) OR (there.replaces_id = "
            "NEW.replaces_id) OR (there.rowid = NEW.rowid) OR (there.series = NEW.series AND there.number = "
            "NEW.number)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER certificate_is_not_replaced_by_update BEFORE UPDATE ON "certificate" WHEN EXISTS (SELECT '
            '1 FROM "certificate" AS there WHERE ((there.code = NEW.code) OR (there.course_id = NEW.course_id AND '
            "there.person_id = NEW.person_id AND replaces_id IS NULL AND (revoked_for IS NULL OR revoked_for <> "
            "'mistake') AND NEW.replaces_id IS NULL AND (NEW.revoked_for IS NULL OR NEW.revoked_for <> 'mistake')) "
            "OR (there.id = NEW.id) OR (there.label = NEW.label AND there.issued_on = NEW.issued_on AND "
            "there.issuer_kk = NEW.issuer_kk AND series IS NULL AND NEW.series IS NULL) OR (there.replaces_id = "
            "NEW.replaces_id) OR (there.rowid = NEW.rowid) OR (there.series = NEW.series AND there.number = "
            "NEW.number)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
        (
            'CREATE TRIGGER certificate_copy_stands BEFORE UPDATE ON "certificate_copy" WHEN (OLD.certificate_id IS '
            "NULL) <> (NEW.certificate_id IS NULL) OR OLD.certificate_id <> NEW.certificate_id OR (OLD.at IS NULL) "
            "<> (NEW.at IS NULL) OR OLD.at <> NEW.at OR (OLD.by_id IS NULL) <> (NEW.by_id IS NULL) OR OLD.by_id <> "
            "NEW.by_id OR (OLD.way IS NULL) <> (NEW.way IS NULL) OR OLD.way <> NEW.way OR (OLD.why IS NULL) <> "
            "(NEW.why IS NULL) OR OLD.why <> NEW.why BEGIN SELECT RAISE(ABORT, 'what was taken stays noted'); END"
        ),
        (
            'CREATE TRIGGER certificate_copy_stays BEFORE DELETE ON "certificate_copy" WHEN 1 = 1 BEGIN SELECT '
            "RAISE(ABORT, 'what was taken stays noted'); END"
        ),
        (
            'CREATE TRIGGER certificate_copy_key_stands BEFORE UPDATE OF id ON "certificate_copy" WHEN (OLD.id IS '
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id BEGIN SELECT RAISE(ABORT, 'a key once given does not "
            "change'); END"
        ),
        (
            'CREATE TRIGGER certificate_copy_is_not_replaced_by_insert BEFORE INSERT ON "certificate_copy" WHEN '
            'EXISTS (SELECT 1 FROM "certificate_copy" AS there WHERE ((there.id = NEW.id) OR (there.rowid = '
            "NEW.rowid)) AND NOT (1 = 0)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its place'); END"
        ),
        (
            'CREATE TRIGGER certificate_copy_is_not_replaced_by_update BEFORE UPDATE ON "certificate_copy" WHEN '
            'EXISTS (SELECT 1 FROM "certificate_copy" AS there WHERE ((there.id = NEW.id) OR (there.rowid = '
            "NEW.rowid)) AND NOT (there.rowid = OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'nothing is put in its "
            "place'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION certificate_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.series "
            "IS NULL) <> (NEW.series IS NULL) OR OLD.series <> NEW.series OR (OLD.number IS NULL) <> (NEW.number IS "
            "NULL) OR OLD.number <> NEW.number OR (OLD.label IS NULL) <> (NEW.label IS NULL) OR OLD.label <> "
            "NEW.label OR (OLD.code IS NULL) <> (NEW.code IS NULL) OR OLD.code <> NEW.code OR (OLD.person_id IS "
            "NULL) <> (NEW.person_id IS NULL) OR OLD.person_id <> NEW.person_id OR (OLD.course_id IS NULL) <> "
            "(NEW.course_id IS NULL) OR OLD.course_id <> NEW.course_id OR (OLD.batch_id IS NULL) <> (NEW.batch_id IS "
            "NULL) OR OLD.batch_id <> NEW.batch_id OR (OLD.cabinet_id IS NULL) <> (NEW.cabinet_id IS NULL) OR "
            "OLD.cabinet_id <> NEW.cabinet_id OR (OLD.district_id IS NULL) <> (NEW.district_id IS NULL) OR "
            "OLD.district_id <> NEW.district_id OR (OLD.name_kk IS NULL) <> (NEW.name_kk IS NULL) OR OLD.name_kk <> "
            "NEW.name_kk OR (OLD.name_ru IS NULL) <> (NEW.name_ru IS NULL) OR OLD.name_ru <> NEW.name_ru OR "
            "(OLD.kind IS NULL) <> (NEW.kind IS NULL) OR OLD.kind <> NEW.kind OR (OLD.title_kk IS NULL) <> "
            "(NEW.title_kk IS NULL) OR OLD.title_kk <> NEW.title_kk OR (OLD.title_ru IS NULL) <> (NEW.title_ru IS "
            "NULL) OR OLD.title_ru <> NEW.title_ru OR (OLD.academic_hours IS NULL) <> (NEW.academic_hours IS NULL) "
            "OR OLD.academic_hours <> NEW.academic_hours OR (OLD.starts_on IS NULL) <> (NEW.starts_on IS NULL) OR "
            "OLD.starts_on <> NEW.starts_on OR (OLD.ends_on IS NULL) <> (NEW.ends_on IS NULL) OR OLD.ends_on <> "
            "NEW.ends_on OR (OLD.place_kk IS NULL) <> (NEW.place_kk IS NULL) OR OLD.place_kk <> NEW.place_kk OR "
            "(OLD.place_ru IS NULL) <> (NEW.place_ru IS NULL) OR OLD.place_ru <> NEW.place_ru OR (OLD.issuer_kk IS "
            "NULL) <> (NEW.issuer_kk IS NULL) OR OLD.issuer_kk <> NEW.issuer_kk OR (OLD.issuer_ru IS NULL) <> "
            "(NEW.issuer_ru IS NULL) OR OLD.issuer_ru <> NEW.issuer_ru OR (OLD.signatory IS NULL) <> (NEW.signatory "
            "IS NULL) OR OLD.signatory <> NEW.signatory OR (OLD.position_kk IS NULL) <> (NEW.position_kk IS NULL) OR "
            "OLD.position_kk <> NEW.position_kk OR (OLD.position_ru IS NULL) <> (NEW.position_ru IS NULL) OR "
            "OLD.position_ru <> NEW.position_ru OR (OLD.issued_on IS NULL) <> (NEW.issued_on IS NULL) OR "
            "OLD.issued_on <> NEW.issued_on OR (OLD.valid_until IS NULL) <> (NEW.valid_until IS NULL) OR "
            "OLD.valid_until <> NEW.valid_until OR (OLD.source IS NULL) <> (NEW.source IS NULL) OR OLD.source <> "
            "NEW.source OR (OLD.replaces_id IS NULL) <> (NEW.replaces_id IS NULL) OR OLD.replaces_id <> "
            "NEW.replaces_id OR (OLD.renews_id IS NULL) <> (NEW.renews_id IS NULL) OR OLD.renews_id <> NEW.renews_id "
            "OR (OLD.revoked_on IS NOT NULL AND ((OLD.revoked_on IS NULL) <> (NEW.revoked_on IS NULL) OR "
            "OLD.revoked_on <> NEW.revoked_on OR (OLD.revoked_for IS NULL) <> (NEW.revoked_for IS NULL) OR "
            "OLD.revoked_for <> NEW.revoked_for OR (OLD.revocation_act IS NULL) <> (NEW.revocation_act IS NULL) OR "
            "OLD.revocation_act <> NEW.revocation_act OR (OLD.revocation_words_sealed IS NULL) <> "
            "(NEW.revocation_words_sealed IS NULL) OR OLD.revocation_words_sealed <> NEW.revocation_words_sealed)) "
            "THEN RAISE EXCEPTION 'a certificate stands as it was issued' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER certificate_words_stand BEFORE UPDATE ON "certificate" FOR EACH ROW EXECUTE FUNCTION '
            "certificate_words_stand()"
        ),
        (
            "CREATE FUNCTION certificate_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.series IS NOT "
            "NULL OR OLD.revoked_on IS NOT NULL THEN RAISE EXCEPTION 'a certificate stands as it was issued' USING "
            "ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER certificate_stays BEFORE DELETE ON "certificate" FOR EACH ROW EXECUTE FUNCTION '
            "certificate_stays()"
        ),
        (
            "CREATE OR REPLACE FUNCTION past_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.past', true) IS DISTINCT FROM txid_current()::text THEN INSERT INTO stamp (name, "
            "version) VALUES ('past', floor(random() * 2147483647)::int) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; PERFORM set_config('bitim.past', txid_current()::text, true); END IF; RETURN NULL; "
            "END $$"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_certificate_insert AFTER INSERT ON "certificate" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (NEW.issued_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_certificate_update AFTER UPDATE ON "certificate" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN ((OLD.issued_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.issued_on "
            "< (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.issued_on IS DISTINCT FROM NEW.issued_on OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.replaces_id IS DISTINCT FROM NEW.replaces_id OR "
            "OLD.revoked_for IS DISTINCT FROM NEW.revoked_for)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_certificate_delete AFTER DELETE ON "certificate" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (OLD.issued_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            "CREATE FUNCTION certificate_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id IS "
            "NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not change' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER certificate_key_stands BEFORE UPDATE OF id ON "certificate" FOR EACH ROW EXECUTE '
            "FUNCTION certificate_key_stands()"
        ),
        (
            "CREATE FUNCTION certificate_copy_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "(OLD.certificate_id IS NULL) <> (NEW.certificate_id IS NULL) OR OLD.certificate_id <> "
            "NEW.certificate_id OR (OLD.at IS NULL) <> (NEW.at IS NULL) OR OLD.at <> NEW.at OR (OLD.by_id IS NULL) "
            "<> (NEW.by_id IS NULL) OR OLD.by_id <> NEW.by_id OR (OLD.way IS NULL) <> (NEW.way IS NULL) OR OLD.way "
            "<> NEW.way OR (OLD.why IS NULL) <> (NEW.why IS NULL) OR OLD.why <> NEW.why THEN RAISE EXCEPTION 'what "
            "was taken stays noted' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER certificate_copy_stands BEFORE UPDATE ON "certificate_copy" FOR EACH ROW EXECUTE '
            "FUNCTION certificate_copy_stands()"
        ),
        (
            "CREATE FUNCTION certificate_copy_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN "
            "RAISE EXCEPTION 'what was taken stays noted' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END "
            "$$"
        ),
        (
            'CREATE TRIGGER certificate_copy_stays BEFORE DELETE ON "certificate_copy" FOR EACH ROW EXECUTE FUNCTION '
            "certificate_copy_stays()"
        ),
        (
            "CREATE FUNCTION certificate_copy_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.id "
            "IS NULL) <> (NEW.id IS NULL) OR OLD.id <> NEW.id THEN RAISE EXCEPTION 'a key once given does not "
            "change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER certificate_copy_key_stands BEFORE UPDATE OF id ON "certificate_copy" FOR EACH ROW '
            "EXECUTE FUNCTION certificate_copy_key_stands()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
