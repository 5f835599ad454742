"""What the database itself refuses of imports, and what it sweeps away: the same as beside the tables."""

from alembic import op

revision = "0076"
down_revision = "0075"

STATEMENTS = {
    "sqlite": [
        (
            'CREATE TRIGGER sweep_import_row_import_id AFTER DELETE ON "import" BEGIN DELETE FROM "import_row" WHERE '
            '"import_id" = OLD."id"; END'
        ),
    ],
    "postgresql": [],
}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
