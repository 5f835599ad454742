"""What the database itself refuses of intake_screening, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0049"
down_revision = "0048"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER sweep_referral_refusal_id AFTER DELETE ON "refusal" BEGIN DELETE FROM "referral" WHERE '
            '"refusal_id" = OLD."id"; END'
        ),
    ],
    "postgresql": [],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
