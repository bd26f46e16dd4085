"""passwords, and attempts to sign in"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """What signing in needs."""
    op.create_table(
        "passwords",
        sa.Column("user", Words(40), nullable=False),
        sa.Column("hashed", Words(200), nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_passwords"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_passwords_user_users"),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", Words(40), nullable=False),
        sa.Column("account", Words(64), nullable=False),
        sa.Column("client", Words(64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_attempts"),
    )
    op.create_index("ix_sign_in_attempts_client_at", "sign_in_attempts", ["client", "at"])
    op.create_index("ix_sign_in_attempts_at", "sign_in_attempts", ["at"])


def downgrade() -> None:
    """Forget every password and attempt."""
    op.drop_table("sign_in_attempts")
    op.drop_table("passwords")
