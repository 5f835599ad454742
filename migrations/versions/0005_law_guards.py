"""What the database itself refuses of law, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER one_rule_at_a_time_insert BEFORE INSERT ON "rule" WHEN EXISTS (SELECT 1 FROM "rule" AS '
            "other WHERE other.id <> NEW.id AND other.code = NEW.code AND (NEW.until IS NULL OR other.since < "
            "NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT RAISE(ABORT, "
            "'one_rule_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_rule_at_a_time_update BEFORE UPDATE ON "rule" WHEN EXISTS (SELECT 1 FROM "rule" AS '
            "other WHERE other.id <> NEW.id AND other.code = NEW.code AND (NEW.until IS NULL OR other.since < "
            "NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) BEGIN SELECT RAISE(ABORT, "
            "'one_rule_at_a_time'); END"
        ),
    ],
    "postgresql": [
        ("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        (
            'ALTER TABLE "rule" ADD CONSTRAINT one_rule_at_a_time EXCLUDE USING gist (code WITH =, daterange(since, '
            "until) WITH &&)"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
