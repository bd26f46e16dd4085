"""the audit log"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """What happened."""
    op.create_table(
        "events",
        sa.Column("position", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("kind", Words(20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", Words(40), nullable=False),
        sa.Column("student", Words(40), nullable=True),
        sa.Column("section", Words(40), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_events"),
    )
    op.create_index("ix_events_student", "events", ["student"])
    op.create_index("ix_events_section", "events", ["section"])


def downgrade() -> None:
    """Forget what happened."""
    op.drop_table("events")
