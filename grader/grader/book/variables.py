"""Variables of the environment by which one build learns where its site will stand."""

ADDRESS = "COURSE_SITE_ADDRESS"
REPOSITORY = "COURSE_SITE_REPOSITORY"
