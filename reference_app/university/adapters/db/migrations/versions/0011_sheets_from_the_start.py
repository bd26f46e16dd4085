"""a grade sheet for every section"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """A sheet that nobody has touched is on file too, so that there is a row to wait for."""
    op.execute(
        "INSERT INTO grade_sheets (section, state, version) SELECT id, 'draft', 0 FROM sections "
        "WHERE id NOT IN (SELECT section FROM grade_sheets)"
    )


def downgrade() -> None:
    """Leave the sheets that somebody has begun."""
    op.execute("DELETE FROM grade_sheets WHERE version = 0")
