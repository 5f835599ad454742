"""What the database itself refuses of search, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0080"
down_revision = "0079"

STATEMENTS = {
    "sqlite": [
        (
            "CREATE VIEW search_matter AS SELECT request.id AS request_id, trim(request.folded || ' c' || "
            "substr(request.cabinet_id, -12) || coalesce(' m' || substr(request.mediator_id, -12), '') || coalesce(' "
            "' || (SELECT group_concat(said, ' ') FROM (SELECT said FROM (SELECT coalesce(person.folded, "
            "organisation.folded || coalesce(' b' || organisation.bin, '')) AS said, party.id AS place FROM party "
            "LEFT JOIN person ON person.id = party.person_id LEFT JOIN organisation ON organisation.id = "
            "party.organisation_id WHERE party.request_id = request.id UNION ALL SELECT contact.folded, contact.id "
            "FROM party JOIN contact ON contact.person_id = party.person_id WHERE party.request_id = request.id "
            "UNION ALL SELECT contact.folded, contact.id FROM party JOIN contact ON contact.organisation_id = "
            "party.organisation_id WHERE party.request_id = request.id) WHERE said <> '' ORDER BY place)), '')) AS "
            "words FROM request"
        ),
        (
            "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_entry', content_rowid='id', "
            "detail=none, columnsize=0, prefix='2 3 4 5 6 7 8 9 10', tokenize='unicode61 remove_diacritics 0')"
        ),
        (
            "CREATE TRIGGER search_entry_is_learnt AFTER INSERT ON search_entry BEGIN INSERT INTO search_index "
            "(rowid, words) VALUES (NEW.id, NEW.words); END"
        ),
        (
            "CREATE TRIGGER search_entry_is_forgotten AFTER DELETE ON search_entry BEGIN INSERT INTO search_index "
            "(search_index, rowid, words) VALUES ('delete', OLD.id, OLD.words); END"
        ),
        (
            "CREATE TRIGGER search_entry_is_learnt_anew AFTER UPDATE OF words ON search_entry WHEN OLD.words <> "
            "NEW.words BEGIN INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', OLD.id, "
            "OLD.words); INSERT INTO search_index (rowid, words) VALUES (NEW.id, NEW.words); END"
        ),
        (
            "CREATE TRIGGER search_request_insert AFTER INSERT ON request BEGIN INSERT INTO search_entry "
            "(request_id, words) SELECT request_id, words FROM search_matter WHERE request_id = NEW.id; END"
        ),
        (
            "CREATE TRIGGER search_mediator_insert AFTER INSERT ON mediator BEGIN INSERT INTO search_entry "
            "(mediator_id, words) SELECT person.id, trim(person.folded || ' g') FROM person WHERE person.id = "
            "NEW.id; END"
        ),
        (
            "CREATE TRIGGER search_request_update AFTER UPDATE OF folded, cabinet_id, mediator_id ON request BEGIN "
            "UPDATE search_entry SET words = (SELECT words FROM search_matter WHERE search_matter.request_id = "
            "search_entry.request_id) WHERE request_id IN (NEW.id) AND EXISTS (SELECT 1 FROM request WHERE "
            "request.id = search_entry.request_id); END"
        ),
        (
            "CREATE TRIGGER search_party_insert AFTER INSERT ON party BEGIN UPDATE search_entry SET words = (SELECT "
            "words FROM search_matter WHERE search_matter.request_id = search_entry.request_id) WHERE request_id IN "
            "(NEW.request_id) AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END"
        ),
        (
            "CREATE TRIGGER search_party_update AFTER UPDATE OF request_id, person_id, organisation_id ON party "
            "BEGIN UPDATE search_entry SET words = (SELECT words FROM search_matter WHERE search_matter.request_id = "
            "search_entry.request_id) WHERE request_id IN (NEW.request_id, OLD.request_id) AND EXISTS (SELECT 1 FROM "
            "request WHERE request.id = search_entry.request_id); END"
        ),
        (
            "CREATE TRIGGER search_party_delete AFTER DELETE ON party BEGIN UPDATE search_entry SET words = (SELECT "
            "words FROM search_matter WHERE search_matter.request_id = search_entry.request_id) WHERE request_id IN "
            "(OLD.request_id) AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END"
        ),
        (
            "CREATE TRIGGER search_person_update AFTER UPDATE OF folded ON person BEGIN UPDATE search_entry SET "
            "words = (SELECT words FROM search_matter WHERE search_matter.request_id = search_entry.request_id) "
            "WHERE request_id IN (SELECT request_id FROM party WHERE person_id = NEW.id) AND EXISTS (SELECT 1 FROM "
            "request WHERE request.id = search_entry.request_id); UPDATE search_entry SET words = (SELECT "
            "trim(person.folded || ' g') FROM person WHERE person.id = NEW.id) WHERE mediator_id = NEW.id; END"
        ),
        (
            "CREATE TRIGGER search_organisation_update AFTER UPDATE OF folded, bin ON organisation BEGIN UPDATE "
            "search_entry SET words = (SELECT words FROM search_matter WHERE search_matter.request_id = "
            "search_entry.request_id) WHERE request_id IN (SELECT request_id FROM party WHERE organisation_id = "
            "NEW.id) AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END"
        ),
        (
            "CREATE TRIGGER search_contact_insert AFTER INSERT ON contact BEGIN UPDATE search_entry SET words = "
            "(SELECT words FROM search_matter WHERE search_matter.request_id = search_entry.request_id) WHERE "
            "request_id IN (SELECT request_id FROM party WHERE person_id = NEW.person_id UNION SELECT request_id "
            "FROM party WHERE organisation_id = NEW.organisation_id) AND EXISTS (SELECT 1 FROM request WHERE "
            "request.id = search_entry.request_id); END"
        ),
        (
            "CREATE TRIGGER search_contact_update AFTER UPDATE OF folded, person_id, organisation_id ON contact "
            "BEGIN UPDATE search_entry SET words = (SELECT words FROM search_matter WHERE search_matter.request_id = "
            "search_entry.request_id) WHERE request_id IN (SELECT request_id FROM party WHERE person_id = "
            "NEW.person_id UNION SELECT request_id FROM party WHERE organisation_id = NEW.organisation_id UNION "
            "SELECT request_id FROM party WHERE person_id = OLD.person_id UNION SELECT request_id FROM party WHERE "
            "organisation_id = OLD.organisation_id) AND EXISTS (SELECT 1 FROM request WHERE request.id = "
            "search_entry.request_id); END"
        ),
        (
            "CREATE TRIGGER search_contact_delete AFTER DELETE ON contact BEGIN UPDATE search_entry SET words = "
            "(SELECT words FROM search_matter WHERE search_matter.request_id = search_entry.request_id) WHERE "
            "request_id IN (SELECT request_id FROM party WHERE person_id = OLD.person_id UNION SELECT request_id "
            "FROM party WHERE organisation_id = OLD.organisation_id) AND EXISTS (SELECT 1 FROM request WHERE "
            "request.id = search_entry.request_id); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE VIEW search_matter AS SELECT request.id AS request_id, trim(request.folded || ' c' || "
            "right(CAST(request.cabinet_id AS TEXT), 12) || coalesce(' m' || right(CAST(request.mediator_id AS "
            "TEXT), 12), '') || coalesce(' ' || (SELECT string_agg(said, ' ' ORDER BY place) FROM (SELECT "
            "coalesce(person.folded, organisation.folded || coalesce(' b' || organisation.bin, '')) AS said, "
            "party.id AS place FROM party LEFT JOIN person ON person.id = party.person_id LEFT JOIN organisation ON "
            "organisation.id = party.organisation_id WHERE party.request_id = request.id UNION ALL SELECT "
            "contact.folded, contact.id FROM party JOIN contact ON contact.person_id = party.person_id WHERE "
            "party.request_id = request.id UNION ALL SELECT contact.folded, contact.id FROM party JOIN contact ON "
            "contact.organisation_id = party.organisation_id WHERE party.request_id = request.id) AS every WHERE "
            "said <> ''), '')) AS words FROM request"
        ),
        (
            "ALTER TABLE search_entry ADD COLUMN lexemes tsvector GENERATED ALWAYS AS "
            "(array_to_tsvector(string_to_array(words, ' '))) STORED"
        ),
        ("CREATE INDEX search_index ON search_entry USING gin (lexemes) WITH (fastupdate = off)"),
        (
            "CREATE FUNCTION search_request_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN INSERT INTO search_entry "
            "(request_id, words) SELECT request_id, words FROM search_matter WHERE request_id = NEW.id; END IF; "
            "RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_request_insert AFTER INSERT ON request FOR EACH ROW EXECUTE FUNCTION "
            "search_request_insert()"
        ),
        (
            "CREATE FUNCTION search_mediator_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN INSERT INTO search_entry "
            "(mediator_id, words) SELECT person.id, trim(person.folded || ' g') FROM person WHERE person.id = "
            "NEW.id; END IF; RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_mediator_insert AFTER INSERT ON mediator FOR EACH ROW EXECUTE FUNCTION "
            "search_mediator_insert()"
        ),
        (
            "CREATE FUNCTION search_request_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (NEW.id) ORDER BY id FOR UPDATE; UPDATE search_entry SET words = (SELECT words FROM "
            "search_matter WHERE search_matter.request_id = search_entry.request_id) WHERE request_id IN (NEW.id) "
            "AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END IF; RETURN NULL; END "
            "$$"
        ),
        (
            "CREATE TRIGGER search_request_update AFTER UPDATE OF folded, cabinet_id, mediator_id ON request FOR "
            "EACH ROW EXECUTE FUNCTION search_request_update()"
        ),
        (
            "CREATE FUNCTION search_party_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (NEW.request_id) ORDER BY id FOR UPDATE; UPDATE search_entry SET words = (SELECT "
            "words FROM search_matter WHERE search_matter.request_id = search_entry.request_id) WHERE request_id IN "
            "(NEW.request_id) AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END IF; "
            "RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_party_insert AFTER INSERT ON party FOR EACH ROW EXECUTE FUNCTION "
            "search_party_insert()"
        ),
        (
            "CREATE FUNCTION search_party_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (NEW.request_id, OLD.request_id) ORDER BY id FOR UPDATE; UPDATE search_entry SET "
            "words = (SELECT words FROM search_matter WHERE search_matter.request_id = search_entry.request_id) "
            "WHERE request_id IN (NEW.request_id, OLD.request_id) AND EXISTS (SELECT 1 FROM request WHERE request.id "
            "= search_entry.request_id); END IF; RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_party_update AFTER UPDATE OF request_id, person_id, organisation_id ON party FOR "
            "EACH ROW EXECUTE FUNCTION search_party_update()"
        ),
        (
            "CREATE FUNCTION search_party_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (OLD.request_id) ORDER BY id FOR UPDATE; UPDATE search_entry SET words = (SELECT "
            "words FROM search_matter WHERE search_matter.request_id = search_entry.request_id) WHERE request_id IN "
            "(OLD.request_id) AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END IF; "
            "RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_party_delete AFTER DELETE ON party FOR EACH ROW EXECUTE FUNCTION "
            "search_party_delete()"
        ),
        (
            "CREATE FUNCTION search_person_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (SELECT request_id FROM party WHERE person_id = NEW.id) ORDER BY id FOR UPDATE; "
            "UPDATE search_entry SET words = (SELECT words FROM search_matter WHERE search_matter.request_id = "
            "search_entry.request_id) WHERE request_id IN (SELECT request_id FROM party WHERE person_id = NEW.id) "
            "AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); UPDATE search_entry SET "
            "words = (SELECT trim(person.folded || ' g') FROM person WHERE person.id = NEW.id) WHERE mediator_id = "
            "NEW.id; END IF; RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_person_update AFTER UPDATE OF folded ON person FOR EACH ROW EXECUTE FUNCTION "
            "search_person_update()"
        ),
        (
            "CREATE FUNCTION search_organisation_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (SELECT request_id FROM party WHERE organisation_id = NEW.id) ORDER BY id FOR "
            "UPDATE; UPDATE search_entry SET words = (SELECT words FROM search_matter WHERE search_matter.request_id "
            "= search_entry.request_id) WHERE request_id IN (SELECT request_id FROM party WHERE organisation_id = "
            "NEW.id) AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END IF; RETURN "
            "NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_organisation_update AFTER UPDATE OF folded, bin ON organisation FOR EACH ROW "
            "EXECUTE FUNCTION search_organisation_update()"
        ),
        (
            "CREATE FUNCTION search_contact_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (SELECT request_id FROM party WHERE person_id = NEW.person_id UNION SELECT "
            "request_id FROM party WHERE organisation_id = NEW.organisation_id) ORDER BY id FOR UPDATE; UPDATE "
            "search_entry SET words = (SELECT words FROM search_matter WHERE search_matter.request_id = "
            "search_entry.request_id) WHERE request_id IN (SELECT request_id FROM party WHERE person_id = "
            "NEW.person_id UNION SELECT request_id FROM party WHERE organisation_id = NEW.organisation_id) AND "
            "EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END IF; RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_contact_insert AFTER INSERT ON contact FOR EACH ROW EXECUTE FUNCTION "
            "search_contact_insert()"
        ),
        (
            "CREATE FUNCTION search_contact_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (SELECT request_id FROM party WHERE person_id = NEW.person_id UNION SELECT "
            "request_id FROM party WHERE organisation_id = NEW.organisation_id UNION SELECT request_id FROM party "
            "WHERE person_id = OLD.person_id UNION SELECT request_id FROM party WHERE organisation_id = "
            "OLD.organisation_id) ORDER BY id FOR UPDATE; UPDATE search_entry SET words = (SELECT words FROM "
            "search_matter WHERE search_matter.request_id = search_entry.request_id) WHERE request_id IN (SELECT "
            "request_id FROM party WHERE person_id = NEW.person_id UNION SELECT request_id FROM party WHERE "
            "organisation_id = NEW.organisation_id UNION SELECT request_id FROM party WHERE person_id = "
            "OLD.person_id UNION SELECT request_id FROM party WHERE organisation_id = OLD.organisation_id) AND "
            "EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END IF; RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_contact_update AFTER UPDATE OF folded, person_id, organisation_id ON contact FOR "
            "EACH ROW EXECUTE FUNCTION search_contact_update()"
        ),
        (
            "CREATE FUNCTION search_contact_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
            "current_setting('bitim.search_later', true) IS DISTINCT FROM 'on' THEN PERFORM 1 FROM search_entry "
            "WHERE request_id IN (SELECT request_id FROM party WHERE person_id = OLD.person_id UNION SELECT "
            "request_id FROM party WHERE organisation_id = OLD.organisation_id) ORDER BY id FOR UPDATE; UPDATE "
            "search_entry SET words = (SELECT words FROM search_matter WHERE search_matter.request_id = "
            "search_entry.request_id) WHERE request_id IN (SELECT request_id FROM party WHERE person_id = "
            "OLD.person_id UNION SELECT request_id FROM party WHERE organisation_id = OLD.organisation_id) AND "
            "EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id); END IF; RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER search_contact_delete AFTER DELETE ON contact FOR EACH ROW EXECUTE FUNCTION "
            "search_contact_delete()"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
