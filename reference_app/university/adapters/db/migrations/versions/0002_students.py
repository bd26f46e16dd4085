"""students and what they completed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Who studies here."""
    op.create_table(
        "students",
        sa.Column("number", Words(40), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_students"),
    )
    op.create_table(
        "completions",
        sa.Column("student", Words(40), nullable=False),
        sa.Column("course", Words(40), nullable=False),
        sa.PrimaryKeyConstraint("student", "course", name="pk_completions"),
        sa.ForeignKeyConstraint(["student"], ["students.number"], name="fk_completions_student_students"),
        sa.ForeignKeyConstraint(["course"], ["courses.code"], name="fk_completions_course_courses"),
    )
    op.create_index("ix_completions_course", "completions", ["course"])


def downgrade() -> None:
    """Forget the students."""
    for table in ("completions", "students"):
        op.drop_table(table)
