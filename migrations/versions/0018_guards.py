"""What the database itself refuses, and what it sweeps away with a row: the same as beside the tables."""

from alembic import op

revision = "0018"
down_revision = "0017"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER past_unit_insert AFTER INSERT ON "unit" WHEN 1 = 1 BEGIN INSERT INTO stamp (name, '
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_unit_update AFTER UPDATE ON "unit" WHEN OLD.level IS NOT NEW.level OR OLD.opened_on '
            "IS NOT NEW.opened_on OR OLD.closed_on IS NOT NEW.closed_on OR OLD.physical IS NOT NEW.physical BEGIN "
            "INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO "
            "UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_unit_delete AFTER DELETE ON "unit" WHEN 1 = 1 BEGIN INSERT INTO stamp (name, '
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_placing_insert AFTER INSERT ON "placing" WHEN 1 = 1 BEGIN INSERT INTO stamp (name, '
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_placing_update AFTER UPDATE ON "placing" WHEN OLD.unit_id IS NOT NEW.unit_id OR '
            "OLD.parent_id IS NOT NEW.parent_id OR OLD.since IS NOT NEW.since OR OLD.until IS NOT NEW.until BEGIN "
            "INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO "
            "UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_placing_delete AFTER DELETE ON "placing" WHEN 1 = 1 BEGIN INSERT INTO stamp (name, '
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_course_insert AFTER INSERT ON \"course\" WHEN NEW.ends_on < date('now', '+5 hours') "
            "BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) "
            "DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_course_update AFTER UPDATE ON \"course\" WHEN (OLD.ends_on < date('now', '+5 hours') "
            "OR NEW.ends_on < date('now', '+5 hours')) AND (OLD.ends_on IS NOT NEW.ends_on OR OLD.district_id IS NOT "
            "NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.kind IS NOT NEW.kind) BEGIN INSERT INTO "
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_course_delete AFTER DELETE ON \"course\" WHEN OLD.ends_on < date('now', '+5 hours') "
            "BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) "
            "DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_participation_course_id AFTER DELETE ON "course" BEGIN DELETE FROM "participation" '
            'WHERE "course_id" = OLD."id"; END'
        ),
        (
            "CREATE TRIGGER past_event_insert AFTER INSERT ON \"event\" WHEN NEW.held_on < date('now', '+5 hours') "
            "BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) "
            "DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_event_update AFTER UPDATE ON \"event\" WHEN (OLD.held_on < date('now', '+5 hours') OR "
            "NEW.held_on < date('now', '+5 hours')) AND (OLD.held_on IS NOT NEW.held_on OR OLD.district_id IS NOT "
            "NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.audience IS NOT NEW.audience OR "
            "OLD.qualifier IS NOT NEW.qualifier) BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_event_delete AFTER DELETE ON \"event\" WHEN OLD.held_on < date('now', '+5 hours') "
            "BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) "
            "DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_preventive_measure_insert AFTER INSERT ON "preventive_measure" WHEN NEW.held_on < '
            "date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_preventive_measure_update AFTER UPDATE ON "preventive_measure" WHEN (OLD.held_on < '
            "date('now', '+5 hours') OR NEW.held_on < date('now', '+5 hours')) AND (OLD.held_on IS NOT NEW.held_on "
            "OR OLD.district_id IS NOT NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id) BEGIN INSERT INTO "
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_preventive_measure_delete AFTER DELETE ON "preventive_measure" WHEN OLD.held_on < '
            "date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_request_insert AFTER INSERT ON \"request\" WHEN NEW.received_on < date('now', '+5 "
            "hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT "
            "(name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_request_update AFTER UPDATE ON \"request\" WHEN (OLD.received_on < date('now', '+5 "
            "hours') OR NEW.received_on < date('now', '+5 hours')) AND (OLD.received_on IS NOT NEW.received_on OR "
            "OLD.channel IS NOT NEW.channel) BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_request_delete AFTER DELETE ON \"request\" WHEN OLD.received_on < date('now', '+5 "
            "hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT "
            "(name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_case_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "case" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_consultation_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "consultation" '
            'WHERE "request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_party_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "party" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_spell_request_id AFTER DELETE ON "request" BEGIN DELETE FROM "spell" WHERE '
            '"request_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER past_participation_insert AFTER INSERT ON "participation" WHEN 1 = 1 BEGIN INSERT INTO '
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_participation_update AFTER UPDATE ON "participation" WHEN OLD.course_id IS NOT '
            "NEW.course_id OR OLD.completed IS NOT NEW.completed BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_participation_delete AFTER DELETE ON "participation" WHEN 1 = 1 BEGIN INSERT INTO '
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_certificate_insert AFTER INSERT ON \"certificate\" WHEN NEW.issued_on < date('now', "
            "'+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_certificate_update AFTER UPDATE ON \"certificate\" WHEN (OLD.issued_on < date('now', "
            "'+5 hours') OR NEW.issued_on < date('now', '+5 hours')) AND (OLD.issued_on IS NOT NEW.issued_on OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.replaces_id IS NOT NEW.replaces_id) BEGIN INSERT INTO "
            "stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET "
            "version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_certificate_delete AFTER DELETE ON \"certificate\" WHEN OLD.issued_on < date('now', "
            "'+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_ank_insert BEFORE INSERT ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR "
            "NEW.since < other.until) AND NEW.register_kind = 'ank' AND other.register_kind = 'ank') BEGIN SELECT "
            "RAISE(ABORT, 'one_entry_at_a_time_ank'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_ank_update BEFORE UPDATE ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR "
            "NEW.since < other.until) AND NEW.register_kind = 'ank' AND other.register_kind = 'ank') BEGIN SELECT "
            "RAISE(ABORT, 'one_entry_at_a_time_ank'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_akim_insert BEFORE INSERT ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND other.district_id = NEW.district_id AND (NEW.until IS NULL OR other.since < "
            "NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND NEW.register_kind = 'akim' AND "
            "other.register_kind = 'akim') BEGIN SELECT RAISE(ABORT, 'one_entry_at_a_time_akim'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_akim_update BEFORE UPDATE ON "register_entry" WHEN EXISTS (SELECT 1 '
            'FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND '
            "other.kind = NEW.kind AND other.district_id = NEW.district_id AND (NEW.until IS NULL OR other.since < "
            "NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND NEW.register_kind = 'akim' AND "
            "other.register_kind = 'akim') BEGIN SELECT RAISE(ABORT, 'one_entry_at_a_time_akim'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_organisation_insert BEFORE INSERT ON "register_entry" WHEN EXISTS '
            '(SELECT 1 FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = '
            "NEW.mediator_id AND other.kind = NEW.kind AND other.organisation_id = NEW.organisation_id AND "
            "(NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND "
            "NEW.register_kind = 'organisation' AND other.register_kind = 'organisation') BEGIN SELECT RAISE(ABORT, "
            "'one_entry_at_a_time_organisation'); END"
        ),
        (
            'CREATE TRIGGER one_entry_at_a_time_organisation_update BEFORE UPDATE ON "register_entry" WHEN EXISTS '
            '(SELECT 1 FROM "register_entry" AS other WHERE other.id <> NEW.id AND other.mediator_id = '
            "NEW.mediator_id AND other.kind = NEW.kind AND other.organisation_id = NEW.organisation_id AND "
            "(NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until) AND "
            "NEW.register_kind = 'organisation' AND other.register_kind = 'organisation') BEGIN SELECT RAISE(ABORT, "
            "'one_entry_at_a_time_organisation'); END"
        ),
        (
            "CREATE TRIGGER past_register_entry_insert AFTER INSERT ON \"register_entry\" WHEN NEW.since < date('now', "
            "'+5 hours') OR NEW.until < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER past_register_entry_update AFTER UPDATE ON "register_entry" WHEN (OLD.since < '
            "date('now', '+5 hours') OR NEW.since < date('now', '+5 hours')) AND (OLD.since IS NOT NEW.since OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.register_kind IS NOT NEW.register_kind OR OLD.kind IS NOT "
            "NEW.kind OR OLD.mediator_id IS NOT NEW.mediator_id) OR (OLD.until < date('now', '+5 hours') OR "
            "NEW.until < date('now', '+5 hours')) AND (OLD.until IS NOT NEW.until) BEGIN INSERT INTO stamp (name, "
            "version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_register_entry_delete AFTER DELETE ON \"register_entry\" WHEN OLD.since < date('now', "
            "'+5 hours') OR OLD.until < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_suspension_entry_id AFTER DELETE ON "register_entry" BEGIN DELETE FROM '
            '"suspension" WHERE "entry_id" = OLD."id"; END'
        ),
        (
            "CREATE TRIGGER past_spell_insert AFTER INSERT ON \"spell\" WHEN NEW.opened_on < date('now', '+5 hours') "
            "OR NEW.ended_on < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_spell_update AFTER UPDATE ON \"spell\" WHEN (OLD.opened_on < date('now', '+5 hours') "
            "OR NEW.opened_on < date('now', '+5 hours')) AND (OLD.opened_on IS NOT NEW.opened_on OR OLD.district_id "
            "IS NOT NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.opened IS NOT NEW.opened OR "
            "OLD.counted IS NOT NEW.counted) OR (OLD.ended_on < date('now', '+5 hours') OR NEW.ended_on < "
            "date('now', '+5 hours')) AND (OLD.ended_on IS NOT NEW.ended_on OR OLD.district_id IS NOT "
            "NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.outcome IS NOT NEW.outcome OR "
            "OLD.transferred IS NOT NEW.transferred OR OLD.counted IS NOT NEW.counted) BEGIN INSERT INTO stamp "
            "(name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_spell_delete AFTER DELETE ON \"spell\" WHEN OLD.opened_on < date('now', '+5 hours') "
            "OR OLD.ended_on < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_party_represents_id AFTER DELETE ON "party" BEGIN DELETE FROM "party" WHERE '
            '"represents_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_signature_party_id AFTER DELETE ON "party" BEGIN DELETE FROM "signature" WHERE '
            '"party_id" = OLD."id"; END'
        ),
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
            "CREATE TRIGGER past_consultation_insert AFTER INSERT ON \"consultation\" WHEN NEW.held_on < date('now', "
            "'+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_consultation_update AFTER UPDATE ON \"consultation\" WHEN (OLD.held_on < date('now', "
            "'+5 hours') OR NEW.held_on < date('now', '+5 hours')) AND (OLD.held_on IS NOT NEW.held_on OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id) BEGIN INSERT INTO stamp "
            "(name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_consultation_delete AFTER DELETE ON \"consultation\" WHEN OLD.held_on < date('now', "
            "'+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % 2147483647) ON "
            "CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER one_suspension_at_a_time_insert BEFORE INSERT ON "suspension" WHEN EXISTS (SELECT 1 FROM '
            '"suspension" AS other WHERE other.id <> NEW.id AND other.entry_id = NEW.entry_id AND (NEW.until IS NULL '
            "OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_suspension_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_suspension_at_a_time_update BEFORE UPDATE ON "suspension" WHEN EXISTS (SELECT 1 FROM '
            '"suspension" AS other WHERE other.id <> NEW.id AND other.entry_id = NEW.entry_id AND (NEW.until IS NULL '
            "OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT "
            "RAISE(ABORT, 'one_suspension_at_a_time'); END"
        ),
        (
            "CREATE TRIGGER past_suspension_insert AFTER INSERT ON \"suspension\" WHEN NEW.since < date('now', '+5 "
            "hours') OR NEW.until < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_suspension_update AFTER UPDATE ON \"suspension\" WHEN (OLD.since < date('now', '+5 "
            "hours') OR NEW.since < date('now', '+5 hours')) AND (OLD.since IS NOT NEW.since OR OLD.entry_id IS NOT "
            "NEW.entry_id) OR (OLD.until < date('now', '+5 hours') OR NEW.until < date('now', '+5 hours')) AND "
            "(OLD.until IS NOT NEW.until) BEGIN INSERT INTO stamp (name, version) VALUES ('past', abs(random()) % "
            "2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_suspension_delete AFTER DELETE ON \"suspension\" WHEN OLD.since < date('now', '+5 "
            "hours') OR OLD.until < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES ('past', "
            "abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
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
        (
            'CREATE TRIGGER agreement_words_stand BEFORE UPDATE ON "agreement" WHEN OLD.signed_on IS NOT NULL AND '
            "((OLD.case_id IS NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR (OLD.number IS NULL) "
            "<> (NEW.number IS NULL) OR OLD.number <> NEW.number OR (OLD.amends_id IS NULL) <> (NEW.amends_id IS "
            "NULL) OR OLD.amends_id <> NEW.amends_id OR (OLD.language IS NULL) <> (NEW.language IS NULL) OR "
            "OLD.language <> NEW.language OR (OLD.subject_kk_sealed IS NULL) <> (NEW.subject_kk_sealed IS NULL) OR "
            "OLD.subject_kk_sealed <> NEW.subject_kk_sealed OR (OLD.subject_ru_sealed IS NULL) <> "
            "(NEW.subject_ru_sealed IS NULL) OR OLD.subject_ru_sealed <> NEW.subject_ru_sealed OR "
            "(OLD.consequences_kk_sealed IS NULL) <> (NEW.consequences_kk_sealed IS NULL) OR "
            "OLD.consequences_kk_sealed <> NEW.consequences_kk_sealed OR (OLD.consequences_ru_sealed IS NULL) <> "
            "(NEW.consequences_ru_sealed IS NULL) OR OLD.consequences_ru_sealed <> NEW.consequences_ru_sealed OR "
            "(OLD.partial IS NULL) <> (NEW.partial IS NULL) OR OLD.partial <> NEW.partial OR (OLD.lawful IS NULL) <> "
            "(NEW.lawful IS NULL) OR OLD.lawful <> NEW.lawful OR (OLD.minors_considered IS NULL) <> "
            "(NEW.minors_considered IS NULL) OR OLD.minors_considered <> NEW.minors_considered OR (OLD.signed_on IS "
            "NULL) <> (NEW.signed_on IS NULL) OR OLD.signed_on <> NEW.signed_on OR (OLD.signing IS NULL) <> "
            "(NEW.signing IS NULL) OR OLD.signing <> NEW.signing OR (OLD.place IS NULL) <> (NEW.place IS NULL) OR "
            "OLD.place <> NEW.place OR (OLD.scan_id IS NULL) <> (NEW.scan_id IS NULL) OR OLD.scan_id <> NEW.scan_id "
            "OR (OLD.scan_sha256 IS NULL) <> (NEW.scan_sha256 IS NULL) OR OLD.scan_sha256 <> NEW.scan_sha256 OR "
            "CAST(OLD.bound_sides AS TEXT) <> CAST(NEW.bound_sides AS TEXT)) BEGIN SELECT RAISE(ABORT, 'a signed "
            "agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER agreement_stands BEFORE DELETE ON "agreement" WHEN EXISTS (SELECT 1 FROM agreement JOIN '
            '"case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id WHERE '
            "agreement.id = OLD.id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a signed "
            "agreement does not change'); END"
        ),
        (
            "CREATE TRIGGER past_agreement_insert AFTER INSERT ON \"agreement\" WHEN NEW.signed_on < date('now', '+5 "
            "hours') OR NEW.performed_on < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_agreement_update AFTER UPDATE ON \"agreement\" WHEN (OLD.signed_on < date('now', '+5 "
            "hours') OR NEW.signed_on < date('now', '+5 hours')) AND (OLD.signed_on IS NOT NEW.signed_on OR "
            "OLD.district_id IS NOT NEW.district_id OR OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.amends_id IS NOT "
            "NEW.amends_id) OR (OLD.performed_on < date('now', '+5 hours') OR NEW.performed_on < date('now', '+5 "
            "hours')) AND (OLD.performed_on IS NOT NEW.performed_on OR OLD.district_id IS NOT NEW.district_id OR "
            "OLD.cabinet_id IS NOT NEW.cabinet_id OR OLD.amends_id IS NOT NEW.amends_id) BEGIN INSERT INTO stamp "
            "(name, version) VALUES ('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = "
            "excluded.version; END"
        ),
        (
            "CREATE TRIGGER past_agreement_delete AFTER DELETE ON \"agreement\" WHEN OLD.signed_on < date('now', '+5 "
            "hours') OR OLD.performed_on < date('now', '+5 hours') BEGIN INSERT INTO stamp (name, version) VALUES "
            "('past', abs(random()) % 2147483647) ON CONFLICT (name) DO UPDATE SET version = excluded.version; END"
        ),
        (
            'CREATE TRIGGER sweep_agreement_amends_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "agreement" '
            'WHERE "amends_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_obligation_agreement_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "obligation" '
            'WHERE "agreement_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER sweep_signature_agreement_id AFTER DELETE ON "agreement" BEGIN DELETE FROM "signature" '
            'WHERE "agreement_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER obligation_added_late BEFORE INSERT ON "obligation" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER obligation_changed_late BEFORE UPDATE ON "obligation" WHEN EXISTS (SELECT 1 FROM '
            "agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT "
            "RAISE(ABORT, 'a signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER obligation_removed_late BEFORE DELETE ON "obligation" WHEN EXISTS (SELECT 1 FROM '
            'agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id '
            "WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER sweep_performance_obligation_id AFTER DELETE ON "obligation" BEGIN DELETE FROM '
            '"performance" WHERE "obligation_id" = OLD."id"; END'
        ),
        (
            'CREATE TRIGGER signature_added_late BEFORE INSERT ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER signature_changed_late BEFORE UPDATE ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            "WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
        ),
        (
            'CREATE TRIGGER signature_removed_late BEFORE DELETE ON "signature" WHEN EXISTS (SELECT 1 FROM agreement '
            'JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id WHERE '
            "agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a "
            "signed agreement does not change'); END"
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
            'CREATE CONSTRAINT TRIGGER past_unit_insert AFTER INSERT ON "unit" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_unit_update AFTER UPDATE ON "unit" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.level IS DISTINCT FROM NEW.level OR OLD.opened_on IS DISTINCT FROM NEW.opened_on OR "
            "OLD.closed_on IS DISTINCT FROM NEW.closed_on OR OLD.physical IS DISTINCT FROM NEW.physical) EXECUTE "
            "FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_unit_delete AFTER DELETE ON "unit" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_placing_insert AFTER INSERT ON "placing" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_placing_update AFTER UPDATE ON "placing" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id OR OLD.parent_id IS DISTINCT FROM "
            "NEW.parent_id OR OLD.since IS DISTINCT FROM NEW.since OR OLD.until IS DISTINCT FROM NEW.until) EXECUTE "
            "FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_placing_delete AFTER DELETE ON "placing" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_course_insert AFTER INSERT ON "course" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (NEW.ends_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_course_update AFTER UPDATE ON "course" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN ((OLD.ends_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.ends_on < (now() AT TIME "
            "ZONE 'Asia/Almaty')::date) AND (OLD.ends_on IS DISTINCT FROM NEW.ends_on OR OLD.district_id IS DISTINCT "
            "FROM NEW.district_id OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR OLD.kind IS DISTINCT FROM "
            "NEW.kind)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_course_delete AFTER DELETE ON "course" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.ends_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_event_insert AFTER INSERT ON "event" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (NEW.held_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_event_update AFTER UPDATE ON "event" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN ((OLD.held_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.held_on < (now() AT TIME "
            "ZONE 'Asia/Almaty')::date) AND (OLD.held_on IS DISTINCT FROM NEW.held_on OR OLD.district_id IS DISTINCT "
            "FROM NEW.district_id OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR OLD.audience IS DISTINCT FROM "
            "NEW.audience OR OLD.qualifier IS DISTINCT FROM NEW.qualifier)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_event_delete AFTER DELETE ON "event" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.held_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_preventive_measure_insert AFTER INSERT ON "preventive_measure" '
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.held_on < (now() AT TIME ZONE "
            "'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_preventive_measure_update AFTER UPDATE ON "preventive_measure" '
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((OLD.held_on < (now() AT TIME ZONE "
            "'Asia/Almaty')::date OR NEW.held_on < (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.held_on IS "
            "DISTINCT FROM NEW.held_on OR OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS "
            "DISTINCT FROM NEW.cabinet_id)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_preventive_measure_delete AFTER DELETE ON "preventive_measure" '
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.held_on < (now() AT TIME ZONE "
            "'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_request_insert AFTER INSERT ON "request" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (NEW.received_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_request_update AFTER UPDATE ON "request" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN ((OLD.received_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.received_on < "
            "(now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.received_on IS DISTINCT FROM NEW.received_on OR "
            "OLD.channel IS DISTINCT FROM NEW.channel)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_request_delete AFTER DELETE ON "request" DEFERRABLE INITIALLY DEFERRED '
            "FOR EACH ROW WHEN (OLD.received_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_participation_insert AFTER INSERT ON "participation" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_participation_update AFTER UPDATE ON "participation" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.course_id IS DISTINCT FROM NEW.course_id OR OLD.completed IS "
            "DISTINCT FROM NEW.completed) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_participation_delete AFTER DELETE ON "participation" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION past_changed()"
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
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.replaces_id IS DISTINCT FROM NEW.replaces_id)) "
            "EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_certificate_delete AFTER DELETE ON "certificate" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (OLD.issued_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        ("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_ank EXCLUDE USING gist (mediator_id '
            "WITH =, kind WITH =, daterange(since, until) WITH &&) WHERE (register_kind = 'ank')"
        ),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_akim EXCLUDE USING gist (mediator_id '
            "WITH =, kind WITH =, district_id WITH =, daterange(since, until) WITH &&) WHERE (register_kind = 'akim')"
        ),
        (
            'ALTER TABLE "register_entry" ADD CONSTRAINT one_entry_at_a_time_organisation EXCLUDE USING gist '
            "(mediator_id WITH =, kind WITH =, organisation_id WITH =, daterange(since, until) WITH &&) WHERE "
            "(register_kind = 'organisation')"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_register_entry_insert AFTER INSERT ON "register_entry" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.until "
            "< (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_register_entry_update AFTER UPDATE ON "register_entry" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN ((OLD.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR "
            "NEW.since < (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.since IS DISTINCT FROM NEW.since OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.register_kind IS DISTINCT FROM "
            "NEW.register_kind OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.mediator_id IS DISTINCT FROM "
            "NEW.mediator_id) OR (OLD.until < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.until < (now() AT TIME "
            "ZONE 'Asia/Almaty')::date) AND (OLD.until IS DISTINCT FROM NEW.until)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_register_entry_delete AFTER DELETE ON "register_entry" DEFERRABLE '
            "INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR OLD.until "
            "< (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_spell_insert AFTER INSERT ON "spell" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (NEW.opened_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.ended_on < (now() AT "
            "TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_spell_update AFTER UPDATE ON "spell" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN ((OLD.opened_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.opened_on < (now() AT "
            "TIME ZONE 'Asia/Almaty')::date) AND (OLD.opened_on IS DISTINCT FROM NEW.opened_on OR OLD.district_id IS "
            "DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR OLD.opened IS "
            "DISTINCT FROM NEW.opened OR OLD.counted IS DISTINCT FROM NEW.counted) OR (OLD.ended_on < (now() AT TIME "
            "ZONE 'Asia/Almaty')::date OR NEW.ended_on < (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.ended_on "
            "IS DISTINCT FROM NEW.ended_on OR OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS "
            "DISTINCT FROM NEW.cabinet_id OR OLD.outcome IS DISTINCT FROM NEW.outcome OR OLD.transferred IS DISTINCT "
            "FROM NEW.transferred OR OLD.counted IS DISTINCT FROM NEW.counted)) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_spell_delete AFTER DELETE ON "spell" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.opened_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR OLD.ended_on < (now() AT "
            "TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_case_update AFTER UPDATE ON "case" DEFERRABLE INITIALLY DEFERRED FOR '
            "EACH ROW WHEN (OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_consultation_insert AFTER INSERT ON "consultation" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (NEW.held_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_consultation_update AFTER UPDATE ON "consultation" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN ((OLD.held_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.held_on < "
            "(now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.held_on IS DISTINCT FROM NEW.held_on OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id)) "
            "EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_consultation_delete AFTER DELETE ON "consultation" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (OLD.held_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'ALTER TABLE "suspension" ADD CONSTRAINT one_suspension_at_a_time EXCLUDE USING gist (entry_id WITH =, '
            "daterange(since, until) WITH &&)"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_suspension_insert AFTER INSERT ON "suspension" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (NEW.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.until < (now() "
            "AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_suspension_update AFTER UPDATE ON "suspension" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN ((OLD.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.since < (now() "
            "AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.since IS DISTINCT FROM NEW.since OR OLD.entry_id IS "
            "DISTINCT FROM NEW.entry_id) OR (OLD.until < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.until < "
            "(now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.until IS DISTINCT FROM NEW.until)) EXECUTE FUNCTION "
            "past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_suspension_delete AFTER DELETE ON "suspension" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (OLD.since < (now() AT TIME ZONE 'Asia/Almaty')::date OR OLD.until < (now() "
            "AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
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
        (
            "CREATE FUNCTION agreement_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.signed_on "
            "IS NOT NULL AND ((OLD.case_id IS NULL) <> (NEW.case_id IS NULL) OR OLD.case_id <> NEW.case_id OR "
            "(OLD.number IS NULL) <> (NEW.number IS NULL) OR OLD.number <> NEW.number OR (OLD.amends_id IS NULL) <> "
            "(NEW.amends_id IS NULL) OR OLD.amends_id <> NEW.amends_id OR (OLD.language IS NULL) <> (NEW.language IS "
            "NULL) OR OLD.language <> NEW.language OR (OLD.subject_kk_sealed IS NULL) <> (NEW.subject_kk_sealed IS "
            "NULL) OR OLD.subject_kk_sealed <> NEW.subject_kk_sealed OR (OLD.subject_ru_sealed IS NULL) <> "
            "(NEW.subject_ru_sealed IS NULL) OR OLD.subject_ru_sealed <> NEW.subject_ru_sealed OR "
            "(OLD.consequences_kk_sealed IS NULL) <> (NEW.consequences_kk_sealed IS NULL) OR "
            "OLD.consequences_kk_sealed <> NEW.consequences_kk_sealed OR (OLD.consequences_ru_sealed IS NULL) <> "
            "(NEW.consequences_ru_sealed IS NULL) OR OLD.consequences_ru_sealed <> NEW.consequences_ru_sealed OR "
            "(OLD.partial IS NULL) <> (NEW.partial IS NULL) OR OLD.partial <> NEW.partial OR (OLD.lawful IS NULL) <> "
            "(NEW.lawful IS NULL) OR OLD.lawful <> NEW.lawful OR (OLD.minors_considered IS NULL) <> "
            "(NEW.minors_considered IS NULL) OR OLD.minors_considered <> NEW.minors_considered OR (OLD.signed_on IS "
            "NULL) <> (NEW.signed_on IS NULL) OR OLD.signed_on <> NEW.signed_on OR (OLD.signing IS NULL) <> "
            "(NEW.signing IS NULL) OR OLD.signing <> NEW.signing OR (OLD.place IS NULL) <> (NEW.place IS NULL) OR "
            "OLD.place <> NEW.place OR (OLD.scan_id IS NULL) <> (NEW.scan_id IS NULL) OR OLD.scan_id <> NEW.scan_id "
            "OR (OLD.scan_sha256 IS NULL) <> (NEW.scan_sha256 IS NULL) OR OLD.scan_sha256 <> NEW.scan_sha256 OR "
            "CAST(OLD.bound_sides AS TEXT) <> CAST(NEW.bound_sides AS TEXT)) THEN RAISE EXCEPTION 'a signed "
            "agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER agreement_words_stand BEFORE UPDATE ON "agreement" FOR EACH ROW EXECUTE FUNCTION '
            "agreement_words_stand()"
        ),
        (
            "CREATE FUNCTION agreement_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            'FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id WHERE agreement.id = OLD.id AND agreement.signed_on IS NOT NULL) THEN RAISE EXCEPTION '
            "'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$"
        ),
        (
            'CREATE TRIGGER agreement_stands BEFORE DELETE ON "agreement" FOR EACH ROW EXECUTE FUNCTION '
            "agreement_stands()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_agreement_insert AFTER INSERT ON "agreement" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (NEW.signed_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR "
            "NEW.performed_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_agreement_update AFTER UPDATE ON "agreement" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN ((OLD.signed_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR NEW.signed_on "
            "< (now() AT TIME ZONE 'Asia/Almaty')::date) AND (OLD.signed_on IS DISTINCT FROM NEW.signed_on OR "
            "OLD.district_id IS DISTINCT FROM NEW.district_id OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR "
            "OLD.amends_id IS DISTINCT FROM NEW.amends_id) OR (OLD.performed_on < (now() AT TIME ZONE "
            "'Asia/Almaty')::date OR NEW.performed_on < (now() AT TIME ZONE 'Asia/Almaty')::date) AND "
            "(OLD.performed_on IS DISTINCT FROM NEW.performed_on OR OLD.district_id IS DISTINCT FROM NEW.district_id "
            "OR OLD.cabinet_id IS DISTINCT FROM NEW.cabinet_id OR OLD.amends_id IS DISTINCT FROM NEW.amends_id)) "
            "EXECUTE FUNCTION past_changed()"
        ),
        (
            'CREATE CONSTRAINT TRIGGER past_agreement_delete AFTER DELETE ON "agreement" DEFERRABLE INITIALLY '
            "DEFERRED FOR EACH ROW WHEN (OLD.signed_on < (now() AT TIME ZONE 'Asia/Almaty')::date OR "
            "OLD.performed_on < (now() AT TIME ZONE 'Asia/Almaty')::date) EXECUTE FUNCTION past_changed()"
        ),
        (
            "CREATE FUNCTION obligation_added_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT "
            "1 FROM agreement WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE "
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; "
            "END $$"
        ),
        (
            'CREATE TRIGGER obligation_added_late BEFORE INSERT ON "obligation" FOR EACH ROW EXECUTE FUNCTION '
            "obligation_added_late()"
        ),
        (
            "CREATE FUNCTION obligation_changed_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS "
            "(SELECT 1 FROM agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) "
            "THEN RAISE EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        ),
        (
            'CREATE TRIGGER obligation_changed_late BEFORE UPDATE ON "obligation" FOR EACH ROW EXECUTE FUNCTION '
            "obligation_changed_late()"
        ),
        (
            "CREATE FUNCTION obligation_removed_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS "
            '(SELECT 1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE '
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; "
            "END $$"
        ),
        (
            'CREATE TRIGGER obligation_removed_late BEFORE DELETE ON "obligation" FOR EACH ROW EXECUTE FUNCTION '
            "obligation_removed_late()"
        ),
        (
            "CREATE FUNCTION signature_added_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 "
            "FROM agreement WHERE agreement.id = NEW.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE "
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; "
            "END $$"
        ),
        (
            'CREATE TRIGGER signature_added_late BEFORE INSERT ON "signature" FOR EACH ROW EXECUTE FUNCTION '
            "signature_added_late()"
        ),
        (
            "CREATE FUNCTION signature_changed_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT "
            "1 FROM agreement WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE "
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; "
            "END $$"
        ),
        (
            'CREATE TRIGGER signature_changed_late BEFORE UPDATE ON "signature" FOR EACH ROW EXECUTE FUNCTION '
            "signature_changed_late()"
        ),
        (
            "CREATE FUNCTION signature_removed_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT "
            '1 FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = '
            '"case".request_id WHERE agreement.id = OLD.agreement_id AND agreement.signed_on IS NOT NULL) THEN RAISE '
            "EXCEPTION 'a signed agreement does not change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; "
            "END $$"
        ),
        (
            'CREATE TRIGGER signature_removed_late BEFORE DELETE ON "signature" FOR EACH ROW EXECUTE FUNCTION '
            "signature_removed_late()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
