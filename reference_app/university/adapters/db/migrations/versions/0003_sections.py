"""sections with their counters and meetings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import LocalTime, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """What is taught in a term, when and where."""
    op.create_table(
        "sections",
        sa.Column("id", Words(40), nullable=False),
        sa.Column("course", Words(40), nullable=False),
        sa.Column("term", Words(40), nullable=False),
        sa.Column("instructor", Words(40), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("waitlist_capacity", sa.Integer(), nullable=False),
        sa.Column("seats_taken", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sections"),
        sa.ForeignKeyConstraint(["course"], ["courses.code"], name="fk_sections_course_courses"),
        sa.ForeignKeyConstraint(["term"], ["terms.code"], name="fk_sections_term_terms"),
        sa.ForeignKeyConstraint(
            ["instructor"], ["professors.number"], name="fk_sections_instructor_professors"
        ),
        sa.CheckConstraint("seats_taken >= 0 AND seats_taken <= capacity", name="ck_sections_seats"),
        sa.CheckConstraint("waiting >= 0 AND waiting <= waitlist_capacity", name="ck_sections_waitlist"),
    )
    op.create_index("ix_sections_course_term", "sections", ["course", "term"])
    op.create_index("ix_sections_term", "sections", ["term"])
    op.create_index("ix_sections_instructor", "sections", ["instructor"])
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
    """Forget the sections."""
    for table in ("meetings", "sections"):
        op.drop_table(table)
