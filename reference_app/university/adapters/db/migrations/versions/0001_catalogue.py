"""catalogue: departments, courses with what they require, terms"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import LocalDateTime, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """What the university offers."""
    op.create_table(
        "departments",
        sa.Column("code", Words(40), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("about", Words(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_departments"),
    )
    op.create_table(
        "courses",
        sa.Column("code", Words(40), nullable=False),
        sa.Column("title", Words(200), nullable=False),
        sa.Column("department", Words(40), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=False),
        sa.Column("description", Words(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_courses"),
        sa.ForeignKeyConstraint(
            ["department"], ["departments.code"], name="fk_courses_department_departments"
        ),
        sa.CheckConstraint("credits >= 0", name="ck_courses_credits_not_negative"),
    )
    op.create_index("ix_courses_department", "courses", ["department"])
    op.create_table(
        "requirements",
        sa.Column("course", Words(40), nullable=False),
        sa.Column("node", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("kind", Words(20), nullable=False),
        sa.Column("needs", Words(40), nullable=True),
        sa.Column("minimum", Words(20), nullable=True),
        sa.Column("in_progress", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("course", "node", name="pk_requirements"),
        sa.ForeignKeyConstraint(["course"], ["courses.code"], name="fk_requirements_course_courses"),
        sa.ForeignKeyConstraint(["needs"], ["courses.code"], name="fk_requirements_needs_courses"),
        sa.ForeignKeyConstraint(
            ["course", "parent"],
            ["requirements.course", "requirements.node"],
            name="fk_requirements_course_parent_requirements",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("kind IN ('all', 'any', 'course')", name="ck_requirements_kind"),
        sa.CheckConstraint(
            "(kind = 'course') = (needs IS NOT NULL)", name="ck_requirements_only_a_course_needs"
        ),
        sa.CheckConstraint(
            "(kind = 'course') = (minimum IS NOT NULL)", name="ck_requirements_only_a_course_has_a_minimum"
        ),
        sa.CheckConstraint("parent < node", name="ck_requirements_parents_first"),
        sa.CheckConstraint("needs <> course", name="ck_requirements_not_itself"),
    )
    op.create_index("ix_requirements_needs", "requirements", ["needs"])
    op.create_table(
        "corequisites",
        sa.Column("course", Words(40), nullable=False),
        sa.Column("requires", Words(40), nullable=False),
        sa.PrimaryKeyConstraint("course", "requires", name="pk_corequisites"),
        sa.ForeignKeyConstraint(["course"], ["courses.code"], name="fk_corequisites_course_courses"),
        sa.ForeignKeyConstraint(["requires"], ["courses.code"], name="fk_corequisites_requires_courses"),
        sa.CheckConstraint("course <> requires", name="ck_corequisites_not_itself"),
    )
    op.create_index("ix_corequisites_requires", "corequisites", ["requires"])
    op.create_table(
        "terms",
        sa.Column("code", Words(40), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("zone", Words(200), nullable=False),
        sa.Column("add_opens", LocalDateTime(), nullable=False),
        sa.Column("add_closes", LocalDateTime(), nullable=False),
        sa.Column("drop_opens", LocalDateTime(), nullable=False),
        sa.Column("drop_closes", LocalDateTime(), nullable=False),
        sa.Column("withdraw_opens", LocalDateTime(), nullable=False),
        sa.Column("withdraw_closes", LocalDateTime(), nullable=False),
        sa.Column("grading_opens", LocalDateTime(), nullable=False),
        sa.Column("grading_closes", LocalDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_terms"),
        sa.CheckConstraint("starts <= ends", name="ck_terms_starts_before_it_ends"),
        sa.CheckConstraint("add_opens < add_closes", name="ck_terms_add_is_open"),
        sa.CheckConstraint("drop_opens < drop_closes", name="ck_terms_drop_is_open"),
        sa.CheckConstraint("withdraw_opens < withdraw_closes", name="ck_terms_withdraw_is_open"),
        sa.CheckConstraint("grading_opens < grading_closes", name="ck_terms_grading_is_open"),
    )


def downgrade() -> None:
    """Forget the catalogue."""
    for table in ("terms", "corequisites", "requirements", "courses", "departments"):
        op.drop_table(table)
