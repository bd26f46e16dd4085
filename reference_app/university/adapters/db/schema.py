"""Moving the database's schema by the migrations."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from university.adapters.db.engine import kind_of
from university.adapters.db.failures import plain_words
from university.adapters.db.tables import metadata
from university.application.errors import StoreUnavailable
from university.application.ports.schema import Revision
from university.domain.errors import NotFound

MIGRATIONS = Path(__file__).parent / "migrations"
BASE = "base"
FOREIGN = (
    "The database holds tables that this app's migrations did not make. Name an empty database in "
    "UNIVERSITY_DATABASE_URL, or move the old one away."
)
NEWER = "The database was made by a newer version of the app. Update the app."


class DatabaseSchema:
    """Fulfils Schema."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def _history(self) -> list[Revision]:
        """Every step, the first one first."""
        scripts = ScriptDirectory.from_config(_config()).walk_revisions()
        return [Revision(script.revision, script.doc) for script in scripts][::-1]

    def current(self) -> Revision | None:
        """The last step that was made."""
        with plain_words(), self._engine.connect() as connection:
            made = self._made(connection)
        return made[-1] if made else None

    def latest(self) -> Revision:
        """The last step of the migrations."""
        return self._history[-1]

    def upgrade(self) -> list[Revision]:
        """Make what is missing; where nothing is, nobody waits for a lock."""
        if self.current() == self.latest():
            return []
        with plain_words(), kind_of(self._engine).changing_schema(self._engine) as connection:
            made = self._made(connection)
            if not made and not metadata().tables.keys().isdisjoint(inspect(connection).get_table_names()):
                raise StoreUnavailable(remedy=FOREIGN)
            command.upgrade(_config(connection), "head")
        return self._history[len(made) :]

    def downgrade(self, to: str) -> list[Revision]:
        """Undo steps, the last one first."""
        with plain_words(), kind_of(self._engine).changing_schema(self._engine) as connection:
            made = self._made(connection)
            known = [BASE, *(step.id for step in made)]
            if to not in known:
                raise NotFound(
                    f"The database has made no step {to}.", remedy=f"Choose one of: {', '.join(known)}."
                )
            command.downgrade(_config(connection), to)
        return made[known.index(to) :][::-1]

    def _made(self, connection: Connection) -> list[Revision]:
        """The steps that the database has made, the first one first."""
        at = MigrationContext.configure(connection).get_current_revision()
        known = [None, *(step.id for step in self._history)]
        if at not in known:
            raise StoreUnavailable(remedy=NEWER)
        return self._history[: known.index(at)]


def _config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without a file; `migrations/env.py` takes the connection from it."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
