"""Run by Alembic for every command: the models, and the connection that the caller has opened."""

from alembic import context

from mediation_cms.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
