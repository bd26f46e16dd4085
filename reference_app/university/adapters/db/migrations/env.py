"""What Alembic runs to migrate: on the connection of `DatabaseSchema`, which holds the lock for it."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
# SQLite undoes DDL as PostgreSQL does, though Alembic would not believe it. MariaDB cannot.
undoes_ddl = connection.dialect.name in ("sqlite", "postgresql")
if not undoes_ddl:
    connection.commit()  # ends what reading has begun, so that each step below is a transaction of its own
context.configure(
    connection=connection,
    render_as_batch=True,
    transactional_ddl=undoes_ddl,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
