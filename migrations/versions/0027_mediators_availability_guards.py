"""What the database itself refuses of mediators_availability, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0027"
down_revision = "0026"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER one_closing_at_a_time_insert BEFORE INSERT ON "cabinet_closing" WHEN EXISTS (SELECT 1 '
            'FROM "cabinet_closing" AS other WHERE other.id <> NEW.id AND other.cabinet_id = NEW.cabinet_id AND '
            "(NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) "
            "BEGIN SELECT RAISE(ABORT, 'one_closing_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_closing_at_a_time_update BEFORE UPDATE ON "cabinet_closing" WHEN EXISTS (SELECT 1 '
            'FROM "cabinet_closing" AS other WHERE other.id <> NEW.id AND other.cabinet_id = NEW.cabinet_id AND '
            "(NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until)) "
            "BEGIN SELECT RAISE(ABORT, 'one_closing_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_week_at_a_time_insert BEFORE INSERT ON "week" WHEN EXISTS (SELECT 1 FROM "week" AS '
            "other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND other.cabinet_id = "
            "NEW.cabinet_id AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since "
            "< other.until)) BEGIN SELECT RAISE(ABORT, 'one_week_at_a_time'); END"
        ),
        (
            'CREATE TRIGGER one_week_at_a_time_update BEFORE UPDATE ON "week" WHEN EXISTS (SELECT 1 FROM "week" AS '
            "other WHERE other.id <> NEW.id AND other.mediator_id = NEW.mediator_id AND other.cabinet_id = "
            "NEW.cabinet_id AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since "
            "< other.until)) BEGIN SELECT RAISE(ABORT, 'one_week_at_a_time'); END"
        ),
    ],
    "postgresql": [
        ("CREATE EXTENSION IF NOT EXISTS btree_gist"),
        (
            'ALTER TABLE "cabinet_closing" ADD CONSTRAINT one_closing_at_a_time EXCLUDE USING gist (cabinet_id WITH '
            "=, daterange(since, until) WITH &&)"
        ),
        (
            'ALTER TABLE "week" ADD CONSTRAINT one_week_at_a_time EXCLUDE USING gist (mediator_id WITH =, cabinet_id '
            "WITH =, daterange(since, until) WITH &&)"
        ),
    ],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
