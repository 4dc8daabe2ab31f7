"""Alembic's door: run the revisions on the connection that `store.migrations` hands over."""

from alembic import context

from store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a table; Alembic copies it instead
)
with context.begin_transaction():
    context.run_migrations()
