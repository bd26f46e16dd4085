"""The conditions of enrolment, one a file. Each can be replaced through a slot."""
