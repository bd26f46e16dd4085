"""sessions of the site"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Who is signed in."""
    op.create_table(
        "site_sessions",
        sa.Column("digest", Words(64), nullable=False),
        sa.Column("user", Words(40), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_site_sessions"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_site_sessions_user_users"),
    )
    op.create_index("ix_site_sessions_user", "site_sessions", ["user"])
    op.create_index("ix_site_sessions_ends_at", "site_sessions", ["ends_at"])


def downgrade() -> None:
    """Everybody is signed out."""
    op.drop_table("site_sessions")
