"""enrolments"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Who has a place where."""
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("student", Words(40), nullable=False),
        sa.Column("section", Words(40), nullable=False),
        sa.Column("status", Words(20), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("expires", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_enrolments"),
        sa.UniqueConstraint("student", "section", name="uq_enrolments_student_section"),
        sa.ForeignKeyConstraint(["student"], ["students.number"], name="fk_enrolments_student_students"),
        sa.ForeignKeyConstraint(["section"], ["sections.id"], name="fk_enrolments_section_sections"),
        sa.CheckConstraint(
            "status IN ('enrolled', 'waitlisted', 'offered', 'withdrawn')", name="ck_enrolments_status"
        ),
        sa.CheckConstraint(
            "(status = 'offered') = (expires IS NOT NULL)", name="ck_enrolments_only_an_offer_expires"
        ),
    )
    op.create_index("ix_enrolments_section_status_since", "enrolments", ["section", "status", "since"])
    op.create_index("ix_enrolments_status_expires", "enrolments", ["status", "expires"])


def downgrade() -> None:
    """Forget the enrolments."""
    op.drop_table("enrolments")
