"""enquiries from the contact form"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """What visitors ask."""
    op.create_table(
        "enquiries",
        sa.Column("id", Words(40), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("email", Words(254), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("settled_by", Words(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_enquiries"),
        sa.ForeignKeyConstraint(["settled_by"], ["users.id"], name="fk_enquiries_settled_by_users"),
    )
    op.create_index("ix_enquiries_at", "enquiries", ["at"])
    op.create_index("ix_enquiries_settled_by", "enquiries", ["settled_by"])


def downgrade() -> None:
    """Forget the enquiries."""
    op.drop_table("enquiries")
