# kind: anticipated
# message: The tool saw one column go and another come
def review(line: int) -> str:
    """The letter of the fault in this line of SCRIPT, or an empty text."""
    return {6: "D", 12: "B", 18: "A", 19: "A"}.get(line, "")


def upgrade() -> None:
    """From seats to capacity and waitlist."""
    with op.batch_alter_table("sections") as batch:
        batch.alter_column("seats", new_column_name="capacity")
        batch.add_column(sa.Column("waitlist", sa.Integer(), nullable=False, server_default="5"))
    op.create_index("ix_sections_room", "sections", ["room"])


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_sections_room", "sections")
    with op.batch_alter_table("sections") as batch:
        batch.drop_column("waitlist")
        batch.alter_column("capacity", new_column_name="seats")


def flask_db(situation: str) -> list[str]:
    """The commands to type, in order."""
    return {
        "begin": ["flask db init", "flask db migrate -m 'the sections'", "flask db upgrade"],
        "clone": ["flask db upgrade"],
        "new column": ["flask db migrate -m 'the room of a section'", "flask db upgrade"],
        "failed release": ["flask db downgrade"],
    }[situation]
