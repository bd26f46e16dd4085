"""tokens of programs, and keys of their requests"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """What programs need to ask in a user's place, and to ask safely again."""
    op.create_table(
        "api_tokens",
        sa.Column("id", Words(40), nullable=False),
        sa.Column("user", Words(40), nullable=False),
        sa.Column("digest", Words(64), nullable=False),
        sa.Column("label", Words(200), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
        sa.UniqueConstraint("digest", name="uq_api_tokens_digest"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_api_tokens_user_users"),
    )
    op.create_index("ix_api_tokens_user", "api_tokens", ["user"])
    op.create_table(
        "idempotency_keys",
        sa.Column("user", Words(40), nullable=False),
        sa.Column("name", Words(64), nullable=False),
        sa.Column("fingerprint", Words(64), nullable=False),
        sa.Column("holder", Words(40), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("body", Words(), nullable=True),
        sa.Column("location", Words(), nullable=True),
        sa.PrimaryKeyConstraint("user", "name", name="pk_idempotency_keys"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_idempotency_keys_user_users"),
        sa.CheckConstraint("status BETWEEN 100 AND 599", name="ck_idempotency_keys_status"),
        sa.CheckConstraint("(status IS NULL) = (body IS NULL)", name="ck_idempotency_keys_whole_answer"),
    )


def downgrade() -> None:
    """Forget tokens and keys."""
    for table in ("idempotency_keys", "api_tokens"):
        op.drop_table(table)
