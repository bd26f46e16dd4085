"""Reading, writing and understanding notebooks."""
