"""users and their roles"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Words

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Who has an account."""
    op.create_table(
        "users",
        sa.Column("id", Words(40), nullable=False),
        sa.Column("email", Words(254), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("student", Words(40), nullable=True),
        sa.Column("professor", Words(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        sa.ForeignKeyConstraint(["student"], ["students.number"], name="fk_users_student_students"),
        sa.ForeignKeyConstraint(["professor"], ["professors.number"], name="fk_users_professor_professors"),
    )
    op.create_index("ix_users_student", "users", ["student"])
    op.create_index("ix_users_professor", "users", ["professor"])
    op.create_table(
        "user_roles",
        sa.Column("user", Words(40), nullable=False),
        sa.Column("role", Words(20), nullable=False),
        sa.PrimaryKeyConstraint("user", "role", name="pk_user_roles"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_user_roles_user_users"),
        sa.CheckConstraint(
            "role IN ('applicant', 'student', 'professor', 'registrar', 'admin')", name="ck_user_roles_role"
        ),
    )


def downgrade() -> None:
    """Forget the users."""
    for table in ("user_roles", "users"):
        op.drop_table(table)
