"""catalogue: departments, courses, terms, sections, meetings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import LocalDateTime, LocalTime, Words

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
        "prerequisites",
        sa.Column("course", Words(40), nullable=False),
        sa.Column("requires", Words(40), nullable=False),
        sa.PrimaryKeyConstraint("course", "requires", name="pk_prerequisites"),
        sa.ForeignKeyConstraint(["course"], ["courses.code"], name="fk_prerequisites_course_courses"),
        sa.ForeignKeyConstraint(["requires"], ["courses.code"], name="fk_prerequisites_requires_courses"),
        sa.CheckConstraint("course <> requires", name="ck_prerequisites_not_itself"),
    )
    op.create_index("ix_prerequisites_requires", "prerequisites", ["requires"])
    op.create_table(
        "terms",
        sa.Column("code", Words(40), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("add_deadline", LocalDateTime(), nullable=False),
        sa.Column("zone", Words(200), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_terms"),
    )
    op.create_table(
        "sections",
        sa.Column("id", Words(40), nullable=False),
        sa.Column("course", Words(40), nullable=False),
        sa.Column("term", Words(40), nullable=False),
        sa.Column("instructor", Words(200), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("waitlist_capacity", sa.Integer(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sections"),
        sa.ForeignKeyConstraint(["course"], ["courses.code"], name="fk_sections_course_courses"),
        sa.ForeignKeyConstraint(["term"], ["terms.code"], name="fk_sections_term_terms"),
        sa.CheckConstraint("enrolled >= 0 AND enrolled <= capacity", name="ck_sections_seats"),
        sa.CheckConstraint("waiting >= 0 AND waiting <= waitlist_capacity", name="ck_sections_waitlist"),
    )
    op.create_index("ix_sections_course_term", "sections", ["course", "term"])
    op.create_index("ix_sections_term", "sections", ["term"])
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("section", Words(40), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("starts", LocalTime(), nullable=False),
        sa.Column("ends", LocalTime(), nullable=False),
        sa.Column("room", Words(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sa.ForeignKeyConstraint(["section"], ["sections.id"], name="fk_meetings_section_sections"),
        sa.CheckConstraint("starts < ends", name="ck_meetings_has_length"),
    )
    op.create_index("ix_meetings_section", "meetings", ["section"])


def downgrade() -> None:
    """Forget the catalogue."""
    for table in ("meetings", "sections", "terms", "prerequisites", "courses", "departments"):
        op.drop_table(table)
