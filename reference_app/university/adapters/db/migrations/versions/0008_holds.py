"""holds on students"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """What offices keep from students."""
    op.create_table(
        "holds",
        sa.Column("id", Words(40), nullable=False),
        sa.Column("student", Words(40), nullable=False),
        sa.Column("kind", Words(20), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("placed_by", Words(40), nullable=False),
        sa.Column("placed_at", Instant(), nullable=False),
        sa.Column("released_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_holds"),
        sa.ForeignKeyConstraint(["student"], ["students.number"], name="fk_holds_student_students"),
        sa.CheckConstraint("kind IN ('financial', 'advising', 'library')", name="ck_holds_kind"),
        sa.CheckConstraint("released_at >= placed_at", name="ck_holds_released_after_it_was_placed"),
    )
    op.create_index("ix_holds_student", "holds", ["student"])


def downgrade() -> None:
    """Forget the holds."""
    op.drop_table("holds")
