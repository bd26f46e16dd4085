"""An instructor's side: grading a folder of submissions."""
