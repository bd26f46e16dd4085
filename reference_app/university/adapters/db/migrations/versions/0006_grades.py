"""grade sheets, and changes of what was posted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """What instructors enter and the registrar posts."""
    op.create_table(
        "grade_sheets",
        sa.Column("section", Words(40), nullable=False),
        sa.Column("state", Words(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("section", name="pk_grade_sheets"),
        sa.ForeignKeyConstraint(["section"], ["sections.id"], name="fk_grade_sheets_section_sections"),
        sa.CheckConstraint("state IN ('draft', 'submitted', 'posted')", name="ck_grade_sheets_state"),
    )
    op.create_table(
        "grades",
        sa.Column("section", Words(40), nullable=False),
        sa.Column("student", Words(40), nullable=False),
        sa.Column("grade", Words(20), nullable=False),
        sa.PrimaryKeyConstraint("section", "student", name="pk_grades"),
        sa.ForeignKeyConstraint(["section"], ["grade_sheets.section"], name="fk_grades_section_grade_sheets"),
        sa.ForeignKeyConstraint(["student"], ["students.number"], name="fk_grades_student_students"),
    )
    op.create_index("ix_grades_student", "grades", ["student"])
    op.create_table(
        "grade_changes",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("section", Words(40), nullable=False),
        sa.Column("student", Words(40), nullable=False),
        sa.Column("old", Words(20), nullable=False),
        sa.Column("new", Words(20), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("actor", Words(40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grade_changes"),
        sa.ForeignKeyConstraint(
            ["section"], ["grade_sheets.section"], name="fk_grade_changes_section_grade_sheets"
        ),
        sa.ForeignKeyConstraint(["student"], ["students.number"], name="fk_grade_changes_student_students"),
        sa.CheckConstraint("reason <> ''", name="ck_grade_changes_has_a_reason"),
    )
    op.create_index("ix_grade_changes_section", "grade_changes", ["section"])


def downgrade() -> None:
    """Forget the grades."""
    for table in ("grade_changes", "grades", "grade_sheets"):
        op.drop_table(table)
