"""The words that learners, instructors and readers meet, taken out of notebooks and pages."""
